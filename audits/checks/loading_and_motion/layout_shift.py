"""What is on the screen stays where it is.

When a banner pushes the page down, fingers hit the wrong link, and readers lose their line:
hardest for those who enlarge the screen or whose hands are slow.
"""

from audits.checks import PAGE, failed, inapplicable, passed
from audits.facts.loading import Loading
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "読み込み中の表示のずれ（CLS）", "en": "Shifts while the page loads (CLS)"},
    passed={
        "ja": "読み込み中に表示が大きくずれることはありませんでした",
        "en": "Nothing was pushed about much while the page loaded",
    },
    failed={
        "far": {
            "ja": "読み込みの途中で、表示されていた部分が大きくずれました"
            "（ずれの量 CLS は {shift} より大きく、0.25 を超えると悪いとされます。"
            "一度読み込んだときの値です）",
            "en": "What was on the screen moved far while the page loaded (CLS is more than "
            "{shift}; more than 0.25 counts as poor; measured on one load)",
        }
    },
    fix={
        "ja": "画像や埋め込みには、読み込む前から場所を取っておきます。お知らせの帯などを"
        "後から上に差し込みません。"
        '例：<img src="photo.webp" width="800" height="600" alt="…">、'
        ".banner { min-height: 5rem; }。",
        "en": "Keep room for pictures and embedded parts before they arrive, and insert nothing "
        'above what is read already: <img src="photo.webp" width="800" height="600" alt="…">, '
        ".banner { min-height: 5rem; }.",
    },
    certainty="likely",
    pillar="mobile",
    about={
        "ja": "押そうとしたリンクが動くと、別のものを押してしまいます。"
        "画面を拡大している人や、手を動かしにくい人、認知障害のある人は、特に困ります。"
    },
    more="https://web.dev/articles/cls",
)


def check(loading: Loading) -> Verdict:
    """The worst burst of shifts, as web.dev counts them."""
    if not loading["painted"]:
        return inapplicable()
    if not loading["shift"]:
        return passed()
    return failed("far", loading["pushed"] or [PAGE], shift=loading["shift"], count=1)
