"""Start the crawl in a process of its own, and tell how far it is."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from typing import IO

from minna.errors import MinnaError
from minna.records import Frame, Run, Site
from minna.store import Store

EVERY = 0.5
"""Seconds between two looks at the record book."""
GRACE = 3.0
"""Seconds that the crawl has to end when it is told to; the book minds no end without grace."""


class CrawlerStopped(MinnaError):
    """The crawl ended before all sites were visited, through a fault of ours or of the machine."""

    en = "The crawl stopped early ({why}): start it again and it goes on where it stopped."
    ja = "クロールが途中で止まりました（{why}）。もう一度実行すると、止まったところから再開します。"


def crawl(store: Store, run: Run, *, progress: Callable[[int, int, str], None]) -> None:
    """Visit the run's sites that have not been visited; each ends with its Frame and its sample.

    Raises CrawlerStopped when sites are left over; stopping and starting again loses nothing.
    """
    known = {frame.site for frame in store.read(Frame, run=run.id)}
    sites = [site.code for site in store.read(Site, run=run.id) if site.code not in known]
    store.save(Frame(run.id, code, "pending") for code in sites)
    if not store.count(Frame, run=run.id, status="pending"):
        return
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "crawler", store.path, run.id, str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            watch(child, store, run, progress)
        finally:
            stop(child)
        if child.returncode or store.count(Frame, run=run.id, status="pending"):
            raise CrawlerStopped(why=last_words(said) or "it was ended from outside")


def watch(
    child: subprocess.Popen[bytes],
    store: Store,
    run: Run,
    progress: Callable[[int, int, str], None],
) -> None:
    """Tell the progress until the child ends."""
    while child.poll() is None:
        progress(*how_far(store, run))
        try:
            child.wait(EVERY)
        except subprocess.TimeoutExpired:
            continue
    progress(*how_far(store, run))


def how_far(store: Store, run: Run) -> tuple[int, int, str]:
    """Sites done, sites in all, and the pages found so far."""
    frames = list(store.read(Frame, run=run.id))
    done = sum(frame.status != "pending" for frame in frames)
    return done, len(frames), f"{sum(frame.pages for frame in frames)} pages"


def stop(child: subprocess.Popen[bytes]) -> None:
    """Ask a child that still runs to end, and insist after GRACE."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(GRACE)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def last_words(said: IO[bytes]) -> str:
    """The last line that the child wrote."""
    said.seek(0)
    lines = said.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
