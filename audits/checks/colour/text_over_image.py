"""Text over pictures and gradients can be read.

Whoever sees poorly loses letters where the picture behind them is as light, or as dark, as they
are.
"""

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import wanted
from audits.facts.axe import Axe
from audits.facts.text_backgrounds import TextBackgrounds, TextOverPicture
from minna.records import Certainty, CheckMeta, Outcome, Verdict

META = CheckMeta(
    criterion="1.4.3",
    impact="serious",
    title={"ja": "画像やグラデーションの上の文字", "en": "Text over pictures and gradients"},
    passed={
        "ja": "画像やグラデーションの上の文字は、十分なコントラストで読めます",
        "en": "Text over pictures and gradients has enough contrast",
    },
    failed={
        "everywhere": {
            "ja": "画像やグラデーションの上の文字が、背景のどこと比べても薄すぎます"
            "（コントラスト比は最大でも {ratio}:1。{examples}）",
            "en": "Text over a picture or gradient has too little contrast with every point behind "
            "it (at most {ratio}:1; {examples})",
        },
        "mostly": {
            "ja": "画像やグラデーションの上の文字が、背景の大部分で読みにくいようです"
            "（コントラスト比は多くの箇所で {ratio}:1 以下。{examples}）",
            "en": "Text over a picture or gradient seems hard to read over most of it (contrast "
            "{ratio}:1 or less in most places; {examples})",
        },
        "partly": {
            "ja": "背景によって読みにくい箇所があるかもしれない文字が {count} 個あります。"
            "目で確かめてください（{examples}）",
            "en": "{count} pieces of text may be hard to read over part of their background: "
            "please look at them ({examples})",
        },
        "unseen": {
            "ja": "背景と重なり方が複雑で、自動では判定できない文字が {count} 個あります。"
            "目で確かめてください",
            "en": "{count} pieces of text stand on grounds that cannot be judged by machine: "
            "please look at them",
        },
    },
    fix={
        "ja": "文字の後ろに単色の地を敷くか、画像に濃い色を重ねます。"
        "例：.hero h1 { background: rgb(0 0 0 / .7); color: #fff; }。",
        "en": "Put a plain ground behind the text, or darken the picture: "
        ".hero h1 { background: rgb(0 0 0 / .7); color: #fff; }.",
    },
    about={
        "ja": "写真の上の文字は、背景の明るさと重なると見えにくい人には読めません。"
        "文字の後ろの色を確かめる必要があります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F83",
)

RESOLVES_INCOMPLETE = ("color-contrast",)
"""Rules of axe's whose undecided places are judged here, and not told of a second time."""
ROUNDING = 0.05
POINTS = 30
INVISIBLE = 1.1  # letters in the colour of their ground are meant not to be seen, as skip links


def check(axe: Axe, text_backgrounds: TextBackgrounds) -> Verdict | list[Verdict]:
    """Settles what axe's rule about contrast leaves undecided; what it decides, it says itself.

    The whole page is judged only where axe looked at the whole page.
    """
    if "color-contrast" in axe["broken"]:
        return Verdict(Outcome.UNTESTED, "axe-error")
    undecided = [rule for rule in axe["incomplete"] if rule["id"] == "color-contrast"]
    count = sum(rule["count"] for rule in undecided)
    if not count:
        return Verdict(Outcome.UNTESTED, "in-part") if axe.get("part") else inapplicable()
    kinds: dict[str, list[TextOverPicture]] = {}
    for item in text_backgrounds["items"]:
        kinds.setdefault(kind_of(item), []).append(item)
    found = [told(key, kinds[key]) for key in ("everywhere", "mostly", "partly") if key in kinds]
    settled = {item["at"] for item in text_backgrounds["items"]} - {
        i["at"] for i in kinds.get("unseen", [])
    }
    rest = [n for at, n in enumerate(n for r in undecided for n in r["nodes"]) if at not in settled]
    if rest:
        found.append(cant_tell("unseen", rest, count=count - len(settled)))
    return found or passed()


def told(key: str, items: list[TextOverPicture]) -> Verdict:
    """A verdict on the texts of one kind."""
    examples = some(item["text"][:20] for item in items)
    if key == "partly":
        return cant_tell(key, items, examples=examples)
    sure = key == "everywhere"
    worst = min(items, key=lambda item: item["high" if sure else "mid"])
    certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
    told_ratio = round(worst["high" if sure else "mid"], 1)
    return failed(key, items, certainty=certainty, ratio=told_ratio, examples=examples)


def kind_of(item: TextOverPicture) -> str:
    """How a text stands against what lies behind it; nothing where it is well."""
    if item["points"] < POINTS or item["high"] < INVISIBLE:
        return "unseen"
    need = wanted(item["size"], bold=item["bold"], japanese=item["japanese"])
    if item["high"] < need - ROUNDING:
        return "everywhere"
    if item["mid"] < need - ROUNDING:
        return "mostly"
    return "partly" if item["low"] < need - ROUNDING else ""
