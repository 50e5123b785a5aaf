"""What the survey says of tasks and duties: of one body, and across bodies, audiences apart."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from minna.records import (
    AudienceIndex,
    ClaimComparison,
    DutyOutcome,
    Outcome,
    ServiceDetector,
    ServiceSearch,
    SiteProduct,
    TaskMeta,
    TaskOutcome,
    Tier,
    TrustOutcome,
)
from reports.report_data import SiteEntry, SurveyReport

AUDIENCES = {"citizens": "citizen", "businesses": "business"}
"""Words of the report, and those of the tasks."""
STEPS = (0, 1, 2, 3, 4, 5)
FOUND = frozenset({"found", "elsewhere"})
HUMPS_BELOW = 0.05
"""P-value of the dip test."""
CLAIMED = frozenset({"S1", "S2"})
"""Statuses in which two tiers are claimed."""
DUTIES = ("policy", "result", "evaluation")


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of a site, with its title in each language."""

    outcome: TaskOutcome
    title: dict[str, str]

    @property
    def state(self) -> str:
        """What is said first: a step, or that it lies elsewhere, or was not tested."""
        if self.outcome.outcome == "found":
            return f"step.{self.outcome.step}"
        return "step.0" if self.outcome.outcome == "not_found" else self.outcome.outcome


@dataclass(frozen=True, slots=True)
class SiteServices:
    """All that was judged of one site's services."""

    search: ServiceSearch
    tasks: dict[str, tuple[TaskRow, ...]]  # by audience, those of the index first
    duties: tuple[DutyOutcome, ...]
    claims: tuple[ClaimComparison, ...]
    marks: tuple[TrustOutcome, ...]
    product: SiteProduct | None
    pillars: dict[str, AudienceIndex]  # by audience

    def counts(self, audience: str) -> dict[str, int]:
        """How many tasks of the index were tested, found, and done online (steps 4 and 5)."""
        outcomes = [row.outcome for row in self.tasks[audience] if row.outcome.in_index]
        tested = [one for one in outcomes if one.outcome != "untested"]
        found = [one for one in tested if one.outcome in FOUND]
        online = [one for one in found if one.step >= 4]
        return {"of": len(tested), "found": len(found), "online": len(online)}


@dataclass(frozen=True, slots=True)
class TaskShares:
    """How many bodies stand on each step of a task."""

    meta: TaskMeta
    steps: tuple[int, ...]  # bodies on the steps 0 to 5
    elsewhere: int
    untested: int

    @property
    def of(self) -> int:
        """Bodies that were tested."""
        return sum(self.steps) + self.elsewhere

    def share(self, step: int) -> float:
        """Share of the tested bodies on a step, 0 to 1."""
        return self.steps[step] / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class DutyShares:
    """How many bodies publish a duty, and how many of these are past or stale."""

    duty: str
    found: int
    of: int
    is_old: int


@dataclass(frozen=True, slots=True)
class ServicesAcross:
    """Tasks and duties of all bodies that were searched."""

    sites: int
    tasks: dict[str, tuple[TaskShares, ...]]
    duties: tuple[DutyShares, ...]
    detectors: tuple[ServiceDetector, ...]
    shapes: dict[str, Tier]  # of T, by audience, where there were enough bodies to ask
    has_tiers: bool | None = None  # of the scores of accessibility; None where not asked

    def has_humps(self, audience: str) -> bool:
        """Whether the bodies' T has two humps, by the dip test."""
        p = self.shapes[audience].dip_p
        return p is not None and p < HUMPS_BELOW

    @property
    def is_trial(self) -> bool:
        """Whether the detector of tasks has not reached its bar."""
        return not any(one.id == "task" and one.passes for one in self.detectors)


def site_services(report: SurveyReport, entry: SiteEntry) -> SiteServices | None:
    """What was judged of a site; None where it was not searched."""
    where = {"run": report.run.id, "site": entry.site.code}
    search = report.store.get(ServiceSearch, **where)
    outcomes = list(report.store.read(TaskOutcome, **where))
    if search is None or not outcomes:
        return None
    metas = task_metas(report)
    rows = sorted(
        (TaskRow(one, metas[one.task].title) for one in outcomes if one.task in metas),
        key=lambda row: (not row.outcome.in_index, metas[row.outcome.task].number),
    )
    duties = {duty.duty: duty for duty in report.store.read(DutyOutcome, **where)}
    return SiteServices(
        search,
        {
            name: tuple(row for row in rows if row.outcome.audience == word)
            for name, word in AUDIENCES.items()
        },
        tuple(duties[duty] for duty in DUTIES if duty in duties),
        tuple(report.store.read(ClaimComparison, **where)),
        tuple(report.store.read(TrustOutcome, **where)),
        report.store.get(SiteProduct, **where),
        {index.audience: index for index in report.store.read(AudienceIndex, **where)},
    )


def task_metas(report: SurveyReport) -> dict[str, TaskMeta]:
    """The tasks of the survey by their ids."""
    return {meta.id: meta for meta in report.store.read(TaskMeta, run=report.run.id)}


def services_across(report: SurveyReport) -> ServicesAcross | None:
    """What was judged of all sites; None where none was searched."""
    run = report.run.id
    by_task: dict[str, Counter[str | int]] = {}
    for outcome in report.store.read(TaskOutcome, run=run):
        key = outcome.step if outcome.outcome in ("found", "not_found") else outcome.outcome
        by_task.setdefault(outcome.task, Counter())[key] += 1
    if not by_task:
        return None
    metas = sorted(task_metas(report).values(), key=lambda m: (not m.in_index, m.number))
    shares = [
        TaskShares(
            meta,
            tuple(by_task[meta.id][step] for step in STEPS),
            by_task[meta.id]["elsewhere"],
            by_task[meta.id]["untested"],
        )
        for meta in metas
        if meta.id in by_task
    ]
    return ServicesAcross(
        report.store.count(ServiceSearch, run=run),
        {
            name: tuple(one for one in shares if one.meta.audience == word)
            for name, word in AUDIENCES.items()
        },
        tuple(duty_shares(list(report.store.read(DutyOutcome, run=run)))),
        tuple(report.store.read(ServiceDetector, run=run)),
        {name: tier for name in AUDIENCES if (tier := report.tier(f"task:{name}"))},
        tier.status in CLAIMED if (tier := report.tier()) and tier.status else None,
    )


def duty_shares(outcomes: Sequence[DutyOutcome]) -> Iterator[DutyShares]:
    """Each duty over the bodies where it was looked for."""
    for duty in DUTIES:
        tested = [one for one in outcomes if one.duty == duty and one.outcome != "untested"]
        found = [one for one in tested if one.outcome == "found"]
        if tested:
            is_old = sum(one.is_past or one.is_stale for one in found)
            yield DutyShares(duty, len(found), len(tested), is_old)


def passed_marks(marks: Sequence[TrustOutcome]) -> tuple[int, int]:
    """Marks that passed, and that were tested."""
    tested = [m for m in marks if m.outcome in (Outcome.PASSED, Outcome.FAILED)]
    return sum(mark.outcome == Outcome.PASSED for mark in tested), len(tested)
