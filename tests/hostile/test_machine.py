"""What this machine lacks, or what is damaged of our own files, is never a site's fault."""

import asyncio
import errno
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from typing import ClassVar

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from scrapy.http import HtmlResponse, Response
from twisted.internet.error import ConnectError

from crawler.download_errors import classify, machine_fault
from crawler.middlewares import conditional_get
from crawler.middlewares.conditional_get import ConditionalGetMiddleware
from minna import lock, machine
from minna.errors import DatabaseInUse, MachineError, TooFewFileHandles
from minna.records import Page, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

ENV = os.environ | {"LANG": "C.UTF-8"}
URL = "https://a.example/"


def minna(*words, seconds=120, shell=""):
    """The command line in a process of its own, after something that the shell is to do."""
    command = [sys.executable, "-m", "minna", *map(str, words)]
    if shell:
        command = ["bash", "-c", f'{shell}; exec "$@"', "bash", *command]
    return subprocess.run(command, capture_output=True, timeout=seconds, env=ENV, text=True)


def start(*words):
    command = [sys.executable, "-m", "minna", *map(str, words)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENV)


class Town(BaseHTTPRequestHandler):
    """A dozen pages that their server can recognise again."""

    asked: ClassVar[Counter[str]] = Counter()
    seconds = 0.0
    lock = threading.Lock()

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        with self.lock:
            self.asked[self.path] += 1
        time.sleep(self.seconds)
        body = f"<!doctype html><title>{self.path}</title><h1>{self.path} の案内</h1>" + "".join(
            f"<a href=/p{n}.html>案内{n}</a> " for n in range(12)
        )
        same = self.headers.get("If-None-Match") == '"1"'
        missing = "robots" in self.path or "map" in self.path or "minna-asks" in self.path
        self.send_response(404 if missing else 304 if same else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("ETag", '"1"')
        self.end_headers()
        if not same:
            self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


@pytest.fixture
def town(serve, tmp_path):
    """A registry of one town, and how often each of its paths was asked for."""
    Town.asked.clear()
    Town.seconds = 0.0
    base = serve(tmp_path, Town)
    (tmp_path / "r.csv").write_text(f"code,name,url\n1,甲町,{base}/\n", encoding="utf-8")
    return tmp_path / "r.csv"


def crawl_words(registry, *more):
    where = registry.parent / "m.db"
    return ["crawl", registry, "--db", where, "--allow-private", "--pause", "0.02", *more]


# A file of our own that is damaged


async def asked_again(kept):
    """What is sent along with a question for a page, and what comes of the answer 304."""
    request = Request(URL)
    await kept.process_request(request)
    sent = request.headers.get("If-None-Match")
    answer = await kept.process_response(request, Response(URL, status=304))
    return sent, answer.status, answer.body


async def remembered(path):
    """A cache that knows one page, closed."""
    kept = ConditionalGetMiddleware(path)
    await kept.process_response(
        Request(URL), HtmlResponse(URL, headers={"ETag": '"1"'}, body="町".encode() * 500)
    )
    assert await asked_again(kept) == (b'"1"', 200, "町".encode() * 500)
    kept.close()


def spoil(statement, *values):
    def work(path):
        with closing(sqlite3.connect(path)) as db, db:
            db.execute(statement, values)

    return work


def noise(path):
    size = os.path.getsize(path)
    with open(path, "r+b") as file:
        for place in range(0, size, 97):
            file.seek(place)
            file.write(b"\xff")


CACHES = {
    "noise": noise,
    "words": lambda path: path.write_text("これはキャッシュではありません。" * 300),
    "empty": lambda path: os.truncate(path, 0),
    "cut": lambda path: os.truncate(path, os.path.getsize(path) // 2),
    "cut in the header": lambda path: os.truncate(path, 60),
    "other table": spoil("alter table kept_answer drop column headers"),
    "no table": spoil("drop table kept_answer"),
    "body": spoil("update kept_answer set body = x'28b52ffd00'"),
    "body of another": spoil("update kept_answer set url = 'https://b.example/'"),
    "tag": spoil("update kept_answer set etag = ?", '"2"'),
    "tag a number": spoil("update kept_answer set etag = 7"),
    "tag of two lines": spoil("update kept_answer set etag = ?", "a\r\nCookie: b"),
    "no digest": spoil("update kept_answer set digest = null"),
}


@pytest.mark.parametrize("kind", CACHES)
def test_a_damaged_cache_is_asked_anew_and_goes_on(tmp_path, kind):
    path = tmp_path / "m.db.cache"
    asyncio.run(remembered(str(path)))
    CACHES[kind](path)
    kept = ConditionalGetMiddleware(str(path))
    sent, status, _ = asyncio.run(asked_again(kept))
    assert (sent, status) == (None, 304), "nothing damaged is sent or taken for an answer"
    kept.close()
    asyncio.run(remembered(str(path)))


@pytest.mark.parametrize("seed", range(10))
def test_no_flipped_byte_of_the_cache_becomes_a_page(tmp_path, seed):
    path, chance = tmp_path / "m.db.cache", random.Random(seed)
    asyncio.run(remembered(str(path)))
    with open(path, "r+b") as file:
        for _ in range(40):
            file.seek(chance.randrange(os.path.getsize(path)))
            file.write(chance.randbytes(1))
    kept = ConditionalGetMiddleware(str(path))
    _, status, body = asyncio.run(asked_again(kept))
    assert (status, body) in [(304, b""), (200, "町".encode() * 500)]
    kept.close()


def test_a_cache_that_cannot_be_at_all_is_left_out(tmp_path):
    (tmp_path / "m.db.cache").mkdir()
    kept = ConditionalGetMiddleware(str(tmp_path / "m.db.cache"))
    response = HtmlResponse(URL, headers={"ETag": '"1"'}, body=b"x")
    assert asyncio.run(kept.process_response(Request(URL), response)) is response
    assert asyncio.run(asked_again(kept))[0] is None
    kept.close()


def test_a_full_disk_ends_the_cache_and_not_the_crawl(tmp_path, monkeypatch):
    kept = ConditionalGetMiddleware(str(tmp_path / "m.db.cache"))
    kept.db.execute("pragma max_page_count = 4")
    monkeypatch.setattr(
        conditional_get, "opened", lambda path: (_ for _ in ()).throw(OSError(28, ""))
    )
    body = random.Random(1).randbytes(200_000)
    response = HtmlResponse(URL, headers={"ETag": '"1"'}, body=body)
    assert asyncio.run(kept.process_response(Request(URL), response)) is response
    assert kept.db is None


def test_a_crawl_with_a_damaged_cache_measures_the_town(town):
    (town.parent / "m.db.cache").write_bytes(b"\x00noise" * 4000)
    result = minna(*crawl_words(town))
    assert result.returncode == 0, result.stderr
    assert "1 of 1 sites" in result.stderr
    assert Store(town.parent / "m.db").get(SiteCrawl).status == "ok"


# What the system refuses


def caused(error, by):
    error.__cause__ = by
    return error


OURS = [
    OSError(errno.EMFILE, "Too many open files"),
    OSError(errno.ENFILE, "x"),
    OSError(errno.ENOSPC, "x"),
    OSError(errno.EIO, "x"),
    OSError(errno.ENOBUFS, "x"),
    MemoryError(),
    ConnectError(errno.EMFILE, "x"),
    caused(CannotResolveHostError("a"), OSError(errno.EMFILE, "x")),
    caused(RuntimeError("a"), caused(ValueError("b"), MemoryError())),
]
THEIRS = [
    DownloadConnectionRefusedError(),
    CannotResolveHostError("a"),
    OSError(errno.ECONNRESET, "x"),
    OSError(errno.EHOSTUNREACH, "x"),
    TimeoutError(),
    ConnectError(errno.ECONNREFUSED, "x"),
    UnicodeError("label too long"),
]
BROKEN = [KeyError("x"), AttributeError("x"), AssertionError(), sqlite3.OperationalError("x")]


@pytest.mark.parametrize("error", OURS, ids=repr)
def test_what_the_machine_refuses_stops_all(error):
    assert isinstance(machine_fault(error), TooFewFileHandles | MachineError)


@pytest.mark.parametrize("error", THEIRS, ids=repr)
def test_what_the_network_says_is_of_the_site(error):
    assert machine_fault(error) is None
    assert classify(error)[0] == "unreachable"


@pytest.mark.parametrize("error", BROKEN, ids=repr)
def test_what_breaks_in_our_own_code_is_broken_and_not_unreachable(error):
    assert machine_fault(error) is None
    assert classify(error) == ("broken", f"our own fault ({type(error).__name__})")


def test_an_unknown_host_is_not_believed_while_handles_are_wanting(monkeypatch):
    """A look-up of names that gets no handle reads like an unknown host."""
    assert machine_fault(CannotResolveHostError("a")) is None
    monkeypatch.setattr(machine, "limit", lambda: 12)
    assert isinstance(machine_fault(CannotResolveHostError("a")), TooFewFileHandles)


@pytest.mark.parametrize(
    ("command", "handles"), [("survey", 64), ("crawl", 200), ("audit", 64), ("page", 64)]
)
def test_the_number_of_handles_is_said_before_anything_is_begun(town, command, handles):
    what = {"survey": [town], "crawl": [town], "audit": []}.get(command, ["http://127.0.0.1:1/"])
    where = [] if command == "page" else ["--db", town.parent / "m.db"]
    more = [] if command == "audit" else ["--allow-private"]
    result = minna(command, *what, *where, *more, shell=f"ulimit -n {handles}")
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1, result.stderr
    assert f"{machine.MIN_HANDLES} file handles, and {handles} are allowed" in result.stderr
    assert not (town.parent / "m.db").exists() and not Town.asked


def test_a_low_limit_is_raised_where_that_is_allowed(town):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    assert hard == resource.RLIM_INFINITY or hard >= machine.MIN_HANDLES
    result = minna(*crawl_words(town), shell="ulimit -Sn 48")
    assert result.returncode == 0, result.stderr
    assert Store(town.parent / "m.db").get(SiteCrawl).status == "ok"


@pytest.mark.parametrize("handles", [14, 17, 20])
def test_a_crawl_that_runs_out_of_handles_writes_no_town_off(town, handles):
    """The crawl alone, as if it had begun with enough of them."""
    url = town.read_text(encoding="utf-8").split(",")[-1].strip()
    store = Store(town.parent / "m.db")
    settings = {"pause": 0.02, "allow_private": True, "crawl_pages": 3}
    store.save([Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})])
    for code in ("1", "2"):
        store.save([Site("r", code, "町", url), SiteCrawl("r", code, "pending")])
    words = [sys.executable, "-m", "crawler", store.path, "r"]
    command = ["bash", "-c", f'ulimit -n {handles}; exec "$@"', "bash", *words]
    subprocess.run(command, capture_output=True, timeout=100, env=ENV, check=False)
    statuses = {frame.status for frame in store.read(SiteCrawl)}
    assert statuses <= {"ok", "pending"}, statuses
    assert not [p for p in store.read(Page) if "no connection" in p.reason or "resolve" in p.reason]


def wait_until(true, seconds=60):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


# Two commands on one book


def test_a_second_survey_is_refused_while_the_first_lives_and_not_after(town):
    Town.seconds = 0.8
    words = (*crawl_words(town), "--no-services")
    first = start(*words)
    book = town.parent / "m.db"
    wait_until(lambda: sum(Town.asked.values()) >= 3)
    second = minna(*words)
    assert second.returncode == 2
    assert second.stderr.count("\n") == 1 and f"process {first.pid}" in second.stderr
    for command in ("score", "judge"):
        ended = minna(command, "--db", book)
        assert (ended.returncode, ended.stderr.count("\n")) == (2, 1), ended.stderr
        assert "is at work on" in ended.stderr
    assert minna("politeness", "--db", book).returncode == 0
    assert minna("report", "--db", book, "--out", town.parent / "out").returncode == 0
    os.symlink(book, town.parent / "other.db")
    assert lock.lock_file(str(town.parent / "other.db")) == lock.lock_file(str(book))
    assert first.poll() is None, "it still crawls"
    Town.seconds = 0.0
    first.send_signal(signal.SIGKILL)
    first.communicate()
    third = minna(*words)
    assert third.returncode == 0, third.stderr
    assert "Going on with survey" in third.stderr
    twice = [path for path, times in Town.asked.items() if times > 1 and "robots" not in path]
    assert len(twice) <= 1, "no more than the page that was on its way when it was killed"


def test_of_many_at_once_one_gets_the_book(tmp_path):
    """As often as it is tried, and at once where each lets go."""
    code = (
        "import sys, time\nfrom minna import lock\nfrom minna.errors import DatabaseInUse\n"
        "try:\n    lock.claim(sys.argv[1])\n    print('got', flush=True); time.sleep(2)\n"
        "except DatabaseInUse as error:\n    print(error)"
    )
    book = str(tmp_path / "m.db")
    many = [
        subprocess.Popen([sys.executable, "-c", code, book], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = [each.communicate(timeout=60)[0] for each in many]
    assert sum(line.startswith("got") for line in said) == 1, said
    lock.claim(book)
    lock.claim(book)  # one command may ask twice
    with pytest.raises(DatabaseInUse):
        raise_as_another(book)


def raise_as_another(book):
    """Claim a book as another process would: by a handle of its own."""
    handle = os.open(lock.lock_file(book), os.O_RDWR)
    try:
        lock.wait_for(handle, book)
    finally:
        os.close(handle)
