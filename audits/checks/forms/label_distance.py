"""A field's label stands beside it.

Whoever sees a small part of the screen, enlarged, sees either the label or its field when they
stand far from each other.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "ラベルと入力欄の間隔", "en": "Distance between labels and fields"},
    passed={
        "ja": "ラベルと入力欄は近くに並んでいます",
        "en": "Labels stand beside their fields",
    },
    failed={
        "far": {
            "ja": "ラベルから遠く離れた入力欄が {count} 個あります（最大 {widest}px）",
            "en": "{count} fields stand far from their labels (up to {widest}px)",
        }
    },
    fix={
        "ja": "ラベルを入力欄のすぐ上か、すぐ左に置きます。"
        '例：<label for="name">お名前</label><br><input id="name">。',
        "en": "Put the label right above or right beside its field: "
        '<label for="name">Name</label><br><input id="name">.',
    },
    about={
        "ja": "画面を拡大して見る人には、離れたラベルと入力欄が同時に見えず、"
        "何を入力する欄か分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G162",
)

FAR = 240  # CSS pixels
LETTERS = 12


def check(styles: Styles) -> Verdict:
    """Only labels in the same line; the ruled cells of a table lead the eye across."""
    beside = [(f, f["label"]) for f in styles["fields"] if f["label"]]
    if not beside:
        return inapplicable()
    far = [
        (field, label["gap"])
        for field, label in beside
        if label["gap"] > max(FAR, LETTERS * label["size"]) and not label["framed"]
    ]
    if not far:
        return passed()
    return failed("far", [field for field, _ in far], widest=max(gap for _, gap in far))
