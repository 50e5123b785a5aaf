"""However a survey is ended, it leaves no process behind and keeps what was recorded."""

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path as File

import pytest

from audits.browser.processes import descendants
from minna.records import Evidence, Page, Run, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = "<!doctype html><html lang=ja><meta charset=utf-8><title>頁</title><body><h1>本文</h1>"
BUSY = f"{TEXT}<script>for(;;);</script>"
PAGES = 40


class Site(BaseHTTPRequestHandler):
    """Pages that link on to each other; /busy never lets go of its tab, /slow of its client."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        if self.path == "/slow":
            time.sleep(60)
        links = "".join(f"<a href=/{n}>{n}</a>" for n in range(PAGES))
        body = BUSY if self.path == "/busy" else f"{TEXT}<p>{self.path}</p>{links}"
        self.send_response(404 if self.path == "/robots.txt" else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def base(serve, tmp_path):
    return serve(tmp_path, Site)


def crawled(path, *urls):
    """A database in which the audit is next."""
    store = Store(path)
    settings = {"pause": 0.02, "allow_private": True, "cores": 2, "gatherers": ["axe"]}
    store.save([Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})])
    for n, url in enumerate(urls):
        store.save([SiteCrawl("r", f"s{n}", "ok", pages=1)])
        store.save([Page("r", f"s{n}", url, "fetched", sample_part="key", visit_order=1)])
    return store


STARTED = []


@pytest.fixture(autouse=True)
def nothing_runs_on():
    """A test that fails half-way leaves nothing that visits pages beside the tests after it."""
    yield
    while STARTED:
        child = STARTED.pop()
        child.kill()
        child.communicate()


def start(folder, *words, shell=(), **popen):
    """The command line, with temporary files of its own so that leftovers can be told."""
    env = os.environ | {"TMPDIR": str(folder), "LANG": "C.UTF-8"} | popen.pop("env", {})
    command = [*shell, sys.executable, "-m", "minna", *map(str, words)]
    STARTED.append(subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env, **popen))
    return STARTED[-1]


def leftovers(folder, processes):
    """Processes that were the child's, or whose command line names its temporary files."""
    collected = []
    for process in File("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        ours = int(process.name) in processes or str(folder) in words
        if words and ours and int(process.name) != os.getpid():
            collected.append((process.name, words.replace("\0", " ")[:120]))
    return collected


def wait_until(true, seconds):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def in_full_swing(child, store, kind, least, processes):
    """Wait until records come, and learn which processes there are."""
    wait_until(lambda: child.poll() is not None or store.count(kind) >= least, 120)
    assert child.poll() is None, child.stderr.read()
    processes.update(descendants(child.pid))


def pages(base, *odd):
    return [*(f"{base}/{n}" for n in range(PAGES)), *(f"{base}{path}" for path in odd)]


@pytest.mark.parametrize(
    ("whom", "blow", "lang", "sentence"),
    [
        ("group", signal.SIGINT, "C.UTF-8", "minna: Stopped."),
        ("process", signal.SIGTERM, "ja_JP.UTF-8", "止まったところから再開します"),
    ],
)
def test_an_audit_that_is_told_to_end_closes_its_browsers_and_says_so(
    base, tmp_path, whom, blow, lang, sentence
):
    """A terminal sends Ctrl-C to the whole group, a service manager its signal to one process."""
    store, processes = crawled(tmp_path / "m.db", *pages(base, "/busy")), set()
    env = {"LANG": lang}
    child = start(tmp_path, "audit", "--db", store.path, start_new_session=True, env=env)
    in_full_swing(child, store, Evidence, 4, processes)
    (os.killpg if whom == "group" else os.kill)(child.pid, blow)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 128 + blow, said
    assert sentence in said.strip().splitlines()[-1], said
    assert "Traceback" not in said and "never retrieved" not in said
    wait_until(lambda: not leftovers(tmp_path, processes), 5)
    assert len(processes) > 5, "there were browsers"
    assert {e.status for e in store.read(Evidence)} == {"ok"}, "nothing is written down half seen"
    assert whom == "group" or not list(tmp_path.glob("playwright*")), "no profile is left behind"
    kept = store.count(Evidence)
    again = start(tmp_path, "audit", "--db", store.path)
    wait_until(lambda: store.count(Evidence) > kept, 60)
    again.terminate()
    again.communicate(timeout=60)


def test_it_also_ends_when_ctrl_c_is_ignored_as_it_is_in_the_background(base, tmp_path):
    store, processes = crawled(tmp_path / "m.db", *pages(base)), set()
    shell = ["sh", "-c", "trap '' INT; exec \"$@\"", "sh"]
    child = start(tmp_path, "audit", "--db", store.path, shell=shell)
    in_full_swing(child, store, Evidence, 2, processes)
    child.send_signal(signal.SIGINT)
    wait_until(lambda: store.count(Evidence) >= 6, 60)  # it goes on as if nothing had been
    child.terminate()
    _, said = child.communicate(timeout=60)
    assert child.returncode == 143, said
    assert said.strip().splitlines()[-1].startswith("minna: Stopped."), said
    assert "Traceback" not in said and "never retrieved" not in said, said
    wait_until(lambda: not leftovers(tmp_path, processes), 5)
    assert {e.status for e in store.read(Evidence)} == {"ok"}, "nothing is written down half seen"
    assert not list(tmp_path.glob("playwright*")), "no profile is left behind"


def test_a_killed_audit_leaves_no_browser(base, tmp_path):
    urls = [f"{base}/1", f"{base}/busy"]
    store, processes = crawled(tmp_path / "m.db", *urls), set()
    child = start(tmp_path, "audit", "--db", store.path)
    in_full_swing(child, store, Evidence, 2, processes)
    time.sleep(1)  # the next page never lets go of its tab
    processes.update(descendants(child.pid))
    child.kill()
    child.communicate(timeout=60)
    wait_until(lambda: not leftovers(tmp_path, processes), 10)
    wait_until(lambda: not list(tmp_path.glob("playwright*")), 10)


SLOW_TO_SHOW = """#!/bin/sh
echo "$@" > "$TMPDIR/words"
sleep 300 &
mkdir -p "$TMPDIR/profile/more" && echo $$ > {folder}/started
wait
"""
"""Stands in for a browser that hangs as it starts, with a process of its own."""


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("whom", ["group", "process"])
def test_a_command_that_is_ended_while_it_tries_a_browser_leaves_neither_it_nor_its_folder(
    tmp_path, blow, whom
):
    browser, temporary = tmp_path / "browser", tmp_path / "temporary"
    temporary.mkdir()
    browser.write_text(SLOW_TO_SHOW.format(folder=tmp_path))
    browser.chmod(0o755)
    child = start(temporary, "doctor", env={"MINNA_CHROMIUM": str(browser)}, start_new_session=True)
    wait_until((tmp_path / "started").exists, 30)
    descendants_before = set(descendants(child.pid))
    assert list(temporary.glob("*/profile/more"))
    assert len(descendants_before) > 3, "a guard, a browser and what it has started"
    (os.killpg if whom == "group" else os.kill)(child.pid, blow)
    child.communicate(timeout=60)
    wait_until(lambda: not leftovers(tmp_path, descendants_before), 5)
    wait_until(lambda: not list(temporary.iterdir()), 5)


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_ended_as_it_begins_leaves_nothing(tmp_path, blow):
    """With the browser that is really there, at moments of chance."""
    for tenths in (2, 4, 6, 8, 11):
        child = start(tmp_path, "doctor", stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(tenths / 10)
        descendants_before = set(descendants(child.pid))
        child.send_signal(blow)
        child.communicate(timeout=60)
        wait_until(
            lambda descendants_before=descendants_before: (
                not leftovers(tmp_path, descendants_before)
            ),
            5,
        )
        wait_until(lambda: not list(tmp_path.iterdir()), 5)


@pytest.mark.parametrize("blow", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_survey_that_is_ended_in_its_crawl_ends_the_crawl_as_well(base, serve, tmp_path, blow):
    """Although a server just keeps us waiting for its answer."""
    slow = f"{serve(tmp_path, Site)}/slow"
    (tmp_path / "r.csv").write_text(f"name,url\n甲市,{base}/\n乙市,{slow}\n", encoding="utf-8")
    store = Store(tmp_path / "m.db")
    words = ["--pause", "0.3", "--allow-private", "--touch", "none", "--out", tmp_path / "out"]
    child = start(tmp_path, "survey", tmp_path / "r.csv", "--db", tmp_path / "m.db", *words)
    processes = set()
    in_full_swing(child, store, Page, 5, processes)
    wait_until(lambda: len(descendants(child.pid)) > 1, 10)
    processes.update(descendants(child.pid))
    child.send_signal(blow)
    _, said = child.communicate(timeout=60)
    assert child.returncode == (-9 if blow == signal.SIGKILL else 128 + blow)
    assert blow == signal.SIGKILL or said.strip().splitlines()[-1].startswith("minna: Stopped.")
    wait_until(lambda: not leftovers(tmp_path, processes), 10)
    assert {f.status for f in store.read(SiteCrawl)} == {"pending"}
    assert store.count(Page, state="fetched") >= 1
