"""What a control has opened, turned on or chosen is said by its state.

Each was pressed twice: what the first press opened or changed and the second took back is a state,
and a screen reader knows of it only what the markup says.
"""

import re

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.activation import Activation, PressedControl
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "押した後の状態", "en": "States after a press"},
    passed={
        "ja": "押すと状態の変わる部品は、その状態を伝えています",
        "en": "Controls that change their state when pressed say so",
    },
    failed={
        "stale": {
            "ja": "押して開いたり切り替わったりしても、状態の属性（aria-expanded など）が変わらない"
            "部品が {count} 個あるようです（{examples}）",
            "en": "{count} controls open or change something, and their state (such as "
            "aria-expanded) does not seem to change ({examples})",
        },
        "unsaid": {
            "ja": "押すと開閉や切り替えをするのに、その状態を伝えない部品が {count} 個あるようです"
            "（{examples}）",
            "en": "{count} controls open, shut or switch something and do not seem to say their "
            "state ({examples})",
        },
        "name": {
            "ja": "押すと見える文字が変わるのに、読み上げる名前が変わらない部品が {count} 個"
            "あるようです（{examples}）",
            "en": "The words on {count} controls change when they are pressed, and the name that "
            "is read out does not seem to ({examples})",
        },
    },
    fix={
        "ja": "開閉は aria-expanded、入り切りは aria-pressed、選択は aria-selected で伝え、"
        "押すたびに値を切り替えます。例：button.setAttribute('aria-expanded', String(open))。"
        "名前を付けた場合は、名前も一緒に替えます。",
        "en": "Say it with aria-expanded, aria-pressed or aria-selected, and change the value at "
        "each press: button.setAttribute('aria-expanded', String(open)). A name of its own "
        "changes with it.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、押した後に何が起きたかを部品の状態で知ります。"
        "状態が変わらないと、開いたことにも、入ったことにも気付けません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/name-role-value",
)

SWITCHES = ("aria-pressed", "aria-checked")
WORD = re.compile(r"[^\W_]")
OPENS_LEAST = 2
"""Characters; a part with fewer, and nothing to use in it, is an ornament."""


def check(activation: Activation) -> list[Verdict]:
    """Presses after which a script asked the network for something are left out."""
    pressed = [
        i for i in activation["pressed"] if i["shown"] and not i["tried"] and not i["dialog"]
    ]
    kinds: dict[str, list[PressedControl]] = {"stale": [], "unsaid": [], "name": []}
    for item in pressed:
        if fault := fault_of(item):
            kinds[fault].append(item)
    found = [
        failed(key, items, examples=some(called(item) for item in items))
        for key, items in kinds.items()
        if items
    ]
    return found or [clean("activation", activation, applies=any(map(has_state, pressed)))]


def fault_of(item: PressedControl) -> str:
    """What is wrong with the state of a control, if anything."""
    if item["role"] == "tab":
        return "stale" if is_chosen(item) else ""
    if is_stale(item):
        return "stale"
    if keeps_its_name(item):
        return "name"
    return "unsaid" if is_unsaid(item) else ""


def has_state(item: PressedControl) -> bool:
    """Whether pressing changes something that pressing again takes back."""
    return item["role"] == "tab" or opens(item) or turns(item)


def opens(item: PressedControl) -> bool:
    """Whether one press shows a part, or takes it away, and the next does the reverse.

    Where one part comes as another goes, as slides do, nothing opens.
    """
    if not item["again"] or bool(item["opened"]) == bool(item["gone"]):
        return False
    parts = item["opened"] or item["shut"]
    real = any(part["words"] >= OPENS_LEAST or part["stops"] for part in parts)
    return bool(real and item["again"]["shut" if item["opened"] else "reopened"])


def turns(item: PressedControl) -> bool:
    """Whether the control itself looks another after one press, and as before after two.

    Where the whole page changes its colours, so does the control.
    """
    changed = item["turned"] or item["text"][0] != item["text"][1]
    return bool(changed and not item["recoloured"] and item["again"] and item["again"]["back"])


def is_chosen(item: PressedControl) -> bool:
    """Whether a tab was chosen that does not say so afterwards."""
    changed = item["turned"] or item["opened"] or item["gone"]
    return bool(changed and item["states"][1].get("aria-selected") != "true")


def is_stale(item: PressedControl) -> bool:
    """Whether a state is given that stays the same while what it tells of changes."""
    before, after = item["states"]
    if before.get("aria-expanded") == after.get("aria-expanded", "") and opens(item):
        return True
    switch = next((name for name in SWITCHES if name in before), "")
    if not switch or before[switch] != after.get(switch):
        return False
    return opens(item) or turns(item) or bool(item["again"] and item["again"]["reverted"])


def keeps_its_name(item: PressedControl) -> bool:
    """Whether the words on a control become others, which its name does not hold."""
    seen = [letters(text) for text in item["text"]]
    name = [letters(text) for text in item["name"]]
    told = len(seen[1]) > 1 and seen[1] not in name[1]
    return bool(told and seen[0] != seen[1] and name[0] == name[1] and turns(item))


def is_unsaid(item: PressedControl) -> bool:
    """Whether a state is given by nothing: no attribute, no other name, no focus in what opened."""
    if any(item["states"]) or item["said"] or item["focus"] != "control":
        return False
    if letters(item["name"][0]) != letters(item["name"][1]):
        return False
    if opens(item):
        return not any(part["live"] for part in item["opened"])
    return turns(item) and not item["announced"]


def letters(text: str) -> str:
    """The letters of a text, without signs: an arrow that turns says nothing to the ear.

    >>> letters("よくある質問 ▼"), letters("❚❚")
    ('よくある質問', '')
    """
    return "".join(WORD.findall(text)).lower()
