"""Why a site has less than 100: its loss in exact shares, and its score with one group fixed.

A site's score is a weighted mean of its pages' scores, so its loss 100 − A is the same mean of its
pages' losses. A page's loss f(L) = 100·(1 − exp(−L/20)) is divided among its rules by their part of
the load L: rule r costs f(L)·L_r/L. That is the Aumann–Shapley value of f, the only division that
adds up, treats equal loads alike, and does not depend on how faults are bundled (Billera & Heath
1982). Within a rule every failing element costs the same, which is Shapley's value, as elements of
one rule are interchangeable. So the shares of a site add up to its loss, however they are grouped.

With a group fixed the score is computed again, not estimated: its elements are removed from every
page and both viewports, and the worse viewport counts again. What this gains is mostly less than
the group's share where other faults remain: each further fault on a page costs less than the last.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from minna.records import VIEWPORTS, CheckMeta, Finding, Page, PageScore, Score, ScoreLoss
from minna.shared_parts import is_shared
from scoring.estimators import Estimate, Stratum, site_estimate
from scoring.page_score import extent, to_score
from scoring.page_scores import scored_findings
from scoring.site_score import MeasuredSample
from scoring.weights import PARAMETERS, Parameters

REGIONS = {
    "header": re.compile(r"header|masthead", re.I),
    "nav": re.compile(r"nav|menu|breadcrumb|topicpath|pankuzu", re.I),
    "footer": re.compile(r"footer|copyright", re.I),
    "side": re.compile(r"aside|sidebar|(?<![a-z])side(?![a-z])", re.I),
}
"""Words in selectors by which a shared region is recognised; the leftmost decides."""
SHARED, OWN = "shared", "own"

PageView = tuple[str, str]
"""A page's address and a viewport."""
FaultLocation = tuple[str, str, str]
"""A check, its message, and a selector."""
FaultGroup = tuple[str, str, str]
"""How faults are grouped, the check, and the message or the part's name.

By kind, by part, or by fix: a kind of fault within what pages share (template), or on pages' own.
"""


@dataclass(frozen=True, slots=True)
class FaultShare:
    """Elements of one page that fail one check in one way, within one region of the page."""

    check: str
    message: str
    region: str
    impact: str
    count: int
    whole_page: bool

    @property
    def groups(self) -> tuple[FaultGroup, FaultGroup, FaultGroup]:
        """The kind, the part and the fix to which it belongs."""
        fix = "page" if self.region == OWN else "template"
        kind = self.check, self.message
        return ("kind", *kind), ("part", "", self.region), (fix, *kind)

    def is_of(self, group: FaultGroup) -> bool:
        """Whether it belongs to a group."""
        by, check, name = group
        if by == "part":
            return self.region == name
        is_kind = (self.check, self.message) == (check, name)
        return is_kind and (by == "kind" or (by == "page") == (self.region == OWN))


@dataclass(frozen=True, slots=True)
class SampleDesign:
    """How a site's pages make up its score: its strata, with the addresses measured in each."""

    key_size: int
    key: tuple[str, ...]
    random: tuple[tuple[int, tuple[str, ...]], ...]

    def estimate(self, scores: Mapping[str, float], p: Parameters = PARAMETERS) -> Estimate | None:
        """The site's score from its pages' scores, by the formula that made the published one."""
        key = Stratum(self.key_size, tuple(scores[url] for url in self.key))
        strata = [Stratum(n, tuple(scores[url] for url in urls)) for n, urls in self.random]
        return site_estimate(key, strata, p)

    def weights(self, p: Parameters = PARAMETERS) -> dict[str, float]:
        """Each measured page's part of the score; together 1.

        The score is linear in the pages, and those of a stratum weigh alike: a stratum's weight is
        the score of a site where its pages have 1 and all others 0.
        """
        weights: dict[str, float] = {}
        for urls in (self.key, *(urls for _, urls in self.random)):
            ones = dict.fromkeys((*self.key, *(u for _, us in self.random for u in us)), 0.0)
            estimate = self.estimate(ones | dict.fromkeys(urls, 1.0), p) if urls else None
            if estimate:
                weights |= dict.fromkeys(urls, estimate.mean / len(urls))
        return weights


def sample_design(sample: MeasuredSample) -> SampleDesign:
    """The strata of a sample, as the site's score takes them."""
    return SampleDesign(
        sample.key_size,
        tuple(page_score.url for page_score in sample.page_scores_of("key")),
        tuple((size, tuple(m.url for m in measured)) for size, measured in sample.by_stratum()),
    )


def fault_shares(
    measured: Iterable[Page | PageScore],
    findings: Iterable[Finding],
    metas: Mapping[str, CheckMeta],
) -> dict[PageView, tuple[FaultShare, ...]]:
    """The scored faults of each measured page, by viewport; other findings are left out."""
    pages = list(measured)
    scored = scored_findings(pages, findings, metas)
    shared = shared_locations(scored, len(pages))
    by_view: dict[PageView, list[FaultShare]] = defaultdict(list)
    for f in scored:
        by_view[f.url, f.viewport] += split_by_region(f, metas[f.check].whole_page, shared)
    return {view: tuple(shares) for view, shares in by_view.items()}


def shared_locations(findings: Iterable[Finding], pages: int) -> set[FaultLocation]:
    """Locations that fail in the same way on most pages: the fault is in the template."""
    pages_with: dict[FaultLocation, set[str]] = defaultdict(set)
    for f in findings:
        for node in f.nodes or ("",):
            pages_with[f.check, f.message, node].add(f.url)
    return {location for location, urls in pages_with.items() if is_shared(len(urls), pages)}


def split_by_region(
    finding: Finding, whole_page: bool, shared: set[FaultLocation]
) -> Iterator[FaultShare]:
    """A finding by regions of the page; elements that are not listed count as the page's own."""
    regions: Counter[str] = Counter()
    for node in (finding.nodes or ("",))[: finding.count]:
        if (finding.check, finding.message, node) in shared:
            regions[region_of(node)] += 1
    regions[OWN] += finding.count - regions.total()
    for region, count in regions.items():
        if count > 0:
            kind = finding.check, finding.message
            yield FaultShare(*kind, region, finding.impact, count, whole_page)


@lru_cache(maxsize=4096)
def region_of(selector: str) -> str:
    """The name of the shared region in which an element lies.

    >>> region_of("#header > nav a"), region_of("#gnavi li"), region_of("html")
    ('header', 'nav', 'shared')
    """
    matches = {name: pattern.search(selector) for name, pattern in REGIONS.items()}
    starts = {name: match.start() for name, match in matches.items() if match}
    return min(starts, key=lambda name: starts[name], default=SHARED)


def rule_penalties(faults: Iterable[FaultShare], p: Parameters = PARAMETERS) -> dict[str, float]:
    """The penalty of each rule in one viewport: its worst impact, by the sum of its elements."""
    weights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    whole: dict[str, bool] = {}
    for fault in faults:
        weights[fault.check] = max(weights.get(fault.check, 0.0), p.weights[fault.impact])
        counts[fault.check] += fault.count
        whole[fault.check] = fault.whole_page
    return {check: w * extent(counts[check], whole[check], p) for check, w in weights.items()}


def penalty_shares(
    faults: tuple[FaultShare, ...], p: Parameters = PARAMETERS
) -> Iterator[tuple[FaultShare, float]]:
    """Each fault in a viewport with its share of the penalty; the shares add up to 1."""
    penalties = rule_penalties(faults, p)
    whole = math.fsum(penalties.values())
    elements: Counter[str] = Counter()
    for fault in faults:
        elements[fault.check] += fault.count
    for fault in faults:
        yield fault, penalties[fault.check] / whole * fault.count / elements[fault.check]


@dataclass(frozen=True, slots=True)
class ViewportPenalties:
    """What fails on a page in one viewport: faults by rule, and each rule's penalty."""

    fault_shares: Mapping[str, tuple[FaultShare, ...]]
    penalties: Mapping[str, float]

    def without(self, group: FaultGroup, checks: set[str], p: Parameters = PARAMETERS) -> float:
        """The penalty with a group fixed that has faults of these rules."""
        kept = math.fsum(
            penalty for check, penalty in self.penalties.items() if check not in checks
        )
        remaining = [
            fault
            for c in checks
            for fault in self.fault_shares.get(c, ())
            if not fault.is_of(group)
        ]
        return kept + math.fsum(rule_penalties(remaining, p).values()) if remaining else kept


def viewport_penalties(
    faults: Iterable[FaultShare], p: Parameters = PARAMETERS
) -> ViewportPenalties:
    """A page's faults in one viewport, by rule."""
    by_check: dict[str, list[FaultShare]] = defaultdict(list)
    for fault in faults:
        by_check[fault.check].append(fault)
    grouped = {check: tuple(group) for check, group in by_check.items()}
    return ViewportPenalties(grouped, rule_penalties(faults, p))


def page_losses(
    page_score: PageScore,
    by_view: Mapping[PageView, tuple[FaultShare, ...]],
    p: Parameters = PARAMETERS,
) -> Iterator[tuple[FaultShare, float]]:
    """A page's loss by faults of the viewport that decided; together 100 minus its score."""
    faults = by_view.get((page_score.url, page_score.viewport), ())
    return ((fault, share * (100 - page_score.score)) for fault, share in penalty_shares(faults, p))


def site_losses(
    score: Score,
    sample: MeasuredSample,
    by_view: Mapping[PageView, tuple[FaultShare, ...]],
    p: Parameters = PARAMETERS,
) -> list[ScoreLoss]:
    """What each group costs a site that has a score, and its score with that group fixed.

    `by_view` are the faults behind the page scores of the sample. `ranks_if_fixed` adds the ranks.
    """
    plan, page_scores = (
        sample_design(sample),
        {page_score.url: page_score for page_score in sample.page_scores},
    )
    weights, lost = plan.weights(p), dict[FaultGroup, float]()
    for url, page_score in page_scores.items():
        for fault, loss in page_losses(page_score, by_view, p):
            for group in fault.groups:
                lost[group] = lost.get(group, 0.0) + weights.get(url, 0.0) * loss
    viewports = {
        url: [viewport_penalties(by_view.get((url, viewport), ()), p) for viewport in VIEWPORTS]
        for url in page_scores
    }
    now = {url: page_score.score for url, page_score in page_scores.items()}
    losses = []
    for group, checks in sorted(checks_by_page(by_view).items()):
        fixed = {
            url: to_score(max(viewport.without(group, on, p) for viewport in viewports[url]), p)
            for url, on in checks.items()
        }
        if estimate := plan.estimate(now | fixed, p):
            losses.append(to_loss(score, group, lost.get(group, 0.0), len(checks), estimate))
    return losses


def checks_by_page(
    by_view: Mapping[PageView, tuple[FaultShare, ...]],
) -> dict[FaultGroup, dict[str, set[str]]]:
    """{group: {address: rules that have faults of the group there}}."""
    checks: dict[FaultGroup, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (url, _), faults in by_view.items():
        for fault in faults:
            for group in fault.groups:
                checks[group][url].add(fault.check)
    return checks


def to_loss(score: Score, group: FaultGroup, loss: float, pages: int, fixed: Estimate) -> ScoreLoss:
    """A group's figures as a record."""
    half = fixed.half_width
    low, high = max(0.0, fixed.mean - half), min(100.0, fixed.mean + half)
    return ScoreLoss(score.run, score.site, *group, loss, pages, fixed.mean, low, high, fixed.se)
