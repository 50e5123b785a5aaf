"""What we have asked of each host, worked out from our own log."""

from click.testing import CliRunner

from minna.cli import main
from minna.cli._survey import exclusion_summary
from minna.records import RequestLog, Run, SiteCrawl
from minna.request_stats import stats_by_host
from minna.settings import RunSettings
from minna.store import Store


def asked(host, began, ended, slot="m", by="crawler", size=100):
    return RequestLog("r", host, began, ended, slot, by, None if by == "browser" else size)


def test_gap_and_number_are_those_of_all_hosts_at_one_address():
    stats = stats_by_host(
        [asked("a", 0.0, 1.0), asked("b", 1.5, 3.0), asked("a", 4.0, 9.0, by="browser")]
    )
    assert [(c.host, c.requests, c.visits, c.bytes) for c in stats] == [
        ("a", 1, 1, 100),
        ("b", 1, 0, 100),
    ]
    assert {(c.at_once, c.gap) for c in stats} == {(1, 0.5)}


def test_requests_that_overlap_are_counted_together():
    [stats] = stats_by_host([asked("a", 0.0, 2.0), asked("a", 1.0, 3.0), asked("a", 3.0, 4.0)])
    assert (stats.at_once, stats.gap) == (2, -1.0)


def test_a_single_request_has_no_gap():
    assert stats_by_host([asked("a", 0.0, 1.0)])[0].gap is None
    assert stats_by_host([]) == []


def test_the_command_tells_each_host_in_the_readers_language(tmp_path):
    store = Store(tmp_path / "m.db")
    store.save([Run("r", "", None, "survey", "", 1, RunSettings(), {})])
    words = ["politeness", "--db", store.path, "--lang"]
    assert "No request" in CliRunner().invoke(main, [*words, "en"]).output
    store.save([asked("www.town.jp", 0.0, 1.0), asked("www.town.jp", 2.5, 3.0, size=2_000_000)])
    ended = CliRunner().invoke(main, [*words, "ja"], env={"COLUMNS": "120"})
    assert ended.exit_code == 0, ended.output
    assert "最短間隔" in ended.output
    assert ended.output.splitlines()[-1].split() == ["www.town.jp", "2", "0", "2.0", "1", "1.50"]


def test_a_crawl_ends_with_what_was_not_measured_and_why():
    frames = [
        SiteCrawl("r", "a", "ok", capped="pages", traps={"facets": 9}),
        SiteCrawl("r", "b", "challenge"),
        SiteCrawl("r", "c", "challenge"),
        SiteCrawl("r", "d", "ok", traps={"facets": 1, "calendar": 4}),
    ]
    assert exclusion_summary(frames) == [
        "not measured, challenge: 2 sites",
        "not seen whole, pages: 1 sites",
        "left as a trap, facets: 10 addresses on 2 sites",
        "left as a trap, calendar: 4 addresses on 1 sites",
    ]


def test_connections_and_their_bytes_are_told_and_take_no_turn():
    visit = RequestLog("r", "a", 1.0, 4.0, "slot", "browser")
    passed = [
        RequestLog("r", "a", 1.5, 9.0, "", "connection", 700),
        RequestLog("r", "cdn", 2.0, 3.0, "", "connection", 50),
    ]
    town, other = stats_by_host([visit, *passed])
    assert (town.host, town.visits, town.connections, town.bytes) == ("a", 1, 1, 700)
    assert (town.at_once, town.gap) == (1, None)
    assert (other.host, other.requests, other.connections, other.bytes) == ("cdn", 0, 1, 50)
    assert (other.at_once, other.gap) == (0, None)
