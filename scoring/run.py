"""Read findings, write marks, scores, ranks, tiers and gaps: all that touches the record book."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from minna.records import (
    AudienceIndex,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Gap,
    Outcome,
    Page,
    PageScore,
    Rank,
    RankSensitivity,
    Run,
    Score,
    ScoreLoss,
    Site,
    SiteCrawl,
    Tier,
)
from minna.store import Store
from scoring.changes import Look
from scoring.check_outcomes import site_outcomes
from scoring.compare import Wave
from scoring.explain import explain, pieces
from scoring.imagined import Imagined, places_if
from scoring.indices import Told, indices, pillar_cards
from scoring.marks import seen, to_mark
from scoring.measured import Ran, counting, measured_pages, of_profile, ran
from scoring.nation import compared
from scoring.sensitivity import BESIDE, Faulty, Sizes, alternatives
from scoring.sites import Estimate
from scoring.standing import Sample, scored, unscored, with_outlook, with_visit
from scoring.stopping import pages_wanted
from scoring.visit_load import visit_estimate
from scoring.weights import OUTLOOK, PROFILE, SCORED_LEVELS, VIEWPORTS, profile_criteria

MADE = (PageScore, Score, Rank, Tier, Gap, RankSensitivity, ScoreLoss, AudienceIndex)
DRAWN = ("key", "random")
Cards = Mapping[str, CheckMeta]


def score(store: Store, run: Run) -> None:
    """Score and rank every site of a run anew, and say how far apart they are.

    The same records and the same seed give the same figures. `run.settings.profile` may name
    another profile than jis2016-aa.
    """
    for kind in MADE:
        store.delete(kind, run=run.id)
    judged, outlook = profiles(store, run)
    items = read_items(store, run)
    scores, values, outcomes = [], {}, {}
    for frame in list(store.read(SiteCrawl, run=run.id)):
        told = score_site(store, frame, judged, outlook)
        store.save([*told.marks, told.score])
        scores.append(told.score)
        values[frame.site] = told.values
        if told.look and told.score.value is not None:
            store.save(explained(store, told.score, told.look, items))
            outcomes[frame.site] = site_outcomes(told.look, judged.cards)
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    store.save(compared(run, scores, sites, values, outcomes))
    store.save(losses_with_ranks(store, run, [s for s in scores if s.status == "ok"]))


def wanted(store: Store, run: Run) -> Callable[[str, int], int]:
    """How many random pages an audit should visit: a function of a site and how many it has.

    It answers with that number when they are enough, and else with when to ask again.
    """
    cards = scored_cards(store.read(CheckMeta, run=run.id), profile_of(run))

    def pages(site: str, visited: int) -> int:
        frame = store.get(SiteCrawl, run=run.id, site=site)
        if frame is None:
            return visited
        return pages_wanted(visited, frame.pages, lambda: estimate_so_far(store, run, frame, cards))

    return pages


def estimate_so_far(store: Store, run: Run, frame: SiteCrawl, cards: Cards) -> Estimate | None:
    """A site's score from the pages visited by now; a check counts if it ran on any of them."""
    visits, touching = read_visits(store, run, cards, frame.site)
    judged = Profile(profile_of(run), cards, measured_pages(visits, counting(visits, touching)))
    pages = read_pages(store, frame)
    sample, _ = read_sample(store, pages, judged, read_findings(store, frame, cards))
    return sample.estimate()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile counts, and which pages are measured by it."""

    name: str
    cards: Cards
    measured: Mapping[str, set[str]]

    def has(self, page: Page) -> bool:
        """Whether a page is measured."""
        return page.url in self.measured.get(page.site, ())


@dataclass(frozen=True, slots=True)
class Found:
    """What is found of one site."""

    score: Score
    marks: tuple[PageScore, ...] = ()
    values: Mapping[str, float | None] = field(default_factory=dict)  # by other choices
    look: Look | None = None  # what explains the score


def profile_of(run: Run) -> str:
    """The profile that decides scores and ranks."""
    return run.settings.profile or PROFILE


def profiles(store: Store, run: Run) -> tuple[Profile, Profile]:
    """The profile that decides, and the outlook; what ran is read once for both."""
    every = list(store.read(CheckMeta, run=run.id))
    names = (profile_of(run), OUTLOOK)
    cards = {name: scored_cards(every, name) for name in names}
    visits, touching = read_visits(
        store, run, {i: c for name in names for i, c in cards[name].items()}
    )
    counted = counting(visits, touching)
    judged, outlook = (
        Profile(name, cards[name], measured_pages(visits, of_profile(counted, cards[name])))
        for name in names
    )
    return judged, outlook


def scored_cards(cards: Iterable[CheckMeta], profile: str) -> dict[str, CheckMeta]:
    """The cards whose sure failures count: those of the profile's A and AA criteria."""
    wanted = profile_criteria(profile)
    return {c.id: c for c in cards if c.criterion in wanted and c.level in SCORED_LEVELS}


def read_visits(
    store: Store, run: Run, cards: Cards, site: str | None = None
) -> tuple[list[Ran], set[str]]:
    """What ran on each visit, and the checks that touch.

    Checks that are at best likely right are not asked for.
    """
    where = {"run": run.id} | ({"site": site} if site else {})
    sure = {card.id for card in cards.values() if card.certainty == Certainty.CERTAIN}
    touching = {card.id for card in cards.values() if card.touches}
    keys = {(page.site, page.url) for page in store.read(Page, **where, part="key")}
    judged = store.read(CheckOutcomes, **where, viewport=VIEWPORTS)
    return list(ran(judged, sure, touching, keys)), touching


def score_site(store: Store, frame: SiteCrawl, judged: Profile, outlook: Profile) -> Found:
    """One site's score and its pages' marks, from the record book."""
    if frame.status != "ok":
        return Found(unscored(frame, judged.name))
    pages = read_pages(store, frame)
    findings = read_findings(store, frame, {**outlook.cards, **judged.cards})
    sample, faulty = read_sample(store, pages, judged, findings)
    other, _ = read_sample(store, pages, outlook, findings)
    found = with_outlook(scored(frame, sample, judged.name), other.estimate())
    found = replace(found, rules=rules_digest(judged.cards))
    look = Look(sample, pieces(sample.marks, findings, judged.cards))
    found = with_visit(found, visit_estimate(look))
    values = {**alternatives(faulty, sizes(sample)), BESIDE: found.visit}
    return Found(found, sample.marks, values, look)


def read_pages(store: Store, frame: SiteCrawl) -> tuple[Page, ...]:
    """The pages of a site's frame that were drawn, or could have been."""
    return tuple(store.read(Page, run=frame.run, site=frame.site, part=(*DRAWN, "reserve")))


def read_findings(store: Store, frame: SiteCrawl, cards: Cards) -> list[Finding]:
    """What a site's pages are said to fail, by these checks."""
    where: dict[str, Any] = {"run": frame.run, "site": frame.site, "viewport": VIEWPORTS}
    return list(store.read(Finding, **where, check=tuple(cards)))


def read_sample(
    store: Store, pages: tuple[Page, ...], judged: Profile, findings: list[Finding]
) -> tuple[Sample, list[Faulty]]:
    """A site's sample by one profile, and what fails on its pages."""
    drawn = [page for page in pages if page.part in DRAWN]
    missed = [page for page in drawn if not judged.has(page)]
    failed = sum(store.count(Evidence, run=p.run, site=p.site, url=p.url) > 0 for p in missed)
    told = list(seen(filter(judged.has, drawn), findings, judged.cards))
    made = tuple(to_mark(page, views) for page, views in told)
    faulty = [
        Faulty(page.part, page.stratum, {name: view.faults for name, view in views.items()})
        for page, views in told
    ]
    return Sample(pages, made, failed, len(missed) - failed), faulty


def sizes(sample: Sample) -> Sizes:
    """The frame's pages by stratum; the key pages are the one without a name."""
    found = {"": sum(page.part == "key" for page in sample.pages)}
    for page in sample.pages:
        if page.part != "key":
            name = f"random:{page.stratum}"
            found[name] = found.get(name, 0) + 1
    return found


def rules_digest(cards: Cards) -> str:
    """A fingerprint of what counts: checks, their impacts and their criteria."""
    told = "\n".join(f"{c.id} {c.impact} {c.criterion}" for _, c in sorted(cards.items()))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def explained(
    store: Store, score: Score, look: Look, items: Mapping[str, str]
) -> Iterator[ScoreLoss | AudienceIndex]:
    """What each group of faults costs a site, and its indices for citizens and businesses."""
    told = read_told(store, {"run": score.run, "site": score.site}, items)
    yield from explain(score, look.sample, look.found)
    yield from indices(score, look.sample, list(told), items)


def read_items(store: Store, run: Run) -> dict[str, str]:
    """The checks of the pillars beside access that were judged anywhere, each with its pillar."""
    known = pillar_cards(store.read(CheckMeta, run=run.id))
    unheard = set(known)
    for told in read_told(store, {"run": run.id}, known):
        unheard.discard(told.check)
        if not unheard:  # mostly the first visit tells of all, and a nation has a hundred thousand
            break
    return {check: pillar for check, pillar in known.items() if check not in unheard}


def read_told(store: Store, where: Mapping[str, str], items: Mapping[str, str]) -> Iterator[Told]:
    """What the pillars' checks said; a failure that is not sure cannot be told."""
    if not items:
        return
    sure = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN}
    found = store.read(Finding, **where, **sure, check=tuple(items))
    failed = {(f.site, f.url, f.viewport, f.check) for f in found}
    for j in store.read(CheckOutcomes, **where):
        for check in items:
            if (j.site, j.url, j.viewport, check) in failed:
                yield Told(check, j.url, Outcome.FAILED)
            elif check in j.passed:
                yield Told(check, j.url, Outcome.PASSED)
            elif check in (*j.failed, *j.cant_tell, *j.inapplicable):
                yield Told(check, j.url, Outcome.CANT_TELL)


def losses_with_ranks(store: Store, run: Run, scores: list[Score]) -> Iterator[ScoreLoss]:
    """The losses of the sites that have a rank, with the rank that mending each would give."""
    number = {s.site: n for n, s in enumerate(scores)}
    told = [loss for loss in store.read(ScoreLoss, run=run.id) if loss.site in number]
    if not told:
        return
    imagined = Imagined(
        np.array([number[loss.site] for loss in told]),
        np.array([loss.value for loss in told], float),
        np.array([loss.se for loss in told], float),
    )
    x, se = (np.array([getattr(s, name) for s in scores], float) for name in ("value", "se"))
    found = places_if(x, se, imagined, run.seed)
    for loss, (rank, low, high) in zip(told, found, strict=True):
        yield replace(loss, rank=rank, rank_low=low, rank_high=high)


def read_wave(store: Store, run: Run) -> Wave:
    """A survey, to be compared with another; a site's findings are read when asked for."""
    scores = {s.site: s for s in store.read(Score, run=run.id)}
    profile = next((s.profile for s in scores.values()), PROFILE)
    cards = scored_cards(store.read(CheckMeta, run=run.id), profile)
    return Wave(
        store.path,
        run,
        {site.code: site for site in store.read(Site, run=run.id)},
        scores,
        {rank.site: rank for rank in store.read(Rank, run=run.id, group="all")},
        cards,
        lambda code: read_look(store, {"run": run.id, "site": code}, cards),
    )


def read_look(store: Store, where: Mapping[str, str], cards: Mapping[str, CheckMeta]) -> Look:
    """A site's pages with their marks, and what counted on them."""
    pages = tuple(store.read(Page, **where, part=("key", "random", "reserve")))
    page_marks = tuple(store.read(PageScore, **where))
    sure = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN}
    findings = store.read(Finding, **where, **sure, check=tuple(cards))
    return Look(Sample(pages, page_marks), pieces(page_marks, findings, cards))
