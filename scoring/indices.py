"""Two indices, one for citizens and one for businesses, which are never added.

    C = .40·A_C + .35·T_C + .15·M + .10·F          B = .40·A_B + .35·T_B + .15·M + .10·F

A_C and A_B are the site's accessibility score with the key pages of that audience; the random part
is shared. The other pillars come from checks that their metas tag:

* T (task): for each life event (a role of a key page) the mean of what its pages pass, and the mean
  of the events;
  where no check has that pillar, T comes from what was judged of the body's services, and F from
  its marks of trust (`service_pillars.py`);
* M (mobile) and F (trust): the mean of the items, an item being a check, and its score the share of
  the site's pages that pass it (a check of the whole site passes or fails once).

All are from 0 to 100. Only checks whose meta is certain make a pillar: one that might be wrong more
often on some sites than on others would punish these. Outcomes inapplicable and cantTell are in
no mean. A pillar is measured where each of its items that was judged anywhere in the survey was
judged here: to leave out an item that broke could only flatter. A site that lacks a pillar has no
index: the weights of the others are not stretched to fill its place. A pillar on trial has a figure
and is missing all the same; `trial_value` is what the index would be with it.

    SE(C)² = .16·SE(A_C)² + .1225·SE(T_C)²

SE(T) is binomial over the events where pages stand for others, and 0 where all were measured.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from minna.records import AudienceIndex, Certainty, CheckMeta, Outcome, Page, Score
from scoring.estimators import site_estimate
from scoring.service_pillars import NO_PILLARS, ServicePillars
from scoring.site_score import MeasuredSample
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
class CheckVote:
    """What one check of a pillar said of one page, or of the site as a whole."""

    check: str
    url: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Pillar:
    """A pillar of one site from 0 to 100, with its standard error."""

    value: float
    se: float = 0.0
    is_trial: bool = False


def pillar_metas(metas: Iterable[CheckMeta]) -> dict[str, str]:
    """{check: pillar} of the checks that make one."""
    return {
        meta.id: meta.pillar
        for meta in metas
        if meta.pillar in PILLARS and meta.certainty == Certainty.CERTAIN
    }


def indices(
    score: Score,
    sample: MeasuredSample,
    votes: Collection[CheckVote],
    pillar_checks: Mapping[str, str],
    p: Parameters = PARAMETERS,
    services: ServicePillars = NO_PILLARS,
) -> list[AudienceIndex]:
    """Both indices of a site that has a score.

    `pillar_checks` are the checks judged anywhere in the survey, each with its pillar; `votes` are
    their outcomes on this site, without the untested ones.
    """
    judged = {t.check for t in votes}
    complete = {
        name: (required := {check for check, pillar in pillar_checks.items() if pillar == name})
        <= judged
        and bool(required)
        for name in PILLARS
    }
    passed = pass_rates(votes)
    shared = {
        name: item_mean(passed, {c for c, pillar in pillar_checks.items() if pillar == name})
        if complete[name]
        else None
        for name in ("mobile", "trust")
    }
    tasks = {check for check, pillar in pillar_checks.items() if pillar == "task"}
    indices = []
    for audience, events in EVENTS.items():
        task = event_mean(passed, tasks, sample.pages, events) if complete["task"] else None
        pillars = shared | {"task": task}
        judged_services = {"task": services.task.get(audience), "trust": services.trust}
        pillars |= {
            name: Pillar(pillar.value, pillar.se, pillar.is_trial)
            for name, pillar in judged_services.items()
            if pillar and name not in pillar_checks.values()
        }
        if (index := one_index(score, sample, audience, pillars, p)) is not None:
            indices.append(index)
    return indices


def one_index(
    score: Score,
    sample: MeasuredSample,
    audience: str,
    pillars: Mapping[str, Pillar | None],
    p: Parameters,
) -> AudienceIndex | None:
    """One audience's index; none where nothing of its access was measured."""
    own = for_audience(sample, audience)
    access = site_estimate(own.key("score"), own.strata("score"), p)
    if access is None:
        return None
    half_width = access.half_width
    values = {name: pillar.value for name, pillar in pillars.items() if pillar}
    trial = tuple(n for n in PILLARS if (pillar := pillars[n]) is not None and pillar.is_trial)
    index = AudienceIndex(
        score.run,
        score.site,
        audience,
        access.mean,
        max(0.0, access.mean - half_width),
        min(100.0, access.mean + half_width),
        **values,
        missing=tuple(name for name in PILLARS if name not in values or name in trial),
        trial=trial,
    )
    task = pillars["task"]
    if len(values) < len(PILLARS) or task is None:
        return index
    value = p.pillar_weights["access"] * access.mean + sum(
        p.pillar_weights[name] * values[name] for name in PILLARS
    )
    if trial:
        return replace(index, trial_value=value)
    se = math.hypot(p.pillar_weights["access"] * access.se, p.pillar_weights["task"] * task.se)
    half_width = replace(access, se=se).half_width
    return replace(
        index,
        value=value,
        low=max(0.0, value - half_width),
        high=min(100.0, value + half_width),
        se=se,
    )


def for_audience(sample: MeasuredSample, audience: str) -> MeasuredSample:
    """The sample without the key pages that only another audience comes for."""
    others = frozenset[str]().union(*(e for name, e in EVENTS.items() if name != audience))
    excluded = {
        page.url for page in sample.pages if page.sample_part == "key" and page.role in others
    }
    return replace(
        sample,
        pages=tuple(page for page in sample.pages if page.url not in excluded),
        page_scores=tuple(
            page_score for page_score in sample.page_scores if page_score.url not in excluded
        ),
    )


def pass_rates(votes: Iterable[CheckVote]) -> dict[tuple[str, str], float]:
    """{(check, address): 1 or 0}: passed if it passed through every viewport that it applies to."""
    passed_on: dict[tuple[str, str], float] = {}
    for vote in votes:
        if vote.outcome in (Outcome.PASSED, Outcome.FAILED):
            passed = float(vote.outcome == Outcome.PASSED)
            passed_on[vote.check, vote.url] = min(
                passed_on.get((vote.check, vote.url), 1.0), passed
            )
    return passed_on


def item_mean(passed: Mapping[tuple[str, str], float], checks: Collection[str]) -> Pillar | None:
    """The mean of the items that apply, an item being the share of the pages that pass it."""
    by_check: dict[str, list[float]] = defaultdict(list)
    for (check, _), value in passed.items():
        if check in checks:
            by_check[check].append(value)
    if not by_check:
        return None
    return Pillar(100 * math.fsum(math.fsum(v) / len(v) for v in by_check.values()) / len(by_check))


def event_mean(
    passed: Mapping[tuple[str, str], float],
    checks: Collection[str],
    pages: Iterable[Page],
    events: Collection[str],
) -> Pillar | None:
    """The mean over an audience's events; binomial error for events whose page was not measured."""
    roles = {
        page.url: page.role for page in pages if page.sample_part == "key" and page.role in events
    }
    by_event: dict[str, list[float]] = defaultdict(list)
    for (check, url), value in passed.items():
        if check in checks and url in roles:
            by_event[roles[url]].append(value)
    if not by_event:
        return None
    mean = math.fsum(math.fsum(v) / len(v) for v in by_event.values()) / len(by_event)
    unmeasured_share = 1 - len(by_event) / len(set(roles.values()))
    return Pillar(100 * mean, 100 * math.sqrt(mean * (1 - mean) * unmeasured_share / len(by_event)))
