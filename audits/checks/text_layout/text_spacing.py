"""Text with more space between its lines and letters is still all there.

Some people with dyslexia or weak sight can only read text that is spaced so, and set it themselves.
"""

from audits.checks import failed, inapplicable, passed, untested
from audits.checks._shared.japanese import some
from audits.facts.zoom import Zoom
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.12",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "文字と行の間隔", "en": "Text spacing"},
    passed={
        "ja": "文字や行の間隔を広げても、文字が切れません",
        "en": "No text is cut off when lines and letters are given more space",
    },
    failed={
        "cut": {
            "ja": "行間 1.5、字間 0.12 に広げると、文字が途中で切れます（{count} か所："
            "{examples}）",
            "en": "With a line height of 1.5 and letter spacing of 0.12, text is cut off ("
            "{count} places: "
            "{examples})",
        }
    },
    fix={
        "ja": "文字の入る枠の高さを固定しません。"
        "例：.news li { height: 20px; overflow: hidden } を .news li { min-height: 20px } に"
        "直します。",
        "en": "Do not fix the height of boxes with text: .news li { min-height: 20px } rather than "
        ".news li { height: 20px; overflow: hidden }.",
    },
    about={
        "ja": "読み書きに困難のある人や視力の弱い人には、行や文字の間を広げないと読めない人が"
        "います。"
        "自分の設定で広げたときに文字が切れると、その部分は読めません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/text-spacing",
)


def check(zoom: Zoom) -> Verdict:
    """What is cut with the criterion's spacing and was not without it: lines, or parts of them."""
    if "spaced" not in zoom:
        return untested("zoom", zoom["stopped"])
    before, spaced = zoom["as_it_was"], zoom["spaced"]
    was = {item["selector"] for item in (*before["cut"], *before.get("lines", ()))}
    now = (*spaced["cut"], *spaced.get("lines", ()))
    cut = [item for item in now if item["selector"] not in was]
    if cut:
        return failed("cut", cut, examples=some(item["text"][:30] for item in cut))
    return passed() if spaced["texts"] else inapplicable()
