"""Judges the services of a run's sites from what the directed search has stored."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from audits.services import validation
from audits.services.bodies import country_of, is_covered
from audits.services.claim_comparison import Failing
from audits.services.judge import SiteEvidence, SiteJudgement, judge_site
from audits.services.tasks import catalogue
from audits.services.vendors import clusters
from minna.records import (
    VIEWPORTS,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    ClaimComparison,
    DutyOutcome,
    Finding,
    Outcome,
    Page,
    Run,
    ServiceDetector,
    ServiceFact,
    ServicePage,
    ServiceSearch,
    Site,
    SiteProduct,
    TaskFound,
    TaskMeta,
    TaskOutcome,
    TrustOutcome,
)
from minna.store import Store
from minna.task_search import home_of, listed_pages

Progress = Callable[[int, int, str], None]
Belongs = Callable[[str, str], bool]
DERIVED = (
    TaskMeta,
    TaskOutcome,
    ServiceFact,
    DutyOutcome,
    ClaimComparison,
    TrustOutcome,
    SiteProduct,
    ServiceDetector,
)
LEVELS = frozenset({"A", "AA"})


def judge_services(
    store: Store, run: Run, *, progress: Progress, belongs: Belongs, again: bool = False
) -> None:
    """Judge every site that was searched; nobody is visited.

    With `again`, each search is carried through anew over what it has stored, so that what is said
    of a task follows the words of today.
    """
    for kind in DERIVED:
        store.delete(kind, run=run.id)
    sites = [site for site in store.read(Site, run=run.id) if is_covered(site)]
    searches = {one.site: one for one in store.read(ServiceSearch, run=run.id)}
    searched = [site for site in sites if is_ended(searches.get(site.code))]
    if not searched:
        return
    store.save(task_metas(run.id, searched))
    store.save(validation.detectors(run.id))
    criteria = criteria_by_check(store, run)
    shapes: dict[str, frozenset[str]] = {}
    for done, site in enumerate(searched, 1):
        judgement = judged(store, run, site, searches[site.code], criteria, belongs, again=again)
        if not judgement.has_product:
            shapes[site.code] = judgement.shape
        progress(done, len(searched), site.name)
    families = clusters(shapes)
    store.save(SiteProduct(run.id, code, name, "family") for code, name in families.items())


def is_ended(search: ServiceSearch | None) -> bool:
    """Whether a site's search has come to an end."""
    return search is not None and search.status != "pending"


def judged(
    store: Store,
    run: Run,
    site: Site,
    search: ServiceSearch,
    criteria: Mapping[str, str],
    belongs: Belongs,
    *,
    again: bool,
) -> SiteJudgement:
    """Judge one site, and keep what is said of it."""
    where = {"run": run.id, "site": site.code}
    pages = list(store.read(Page, **where))
    failing, tested, measured = measured_failures(store, run, site, criteria)
    evidence = SiteEvidence(
        site,
        search,
        home_of(pages),
        tuple(store.read(ServicePage, **where)),
        tuple(listed_pages(pages)),
        tuple(store.read(TaskFound, **where)),
        lambda url: belongs(site.code, url),
        failing,
        tested,
        measured,
        date.fromisoformat(run.started[:10]),
    )
    judgement = judge_site(evidence, again=again)
    if again:
        store.delete(TaskFound, **where)
    store.save(judgement.records)
    return judgement


def criteria_by_check(store: Store, run: Run) -> dict[str, str]:
    """The criterion of each check whose criterion has the level A or AA."""
    return {
        meta.id: meta.criterion
        for meta in store.read(CheckMeta, run=run.id)
        if meta.level in LEVELS and meta.criterion
    }


def measured_failures(
    store: Store, run: Run, site: Site, criteria: Mapping[str, str]
) -> tuple[tuple[Failing, ...], int, date | None]:
    """Criteria of levels A and AA that surely failed, on how many pages, and when."""
    where = {"run": run.id, "site": site.code}
    seen = {outcomes.url for outcomes in store.read(CheckOutcomes, **where, viewport=VIEWPORTS)}
    if not seen:
        return (), 0, None
    pages: dict[str, set[str]] = {}
    certain = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN, "viewport": VIEWPORTS}
    for finding in store.read(Finding, **where, **certain):
        if finding.check in criteria:
            pages.setdefault(criteria[finding.check], set()).add(finding.url)
    failing = tuple(
        Failing(criterion, len(urls), len(seen)) for criterion, urls in sorted(pages.items())
    )
    return failing, len(seen), date.fromisoformat(run.started[:10])


def task_metas(run: str, sites: list[Site]) -> Iterator[TaskMeta]:
    """The tasks of the countries of these sites."""
    for country in sorted({country_of(site) for site in sites}):
        for number, task in enumerate(catalogue(country).tasks.values(), 1):
            counts, title = task.is_in_index, dict(task.title)
            yield TaskMeta(run, task.id, country, task.audience, counts, title, number)
