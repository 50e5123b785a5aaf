"""Fields can be seen.

Whoever sees poorly looks for a box to write in; a hairline in pale grey is no box.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks.colour._contrast import over, ratio
from audits.facts.styles import StyledField, Styles
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.11",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力欄の枠の見やすさ", "en": "Contrast of the edges of fields"},
    passed={
        "ja": "入力欄の枠や地の色は、まわりと見分けられます",
        "en": "The edges or grounds of fields can be told from what is around them",
    },
    failed={
        "pale": {
            "ja": "枠の色が薄く、まわりと見分けにくい入力欄が {count} 個あるようです"
            "（コントラスト比 {lowest}:1。必要なのは 3:1）",
            "en": "{count} fields seem to have edges too pale to be seen (contrast {lowest}:1; "
            "3:1 is needed)",
        }
    },
    fix={
        "ja": "枠の色を濃くします。例：input, select, textarea { border: 1px solid #767676; }。",
        "en": "Make the edge darker: input, select, textarea { border: 1px solid #767676; }.",
    },
    about={
        "ja": "枠が薄いと、見えにくい人にはどこに入力できるのか分かりません。"
        "入力欄の場所や大きさも枠が頼りです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast",
)

ENOUGH = 3.0
ROUNDING = 0.05
BOXES = {
    *("text", "search", "email", "tel", "url", "password", "number", "date", "time", "month"),
    *("input", "select", "textarea", "datetime-local", "week", "checkbox", "radio"),
}


def check(styles: Styles) -> Verdict:
    """Shadows, outlines and frames around a field may show it as well: these are left in peace."""
    fields = [f for f in styles["fields"] if is_plain(f)]
    if not fields:
        return inapplicable()
    pale = [field for field in fields if contrast(field) < ENOUGH - ROUNDING]
    if not pale:
        return passed()
    return failed("pale", pale, lowest=round(min(contrast(field) for field in pale), 1))


def is_plain(field: StyledField) -> bool:
    """Whether plain colours are all that shows where a field is."""
    drawn = field["ground"] and field["outside"] and not field["shaded"] and not field["native"]
    return bool(drawn and not field["off"] and field["type"] in BOXES)


def contrast(field: StyledField) -> float:
    """The best contrast with what is around that the field's edges or its ground have.

    Nothing where the colour of either is unknown.
    """
    ground, outside = field["ground"], field["outside"]
    if not (ground and outside):
        return 0.0
    edges = [over(edge, outside) for edge in field["edges"]]
    return max(ratio(colour, outside) for colour in (*edges, ground))
