"""What is made to keep a parser busy costs its own site alone, and leaves the event loop free."""

import asyncio
import os
import subprocess
import sys
import time
from collections import Counter
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import TextResponse

from audits.browser.processes import descendants
from benchmarks.heavy_answers import PAGES, honest, kinds, paged, repeated
from benchmarks.loop_gap import HOSTILE, NEIGHBOUR, crawl, is_bad, plain, served
from crawler.dom import MAX_DEPTH, parse
from crawler.middlewares.robots import RobotsMiddleware, rules_of
from crawler.parsing import FILE, MAX_INLINE_BYTES, PAGE, Task, UrlQuota
from crawler.parsing import parse as parse_task
from crawler.urls import Scope
from minna.records import Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store
from minna.workers import CallFailed, Unreadable, WorkerLost, Workers
from tests.hostile.calls import be_killed, chatter, crash, grow, hold, number, spin, stumble
from tests.hostile.test_killed import command_of, wait_until

LONGEST_GAP = 1.5
"""CPU seconds of the loop's thread between two beats; before, several kinds took more than ten."""
SHORT = 1
"""CPU seconds for an answer, so that the slowest kinds meet their end here."""
ENDLESS = f"no end of reading in {SHORT} s"
HOME_ALONE = "a home page"
"""A site of nothing else than one page without end; HOSTILE is one with several among honest ones."""
HOME = "https://www.town.jp/"


def run(test, **given):
    """A test with processes of its own, which are gone afterwards."""

    async def whole():
        workers = Workers(**given)
        try:
            return await test(workers)
        finally:
            await workers.close()

    descendants_before = set(descendants(os.getpid()))
    done = asyncio.run(whole())
    wait_until(
        lambda: not [p for p in set(descendants(os.getpid())) - descendants_before if is_worker(p)],
        20,
    )
    return done


def is_worker(pid):
    return "minna.worker" in command_of(pid)


# --- the processes


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (spin, "no end of reading in 1 s"),
        (grow, "more than 1000 MB of memory to read"),
        (crash, "a parser crashed (SIGSEGV)"),
    ],
)
def test_what_takes_too_much_is_ended_and_the_next_call_is_answered(function, reason):
    async def test(workers):
        with pytest.raises(Unreadable) as ended:
            await workers.call("a", function)
        assert (await workers.call("b", chatter)).value == "said"
        return ended.value

    ended = run(test, size=1, seconds=1)
    assert ended.reason == reason
    assert ended.seconds == 1 or function is not spin


def test_a_fault_of_our_own_is_told_by_its_name_and_costs_no_process():
    async def test(workers):
        first = await workers.call("a", number)
        with pytest.raises(CallFailed) as failed:
            await workers.call("a", stumble)
        assert "stumble" in str(failed.value)
        assert (await workers.call("a", number)).value == first.value
        return failed.value

    assert run(test, size=1).name == "ZeroDivisionError"


def test_a_process_that_somebody_else_kills_is_no_fault_of_the_page():
    async def test(workers):
        with pytest.raises(WorkerLost):
            await workers.call("a", be_killed)
        return (await workers.call("a", chatter)).value

    assert run(test) == "said"


def test_a_call_whose_process_is_killed_once_is_made_again():
    async def test(workers):
        call = asyncio.ensure_future(workers.call("a", spin, 1.0))
        while not workers.processes:
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.2)
        next(iter(workers.processes)).kill()
        return (await call).value

    assert run(test) == 1.0


def test_the_loop_turns_while_a_call_is_made():
    async def test(workers):
        call = asyncio.ensure_future(workers.call("a", spin, 1.0))
        began, beats = time.thread_time(), 0
        while not call.done():
            await asyncio.sleep(0.01)
            beats += 1
        return beats, time.thread_time() - began

    beats, used = run(test)
    assert used < 0.5 and beats > 10


def test_whoever_has_used_them_least_comes_first():
    """Ten hostile sites and one that asks last: it waits for one call, not for theirs."""
    order = []

    async def test(workers):
        async def ask(user, seconds):
            await workers.call(user, spin, seconds)
            order.append(user)

        await asyncio.gather(*(ask(f"hostile{n}", 0.2) for n in range(4)))
        order.clear()
        again = [asyncio.ensure_future(ask(f"hostile{n}", 0.2)) for n in range(4)]
        await asyncio.sleep(0)
        await asyncio.gather(*again, ask("honest", 0.0))

    run(test, size=1)
    assert order.index("honest") <= 1


def test_one_process_is_kept_from_those_who_used_much(monkeypatch):
    """With two processes and many hostile sites, an honest one waits for none of them."""
    monkeypatch.setattr("minna.workers.HEAVY_USE_SECONDS", 0.1)
    done = []

    async def test(workers):
        async def ask(user, seconds):
            await workers.call(user, spin, seconds)
            done.append(user)

        for user in ("x", "y"):
            await ask(user, 0.3)
        done.clear()
        hostile = [asyncio.ensure_future(ask(user, 2.0)) for user in ("x", "y")]
        await asyncio.sleep(0.1)
        assert len(workers.busy_users) == 1
        await ask("honest", 0.0)
        assert done == ["honest"]
        await asyncio.gather(*hostile)

    run(test, size=2)


@pytest.mark.parametrize("moment", [0.0, 0.1])
def test_calls_are_ended_with_their_processes_whatever_they_wait_for(moment):
    """A process is being started, or at work, or waited for, when all are ended in haste."""
    calls = []

    async def test(workers):
        for user in "xyz":
            calls.append(asyncio.ensure_future(workers.call(user, spin, 2.0)))
        await asyncio.sleep(moment)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(test, size=2)
    assert all(call.done() and (call.cancelled() or call.exception()) for call in calls)


def test_calls_that_are_cancelled_while_a_process_starts_leave_no_more_than_there_may_be():
    async def test(workers):
        for _ in range(5):
            call = asyncio.ensure_future(workers.call("a", number))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            call.cancel()
            await asyncio.wait([call])
        assert (await workers.call("a", chatter)).value == "said"
        return len(workers.processes)

    assert run(test, size=1) == 1


def test_a_process_that_has_grown_is_not_used_again(monkeypatch):
    async def test(workers):
        before = (await workers.call("a", number)).value
        assert (await workers.call("a", hold, 400_000_000)).value == 400_000_000
        return before, (await workers.call("a", number)).value

    before, after = run(test, size=1)
    assert before != after


PARENT = """
import asyncio, sys
from minna.workers import Workers
from tests.hostile.calls import spin
async def main():
    workers = Workers()
    calls = [asyncio.ensure_future(workers.call(f"{n}", spin)) for n in range(2)]
    while len(workers.processes) < 2:
        await asyncio.sleep(0.05)
    print(*(p.pid for p in workers.processes), flush=True)
    await asyncio.gather(*calls)
asyncio.run(main())
"""


def test_processes_end_with_the_one_that_started_them_however_busy_they_are():
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 2
    wait_until(lambda: all(map(is_worker, pids)), 60)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    wait_until(lambda: not any(map(is_worker, pids)), 20)


# --- crawls


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """What the database has of the neighbour when it is crawled alone."""
    done = crawl(tmp_path_factory.mktemp("alone"), {NEIGHBOUR: honest()})
    assert done.frames[NEIGHBOUR].status == "ok"
    return {path: plain(page) for path, page in done.pages[NEIGHBOUR].items()}


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    """A crawl of one hostile site of each kind beside one honest neighbour."""
    descendants_before = set(descendants(os.getpid()))
    hostile = {kind: make() for kind, make in kinds(pages=1).items()}
    hostile[HOSTILE] = paged(lambda: repeated("<p><font>a"))
    hostile[HOME_ALONE] = {"/": hostile[HOSTILE]["/bad0.html"]}
    folder = tmp_path_factory.mktemp("together")
    done = crawl(folder, {**hostile, NEIGHBOUR: honest()}, PARSE_SECONDS=SHORT)
    left = set(descendants(os.getpid())) - descendants_before
    wait_until(lambda: not any(map(is_worker, left)), 20)
    return done


@pytest.mark.slow
def test_hostile_sites_leave_the_loop_free(together):
    assert together.longest < LONGEST_GAP


@pytest.mark.slow
def test_their_neighbour_is_crawled_as_if_it_were_alone(together, without):
    assert together.frames[NEIGHBOUR].status == "ok"
    assert {path: plain(p) for path, p in together.pages[NEIGHBOUR].items()} == without


@pytest.mark.slow
@pytest.mark.parametrize("kind", kinds())
def test_of_a_hostile_site_what_is_honest_is_crawled(together, kind):
    pages, frame = together.pages[kind], together.frames[kind]
    reasons = {page.reason for page in pages.values() if is_bad(page)}
    reasons -= {reason for reason in reasons if not reason or reason.startswith(("sitemap", "dup"))}
    expected_reasons = {ENDLESS, "document asked for", "no sitemap (HTML)"}
    assert reasons <= expected_reasons, together.said[-3000:]
    if frame.status == "robots":
        assert frame.reason == f"robots.txt: {ENDLESS}"
    else:
        assert (frame.status, pages["/1.html"].state) == ("ok", "fetched")


@pytest.mark.slow
def test_a_page_that_comes_to_no_end_says_so_and_costs_itself_and_its_own_site(together):
    reasons = Counter(page.reason for page in together.pages[HOSTILE].values() if is_bad(page))
    assert reasons == {ENDLESS: PAGES}
    assert together.pages[HOSTILE]["/1.html"].state == "fetched"
    assert together.frames[HOSTILE].status == "ok"
    # seconds of parsing each, on its own account
    assert together.frames[HOSTILE].seconds >= SHORT * PAGES


@pytest.mark.slow
def test_a_home_page_that_comes_to_no_end_is_how_its_site_ends(together):
    frame = together.frames[HOME_ALONE]
    assert (frame.status, frame.reason) == ("unreadable", ENDLESS)


def test_rules_that_come_to_no_end_say_no():
    """Whatever the speed of the machine: what is called in place of the parser never ends."""
    body, crawl_of_site = b"Disallow: /a\n" * 10_000, SimpleNamespace(site=Site("r", "s", "", ""))
    crawl_of_site.seconds = 0.0

    async def test(workers):
        endless = SimpleNamespace(call=lambda *_: workers.call("s", spin, 9.0))
        middleware = RobotsMiddleware(SimpleNamespace(spider=SimpleNamespace(workers=endless)))
        response = TextResponse(HOME, body=body)
        return await middleware.read(response, HOME, Request(HOME, meta={"crawl": crawl_of_site}))

    rules = run(test, seconds=SHORT)
    assert rules.refusal(HOME) == f"robots.txt: {ENDLESS}"
    assert crawl_of_site.seconds == SHORT


@pytest.mark.slow
def test_a_crawl_that_is_killed_leaves_no_process_that_parses(tmp_path):
    bad = paged(lambda: repeated("<p><font>a"))
    with served({HOSTILE: bad}) as addresses:
        store = Store(tmp_path / "book.db")
        settings = {"pause": 0.02, "allow_private": True}
        rows = [Site("r", "s", "町", f"{addresses[HOSTILE]}/"), SiteCrawl("r", "s", "pending")]
        store.save([Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {}), *rows])
        command = [sys.executable, "-m", "crawler", store.path, "r"]
        child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: any(map(is_worker, descendants(child.pid))), 100)
            workers = [pid for pid in descendants(child.pid) if is_worker(pid)]
        finally:
            child.kill()
            child.wait()
        wait_until(lambda: not any(map(is_worker, workers)), 20)
        assert store.get(SiteCrawl).status == "pending"
        store.close()


# --- what is read of it


def task(kind, body, **more):
    return Task(kind, HOME, 200, {"Content-Type": [b"text/html"]}, body, **more)


def test_what_may_hold_more_than_its_size_says_is_never_parsed_at_once():
    assert task(PAGE, b"x" * MAX_INLINE_BYTES).is_small()
    assert not task(PAGE, b"x" * (MAX_INLINE_BYTES + 1)).is_small()
    assert not task(FILE, b"\x1f\x8bx").is_small()
    assert not task("document", b"%PDF").is_small()


def test_a_page_parsed_elsewhere_says_the_same():
    page = honest()["/"].body
    assert len(page) > MAX_INLINE_BYTES

    async def test(workers):
        return (await workers.call("a", parse_task, task(PAGE, page, is_map=True))).value

    assert run(test) == parse_task(task(PAGE, page, is_map=True))


def test_of_a_sitemap_the_addresses_of_the_site_are_given_by_chance_and_as_many_as_there_is_room():
    entries = "".join(f"<url><loc>{HOME}{n}</loc></url>" for n in range(100))
    body = f"<urlset>{entries}<url><loc>https://other.jp/</loc></url><url><loc>http://[</loc></url>"
    scope = Scope("https://www.town.jp", frozenset({"town.jp"}), "/")
    file = parse_task(
        task(FILE, body.encode(), quota=UrlQuota(scope, "1:s", 10), is_html=False)
    ).file
    assert (len(file.urls), file.count, file.refused, file.is_empty) == (10, 100, 1, False)
    other = parse_task(
        task(FILE, body.encode(), quota=UrlQuota(scope, "2:s", 10), is_html=False)
    ).file
    assert file.urls != other.urls


def used(function, *args):
    began = time.process_time()
    function(*args)
    return time.process_time() - began


@pytest.mark.parametrize(
    "text",
    ["<svg><a href=1>", "<math><a><input>", "<svg><td>", "<svg><desc><a><svg>", "<a><table><td>"],
)
def test_elements_nest_no_deeper_than_in_a_browser(text):
    root = parse(text * 4000)
    depths = {root.mem_id: 0}
    for node in root.traverse():
        if node.parent is not None and node.mem_id != root.mem_id:
            depths[node.mem_id] = depths[node.parent.mem_id] + 1
    # A parser puts a body and a row between table and cell, and what stands between tables in cells
    # is deeper by them: five elements where one is counted.
    assert max(depths.values()) <= 5 * MAX_DEPTH + 5


def test_shapes_without_end_tags_in_a_drawing_cost_the_page_after_it_nothing():
    shapes = "<path d='M0 0'/><circle r=1 />" * 2000
    root = parse(f"<svg>{shapes}</svg><main><table><tr><td><a href=/a>町</a></table></main>")
    assert [node.tag for node in root.css("main a, main td")] == ["td", "a"]
    assert len(root.css("path")) == 2000


@pytest.mark.parametrize("kind", ["svg", "base", "forms", "rules", "stars", "long path", "words"])
def test_twice_as_much_takes_about_twice_as_long(kind):
    """By CPU time; four times is allowed to twice, and quadratic kinds take it at every doubling."""

    def once(n):
        if kind == "rules":
            rules_of(200, b"User-agent: *\n" + b"Disallow: /*a?b&c\n" * n, HOME)
        elif kind == "stars":
            rule = b"User-agent: *\nDisallow: /" + b"*a" * (n // 4) + b"*b\n"
            rules_of(200, rule, HOME).refusal(f"{HOME}{'a' * n}")
        elif kind == "long path":
            rule = b"User-agent: *\nDisallow: /" + b"*aa" * 200 + b"*b\n"
            rules_of(200, rule, HOME).refusal(f"{HOME}{'a' * n * 50}")
        else:
            form = {
                "svg": "<svg><a href=1>",
                "base": f"<base href='/{'x' * n}'><a href=b>",
                "forms": "<form><table><input>",
                "words": "<p><font>町",
            }[kind]
            text = form.replace("<a href=b>", "") + "<a href=b>" * n if kind == "base" else form * n
            parse_task(task(PAGE, text.encode()))

    small, large = 500, 4000
    once(100)
    little = min(used(once, small) for _ in range(3))
    much = min(used(once, large) for _ in range(2))
    assert much < 4 * (large / small) * max(little, 0.002)
