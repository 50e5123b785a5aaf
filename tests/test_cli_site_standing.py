"""A site against an earlier survey of it (new, mended, still there), and against a published one."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from minna.cli import _standing, main
from minna.errors import BadWave, UnknownSite
from minna.finding_ids import element_key, site_path
from minna.records import CheckMeta, CheckOutcomes, Finding, Outcome, Page, PageScore, Run, Score
from minna.store import Store
from reports import build
from reports.baseline import BaselineComparison, ChangeState, compare_with_baseline, surveyed_site
from reports.report_data import SiteStanding
from scoring.published_wave import positions_in_wave, read_wave, site_key
from tests.made_up_run import RUN, fill, site

TOWN = site(1)
HOME = TOWN.url


def made_up() -> Store:
    """Two towns, with the outcomes of every check that has a finding."""
    store = Store(":memory:")
    fill(store, 3)
    where = {"run": RUN.id, "site": TOWN.code}
    failed: dict[tuple[str, str], set[str]] = {}
    for f in store.read(Finding, **where, outcome=Outcome.FAILED, scored=True):
        failed.setdefault((f.url, f.viewport), set()).add(f.check)
    checks = {"text-contrast", "image-text", "page-language"}
    for page in store.read(PageScore, **where):
        for viewport in ("phone", "desktop"):
            bad = failed.get((page.url, viewport), set())
            good = tuple(sorted(checks - bad))
            judged = CheckOutcomes(RUN.id, TOWN.code, page.url, viewport, good, (*bad,), (), (), ())
            store.save([judged])
    return store


def compared(old: Store, new: Store) -> BaselineComparison:
    return compare_with_baseline(RUN, surveyed_site(old, RUN, TOWN), surveyed_site(new, RUN, TOWN))


def figures(result: BaselineComparison) -> dict[str, int]:
    return {str(s): result.elements(s) for s in ChangeState if result.elements(s)}


def contrast(store: Store, page: int) -> list[Finding]:
    url = f"{HOME}{page}.html"
    return list(store.read(Finding, run=RUN.id, check="text-contrast", url=url, scored=True))


def test_the_same_survey_has_nothing_new_and_nothing_mended() -> None:
    assert set(figures(compared(made_up(), made_up()))) == {"remaining"}


def test_small_changes_of_a_page_change_no_id() -> None:
    old, new = made_up(), made_up()
    for finding in contrast(new, 3):
        moved = ("#header > div > nav:nth-child(2) > a", *finding.nodes[1:])
        snippets = (finding.snippets[0].replace("くらし", "暮らし"), *finding.snippets[1:])
        new.save([replace(finding, nodes=moved, snippets=snippets)])
    assert set(figures(compared(old, new))) == {"remaining"}


def test_what_is_gone_is_mended_and_what_came_is_new() -> None:
    old, new = made_up(), made_up()
    for finding in contrast(new, 3):
        snippets = ('<a href="/other/">他</a>', *finding.snippets[1:])
        new.save([replace(finding, snippets=snippets)])
    result = compared(old, new)
    assert (figures(result)["new"], figures(result)["mended"]) == (1, 1)
    (fresh,) = result.of(ChangeState.NEW)
    assert fresh.snippet == '<a href="/other/">他</a>' and fresh.path == "/3.html"


def test_a_page_that_was_not_measured_again_mended_nothing() -> None:
    old, new = made_up(), made_up()
    new.delete(PageScore, run=RUN.id, url=f"{HOME}3.html")
    new.delete(Finding, run=RUN.id, url=f"{HOME}3.html")
    result = compared(old, new)
    assert "mended" not in figures(result) and figures(result)["not_compared"] >= 4


def test_a_check_that_became_unsure_mended_nothing() -> None:
    old, new = made_up(), made_up()
    for finding in contrast(new, 3):
        new.save([replace(finding, certainty="likely", scored=False)])
    assert "mended" not in figures(compared(old, new))
    assert "new" not in figures(compared(new, old)), "nor is it new the other way round"


def test_a_page_that_is_new_brings_its_own_faults_and_not_the_templates() -> None:
    old, new = made_up(), made_up()
    for kind in (Page, PageScore, Finding, CheckOutcomes):
        old.delete(kind, run=RUN.id, url=f"{HOME}3.html")
    for finding in contrast(new, 3):
        new.save([replace(finding, snippets=(finding.snippets[0], '<p id="own">'))])
    result = compared(old, new)
    fresh = {c.snippet for c in result.of(ChangeState.NEW) if c.meta.id == "text-contrast"}
    assert fresh == {'<p id="own">'}


def test_a_check_that_did_not_count_then_is_not_compared() -> None:
    old, new = made_up(), made_up()
    (meta,) = old.read(CheckMeta, run=RUN.id, id="text-contrast")
    old.save([replace(meta, scope="advice")])
    result = compared(old, new)
    assert result.other_rules == ("text-contrast",)
    assert not [c for c in result.of(ChangeState.NEW) if c.meta.id == "text-contrast"]


@pytest.mark.parametrize(
    ("selector", "snippet", "key"),
    [
        ("#main > p:nth-child(7)", "<p>", "#main p"),
        ("a", "<a class='x' href='/b'>", "a href=/b"),
        ("img", '<img src="a.png?v=3" id="12">', "img src=a.png"),
        ("", "", ""),
        ("p", "<p " + "a=" * 50_000, "p"),
    ],
)
def test_an_element_is_known_by_what_it_is(selector: str, snippet: str, key: str) -> None:
    assert element_key(selector, snippet) == key


def test_a_copy_on_another_host_has_the_same_paths() -> None:
    assert site_path("http://127.0.0.1:8/b/", "http://127.0.0.1:8/") == "/b"
    assert site_path("https://www.a.lg.jp/b", "https://www.a.lg.jp/") == "/b"
    assert site_path("http://a.lg.jp.evil.example/b", "http://a.lg.jp/") != "/b"


@pytest.fixture(scope="module")
def wave(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wave")
    store = Store(":memory:")
    fill(store, 20)
    build(store, RUN, folder)
    store.close()
    path = folder / "data" / "ranking.csv"
    text = path.read_text(encoding="utf-8-sig")
    path.write_text(text.replace(",1.0.0,", f",{_method()},"), encoding="utf-8-sig")
    return path


def _method() -> str:
    from scoring import METHOD

    return METHOD


def test_a_site_joins_a_published_survey(wave: Path) -> None:
    published = read_wave(wave)
    new = replace(TOWN, url="https://www.unknown.example.jp/", code="x")
    best = Score(RUN.id, "x", "ok", value=100.0, se=0.5)
    (everyone,) = positions_in_wave(published, best, new, None, 1)
    assert everyone.of == len(published.scores) + 1 and everyone.low == 1
    assert not everyone.replaces_own
    everyone, peers = positions_in_wave(published, best, TOWN, None, 1)
    assert everyone.of == len(published.scores) and everyone.replaces_own
    assert peers.group.startswith("peer:town/") and peers.of < everyone.of


def test_the_score_that_was_published_has_the_rank_that_was_published(wave: Path) -> None:
    published = read_wave(wave)
    ordered = sorted((-s.value, s.key) for s in published.scores)
    mine = next(s for s in published.scores if s.key == site_key(TOWN.url))
    score = Score(RUN.id, TOWN.code, "ok", value=mine.value, se=mine.se)
    everyone = positions_in_wave(published, score, TOWN, None, 1)[0]
    assert everyone.rank == 1 + ordered.index((-mine.value, mine.key))
    assert everyone.low <= everyone.rank <= everyone.high


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"url,status,score,se,peer_group,profile,method\n"]
    + [
        f"url,status,score,se,peer_group,profile,method\nu,ok,{value},1,,jis2016-aa,{method}\n".encode()
        for value, method in (("nan", "1"), ("abc", "1"), ("101", "1"), ("50", "0.9"))
    ],
)
def test_a_file_that_is_no_ranking_is_refused_in_one_sentence(
    content: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "wave.csv"
    path.write_bytes(content)
    with pytest.raises(BadWave) as refused:
        read_wave(path)
    for lang in ("ja", "en"):
        assert "\n" not in refused.value.text(lang)


@pytest.mark.parametrize(
    "options",
    [
        ("--fail-new", "serious"),
        ("--baseline", "no-such.db"),
        ("--against", "no-such.csv"),
    ],
)
def test_bad_input_is_one_sentence_before_anything_is_visited(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    db = tmp_path / "new.db"
    told = CliRunner(env={"LANG": "en_US.UTF-8"}).invoke(
        main, ["site", "https://www.example.lg.jp/", "--db", str(db), *options]
    )
    assert told.exit_code == 2 and told.stderr.startswith("minna: ")
    assert told.stderr.count("\n") == 1 and not db.exists()


def test_the_baseline_is_the_row_of_the_site(tmp_path: Path) -> None:
    path = str(tmp_path / "old.db")
    store = Store(path)
    fill(store, 3)
    store.close()
    _, run, found = _standing.earlier_survey(path, "", "http://town1.example.jp/index.html")
    assert (run.id, found.code) == (RUN.id, TOWN.code)
    with pytest.raises(UnknownSite):
        _standing.earlier_survey(path, "", "https://other.example.jp/")


@pytest.mark.parametrize(("lang", "said"), [("ja", "新しい問題 1か所"), ("en", "1 new, 1 mended")])
def test_it_is_said_in_the_terminal_and_on_the_page(
    lang: str, said: str, wave: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = made_up(), made_up()
    for finding in contrast(new, 3):
        new.save([replace(finding, snippets=('<a href="/other/">', *finding.snippets[1:]))])
    score = Score(RUN.id, TOWN.code, "ok", value=80.0, se=1.0)
    positions = tuple(positions_in_wave(read_wave(wave), score, TOWN, None, 1))
    standing = SiteStanding(compared(old, new), str(wave), positions)
    _standing.print_standing(standing, lang)
    assert said in capsys.readouterr().out
    run: Run = replace(RUN, kind="site")
    build(new, run, tmp_path, standing=standing)
    folder = tmp_path if lang == "ja" else tmp_path / "en"
    page = (folder / "sites" / "000002.html").read_text(encoding="utf-8")
    assert 'id="baseline"' in page and 'id="against"' in page and "…" not in said
    assert (folder / "data" / "baseline.csv").read_bytes().startswith(b"\xef\xbb\xbf")
