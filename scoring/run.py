"""Read findings, write marks, scores, ranks, tiers and gaps: all that touches the record book."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np

from minna.records import (
    Card,
    Certainty,
    Evidence,
    Finding,
    Frame,
    Gap,
    Index,
    Judged,
    Loss,
    Mark,
    Outcome,
    Page,
    Rank,
    Run,
    Score,
    Site,
    Tier,
)
from minna.store import Store
from scoring.changes import Look
from scoring.compare import Wave
from scoring.explain import explain, pieces
from scoring.gap import gap
from scoring.groups import described_in, ranked_in
from scoring.imagined import Imagined, places_if
from scoring.indices import Told, indices, pillar_cards
from scoring.marks import marks
from scoring.measured import counting, measured_pages, ran
from scoring.posterior import Floats
from scoring.ranking import places
from scoring.standing import Sample, scored, unscored
from scoring.tiers import humps
from scoring.weights import PROFILE, SCORED_LEVELS, profile_criteria

MADE = (Mark, Score, Rank, Tier, Gap, Loss, Index)


def score(store: Store, run: Run) -> None:
    """Score and rank every site of a run anew, and say how far apart they are.

    The same records and the same seed give the same figures. `run.settings["profile"]` may name
    another profile than jis2016-aa.
    """
    for kind in MADE:
        store.delete(kind, run=run.id)
    profile = str(run.settings.get("profile", PROFILE))
    cards = scored_cards(store.read(Card, run=run.id), profile)
    measured = read_measured(store, run, cards)
    items = read_items(store, run)
    scores = []
    for frame in list(store.read(Frame, run=run.id)):
        found, look = score_site(store, frame, measured[frame.site], cards, profile)
        store.save([*look.sample.marks, found])
        scores.append(found)
        if found.value is not None:
            store.save(explained(store, found, look, items))
    compare(store, run, [s for s in scores if s.status == "ok"])
    store.save(losses_with_ranks(store, run, [s for s in scores if s.status == "ok"]))


def scored_cards(cards: Iterable[Card], profile: str) -> dict[str, Card]:
    """The cards whose sure failures count: those of the profile's A and AA criteria."""
    wanted = profile_criteria(profile)
    return {c.id: c for c in cards if c.criterion in wanted and c.level in SCORED_LEVELS}


def read_measured(store: Store, run: Run, cards: Mapping[str, Card]) -> dict[str, set[str]]:
    """{site: addresses measured}; checks that are at best likely right are not asked for."""
    sure = {card.id for card in cards.values() if card.certainty == Certainty.CERTAIN}
    touching = {card.id for card in cards.values() if card.touches}
    keys = {(page.site, page.url) for page in store.read(Page, run=run.id, part="key")}
    visits = list(ran(store.read(Judged, run=run.id), sure, touching, keys))
    return measured_pages(visits, counting(visits, touching))


def score_site(
    store: Store, frame: Frame, measured: set[str], cards: Mapping[str, Card], profile: str
) -> tuple[Score, Look]:
    """One site's score, and what it is made of, from the record book."""
    if frame.status != "ok":
        return unscored(frame, profile), Look(Sample((), ()), {})
    where = {"run": frame.run, "site": frame.site}
    pages = tuple(store.read(Page, **where, part=("key", "random", "reserve")))
    drawn = [page for page in pages if page.part != "reserve"]
    missed = [page.url for page in drawn if page.url not in measured]
    failed = sum(store.count(Evidence, **where, url=url) > 0 for url in missed)
    findings = list(store.read(Finding, **where, check=tuple(cards)))
    made = tuple(marks((page for page in drawn if page.url in measured), findings, cards))
    sample = Sample(pages, made, failed, len(missed) - failed)
    return scored(frame, sample, profile), Look(sample, pieces(made, findings, cards))


def compare(store: Store, run: Run, scores: list[Score]) -> None:
    """Ranks, tiers and gaps among the sites that have a firm score."""
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    for group, members in by_group(scores, sites, ranked_in).items():
        store.save(ranks(run, group, members))
    for group, members in by_group(scores, sites, described_in).items():
        residents = np.array([sites[s.site].population or np.nan for s in members], float)
        store.save([tier(run, group, members), *gaps(run, group, members, residents)])


def by_group(
    scores: Iterable[Score],
    sites: Mapping[str, Site],
    groups_of: Callable[[Site], Iterator[str]],
) -> dict[str, list[Score]]:
    """Scores by the groups their sites belong to."""
    found: dict[str, list[Score]] = defaultdict(list)
    for s in scores:
        for group in groups_of(sites[s.site]):
            found[group].append(s)
    return found


def values(scores: list[Score]) -> Floats:
    """Scores of shape (sites,)."""
    return np.array([s.value for s in scores], float)


def errors(scores: list[Score]) -> Floats:
    """Standard errors of shape (sites,)."""
    return np.array([s.se for s in scores], float)


def ranks(run: Run, group: str, scores: list[Score]) -> list[Rank]:
    """Each site's place in a group."""
    found = places(values(scores), errors(scores), run.seed)
    return [
        Rank(run.id, s.site, group, place.rank, place.low, place.high, len(scores), place.alike)
        for s, place in zip(scores, found, strict=True)
    ]


def tier(run: Run, group: str, scores: list[Score]) -> Tier:
    """Whether a group falls into two; sites at exactly 100 are counted and left out of the tests.

    Means of tiers are told only where there are tiers.
    """
    x = values(scores)
    inner = x[x < 100]
    perfect = len(x) - len(inner)
    told = humps(inner, run.seed)
    if told is None:
        return Tier(run.id, group, "", len(x), perfect)
    has_tiers = told.status in ("S1", "S2")
    return Tier(
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
        told.lower_mean if has_tiers else None,
        told.upper_mean if has_tiers else None,
    )


def gaps(run: Run, group: str, scores: list[Score], residents: Floats) -> list[Gap]:
    """The gap figures of a group of two sites or more."""
    if len(scores) < 2:
        return []
    figures = gap(values(scores), errors(scores), residents, run.seed)
    return [Gap(run.id, group, name, *figure, len(scores)) for name, figure in figures.items()]


def explained(
    store: Store, score: Score, look: Look, items: Mapping[str, str]
) -> Iterator[Loss | Index]:
    """What each group of faults costs a site, and its indices for citizens and businesses."""
    told = read_told(store, {"run": score.run, "site": score.site}, items)
    yield from explain(score, look.sample, look.found)
    yield from indices(score, look.sample, list(told), items)


def read_items(store: Store, run: Run) -> dict[str, str]:
    """The checks of the pillars beside access that were judged anywhere, each with its pillar."""
    known = pillar_cards(store.read(Card, run=run.id))
    if not known:
        return {}
    told = {t.check for t in read_told(store, {"run": run.id}, known)}
    return {check: pillar for check, pillar in known.items() if check in told}


def read_told(store: Store, where: Mapping[str, str], items: Mapping[str, str]) -> Iterator[Told]:
    """What the pillars' checks said; a failure that is not sure cannot be told."""
    if not items:
        return
    sure = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN}
    found = store.read(Finding, **where, **sure, check=tuple(items))
    failed = {(f.site, f.url, f.viewport, f.check) for f in found}
    for j in store.read(Judged, **where):
        for check in items:
            if (j.site, j.url, j.viewport, check) in failed:
                yield Told(check, j.url, Outcome.FAILED)
            elif check in j.passed:
                yield Told(check, j.url, Outcome.PASSED)
            elif check in (*j.failed, *j.cant_tell, *j.inapplicable):
                yield Told(check, j.url, Outcome.CANT_TELL)


def losses_with_ranks(store: Store, run: Run, scores: list[Score]) -> Iterator[Loss]:
    """The losses of the sites that have a rank, with the rank that mending each would give."""
    number = {s.site: n for n, s in enumerate(scores)}
    told = [loss for loss in store.read(Loss, run=run.id) if loss.site in number]
    if not told:
        return
    imagined = Imagined(
        np.array([number[loss.site] for loss in told]),
        np.array([loss.value for loss in told], float),
        np.array([loss.se for loss in told], float),
    )
    found = places_if(values(scores), errors(scores), imagined, run.seed)
    for loss, (rank, low, high) in zip(told, found, strict=True):
        yield replace(loss, rank=rank, rank_low=low, rank_high=high)


def read_wave(store: Store, run: Run) -> Wave:
    """A survey, to be compared with another; a site's findings are read when asked for."""
    scores = {s.site: s for s in store.read(Score, run=run.id)}
    profile = next((s.profile for s in scores.values()), PROFILE)
    cards = scored_cards(store.read(Card, run=run.id), profile)
    return Wave(
        store.path,
        run,
        {site.code: site for site in store.read(Site, run=run.id)},
        scores,
        {rank.site: rank for rank in store.read(Rank, run=run.id, group="all")},
        cards,
        lambda code: read_look(store, {"run": run.id, "site": code}, cards),
    )


def read_look(store: Store, where: Mapping[str, str], cards: Mapping[str, Card]) -> Look:
    """A site's pages with their marks, and what counted on them."""
    pages = tuple(store.read(Page, **where, part=("key", "random", "reserve")))
    page_marks = tuple(store.read(Mark, **where))
    sure = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN}
    findings = store.read(Finding, **where, **sure, check=tuple(cards))
    return Look(Sample(pages, page_marks), pieces(page_marks, findings, cards))
