"""`minna compare`: two books or two runs of one, in both languages, and what it refuses."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minna.cli import main
from minna.records import (
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Page,
    Run,
    Score,
    Site,
    SiteCrawl,
)
from minna.store import Store
from scoring.pipeline import score
from tests.test_scoring_compare import LATER
from tests.test_scoring_pipeline import RUN, nation

KINDS = (Site, SiteCrawl, CheckMeta, Page, CheckOutcomes, Finding, Evidence)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """old.db and new.db with a survey each, both.db with the two of them."""
    folder = tmp_path_factory.mktemp("books")
    made = nation(24)
    old, new, both = (Store(folder / name) for name in ("old.db", "new.db", "both.db"))
    for store, run in ((old, RUN), (new, LATER), (both, RUN), (both, LATER)):
        store.save([run])
        for kind in KINDS:
            store.save(
                replace(r, run=run.id) for r in made.read(kind)
                if not (kind is Finding and run is LATER and r.site in ("005", "013"))
            )  # fmt: skip
        score(store, run)
    for store in (old, new, both):
        store.close()
    return folder


def compare(*words: object, lang: str = "en") -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, words), "--lang", lang])


def test_two_books_are_compared_in_words(books: Path) -> None:
    comparison = compare(books / "old.db", books / "new.db")
    assert comparison.exit_code == 0, comparison.output
    assert "Survey run (1 April 2026) and later (1 April 2027) compared" in comparison.output
    assert "24 sites have a score in both surveys." in comparison.output
    assert (
        "Standard deviation" in comparison.output
        and "cannot be said to have grown" in comparison.output
    )
    assert "Risen: 2. Fallen: 0. No sure change: 22." in comparison.output
    assert "Mended: x" in comparison.output


def test_the_same_in_japanese(books: Path) -> None:
    comparison = compare(books / "old.db", books / "new.db", lang="ja")
    assert "両方の調査で得点のある24団体を比べました" in comparison.output
    assert "上がったと言える団体 2、下がったと言える団体 0" in comparison.output
    assert "広がったとも縮まったとも言えません" in comparison.output
    assert "…" not in comparison.output


def test_two_runs_of_one_book_are_the_same_as_two_books(books: Path) -> None:
    apart = compare(books / "old.db", books / "new.db", "--json")
    named = compare("run", "later", "--json", "--db", books / "both.db")
    pointed = compare(f"{books / 'both.db'}@run", f"{books / 'both.db'}@later", "--json")
    one, two, three = (json.loads(each.stdout) for each in (apart, named, pointed))
    for ended in (one, two, three):
        ended["old"].pop("book"), ended["new"].pop("book")
    assert one == two == three


def test_everything_is_written_for_programs(books: Path, tmp_path: Path) -> None:
    comparison = compare(books / "old.db", books / "new.db", "--out", tmp_path / "out")
    assert "comparison.csv" in comparison.stderr
    whole = json.loads((tmp_path / "out/comparison.json").read_text(encoding="utf-8"))
    with (tmp_path / "out/comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        sites = {row["code"]: row for row in csv.DictReader(file)}
    with (tmp_path / "out/comparison_checks.csv").open(encoding="utf-8-sig", newline="") as file:
        checks = list(csv.DictReader(file))
    assert len(whole["sites"]) == len(sites) == 24
    assert sites["005"]["direction"] == "more" and float(sites["005"]["fixed"]) > 0
    assert float(sites["005"]["new_visit"]) > float(sites["005"]["old_visit"]), "method 2.0 as well"
    parts = sum(float(sites["013"][kind]) for kind in ("fixed", "new", "resampled", "rules"))
    assert parts == pytest.approx(float(sites["013"]["change"]), abs=1e-3)
    assert {(c["code"], c["kind"]) for c in checks} == {("005", "fixed"), ("013", "fixed")}
    assert {s["measure"] for s in whole["spreads"]} == {"mean", "sd", "p90_p10"}


def test_other_majors_are_refused_in_one_sentence_with_the_way_out(
    books: Path, tmp_path: Path
) -> None:
    stale = Store(tmp_path / "stale.db")
    store = Store(books / "old.db")
    for kind in (Run, *KINDS, Score):
        stale.save(store.read(kind))
    stale.save([replace(s, method="0.9.0+abc") for s in stale.read(Score)])
    for lang, said in (("en", "cannot be compared"), ("ja", "比べられません")):
        comparison = compare(tmp_path / "stale.db", books / "new.db")
        comparison = CliRunner(env={"LANG": f"{lang}_X.UTF-8", "LC_ALL": ""}).invoke(
            main, ["compare", str(tmp_path / "stale.db"), str(books / "new.db")]
        )
        assert comparison.exit_code == 2
        (line,) = comparison.stderr.strip().splitlines()
        assert said in line and f"minna judge --db {tmp_path / 'stale.db'} --run run" in line
    judged = CliRunner().invoke(main, ["score", "--db", str(tmp_path / "stale.db")])
    assert judged.exit_code == 0
    assert compare(tmp_path / "stale.db", books / "new.db").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere.db", "old.db"), "neither a database nor a survey"),
        (("old.db@never", "new.db"), "neither a database nor a survey"),
        (("old.db", "old.db@run"), "the same survey"),
    ],
)
def test_what_names_no_two_surveys_is_told(books: Path, words: tuple[str, str], said: str) -> None:
    comparison = compare(*(books / word for word in words), "--db", books / "none.db")
    assert comparison.exit_code == 2
    assert said in comparison.stderr and len(comparison.stderr.strip().splitlines()) == 1
    assert not (books / "none.db").exists(), "to ask makes no book"


def test_a_survey_without_scores_says_how_to_get_them(books: Path, tmp_path: Path) -> None:
    bare = Store(tmp_path / "bare.db")
    bare.save([RUN])
    comparison = compare(tmp_path / "bare.db", books / "new.db")
    assert comparison.exit_code == 2 and "minna score --db" in comparison.stderr


def test_ones_own_site_is_compared_without_a_word_on_gaps(tmp_path: Path) -> None:
    made = nation(1)
    for name, run in (("old", RUN), ("new", LATER)):
        store = Store(tmp_path / f"{name}.db")
        store.save([run])
        for kind in KINDS:
            kept = (r for r in made.read(kind) if kind is not Finding or run is RUN)
            store.save(replace(r, run=run.id) for r in kept)
        score(store, run)
        store.close()
    output = compare(tmp_path / "old.db", tmp_path / "new.db", lang="ja").output
    assert "団体間の差の変化" not in output
    assert "直った問題 +11.1" in output, output


def test_a_feed_tells_what_changed_since_an_earlier_survey(books: Path, tmp_path: Path) -> None:
    words = ["export", "atom", "--db", books / "new.db", "--since", books / "old.db"]
    done = CliRunner().invoke(main, [*map(str, words), "--out", str(tmp_path), "--lang", "en"])
    assert done.exit_code == 0, done.output
    feed = (tmp_path / "changes.atom").read_text(encoding="utf-8")
    assert "what changed between 1 April 2026 and 1 April 2027" in feed
    assert "24 sites have a score in both surveys." in feed
    assert feed.count("<entry>") == 3  # all together, and the two that rose


def test_the_report_tells_what_changed_since_an_earlier_survey(books: Path, tmp_path: Path) -> None:
    words = ["report", "--db", books / "new.db", "--out", tmp_path]
    plain = CliRunner().invoke(main, [*map(str, words)])
    assert plain.exit_code == 0, plain.output
    assert 'id="changes"' not in (tmp_path / "index.html").read_text(encoding="utf-8")
    told = CliRunner().invoke(main, [*map(str, words), "--since", str(books / "old.db")])
    assert told.exit_code == 0, told.output
    section = (tmp_path / "en" / "index.html").read_text(encoding="utf-8").split('id="changes"')[1]
    assert "Risen: 2. Fallen: 0. No sure change: 22." in section.split("</section>")[0]
    unknown = CliRunner().invoke(main, [*map(str, words), "--since", "nothing.db"])
    assert unknown.exit_code != 0 and "nothing.db" in unknown.output
