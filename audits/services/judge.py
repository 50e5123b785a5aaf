"""All that is said of one body's services, from what a search has stored: pure, nobody is visited.

A judgement keeps the line that shows it, its address, and how sure it is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from audits.services.bodies import context_of, country_of
from audits.services.claim_comparison import Failing, compare
from audits.services.document import ServiceDocument
from audits.services.duty_outcomes import DutyPage, claims_of, duty_outcomes
from audits.services.duty_search import search_duties
from audits.services.facts import Context, Fact, detect_all
from audits.services.kept_answers import KeptAnswers
from audits.services.task_search import Reading, searching
from audits.services.tasks import Task
from audits.services.trust_outcomes import trust_outcomes
from audits.services.vendors import load as load_products
from audits.services.vendors import shape
from minna.records import (
    ClaimComparison,
    ServiceFact,
    ServicePage,
    ServiceSearch,
    Site,
    SiteProduct,
    TaskFound,
    TaskOutcome,
)
from minna.task_search import ListedPage, as_tested, carried_through

DUTIES_OF = frozenset({"jp"})
"""Countries whose bodies have these duties."""
FOUND = frozenset({"found", "elsewhere"})


@dataclass(frozen=True)
class SiteEvidence:
    """What is stored of a site: its search, and what the audit measured beside it."""

    site: Site
    search: ServiceSearch
    home: str
    pages: tuple[ServicePage, ...]
    listed: tuple[ListedPage, ...]
    found: tuple[TaskFound, ...]  # as the search itself said
    is_own: Callable[[str], bool]
    failing: tuple[Failing, ...] = ()
    tested: int = 0
    measured: date | None = None
    today: date = date.min


@dataclass(frozen=True)
class SiteJudgement:
    """The records of a site, and the forms of its addresses by which products are compared."""

    records: tuple[Any, ...]
    shape: frozenset[str] = frozenset()
    has_product: bool = False


def judge_site(evidence: SiteEvidence, *, again: bool) -> SiteJudgement:
    """Judge a site; with `again` the search is carried through anew, by the words of today."""
    kept = KeptAnswers(evidence.pages)
    context = context_of(evidence.site)
    found = searched_again(evidence, kept) if again else evidence.found
    home = kept.document(evidence.home)
    home_page = kept.page(evidence.home)
    is_complete = evidence.search.status == "ok" and home is not None
    task_pages = dict(pages_of_tasks(found, kept, context))
    duty_pages: list[DutyPage] = []
    if home is not None and country_of(evidence.site) in DUTIES_OF:
        duty_pages = list(pages_of_duties(home, kept, evidence, context))
    facts = [fact for _, _, facts in task_pages.values() for fact in facts]
    facts += [fact for page in duty_pages for fact in page.facts]
    facts += detect_all(home, context) if home is not None else ()
    records: list[Any] = [*found]
    records += task_outcomes(evidence.site, found, task_pages, context)
    records += stored_facts(evidence.site, facts)
    if country_of(evidence.site) in DUTIES_OF:
        records += duty_outcomes(evidence.site, duty_pages, evidence.today, is_complete=is_complete)
        records += claim_comparisons(evidence, duty_pages)
    if home is None or home_page is None:
        return SiteJudgement(tuple(records))
    records += trust_outcomes(evidence.site, home, home_page, evidence.pages, facts, evidence.today)
    product = product_of(evidence.site, facts)
    return SiteJudgement(
        (*records, *([product] if product else ())),
        shape(home.markup),
        has_product=product is not None,
    )


def searched_again(evidence: SiteEvidence, kept: KeptAnswers) -> tuple[TaskFound, ...]:
    """What the search says of tasks when it is carried through over what is stored."""
    search = searching(evidence.site, evidence.home, evidence.is_own, evidence.listed, Reading())
    searched = carried_through(search, kept.answer)
    return tuple(as_tested(searched.tasks, is_stopped=evidence.search.status != "ok"))


TaskPage = tuple[ServiceDocument, str, tuple[Fact, ...]]
"""A page that answers tasks: its document, its kind, its facts."""


def pages_of_tasks(
    found: Iterable[TaskFound], kept: KeptAnswers, context: Context
) -> Iterator[tuple[str, TaskPage]]:
    """The pages that answer tasks, by their addresses, each judged once."""
    urls = dict.fromkeys(task.url for task in found if task.outcome in FOUND and task.url)
    for url in urls:
        answer = kept.answer(url)
        if answer is not None and isinstance(answer.document, ServiceDocument):
            facts = tuple(detect_all(answer.document, context))
            yield url, (answer.document, answer.page.kind, facts)


def task_outcomes(
    site: Site,
    found: Iterable[TaskFound],
    pages: dict[str, TaskPage],
    context: Context,
) -> Iterator[TaskOutcome]:
    """A record for each task of the catalogue that the body has."""
    for one in found:
        task: Task | None = context.catalogue.tasks.get(one.task)
        if task is None:
            continue  # of a catalogue of an earlier version
        outcome = TaskOutcome(
            site.run,
            site.code,
            one.task,
            task.audience,
            task.is_in_index,
            one.outcome,
            one.step,
            one.url,
            clicks=one.clicks,
            pages_read=one.pages_read,
            via=one.via,
            quote=one.quote,
            confidence=one.confidence,
            office=one.office,
        )
        page = pages.get(one.url)
        yield with_facts(outcome, *page) if page else outcome


def with_facts(
    outcome: TaskOutcome, document: ServiceDocument, kind: str, facts: Sequence[Fact]
) -> TaskOutcome:
    """The outcome with what its page tells, if the page itself serves the task."""

    def values(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fact.value for fact in facts if fact.kind == name))

    outcome = replace(outcome, title=document.title, format=kind)
    if outcome.task not in values("task"):
        return outcome
    return replace(
        outcome,
        is_answer=True,
        channels=values("channel"),
        store=outcome.task in values("store"),
        systems=(*values("system"), *values("unknown_system")),
        refusals=values("refusal"),
        paper=values("paper"),
        formats=values("format"),
        facts=values("fact"),
        contact=values("contact"),
        language=next(iter(values("page_language")), ""),
        updated=next(iter(values("updated")), ""),
    )


def pages_of_duties(
    home: ServiceDocument, kept: KeptAnswers, evidence: SiteEvidence, context: Context
) -> Iterator[DutyPage]:
    """The pages and files that the search for duties reads."""
    search = search_duties(home, evidence.is_own, context, evidence.listed, kept.read_pages())
    clicks = carried_through(search, kept.document)
    for url, far in clicks.items():
        page = kept.by_key(url)
        document = kept.document(page.url) if page else None
        if page and document is not None:
            yield DutyPage(document, tuple(detect_all(document, context)), page.kind, far)


def claim_comparisons(
    evidence: SiteEvidence, pages: Sequence[DutyPage]
) -> Iterator[ClaimComparison]:
    """Each claim beside what was measured."""
    site = evidence.site
    rows = compare(claims_of(pages), evidence.failing, evidence.measured, evidence.tested)
    for number, row in enumerate(rows, 1):
        yield ClaimComparison(
            site.run,
            site.code,
            number,
            row.claim.value,
            row.outcome,
            row.criteria,
            dict(row.text),
            row.claim.url,
            row.claim.quote,
        )


def product_of(site: Site, facts: Iterable[Fact]) -> SiteProduct | None:
    """The product that most pages show; None where none shows two signs of one."""
    named = [fact for fact in facts if fact.kind == "vendor"]
    if not named:
        return None
    names = [fact.value for fact in named]
    best = max(dict.fromkeys(names), key=names.count)
    names_of = {product.id: product.name for product in load_products(country_of(site))}
    shown = min(
        (fact for fact in named if fact.value == best), key=lambda fact: fact.confidence != "sure"
    )
    name = names_of.get(best, best)
    return SiteProduct(site.run, site.code, name, shown.confidence, shown.quote, shown.url)


def stored_facts(site: Site, facts: Iterable[Fact]) -> Iterator[ServiceFact]:
    """Facts as records, each once."""
    for fact in dict.fromkeys(facts):
        yield ServiceFact(
            site.run,
            site.code,
            fact.url,
            fact.kind,
            fact.value,
            fact.detector,
            fact.quote,
            fact.confidence,
        )
