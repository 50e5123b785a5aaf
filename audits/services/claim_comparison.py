"""What a body claims of its site, beside what was measured there: a table, worded with care.

A claim covers its own scope and date, and a tool sees a part of the criteria. So no row says that a
claim is wrong, and none that it is confirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from audits.services.detectors.claims import CARE, FULL, GOAL, MET, NONE, PART
from audits.services.detectors.contradictions import LEVELS, level_of

DIFFERS, AGREES, SILENT = "differs", "agrees", "silent"
"""Found what the claim excludes; found what it allows for; found nothing."""
GOAL_ONLY, OTHER_STANDARD, UNMEASURED = "goal", "other_standard", "unmeasured"
"""A goal; a claim by another standard; nothing was measured."""
COMPARED = ("2016", "wcag20")
"""Standards whose criteria are those that are measured."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim in force: `value` as the detector gives it, the standards and the day of its page."""

    value: str
    standards: tuple[str, ...] = ()
    day: date | None = None
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Failing:
    """A criterion of which failures were measured, and on how many of the pages tested."""

    criterion: str
    pages: int
    tested: int


@dataclass(frozen=True, slots=True)
class Row:
    """One claim beside what was measured: outcome, criteria, a sentence in each language."""

    claim: Claimed
    outcome: str
    criteria: tuple[str, ...]
    text: Mapping[str, str]


def compare(
    claims: Sequence[Claimed], failing: Sequence[Failing], measured: date | None, tested: int
) -> list[Row]:
    """A row for each claim; `tested` pages were measured, the last on the day `measured`."""
    return [_row(claim, failing, measured, tested) for claim in claims]


def _row(claim: Claimed, failing: Sequence[Failing], measured: date | None, tested: int) -> Row:
    kind, level, degree = claim.value.split()
    below = tuple(one for one in failing if _is_within(one.criterion, level))
    if kind == GOAL:
        return _worded(claim, GOAL_ONLY, below, measured, tested)
    if measured is None or not tested:
        return _worded(claim, UNMEASURED, (), measured, tested)
    if claim.standards and not set(claim.standards) & set(COMPARED):
        return _worded(claim, OTHER_STANDARD, below, measured, tested)
    if degree == PART and level != LEVELS[0]:
        lower = LEVELS[LEVELS.index(level) - 1]
        excluded = tuple(one for one in below if _is_within(one.criterion, lower))
        return _worded(
            claim, DIFFERS if excluded else AGREES if below else SILENT, excluded or below,
            measured, tested,
        )  # fmt: skip
    if degree in (PART, CARE, NONE):
        return _worded(claim, AGREES if below else SILENT, below, measured, tested)
    return _worded(claim, DIFFERS if below else SILENT, below, measured, tested)


def _is_within(criterion: str, level: str) -> bool:
    own = level_of(criterion)
    return bool(own) and LEVELS.index(own) <= LEVELS.index(level)


JA = {
    DIFFERS: "「{claim}」と{when}表明されています。{measured}の調査（{tested}ページ）では、"
    "その表明では満たされているはずの達成基準のうち {criteria} で問題が見つかりました。{care}",
    AGREES: "「{claim}」と{when}表明されています。{measured}の調査（{tested}ページ）で"
    "問題が見つかった達成基準（{criteria}）は、この表明と矛盾しません。{care}",
    SILENT: "「{claim}」と{when}表明されています。{measured}の調査（{tested}ページ）では、"
    "自動検査で分かる範囲に問題は見つかりませんでした。"
    "満たしていることの確認ではありません。{care}",
    GOAL_ONLY: "「{claim}」は目標であり、達成したという表明ではありません。",
    OTHER_STANDARD: "「{claim}」は、この調査と異なる規格による表明のため、比べません。",
    UNMEASURED: "「{claim}」と{when}表明されています。"
    "この調査では測れたページがなく、比べられません。",
}
EN = {
    DIFFERS: "“{claim}” is claimed{when}. On {tested} pages measured by {measured}, problems were "
    "found with criteria that the claim says are met: {criteria}. {care}",
    AGREES: "“{claim}” is claimed{when}. Problems found on {tested} pages measured by {measured} "
    "({criteria}) are compatible with this claim. {care}",
    SILENT: "“{claim}” is claimed{when}. On {tested} pages measured by {measured}, automated "
    "checks found no problem. This does not confirm that the criteria are met. {care}",
    GOAL_ONLY: "“{claim}” is a goal, not a claim that it has been reached.",
    OTHER_STANDARD: "“{claim}” refers to another standard than this survey; they are not compared.",
    UNMEASURED: "“{claim}” is claimed{when}. No page could be measured in this survey, so nothing "
    "is compared.",
}
CARE_JA = (
    "表明は、その対象範囲と試験の時点についてのものです。自動検査が調べるのは達成基準の一部です。"
)
CARE_EN = (
    "A claim covers its own scope and the time of its test; "
    "automated checks see a part of the criteria."
)
WORDS_EN = {FULL: "conforms", PART: "conforms in part", CARE: "takes into account", MET: "meets"}


def _worded(
    claim: Claimed,
    outcome: str,
    found: Sequence[Failing],
    measured: date | None,
    tested: int,
) -> Row:
    _, level, degree = claim.value.split()
    criteria = tuple(one.criterion for one in found)
    day = claim.day.isoformat() if claim.day else ""
    on = measured.isoformat() if measured else ""
    shares_ja = "、".join(f"{one.criterion}（{one.pages}ページ）" for one in found)
    shares_en = ", ".join(f"{one.criterion} ({one.pages} pages)" for one in found)
    named_ja = f"適合レベル{level}" + ("" if degree == NONE else f" {degree}")
    named_en = f"level {level}" + ("" if degree == NONE else f", {WORDS_EN[degree]}")
    text = {
        "ja": JA[outcome].format(
            claim=named_ja, when=f"{day}に" if day else "", measured=on, tested=tested,
            criteria=shares_ja, care=CARE_JA,
        ),
        "en": EN[outcome].format(
            claim=named_en, when=f" as of {day}" if day else "", measured=on, tested=tested,
            criteria=shares_en, care=CARE_EN,
        ),
    }  # fmt: skip
    return Row(claim, outcome, criteria, text)
