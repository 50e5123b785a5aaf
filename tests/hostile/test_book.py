"""A record book that is damaged, locked, somebody else's or unreadable costs one sentence."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path as File

import pytest

from audits.judging.check_runner import run_checks
from audits.judging.site_check_runner import SiteNotes
from minna import store as record_book
from minna.errors import CannotWrite, DatabaseBusy, DatabaseDamaged, MinnaError, NotAMinnaDatabase
from minna.evidence_codec import compress_json
from minna.records import CheckOutcomes, Evidence, Run, Score, SiteCrawl
from minna.store import Store
from tests.made_up_run import fill

READING = ("score", "report", "judge", "politeness")


def minna(*words, seconds=120, **more):
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "minna", *map(os.fspath, words)]
    env = os.environ | {"LANG": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, timeout=seconds, env=env, **more)


def sentence(result):
    """The one sentence of what went wrong, and no traceback."""
    said = result.stderr.decode()
    assert "Traceback" not in said, said
    assert result.returncode == 2, (result.returncode, said)
    lines = [line for line in said.splitlines() if line.startswith(("minna:", "Error:"))]
    assert len(lines) == 1, said
    return lines[0]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A book of some sites with evidence, scored; with its log written back into it."""
    path = tmp_path_factory.mktemp("sound") / "m.db"
    store = Store(path)
    fill(store, 4)
    store.db.execute("pragma wal_checkpoint(truncate)")
    store.close()
    return path


@pytest.fixture
def book(sound, tmp_path):
    return shutil.copy(sound, tmp_path / "m.db")


def changed(path, statement, *values):
    with sqlite3.connect(path) as db:
        db.execute(statement, values)
    db.close()


def written(path, start, data):
    with open(path, "r+b") as file:
        file.seek(start)
        file.write(data)


DAMAGE = {
    "header": lambda p: written(p, 0, b"\xff" * 100),
    "first page": lambda p: written(p, 100, os.urandom(3000)),
    "cut": lambda p: os.truncate(p, os.path.getsize(p) // 2),
    "cut short": lambda p: os.truncate(p, 700),
    "no table": lambda p: changed(p, "drop table run"),
    "no column": lambda p: changed(p, "alter table run drop column settings"),
    "settings": lambda p: changed(p, "update run set settings = ?", '{"pages": 3'),
    "settings list": lambda p: changed(p, "update run set settings = ?", "[1]"),
    "settings null": lambda p: changed(p, "update run set settings = null"),
    "versions": lambda p: changed(p, "update run set versions = ?", b"\x00\xff"),
    "text": lambda p: File(p).write_text("これは記録簿ではありません。" * 99),
    "csv": lambda p: File(p).write_text("name,url\n甲市,https://a.jp/\n"),
    "picture": lambda p: File(p).write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(5000)),
    "folder": lambda p: (os.remove(p), os.mkdir(p)),
    "no folder": lambda p: shutil.move(p, f"{p}.x") and os.symlink("/nowhere/x.db", p),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_book_that_is_none_or_damaged_is_told(book, kind):
    DAMAGE[kind](book)
    with pytest.raises(MinnaError) as raised:
        Store(book).run()
    assert isinstance(raised.value, DatabaseDamaged | NotAMinnaDatabase | CannotWrite)
    assert str(book) in str(raised.value)


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("kind", ["cut", "settings"])
def test_every_command_says_so(book, command, kind, tmp_path):
    DAMAGE[kind](book)
    more = ["--out", tmp_path / "out"] if command == "report" else []
    message = sentence(minna(command, "--db", book, *more))
    assert "is damaged" in message or "not a Minna database" in message, message


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_is_a_sentence_or_harmless(book, seed):
    """Some hundred bytes of noise at a place of chance, and all that can be read is read."""
    chance = random.Random(seed)
    size = os.path.getsize(book)
    for _ in range(1 + seed % 3):
        written(book, chance.randrange(size - 600), chance.randbytes(chance.randrange(1, 600)))
    try:
        store = Store(book)
        for kind in (Run, SiteCrawl, Evidence, CheckOutcomes, Score):
            list(store.read(kind))
    except MinnaError as error:
        assert isinstance(error, DatabaseDamaged | NotAMinnaDatabase | CannotWrite)


FACTS = {
    "noise": b"\x28\xb5\x2f\xfd" + b"\xff" * 40,
    "empty": b"",
    "words": "facts",
    "number": 7,
    "list": compress_json([1, 2]),
    "nothing": None,
    "not json": b"{",
}


@pytest.mark.parametrize("kind", FACTS)
def test_evidence_that_cannot_be_unpacked_loses_nothing(book, kind):
    changed(book, "update evidence set facts = ? where rowid = 1", FACTS[kind])
    with pytest.raises(DatabaseDamaged, match="evidence"):
        list(Store(book).read(Evidence))
    unread = []
    assert len(list(Store(book).read(Evidence, unread.append))) == Store(book).count(Evidence) - 1
    assert len(unread) == 1


def test_all_evidence_that_cannot_be_read_is_told_and_the_rest_is_judged(book):
    judged = {(j.site, j.url, j.viewport) for j in Store(book).read(CheckOutcomes)}
    visits = [e for e in Store(book).read(Evidence) if e.status == "ok"]
    bad, good = (visits[0], visits[-1]), visits[1:-1]
    for kind, visit in zip(("noise", "list"), bad, strict=True):
        where = f"site = '{visit.site}' and url = '{visit.url}' and viewport = '{visit.viewport}'"
        changed(book, f"update evidence set facts = ? where {where}", FACTS[kind])
    gone = good[0]
    Store(book).delete(CheckOutcomes, url=gone.url, viewport=gone.viewport)
    ended = minna("judge", "--db", book)
    assert ended.returncode == 2, ended
    lines = ended.stderr.decode().splitlines()
    assert sum(line.startswith("  not read: evidence ") for line in lines) == 2
    assert all(any(visit.url in line for line in lines) for visit in bad)
    assert lines[-1].startswith("minna: 2 visits in ") and "judge again" in lines[-1]
    after = {(j.site, j.url, j.viewport) for j in Store(book).read(CheckOutcomes)}
    assert judged <= after, "what could not be read keeps what was judged of it"


ODD_FACTS = [
    {"axe": "x"},
    {"axe": {"violations": [None], "passes": 3}},
    {"axe": {"incomplete": {"nodes": 1}}, "places": [1]},
    {"texts": {"x": [None]}, "links": "x", "headings": 3, "places": {"html": "x"}},
    {"axe": None, "document": None, "images": [None], "styles": []},
]


@pytest.mark.parametrize("facts", ODD_FACTS, ids=json.dumps)
def test_evidence_of_another_shape_is_untested_and_not_the_end(facts):
    findings, judged = run_checks(Evidence("r", "s", "http://a/", "phone", "ok", facts=facts))
    assert {f.outcome for f in findings} <= {"untested", "cantTell"}
    assert judged.untested and not judged.failed
    notes = SiteNotes()
    notes.collect(Evidence("r", "s", "http://a/", "desktop", "ok", facts=facts))
    list(notes.verdicts())


def test_a_locked_book_is_waited_for_and_then_told(book, monkeypatch):
    monkeypatch.setattr(record_book, "LOCK_TIMEOUT", 0.2)
    monkeypatch.setattr(record_book, "MAX_TRIES", 2)
    other = sqlite3.connect(book, isolation_level=None)
    other.execute("begin exclusive")
    store = Store(book)  # reads go on while another writes
    began = time.monotonic()
    with pytest.raises(DatabaseBusy, match="locked by another program"):
        store.save([SiteCrawl("r", "s", "ok")])
    assert time.monotonic() - began < 10
    other.execute("commit")
    other.close()
    store.save([SiteCrawl("r", "s", "ok")])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_book_without_permission_is_told(book, mode):
    os.chmod(book, mode)
    with pytest.raises(CannotWrite):
        Store(book).save([SiteCrawl("r", "s", "ok")])


def test_a_name_that_is_none_is_told():
    for name in ("", " "):
        with pytest.raises(CannotWrite):
            Store(name)


ODD_WORDS = {
    "seed too large": ["--seed", str(2**64)],
    "seed negative": ["--seed", "-1"],
    "seed words": ["--seed", "x"],
    "pause inf": ["--pause", "inf"],
    "pause nan": ["--pause", "nan"],
    "pause negative": ["--pause", "-1"],
    "pause a year": ["--pause", "1e7"],
    "no pages": ["--pages", "0"],
    "minus pages": ["--pages", "-1"],
    "many pages": ["--pages", str(10**12)],
    "huge pages": ["--pages", "9" * 5000],
    "many crawl pages": ["--crawl-pages", str(10**12)],
    "unknown code": ["--only", "1,9"],
    "no code": ["--only", " , "],
    "not text": ["--only", b"\xe9\xff"],
    "not text, a file": ["--out", b"/tmp/\xe9"],
    "db a folder": ["--db", "/tmp"],
    "db without a name": ["--db", ""],
}


@pytest.mark.parametrize("kind", ODD_WORDS)
def test_what_was_typed_wrongly_is_a_sentence_and_nothing_is_begun(tmp_path, kind):
    (tmp_path / "r.csv").write_text("code,name,url\n1,甲市,http://127.0.0.1:1/\n", encoding="utf-8")
    words = ["survey", tmp_path / "r.csv", "--db", tmp_path / "m.db", *ODD_WORDS[kind]]
    command = [sys.executable, "-m", "minna", *words]
    result = subprocess.run(
        command, capture_output=True, timeout=60, env=os.environ | {"LANG": "C.UTF-8"}
    )
    assert len(sentence(result)) < 6000
    assert not (tmp_path / "m.db").exists()
