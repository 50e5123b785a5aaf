"""`--plain-agent`: a few pages once more under a browser's ordinary name, and as often under ours.

Servers, and firewalls before them, may answer by the visitor's name. Two pages in a hundred of each
site, drawn by the survey's seed, are visited once under each name; at least one page of a site, as
who answers by name mostly does so everywhere. Only where the ordinary name stands out is one page
visited six times more under each, in an order drawn, and tested (agent_test.py). robots.txt holds
as for our own name, and so do turns and pauses. Nothing of it moves a score.
"""

import asyncio
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from random import Random

from playwright.async_api import Browser

from audits.browser import heavy
from audits.browser.browser_pool import BrowserPool
from audits.browser.documents import InScope, any_address
from audits.browser.driver import driving
from audits.browser.launch import fresh_tab, is_ending
from audits.judging.site_check_runner import ignore_unreadable
from audits.runner.agent_test import LEVEL, VISITS, Outcomes, mean_difference, p_value, stands_out
from audits.runner.host_throttle import PAGES_PER_CORE, HostThrottle
from audits.runner.judged_visit import judged
from audits.runner.page_visit import OWN_FAULT, visit_page
from audits.runner.scheduler import group_by_host, run_all
from audits.runner.settings import AuditSettings, settings_from_run
from audits.runner.site_audit import is_rate_limited, mark_if_tab_crashed, with_time_limit
from minna.errors import MinnaError
from minna.records import (
    AgentComparison,
    AgentVisit,
    CheckOutcomes,
    Evidence,
    Page,
    RequestLog,
    Run,
    SiteCrawl,
)
from minna.store import Store

SHARE = 0.02
OWN, ORDINARY = "own", "ordinary"
TRIES = 3
"""Browsers that a site may be looked at in, should they die under it."""
BUCKETS = ("passed", "failed", "cant_tell", "inapplicable")


class Ended(Exception):
    """A site's visits end here, for the reason given."""


def compare_agents(
    store: Store,
    run: Run,
    *,
    progress: Callable[[int, int, str], None],
    belongs: Callable[[str, str], bool] = lambda site, url: True,
) -> None:
    """Compare both names on every site that has not been compared yet."""
    asyncio.run(compare_all(store, run, progress, belongs))


async def compare_all(
    store: Store,
    run: Run,
    progress: Callable[[int, int, str], None],
    belongs: Callable[[str, str], bool],
) -> None:
    """Go through the sites as an audit does: many in hand, one page at a time of each."""
    run_settings, settings = run.settings, settings_from_run(run)
    cores = run_settings.cores or os.cpu_count() or 1

    def note(host: str, slot: str, began: float, ended: float) -> None:
        store.save([RequestLog(run.id, host, began, ended, slot, "browser")])

    throttle = HostThrottle(cores * PAGES_PER_CORE, run_settings.pause, note)
    compared_sites = {comparison.site for comparison in store.read(AgentComparison, run=run.id)}
    sites = []
    for frame in list(store.read(SiteCrawl, run=run.id, status="ok")):
        pages = drawn(store, run, frame.site)
        if pages and frame.site not in compared_sites:
            in_scope = partial(belongs, frame.site)
            sites.append(
                Comparing(store, run, frame.site, pages, settings, throttle, frame.pause, in_scope)
            )
    if not sites:
        return
    done = 0

    async def go(site: Comparing) -> None:
        nonlocal done
        await site.compare_site(pool)
        done += 1
        progress(done, len(sites), site.pages[0].url)

    try:
        async with driving() as driver:
            pool = BrowserPool(
                driver,
                cores,
                allow_private=settings.allow_private,
                frozen_time=settings.frozen_time,
                baseline_js=settings.baseline_js,
            )
            try:
                host_queues = group_by_host(
                    await asyncio.gather(*(site.host_entry() for site in sites))
                )
                await run_all(host_queues, cores, go)
            except* MinnaError as several:
                raise several.exceptions[0] from None
            finally:
                await pool.close()
    except Exception:
        if is_ending():  # what breaks when we are told to end is no error
            raise asyncio.CancelledError from None
        raise
    finally:
        await heavy.close()


def drawn(store: Store, run: Run, site: str) -> list[Page]:
    """The pages of a site to visit again: a share of those visited, at least one, in chance order.

    Which they are follows from the survey's seed.
    """
    visited = {
        evidence.url for evidence in store.read(Evidence, ignore_unreadable, run=run.id, site=site)
    }
    sample = store.read(Page, run=run.id, site=site, sample_part=("key", "random"))
    pages = [page for page in sample if page.url in visited]
    if not pages:
        return []
    return chance(run, site).sample(pages, max(1, round(SHARE * len(pages))))


def chance(run: Run, *about: str) -> Random:
    """Chance that is the same each time that a survey goes on."""
    return Random("/".join((str(run.seed), run.id, *about)))


@dataclass(slots=True)
class Comparing:
    """One site's visits under both names."""

    store: Store
    run: Run
    site: str
    pages: list[Page]
    settings: AuditSettings
    throttle: HostThrottle
    pause: float = 0.0
    in_scope: InScope = any_address
    made: dict[tuple[str, int], AgentVisit] = field(default_factory=dict)

    async def host_entry(self) -> tuple["Comparing", str, float, int]:
        """What decides when it is taken in hand: its address, its pause, its pages."""
        place = await self.throttle.host_info(self.pages[0].url)
        return self, place.slot, max(place.pause, self.pause), 2 * len(self.pages)

    async def compare_site(self, pool: BrowserPool) -> None:
        """Compare, and write down what came of it; a browser that dies costs a few tries."""
        where = {"run": self.run.id, "site": self.site}
        self.made = {(made.url, made.number): made for made in self.store.read(AgentVisit, **where)}
        comparison = None
        for _ in range(TRIES):
            async with pool.acquire() as browser:
                comparison = await self.compare(browser)
            if comparison:
                break
        blank = AgentComparison(self.run.id, self.site, "unknown", len(self.pages), LEVEL)
        self.store.save([comparison or replace(blank, reason="the browser ended over and over")])

    async def compare(self, browser: Browser) -> AgentComparison:
        """The comparison of the pages; where one stands out, the result of its test."""
        blank = AgentComparison(self.run.id, self.site, "alike", len(self.pages), LEVEL)
        first = self.first_visits()
        try:
            for page in self.pages:
                pair = chance(self.run, page.url).sample((OWN, ORDINARY), 2)
                seen = {
                    name: await self.seen(browser, page.url, n, name) for n, name in enumerate(pair)
                }
                if stands_out(first[page.url], seen[OWN], seen[ORDINARY]):
                    return await self.test(browser, page.url, blank)
                if seen[ORDINARY] != seen[OWN] and seen[ORDINARY] != first[page.url]:
                    blank = replace(blank, status="unknown", reason="a page varies by itself")
        except Ended as why:
            return replace(blank, status="unknown", reason=str(why))
        return blank

    async def test(self, browser: Browser, url: str, blank: AgentComparison) -> AgentComparison:
        """Visits of one page under both names, in an order drawn, and how far apart they are."""
        order = [OWN, ORDINARY] * VISITS
        chance(self.run, url, "order").shuffle(order)
        seen: dict[str, list[Outcomes]] = defaultdict(list)
        for number, name in enumerate(order, start=2):
            seen[name].append(await self.seen(browser, url, number, name))
        p = p_value(seen[OWN], seen[ORDINARY])
        return replace(
            blank,
            status="differs" if p <= LEVEL else "unknown",
            reason="" if p <= LEVEL else "the page varies from visit to visit",
            url=url,
            visits=VISITS,
            p_value=p,
            within=mean_difference(seen[OWN]),
            between=mean_difference(seen[OWN], seen[ORDINARY]),
        )

    def first_visits(self) -> dict[str, Outcomes]:
        """What the survey itself saw of the pages."""
        where = {"run": self.run.id, "site": self.site, "url": [page.url for page in self.pages]}
        outcomes_by_url: dict[str, dict[str, str]] = defaultdict(dict)
        for evidence in self.store.read(Evidence, ignore_unreadable, **where):
            outcomes_by_url[evidence.url] |= {f"{evidence.viewport} status": status_of(evidence)}
        for known in self.store.read(CheckOutcomes, **where):
            outcomes_by_url[known.url] |= outcomes(known)
        return dict(outcomes_by_url)

    async def seen(self, browser: Browser, url: str, number: int, agent: str) -> Outcomes:
        """A page's numbered visit under a name, made if it has not been; Ended if it fails.

        Under our own name the page was there before; that it is gone is no answer to a name.
        """
        earlier = self.made.get((url, number))
        if earlier is None:
            results = await self.visit(browser, url, agent)
            earlier = AgentVisit(self.run.id, self.site, url, number, agent, results)
            self.store.save([earlier])
            self.made[url, number] = earlier
        return earlier.outcomes

    async def visit(self, browser: Browser, url: str, agent: str) -> dict[str, str]:
        """A page at each viewport, in a context of its own, without keys or pointer."""
        contact = "" if agent == ORDINARY else self.settings.contact
        settings = replace(self.settings, contact=contact, touch="none", read_images=False)
        blank = Evidence(self.run.id, self.site, url, "", "")
        results: dict[str, str] = {}
        for viewport in settings.viewports:
            async with (
                self.throttle.acquire(url, self.pause) as slot,
                fresh_tab(browser, settings, url) as tab,
            ):
                looking = visit_page(tab, blank, viewport, settings, self.in_scope)
                seen = mark_if_tab_crashed(tab, await with_time_limit(looking, blank, viewport))
            if is_rate_limited(seen):
                slot.slow_down()
                raise Ended("the server asked for time")
            if seen.status == OWN_FAULT:
                raise Ended(f"our own fault ({seen.reason})")
            visit = await judged(seen)
            results[f"{viewport.name} status"] = status_of(visit.evidence)
            results |= outcomes(visit.outcomes) if visit.outcomes else {}
        return results


def status_of(evidence: Evidence) -> str:
    """Whether there was a page; an error of the server's with its number."""
    return (
        f"{evidence.status} {evidence.http_status}"
        if evidence.status == "http_error"
        else evidence.status
    )


def outcomes(judged: CheckOutcomes) -> dict[str, str]:
    """The outcome of each check at one viewport, without the untested ones."""
    return {
        f"{judged.viewport} {check}": bucket
        for bucket in BUCKETS
        for check in getattr(judged, bucket)
    }
