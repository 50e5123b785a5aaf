"""All evidence of a site to findings on the site: notes page by page, then every site check.

Findings are stored for the front page with the viewport `site`, so that they are never taken for a
page's: no page score and no site score is made from them.
"""

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import ModuleType
from typing import Any

from audits import site_checks
from audits.judging.check_runner import STORED, complete, to_finding, to_outcomes
from audits.judging.renamed_facts import with_current_names
from minna.discover import discover
from minna.records import (
    DOCUMENT,
    SITE,
    VIEWPORTS,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Outcome,
    Run,
    Site,
    Verdict,
)
from minna.store import Store

FALLBACK_VIEWPORT, PREFERRED_VIEWPORT = VIEWPORTS
"""The viewport that shows most of a page's navigation; a survey without it uses the other one."""


@cache
def all_checks() -> dict[str, ModuleType]:
    """Every site check in the folder, by its id."""
    return discover(site_checks)


@cache
def all_metas() -> dict[str, CheckMeta]:
    """The site checks' metadata, completed as that of checks is."""
    return {check_id: complete(check_id, module) for check_id, module in all_checks().items()}


def site_check_metas(run: str = "") -> list[CheckMeta]:
    """The metadata of all site checks."""
    return [replace(meta, run=run) for meta in all_metas().values()]


@dataclass(slots=True)
class SiteNotes:
    """What the site checks have noted of a site's pages so far: little, and never the evidence."""

    pages: int = 0
    notes: dict[str, dict[str, Any]] = field(default_factory=dict)  # check → address → note
    broken: dict[str, str] = field(default_factory=dict)  # check → what it tripped over

    def collect(self, evidence: Evidence) -> None:
        """Let each check note what it wants of a page; one that lacks evidence notes nothing."""
        self.pages += 1
        evidence = with_current_names(evidence)
        for check_id, module in all_checks().items():
            wanted = inspect.signature(module.extract).parameters
            if any(name not in evidence.facts for name in wanted):
                continue
            try:
                note = module.extract(**{name: evidence.facts[name] for name in wanted})
            except Exception as error:  # noqa: BLE001 - a stranger's page meets our code
                self.broken[check_id] = repr(error)[:300]
                continue
            self.notes.setdefault(check_id, {})[evidence.url] = note

    def verdicts(self) -> Iterator[tuple[CheckMeta, Verdict]]:
        """What every site check says."""
        for check_id, module in all_checks().items():
            for verdict in self.verdicts_of(module, self.notes.get(check_id, {}), check_id):
                yield all_metas()[check_id], verdict

    def verdicts_of(
        self, module: ModuleType, notes: Mapping[str, Any], check_id: str
    ) -> Iterator[Verdict]:
        """What one site check says; of too few pages, or after a mishap of ours, nothing."""
        wanted = list(inspect.signature(module.extract).parameters)
        if not notes and wanted == ["pdf"]:
            return  # no document was asked for
        if check_id in self.broken:
            yield untested("check-error", error=self.broken[check_id])
        elif self.pages and not notes:
            yield untested("no-evidence", missing=wanted)
        elif len(notes) < (enough := getattr(module, "MIN_PAGES", site_checks.MIN_PAGES)):
            yield untested("few-pages", pages=len(notes), enough=enough)
        else:
            try:
                answer = module.check(notes)
                yield from [answer] if isinstance(answer, Verdict) else list(answer)
            except Exception as error:  # noqa: BLE001 - as above: broken is untested
                yield untested("check-error", error=repr(error)[:300])


def untested(message: str, **data: object) -> Verdict:
    """Not judged, and why."""
    return Verdict(Outcome.UNTESTED, message, data)


def site_records(site: Site, notes: SiteNotes) -> list[Finding | CheckOutcomes]:
    """The findings and outcomes to store of a site's pages together."""
    verdicts = list(notes.verdicts())
    visit = Evidence(site.run, site.code, site.url, SITE, "ok")
    findings = [to_finding(visit, meta, v) for meta, v in verdicts if v.outcome in STORED]
    return [*findings, to_outcomes(visit, verdicts)]


def site_evidence(store: Store, run: Run, site: str) -> Iterator[Evidence]:
    """The measured pages of a site at one viewport, and its documents, one by one.

    Unreadable evidence is left out; judging the pages one by one reports it.
    """
    where = {"run": run.id, "site": site, "status": "ok"}
    viewport = (
        PREFERRED_VIEWPORT
        if store.count(Evidence, **where, viewport=PREFERRED_VIEWPORT)
        else FALLBACK_VIEWPORT
    )
    return store.read(Evidence, ignore_unreadable, **where, viewport=(viewport, DOCUMENT))


def ignore_unreadable(why: str) -> None:
    """Nothing more is to be done about evidence that cannot be read."""


def save_site(store: Store, run: Run, site: str, notes: SiteNotes) -> None:
    """Replace what was said of a site's pages together."""
    registered = store.get(Site, run=run.id, code=site)
    if registered is None:
        return
    for kind in (Finding, CheckOutcomes):
        store.delete(kind, run=run.id, site=site, viewport=SITE)
    if notes.pages:
        store.save(site_records(registered, notes))


def judge_site(store: Store, run: Run, site: str) -> None:
    """Read a site's evidence, take notes, judge, write down."""
    notes = SiteNotes()
    for evidence in site_evidence(store, run, site):
        notes.collect(evidence)
    save_site(store, run, site, notes)


def is_judged(store: Store, run: Run, site: str) -> bool:
    """Whether a site's pages have been judged together."""
    return store.count(CheckOutcomes, run=run.id, site=site, viewport=SITE) > 0
