"""Pillars T and F of the indices from what was judged of a body's services: arithmetic only.

T, of citizens and of businesses apart, is the mean over the tasks of that audience that the body
has, those that an index counts. A task that was found is the mean of what is known of it:

* it is three clicks from home or nearer, or the site's own search leads to it;
* it is done online (steps 4 and 5), or begun there (3, a half);
* its page is HTML, has the five facts (a fifth each), a telephone and one way more to ask (a half
  each), and a date of the last thirteen months;
* no blocking barrier stands on it, where it was measured.

Of a task at a competent office, or behind a link alone, only the first (and the second) is asked.
A task that was not found within the effort is 0; one that is untested is in no mean, and where more
than a fifth are, there is no T. F is the share of the marks of trust that passed, of those tested.

A detector counts from where it has reached its bar (`ServiceDetector.passes`). Until the one that
finds tasks has, T is on trial: it is shown, weighs nothing, and makes no index. So is F.
"""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from minna.records import Outcome, ServiceDetector, TaskOutcome, TrustOutcome

AUDIENCES = {"citizens": "citizen", "businesses": "business"}
"""The audiences of the indices, by the words of the tasks."""
NEAR = 3
"""Clicks from the home page."""
FRESH_DAYS = 396
"""Thirteen months."""
BY_STEP = {3: 0.5, 4: 1.0, 5: 1.0}
FIVE = 5
ASK_MORE = frozenset({"form", "email", "contact_form"})
LEAST_TESTED = 0.8
FINDS_TASKS, FINDS_TRUST = "task", "trust"


@dataclass(frozen=True, slots=True)
class ServicePillar:
    """A pillar of one site from 0 to 100; on trial where its detectors have not reached a bar."""

    value: float
    se: float = 0.0
    is_trial: bool = False


@dataclass(frozen=True, slots=True)
class ServicePillars:
    """T by audience, and F, as far as they could be measured."""

    task: Mapping[str, ServicePillar] = field(default_factory=dict)
    trust: ServicePillar | None = None


NO_PILLARS = ServicePillars()


def service_pillars(
    tasks: Collection[TaskOutcome],
    marks: Collection[TrustOutcome],
    detectors: Iterable[ServiceDetector],
    today: date,
    blocking: Mapping[str, bool],
) -> ServicePillars:
    """The pillars of one site; `blocking` are its measured pages, and whether they block."""
    passing = {detector.id for detector in detectors if detector.passes}
    by_audience = {
        audience: pillar
        for audience, word in AUDIENCES.items()
        if (
            pillar := task_pillar(
                [t for t in tasks if t.audience == word], passing, today, blocking
            )
        )
    }
    return ServicePillars(by_audience, trust_pillar(marks, passing))


def task_pillar(
    tasks: Iterable[TaskOutcome],
    passing: Collection[str],
    today: date,
    blocking: Mapping[str, bool],
) -> ServicePillar | None:
    """T of one audience; None where too few of its tasks were tested."""
    counted = [task for task in tasks if task.in_index]
    tested = [task for task in counted if task.outcome != "untested"]
    if not counted or len(tested) < LEAST_TESTED * len(counted):
        return None
    is_trial = FINDS_TASKS not in passing
    values = []
    for task in tested:
        marks = [
            value
            for detector, value in task_marks(task, today, blocking)
            if is_trial or detector in passing
        ]
        values.append(math.fsum(marks) / len(marks) if marks else 0.0)
    mean = math.fsum(values) / len(values)
    untested = 1 - len(tested) / len(counted)
    return ServicePillar(100 * mean, 100 * share_error(mean, len(values), untested), is_trial)


def share_error(mean: float, n: int, unmeasured: float) -> float:
    """The binomial error of a mean where some share of what it is about was not measured.

    >>> share_error(0.5, 4, 0.0), share_error(0.5, 4, 1.0)
    (0.0, 0.25)
    """
    return math.sqrt(mean * (1 - mean) * unmeasured / n)


def task_marks(
    task: TaskOutcome, today: date, blocking: Mapping[str, bool]
) -> Iterator[tuple[str, float]]:
    """What is known of a task from 0 to 1, each with the detector that it rests on."""
    if task.outcome == "not_found":
        yield FINDS_TASKS, 0.0
        return
    is_near = task.via == "site_search" or (task.clicks is not None and task.clicks <= NEAR)
    yield FINDS_TASKS, float(is_near)
    if task.outcome == "elsewhere" and task.step <= 1:
        return
    yield "ladder", BY_STEP.get(task.step, 0.0)
    if not task.is_answer:
        return
    yield FINDS_TASKS, float(task.format == "page")
    yield "facts", len(set(task.facts)) / FIVE
    yield "contact", (("phone" in task.contact) + bool(ASK_MORE & set(task.contact))) / 2
    yield "updated", float(is_fresh(task.updated, today))
    if task.url in blocking:
        yield FINDS_TASKS, float(not blocking[task.url])


def is_fresh(updated: str, today: date) -> bool:
    """Whether a page names a day of its own that is not long past."""
    try:
        return (today - date.fromisoformat(updated)).days <= FRESH_DAYS
    except ValueError:
        return False


def trust_pillar(marks: Iterable[TrustOutcome], passing: Collection[str]) -> ServicePillar | None:
    """F; None where too few marks were tested."""
    counted = [mark for mark in marks if mark.outcome != Outcome.INAPPLICABLE]
    tested = [m for m in counted if m.outcome in (Outcome.PASSED, Outcome.FAILED)]
    if not counted or len(tested) < LEAST_TESTED * len(counted):
        return None
    share = sum(mark.outcome == Outcome.PASSED for mark in tested) / len(tested)
    return ServicePillar(100 * share, is_trial=FINDS_TRUST not in passing)
