"""Killed anywhere, a survey goes on where it stopped."""

import os
import signal
import subprocess
import sys
import time

import pytest

from minna.records import Evidence, Page, Run, Site, SiteCrawl
from minna.store import Store
from samples.generate import generate
from samples.serve import serving, write_registry

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def survey(registry, folder):
    words = ["survey", registry, "--pages", "3", "--crawl-pages", "12", "--pause", "0.05"]
    words += [
        "--allow-private",
        "--touch",
        "none",
        "--db",
        folder / "m.db",
        "--out",
        folder / "report",
    ]
    return [sys.executable, "-m", "minna", *map(str, words)]


def test_a_survey_that_was_killed_goes_on_and_loses_and_repeats_nothing(tmp_path):
    generate(tmp_path / "sites")
    with serving(tmp_path / "sites") as served:
        write_registry(tmp_path / "all.csv", served)
        rows = (tmp_path / "all.csv").read_text(encoding="utf-8").splitlines()
        (tmp_path / "r.csv").write_text("\n".join(rows[:3]) + "\n", encoding="utf-8")
        once, twice = tmp_path / "once", tmp_path / "twice"
        for folder in (once, twice):
            folder.mkdir()
        whole = subprocess.run(survey(tmp_path / "r.csv", once), capture_output=True, text=True)
        assert whole.returncode == 0, whole.stderr

        for visits in (1, 3, 7):  # killed while crawling, and twice while auditing
            child = subprocess.Popen(
                survey(tmp_path / "r.csv", twice),
                stderr=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
            wait_until(twice / "m.db", Page if visits == 1 else Evidence, visits, child)
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
            time.sleep(1)
        before = {(e.url, e.viewport): e.visited_at for e in Store(twice / "m.db").read(Evidence)}
        last = subprocess.run(survey(tmp_path / "r.csv", twice), capture_output=True, text=True)
        assert last.returncode == 0, last.stderr
        assert "Going on with survey" in last.stderr

    first, second = Store(once / "m.db"), Store(twice / "m.db")
    assert second.count(Run) == 1
    for kind, key in ((Site, "code"), (SiteCrawl, "site"), (Page, "url"), (Evidence, "url")):
        assert [getattr(r, key) for r in second.read(kind)] == [
            getattr(r, key) for r in first.read(kind)
        ]
    after = {(e.url, e.viewport): e.visited_at for e in second.read(Evidence)}
    assert before.items() <= after.items(), "what had been visited was not visited again"
    tables = [(folder / "report/data/ranking.csv").read_bytes() for folder in (once, twice)]
    assert tables[0] == tables[1]


def wait_until(path, kind, count, child):
    """Until the database holds so many records."""
    for _ in range(1200):
        if path.exists() and child.poll() is None:
            store = Store(path)
            stored = store.count(kind)
            store.close()
            if stored >= count:
                return
        assert child.poll() is None, "it ended before it could be killed"
        time.sleep(0.05)
    raise AssertionError("nothing was recorded")
