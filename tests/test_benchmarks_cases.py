"""What counts as right on a case: made-up crawls and findings against what is expected."""

import pytest

from benchmarks import cases, secret_site
from minna.records import Finding, Page, SiteCrawl
from minna.store import Store


def page(path, *, state="fetched", status=200):
    return Page("r", "s", f"http://a.jp{path}", state, discovered_via="link", status=status)


def frame(status="ok", pause=0.0):
    return SiteCrawl("r", "s", status, pause=pause)


def finding(viewport="phone", *, certainty="certain", outcome="failed", snippet="<a>"):
    return Finding(
        "r", "s", "p", viewport, "link-by-colour", "odd", outcome, "serious", certainty, 1,
        snippets=(snippet,),
    )  # fmt: skip


def wrong(says, *findings, **more):
    entry = {"check": "link-by-colour", "says": says} | more
    return list(cases.wrong_page(entry, findings, 2))


def test_a_crawl_is_right_when_status_pages_and_addresses_are():
    pages = [page("/"), page("/a?b=1"), page("/x", state="excluded", status=None)]
    entry = {"pages": ["/", "/a?b=1"], "count": [2, 2], "never": ["/x"], "pause": 1}
    assert list(cases.wrong_site(entry, frame(pause=1.0), pages)) == []


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"status": "robots"}, "ok ()"),
        ({"pages": ["/"]}, "without [], but with ['/a']"),
        ({"count": [3, 4]}, "2 pages, not 3 to 4"),
        ({"never": ["/a"]}, "asked for ['/a']"),
        ({"pause": 1}, "a pause of 0.0 s"),
        ({"alive": "/gone"}, "/gone?x=1 is dead"),
    ],
)
def test_each_thing_that_is_wrong_about_a_crawl_is_said(entry, said):
    pages = [page("/"), page("/a"), page("/gone?x=1", state="excluded", status=404)]
    assert list(cases.wrong_site(entry, frame(), pages)) == [said]


def test_a_certain_failure_has_to_be_there_through_each_window():
    assert wrong("sure", finding()) == ["surely failed through 1 of 2 windows"]
    assert wrong("sure", finding(), finding("desktop")) == []
    assert wrong("sure", finding(), windows=1) == []


def test_only_a_certain_failure_is_wrong_where_none_is_due():
    assert wrong("not sure", finding(certainty="likely")) == []
    assert wrong("not sure", finding()) == ["surely failed: ('<a>',)"]
    assert wrong("not failed", finding(certainty="likely")) == ["failed: ('<a>',)"]


def test_what_is_untested_and_said_is_noticed():
    assert wrong("noticed", finding(outcome="untested")) == []
    assert wrong("noticed") == ["nothing noticed"]
    assert wrong("failed", finding(outcome="cantTell")) == ["not failed"]


def test_a_certain_failure_must_not_quote_what_is_spared():
    mistakes = wrong("any", finding(snippet="<li>林　誠</li>"), spares=["林　誠"])
    assert mistakes == ["a certain failure quotes 林　誠"]


def test_everything_expected_names_a_row_with_a_kind():
    data = cases.expected()
    kinds = {entry["row"] for entry in data["rows"]} | {0}
    assert {entry["row"] for entry in (*data["sites"], *data["pages"])} <= kinds


def test_a_secret_is_found_in_a_database_plain_or_packed(tmp_path):
    store = Store(tmp_path / "a.db")
    store.save([page(f"/{secret_site.PASSWORD}")])
    store.close()
    assert "a.db" in set(secret_site.leaks(tmp_path))
    assert not set(secret_site.leaks_in("text", "nothing of it"))
