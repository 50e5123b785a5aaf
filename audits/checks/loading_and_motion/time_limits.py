"""What ends after a time can be made longer.

Who reads slowly, listens or writes with one key at a time is not done when the time is up, and
begins again with nothing.
"""

import re

from audits.checks import clean, failed, passed
from audits.checks._shared.japanese import some
from audits.facts.motion_and_orientation import MotionAndOrientation, Rewritten
from audits.facts.source import Source
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Outcome, Verdict

META = CheckMeta(
    criterion="2.2.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "制限時間", "en": "Time limits"},
    passed={
        "ja": "制限時間は、延ばすかなくすことができるようです",
        "en": "Time limits seem to be adjustable",
    },
    failed={
        "ends": {
            "ja": "制限時間があり、延ばす方法が見当たりません（{examples}）",
            "en": "There is a time limit, and no way to extend it was found ({examples})",
        },
        "counts": {
            "ja": "残り時間が減っていき、延ばす方法が見当たりません（{examples}）",
            "en": "The time that is left runs down, and no way to extend it was found ({examples})",
        },
    },
    fix={
        "ja": "制限時間をなくすか、終わる20秒以上前に知らせて、簡単な操作で延ばせるようにします。"
        '例：<button type="button">時間を延長する</button>。',
        "en": "Have no limit, or warn at least 20 seconds before and let a simple action extend "
        'it: <button type="button">Give me more time</button>.',
    },
    about={
        "ja": "読むのに時間のかかる人、音声で聞いている人、入力に時間のかかる人は、"
        "時間切れで最初からやり直しになり、手続きを終えられないことがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable",
)

AMOUNT = r"(?:\d{1,3}|[一二三五十]{1,3}|one|two|three|five|ten|fifteen|twenty|thirty)"
ENDS = r"(?:無効|切断|切れ|終了|ログアウト|失効|破棄|消え|やり直|タイムアウト|解除|取り消)"
EXPIRES = r"(?:log(?:ged)? ?out|sign(?:ed)? ?out|expires?|times? ?out|timed out|held|lost|released)"
STATED = re.compile(
    rf"{AMOUNT} ?(?:分|秒|時間)[^。\n]{{0,20}}{ENDS}"
    rf"|\b{AMOUNT} (?:minutes?|seconds?|hours?)\b[^.\n]{{0,60}}\b{EXPIRES}\b"
    rf"|\b{EXPIRES}\b[^.\n]{{0,60}}\b{AMOUNT} (?:minutes?|seconds?|hours?)\b",
    re.IGNORECASE,
)
"""A sentence that says when something ends; on a page that runs such a timer it is about that."""
LEFT = re.compile(
    r"残り|制限時間|有効時間|タイムアウト|ログアウト|セッション|失効|確保"
    r"|time (?:left|remaining|limit)|remaining|expires?|session|log(?:ged)? ?out|held|reserved",
    re.IGNORECASE,
)
"""What is said beside time that runs down, unless it counts to an event that comes for all."""
EVENT = re.compile(
    r"開催|開幕|開会|投票日|締切|締め切り|オープン|まであと|countdown|until|starts?\b|deadline",
    re.IGNORECASE,
)
LABEL = 40
"""Characters; what offers more time is a button, a link or a label."""
LONGER = re.compile(
    r"延長|延ば|引き延|時間制限をなくす|制限なし|(?:セッション|操作|手続き)を(?:続け|継続)"
    r"|extend|more time|stay (?:signed|logged)|keep me|no (?:time )?limit"
    r"|continue (?:the )?session",
    re.IGNORECASE,
)
CLOCK = re.compile(r"(?:(\d{1,2}) ?[:：時] ?)?(\d{1,3}) ?(?:[:：分]|min\w{0,6}) ?(\d{1,2})")
LONGEST = 72_000
"""Twenty hours in seconds, from which on a limit is none."""


def check(
    source: Source, text: Text, motion_and_orientation: MotionAndOrientation
) -> list[Verdict]:
    """A timer alone is not told: pages say their limit, or count it down."""
    if any("from" not in item for item in motion_and_orientation["writing"]):  # of earlier surveys
        return [Verdict(Outcome.UNTESTED, "no-evidence", {"missing": ["motion_and_orientation"]})]
    running = [
        item for item in motion_and_orientation["writing"] if runs_down(item) and not item["stop"]
    ]
    timed = [each for each in source.get("limits", []) if each["seconds"] <= LONGEST]
    stated = [block for block in text["items"] if timed and STATED.search(block["text"][:500])]
    if not running and not stated:
        return [clean("motion_and_orientation", motion_and_orientation, applies=False)]
    if any(len(b["text"]) <= LABEL and LONGER.search(b["text"]) for b in text["items"]):
        return [passed()]
    found = []
    if running:
        words = some(item["around"][:40] or item["to"] for item in running)
        found.append(failed("counts", running, examples=words))
    if stated and not running:
        found.append(failed("ends", stated, examples=some(b["text"][:40] for b in stated)))
    return found


def runs_down(item: Rewritten) -> bool:
    """Whether a text is time that becomes less, and what stands around it says what for.

    >>> runs_down({"from": "4:00", "to": "3:55", "around": "座席の確保 残り 3:55"})
    True
    >>> runs_down({"from": "4:00", "to": "4:05", "around": "経過時間 4:05"})
    False
    """
    before, after = seconds(item["from"]), seconds(item["to"])
    told = LEFT.search(item["around"]) and not EVENT.search(item["around"])
    return bool(told and before is not None and after is not None and after < before)


def seconds(text: str) -> int | None:
    """The time that a text shows, in seconds; None if it shows none."""
    found = CLOCK.search(text)
    if not found:
        return None
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest
