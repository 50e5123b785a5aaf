"""Long text is not written in capital letters.

Words in capitals have no shape of their own: all are rectangles, which people with dyslexia must
spell out. Some screen readers spell them out as well.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "大文字だけの欧文", "en": "Text in capital letters"},
    passed={
        "ja": "大文字だけで書かれた長い欧文は見つかりませんでした",
        "en": "No long text was found in capital letters",
    },
    failed={
        "capitals": {
            "ja": "大文字だけの長い欧文が {count} 個あります（{examples}）",
            "en": "{count} long pieces of text are in capital letters ({examples})",
        }
    },
    fix={
        "ja": "欧文は小文字を交えて書きます。例：PLEASE APPLY を Please apply とします。",
        "en": "Write text in small letters: Please apply, not PLEASE APPLY.",
    },
    about={
        "ja": "大文字だけの文は単語の形が見分けにくく、読み書きに困難のある人には"
        "読みづらくなります。"
        "音声読み上げで一文字ずつ読まれることもあります。"
    },
    more="https://www.w3.org/WAI/tips/writing/",
)


def check(styles: Styles) -> Verdict:
    """Names and headings are short; only longer text is looked at."""
    loud = [p for p in styles["prose"] if p["capitals"]]
    if not (loud or styles["looked"]["latin"]):
        return inapplicable()
    return (
        failed("capitals", loud, examples=some(p["text"][:30] for p in loud)) if loud else passed()
    )
