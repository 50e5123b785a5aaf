"""Only links are underlined.

Underlined words look like links: people click on them, and those who move slowly or with effort
have done so in vain.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "リンクではない下線", "en": "Underlined words that are no links"},
    passed={
        "ja": "リンクと紛らわしい下線は見つかりませんでした",
        "en": "No underlined words were found that are no links",
    },
    failed={
        "underlined": {
            "ja": "リンクではないのに下線の付いた箇所が {count} 個あります（{examples}）",
            "en": "{count} pieces of text are underlined and are no links ({examples})",
        }
    },
    fix={
        "ja": "強調には下線ではなく太字を使います。例：<strong>要予約</strong>。",
        "en": "Stress words by bold, not by a line below: <strong>Please book</strong>.",
    },
    about={
        "ja": "下線のある文字はリンクに見えます。押しても何も起きないと、"
        "操作に時間のかかる人ほど無駄な手間を取られます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G182",
)


def check(styles: Styles) -> Verdict:
    """Where nothing is styled in the markup and nothing is underlined there is nothing to see."""
    found = styles["underlined"]
    if not found:
        return passed() if styles["attributes"] else inapplicable()
    return failed("underlined", found, examples=some(f["text"][:20] for f in found))
