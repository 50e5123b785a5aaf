"""What to fix: findings of the same kind, merged over a site's pages and viewports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from minna.finding_ids import element_key, finding_id, site_path
from minna.impacts import IMPACT_WEIGHTS
from minna.records import SITE, Certainty, CheckMeta, Finding, Outcome, PageScore, RuledOut, Scope
from minna.ruled_out import without_ruled_out
from minna.shared_parts import is_shared
from reports.report_data import SiteEntry, SurveyReport

MAX_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """One element that fails."""

    url: str
    selector: str
    snippet: str
    id: str  # of the finding (minna/finding_ids.py)


@dataclass(frozen=True, slots=True)
class Issue:
    """One check failing in one way, wherever it does so on a site."""

    meta: CheckMeta
    finding: Finding  # stands for all: the worst impact, and the elements of all pages
    urls: tuple[str, ...]
    viewports: tuple[str, ...]
    elements: int  # the larger count of a page's viewports, added up over pages
    shared: str  # the selector of a shared template part, or nothing
    sole_issue_pages: int  # measured pages on which nothing else that counts is left
    examples: tuple[Example, ...]

    @property
    def anchor(self) -> str:
        """An id for its place on the page."""
        return issue_anchor(self.finding.check, self.finding.message)


def issue_anchor(check: str, message: str) -> str:
    """The id under which a kind of fault stands on a site's page."""
    return f"{check}-{message}".replace(":", "-").replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Issues:
    """A site's issues by section of the report; no issue is in two of them."""

    certain: tuple[Issue, ...]  # 問題あり, of a criterion that the score is about
    likely: tuple[Issue, ...]  # 問題の可能性大
    review: tuple[Issue, ...]  # 要判断箇所
    manual: tuple[Issue, ...]  # 手動確認
    beyond: tuple[Issue, ...]  # levels A and AA of an edition that the score is not about
    advice: tuple[Issue, ...]  # no criterion of level A or AA
    untested: tuple[Issue, ...]


def site_issues(
    report: SurveyReport, entry: SiteEntry, measured: Mapping[str, PageScore]
) -> Issues:
    """All issues of a site; `measured` are its pages' scores by address."""
    sections: dict[str, list[Issue]] = defaultdict(list)
    all_findings = report.store.read(Finding, run=report.run.id, site=entry.site.code)
    ruled = report.store.read(RuledOut, run=report.run.id, site=entry.site.code)
    counted = without_ruled_out(all_findings, ruled)
    findings = [finding for finding in counted if finding.viewport != SITE]
    scored: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        if finding.scored:
            scored[finding.url].add(finding.check)
    for group in by_kind(findings):
        meta = report.meta(group[0].check)
        issue = merge_findings(group, meta, scored, len(measured), entry.site.url)
        sections[section_for(issue.finding, meta)].append(issue)
    names = ("certain", "likely", "review", "manual", "beyond", "advice", "untested")
    return Issues(*(tuple(sorted(sections[name], key=by_weight)) for name in names))


def section_for(finding: Finding, meta: CheckMeta) -> str:
    """The section that lists a finding; what scoring does not count is never among the certain."""
    if finding.outcome == Outcome.UNTESTED:
        return "untested"
    if finding.outcome == Outcome.CANT_TELL:
        return "manual" if finding.certainty == Certainty.MANUAL else "review"
    if meta.scope == Scope.ADVICE:
        return "advice"
    if meta.scope == Scope.OTHER_EDITION:
        return "beyond"
    return finding.certainty if finding.certainty in tuple(Certainty) else "review"


def by_kind(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that differ only in their page, viewport and figures."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        kind = (finding.outcome, finding.check, finding.message, finding.certainty)
        groups[kind].append(finding)
    yield from groups.values()


def merge_findings(
    group: list[Finding],
    meta: CheckMeta,
    scored: Mapping[str, set[str]],
    pages: int,
    site_url: str,
) -> Issue:
    """Findings of one kind as one issue."""
    count_on: dict[str, int] = {}
    for finding in group:
        count_on[finding.url] = max(count_on.get(finding.url, 0), finding.count)
    elements = sum(count_on.values())
    worst = max(group, key=lambda finding: IMPACT_WEIGHTS.get(finding.impact, 0))
    return Issue(
        meta,
        replace(worst, count=elements, data=worst.data | {"count": elements}),
        tuple(count_on),
        tuple(sorted({finding.viewport for finding in group}, reverse=True)),
        elements,
        shared_selector(group, pages),
        sum(scored.get(url) == {meta.id} for url in count_on),
        tuple(examples(group, site_url)),
    )


def shared_selector(group: Iterable[Finding], pages: int) -> str:
    """The selector that most pages have in common, if it is on enough of them."""
    on = Counter(node for node, _ in {(node, f.url) for f in group for node in f.nodes})
    if not on:
        return ""
    selector, count = max(on.items(), key=lambda item: (item[1], item[0]))
    return selector if is_shared(count, pages) else ""


def examples(group: Iterable[Finding], site_url: str) -> Iterator[Example]:
    """A few elements that differ in their selector."""
    selectors: set[str] = set()
    for finding in group:
        nodes = finding.nodes or ("",)  # a fault of the whole page
        snippets = (*finding.snippets, *[""] * len(nodes))
        for selector, snippet in zip(nodes, snippets, strict=False):
            if selector not in selectors and len(selectors) < MAX_EXAMPLES:
                selectors.add(selector)
                element = element_key(selector, snippet)
                path = site_path(finding.url, site_url)
                key = finding_id(finding.check, finding.message, path, element)
                yield Example(finding.url, selector, snippet, key)


def by_weight(issue: Issue) -> tuple[float, int, str]:
    """Worst impact on most pages first."""
    weight = IMPACT_WEIGHTS.get(issue.finding.impact, 0) * len(issue.urls)
    return -weight, -issue.elements, issue.meta.id
