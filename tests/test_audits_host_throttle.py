"""Turns and hands under a clock of our own: cores are busy, and no host is ever pressed.

A look is a sleep here, and sleeps take no time: the event loop's clock jumps to the next event.
"""

import asyncio
import random
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

import audits.runner.runner
from audits.runner.host_throttle import PAGES_PER_CORE, HostThrottle
from audits.runner.scheduler import SITES_PER_CORE, group_by_host, run_all
from audits.runner.settings import AuditSettings
from minna.rate_limit import MAX_DELAY, PAUSE, HostInfo

OPENING = 0.4
"""Seconds to open a site's tabs, as measured."""
NOTHING = 1e-6


class JumpingLoop(asyncio.SelectorEventLoop):
    """Time passes only by sleeping, and at once."""

    def __init__(self):
        super().__init__()
        self.now = 0.0
        wait = self._selector.select

        def jump(timeout=None):
            self.now += timeout or 0.0
            return wait(0)

        self._selector.select = jump

    def time(self):
        return self.now


class KnownPlaces(HostThrottle):
    """Hosts are where their names say, "shared3.a.jp" at the address "shared3"."""

    async def resolve(self, netloc):
        shared, _, _ = netloc.partition(".")
        return HostInfo(False, shared if shared.startswith("shared") else netloc, self.pause)


@dataclass
class Site:
    host: str
    visits: int
    asked: float = 0.0
    look: tuple = (1.2, 1.2)


@dataclass
class Log:
    """Who was looked at and when: (address shared, host, start, end)."""

    visits: list = field(default_factory=list)
    first_idle_hand: float = 0.0

    def busy(self, cores, since, until):
        count = sum(max(0, min(e, until) - max(s, since)) for _, _, s, e in self.visits)
        return count / (cores * PAGES_PER_CORE * (until - since))

    def of(self, slot):
        return sorted((s, e) for name, _, s, e in self.visits if name == slot)

    def slots(self):
        return {slot for slot, *_ in self.visits}

    def most_at_once(self):
        steps = sorted(
            step for _, _, s, e in self.visits for step in ((s + NOTHING, 1), (e - NOTHING, -1))
        )
        return max(sum(change for _, change in steps[: n + 1]) for n in range(0, len(steps), 7))


def survey(sites, cores=2, wanted=PAUSE, each=None):
    """Go through sites as a survey does, with sleeps for looks."""
    log, chance = Log(), random.Random(7)

    async def run():
        places = cores * PAGES_PER_CORE
        turns, clock = KnownPlaces(places, wanted), asyncio.get_running_loop()
        waiting = len(sites)

        async def go(site):
            nonlocal waiting
            waiting -= 1
            log.first_idle_hand = clock.time()
            await asyncio.sleep(OPENING)
            for _ in range(site.visits):
                url = f"https://{site.host}/"
                async with turns.acquire(url, site.asked) as slot:
                    began = clock.time()
                    await asyncio.sleep(chance.uniform(*site.look))
                    log.visits.append(
                        ((await turns.host_info(url)).slot, site.host, began, clock.time())
                    )
                if each:
                    each(slot)

        rows = []
        for site in sites:
            place = await turns.host_info(f"https://{site.host}/")
            rows.append((site, place.slot, max(place.pause, site.asked), site.visits))
        await run_all(group_by_host(rows), cores, go)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(run())
    return log


def gaps(log, slot):
    return [later[0] - earlier[1] for earlier, later in pairwise(log.of(slot))]


@pytest.mark.parametrize("cores", [1, 2, 8])
@pytest.mark.parametrize("look", [(1.2, 1.2), (0.9, 1.5), (1.0, 3.0), (2.0, 2.0)])
def test_with_many_hosts_cores_are_busy_while_each_host_has_its_pause(cores, look):
    many = [Site(f"{n}.jp", 20, look=look) for n in range(40 * cores)]
    log = survey(many, cores)
    assert log.busy(cores, PAUSE + OPENING, log.first_idle_hand) >= 0.95
    for slot in log.slots():
        assert min(gaps(log, slot)) >= PAUSE - NOTHING


def test_with_fewer_hands_they_would_not_be(monkeypatch):
    """The number is needed: a test that every number passes would say nothing."""
    monkeypatch.setattr("audits.runner.scheduler.SITES_PER_CORE", 5)
    log = survey([Site(f"{n}.jp", 20, look=(0.9, 1.5)) for n in range(80)])
    assert SITES_PER_CORE > 5
    assert log.busy(2, PAUSE + OPENING, log.first_idle_hand) < 0.95


def test_slow_hosts_and_shared_addresses_do_not_keep_cores_idle():
    slow = [Site(f"slow{n}.jp", 20, asked=20.0) for n in range(30)]
    towns = [Site(f"shared{n % 2}.town{n}.jp", 20) for n in range(30)]
    others = [Site(f"{n}.jp", 20) for n in range(200)]
    log = survey([*slow, *towns, *others])
    others_end = max(e for _, host, _, e in log.visits if host[0].isdigit())
    assert log.busy(2, PAUSE + OPENING, others_end - 30) >= 0.95


def test_hosts_that_share_an_address_are_asked_one_after_the_other():
    log = survey([Site(f"shared.town{n}.jp", 5) for n in range(6)])
    assert len(log.visits) == 30
    assert min(gaps(log, "shared")) >= PAUSE - NOTHING


def test_the_longest_lane_is_taken_first_so_that_it_does_not_end_alone():
    log = survey([*(Site(f"{n}.jp", 2) for n in range(60)), *(Site(f"shared.{n}.jp", 20) for n in range(9))])  # fmt: skip
    assert log.of("shared")[0][0] <= PAUSE + OPENING + 1.2 + NOTHING


def test_the_pause_that_robots_txt_asked_for_is_kept_from_the_start():
    log = survey([Site("tired.jp", 4, asked=7.0), Site("b.jp", 4)])
    assert log.of("tired.jp")[0][0] >= 7.0
    assert min(gaps(log, "tired.jp")) >= 7.0 - NOTHING
    assert min(gaps(log, "b.jp")) < 2


def test_a_host_is_left_alone_for_a_pause_when_the_visits_begin_for_the_crawl_has_just_ended():
    assert survey([Site("a.jp", 1)], wanted=3.0).of("a.jp")[0][0] >= 3.0


def test_no_more_pages_are_looked_at_than_there_are_places():
    many = [Site(f"{n}.jp", 5) for n in range(60)]
    assert survey(many, cores=3).most_at_once() == 3 * PAGES_PER_CORE


def test_a_host_that_asked_for_time_has_it_and_longer_pauses_afterwards():
    waits = iter([9.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0])

    def asks(slot):
        slot.cool_down(next(waits))
        slot.slow_down()

    log = survey([Site("a.jp", 8)], each=asks)
    kept = [round(gap, 3) for gap in gaps(log, "a.jp")]
    assert kept == [9.0, 2.0, 4.0, 8.0, 16.0, MAX_DELAY, MAX_DELAY]


def test_a_visit_that_fails_gives_its_turn_back_and_its_host_the_pause():
    async def run():
        turns = KnownPlaces(1, 2.0)

        @asynccontextmanager
        async def failing():
            async with turns.acquire("https://a.jp/"):
                yield
                raise ConnectionError

        with pytest.raises(ConnectionError):
            async with failing():
                pass
        ended = asyncio.get_running_loop().time()
        async with turns.acquire("https://a.jp/other"):
            return asyncio.get_running_loop().time() - ended

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        assert runner.run(run()) == 2.0


def test_the_two_loads_of_one_page_keep_the_pause(monkeypatch):
    moments = []

    @asynccontextmanager
    async def no_tab(browser, manner, url):
        yield None

    async def visit(tab, blank, viewport, manner):
        moments.append(asyncio.get_running_loop().time())
        return blank

    monkeypatch.setattr(audits.runner.runner, "fresh_tab", no_tab)
    monkeypatch.setattr(audits.runner.runner, "visit_page", visit)

    async def go():
        turns = KnownPlaces(1, PAUSE)
        await audits.runner.runner.audit_url(None, "http://a.jp/", AuditSettings(), turns)

    with asyncio.Runner(loop_factory=JumpingLoop) as runner:
        runner.run(go())
    assert len(moments) == 2 and moments[1] - moments[0] >= PAUSE
