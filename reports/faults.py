"""What to mend: findings of the same kind, gathered over a site's pages and viewports."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from minna.criteria import criteria
from minna.records import SITE, Certainty, CheckMeta, Finding, Outcome, PageScore
from reports.book import Book, Entry

GRAVITY = {"critical": 10, "serious": 7, "moderate": 3, "minor": 1}
"""Only for the order of what to mend first: gravity times pages."""

SAMPLES = 3
TEMPLATE_SHARE, TEMPLATE_PAGES = 0.6, 3
"""One selector on so many of the pages is a part that they share."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One place where it went wrong."""

    url: str
    selector: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One check failing in one way, wherever it does so on a site."""

    card: CheckMeta
    finding: Finding  # speaks for all: the gravest impact, and the elements of all pages
    urls: tuple[str, ...]
    viewports: tuple[str, ...]
    elements: int  # the larger count of a page's viewports, added up over pages
    shared: str  # the selector of a shared template part, or nothing
    last: int  # measured pages on which nothing else that counts is left
    samples: tuple[Sample, ...]

    @property
    def anchor(self) -> str:
        """An id for its place on the page."""
        return f"{self.finding.check}-{self.finding.message}".replace(":", "-").replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Faults:
    """A site's faults by what they ask of the reader; no fault is in two of them."""

    certain: tuple[Fault, ...]  # 問題あり, of a criterion that the score is about
    likely: tuple[Fault, ...]  # 問題の可能性大
    review: tuple[Fault, ...]  # 要判断箇所
    manual: tuple[Fault, ...]  # 手動確認
    beyond: tuple[Fault, ...]  # levels A and AA of an edition that the score is not about
    advice: tuple[Fault, ...]  # no criterion of level A or AA
    untested: tuple[Fault, ...]


def site_faults(book: Book, entry: Entry, measured: Mapping[str, PageScore]) -> Faults:
    """Everything found on a site; `measured` are its pages' marks by address."""
    drawers: dict[str, list[Fault]] = defaultdict(list)
    profile = entry.score.profile
    told = book.store.read(Finding, run=book.run.id, site=entry.site.code)
    findings = [finding for finding in told if finding.viewport != SITE]
    left = what_counts(findings, book, profile, measured)
    for group in by_kind(findings):
        card = book.card(group[0].check)
        fault = gather(group, card, left, len(measured))
        drawers[drawer(fault.finding, card, profile)].append(fault)
    names = ("certain", "likely", "review", "manual", "beyond", "advice", "untested")
    return Faults(*(tuple(sorted(drawers[name], key=by_weight)) for name in names))


def drawer(finding: Finding, card: CheckMeta, profile: str) -> str:
    """Where a finding belongs; only what a machine is sure of stands among the certain."""
    if finding.outcome == Outcome.UNTESTED:
        return "untested"
    if finding.outcome == Outcome.CANT_TELL:
        return "manual" if finding.certainty == Certainty.MANUAL else "review"
    if card.level not in ("A", "AA"):
        return "advice"
    if not is_asked(card.criterion, profile):
        return "beyond"
    return finding.certainty if finding.certainty in tuple(Certainty) else "review"


def is_asked(criterion: str, profile: str) -> bool:
    """Whether the profile of the score is about a criterion: all of them, or only those of JIS."""
    known = criteria().get(criterion)
    return known is not None and (known.in_jis2016 or not profile.startswith("jis2016"))


def what_counts(
    findings: Iterable[Finding], book: Book, profile: str, measured: Mapping[str, PageScore]
) -> dict[str, set[str]]:
    """For each measured page the checks that fail on it and count."""
    left: dict[str, set[str]] = defaultdict(set)
    for finding in findings:
        card, mark = book.card(finding.check), measured.get(finding.url)
        if mark is None or (card.touches and mark.part != "key"):
            continue
        if drawer(finding, card, profile) == Certainty.CERTAIN:
            left[finding.url].add(finding.check)
    return left


def by_kind(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that differ only in their page, viewport and figures."""
    groups: dict[tuple[str, str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        kind = (finding.outcome, finding.check, finding.message, finding.certainty)
        groups[kind].append(finding)
    yield from groups.values()


def gather(
    group: list[Finding], card: CheckMeta, left: Mapping[str, set[str]], pages: int
) -> Fault:
    """Findings of one kind as one fault."""
    most: dict[str, int] = {}
    for finding in group:
        most[finding.url] = max(most.get(finding.url, 0), finding.count)
    elements = sum(most.values())
    gravest = max(group, key=lambda finding: GRAVITY.get(finding.impact, 0))
    return Fault(
        card,
        replace(gravest, count=elements, data=gravest.data | {"count": elements}),
        tuple(most),
        tuple(sorted({finding.viewport for finding in group}, reverse=True)),
        elements,
        shared_selector(group, pages),
        sum(left.get(url) == {card.id} for url in most),
        tuple(samples(group)),
    )


def shared_selector(group: Iterable[Finding], pages: int) -> str:
    """The selector that most pages have in common, if it is on enough of them."""
    on = Counter(node for node, _ in {(node, f.url) for f in group for node in f.nodes})
    if not on:
        return ""
    selector, count = max(on.items(), key=lambda item: (item[1], item[0]))
    return selector if count >= max(TEMPLATE_PAGES, TEMPLATE_SHARE * pages) else ""


def samples(group: Iterable[Finding]) -> Iterator[Sample]:
    """A few places that differ in their selector."""
    seen: set[str] = set()
    for finding in group:
        snippets = (*finding.snippets, *[""] * len(finding.nodes))
        for selector, snippet in zip(finding.nodes, snippets, strict=False):
            if selector not in seen and len(seen) < SAMPLES:
                seen.add(selector)
                yield Sample(finding.url, selector, snippet)


def by_weight(fault: Fault) -> tuple[float, int, str]:
    """The gravest on the most pages first."""
    weight = GRAVITY.get(fault.finding.impact, 0) * len(fault.urls)
    return -weight, -fault.elements, fault.card.id
