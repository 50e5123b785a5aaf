"""Two indices, one for citizens and one for businesses, which are never added.

    C = .40·A_C + .35·T_C + .15·M + .10·F          B = .40·A_B + .35·T_B + .15·M + .10·F

A_C and A_B are the site's accessibility score with the key pages of that audience; the random part
is shared. The other pillars come from checks that their cards tag:

* T (task): for each life event (a role of a key page) the mean of what its pages pass, and the mean
  of the events;
* M (mobile) and F (trust): the mean of the items, an item being a check, and its score the share of
  the site's pages that pass it (a check of the whole site passes or fails once).

All are from 0 to 100. Only checks whose card is certain make a pillar: one that might be wrong more
often on some sites than on others would punish these. What does not apply or cannot be told is in
no mean. A pillar is measured where each of its items that was judged anywhere in the survey was
judged here: to leave out an item that broke could only flatter. A site that lacks a pillar has no
index: the weights of the others are not stretched to fill its place.

    SE(C)² = .16·SE(A_C)² + .1225·SE(T_C)²

SE(T) is binomial over the events where pages stand for others, and 0 where all were measured.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from minna.records import AudienceIndex, Certainty, CheckMeta, Outcome, Page, Score
from scoring.sites import site_estimate
from scoring.standing import Sample
from scoring.weights import PARAMETERS, Parameters

EVENTS: dict[str, frozenset[str]] = {
    "citizens": frozenset(
        {"disability", "elderly", "moving", "childcare", "garbage", "certificates", "tax", "health"}
    ),
    "businesses": frozenset({"business", "tender"}),
}
"""Life events by the audience that comes for them; pages of every other role serve both."""
PILLARS = ("task", "mobile", "trust")


@dataclass(frozen=True, slots=True)
class Told:
    """What one check of a pillar said of one page, or of the site as a whole."""

    check: str
    url: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar of one site from 0 to 100, with its standard error."""

    value: float
    se: float = 0.0


def pillar_cards(cards: Iterable[CheckMeta]) -> dict[str, str]:
    """{check: pillar} of the checks that make one."""
    return {
        card.id: card.pillar
        for card in cards
        if card.pillar in PILLARS and card.certainty == Certainty.CERTAIN
    }


def indices(
    score: Score,
    sample: Sample,
    told: Collection[Told],
    items: Mapping[str, str],
    p: Parameters = PARAMETERS,
) -> list[AudienceIndex]:
    """Both indices of a site that has a score.

    `items` are the checks judged anywhere in the survey, each with its pillar; `told` is what they
    said of this site, untested left out.
    """
    judged = {t.check for t in told}
    complete = {
        name: (wanted := {check for check, pillar in items.items() if pillar == name}) <= judged
        and bool(wanted)
        for name in PILLARS
    }
    passed = pass_rates(told)
    shared = {
        name: item_mean(passed, {c for c, pillar in items.items() if pillar == name})
        if complete[name]
        else None
        for name in ("mobile", "trust")
    }
    tasks = {check for check, pillar in items.items() if pillar == "task"}
    made = []
    for audience, events in EVENTS.items():
        task = event_mean(passed, tasks, sample.pages, events) if complete["task"] else None
        if (index := one_index(score, sample, audience, shared | {"task": task}, p)) is not None:
            made.append(index)
    return made


def one_index(
    score: Score,
    sample: Sample,
    audience: str,
    pillars: Mapping[str, Pillar | None],
    p: Parameters,
) -> AudienceIndex | None:
    """One audience's index; none where nothing of its access was measured."""
    own = for_audience(sample, audience)
    access = site_estimate(own.key("score"), own.strata("score"), p)
    if access is None:
        return None
    half = access.half
    values = {name: pillar.value for name, pillar in pillars.items() if pillar}
    made = AudienceIndex(
        score.run,
        score.site,
        audience,
        access.mean,
        max(0.0, access.mean - half),
        min(100.0, access.mean + half),
        **values,
        missing=tuple(name for name in PILLARS if name not in values),
    )
    task = pillars["task"]
    if made.missing or task is None:
        return made
    value = p.mix["access"] * access.mean + sum(p.mix[name] * values[name] for name in PILLARS)
    se = math.hypot(p.mix["access"] * access.se, p.mix["task"] * task.se)
    half = replace(access, se=se).half
    return replace(
        made, value=value, low=max(0.0, value - half), high=min(100.0, value + half), se=se
    )


def for_audience(sample: Sample, audience: str) -> Sample:
    """The sample without the key pages that only another audience comes for."""
    others = frozenset[str]().union(*(e for name, e in EVENTS.items() if name != audience))
    strangers = {page.url for page in sample.pages if page.part == "key" and page.role in others}
    return replace(
        sample,
        pages=tuple(page for page in sample.pages if page.url not in strangers),
        marks=tuple(mark for mark in sample.marks if mark.url not in strangers),
    )


def pass_rates(told: Iterable[Told]) -> dict[tuple[str, str], float]:
    """{(check, address): 1 or 0}: passed if it passed through every viewport that it applies to."""
    found: dict[tuple[str, str], float] = {}
    for t in told:
        if t.outcome in (Outcome.PASSED, Outcome.FAILED):
            passed = float(t.outcome == Outcome.PASSED)
            found[t.check, t.url] = min(found.get((t.check, t.url), 1.0), passed)
    return found


def item_mean(passed: Mapping[tuple[str, str], float], checks: Collection[str]) -> Pillar | None:
    """The mean of the items that apply, an item being the share of the pages that pass it."""
    found: dict[str, list[float]] = defaultdict(list)
    for (check, _), value in passed.items():
        if check in checks:
            found[check].append(value)
    if not found:
        return None
    return Pillar(100 * math.fsum(math.fsum(v) / len(v) for v in found.values()) / len(found))


def event_mean(
    passed: Mapping[tuple[str, str], float],
    checks: Collection[str],
    pages: Iterable[Page],
    events: Collection[str],
) -> Pillar | None:
    """The mean over an audience's events; binomial error for events whose page was not measured."""
    roles = {page.url: page.role for page in pages if page.part == "key" and page.role in events}
    found: dict[str, list[float]] = defaultdict(list)
    for (check, url), value in passed.items():
        if check in checks and url in roles:
            found[roles[url]].append(value)
    if not found:
        return None
    mean = math.fsum(math.fsum(v) / len(v) for v in found.values()) / len(found)
    unseen = 1 - len(found) / len(set(roles.values()))
    return Pillar(100 * mean, 100 * math.sqrt(mean * (1 - mean) * unseen / len(found)))
