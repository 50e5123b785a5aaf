"""Read findings, write marks, scores, ranks, tiers and gaps: all that touches the record book."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from minna.records import (
    Card,
    Finding,
    Frame,
    Gap,
    Judged,
    Mark,
    Page,
    Rank,
    Run,
    Score,
    Site,
    Tier,
)
from minna.store import Store
from scoring.bands import band, is_borderline
from scoring.gap import gap
from scoring.measured import counted
from scoring.pages import View, view
from scoring.ranking import places, population_class
from scoring.sites import Stratum, site_estimate, tenth_percentile, wilson
from scoring.tiers import humps
from scoring.weights import METHOD, PARAMETERS, PROFILE, digest, profile_criteria

PARTS = ("key", "random")
MADE = (Mark, Score, Rank, Tier, Gap)


def score(store: Store, run: Run) -> None:
    """Score and rank every site of a run anew, and say how far apart they are."""
    for kind in MADE:
        store.delete(kind, run=run.id)
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    cards = scored_cards(store.read(Card, run=run.id))
    scores = []
    for frame in list(store.read(Frame, run=run.id)):
        found = score_site(store, frame, cards)
        scores.append(found)
        store.save([found])
    ranked = [s for s in scores if s.status == "ok"]
    for name, members in groups(ranked, sites).items():
        store.save(ranks(run, name, members))
        if name == "all" or name.startswith("type:"):
            store.save(whole(run, name, members, sites))


def scored_cards(cards: Iterable[Card]) -> dict[str, Card]:
    """The cards whose sure failures count: those of the profile's A and AA criteria."""
    wanted = profile_criteria(PROFILE)
    return {
        card.id: card for card in cards if card.criterion in wanted and card.level in ("A", "AA")
    }


@dataclass(frozen=True, slots=True)
class Sample:
    """A site's drawn pages, the marks of those that were measured, and the strata's sizes."""

    drawn: list[Page]
    marks: list[Mark]
    sizes: dict[str, int]

    def scores(self, part: str) -> list[Mark]:
        """The marks of one part."""
        return [mark for mark in self.marks if mark.part == part]

    def strata(self, value: str) -> list[Stratum]:
        """The random part by stratum; `value` is the mark's field to average."""
        found = defaultdict(list)
        for mark in self.scores("random"):
            found[mark.stratum].append(getattr(mark, value))
        return [Stratum(size, tuple(found[name])) for name, size in sorted(self.sizes.items())]


def score_site(store: Store, frame: Frame, cards: Mapping[str, Card]) -> Score:
    """One site's score from the record book; marks are written on the way."""
    blank = Score(frame.run, frame.site, frame.status, frame.reason, frame_pages=frame.pages)
    if frame.status != "ok":
        return stamped(blank)
    sample = read_sample(store, frame, cards)
    store.save(sample.marks)
    return to_score(blank, sample)


def stamped(score: Score, **figures: object) -> Score:
    """A score with the method it follows."""
    return replace(score, profile=PROFILE, method=f"{METHOD}+{digest()}", **figures)  # type: ignore[arg-type]


def read_sample(store: Store, frame: Frame, cards: Mapping[str, Card]) -> Sample:
    """Pages, judgements and findings of a site, as marks."""
    where = {"run": frame.run, "site": frame.site}
    pages = list(store.read(Page, **where, part=(*PARTS, "reserve")))
    judged = list(store.read(Judged, **where))
    findings = defaultdict(list)
    for finding in store.read(Finding, **where, check=tuple(cards)):
        findings[finding.url, finding.viewport].append(finding)
    sizes: dict[str, int] = defaultdict(int)
    for page in pages:
        if page.part != "key":
            sizes[page.stratum] += 1
    drawn = [page for page in pages if page.part in PARTS]
    return Sample(drawn, list(to_marks(drawn, judged, findings, cards)), dict(sizes))


def to_marks(
    drawn: list[Page],
    judged: list[Judged],
    findings: Mapping[tuple[str, str], list[Finding]],
    cards: Mapping[str, Card],
) -> Iterator[Mark]:
    """A mark for each page that every viewport measured: that of the worse one."""
    whole_page = {card.id: card.whole_page for card in cards.values()}
    viewports = sorted({j.viewport for j in judged})
    for part in PARTS:
        pages = [page for page in drawn if page.part == part]
        urls = {page.url for page in pages}
        ruled = {
            v: counted([j for j in judged if j.viewport == v and j.url in urls], cards)
            for v in viewports
        }
        for page in pages:
            if ruled and all(page.url in measured for _, measured in ruled.values()):
                views = {
                    v: view([f for f in findings[page.url, v] if f.check in belonging], whole_page)
                    for v, (belonging, _) in ruled.items()
                }
                yield to_mark(page, views)


def to_mark(page: Page, views: Mapping[str, View]) -> Mark:
    """The worse viewport decides; blocking and clean are told of both."""
    worst = min(sorted(views), key=lambda v: views[v].score)
    return Mark(
        page.run,
        page.site,
        page.url,
        page.part,
        page.stratum,
        score=views[worst].score,
        low=min(v.low for v in views.values()),
        load=views[worst].load,
        blocking=any(v.blocking for v in views.values()),
        clean=all(v.clean for v in views.values()),
        viewport=worst,
    )


def to_score(blank: Score, sample: Sample) -> Score:
    """The site's figures; provisional when too little was measured, none when nothing was."""
    key, random = sample.scores("key"), sample.scores("random")
    n, failed = len(sample.marks), len(sample.drawn) - len(sample.marks)
    found = site_estimate([m.score for m in key], sample.strata("score"))
    lowest = site_estimate([m.low for m in key], sample.strata("low"))
    counts = {"key_pages": len(key), "random_pages": len(random), "failed_pages": failed}
    if found is None or lowest is None:
        return stamped(blank, status="no_pages", reason="no page could be measured", **counts)
    low, high = max(0.0, found.mean - found.half), min(100.0, found.mean + found.half)
    blocking = sum(mark.blocking for mark in sample.marks)
    problem = sum(not mark.clean for mark in sample.marks)
    blocking_low, blocking_high = wilson(blocking, n)
    problem_low, problem_high = wilson(problem, n)
    status, reason = standing(n, failed)
    return stamped(
        blank,
        status=status,
        reason=reason,
        value=found.mean,
        low=low,
        high=high,
        se=found.se,
        key_mean=float(np.mean([m.score for m in key])) if key else None,
        random_mean=float(np.mean([m.score for m in random])) if random else None,
        lower_bound=lowest.mean,
        blocking_pages=blocking,
        blocking_low=blocking_low,
        blocking_high=blocking_high,
        problem_pages=problem,
        problem_low=problem_low,
        problem_high=problem_high,
        p10=tenth_percentile(mark.score for mark in sample.marks),
        band=band(found.mean, key_blocking=any(mark.blocking for mark in key)),
        borderline=is_borderline(low, high),
        **counts,
    )


def standing(measured: int, failed: int) -> tuple[str, str]:
    """Whether a score may be ranked, and why not."""
    if measured < PARAMETERS.least_pages:
        return "provisional", f"{measured} pages measured"
    if failed > PARAMETERS.most_failed * (failed + measured):
        return "provisional", f"{failed} of {failed + measured} pages could not be measured"
    return "ok", ""


def groups(scores: Iterable[Score], sites: Mapping[str, Site]) -> dict[str, list[Score]]:
    """Ranked sites by the groups they are compared in."""
    found = defaultdict(list)
    for s in scores:
        site = sites[s.site]
        found["all"].append(s)
        if site.type:
            found[f"type:{site.type}"].append(s)
            found[f"peer:{site.type}/{population_class(site.population)}"].append(s)
        if site.pref:
            found[f"pref:{site.pref}"].append(s)
    return found


def values(scores: list[Score]) -> tuple[np.ndarray, np.ndarray]:
    """Scores and standard errors, each of shape (sites,)."""
    return np.array([s.value for s in scores], float), np.array([s.se for s in scores], float)


def ranks(run: Run, group: str, scores: list[Score]) -> list[Rank]:
    """Each site's place in a group."""
    x, se = values(scores)
    return [
        Rank(run.id, s.site, group, place.rank, place.low, place.high, len(scores), place.alike)
        for s, place in zip(scores, places(x, se, run.seed), strict=True)
    ]


def whole(run: Run, group: str, scores: list[Score], sites: Mapping[str, Site]) -> list[Tier | Gap]:
    """What is said of a group as a whole: its tiers and its gap."""
    x, se = values(scores)
    residents = np.array([sites[s.site].population or np.nan for s in scores], float)
    inner = x[x < 100]
    told = humps(inner, run.seed)
    perfect = len(x) - len(inner)
    tier = Tier(run.id, group, "", len(x), perfect)
    if told:
        described = told.status in ("S1", "S2")
        tier = Tier(
            run.id,
            group,
            told.status,
            len(x),
            perfect,
            told.dip,
            told.dip_p,
            told.silverman_p,
            told.delta_bic,
            told.ashman_d,
            told.smaller_share,
            told.valley,
            told.antimode,
            told.lower_mean if described else None,
            told.upper_mean if described else None,
        )
    if len(x) < 2:
        return [tier]
    figures = gap(x, se, residents, run.seed)
    return [tier, *(Gap(run.id, group, name, *figure, len(x)) for name, figure in figures.items())]
