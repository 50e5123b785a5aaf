"""What a page does that nobody foresaw, or that has no end, costs that page and nothing else."""

import asyncio
import errno
from types import SimpleNamespace

import pytest

from audits.browser import browser_pool, driver
from audits.browser.driver import DriverStopped
from audits.browser.viewports import VIEWPORTS
from audits.judging.check_runner import run_checks
from audits.runner import page_visit
from audits.runner.runner import MAX_DRIVER_FAILURES, AuditRunner
from audits.runner.site_audit import SiteAudit
from minna.errors import MinnaError
from minna.records import Evidence, Page, Run
from minna.settings import RunSettings

BLANK = Evidence("r", "s", "http://a/", "", "")


async def recorded(error):
    async def tell():
        raise error

    return await page_visit.as_evidence(BLANK, VIEWPORTS[0], tell())


@pytest.mark.parametrize("error", [TypeError("x"), KeyError("value"), RecursionError()], ids=repr)
def test_what_nobody_foresaw_is_broken_and_says_what_it_was(error):
    visit = asyncio.run(recorded(error))
    assert (visit.status, visit.facts) == ("broken", {})
    assert type(error).__name__ in visit.reason


def test_a_fault_of_this_machine_still_ends_the_survey():
    with pytest.raises(MinnaError):
        asyncio.run(recorded(OSError(errno.EMFILE, "too many open files")))


def test_looks_that_take_too_long_together_leave_the_rest_untested(monkeypatch):
    monkeypatch.setattr(page_visit, "ALL_GATHERERS_SECONDS", 0.1)

    async def gather(tab):
        await asyncio.sleep(0.06)
        return {}

    modules = [(name, SimpleNamespace(gather=gather)) for name in "abcd"]
    facts, errors = asyncio.run(page_visit.run_gatherers(Tab(), VIEWPORTS[0], modules))
    assert list(facts) == ["a", "b"]
    assert set(errors) == {"c", "d"} and all(e.startswith("not reached") for e in errors.values())


class Tab:
    """One that nobody leads away, and that can be remembered."""


async def survey(ends):
    """How often a survey asks for a driver when some end; each end is after so many pages."""
    asked = []

    class Ending(AuditRunner):
        async def visit_sites(self):
            asked.append(True)
            if len(asked) > len(ends):
                return
            self.done += ends[len(asked) - 1]
            self.own_fault = True
            raise DriverStopped(times=1)

    run = Run("r", "", None, "survey", "", 1, RunSettings(), {})
    await Ending(None, run, lambda *_: None).audit()
    return len(asked)


def test_a_survey_goes_on_with_fresh_drivers_as_long_as_that_leads_somewhere():
    assert asyncio.run(survey([0, 0])) == 3
    assert asyncio.run(survey([0, 1] * 8)) == 17
    with pytest.raises(DriverStopped):
        asyncio.run(survey([0] * MAX_DRIVER_FAILURES))
    with pytest.raises(DriverStopped):
        asyncio.run(survey([0, 1, *[0] * MAX_DRIVER_FAILURES]))


def test_a_page_under_which_browser_and_driver_ended_is_to_blame_the_second_time(monkeypatch):
    async def gone(browser):
        return False

    monkeypatch.setattr("audits.runner.site_audit.is_responsive", gone)
    suspects, page = set(), Page("r", "s", "http://a/", "fetched")
    tours = [
        SiteAudit(None, None, "s", None, None, None, print, needs_isolation=suspects)
        for _ in range(2)
    ]
    assert not asyncio.run(tours[0].is_to_blame(page, None))
    assert suspects == {page.url}
    assert asyncio.run(tours[1].is_to_blame(page, None)), "and that is known under the next driver"


def test_the_limits_of_looks_leave_room_for_all_that_is_within_them():
    assert page_visit.GATHERER_SECONDS < page_visit.ALL_GATHERERS_SECONDS
    assert driver.ANSWER_SECONDS < page_visit.GATHERER_SECONDS


TEXT = {"selector": "p", "tag": "p", "text": "町", "html": "<p>", "langs": ["ja"], "within": []}
TEXT |= {"ruby": False, "bold": False, "size": 16.0, "parent": 1, "list": 1}


def test_what_was_not_read_of_a_long_page_has_not_passed():
    def judged(items, capped):
        facts = {"text": {"items": items, "capped": capped}}
        return run_checks(Evidence("r", "s", "http://a/", "phone", "ok", facts=facts))[1]

    whole, part = judged([TEXT], False), judged([TEXT], True)
    looked_at = {*whole.passed, *whole.inapplicable} & {*part.cant_tell}
    assert {"fake-heading", "kanji-runs", "platform-characters"} <= looked_at
    assert not {*part.passed, *part.inapplicable}
    assert "full-width-alphanumerics" in judged([TEXT | {"text": "ＡＢＣ市役所"}], True).failed


@pytest.mark.parametrize(("serving", "is_killed"), [(2, True), (1, False)])
def test_a_browser_that_a_page_keeps_busy_is_ended_where_pages_of_others_wait(
    monkeypatch, serving, is_killed
):
    killed, asked = [], []

    class Session:
        async def send(self, method):
            asked.append(method)
            if len(asked) > 3:
                browser.connected = False
            await asyncio.sleep(0.001 if len(asked) == 1 else 60)

    class Browser:
        connected = True

        def is_connected(self):
            return self.connected

    browser = Browser()
    monkeypatch.setattr(browser_pool, "PROBE_SECONDS", 0.01)
    monkeypatch.setattr(browser_pool, "UNRESPONSIVE_SECONDS", 0.03)
    monkeypatch.setattr(browser_pool, "browser_sessions", {browser: Session()})
    monkeypatch.setattr(browser_pool, "ended", set())
    monkeypatch.setattr(browser_pool, "kill", killed.append)
    asyncio.run(
        browser_pool.kill_if_unresponsive(
            browser_pool.PooledBrowser(browser, 7, active_sites=serving)
        )
    )
    assert (killed, len(asked)) == (([7], 2) if is_killed else ([], 4))
    assert browser_pool.ended == {*killed}, "the page's fault, and not the machine's"
