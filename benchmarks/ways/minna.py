"""Minna itself, on a database as a crawl would leave it: what is seen is judged and kept."""

import sys
from typing import Any

from audits import audit
from benchmarks.ways import Job
from minna.egress import process
from minna.records import Evidence, Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

RUN = "benchmark"
STARTED = "2026-01-01T00:00:00+09:00"
BOTH = ("phone", "desktop")


def prepare(job: Job) -> list[str]:
    """Write the database; the command that audits it."""
    book = job.folder / "minna.db"
    store = Store(book)
    settings = {"pause": 0, "allow_private": True, "cores": 2, **job.settings}
    store.save([Run(RUN, STARTED, None, "survey", "", 1, RunSettings.of(settings), {})])
    roots = {visit.site: visit.url for visit in reversed(job.visits)}
    store.save(Site(RUN, site, site, url) for site, url in roots.items())
    store.save(SiteCrawl(RUN, site, "ok") for site in roots)
    store.save(
        Page(
            run=RUN,
            site=visit.site,
            url=visit.url,
            state="fetched",
            dom_fingerprint=visit.dom_fingerprint,
            sample_part="random",
            visit_order=order,
        )
        for order, visit in enumerate(job.visits, 1)
    )
    store.close()
    return [sys.executable, "-m", "benchmarks.ways.minna", str(book)]


def measured(job: Job) -> int:
    """Pages that were seen through every window asked for, by just the gatherers asked for."""
    viewports = set(job.settings.get("viewports", BOTH))
    by_url: dict[str, set[str]] = {}
    for evidence in evidences(job):
        if evidence.status == "ok" and not evidence.errors and is_as_asked(evidence, job.settings):
            by_url.setdefault(evidence.url, set()).add(evidence.viewport)
        else:
            by_url.setdefault(evidence.url, set()).add(f"not {evidence.viewport}")
    return sum(visited == viewports for visited in by_url.values())


def is_as_asked(evidence: Evidence, settings: dict[str, Any]) -> bool:
    """Whether those gatherers looked that were to look, and no others."""
    if "gatherers" in settings:
        return set(evidence.facts) - {"places"} == set(settings["gatherers"])
    return "axe" in evidence.facts and len(evidence.facts) > 1


def evidences(job: Job) -> list[Evidence]:
    """All that was seen."""
    store = Store(job.folder / "minna.db")
    try:
        return list(store.read(Evidence, run=RUN))
    finally:
        store.close()


def axe_told(job: Job) -> dict[str, dict[str, dict[str, int]]]:
    """Address → what axe told of it through a desktop's window: elements by rule and outcome."""
    return {
        evidence.url: {
            outcome: {rule["id"]: rule["count"] for rule in evidence.facts["axe"][outcome]}
            for outcome in ("violations", "incomplete")
        }
        for evidence in evidences(job)
        if evidence.viewport == "desktop" and "axe" in evidence.facts
    }


def main(book: str) -> None:
    """Audit what the database holds."""
    process.PROGRAM = "benchmarks.loopback_egress"
    store = Store(book)
    audit(store, store.run(), progress=lambda done, total, what: None)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1])
