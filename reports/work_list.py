"""A site's work list: each fix with the points that it regains, template faults before others.

A kind of fault may lie in the template and on pages besides: these are two fixes, as different
people make them. Points are those of scoring (`ScoreLoss`), places those of the scored findings.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from minna.records import CheckMeta, Finding, Page, PageScore, ScoreLoss
from minna.shared_parts import is_shared
from reports.issues import issue_anchor
from reports.report_data import SiteEntry, SurveyReport

TEMPLATE, OWN = "template", "page"
"""Where a fix is made; the values of `ScoreLoss.by`."""
SHOWN = 20
"""Maximum fixes on the site's page; the files have them all."""
MAX_SELECTORS = 3
"""Maximum selectors and pages named beside a fix; the list of places has them all."""

Kind = tuple[str, str]
"""A check and the message with which it fails."""


@dataclass(frozen=True, slots=True)
class FaultLocation:
    """One element that fails on one page, or a page's elements that evidence does not list."""

    url: str
    title: str
    viewports: tuple[str, ...]
    selector: str  # "" where it is not known
    snippet: str
    elements: int


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One fix: what, where, and what the score gains by it alone."""

    number: int  # from 1, in the order of the list
    loss: ScoreLoss
    meta: CheckMeta
    finding: Finding  # stands for all places, so that it can be put into a sentence
    gain: float  # points
    locations: tuple[FaultLocation, ...]

    @property
    def is_template(self) -> bool:
        """Whether one change of a shared template mends it."""
        return self.loss.by == TEMPLATE

    @property
    def urls(self) -> tuple[str, ...]:
        """The pages where it is."""
        return tuple(dict.fromkeys(place.url for place in self.locations))

    @property
    def selectors(self) -> tuple[str, ...]:
        """The selectors that are on most pages."""
        on = Counter(place.selector for place in self.locations if place.selector)
        return tuple(selector for selector, _ in on.most_common(MAX_SELECTORS))

    @property
    def anchor(self) -> str:
        """The id of its issue on the site's page."""
        return issue_anchor(self.meta.id, self.loss.group)


def work_list(report: SurveyReport, entry: SiteEntry) -> tuple[WorkItem, ...]:
    """A site's fixes; none for a site without a score, or where no point was lost."""
    value = entry.score.value
    where = {"run": report.run.id, "site": entry.site.code}
    losses = list(report.store.read(ScoreLoss, **where, by=(TEMPLATE, OWN)))
    if value is None or not losses:
        return ()
    measured = {page.url for page in report.store.read(PageScore, **where)}
    found = [f for f in report.store.read(Finding, **where, scored=True) if f.url in measured]
    titles = {page.url: page.title for page in report.store.read(Page, **where, url=[*measured])}
    by_fix = findings_by_fix(found, len(measured))
    ordered = sorted(losses, key=lambda loss: (loss.by != TEMPLATE, -loss.value, loss.check))
    listed = [loss for loss in ordered if (loss.by, loss.check, loss.group) in by_fix]
    items = []
    for number, loss in enumerate(listed, 1):
        group = by_fix[loss.by, loss.check, loss.group]
        locations = tuple(fault_locations(group, titles))
        elements = sum(place.elements for place in locations)
        finding = replace(group[0], count=elements, data=group[0].data | {"count": elements})
        meta = report.meta(loss.check)
        items.append(WorkItem(number, loss, meta, finding, loss.value - value, locations))
    return tuple(items)


def findings_by_fix(
    findings: Iterable[Finding], pages: int
) -> dict[tuple[str, str, str], list[Finding]]:
    """Findings by where they are mended and their kind, cut where they lie in both."""
    found = list(findings)
    shared = shared_selectors(found, pages)
    by_fix: dict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        for where, part in split_by_fix(finding, shared[finding.check, finding.message]):
            by_fix[where, finding.check, finding.message].append(part)
    return by_fix


def shared_selectors(findings: Iterable[Finding], pages: int) -> dict[Kind, set[str]]:
    """Selectors that fail in the same way on most pages, by kind; as scoring divides a loss."""
    urls: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for finding in findings:
        for node in finding.nodes or ("",):
            urls[finding.check, finding.message, node].add(finding.url)
    shared: dict[Kind, set[str]] = defaultdict(set)
    for (check, message, node), on in urls.items():
        if is_shared(len(on), pages):
            shared[check, message].add(node)
    return shared


def split_by_fix(finding: Finding, shared: set[str]) -> Iterator[tuple[str, Finding]]:
    """The part of a finding in shared parts of the page, and the rest of it."""
    nodes = (finding.nodes or ("",))[: finding.count]
    snippets = (*finding.snippets, *[""] * len(nodes))
    pairs = list(zip(nodes, snippets, strict=False))
    template = [pair for pair in pairs if pair[0] in shared]
    own = [pair for pair in pairs if pair[0] and pair[0] not in shared]
    for where, part, count in (
        (TEMPLATE, template, len(template)),
        (OWN, own, finding.count - len(template)),
    ):
        if count > 0:
            names, marks = (
                (tuple(values) for values in zip(*part, strict=True)) if part else ((), ())
            )
            yield where, replace(finding, count=count, nodes=names, snippets=marks)


def fault_locations(findings: Iterable[Finding], titles: dict[str, str]) -> Iterator[FaultLocation]:
    """Every place once, whichever viewports show it; page by page."""
    viewports: dict[tuple[str, str], set[str]] = defaultdict(set)
    snippets: dict[tuple[str, str], str] = {}
    elements: dict[tuple[str, str], int] = {}
    for finding in findings:
        known = [
            (node, snippet, 1)
            for node, snippet in zip(finding.nodes, finding.snippets, strict=True)
        ]
        rest = finding.count - len(known)
        for node, snippet, count in (*known, *([("", "", rest)] if rest > 0 else [])):
            key = finding.url, node
            viewports[key].add(finding.viewport)
            snippets.setdefault(key, snippet)
            elements[key] = max(elements.get(key, 0), count)
    for key in sorted(viewports):
        url, node = key
        seen = tuple(sorted(viewports[key], reverse=True))
        yield FaultLocation(url, titles.get(url, ""), seen, node, snippets[key], elements[key])
