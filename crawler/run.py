"""Start the crawl in a process of its own, and report its progress."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import IO

from crawler.eta import estimate_eta, format_eta
from crawler.shared_gates import mark_shared_gates
from minna import credentials
from minna.egress import Egress
from minna.errors import MinnaError
from minna.lock import handles_for
from minna.previous_survey import previous_pages
from minna.records import Page, Run, ServicePage, ServiceSearch, Site, SiteCrawl
from minna.store import Store
from minna.task_search import TaskSearch, load

POLL_SECONDS = 0.5
"""Seconds between two queries of the database."""
GRACE_SECONDS = 3.0
"""Seconds that the crawl has to end after a signal; the database minds no end without grace."""


class CrawlerStopped(MinnaError):
    """The crawl ended before all sites were visited, through a fault of ours or of the machine."""

    en = "The crawl stopped early ({why}): start it again and it goes on where it stopped."
    ja = "クロールが途中で止まりました（{why}）。もう一度実行すると、止まったところから再開します。"


def crawl(store: Store, run: Run, *, progress: Callable[[int, int, str], None]) -> None:
    """Visit the run's sites that have not been visited; each ends with its Frame and its sample.

    Raises CrawlerStopped when sites are left over; stopping and starting again loses nothing.
    """
    queue_sites(store, run)
    if not store.count(SiteCrawl, run=run.id, status="pending"):
        return
    run_child(
        store,
        run,
        progress,
        is_done=lambda: not store.count(SiteCrawl, run=run.id, status="pending"),
        count=crawl_progress(store, run),
    )
    mark_shared_gates(store, run)


def search_tasks(
    store: Store, run: Run, search: str, *, progress: Callable[[int, int, str], None]
) -> None:
    """Search the sites that were crawled for their tasks, by the search of a dotted name.

    What it reads is no page of the frame. Raises CrawlerStopped when sites are left over; stopping
    and starting again loses nothing.
    """
    queue_searches(store, run, load(search))
    if not store.count(ServiceSearch, run=run.id, status="pending"):
        return
    run_child(
        store,
        run,
        progress,
        is_done=lambda: not store.count(ServiceSearch, run=run.id, status="pending"),
        count=lambda: search_progress(store, run),
        search=search,
    )


def queue_searches(store: Store, run: Run, search: TaskSearch) -> None:
    """Note the sites to be searched: those that answered, if there is something to search."""
    queued = {one.site for one in store.read(ServiceSearch, run=run.id)}
    crawled = {frame.site for frame in store.read(SiteCrawl, run=run.id, status="ok")}
    sites = [s for s in store.read(Site, run=run.id) if s.code in crawled - queued]
    store.save(ServiceSearch(run.id, s.code, "pending") for s in sites if search.covers(s))


def search_progress(store: Store, run: Run) -> tuple[int, int, str]:
    """Sites searched, sites in all, and in words the pages read."""
    searches = list(store.read(ServiceSearch, run=run.id))
    done = sum(one.status != "pending" for one in searches)
    return done, len(searches), f"{store.count(ServicePage, run=run.id)} pages"


def run_child(
    store: Store,
    run: Run,
    progress: Callable[[int, int, str], None],
    *,
    is_done: Callable[[], bool],
    count: Callable[[], tuple[int, int, str]],
    search: str = "",
) -> None:
    """Crawl or search in a process of its own, behind the proxy, and report its progress.

    Raises CrawlerStopped where it ended and is not done.
    """
    allow_private = run.settings.allow_private
    with tempfile.TemporaryFile() as stderr, Egress(allow_private=allow_private) as egress:
        words = [store.path, run.id, str(os.getpid()), str(egress.crawler_port), search]
        child = subprocess.Popen(
            [sys.executable, "-m", "crawler", *words],
            stdin=subprocess.PIPE,  # what is secret travels in no argument and no environment
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            pass_fds=handles_for(store.path),
        )
        try:
            send_line(child, credentials.to_text())
            poll_until_done(child, progress, count)
        finally:
            stop(child)
        egress.check()
        if child.returncode or not is_done():
            raise CrawlerStopped(why=last_stderr_line(stderr) or "it was ended from outside")


def queue_sites(store: Store, run: Run) -> None:
    """Note the sites that are to be visited, those among them that had an emergency last time.

    Raises NoPreviousSample where an earlier sample is wanted and is not there.
    """
    if run.settings.sample_from:
        previous_pages(run.settings.sample_from)
    for frame in list(store.read(SiteCrawl, run=run.id, status="postponed")):
        store.delete(Page, run=run.id, site=frame.site)
        store.delete(SiteCrawl, run=run.id, site=frame.site)
    queued = {frame.site for frame in store.read(SiteCrawl, run=run.id)}
    sites = [site.code for site in store.read(Site, run=run.id) if site.code not in queued]
    store.save(SiteCrawl(run.id, code, "pending") for code in sites)


def crawl_progress(store: Store, run: Run) -> Callable[[], tuple[int, int, str]]:
    """A function that says how far the crawl is, and how long it may take."""
    began, begun = time.monotonic(), sum(f.requests for f in store.read(SiteCrawl, run=run.id))
    pause = run.settings.pause

    def count() -> tuple[int, int, str]:
        frames = list(store.read(SiteCrawl, run=run.id))
        if all(frame.status != "pending" for frame in frames):
            return progress_tuple(frames)
        to_go = format_eta(estimate_eta(frames, begun, time.monotonic() - began, pause))
        return progress_tuple(frames, to_go)

    return count


def poll_until_done(
    child: subprocess.Popen[bytes],
    progress: Callable[[int, int, str], None],
    count: Callable[[], tuple[int, int, str]],
) -> None:
    """Tell the progress until the child ends."""
    while child.poll() is None:
        progress(*count())
        try:
            child.wait(POLL_SECONDS)
        except subprocess.TimeoutExpired:
            continue
    progress(*count())


def send_line(child: subprocess.Popen[bytes], line: str) -> None:
    """Give the child a line to begin with; one that has ended already is noticed elsewhere."""
    assert child.stdin
    with contextlib.suppress(BrokenPipeError), child.stdin as pipe:
        pipe.write(line.encode())


def progress_tuple(frames: Sequence[SiteCrawl], to_go: str = "") -> tuple[int, int, str]:
    """Sites done, sites in all, and in words the pages found, the open sites, the time to go."""
    done = sum(frame.status != "pending" for frame in frames)
    begun = sum(frame.status == "pending" and frame.requests > 0 for frame in frames)
    in_hand = f" ({begun} sites in hand)" if begun else ""
    pages = sum(frame.pages for frame in frames)
    return done, len(frames), f"{pages} pages{in_hand}{to_go}"


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child that still runs to end, and insist after GRACE."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def last_stderr_line(stderr: IO[bytes]) -> str:
    """The last line that the child wrote."""
    stderr.seek(0)
    lines = stderr.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
