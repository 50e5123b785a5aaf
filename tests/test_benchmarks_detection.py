"""What counts as seen: made-up truth against made-up findings, without a browser."""

import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest

from benchmarks import detection, sealed, seeing
from benchmarks.corpora import SitePage
from benchmarks.sets import (
    OPEN,
    Claim,
    EngineReports,
    Readings,
    Share,
    act,
    city,
    demo,
    every,
    expected,
    gds,
    good,
    readings,
)
from benchmarks.sets.expected import Case, ExpectedSet
from benchmarks.sets.readings import Reading
from benchmarks.sightings import (
    LIKELY,
    REVIEW,
    SURE,
    Report,
    names,
    new,
    new_or_elsewhere,
    sightings,
)
from minna.records import Evidence, Finding, Run
from minna.settings import RunSettings
from minna.store import Store

CRITERIA = {"alt": ("1.1.1",), "name": ("4.1.2",), "axe:label": ("4.1.2", "1.3.1"), "advice": ()}


def finding(check, page="p", *, outcome="failed", certainty="certain", count=1, window="phone"):
    nodes = (f"{check} element",)
    return Finding(
        "r", "s", page, window, check, "odd", outcome, "serious", certainty, count, nodes
    )


def report(**pages):
    """A report of pages by name, each a list of findings or names of checks that surely fail."""
    return Report(
        {
            page: [finding(f, page) if isinstance(f, str) else f for f in names]
            for page, names in pages.items()
        },
        CRITERIA,
    )


def reports_of(minna, axe=None):
    return EngineReports(minna, axe or report())


def by_measure(measures):
    return {m.what: (str(m.axe), str(m.sure), str(m.likely)) for m in measures}


@pytest.fixture(autouse=True)
def nothing_is_sealed(monkeypatch):
    """Ids of these tests fall into halves as chance will have it."""
    monkeypatch.setattr(sealed, "is_sealed", lambda case: False)
    monkeypatch.setattr(sealed, "readings", dict)


def seal(monkeypatch, *cases):
    monkeypatch.setattr(sealed, "is_sealed", lambda case: case in cases)


def test_both_windows_tell_one_thing_once_with_the_larger_number():
    all_sightings = sightings(
        [finding("alt", count=2), finding("alt", count=5, window="desktop")], CRITERIA
    )
    assert [(s.check, s.count) for s in all_sightings] == [("alt", 5)]


def test_what_was_not_tested_says_nothing():
    assert sightings([finding("alt", outcome="untested")], CRITERIA) == []


def test_the_surest_comes_first_and_a_question_is_no_failure():
    all_sightings = sightings(
        [
            finding("name", outcome="cantTell", certainty="review"),
            finding("alt", certainty="likely"),
            finding("axe:label"),
        ],
        CRITERIA,
    )
    assert [s.strength for s in all_sightings] == [SURE, LIKELY, REVIEW]
    assert names(all_sightings) == "`axe:label`, `alt (odd)` likely, `name (odd)` review"


def test_new_is_what_was_not_there_or_on_fewer_elements():
    before = sightings([finding("alt", count=2), finding("name", count=2)], CRITERIA)
    after = sightings(
        [finding("alt", count=3), finding("name", count=2), finding("advice")], CRITERIA
    )
    assert [s.check for s in new(after, before)] == ["advice", "alt"]


def test_the_same_said_of_another_element_is_new_whatever_addresses_are_in_it():
    def said(*snippets):
        return sightings([replace(finding("alt"), snippets=snippets)], CRITERIA)

    one, same, other = said('<a href="../x">a</a>'), said('<a href="x">a</a>'), said("<b>b</b>")
    assert not new(other, one)
    assert new_or_elsewhere(other, one) == other
    assert not new_or_elsewhere(same, one)


def case(page, rule="r1", *, failed=True, criteria=("1.1.1",)):
    return act.Case(page, rule, "A rule", page, failed, criteria)


@pytest.fixture
def act_cases(monkeypatch):
    given = [
        case("found"),
        case("likely"),
        case("other criterion"),
        case("unmeasured"),
        case("wrong", failed=False),
        case("right", failed=False),
        case("unmeasured too", failed=False),
    ]
    monkeypatch.setattr(act, "cases", lambda: given)
    return report(
        **{
            "found": ["alt"],
            "likely": [finding("alt", certainty="likely")],
            "other criterion": ["name"],
            "wrong": ["alt"],
            "right": ["name"],
        }
    )


def test_a_case_is_found_by_its_criterion_and_one_not_measured_is_not(act_cases):
    measures = by_measure(act.measures(reports_of(act_cases), ""))
    assert measures["failed cases found"] == (
        "0.0 % (0 of 4)",
        "25.0 % (1 of 4)",
        "50.0 % (2 of 4)",
    )


def test_a_case_wrongly_failed_is_counted_among_those_measured(act_cases):
    measures = by_measure(act.measures(reports_of(act_cases), ""))
    assert measures["other cases wrongly failed"][1] == "50.0 % (1 of 2)"


def test_a_case_at_fault_by_another_rule_is_not_wrongly_failed(act_cases):
    block = act.block(reports_of(act_cases), "").replace(f"| {OPEN} |", "| true: no name at all |")
    measures = by_measure(act.measures(reports_of(act_cases), block))
    assert measures["other cases wrongly failed"][1] == "0.0 % (0 of 1)"
    assert not list(act.wrongly(reports_of(act_cases), block))
    assert act.block(reports_of(act_cases), block) == block


def test_working_lists_name_the_case_and_the_check(act_cases):
    missed = list(act.missed(reports_of(act_cases), ""))
    assert [line.split("\t")[-2:] for line in missed] == [
        ["–", "other criterion"],
        ["not measured", "unmeasured"],
    ]
    wrong = list(act.wrongly(reports_of(act_cases), ""))
    assert [line.split("\t")[-2:] for line in wrong] == [["`alt (odd)`", "wrong"]]


def test_without_a_criterion_only_what_no_other_case_of_the_rule_has_counts(monkeypatch):
    given = [
        case("a", criteria=()),
        case("b", criteria=()),
        case("c", failed=False, criteria=()),
    ]
    monkeypatch.setattr(act, "cases", lambda: given)
    reported = report(a=["advice", "alt"], b=["advice"], c=["advice"])
    by_case = act.sightings_by_case(given, reported)
    assert [len(by_case[each]) for each in given] == [1, 0, 0]
    assert (
        by_measure(act.measures(reports_of(reported), ""))[
            "failed cases of rules without a criterion found"
        ][2]
        == "50.0 % (1 of 2)"
    )


def test_a_citys_barrier_is_what_the_city_without_it_does_not_show(monkeypatch):
    ours = f"{city.NAME}/single/x/index.html"
    theirs = f"{city.NAME}/ok-all/index.html"
    barriers = [
        city.Barrier("x", "1.1.1", "", (ours,)),
        city.Barrier("y", "1.1.1", "", ("unmeasured/index.html",)),
    ]
    monkeypatch.setattr(city, "barriers", lambda: barriers)
    reported = report(**{ours: ["name", "advice"], theirs: ["advice"]})
    measures = by_measure(city.measures(reports_of(reported), ""))
    assert measures["single barriers found"][2] == "50.0 % (1 of 2)"
    assert measures["of these, by the barrier's own criterion"][2] == "0.0 % (0 of 2)"
    assert [line.split("\t")[1] for line in city.missed(reports_of(reported), "")] == ["y"]


@pytest.fixture
def gds_report(monkeypatch):
    barriers = [
        gds.Barrier("Bad name", "a", "4.1.2"),
        gds.Barrier("Empty words", "b", ""),
        gds.Barrier("Odd image", "c", "1.1.1"),
    ]
    monkeypatch.setattr(gds, "barriers", lambda: barriers)
    question = finding("alt", "c", outcome="cantTell", certainty="review")
    return report(
        **{"a": ["name"], "b": ["advice"], "c": [question, "name"], gds.SKELETON.name: []}
    )


def test_a_barrier_is_noticed_by_its_criterion_and_a_question_does_not_fail_it(gds_report):
    measures = by_measure(gds.measures(reports_of(gds_report), ""))
    assert measures["barriers noticed"][2] == "66.7 % (2 of 3)"
    assert measures["barriers that fail their page"][2] == "33.3 % (1 of 3)"


def test_a_readers_word_decides_and_outlives_the_table(gds_report):
    block = gds.block(reports_of(gds_report), "")
    for who, word in (("Empty words", "yes, it is"), ("Bad name", "no: by chance")):
        line = next(line for line in block.splitlines() if who in line)
        block = block.replace(line, line.replace(f"| {OPEN} |", f"| {word} |"))
    measures = by_measure(gds.measures(reports_of(gds_report), block))
    assert measures["barriers that fail their page"][2] == "33.3 % (1 of 3)"
    assert [line.split("\t")[1] for line in gds.missed(reports_of(gds_report), block)] == [
        "Bad name",
        "Odd image",
    ]
    assert gds.block(reports_of(gds_report), block) == block


def test_what_every_page_of_the_frame_has_is_no_barrier(monkeypatch):
    monkeypatch.setattr(gds, "barriers", lambda: [gds.Barrier("Bad name", "a", "4.1.2")])
    reported = report(**{"a": ["name"], gds.SKELETON.name: ["name"]})
    assert (
        by_measure(gds.measures(reports_of(reported), ""))["barriers noticed"][2]
        == "0.0 % (0 of 1)"
    )


@pytest.fixture
def demo_report(monkeypatch):
    before, after = f"{demo.NAME}/before/a.html", f"{demo.NAME}/after/a.html"
    fails = {(before, "1.1.1"): True, (before, "4.1.2"): True, (after, "1.1.1"): False}
    monkeypatch.setattr(demo, "truth", lambda: (fails, {"1.1.1": "A", "4.1.2": "A"}))
    criteria = {"axe:image-alt": ("1.1.1",)}
    bad = [finding("axe:image-alt", before, count=9)]
    return Report({before: bad, after: []}, criteria)


def test_a_demonstration_is_in_order_when_after_scores_higher(demo_report):
    measures = by_measure(demo.measures(reports_of(demo_report), ""))
    assert measures["“after” scores above “before”"][1] == "100.0 % (1 of 1)"
    assert measures["failures found, by page and criterion (A and AA)"][2] == "50.0 % (1 of 2)"


def test_two_pages_without_failures_are_not_in_order(demo_report):
    nothing = Report({page: [] for page in demo_report.findings}, {})
    assert demo.in_order(demo.scores(nothing)) == 0


PAGE = "X-set/{}.html"


@pytest.fixture
def expected_set(monkeypatch):
    """A set of made-up expectations, and what is said of its pages."""
    given = [
        Case(PAGE.format(name), "r", expected, ("1.1.1",), "what")
        for name, expected in (
            ("found", "failed"),
            ("missed", "failed"),
            ("wrong", "passed"),
            ("elsewhere", "inapplicable"),
            ("asked", "review"),
            ("unmeasured", "passed"),
        )
    ]
    monkeypatch.setattr(ExpectedSet, "cases", lambda self: given)
    question = finding("alt", outcome="cantTell", certainty="review")
    said = {"found": ["alt"], "missed": ["name"], "wrong": ["alt"], "asked": [question]}
    by_page = {PAGE.format(name): said.get(name, []) for name in (*said, "elsewhere")}
    return ExpectedSet("X-set"), reports_of(report(**by_page))


def test_a_table_of_expectations_is_held_against_what_is_said(expected_set):
    a_set, said = expected_set
    assert {what: sure for what, (_, sure, _) in by_measure(a_set.measures(said, "")).items()} == {
        "failed cases found": "50.0 % (1 of 2)",
        "clean cases wrongly failed": "50.0 % (1 of 2)",
        "cases for review that are noticed": "0.0 % (0 of 1)",
    }
    assert by_measure(a_set.measures(said, ""))["cases for review that are noticed"][2] == (
        "100.0 % (1 of 1)"
    )
    assert [line.split("\t")[-1] for line in a_set.missed(said, "")] == [PAGE.format("missed")]
    assert [line.split("\t")[-1] for line in a_set.wrongly(said, "")] == [PAGE.format("wrong")]


def test_a_clean_page_that_was_read_as_faulty_is_not_wrongly_failed(expected_set, monkeypatch):
    a_set, said = expected_set
    reading = Reading(PAGE.format("wrong"), "alt (odd)", "true", "another image has no alt")
    assert f"| {OPEN} |" in a_set.block(said, "")
    assert [claim.reading for claim in a_set.claims(said, "")] == ["true", "false"]
    for module in (expected, readings):
        monkeypatch.setattr(module, "readings", lambda: {(reading.page, reading.check): reading})
    assert by_measure(a_set.measures(said, ""))["clean cases wrongly failed"][1] == (
        "0.0 % (0 of 1)"
    )
    assert not list(a_set.wrongly(said, ""))
    assert "| true: another image has no alt |" in a_set.block(said, "")
    assert [claim.reading for claim in a_set.claims(said, "")] == ["true", "true"]


def test_sealed_cases_are_counted_and_never_shown(expected_set, monkeypatch):
    a_set, said = expected_set
    seal(monkeypatch, PAGE.format("missed"), PAGE.format("wrong"))
    whole = by_measure(a_set.measures(said, ""))
    unseen = by_measure(a_set.measures(said, "", sealed.is_sealed))
    assert whole["failed cases found"][1] == "50.0 % (1 of 2)"
    assert unseen["failed cases found"][1] == "0.0 % (0 of 1)"
    assert unseen["clean cases wrongly failed"][1] == "100.0 % (1 of 1)"
    shown = [a_set.block(said, ""), *a_set.missed(said, ""), *a_set.wrongly(said, "")]
    assert not [text for text in shown if "missed.html" in text or "wrong.html" in text]
    assert "| 1 | 1 | 1 |" in shown[0]


def test_both_halves_are_as_they_were_read(expected_set, monkeypatch):
    a_set, said = expected_set
    wrong = PAGE.format("wrong")
    digest = sealed.digest((wrong, "alt (odd)"))
    seal(monkeypatch, wrong)
    for reading, share in (("true", "– (0 of 0)"), ("false", "100.0 % (1 of 1)")):
        monkeypatch.setattr(sealed, "readings", lambda reports=reading: {digest: reports})
        unseen = by_measure(a_set.measures(said, "", sealed.is_sealed))
        assert unseen["clean cases wrongly failed"][1] == share
        [_, claim] = a_set.claims(said, "")
        assert (claim.reading, claim.of_clean, claim.is_read) == (reading, True, True)


def test_where_one_thing_is_true_and_another_is_not_the_other_is_wrong(expected_set, monkeypatch):
    a_set, _ = expected_set
    page = PAGE.format("wrong")
    said = reports_of(report(**{page: ["alt", finding("picture", certainty="likely")]}))
    both = Report(said.minna.findings, {"alt": ("1.1.1",), "picture": ("1.1.1",)})
    said = replace(said, minna=both)
    digests = [sealed.digest((page, f"{check} (odd)")) for check in ("alt", "picture")]
    none, one = "0.0 % (0 of 1)", "100.0 % (1 of 1)"
    for second, shares in (("true", ("– (0 of 0)",) * 2), ("false", (none, one))):
        told_of = dict(zip(digests, ("true", second), strict=True))
        monkeypatch.setattr(sealed, "readings", lambda told_of=told_of: told_of)
        measured = by_measure(a_set.measures(said, ""))
        assert measured["clean cases wrongly failed"][1:] == shares


def test_the_document_says_how_much_was_read(monkeypatch):
    said = sightings([finding("alt"), finding("name")], CRITERIA)
    given = [
        Claim("open", said[0], "true", of_clean=True, is_read=True),
        Claim("open", said[1], "false", of_clean=True),
        Claim("sealed", said[0], "false", of_clean=True, is_read=True),
        Claim("faulty", said[0], "true"),
    ]
    a_set = SimpleNamespace(claims=lambda reports, former: given)
    monkeypatch.setattr(detection, "SETS", {"X-set": a_set, "good": a_set})
    monkeypatch.setattr(detection, "former", lambda name: "")
    monkeypatch.setattr(detection, "is_sealed", lambda case: case == "sealed")
    shown = detection.read_table(["X-set", "good"], reports_of(report())).splitlines()
    assert shown[2:] == ["| X-set | 2 | 1 | 1 | 1 | 1 | 0 |"]


def test_no_set_shows_a_sealed_case(monkeypatch, act_cases, gds_report, demo_report):
    """Neither its own table nor a working list, whatever is said of the case."""
    city_page = f"{city.NAME}/single/x/index.html"
    monkeypatch.setattr(city, "barriers", lambda: [city.Barrier("x", "1.1.1", "", (city_page,))])
    monkeypatch.setattr(sealed, "is_sealed", lambda case: True)
    for module, shown in (
        (act, act_cases),
        (gds, gds_report),
        (demo, demo_report),
        (city, report(**{city_page: ["alt"]})),
    ):
        said = reports_of(shown)
        assert not [*module.missed(said, ""), *module.wrongly(said, "")], module
        names = [case.page for case in act.cases()] if module is act else ["Bad name", "| x |"]
        assert not [name for name in names if f"| {name} |" in module.block(said, "")], module
        measured = [m.sure for m in module.measures(said, "") if isinstance(m.sure, Share)]
        assert any(m.whole for m in measured), module


def test_what_was_read_of_sealed_cases_is_known_by_digest(monkeypatch):
    key = ("page", "check")
    monkeypatch.setattr(sealed, "readings", lambda: {sealed.digest(key): "yes"})
    assert Readings([["page", "check", "no: by chance"]], 3, slice(0, 2)).get(key) == (
        "no: by chance"
    )
    assert Readings([], 3, slice(0, 2)).get(key) == "yes"
    assert Readings([], 3, slice(0, 2)).get(("page", "other")) is None


def test_halves_stand_side_by_side_and_great_differences_are_marked():
    def measure(part):
        return detection.Measure("s", "m", "–", Share(1, 2), Share(part, 20), Share(10, 20))

    assert detection.half_row(measure(10), measure(11))[-1] == "5.0"
    assert detection.half_row(measure(10), measure(12))[-1] == "**10.0**"


def test_the_folder_is_the_list_of_sets():
    assert {act.NAME, good.NAME, "A11-ibm"} <= set(every())
    assert all(name == module.NAME for name, module in every().items())


@pytest.fixture
def good_report(monkeypatch):
    names = {site: f"{folder}a.html" for site, folder in good.SITES.items()}
    monkeypatch.setattr(
        good,
        "pages_of",
        lambda site: [SitePage(site, names[site], 1), SitePage(site, ".workshop/b.html", 1)],
    )
    told_of = {f"{site}/{name}": [] for site, name in names.items()}
    told_of[next(iter(told_of))] = [
        "alt",
        "advice",
        finding("name", certainty="likely"),
    ]
    return report(**told_of)


def test_only_sure_findings_under_a_criterion_are_false_alarms(good_report):
    first, *others = [m.sure for m in good.measures(reports_of(good_report), "")]
    assert first == "20.00 (1 of 1 findings on 1 pages)"
    assert set(others) == {"0.00 (0 of 0 findings on 1 pages)"}


def test_a_finding_that_is_read_as_true_is_no_false_alarm(good_report, monkeypatch):
    [said] = good.open_and_read(reports_of(good_report))
    assert said.reading == OPEN
    assert list(good.wrongly(reports_of(good_report), ""))
    readings = {(said.page, said.check): replace(said, reading="true", reason="no alt at all")}
    monkeypatch.setattr(good, "readings", lambda: readings)
    assert good.measures(reports_of(good_report), "")[0].sure.startswith("0.00 (0 of 1")
    assert "| 1 | 1 | 1 | 0 | 0 | no alt at all |" in good.block(reports_of(good_report), "")
    assert not list(good.wrongly(reports_of(good_report), ""))


LOOKED_AT = SitePage("s", "a.html", 1)


def book_with(path, *visits):
    """A database with looks at one page: (eyes, when, status)."""
    store = Store(path)
    for eyes, when, status in visits:
        store.save([Run(eyes, when, None, "benchmark", "", 0, RunSettings(), {})])
        store.save([Evidence(eyes, "s", LOOKED_AT.name, "phone", status)])
    store.close()
    return path


def test_todays_eyes_are_believed_before_later_ones_of_others(tmp_path, monkeypatch):
    monkeypatch.setattr(seeing, "eyes", lambda: "mine")
    book = book_with(tmp_path / "b.db", ("mine", "2026-01-01", "ok"), ("yours", "2026-02-02", "x"))
    visits = seeing.gathered([LOOKED_AT], book)
    assert [e.status for e in visits.pages[LOOKED_AT.name]] == ["ok"]
    assert not visits.stale
    assert not seeing.unseen([LOOKED_AT], book)


def test_evidence_of_other_eyes_serves_and_counts_as_not_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(seeing, "eyes", lambda: "mine")
    book = book_with(tmp_path / "b.db", ("old", "2026-01-01", "x"), ("new", "2026-02-02", "ok"))
    visits = seeing.gathered([LOOKED_AT], book)
    assert [e.status for e in visits.pages[LOOKED_AT.name]] == ["ok"]
    assert visits.stale == [LOOKED_AT.name]
    assert seeing.unseen([LOOKED_AT], book) == [LOOKED_AT]


def test_the_oldest_evidence_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setattr(seeing, "KEPT", 1)
    store = Store(
        book_with(tmp_path / "b.db", ("old", "2026-01-01", "ok"), ("new", "2026-02-02", "ok"))
    )
    seeing.forget_the_oldest(store)
    assert [e.run for e in store.read(Evidence)] == ["new"]
    store.close()


def test_without_the_pages_it_says_so_and_measures_nothing(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["detection"])
    monkeypatch.setattr(detection, "are_here", lambda: False)
    detection.main()
    assert "../shared/corpora" in capsys.readouterr().out


def test_every_set_has_its_place_in_the_document():
    for name in detection.SETS:
        assert isinstance(detection.former(name), str)


def test_a_page_that_one_window_did_not_see_is_not_measured():
    visits = (Evidence("r", "s", "p", "phone", "ok"), Evidence("r", "s", "p", "desktop", "timeout"))
    visited = seeing.Gathered({"p": visits, "q": visits[:1]}, [], [])
    assert set(detection.judged(visited).minna.findings) == {"q"}
    assert "Not measured: p." in detection.circumstances(visited)
