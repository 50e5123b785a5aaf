"""Pages beside the method: every column is described, and every request of ours is counted."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from minna.discover import discover
from minna.records import AudienceIndex, RequestLog
from minna.store import Store
from reports import build, exports
from reports.formats._columns import column
from reports.i18n import languages
from reports.pages.about import host_loads, tables
from tests.made_up_run import RUN, TRAP, fill


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    store = Store(":memory:")
    fill(store, 3)
    store.save(
        RequestLog(RUN.id, TRAP, 60.0 * n, 60.0 * n + 1, "s", by, size)
        for n, (by, size) in enumerate(
            [
                ("crawler", 1_000_000),
                ("crawler", None),
                ("browser", None),
                ("connection", 2_000_000),
            ]
        )
    )
    build(store, RUN, folder)
    store.close()
    return folder


def test_every_table_has_its_columns_in_the_dictionary(out: Path) -> None:
    names = dict(tables())
    modules = [name for name in discover(exports) if name.endswith("-csv")]
    assert sorted(names) == sorted(name.removesuffix("-csv") for name in modules)
    for file, listed in names.items():
        with (out / "data" / f"{file}.csv").open(encoding="utf-8-sig", newline="") as data:
            assert tuple(next(csv.reader(data))) == listed


@pytest.mark.parametrize("lang", languages())
def test_every_column_is_described_in_every_language(lang: str) -> None:
    for file, listed in tables():
        for name in listed:
            type_, about = column(file, name, lang)
            assert type_ != "any" and about, (file, name)


def test_a_column_of_one_file_may_mean_something_of_its_own() -> None:
    assert column("losses", "pages") != column("ranking", "pages")
    assert column("nowhere", "nothing") == ("any", "")


def test_requests_visits_and_bytes_are_added_up_by_host(out: Path) -> None:
    text = (out / "requests.html").read_text(encoding="utf-8")
    assert "1のサーバー名に、合わせて2件の要求を送り、ブラウザで1回ページを開きました" in text
    assert "受け取ったデータは3 MB" in text and "&lt;script&gt;" in text
    (load,) = host_loads([("a", 0.0, 30.0, "crawler", 5), ("a", 10.0, 60.0, "browser", None)])
    assert (load.requests, load.visits, load.bytes, load.minutes) == (1, 1, 5, 1.0)


def test_a_survey_without_a_log_says_so(tmp_path: Path) -> None:
    store = Store(":memory:")
    build(store, fill(store, 1), tmp_path)
    store.close()
    assert "要求の記録がありません" in (tmp_path / "requests.html").read_text(encoding="utf-8")


def test_other_surveys_are_told_with_their_figures(out: Path) -> None:
    text = (out / "others.html").read_text(encoding="utf-8")
    assert "32.55%" in text and "A.A.O." in text and "WebAIM" in text


def test_figures_on_trial_are_shown_as_such_and_in_no_list(tmp_path: Path) -> None:
    store = Store(":memory:")
    run = fill(store)
    tried = [
        replace(index, trial=index.missing, trial_value=40.0 + n % 30)
        for n, index in enumerate(store.read(AudienceIndex))
    ]
    store.save(tried)
    build(store, run, tmp_path)
    store.close()
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    section = text.split('<h2 id="audience">')[1].split("</section>")[0]
    assert '<span class="trial">試行</span>' in section and section.count("<svg") == 2
    assert "住民向け指標（24団体）" in section and "indices.html" not in section
    assert not (tmp_path / "indices.html").exists()


def test_the_first_page_offers_every_file_of_data(out: Path) -> None:
    text = (out / "index.html").read_text(encoding="utf-8")
    files = sorted(path.name for path in (out / "data").iterdir())
    assert [name for name in files if f'href="data/{name}"' not in text] == []
