"""Read findings, write marks, scores, ranks, tiers and gaps: all that touches the record book."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from minna.records import (
    Card,
    Certainty,
    Evidence,
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
from scoring.gap import gap
from scoring.groups import described_in, ranked_in
from scoring.marks import marks
from scoring.measured import counting, measured_pages, ran
from scoring.posterior import Floats
from scoring.ranking import places
from scoring.standing import Sample, scored, unscored
from scoring.tiers import humps
from scoring.weights import PROFILE, SCORED_LEVELS, VIEWPORTS, profile_criteria

MADE = (Mark, Score, Rank, Tier, Gap)


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
    scores = []
    for frame in list(store.read(Frame, run=run.id)):
        found, page_marks = score_site(store, frame, measured[frame.site], cards, profile)
        store.save([*page_marks, found])
        scores.append(found)
    compare(store, run, [s for s in scores if s.status == "ok"])


def scored_cards(cards: Iterable[Card], profile: str) -> dict[str, Card]:
    """The cards whose sure failures count: those of the profile's A and AA criteria."""
    wanted = profile_criteria(profile)
    return {c.id: c for c in cards if c.criterion in wanted and c.level in SCORED_LEVELS}


def read_measured(store: Store, run: Run, cards: Mapping[str, Card]) -> dict[str, set[str]]:
    """{site: addresses measured}; checks that are at best likely right are not asked for."""
    sure = {card.id for card in cards.values() if card.certainty == Certainty.CERTAIN}
    touching = {card.id for card in cards.values() if card.touches}
    keys = {(page.site, page.url) for page in store.read(Page, run=run.id, part="key")}
    visits = list(ran(store.read(Judged, run=run.id, viewport=VIEWPORTS), sure, touching, keys))
    return measured_pages(visits, counting(visits, touching))


def score_site(
    store: Store, frame: Frame, measured: set[str], cards: Mapping[str, Card], profile: str
) -> tuple[Score, list[Mark]]:
    """One site's score and its pages' marks, from the record book."""
    if frame.status != "ok":
        return unscored(frame, profile), []
    where = {"run": frame.run, "site": frame.site}
    pages = tuple(store.read(Page, **where, part=("key", "random", "reserve")))
    drawn = [page for page in pages if page.part != "reserve"]
    missed = [page.url for page in drawn if page.url not in measured]
    failed = sum(store.count(Evidence, **where, url=url) > 0 for url in missed)
    findings = store.read(Finding, **where, check=tuple(cards))
    made = list(marks((page for page in drawn if page.url in measured), findings, cards))
    sample = Sample(pages, tuple(made), failed, len(missed) - failed)
    return scored(frame, sample, profile), made


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
