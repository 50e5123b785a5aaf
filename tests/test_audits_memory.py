"""What holds too much memory and is of a browser is ended, and nothing else."""

import subprocess
import sys
import time

import pytest

from audits.browser import memory
from audits.browser.browser_pool import BrowserPool, TooManyBrowserCrashes
from audits.browser.memory import is_of_a_browser, limited, resident

HOLD = "import sys, time; held = bytearray(int(sys.argv[1]) * 1000000); print(1, flush=True); time.sleep(60)"


def holding(megabytes, *words):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(megabytes), *words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "1\n"
    return process


def test_only_what_is_too_large_and_of_a_browser_is_ended(monkeypatch):
    monkeypatch.setattr(memory, "SECONDS", 0.05)
    large, small = holding(200, "--type=renderer"), holding(1, "--type=renderer")
    first, other = holding(200, "--remote-debugging-pipe"), holding(200, "reader")
    try:
        assert resident(large.pid) > 200e6 and is_of_a_browser(large.pid)
        with limited(150):
            assert large.wait(30) == first.wait(30) == -9
            time.sleep(0.3)
        assert {large.pid, first.pid} <= memory.ended
        assert small.poll() is None and other.poll() is None
        assert resident(first.pid) == 0 and not is_of_a_browser(first.pid)
    finally:
        for process in (large, small, first, other):
            process.kill()
            process.communicate()


def test_watching_ends_with_what_it_watches_for():
    with limited(0.001):
        pass
    late = holding(1, "--type=renderer")
    time.sleep(2 * memory.SECONDS)
    assert late.poll() is None
    late.kill()
    late.communicate()


def statuses_of(breakdowns, alone, well):
    fleet = BrowserPool(None, 1, allow_private=True)
    fleet.acquisitions, fleet.crashes, fleet.isolated_crashes, fleet.clean_releases = (
        9,
        breakdowns,
        alone,
        well,
    )
    fleet.raise_if_too_many_crashes()


def test_pages_that_end_browsers_do_not_end_the_survey_and_a_broken_machine_does():
    statuses_of(10, 0, 0)
    statuses_of(60, 30, 25)  # thirty such pages in a nation
    for hopeless in [(11, 0, 9), (60, 30, 0), (60, 0, 60)]:
        with pytest.raises(TooManyBrowserCrashes):
            statuses_of(*hopeless)
