"""The database keeps records as they were, and refuses what it cannot serve."""

import sqlite3
import subprocess
import sys
from dataclasses import replace
from threading import Timer

import pytest
from sqlite_utils import Database

from minna import migrations
from minna.errors import CannotWrite, DatabaseTooNew, NoRun, NotAMinnaDatabase
from minna.reasons import Code, Reason
from minna.records import Evidence, Finding, Page, Run
from minna.settings import RunSettings
from minna.store import Store

RUN = Run(
    "20260401T000000Z",
    "2026-04-01",
    None,
    "survey",
    "abc",
    7,
    RunSettings.of({"pages": 3}),
    {"minna": "0"},
)
SEEN = Evidence(
    RUN.id,
    "990011",
    "http://a/",
    "phone",
    "ok",
    facts={"text": ["日", {"n": 1}]},
    errors={"x": "y"},
)


def test_a_record_comes_back_as_it_was():
    store = Store(":memory:")
    finding = Finding(
        RUN.id,
        "s",
        "u",
        "phone",
        "axe:label",
        "violation",
        "failed",
        "critical",
        "certain",
        2,
        ("#a",),
    )
    page = Page(RUN.id, "s", "u", "fetched", probability=0.25, visit_order=3)
    store.save([RUN, SEEN, finding, page])
    assert store.get(Run) == RUN
    assert store.get(Evidence) == SEEN
    assert store.get(Finding) == finding
    assert store.get(Page) == page


def test_a_second_run_does_not_write_over_the_first():
    store = Store(":memory:")
    store.save([SEEN, replace(SEEN, run="later")])
    assert store.count(Evidence) == 2


def test_the_same_record_twice_is_one():
    store = Store(":memory:")
    store.save([SEEN])
    store.save([replace(SEEN, status="timeout")])
    assert [e.status for e in store.read(Evidence)] == ["timeout"]


def test_a_batch_is_kept_whole_or_not_at_all():
    store = Store(":memory:")
    with pytest.raises(TypeError):
        store.save([SEEN, replace(SEEN, url="b", facts={"not": {1, 2}})])
    assert store.count(Evidence) == 0


def test_reading_filters_by_value_none_and_any_of():
    store = Store(":memory:")
    store.save(
        [Page("r", "s", url, "fetched", status=code) for url, code in [("a", 200), ("b", None)]]
    )
    assert [p.url for p in store.read(Page, status=None)] == ["b"]
    assert [p.url for p in store.read(Page, url=("a", "b"), status=200)] == ["a"]


def test_the_latest_run_is_the_default_and_none_is_told():
    store = Store(":memory:")
    with pytest.raises(NoRun):
        store.run()
    store.save([RUN, replace(RUN, id="20270401T000000Z")])
    assert store.run().id == "20270401T000000Z"
    assert store.run(RUN.id) == RUN


def test_what_was_saved_survives_reopening(tmp_path):
    path = tmp_path / "book.db"
    Store(path).save([RUN])
    assert Store(path).get(Run) == RUN


def test_an_older_database_gets_the_columns_that_have_come_since(tmp_path):
    path = tmp_path / "old.db"
    Store(path).save([RUN])
    with sqlite3.connect(path) as db:
        db.execute("alter table page drop column dom_fingerprint")
        migrations.sync_schema(Store(path).db)
    assert "dom_fingerprint" in Store(path).db.table("page").columns_dict


def test_a_newer_book_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "newer.db"
    store = Store(path)
    store.db.table("_sqlite_migrations").insert(
        {"migration_set": "minna", "name": "9999_future", "applied_at": "2030-01-01"}
    )
    store.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseTooNew, match="9999_future"):
        Store(path)
    assert path.read_bytes() == before


def test_another_database_or_no_database_is_refused(tmp_path):
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("create table songs (name text)")
    with pytest.raises(NotAMinnaDatabase):
        Store(other)
    words = tmp_path / "words.db"
    words.write_text("these are words, and far too many of them to be a database" * 20)
    with pytest.raises(NotAMinnaDatabase):
        Store(words)


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    with pytest.raises(CannotWrite):
        Store(tmp_path / "nowhere" / "book.db")


def test_a_full_disk_is_told_and_what_was_saved_stays(tmp_path):
    store = Store(tmp_path / "book.db")
    store.save([RUN])
    pages = store.db.execute("pragma page_count").fetchone()[0]
    store.db.execute(f"pragma max_page_count = {pages}")
    many = [
        replace(SEEN, url=f"http://a/{n}", reason=Reason(Code.OTHER, text="x" * 2000))
        for n in range(500)
    ]
    with pytest.raises(CannotWrite, match="full"):
        store.save(many)
    assert store.get(Run) == RUN
    assert store.count(Evidence) == 0


def test_a_changed_record_has_a_migration():
    steps = [step.name for step in migrations.migrations._migrations]
    assert steps == list(migrations.SCHEMA_DIGESTS), "one shape is remembered for each step"
    assert migrations.SCHEMA_DIGESTS[steps[-1]] == migrations.schema_digest(), (
        "the records changed: add a numbered step to minna/migrations.py and remember its shape"
    )


def test_a_book_that_another_process_is_just_making_is_waited_for(tmp_path):
    path = tmp_path / "book.db"
    maker = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    maker.execute("begin exclusive")
    Timer(0.5, maker.execute, ["commit"]).start()
    Store(path).save([RUN])
    maker.close()
    assert Store(path).get(Run) == RUN


def test_a_book_of_which_another_process_has_only_made_the_first_table_is_a_book(tmp_path):
    path = tmp_path / "book.db"
    migrations.migrations.ensure_migrations_table(Database(path))
    Store(path).save([RUN])
    assert Store(path).get(Run) == RUN


def test_many_may_make_the_same_book_at_once(tmp_path):
    path = str(tmp_path / "book.db")
    code = "import sys; from minna.store import Store; Store(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", code, path]) for _ in range(4)]
    assert [maker.wait(60) for maker in makers] == [0, 0, 0, 0]
    steps = [step.name for step in migrations.migrations.applied(Database(path))]
    assert steps == list(migrations.SCHEMA_DIGESTS)
