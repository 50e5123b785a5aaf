"""`minna db`: sizes, integrity, and what may go without harm."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

import scoring
from minna.cli import main
from minna.cli.demo import make_up_nation, places
from minna.records import CheckOutcomes, Evidence, Finding, Score
from minna.store import Store


@pytest.fixture
def two_surveys(tmp_path):
    """Two surveys of two sites with evidence of every visit, and of one that timed out."""
    path = tmp_path / "n.db"
    store = Store(path)
    runs = []
    for number, seed in enumerate((1, 1)):
        run = make_up_nation(store, seed, places()[:2])
        runs.append(run)
        visits = list(store.read(CheckOutcomes, run=run.id))
        store.save(
            Evidence(v.run, v.site, v.url, v.viewport, "ok", facts={"axe": "x" * 500})
            for v in visits
        )
        first = visits[0]
        store.save([Evidence(run.id, first.site, f"{first.url}gone", "phone", "timeout")])
        store.save([replace(run, started=f"2026-0{number + 1}-01")])
        scoring.score(store, run)
    return path, [run.id for run in runs]


def run_minna(*words, status=0):
    result = CliRunner(env={"LANG": "C"}).invoke(main, [str(word) for word in words])
    assert result.exit_code == status, result.output
    return result.output


def state(path, run):
    store = Store(path)
    return store.count(Finding, run=run), [s.value for s in store.read(Score, run=run)]


def test_sizes_are_said_by_table_and_survey(two_surveys):
    path, runs = two_surveys
    output = run_minna("db", "--db", path)
    assert all(run in output for run in runs)
    assert "evidence" in output
    assert "The database is whole" in output


def test_evidence_of_earlier_surveys_goes_and_nothing_else(two_surveys):
    path, (old, new) = two_surveys
    before = [state(path, run) for run in (old, new)]
    size = path.stat().st_size
    output = run_minna("db", "--db", path, "--drop-evidence", 1, "--vacuum")
    assert "Deleted the evidence of" in output
    store = Store(path)
    assert store.count(Evidence, run=old, status="ok") == 0
    assert store.count(Evidence, run=old, status="timeout") > 0
    assert store.count(Evidence, run=new, status="ok") > 0
    assert path.stat().st_size < size
    scoring.score(store, store.run(old))
    assert [state(path, run) for run in (old, new)] == before
    assert "was deleted" in run_minna("judge", "--db", path, "--run", old, status=2)
    assert state(path, old) == before[0], "nothing was judged away"


def test_a_damaged_file_is_said_to_be_one(two_surveys):
    path, _ = two_surveys
    Store(path).db.execute("pragma wal_checkpoint(truncate)")
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)
    run_minna("db", "--db", path, status=2)
