"""Hints inside fields can be read.

An example in pale grey inside a field is invisible to whoever sees poorly, and to everyone in the
sun; where it stands for the label, the field has no name.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import over, ratio, wanted
from audits.facts.styles import StyledField, Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.3",
    impact="serious",
    title={"ja": "入力例（プレースホルダー）の濃さ", "en": "Contrast of hints inside fields"},
    passed={
        "ja": "入力欄の中の入力例は、十分な濃さで書かれています",
        "en": "Hints inside fields have enough contrast",
    },
    failed={
        "pale": {
            "ja": "入力欄の中の入力例が薄く、コントラスト比が {lowest}:1 しかありません"
            "（必要なのは 4.5:1。{examples}）",
            "en": "Hints inside fields are too pale: their contrast is {lowest}:1, and 4.5:1 is "
            "needed ({examples})",
        }
    },
    fix={
        "ja": "入力例の色を濃くします。例：::placeholder { color: #595959; opacity: 1; }。"
        "入力例はラベルの代わりにせず、欄の外にも書きます。",
        "en": "Make hints darker: ::placeholder { color: #595959; opacity: 1; }. Do not let them "
        "stand for labels.",
    },
    about={
        "ja": "薄い灰色の入力例は、見えにくい人や明るい屋外でスマートフォンを使う人には読めません。"
        "ラベルの代わりになっていると、何を入力する欄か分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum",
)

ROUNDING = 0.05
FAINT = 0.05  # opacity


def check(styles: Styles) -> Verdict:
    """Only on a plain ground; fields that are switched off need no contrast."""
    hints = [f for f in styles["fields"] if is_shown(f)]
    if not hints:
        return inapplicable()
    pale = [field for field in hints if contrast(field) < needed(field) - ROUNDING]
    if not pale:
        return passed()
    lowest = round(min(contrast(field) for field in pale), 1)
    return failed("pale", pale, lowest=lowest, examples=some(f["placeholder"][:20] for f in pale))


def is_shown(field: StyledField) -> bool:
    """Whether a hint can be seen at all: some are hidden until their field has focus."""
    hint = field["placeholder"] and not field["off"] and field["hint"]
    return bool(hint and hint[3] > FAINT)


def contrast(field: StyledField) -> float:
    """The hint's contrast with the field's ground; nothing where either is unknown."""
    hint, ground = field["hint"], field["ground"]
    return ratio(over(hint, ground), ground) if hint and ground else 0.0


def needed(field: StyledField) -> float:
    """What a hint of its size needs; it is taken for Japanese, whose letters are large later."""
    return wanted(field["size"], bold=field["bold"], japanese=True)
