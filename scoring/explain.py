"""Why a site has not got 100: its loss in exact shares, and its score with one group mended.

A site's score is a weighted mean of its pages' scores, so its loss 100 − A is the same mean of its
pages' losses. A page's loss f(L) = 100·(1 − exp(−L/20)) is divided among its rules by their part of
the load L: rule r costs f(L)·L_r/L. That is the Aumann–Shapley value of f, the only division that
adds up, treats equal loads alike, and does not depend on how faults are bundled (Billera & Heath
1982). Within a rule every failing element costs the same, which is Shapley's value, as elements of
one rule are interchangeable. So the shares of a site add up to its loss, however they are grouped.

With a group mended the score is not estimated but worked out anew: its elements are taken off every
page and both viewports, and the worse viewport counts again. What this gains is mostly less than
the group's share where other faults remain: each further fault on a page costs less than the last.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from minna.records import CheckMeta, Finding, Page, PageScore, Score, ScoreLoss
from scoring.pages import extent, is_sure, to_score
from scoring.sites import Estimate, Stratum, site_estimate
from scoring.standing import Sample
from scoring.weights import PARAMETERS, VIEWPORTS, Parameters

SHARED_SHARE, SHARED_PAGES = 0.6, 3
"""One selector on so many of the measured pages is in a part that they share."""
PARTS = {
    "header": re.compile(r"header|masthead", re.I),
    "nav": re.compile(r"nav|menu|breadcrumb|topicpath|pankuzu", re.I),
    "footer": re.compile(r"footer|copyright", re.I),
    "side": re.compile(r"aside|sidebar|(?<![a-z])side(?![a-z])", re.I),
}
"""Words of selectors by which a shared part is known; the leftmost decides."""
SHARED, OWN = "shared", "own"

Where = tuple[str, str]
"""A page's address and a viewport."""
Place = tuple[str, str, str]
"""A check, its message, and a selector."""
Group = tuple[str, str, str]
"""How faults are grouped (kind or part), the check, and the message or the part's name."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Elements of one page that fail one check in one way, within one part of the page."""

    check: str
    message: str
    part: str
    impact: str
    count: int
    whole_page: bool

    @property
    def groups(self) -> tuple[Group, Group]:
        """The kind and the part to which it belongs."""
        return ("kind", self.check, self.message), ("part", "", self.part)

    def is_of(self, group: Group) -> bool:
        """Whether it belongs to a group."""
        by, check, name = group
        return self.part == name if by == "part" else (self.check, self.message) == (check, name)


@dataclass(frozen=True, slots=True)
class Design:
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
        found: dict[str, float] = {}
        for urls in (self.key, *(urls for _, urls in self.random)):
            ones = dict.fromkeys((*self.key, *(u for _, us in self.random for u in us)), 0.0)
            estimate = self.estimate(ones | dict.fromkeys(urls, 1.0), p) if urls else None
            if estimate:
                found |= dict.fromkeys(urls, estimate.mean / len(urls))
        return found


def design(sample: Sample) -> Design:
    """The strata of a sample, as the site's score takes them."""
    return Design(
        sample.key_size,
        tuple(mark.url for mark in sample.marks_of("key")),
        tuple((size, tuple(m.url for m in measured)) for size, measured in sample.by_stratum()),
    )


def pieces(
    measured: Iterable[Page | PageScore],
    findings: Iterable[Finding],
    cards: Mapping[str, CheckMeta],
) -> dict[Where, tuple[Piece, ...]]:
    """What counts against each measured page, by viewport; the rest of the findings is left out."""
    on = {page.url: page for page in measured}
    counted = [
        f
        for f in findings
        if f.url in on
        and f.check in cards
        and is_sure(f)
        and (on[f.url].part == "key" or not cards[f.check].touches)
    ]
    shared = shared_places(counted, len(on))
    found: dict[Where, list[Piece]] = defaultdict(list)
    for f in counted:
        found[f.url, f.viewport] += cut(f, cards[f.check].whole_page, shared)
    return {where: tuple(told) for where, told in found.items()}


def shared_places(findings: Iterable[Finding], pages: int) -> set[Place]:
    """The places that fail in the same way on most pages: there it is the template that fails."""
    on: dict[Place, set[str]] = defaultdict(set)
    for f in findings:
        for node in f.nodes or ("",):
            on[f.check, f.message, node].add(f.url)
    least = max(SHARED_PAGES, SHARED_SHARE * pages)
    return {place for place, urls in on.items() if len(urls) >= least}


def cut(finding: Finding, whole_page: bool, shared: set[Place]) -> Iterator[Piece]:
    """A finding by the parts of the page; elements that are not listed are taken for its own."""
    parts: Counter[str] = Counter()
    for node in (finding.nodes or ("",))[: finding.count]:
        if (finding.check, finding.message, node) in shared:
            parts[part_of(node)] += 1
    parts[OWN] += finding.count - parts.total()
    for part, count in parts.items():
        if count > 0:
            kind = finding.check, finding.message
            yield Piece(*kind, part, finding.impact, count, whole_page)


@lru_cache(maxsize=4096)
def part_of(selector: str) -> str:
    """The name of the shared part in which an element lies.

    >>> part_of("#header > nav a"), part_of("#gnavi li"), part_of("html")
    ('header', 'nav', 'shared')
    """
    places = {name: pattern.search(selector) for name, pattern in PARTS.items()}
    found = {name: match.start() for name, match in places.items() if match}
    return min(found, key=lambda name: found[name], default=SHARED)


def rule_loads(told: Iterable[Piece], p: Parameters = PARAMETERS) -> dict[str, float]:
    """The load of each rule of one view: its gravest impact, by its elements together."""
    weights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    whole: dict[str, bool] = {}
    for piece in told:
        weights[piece.check] = max(weights.get(piece.check, 0.0), p.weights[piece.impact])
        counts[piece.check] += piece.count
        whole[piece.check] = piece.whole_page
    return {check: w * extent(counts[check], whole[check], p) for check, w in weights.items()}


def shares(told: tuple[Piece, ...], p: Parameters = PARAMETERS) -> Iterator[tuple[Piece, float]]:
    """Each piece of a view with its part of the view's load; together 1."""
    loads = rule_loads(told, p)
    whole = math.fsum(loads.values())
    elements: Counter[str] = Counter()
    for piece in told:
        elements[piece.check] += piece.count
    for piece in told:
        yield piece, loads[piece.check] / whole * piece.count / elements[piece.check]


@dataclass(frozen=True, slots=True)
class View:
    """What one viewport sees on a page: pieces by rule, and each rule's load."""

    pieces: Mapping[str, tuple[Piece, ...]]
    loads: Mapping[str, float]

    def without(self, group: Group, checks: set[str], p: Parameters = PARAMETERS) -> float:
        """The load with a group mended that has pieces of these rules."""
        kept = math.fsum(load for check, load in self.loads.items() if check not in checks)
        left = [piece for c in checks for piece in self.pieces.get(c, ()) if not piece.is_of(group)]
        return kept + math.fsum(rule_loads(left, p).values()) if left else kept


def to_view(told: Iterable[Piece], p: Parameters = PARAMETERS) -> View:
    """A page's pieces through one viewport, by rule."""
    by_check: dict[str, list[Piece]] = defaultdict(list)
    for piece in told:
        by_check[piece.check].append(piece)
    found = {check: tuple(group) for check, group in by_check.items()}
    return View(found, rule_loads(told, p))


def page_losses(
    mark: PageScore, found: Mapping[Where, tuple[Piece, ...]], p: Parameters = PARAMETERS
) -> Iterator[tuple[Piece, float]]:
    """A page's loss by pieces of the view that decided; together 100 minus its score."""
    told = found.get((mark.url, mark.viewport), ())
    return ((piece, share * (100 - mark.score)) for piece, share in shares(told, p))


def explain(
    score: Score,
    sample: Sample,
    found: Mapping[Where, tuple[Piece, ...]],
    p: Parameters = PARAMETERS,
) -> list[ScoreLoss]:
    """What each group costs a site that has a score, and its score with that group mended.

    `found` are the pieces that made the marks of the sample. Ranks are for `places_if` to say.
    """
    plan, marks = design(sample), {mark.url: mark for mark in sample.marks}
    weights, lost = plan.weights(p), dict[Group, float]()
    for url, mark in marks.items():
        for piece, loss in page_losses(mark, found, p):
            for group in piece.groups:
                lost[group] = lost.get(group, 0.0) + weights.get(url, 0.0) * loss
    views = {url: [to_view(found.get((url, v), ()), p) for v in VIEWPORTS] for url in marks}
    now = {url: mark.score for url, mark in marks.items()}
    made = []
    for group, checks in sorted(checks_by_page(found).items()):
        mended = {
            url: to_score(max(v.without(group, on, p) for v in views[url]), p)
            for url, on in checks.items()
        }
        if estimate := plan.estimate(now | mended, p):
            made.append(to_loss(score, group, lost.get(group, 0.0), len(checks), estimate))
    return made


def checks_by_page(found: Mapping[Where, tuple[Piece, ...]]) -> dict[Group, dict[str, set[str]]]:
    """{group: {address: rules that have pieces of the group there}}."""
    on: dict[Group, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for (url, _), told in found.items():
        for piece in told:
            for group in piece.groups:
                on[group][url].add(piece.check)
    return on


def to_loss(score: Score, group: Group, loss: float, pages: int, mended: Estimate) -> ScoreLoss:
    """A group's figures as a record."""
    half = mended.half
    low, high = max(0.0, mended.mean - half), min(100.0, mended.mean + half)
    return ScoreLoss(score.run, score.site, *group, loss, pages, mended.mean, low, high, mended.se)
