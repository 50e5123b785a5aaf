"""Formats for other programs: outcomes that map honestly, and text of strangers that stays data."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minna.cli import main
from minna.cli.export import NAMES
from minna.comparison import Comparison, SiteChange, SurveyLabel
from minna.criteria import criteria
from minna.discover import discover
from minna.records import (
    CheckOutcomes,
    Finding,
    Outcome,
    Page,
    PageScore,
    Score,
    ScoreLoss,
    Site,
)
from minna.store import Store
from minna.text import well_formed
from reports import export, exports, formats, load_report
from reports.formats._columns import column
from reports.formats._safe import MAX_TEXT, plain_name, plain_text, web_address
from reports.report_data import SurveyReport, slug
from tests.made_up_run import CARDS, RUN, UNMEASURED, fill

FORMATS = discover(formats)
HOME = "https://www.town.example.jp/"
NASTY = (
    "\x00\x01\x08\x0b\x1b[2J\x7f\x85\x9f",
    "\ud800 \udfff cut \ud83c",
    "]]><script>alert(1)</script><![CDATA[",
    "</script></style></title></svg>-->",
    "<!-- -- --> <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "\u202e\u2066\u200f\u061cروت",
    "=HYPERLINK(\"http://evil.example/\",\"x\")",
    "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r\n=1+1",
    "../../../etc/passwd", "..\\..\\con", "/", "",
    "\" onload=\"alert(1)\" x='", "'\"`${7*7}{{7*7}}%s%n",
    "javascript:alert(1)//https://x", "https://[::1", "http://a.example/%zz#a#b[]\\ ^",
    "line\u2028separator\u2029\x0cfeed", "\ufffe\uffff\ufeff\ufdd0\U0001ffff",
    "!!python/object/apply:os.system [ls]", "- a: &x *x\n? ]\n---\n%TAG ! x", "# c", "null", "1e999",
    "{count} {x.__class__} {0} {", "長" * 40_000, "a\u0301" * 9_000,
)  # fmt: skip
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class KeptRecords:
    """Answers as a store does, and also holds text that no database can (halves of characters)."""

    def __init__(self, *records: Any) -> None:
        self.records = records

    def read(self, kind: type, **where: Any) -> Iterator[Any]:
        for record in self.records:
            if isinstance(record, kind) and all(
                getattr(record, name) in (value if isinstance(value, tuple | list) else (value,))
                for name, value in where.items()
            ):
                yield record

    def get(self, kind: type, **where: Any) -> Any:
        return next(self.read(kind, **where), None)


def hostile_report(text: str, other: str) -> SurveyReport:
    """A survey of one site in which everything that strangers write is what was given.

    A code comes from a registry, which is read as well-formed text.
    """
    code = well_formed(text)
    run = replace(RUN, versions={"minna": other, text: other})
    meta = replace(CARDS[0], run=run.id, more=text)
    found = Finding(
        *(run.id, code, HOME + text, "phone", meta.id, "missing", Outcome.FAILED, "critical"),
        *("certain", 2, (text, other), (other, text), {"count": text}),
        scored=True,
    )
    odd = replace(found, check=other, message=text, certainty="likely", url=text, scored=False)
    judged = CheckOutcomes(run.id, code, HOME + text, "desktop", (meta.id,), (), (), (other,), ())
    page = Page(run.id, code, HOME + text, "fetched", title=other, sample_part="key", visit_order=1)
    mark = PageScore(run.id, code, page.url, "key", "a", 50, 50, 1, True, False, "phone")
    missed = replace(page, url=text, sample_part="random", visit_order=2)
    score = Score(run.id, code, "ok", value=50.0, low=40.0, high=60.0, key_pages=1)
    site = Site(run.id, code, other, text, "jp", pref=text, type=other)
    records = (run, meta, found, odd, judged, page, missed, mark, score, site)
    losses = [
        ScoreLoss(run.id, code, by, f.check, f.message, 25.0, 1, 75.0, 70.0, 80.0, 1.0)
        for by in ("template", "page")
        for f in (found, odd)
    ]
    return load_report(KeptRecords(*records, *losses), run)  # type: ignore[arg-type]


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner)
    elif isinstance(value, str):
        yield value


def read_back(path: Path) -> list[str]:
    """All texts of a file, as a parser that is not ours reads them."""
    if path.suffix == ".xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row]
        assert all(cell.data_type in ("s", "n") and not cell.hyperlink for cell in cells)
        texts = [cell for cell in cells if isinstance(cell.value, str)]
        assert all(c.quotePrefix for c in texts if c.value.lstrip(" ")[:1] in tuple("=+-@\t\r"))
        return [cell.value for cell in texts]
    raw = path.read_bytes().decode("utf-8-sig" if path.suffix == ".csv" else "utf-8")
    if path.suffix == ".csv":
        rows = list(csv.reader(StringIO(raw, newline="")))
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        numbers = re.compile(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?", re.I)
        assert [
            c
            for c in cells
            if c.lstrip(" ")[:1] in tuple("=+-@\t\r") and c and not numbers.fullmatch(c)
        ] == []
        return cells
    if path.suffix in (".svg", ".xml", ".atom"):
        root = ElementTree.fromstring(raw)
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= XML_TAGS[path.suffix], tags
        attributes = [item for element in root.iter() for item in element.attrib.items()]
        assert not [name for name, _ in attributes if name.startswith("on")]
        assert all(v.startswith(("http://", "https://")) for n, v in attributes if n == "href")
        return [t for e in root.iter() for t in (e.text or "", *e.attrib.values())]
    return list(texts_in(json.loads(raw, parse_constant=pytest.fail)))


XML_TAGS = {
    ".svg": {"svg", "title", "rect", "text"},
    ".xml": {"testsuites", "testsuite", "testcase", "failure", "skipped"},
    ".atom": {
        *("feed", "id", "title", "updated", "author", "name", "generator", "entry", "link"),
        "content",
    },
}


def written(name: str, report: SurveyReport, folder: Path, **choices: Any) -> list[Path]:
    out = folder / name
    count = export(name, report, out, choices.pop("lang", "en"), **choices)
    paths = sorted(out.rglob("*"))
    assert len(paths) == count and all(path.parent == out for path in paths)
    return paths


@given(text=st.sampled_from(NASTY), other=st.sampled_from(NASTY) | st.text(max_size=40))
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_nothing_that_strangers_write_breaks_out_of_any_format(
    text: str, other: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("formats")
    for name in FORMATS:
        if name == "datapackage":  # its tables come from the database, which holds no halves
            text, other = well_formed(text), well_formed(other)
        for path in written(name, hostile_report(text, other), folder):
            assert re.fullmatch(r"[a-z0-9][a-z0-9._-]*", path.name), path.name
            told = read_back(path)
            if path.suffix != ".json" or name != "datapackage":
                assert not [t for t in told if CONTROL.search(t.replace("\r", ""))], path.name
            # percent-encoded, a character is nine; the tables have what the database holds
            longest = max(len(t) for t in told)
            assert longest <= 9 * MAX_TEXT + 100 or name == "datapackage", path.name


@pytest.mark.parametrize("text", [n for n in NASTY if n.strip() and len(n) < 200])
def test_what_strangers_write_is_still_there_as_data(text: str, tmp_path: Path) -> None:
    report = hostile_report("011002", text)
    titles = ElementTree.parse(written("badge", report, tmp_path)[0]).getroot()[0].text or ""
    assert plain_name(text).replace("\r", "") in titles
    snippets = [t for p in written("sarif", report, tmp_path) for t in read_back(p)]
    assert plain_text(text) in snippets


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store(":memory:")
    fill(store, 8)
    yield store
    store.close()


@pytest.fixture(scope="module")
def report(store: Store) -> SurveyReport:
    return load_report(store, store.run(None))


def only(name: str, report: SurveyReport, folder: Path, code: str = "000002") -> Any:
    (path,) = written(name, report, folder, codes=frozenset({code}))
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_every_site_in_both_languages(
    name: str, lang: str, report: SurveyReport, tmp_path: Path
) -> None:
    paths = written(name, report, tmp_path, lang=lang)
    assert all(read_back(path) for path in paths)
    if name in ("atom", "datapackage"):
        return
    scored = name in ("work-list",)  # what there is of a site with a score alone
    sites = sorted(e.slug for e in report.entries if e.score.value is not None or not scored)
    assert sorted({p.name.split(".")[0] for p in paths}) == sites


def judged_report(outcome: Outcome, certainty: str, *, level_aa: bool = True) -> SurveyReport:
    """One check of 1.4.3 with one outcome on one page of two."""
    run = RUN
    meta = replace(CARDS[1], run=run.id, certainty=certainty)
    meta = meta if level_aa else replace(meta, criterion="", level="")
    pages = [
        Page(run.id, "1", f"{HOME}{n}", "fetched", sample_part="key", visit_order=n) for n in (1, 2)
    ]
    marks = [
        PageScore(run.id, "1", p.url, "key", "a", 50, 50, 1, False, False, "phone") for p in pages
    ]
    lists = dict.fromkeys(("passed", "failed", "cant_tell", "inapplicable", "untested"), ())
    field = {"cantTell": "cant_tell"}.get(outcome, str(outcome))
    judged = CheckOutcomes(run.id, "1", pages[0].url, "phone", **lists | {field: (meta.id,)})
    found = Finding(
        *(run.id, "1", pages[0].url, "phone", meta.id, "low", outcome, "serious", certainty, 1),
        *(("p",), ("<p>",), {"ratio": 3}),
    )
    kept = (found,) if outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED) else ()
    site = Site(run.id, "1", "町", HOME, "jp")
    records = (run, meta, site, Score(run.id, "1", "ok", value=50.0), judged, *pages, *marks, *kept)
    return load_report(KeptRecords(*records), run)  # type: ignore[arg-type]


MAPPED = {  # outcome and certainty: SARIF's kind and level, JUnit's child, WCAG-EM, OpenACR
    ("failed", "certain"): ("fail", "error", "failure", "failed", "partially-supports"),
    ("failed", "likely"): ("fail", "warning", "skipped", "cantTell", "not-evaluated"),
    ("cantTell", "review"): ("review", "none", "skipped", "cantTell", "not-evaluated"),
    ("untested", "certain"): ("open", "none", "skipped", "untested", "not-evaluated"),
    ("inapplicable", "certain"): ("notApplicable", "none", "skipped", "untested", "not-evaluated"),
    ("passed", "certain"): ("pass", "none", "", "cantTell", "not-evaluated"),
}


@pytest.mark.parametrize(("outcome", "certainty"), MAPPED)
def test_outcomes_stay_five_and_none_becomes_a_verdict(
    outcome: str, certainty: str, tmp_path: Path
) -> None:
    kind, level, case_child, of_criterion, adherence = MAPPED[outcome, certainty]
    report = judged_report(Outcome(outcome), certainty)
    graph = only("earl", report, tmp_path, "1")["@graph"]
    (assertion,) = [node for node in graph if node["@type"] == "earl:Assertion"]
    assert assertion["earl:result"]["earl:outcome"]["@id"] == f"earl:{outcome}"
    assert assertion["earl:result"]["minna:certainty"] == certainty
    (row,) = only("sarif", report, tmp_path, "1")["runs"][0]["results"]
    assert (row["kind"], row["level"], row["properties"]["outcome"]) == (kind, level, outcome)
    root = ElementTree.parse(written("junit", report, tmp_path)[0]).getroot()
    (case,) = root.findall("testsuite/testcase")
    assert [e.tag for e in case] == ([case_child] if case_child else [])
    assert all(e.get("type") == f"minna.{outcome}.{certainty}" for e in case)
    site = [
        a["result"]["outcome"]["id"]
        for a in only("wcag-em", report, tmp_path, "1")["auditSample"]
        if a["test"]["id"] == "WCAG21:contrast-minimum" and "Website" in a["subject"]["type"]
    ]
    assert site == [f"earl:{of_criterion}"]
    chapter = only("openacr", report, tmp_path, "1")["chapters"]["success_criteria_level_aa"]
    levels = {c["num"]: c["components"][0]["adherence"]["level"] for c in chapter["criteria"]}
    assert levels.pop("1.4.3") == adherence
    assert set(levels.values()) == {"not-evaluated"}


def test_advice_breaks_no_build_and_is_a_note(tmp_path: Path) -> None:
    report = judged_report(Outcome.FAILED, "certain", level_aa=False)
    root = ElementTree.parse(written("junit", report, tmp_path)[0]).getroot()
    assert not root.findall(".//failure") and root.findall(".//skipped")
    (row,) = only("sarif", report, tmp_path, "1")["runs"][0]["results"]
    assert row["level"] == "note"


def test_a_site_that_was_not_measured_is_no_success(report: SurveyReport, tmp_path: Path) -> None:
    entry = next(e for e in report.entries if e.score.value is None)
    code = entry.site.code
    (run,) = only("sarif", report, tmp_path, code)["runs"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"] and invocation["toolExecutionNotifications"]
    path = tmp_path / "junit" / f"{entry.slug}.junit.xml"
    written("junit", report, tmp_path, codes=frozenset({code}))
    cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    assert cases and all(c.find("skipped").get("type") == "minna.untested" for c in cases)  # type: ignore[union-attr]


def test_what_is_certain_is_told_without_what_is_likely(tmp_path: Path) -> None:
    report = judged_report(Outcome.FAILED, "certain")
    (found,) = report.store.read(Finding)
    likely = replace(found, message="image", certainty="likely", nodes=("#doubt",))
    kept = KeptRecords(*report.store.records, likely)  # type: ignore[attr-defined]
    report = load_report(kept, RUN)  # type: ignore[arg-type]
    root = ElementTree.parse(written("junit", report, tmp_path)[0]).getroot()
    (failure,) = root.iter("failure")
    assert failure.text == "p" and "lie on images" not in failure.get("message", "")
    rows = only("sarif", report, tmp_path, "1")["runs"][0]["results"]
    assert sorted(row["level"] for row in rows) == ["error", "warning"]


def test_a_doubt_is_no_failure_whatever_list_its_check_stands_in(tmp_path: Path) -> None:
    report = judged_report(Outcome.FAILED, "certain")
    records = report.store.records  # type: ignore[attr-defined]
    without = [record for record in records if not isinstance(record, Finding)]
    (found,) = report.store.read(Finding)
    doubt = replace(found, outcome=Outcome.CANT_TELL, certainty="review")
    for number, kept in enumerate((without, [*without, doubt])):
        report = load_report(KeptRecords(*kept), RUN)  # type: ignore[arg-type]
        (path,) = written("junit", report, tmp_path / str(number))
        assert not list(ElementTree.parse(path).getroot().iter("failure"))
        chapters = only("openacr", report, tmp_path / str(number), "1")["chapters"]
        rows = [c for chapter in chapters.values() for c in chapter.get("criteria", ())]
        levels = {c["components"][0]["adherence"]["level"] for c in rows}
        assert levels == {"not-evaluated"}


@pytest.mark.parametrize("name", ["openacr", "wcag-em"])
def test_no_tool_writes_that_a_criterion_is_met(
    name: str, report: SurveyReport, tmp_path: Path
) -> None:
    for path in written(name, report, tmp_path):
        values = set(read_back(path))
        assert values.isdisjoint({"supports", "not-applicable", "earl:passed", "earl:inapplicable"})


def test_criteria_are_all_of_wcag_2_1_a_and_aa(report: SurveyReport, tmp_path: Path) -> None:
    expected = [c.id for c in criteria().values() if c.level in ("A", "AA") and c.wcag != "2.2"]
    chapters = only("openacr", report, tmp_path)["chapters"]
    rows = [c["num"] for chapter in chapters.values() for c in chapter.get("criteria", ())]
    assert sorted(rows) == sorted(expected)
    assert len(expected) == 50


def test_the_wcag_em_report_names_only_subjects_that_it_holds(
    report: SurveyReport, tmp_path: Path
) -> None:
    evaluation = only("wcag-em", report, tmp_path)
    sample = evaluation["selectSample"]
    pages = [page["id"] for part in ("structuredSample", "randomSample") for page in sample[part]]
    known = {evaluation["defineScope"]["scope"]["id"], *pages}
    assert len(known) == 1 + len(pages) == 13  # one page of thirteen timed out
    assert {a["subject"]["id"] for a in evaluation["auditSample"]} <= known
    terms = evaluation["@context"]
    assert {a["test"]["id"].partition(":")[0] for a in evaluation["auditSample"]} <= terms.keys()


def test_every_sarif_result_names_its_rule_and_tells_one_finding_from_another(
    report: SurveyReport, tmp_path: Path
) -> None:
    run = only("sarif", report, tmp_path)["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(rules) == len(set(rules))
    assert all(rules[row["ruleIndex"]] == row["ruleId"] for row in run["results"])
    assert all(row["level"] == "none" for row in run["results"] if row["kind"] != "fail")
    prints = [
        r["partialFingerprints"]["minnaFinding/v1"]
        for r in run["results"]
        if "partialFingerprints" in r
    ]
    assert prints and len(prints) == len(set(prints))


def test_junit_counts_what_it_holds(report: SurveyReport, tmp_path: Path) -> None:
    path = written("junit", report, tmp_path, codes=frozenset({"000002"}))[0]
    suites = ElementTree.parse(path).getroot().findall("testsuite")
    for suite in suites:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped", "")) == len(suite.findall("testcase/skipped"))
    assert [case.get("name") for case in suites[-1]] == ["https://www.town1.example.jp/12.html"]


def test_badges_have_a_name_and_say_when_nothing_was_measured(
    report: SurveyReport, tmp_path: Path
) -> None:
    paths = {path.stem: path for path in written("badge", report, tmp_path)}
    for number, entry in enumerate(report.entries):
        root = ElementTree.parse(paths[entry.slug]).getroot()
        assert root.get("role") == "img" and root.get("aria-label")
        value = root.findall("{http://www.w3.org/2000/svg}text")[1].text or ""
        assert bool(re.match(r"[0-9.]+ \(", value)) == (entry.score.value is not None), number
    assert any(entry.score.value is None for entry in report.entries), UNMEASURED


ATOM = "{http://www.w3.org/2005/Atom}"


def entries_of(path: Path) -> list[ElementTree.Element]:
    feed = ElementTree.parse(path).getroot()
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):  # RFC 4287 asks for exactly one of each
            assert len(element.findall(ATOM + name)) == 1 and element.findtext(ATOM + name)
    ids = [e.findtext(f"{ATOM}id") for e in (feed, *feed.findall(f"{ATOM}entry"))]
    assert len(ids) == len(set(ids))
    return feed.findall(f"{ATOM}entry")


def test_a_feed_tells_a_survey_or_what_changed_since_another(
    report: SurveyReport, tmp_path: Path
) -> None:
    assert len(entries_of(written("atom", report, tmp_path)[0])) == len(report.entries)
    label = SurveyLabel("old.db", "old", "2025-11-23T01:00:00+00:00", "1", "jis2016-aa", 2)
    changes = (
        SiteChange("000001", "甲", 50, 90, 30, 50, ()),
        SiteChange("000002", "乙", 50, 51, -2, 4, ()),
    )
    comparison = Comparison(label, label, (), changes, (), (), {})
    told = entries_of(written("atom", report, tmp_path / "since", comparison=comparison)[0])
    assert len(told) == 2  # all sites together, and the one of which a change may be told
    assert "+40.0" in (told[1].findtext(f"{ATOM}content") or "")


def test_the_data_package_types_every_column_of_every_file(
    report: SurveyReport, tmp_path: Path
) -> None:
    paths = {path.name: path for path in written("datapackage", report, tmp_path)}
    package = json.loads(paths.pop("datapackage.json").read_text(encoding="utf-8"))
    assert {r["path"] for r in package["resources"]} == paths.keys()
    assert len(paths) == len(discover(exports))
    names = [r["name"] for r in package["resources"]]
    assert len(names) == len(set(names)) and all(re.fullmatch("[a-z0-9._/-]+", n) for n in names)
    assert re.fullmatch("[a-z0-9._/-]+", package["name"])
    tables = [r for r in package["resources"] if r["format"] == "csv"]
    for table in tables:
        with paths[table["path"]].open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        fields = table["schema"]["fields"]
        assert fields and [f["name"] for f in fields] == reader.fieldnames
        assert all(f["description"] for f in fields) and "any" not in {f["type"] for f in fields}
        for field in fields:
            for row in rows:
                assert (
                    row[field["name"]] == "" or READ[field["type"]](row[field["name"]]) is not None
                )
        key = table["schema"].get("primaryKey")
        assert key is None or len({tuple(r[k] for k in key) for r in rows}) == len(rows)
    assert column("ranking", "no such column") == ("any", "")


READ = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"True": True, "False": False}.__getitem__,
}


def test_the_command_writes_some_sites_and_refuses_what_is_none(tmp_path: Path) -> None:
    book = tmp_path / "town.db"
    store = Store(book)
    fill(store, 3)
    store.close()
    out = tmp_path / "out"
    words = ["export", "sarif", "--db", str(book), "--out", str(out), "--lang", "en"]
    done = CliRunner().invoke(main, [*words, "--site", "000002"])
    assert done.exit_code == 0, done.output
    assert [path.name for path in out.iterdir()] == ["000002.sarif"]
    refused = CliRunner().invoke(main, [*words, "--site", "nowhere"])
    assert refused.exit_code == 2 and "nowhere" in refused.output
    assert CliRunner().invoke(main, ["export", "pdf", "--db", str(book)]).exit_code == 2


def test_the_command_offers_what_the_folder_holds() -> None:
    assert list(FORMATS) == NAMES
    assert {module.FORMAT.title for module in FORMATS.values()} and len(FORMATS) >= 8


def test_addresses_of_other_schemes_are_no_links() -> None:
    for url in ("javascript:alert(1)", "data:text/html,x", "", "//a.example", "ftp://a.example"):
        assert web_address(url) == ""
    for url in NASTY:
        address = web_address(f"https://a.example/{url}")
        assert re.fullmatch(r"https://[!-~]*", address or "https://") and not re.search(
            r"[<>\"\\^`{|}\s]", address
        )
    assert web_address("https://a.example/" + "x" * MAX_TEXT) == ""
    assert slug("../x").startswith("x-")
