"""A database of an earlier version is opened and has all that it had, under today's names."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from minna import migrations
from minna.cli import main
from minna.previous_survey import previous_pages
from minna.records import Evidence, Page, PageScore, Score, SiteCrawl
from minna.store import Store
from tests.old_databases import kept, undo_names


def shape(db):
    return {name: dict(db.table(name).columns_dict) for name in db.table_names()}


def rows(path, table):
    with closing(sqlite3.connect(path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(f'select * from "{table}" order by rowid')]


def test_all_steps_make_the_tables_that_a_new_database_has():
    stepwise = Database(memory=True)
    migrations.migrations.apply(stepwise)
    assert shape(stepwise) == shape(Store(":memory:").db)


def test_every_row_of_the_kept_database_has_its_values_under_todays_names(tmp_path):
    old, new = kept(tmp_path / "old.db"), kept(tmp_path / "new.db")
    Store(new).close()
    for before in migrations.schema_0013():
        after = migrations.RENAMED_TABLES.get(before, before)
        names = migrations.RENAMED_COLUMNS.get(after, {})
        expected = [{names.get(k, k): v for k, v in row.items()} for row in rows(old, before)]
        assert expected, f"the kept database has no row of {before}"
        kept_columns = expected[0].keys()  # later steps have added columns
        assert [{k: row[k] for k in kept_columns} for row in rows(new, after)] == expected


def test_no_table_or_column_has_its_earlier_name(tmp_path):
    db = Store(kept(tmp_path / "old.db")).db
    tables = set(db.table_names())
    assert not tables & set(migrations.RENAMED_TABLES)
    for table, renamed in migrations.RENAMED_COLUMNS.items():
        assert not db.table(table).columns_dict.keys() & renamed.keys()


def test_the_kept_databases_records_are_read(tmp_path):
    store = Store(kept(tmp_path / "old.db"))
    kept_tables = {migrations.RENAMED_TABLES.get(name, name) for name in migrations.schema_0013()}
    for kind in migrations.KEYS:
        count = len(list(store.read(kind)))
        assert store.count(kind) == count
        assert count or migrations.table_name(kind) not in kept_tables
    page = store.get(Page, text_hash="t1")
    assert (page.discovered_via, page.also_discovered_via) == ("link", "sitemap")
    assert (page.text_hash_no_digits, page.dom_fingerprint) == ("g1", "00000000000000ff")
    assert (page.sample_part, page.visit_order, page.probability) == ("key", 1, 0.25)
    visit = store.get(Evidence, url=page.url, viewport="phone")
    assert visit.visited_at == "2026-11-23T02:00:00+00:00"
    assert (visit.facts, visit.errors) == ({"pages_own": ["日", {"n": 1}]}, {"axe": "timeout"})
    assert [s.secondary_value for s in store.read(Score)] == [90.5, None]
    assert [c.pages_lower_bound for c in store.read(SiteCrawl)] == [40, None]
    assert [s.penalty for s in store.read(PageScore)][:2] == [2.5, 1.0]


@pytest.mark.parametrize("what", ["export", "judge", "score", "report"])
def test_commands_work_on_the_kept_database(what, tmp_path):
    path = str(kept(tmp_path / "old.db"))
    more = {
        "export": ["earl", "--out", str(tmp_path / "out")],
        "report": ["--out", str(tmp_path / "out")],
    }
    ended = CliRunner().invoke(main, [what, *more.get(what, []), "--db", path])
    assert ended.exit_code == 0, ended.output
    if what in more:
        assert (tmp_path / "out").exists()


def test_a_survey_of_the_kept_database_is_compared_with_one_of_today(tmp_path):
    earlier, today = kept(tmp_path / "old.db"), kept(tmp_path / "new.db")
    Store(today).close()
    ended = CliRunner().invoke(main, ["compare", str(earlier), str(today)])
    assert ended.exit_code == 0, ended.output


@pytest.mark.parametrize("is_migrated", [True, False])
def test_an_earlier_sample_is_read_under_either_names(is_migrated, tmp_path):
    path = kept(tmp_path / "old.db")
    if is_migrated:
        Store(path).close()
    before = path.read_bytes()
    pages = [p for pages in previous_pages(path).values() for p in pages]
    assert {(p.sample_part, p.visit_order) for p in pages} == {("key", 1), ("key", 2), ("key", 3)}
    assert path.read_bytes() == before


def test_crawls_of_before_the_pause_was_kept_asked_for_none(tmp_path):
    path = kept(tmp_path / "old.db")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("alter table frame drop column pause")
        db.execute("delete from _sqlite_migrations where name = '0002_pause'")
    assert [crawl.pause for crawl in Store(path).read(SiteCrawl)] == [0.0, 0.0]


def test_names_that_were_undone_come_back(tmp_path):
    path = tmp_path / "old.db"
    store = Store(path)
    today = shape(store.db)
    store.close()
    undo_names(path)
    assert "frame" in Database(path).table_names()
    assert shape(Store(path).db) == today
