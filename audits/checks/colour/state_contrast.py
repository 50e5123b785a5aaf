"""Links and buttons can be read while they are pointed at, and while they have focus.

Whoever sees poorly follows the words with the pointer: a link that turns pale just then is lost at
the moment when it is read.
"""

from collections.abc import Iterator

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import contrast, ground, is_drawn, need, turns_weak
from audits.facts.hover_focus_styles import HoverFocusStyles, StateColours
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.3",
    impact="serious",
    title={
        "ja": "マウスを重ねたときや選んだときの文字の濃さ",
        "en": "Contrast of links and buttons on hover and focus",
    },
    passed={
        "ja": "リンクやボタンの文字は、マウスを重ねても Tab キーで選んでも、"
        "十分なコントラストで読めます",
        "en": "Links and buttons keep enough contrast when they are pointed at or have focus",
    },
    failed={
        "hover": {
            "ja": "マウスを重ねると文字が読みにくくなるリンクやボタンが {count} 種類あります"
            "（コントラスト比は最も低いもので {lowest}:1。{examples}）",
            "en": "{count} kinds of links or buttons become hard to read when they are pointed at "
            "(contrast down to {lowest}:1; {examples})",
        },
        "focus": {
            "ja": "Tab キーで選ぶと文字が読みにくくなるリンクやボタンが {count} 種類あります"
            "（コントラスト比は最も低いもので {lowest}:1。{examples}）",
            "en": "{count} kinds of links or buttons become hard to read when they have focus "
            "(contrast down to {lowest}:1; {examples})",
        },
        "unseen": {
            "ja": "マウスを重ねたときや Tab キーで選んだときの文字が、"
            "背景の画像やグラデーションのため自動では判定できないリンクやボタンが"
            " {count} 種類あります。"
            "目で確かめてください（{examples}）",
            "en": "{count} kinds of links or buttons turn colour over a picture or gradient, which "
            "cannot be judged by machine: please look at them ({examples})",
        },
    },
    fix={
        "ja": "文字の色と背景の色を組で指定し、通常の大きさの文字は 4.5:1 以上にします。"
        "薄くするより、下線や枠で示します。"
        "例：a:hover, a:focus-visible { color: #00337a; background: #fff; "
        "text-decoration: underline; }。",
        "en": "Set the colours of text and ground together, at 4.5:1 or more for text of usual "
        "size, and show the state by a line rather than by paler letters: a:hover, "
        "a:focus-visible { color: #00337a; background: #fff; text-decoration: underline; }.",
    },
    about={
        "ja": "見えにくい人には、マウスポインターで文字をたどりながら読む人や、"
        "画面を拡大して Tab キーで進む人がいます。"
        "そのときに文字が薄くなると、今いるリンクやボタンの言葉が読めません。",
        "en": "Some people with low vision follow the words with the pointer or move with the Tab "
        "key on a magnified screen; letters that turn pale just then cannot be read.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum",
)

INVISIBLE = 1.1  # letters in the colour of their ground may be meant not to be seen


def check(hover_focus_styles: HoverFocusStyles) -> list[Verdict]:
    """What cannot be read at rest is told elsewhere; where any is sure, only these are told."""
    found = list(faults([item for item in hover_focus_styles["items"] if not item["moving"]]))
    return found or [
        clean("hover_focus_styles", hover_focus_styles, applies=hover_focus_styles["items"])
    ]


def faults(items: list[StateColours]) -> Iterator[Verdict]:
    """One for each state, and one for what a person must look at."""
    for state in ("hover", "focus"):
        weak = [item for item in items if item["state"] == state and is_weak(item)]
        sure = [item for item in weak if is_sure(item)]
        if told := sure or weak:
            yield failed(
                state,
                told,
                certainty=Certainty.CERTAIN if sure else Certainty.LIKELY,
                lowest=round(min(map(contrast, told)), 1),
                examples=some(item["text"][:20] for item in told),
            )
    unseen = [item for item in items if item["shown"] and item["letters"] and not ground(item)]
    if unseen:
        yield cant_tell("unseen", unseen, examples=some(item["text"][:20] for item in unseen))


def is_weak(item: StateColours) -> bool:
    """Whether letters that could be read at rest, or were not there, cannot be read any more."""
    if item["shown"]:
        return turns_weak(item)
    return bool(ground(item)) and contrast(item) < need(item)


def is_sure(item: StateColours) -> bool:
    """Whether nothing shines through, and a picture shows the very ground that the styles tell."""
    return bool(item["plain"] and is_drawn(item) and contrast(item) >= INVISIBLE)
