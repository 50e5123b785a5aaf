"""A site's certain failures against an earlier survey of it: new, mended, still there.

Only what both surveys judged is compared: a fault on a page that one of them did not measure, or
of a check that one could not decide there, is neither new nor mended. A page that the earlier
survey did not know at all is new with its faults, but for those that its template already had.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from minna.finding_ids import counted_elements, element_key, finding_id, site_path
from minna.impacts import IMPACT_WEIGHTS
from minna.records import (
    SITE,
    CheckMeta,
    CheckOutcomes,
    Finding,
    Outcome,
    Page,
    PageScore,
    Run,
    Scope,
    Site,
)
from minna.shared_parts import is_shared
from minna.store import Store

Kind = tuple[str, str]
"""A check and the message with which it fails."""


class ChangeState(StrEnum):
    """What became of a finding between two surveys."""

    NEW = "new"
    MENDED = "mended"
    REMAINING = "remaining"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """Elements that fail one check in one way on one page, and what became of them."""

    id: str
    state: ChangeState
    finding: Finding  # of the later survey where it is there, else of the earlier
    meta: CheckMeta
    path: str
    selector: str
    snippet: str
    count: int


@dataclass(frozen=True, slots=True)
class BaselineComparison:
    """All changes between two surveys of one site, those of the gravest impact first."""

    old: Run
    changes: tuple[FindingChange, ...]
    other_rules: tuple[str, ...]  # checks that only one of the surveys counts

    def of(self, state: ChangeState) -> tuple[FindingChange, ...]:
        """The changes of one state."""
        return tuple(change for change in self.changes if change.state == state)

    def elements(self, state: ChangeState) -> int:
        """How many elements are in a state."""
        return sum(change.count for change in self.of(state))

    @property
    def states(self) -> tuple[ChangeState, ...]:
        """All states, for tables."""
        return tuple(ChangeState)


@dataclass(frozen=True, slots=True)
class SurveyedSite:
    """What one survey knows of a site, by paths within it."""

    metas: Mapping[str, CheckMeta]
    findings: Mapping[tuple[Kind, str], list[Finding]]
    scored_checks: frozenset[str]
    measured: frozenset[str]
    known: frozenset[str]  # all pages that the crawl fetched
    decided: frozenset[tuple[str, str]]  # check and path, where all visits passed or failed

    @property
    def shared(self) -> set[tuple[Kind, str]]:
        """Kinds with the elements that fail so on most pages: faults of the template."""
        on: Counter[tuple[Kind, str]] = Counter()
        for (kind, _), found in self.findings.items():
            on.update((kind, element) for element in counted_elements(found))
        return {key for key, pages in on.items() if is_shared(pages, len(self.measured))}


def surveyed_site(store: Store, run: Run, site: Site) -> SurveyedSite:
    """Read what a survey knows of a site."""
    where = {"run": run.id, "site": site.code}
    metas = {meta.id: meta for meta in store.read(CheckMeta, run=run.id)}
    findings: dict[tuple[Kind, str], list[Finding]] = defaultdict(list)
    decided, undecided = set(), set()
    for finding in store.read(Finding, **where, outcome=Outcome.FAILED):
        path = site_path(finding.url, site.url)
        if finding.scored and finding.viewport != SITE:
            findings[(finding.check, finding.message), path].append(finding)
        else:  # such as a likely failure: whether it is one was left open
            undecided.add((finding.check, path))
    for judged in store.read(CheckOutcomes, **where):
        path = site_path(judged.url, site.url)
        sure = (*judged.passed, *judged.failed, *judged.inapplicable)
        decided |= {(check, path) for check in sure}
        undecided |= {(check, path) for check in (*judged.cant_tell, *judged.untested)}
    fetched = store.read(Page, **where, state="fetched")
    return SurveyedSite(
        metas,
        findings,
        frozenset(meta.id for meta in metas.values() if meta.scope == Scope.SCORED),
        frozenset(site_path(page.url, site.url) for page in store.read(PageScore, **where)),
        frozenset(site_path(page.url, site.url) for page in fetched),
        frozenset(decided - undecided) | {(kind[0], path) for kind, path in findings},
    )


def compare_with_baseline(old_run: Run, old: SurveyedSite, new: SurveyedSite) -> BaselineComparison:
    """What became of every certain failure."""
    shared = old.shared
    changes = [
        change
        for kind, path in sorted(old.findings.keys() | new.findings.keys())
        for change in changes_of(kind, path, old, new, shared)
    ]
    return BaselineComparison(
        old_run,
        tuple(sorted(changes, key=by_impact)),
        tuple(sorted(old.scored_checks ^ new.scored_checks)),
    )


def changes_of(
    kind: Kind,
    path: str,
    old: SurveyedSite,
    new: SurveyedSite,
    shared: set[tuple[Kind, str]],
) -> Iterator[FindingChange]:
    """The changes of one kind of fault on one page, by element."""
    check = kind[0]
    then, now = old.findings.get((kind, path), []), new.findings.get((kind, path), [])
    before, after = counted_elements(then), counted_elements(now)
    meta = (new if now else old).metas.get(check) or CheckMeta(
        "", "minor", {}, {}, {}, {}, id=check
    )
    is_compared = is_judged(check, path, old) and is_judged(check, path, new)
    for element in sorted(before.keys() | after.keys()):
        remaining = min(before[element], after[element])
        more, fewer = after[element] - remaining, before[element] - remaining
        if is_compared:
            state = ChangeState.NEW
        elif path not in old.known and check in old.scored_checks:
            inherited = (kind, element) in shared
            state = ChangeState.REMAINING if inherited else ChangeState.NEW
        else:
            state = ChangeState.NOT_COMPARED
        mended = ChangeState.MENDED if is_compared else ChangeState.NOT_COMPARED
        for outcome, found, count in (
            (state, now, more),
            (ChangeState.REMAINING, now, remaining),
            (mended, then, fewer),
        ):
            if count:
                selector, snippet = example(found, element)
                key = finding_id(*kind, path, element)
                yield FindingChange(key, outcome, found[0], meta, path, selector, snippet, count)


def is_judged(check: str, path: str, survey: SurveyedSite) -> bool:
    """Whether a survey says of a page if a check fails there."""
    is_scored = check in survey.scored_checks and path in survey.measured
    return is_scored and (check, path) in survey.decided


def example(findings: list[Finding], element: str) -> tuple[str, str]:
    """Selector and snippet of an element, if evidence lists it."""
    for finding in findings:
        snippets = (*finding.snippets, *[""] * len(finding.nodes))
        for node, snippet in zip(finding.nodes, snippets, strict=False):
            if element_key(node, snippet) == element:
                return node, snippet
    return "", ""


def by_impact(change: FindingChange) -> tuple[float, str, str, str]:
    """The gravest first, then by check and page."""
    weight = IMPACT_WEIGHTS.get(change.finding.impact, 0)
    return -weight, change.meta.id, change.path, change.id
