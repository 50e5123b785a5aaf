"""Whatever of a survey is killed, it goes on or says how to, and leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path as File

import pytest

from audits.browser.processes import descendants
from minna.records import Evidence, Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

TEXT = "<!doctype html><html lang=ja><meta charset=utf-8><title>頁</title><body><h1>本文</h1>"
PAGES = 5


class Answers(BaseHTTPRequestHandler):
    """Pages that link on to each other, after a moment."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        time.sleep(0.2)
        links = "".join(f"<a href=/{n}>{n}</a>" for n in range(40))
        self.send_response(404 if self.path.startswith(("/robots", "/site", "/minna")) else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"{TEXT}<p>{self.path}</p>{links}".encode())

    def log_message(self, *_):
        pass


def start(folder, *words):
    """The command line with a folder of its own for temporary files."""
    env = os.environ | {"TMPDIR": str(folder), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "minna", *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)


def command_of(pid):
    try:
        return File(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def wait_until(true, seconds=120):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def nothing_is_left(folder, processes):
    """No process of those, and nothing in the folder for temporary files."""
    wait_until(lambda: not [pid for pid in processes if command_of(pid)], 30)
    wait_until(lambda: not list(folder.iterdir()), 30)


@pytest.mark.browser
@pytest.mark.parametrize("whom", ["run-driver", "--type=renderer", "--headless", "minna"])
def test_an_audit_goes_on_and_leaves_nothing(serve, tmp_path, whom):
    """The driver, a page's process, the browser; and all of it where we are killed ourselves."""
    base, temporary = serve(tmp_path, Answers), tmp_path / "temporary"
    temporary.mkdir()
    store = Store(tmp_path / "m.db")
    settings = {"pause": 0.02, "allow_private": True, "cores": 1, "gatherers": ["axe"]}
    store.save(
        [
            Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {}),
            SiteCrawl("r", "s", "ok", pages=1),
        ]
    )
    store.save([Site("r", "s", "甲市", f"{base}/")])
    for n in range(PAGES):
        store.save([Page("r", "s", f"{base}/{n}", "fetched", sample_part="key", visit_order=n)])
    child = start(temporary, "audit", "--db", store.path)
    wait_until(lambda: child.poll() is not None or store.count(Evidence) >= 2)
    assert child.poll() is None, child.stderr.read()
    processes = set(descendants(child.pid))
    victims = [
        p for p in processes if whom in command_of(p) and (whom != "minna" or p == child.pid)
    ]
    assert victims
    os.kill(min(victims), signal.SIGKILL)
    _, said = child.communicate(timeout=200)
    assert "Traceback" not in said
    if whom == "minna":
        assert child.returncode == -signal.SIGKILL
    else:
        assert child.returncode == 0, said
        assert [e.status for e in store.read(Evidence)] == ["ok"] * 2 * PAGES
    nothing_is_left(temporary, processes)


def test_a_crawl_whose_process_is_killed_says_so_and_goes_on_when_asked(serve, tmp_path):
    base, temporary = serve(tmp_path, Answers), tmp_path / "temporary"
    temporary.mkdir()
    (tmp_path / "r.csv").write_text(f"code,name,url\n1,甲市,{base}/\n", encoding="utf-8")
    words = ["crawl", tmp_path / "r.csv", "--db", tmp_path / "m.db", "--allow-private"]
    words += ["--pause", "0.02", "--crawl-pages", "12"]
    child, store = start(temporary, *words), Store(tmp_path / "m.db")
    wait_until(lambda: child.poll() is not None or store.count(Page, state="fetched") >= 2)
    crawlers = [p for p in descendants(child.pid) if "\0crawler\0" in command_of(p)]
    os.kill(crawlers[0], signal.SIGKILL)
    _, said = child.communicate(timeout=100)
    assert (child.returncode, "Traceback" in said) == (2, False)
    assert said.splitlines()[-1].startswith("minna: The crawl stopped early (")
    assert store.get(SiteCrawl).status == "pending"
    kept = store.count(Page, state="fetched")
    again = start(temporary, *words)
    _, said = again.communicate(timeout=200)
    assert again.returncode == 0, said
    assert store.get(SiteCrawl).status == "ok" and store.count(Page, state="fetched") > kept
    nothing_is_left(temporary, set())
