"""What each check came to on each visit of a site's pages, and what that says of a criterion."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minna.criteria import Criterion, criteria
from minna.records import (
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Finding,
    Outcome,
    Page,
    PageScore,
)
from reports.i18n import finding_message, in_language
from reports.report_data import SurveyReport

GRAVEST_FIRST = (
    Outcome.FAILED,
    Outcome.CANT_TELL,
    Outcome.UNTESTED,
    Outcome.PASSED,
    Outcome.INAPPLICABLE,
)
"""Which outcome stands for a check on a visit if several are stored."""
NOT_IN_FRAGMENT = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check on one visit, with what was found."""

    url: str
    viewport: str
    meta: CheckMeta
    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def certainty(self) -> str:
        """How sure its outcome is: that of its surest finding, or the check's own."""
        levels = {f.certainty for f in self.findings if f.outcome == self.outcome}
        return next((str(level) for level in Certainty if level in levels), self.meta.certainty)

    @property
    def is_certain_failure(self) -> bool:
        """Whether it is a failure that needs no second judgement."""
        return self.outcome == Outcome.FAILED and any(
            finding.certainty == Certainty.CERTAIN for finding in self.decisive
        )

    @property
    def decisive(self) -> tuple[Finding, ...]:
        """The findings that its outcome and certainty are those of."""
        kind = self.outcome, self.certainty
        return tuple(f for f in self.findings if (f.outcome, f.certainty) == kind)

    def message(self, lang: str) -> str:
        """What was found, as sentences; the check's title where nothing was."""
        told = [finding_message(f, self.meta, lang) for f in self.decisive]
        passed = in_language(self.meta.passed, lang) if self.outcome == Outcome.PASSED else ""
        return "\n".join(told) or passed or title(self.meta, lang)


def title(meta: CheckMeta, lang: str) -> str:
    """A check's title, or its id where it has none."""
    return in_language(meta.title, lang) or meta.id


def check_results(report: SurveyReport, code: str) -> list[CheckResult]:
    """Every check on every visit of a site, those on all of its pages together (SITE) included."""
    where = {"run": report.run.id, "site": code}
    findings: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in report.store.read(Finding, **where):
        findings[finding.url, finding.viewport, finding.check].append(finding)
    outcomes: dict[tuple[str, str, str], set[str]] = {
        key: {str(f.outcome) for f in found} for key, found in findings.items()
    }
    for judged in report.store.read(CheckOutcomes, **where):
        for outcome, checks in stored_outcomes(judged):
            for check in checks:
                key = judged.url, judged.viewport, check
                if key not in findings:  # what was found says more than that a check had run
                    outcomes.setdefault(key, set()).add(outcome)
    return [
        CheckResult(
            key[0],
            key[1],
            report.meta(key[2]),
            next((o for o in GRAVEST_FIRST if o in several), Outcome.UNTESTED),
            tuple(findings.get(key, ())),
        )
        for key, several in sorted(outcomes.items())
    ]


def stored_outcomes(judged: CheckOutcomes) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The checks of a visit by outcome."""
    yield Outcome.PASSED, judged.passed
    yield Outcome.FAILED, judged.failed
    yield Outcome.CANT_TELL, judged.cant_tell
    yield Outcome.INAPPLICABLE, judged.inapplicable
    yield Outcome.UNTESTED, judged.untested


def sampled_pages(report: SurveyReport, code: str) -> list[Page]:
    """The pages of a site's sample in the order of their visits."""
    where = {"run": report.run.id, "site": code, "sample_part": ("key", "random")}
    pages = report.store.read(Page, **where)
    return sorted(
        pages, key=lambda page: (page.visit_order is None, page.visit_order or 0, page.url)
    )


def measured_urls(report: SurveyReport, code: str) -> set[str]:
    """The addresses of a site's pages that have a score."""
    return {page.url for page in report.store.read(PageScore, run=report.run.id, site=code)}


def criterion_outcome(results: Iterable[CheckResult]) -> Outcome:
    """What a tool may say of a criterion: that it failed, that a person must judge, or nothing.

    Checks that passed, or found nothing to judge, do not show that a criterion is met: no checks
    cover one whole.
    """
    known = list(results)
    if any(result.is_certain_failure for result in known):
        return Outcome.FAILED
    judged = (Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL)
    return Outcome.CANT_TELL if any(r.outcome in judged for r in known) else Outcome.UNTESTED


def by_criterion(results: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    """Results by the criterion of their check; advice has none, and is left out."""
    grouped: dict[str, list[CheckResult]] = defaultdict(list)
    for result in results:
        if result.meta.criterion:
            grouped[result.meta.criterion].append(result)
    return grouped


def criteria_of(levels: Iterable[str], editions: Iterable[str]) -> list[Criterion]:
    """The criteria of some levels that editions of WCAG brought, in the order of the standard."""
    wanted, brought = set(levels), set(editions)
    return [c for c in criteria().values() if c.level in wanted and c.wcag in brought]


def fragment(criterion: Criterion) -> str:
    """The criterion's id in the W3C's text of WCAG 2.1 and 2.2, which is made of its name.

    >>> fragment(criteria()["1.4.3"]), fragment(criteria()["4.1.2"])
    ('contrast-minimum', 'name-role-value')
    """
    return NOT_IN_FRAGMENT.sub("-", criterion.en.lower()).strip("-")
