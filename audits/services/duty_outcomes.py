"""Policy, test result and evaluation of a body: found where, and what stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from audits.services.ageing import is_past, is_stale
from audits.services.claim_comparison import Claimed
from audits.services.detectors.duties import EVALUATION, POLICY, RESULT
from audits.services.document import ServiceDocument
from audits.services.facts import SURE, Fact
from minna.records import DutyOutcome, Site

DUTIES = (POLICY, RESULT, EVALUATION)
FAR = 99
STATED = {
    POLICY: ("claim", "deadline"),
    RESULT: ("claim", "tested", "sample"),
    EVALUATION: ("points",),
}
"""Kinds of facts by which a page that is a duty's is told from one that only names it."""


@dataclass(frozen=True, slots=True)
class DutyPage:
    """A page or file that was read for duties: its facts, kind, and clicks from home."""

    document: ServiceDocument
    facts: tuple[Fact, ...]
    format: str
    clicks: int | None

    def values(self, kind: str) -> tuple[str, ...]:
        """The values of its facts of a kind, each once."""
        return tuple(dict.fromkeys(fact.value for fact in self.facts if fact.kind == kind))

    def of(self, duty: str) -> Fact | None:
        """The fact that the page is a duty's, or leads to it."""
        found = (fact for fact in self.facts if fact.kind == "duty" and fact.value == duty)
        return min(found, key=lambda fact: fact.confidence != SURE, default=None)


def duty_outcomes(
    site: Site, pages: Sequence[DutyPage], today: date, *, is_complete: bool
) -> Iterator[DutyOutcome]:
    """One record for each duty; `is_complete`: the search was not stopped."""
    for duty in DUTIES:
        page = best_page(pages, duty)
        if page is None:
            outcome = "not_found" if is_complete else "untested"
            yield DutyOutcome(site.run, site.code, duty, outcome)
            continue
        fact = page.of(duty)
        assert fact
        deadline = max(page.values("deadline"), default="") if duty == POLICY else ""
        stated = max(page.values("stated"), default="")
        tested = max(page.values("tested"), default="") if duty != POLICY else ""
        last = max(filter(None, (tested.rpartition(" ")[2], stated)), default="")
        last = last or page.document.updated
        yield DutyOutcome(
            site.run,
            site.code,
            duty,
            "found",
            page.document.url,
            page.clicks,
            page.format,
            fact.quote,
            fact.confidence,
            claims=page.values("claim"),
            standards=page.values("standard"),
            deadline=deadline,
            is_past=past(deadline, today),
            stated=stated,
            tested=tested,
            last=last,
            is_stale=duty != POLICY and stale(last, today),
            sample=next(iter(page.values("sample")), ""),
            points=next(iter(page.values("points")), ""),
            contradictions=page.values("contradiction"),
        )


def best_page(pages: Sequence[DutyPage], duty: str) -> DutyPage | None:
    """The page that is surely the duty's; of several the one that states most, then the nearest."""
    found = [(page, fact) for page in pages if (fact := page.of(duty))]

    def order(one: tuple[DutyPage, Fact]) -> tuple[bool, int, int]:
        page, fact = one
        stated = sum(bool(page.values(kind)) for kind in STATED[duty])
        return fact.confidence != SURE, -stated, page.clicks or FAR

    return min(found, key=order)[0] if found else None


def past(day: str, today: date) -> bool:
    """Whether there is a day, and it has passed."""
    read = day_of(day)
    return read is not None and is_past(read, today)


def stale(day: str, today: date) -> bool:
    """Whether there is a day, and what is of it is older than 24 months."""
    read = day_of(day)
    return read is not None and is_stale(read, today)


def day_of(text: str) -> date | None:
    """A day in ISO form, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def claims_of(pages: Sequence[DutyPage]) -> list[Claimed]:
    """The claims of all pages, each once, with the standards and the day of their pages."""
    claims: dict[str, Claimed] = {}
    for page in pages:
        days = page.values("stated") or page.values("tested")
        day = day_of(max(days, default="").rpartition(" ")[2])
        for fact in page.facts:
            if fact.kind == "claim":
                claims.setdefault(
                    fact.value,
                    Claimed(fact.value, page.values("standard"), day, fact.url, fact.quote),
                )
    return list(claims.values())
