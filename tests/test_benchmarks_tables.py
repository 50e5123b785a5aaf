"""What a benchmark tells: medians, ratios, and reasons that outlive the figures."""

import re
from pathlib import Path

import pytest

from benchmarks.menu import WAYS, chosen_ways
from benchmarks.meter import Cost, Sample
from benchmarks.rounds import Round, Row, row, rows_table
from benchmarks.tables import between, replaced
from benchmarks.verdicts import Difference, block, differences, reasons
from benchmarks.ways import Job, Visit
from benchmarks.ways import minna as minna_way
from minna.records import Evidence
from minna.store import Store

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
JOB = Job(Path(), (), Path())


def taken(way, cpu, wall, peak, measured=10):
    return Round(way, 1, JOB, Cost(0, wall, cpu, {}, samples=(Sample(0, peak, {}),)), measured)


def cells(table, way):
    line = next(line for line in table.splitlines() if line.startswith(f"| `{way}` |"))
    return [cell.strip() for cell in line.split("|")[1:-1]]


def test_a_row_holds_the_medians_of_all_rounds_and_the_fewest_pages_measured():
    floor = WAYS["floor"]
    rounds = [
        taken("floor", 10, 5, 300),
        taken("load", 1, 1, 1),
        taken("floor", 30, 9, 100, measured=8),
        taken("floor", 20, 1, 200),
    ]
    cells_of_row = row(floor, rounds, pages=10)
    assert (cells_of_row.cpu, cells_of_row.wall, cells_of_row.peak, cells_of_row.measured) == (
        2.0,
        0.5,
        200,
        8,
    )


def test_ratios_are_to_the_floor_and_to_both_ways_of_the_readme():
    rows = [
        Row("floor", "", 1.0),
        Row("readme", "", 4.0),
        Row("readme-kept", "", 2.0),
        Row("whole", "", 3.0),
    ]
    assert cells(rows_table(rows, 10), "whole")[2:6] == ["3.00", "3.00", "0.75", "1.50"]


def test_a_way_that_is_not_here_says_so_and_has_no_figures():
    rows = [Row("floor", "", 1.0), Row("pa11y-ci", "", missing="Node.js and npm are not here")]
    cells_of_row = cells(rows_table(rows, 10), "pa11y-ci")
    assert cells_of_row[-1] == "not measured: Node.js and npm are not here"
    assert set(cells_of_row[2:-1]) == {"–"}


def test_more_settings_make_a_way_of_its_own():
    plain, short = chosen_ways("axe-both,axe-both:spare_axe=true", [])
    assert plain.name != short.name
    assert "spare_axe" not in plain.settings
    assert short.settings["spare_axe"] is True


def test_settings_for_all_reach_only_ways_of_minna():
    ours, theirs = chosen_ways("whole,floor", ["pause=1"])
    assert ours.settings == {"pause": 1}
    assert theirs.settings == {}


@pytest.mark.parametrize("asked", ["nothing", "floor:pause=1", "whole:pause"])
def test_what_cannot_be_asked_is_refused(asked):
    with pytest.raises(SystemExit):
        chosen_ways(asked, [])


def told_of(violations, incomplete=None):
    return {"violations": violations, "incomplete": incomplete or {}}


def test_differences_are_told_by_page_rule_and_outcome():
    expected = {
        "a": told_of({"label": 2}, {"bypass": 1}),
        "b": told_of({"label": 1}),
        "c": told_of({}),
    }
    ours = {"a": told_of({"label": 2, "list": 1}), "b": told_of({"label": 1})}
    assert list(differences(expected, ours)) == [
        Difference("a", "list", "violations", 0, 1),
        Difference("a", "bypass", "incomplete", 1, 0),
    ]


def test_a_reason_written_by_hand_survives_new_numbers():
    expected = {"a|b": told_of({"label": 2})}
    first = block(expected, {"whole": {"a|b": told_of({"label": 3})}}, former="")
    by_hand = re.sub(r"\? \|$", r"a carousel moves \\| turns |", first, flags=re.MULTILINE)
    assert by_hand != first
    again = block(expected, {"whole": {"a|b": told_of({"label": 5})}}, former=by_hand)
    assert r"| 2 | 5 | whole | a carousel moves \| turns |" in again
    assert reasons(again) == {("a|b", "label", "violations"): "a carousel moves | turns"}


def test_without_differences_there_is_no_table_of_them():
    same = {"a": told_of({"label": 2})}
    assert block(same, {"whole": same}, former="").splitlines()[-1] == "| `whole` | 1 | 1 | 0 |"


def test_only_what_stands_between_its_markers_is_replaced():
    text = "before\n<!-- one -->\nold\n<!-- /one -->\n<!-- two -->\n<!-- /two -->\nafter\n"
    new = replaced(text, "one", r"new \1")
    assert between(new, "one") == r"new \1"
    assert replaced(new, "one", "old") == text
    assert between(replaced(text, "two", "x"), "one") == "old"


def test_a_place_that_is_not_there_is_no_place():
    with pytest.raises(ValueError, match="three"):
        replaced("text", "three", "x")


@pytest.mark.parametrize(
    "name",
    ["engine", "verdicts", "engine-B20-it-comuni", "verdicts-B20-it-comuni", "memory"],
)
def test_the_document_has_a_place_for_every_table(name):
    between(DOCUMENT.read_text(encoding="utf-8"), name)


def looked(url, viewport, *facts, status="ok", errors=None):
    facts_by_gatherer = {name: {} for name in facts}
    return Evidence(
        "benchmark", "s", url, viewport, status, facts=facts_by_gatherer, errors=errors or {}
    )


def measured(folder, settings, *seen):
    urls = dict.fromkeys(evidence.url for evidence in seen)
    job = Job(folder, tuple(Visit("s", url) for url in urls), Path(), settings)
    minna_way.prepare(job)
    store = Store(folder / "minna.db")
    store.save(seen)
    store.close()
    return minna_way.measured(job)


def test_a_page_counts_when_just_the_windows_and_gatherers_asked_for_saw_it(tmp_path):
    settings = {"gatherers": ["axe"], "viewports": ["desktop"]}
    visits = [
        looked("http://a/", "desktop", "axe"),
        looked("http://b/", "desktop", "axe"),
        looked("http://b/", "phone", "axe"),
        looked("http://c/", "desktop", "axe", "links"),
        looked("http://d/", "desktop", "axe", status="timeout"),
        looked("http://e/", "desktop", "axe", errors={"axe": "broke"}),
    ]
    assert measured(tmp_path, settings, *visits) == 1


def test_without_such_settings_a_page_counts_when_everything_looked_through_both_windows(tmp_path):
    visits = [
        looked("http://a/", "desktop", "axe", "links"),
        looked("http://a/", "phone", "axe", "links"),
        looked("http://b/", "desktop", "axe", "links"),
    ]
    assert measured(tmp_path, {}, *visits) == 1
