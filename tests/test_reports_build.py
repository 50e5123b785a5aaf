"""The whole report of a made-up survey: what is on it, and what must never be."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest

from minna.errors import CannotWrite
from minna.legacy_reasons import read_legacy
from minna.records import AgentComparison, Rank, Score, Site
from minna.store import Store
from reports import build, reason_message
from tests.made_up_run import LEFT, PROVISIONAL, RUN, TRAP, UNMEASURED, fill, indices


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    store = Store(":memory:")
    written = build(store, fill(store), folder)
    assert written == sum(path.is_file() for path in folder.rglob("*"))
    store.close()
    return folder


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    store = Store(":memory:")
    build(store, fill(store, 210), folder)
    store.close()
    return folder


AGENTS = {
    "differs": (
        "異なる応答がありました",
        "was answered otherwise",
        "得点は変わりません",
        "no score is moved",
    ),
    "alike": ("同じでした", "gave the same outcomes", "ほかのページ", "other pages"),
    "unknown": ("分かりません", "is not known", "一般的なブラウザー", "ordinary name"),
}


@pytest.mark.parametrize("status", AGENTS)
def test_what_another_name_was_answered_stands_on_the_sites_page_alone(
    status: str, tmp_path: Path
) -> None:
    store = Store(":memory:")
    run = fill(store, 3)
    code = next(iter(store.read(Site))).code
    build(store, run, tmp_path / "without")
    comparison = AgentComparison(
        run.id, code, status, 2, 0.005, "", "http://a/", 6, 0.0022, 0.25, 31.5
    )
    store.save([comparison])
    build(store, run, tmp_path / "with")
    changed = {
        path.relative_to(tmp_path / "with")
        for path in (tmp_path / "with").rglob("*.html")
        if path.read_bytes()
        != (tmp_path / "without" / path.relative_to(tmp_path / "with")).read_bytes()
    }
    assert len(changed) == 2 and all("sites" in path.parts for path in changed), changed
    for path in changed:
        text = (tmp_path / "with" / path).read_text(encoding="utf-8")
        agent = AGENTS[status][1::2] if "en" in path.parts else AGENTS[status][::2]
        assert all(escape(words) in text for words in agent), path
        assert "…" not in text[text.index(agent[0]) - 200 : text.index(agent[0])]
    store.close()


class Reader(HTMLParser):
    """Collects what a page points to, its ids and its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("href", "src", "action"):
                self.targets.append(value or "")
            if tag == "script" and name == "src":
                self.scripts.append(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on") or name == "style":
                self.handlers.append(name)


def read(path: Path) -> Reader:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader


def pages(folder: Path) -> Iterator[Path]:
    return folder.rglob("*.html")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def site_page(out: Path, number: int, lang: str = "") -> str:
    return (out / lang / "sites" / f"{number + 1:06d}.html").read_text(encoding="utf-8")


def test_every_page_has_its_twin_in_english_and_names_it(out: Path) -> None:
    japanese = {p.relative_to(out).as_posix() for p in pages(out)} - {
        p.relative_to(out).as_posix() for p in pages(out / "en")
    }
    english = {p.relative_to(out / "en").as_posix() for p in pages(out / "en")}
    assert japanese == english
    assert '<html lang="ja">' in (out / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (out / "en" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="alternate" hreflang="en" href="../en/sites/000002.html">' in site_page(
        out, 1
    )


@pytest.mark.parametrize("folder", ["out", "large"])
def test_every_link_inside_the_report_leads_somewhere(
    folder: str, request: pytest.FixtureRequest
) -> None:
    root: Path = request.getfixturevalue(folder)
    readers = {path.resolve(): read(path) for path in pages(root)}
    for path, reader in readers.items():
        for target in reader.targets:
            address, fragment = urldefrag(target)
            if urlsplit(address).scheme:
                continue
            aim = (path.parent / address).resolve() if address else path
            assert aim.is_file(), f"{path.name} → {target}"
            if fragment:
                assert fragment in readers[aim].ids, f"{path.name} → {target}"


def test_no_page_has_two_elements_with_one_id(out: Path) -> None:
    for path in pages(out):
        ids = read(path).ids
        assert len(ids) == len(set(ids)), path


def test_a_site_that_was_not_seen_whole_says_so(out: Path) -> None:
    assert "1,234件は開いていません" in site_page(out, LEFT)
    assert "https://www.example.lg.jp/new/" in site_page(out, LEFT)
    assert "開いていません" not in site_page(out, LEFT + 1)


def test_what_a_page_said_never_becomes_markup(out: Path) -> None:
    for path in pages(out):
        reader = read(path)
        assert reader.tags.count("script") == len(reader.scripts), "a script within the page"
        assert all(re.fullmatch(r"(\.\./)*static/[a-z]+\.js", src) for src in reader.scripts), path
        assert not reader.handlers
        schemes = {urlsplit(target).scheme for target in reader.targets}
        assert schemes <= {"", "http", "https"}, path
    assert "&lt;script&gt;alert(1)" in (out / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in site_page(out, 1)


def test_the_report_asks_nobody_else_for_anything(out: Path) -> None:
    for path in (*pages(out), out / "static" / "style.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<(?:iframe|object|embed)\b|@import|url\(", text), path
        assert not re.search(
            r"<script\b(?! src=.(?:\.\./)*static/[a-z]+\.js. defer></script>)", text
        )
        assert not re.search(r"<img\b[^>]*src=.?(?:\w+:|//)", text), path
        assert not re.search(r'<link [^>]*href="(?:https?:)?//', text), path


def test_a_fault_shows_a_picture_of_its_place(out: Path) -> None:
    for lang, alt in (("", "該当箇所の画面"), ("en", "Picture of the place")):
        text = site_page(out, 1, lang)
        assert re.search(rf'<img src="[./]+pictures/000002/text-contrast-low.webp"[^>]*{alt}', text)
    assert (out / "pictures/000002/text-contrast-low.webp").read_bytes()[:4] == b"RIFF"


def test_file_names_of_odd_codes_stay_in_the_folder(out: Path) -> None:
    names = sorted(path.name for path in (out / "sites").iterdir())
    assert len(names) == 30
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", name) for name in names)


def test_the_ranking_has_the_promised_columns(out: Path) -> None:
    rows = table(out / "data" / "ranking.csv")
    expected = "code name score low high rank rank_low rank_high band status pref type population"
    assert {
        *expected.split(),
        "pages",
        "blocking_pages",
        "problem_pages",
        "profile",
        "method",
    } <= set(rows[0])
    assert len(rows) == 30
    scores = [float(row["score"]) for row in rows if row["rank"]]
    assert scores == sorted(scores, reverse=True) and len(scores) == 24


def test_tables_begin_with_a_byte_order_mark(out: Path) -> None:
    for path in (out / "data").glob("*.csv"):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf"), path.name


def test_no_cell_begins_like_a_formula(out: Path) -> None:
    for path in (out / "data").glob("*.csv"):
        for row in table(path):
            for cell in row.values():
                number = re.fullmatch(r"-?\d+(\.\d+)?", cell)
                assert number or not cell.startswith(("=", "+", "-", "@", "\t")), cell


def test_what_was_not_measured_has_no_score_and_no_rank_anywhere(out: Path) -> None:
    missing = [f"{number + 1:06d}" for number in UNMEASURED]
    rows = {row["code"]: row for row in table(out / "data" / "ranking.csv")}
    data = json.loads((out / "data" / "ranking.json").read_text(encoding="utf-8"))
    objects = {site["code"]: site for site in data["sites"]}
    for number, code in zip(UNMEASURED, missing, strict=True):
        for name in ("score", "low", "high", "rank", "band", "blocking_pages"):
            assert rows[code][name] == ""
            assert not objects[code][name]
        page = site_page(out, number)
        assert "このサイトには得点がありません" in page
        assert 'class="big"' not in page


def test_a_provisional_site_has_a_score_and_no_rank(out: Path) -> None:
    page = site_page(out, PROVISIONAL)
    assert "参考値" in page and 'class="big"' in page
    row = next(r for r in table(out / "data" / "ranking.csv") if r["status"] == "provisional")
    assert row["score"] and not row["rank"]


def test_every_rank_is_shown_with_its_range(out: Path) -> None:
    text = (out / "index.html").read_text(encoding="utf-8")
    places = re.findall(r'class="place"[^>]*>([^<]+)<', text)
    assert len(places) == 24
    assert all(re.fullmatch(r"[\d,.]+位（\d+–\d+位）", place) for place in places)


def test_the_sites_that_could_not_be_measured_are_listed_with_reasons(out: Path) -> None:
    text = (out / "unmeasured.html").read_text(encoding="utf-8")
    for number, (_, reason) in UNMEASURED.items():
        assert f"sites/{number + 1:06d}.html" in text
        assert escape(reason_message(read_legacy(reason), "ja")) in text
    assert "strange_new_status" in text


def test_no_page_pronounces_conformance(out: Path) -> None:
    for path in pages(out):
        assert "準拠" not in path.read_text(encoding="utf-8"), path


def test_a_fault_on_most_pages_is_known_as_the_templates(out: Path) -> None:
    page = site_page(out, 1)
    contrast = page.split('id="text-contrast-low"')[1].split("</article>")[0]
    images = page.split('id="image-text-missing"')[1].split("</article>")[0]
    assert "共通テンプレート" in contrast and "#header &gt; nav a" in contrast
    assert "共通テンプレート" not in images


def test_elements_are_counted_once_for_both_viewports(out: Path) -> None:
    assert "48 か所で文字と背景のコントラストが足りません" in site_page(out, 1)


def test_pages_that_one_repair_would_clear_are_counted(out: Path) -> None:
    contrast = site_page(out, 1).split('id="text-contrast-low"')[1].split("</article>")[0]
    assert "「問題あり」がなくなるページが9ページ" in contrast


def test_what_only_a_person_can_judge_stands_apart(out: Path) -> None:
    page = site_page(out, 1)
    first = page.split('<h2 id="first">')[1].split("</section>")[0]
    assert "背景が画像のため" not in first and "更新日が" not in first
    assert "横スクロールが必要" not in first, "a criterion that JIS has not got"
    review = page.split('<h2 id="review">')[1].split("</section>")[0]
    assert "背景が画像のため" in review


def test_japanese_in_the_english_report_is_marked(out: Path) -> None:
    page = site_page(out, 1, "en")
    assert '<h1><span lang="ja">岩瀬新町</span></h1>' in page
    assert '<span lang="ja">くらし・手続き</span>' in page


def test_a_page_that_timed_out_is_listed_as_not_measured(out: Path) -> None:
    missed = site_page(out, 1).split('<h2 id="missed">')[1]
    assert "時間内に応答なし" in missed and "no answer within 30 s" in missed


def test_the_command_to_measure_again_is_there(out: Path) -> None:
    assert "minna site https://www.town1.example.jp/ --seed 7 --pages 40" in site_page(out, 1)
    assert "minna site" not in site_page(out, 6)


def test_the_chart_and_its_table_tell_the_same(out: Path) -> None:
    rows = table(out / "data" / "distribution.csv")
    assert sum(int(row["sites"]) for row in rows) == 24
    text = (out / "index.html").read_text(encoding="utf-8")
    assert dots(text) == 24


def test_findings_carry_their_sentence_in_every_language(out: Path) -> None:
    row = next(r for r in table(out / "data" / "findings.csv") if r["check"] == "page-language")
    assert row["sentence_ja"] == "言語の指定「japan」は正しくありません"
    assert row["sentence_en"] == "“japan” is not the name of a language"
    assert row["criterion"] == "3.1.1"


def test_what_pages_show_together_is_told_apart_and_is_no_pages_fault(out: Path) -> None:
    page = site_page(out, 1)
    first, _, across = page.partition('<h2 id="across">ページをまたいだ確認</h2>')
    assert "メニューの順番が1ページで違います" in across
    assert "メニューの順番" not in first
    assert '<a href="https://www.town1.example.jp/1.html"' in across
    assert "タイトルはページごとに違います" in across
    assert "A menu is in another order on 1 pages" in site_page(out, 1, "en")
    assert "メニューは同じ順番です" in site_page(out, 2)


def test_the_gap_is_there_for_programs(out: Path) -> None:
    data = json.loads((out / "data" / "gap.json").read_text(encoding="utf-8"))
    assert data["groups"]["all"]["gaps"]["p90_p10"]["value"] == 38.4
    assert "二つの山" in data["groups"]["all"]["sentence"]["ja"]


def dots(text: str) -> int:
    """How many dots the first chart of a page shows, by the lengths of its dashed columns."""
    path, step = re.findall(
        r'<path class="dots all" d="([^"]+)"[^>]* stroke-dasharray="0 ([\d.]+)"', text
    )[0]
    lengths = [float(length) for length in re.findall(r"v-([\d.]+)", path)]
    return sum(1 + int(length / float(step) + 0.05) for length in lengths)


def test_a_large_survey_is_listed_by_prefecture_and_on_one_page_in_order(large: Path) -> None:
    listed = [path.read_text(encoding="utf-8") for path in (large / "pref").glob("*.html")]
    ranking = (large / "ranking.html").read_text(encoding="utf-8")
    index = (large / "index.html").read_text(encoding="utf-8")
    assert len(listed) == 4 and index.count('href="pref/') == 8
    assert ranking.count('class="place"') == sum(t.count('class="place"') for t in listed) > 200
    assert 'class="place"' not in index and dots(index) == ranking.count('class="place"')


def test_a_small_survey_has_its_list_on_the_first_page(out: Path) -> None:
    assert not (out / "ranking.html").exists()


def test_the_method_page_says_what_needs_a_person(out: Path) -> None:
    text = (out / "method.html").read_text(encoding="utf-8")
    assert text.count('class="reach-machine"') == 4
    assert text.count('class="reach-candidates"') == 3
    assert "人による確認が必要" in text


def test_the_same_survey_gives_the_same_files(out: Path, tmp_path: Path) -> None:
    store = Store(":memory:")
    build(store, fill(store), tmp_path)
    store.close()
    for path in out.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / path.relative_to(out)).read_bytes(), path


def test_a_survey_that_has_not_begun_still_has_a_report(tmp_path: Path) -> None:
    store = Store(":memory:")
    store.save([RUN, Site(RUN.id, "a", "A", "https://a.example/"), Site(RUN.id, "b", TRAP, "b")])
    build(store, RUN, tmp_path)
    store.close()
    assert "2団体は測定できなかった" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "未測定" in (tmp_path / "sites" / "a.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way")
    store = Store(":memory:")
    with pytest.raises(CannotWrite):
        build(store, fill(store, 1), tmp_path / "out")
    store.close()


def test_a_site_sees_where_its_points_are_lost_and_what_mending_gives(out: Path) -> None:
    for lang, said in (
        (
            "",
            "「ヘッダー（共通部分）」です。これを直すと、得点は68.7点から86.2点（+17.6点）、順位は12位（9–16位）から4位（2–7位）になる計算です。",
        ),
        (
            "en",
            "the score would be 86.2 points instead of 68.7 (+17.6), and the rank 4 (2–7) instead of 12 (9–16).",
        ),
    ):
        section = site_page(out, 1, lang).split('<h2 id="loss">')[1].split("</section>")[0]
        assert said in section
        assert '<a href="#text-contrast-low">' in section
        assert "31.3" in section


def test_faults_stand_in_the_order_of_the_points_that_they_cost(out: Path) -> None:
    page = site_page(out, 1).split('<h2 id="first">')[1]
    assert "失点の大きい順" in page
    assert page.index('id="text-contrast-low"') < page.index('id="image-text-missing"')
    assert "直すと+15.0点の見込み" in page


def test_the_losses_of_a_site_add_up_in_the_data(out: Path) -> None:
    lost: dict[tuple[str, str], float] = {}
    rows = table(out / "data" / "losses.csv")
    for row in rows:
        fix = row["by"] in ("template", "page")
        key = row["code"], "fix" if fix else row["by"]
        lost[key] = lost.get(key, 0.0) + float(row["loss"])
    scores = {row["code"]: float(row["score"]) for row in rows}
    assert len(scores) == 24
    for (code, _), points in lost.items():
        assert points == pytest.approx(100 - scores[code], abs=1e-3)
    data = json.loads((out / "data" / "losses.json").read_text(encoding="utf-8"))
    assert len(data["losses"]) == len(rows)


def test_a_provisional_site_sees_its_losses_without_ranks(out: Path) -> None:
    section = site_page(out, PROVISIONAL).split('<h2 id="loss">')[1].split("</section>")[0]
    assert "になる計算です" in section and "位" not in section.replace("順位は、", "")
    mine = [
        row for row in table(out / "data" / "losses.csv") if row["code"] == f"{PROVISIONAL + 1:06d}"
    ]
    assert mine and not any(row["rank"] or row["rank_mended"] for row in mine)


def test_the_first_page_says_what_costs_all_sites_most(out: Path) -> None:
    section = (
        (out / "index.html")
        .read_text(encoding="utf-8")
        .split('<h2 id="mending">')[1]
        .split("</section>")[0]
    )
    assert section.index("文字と背景のコントラスト") < section.index("画像の代替テキスト")
    assert "失点の70%は、ヘッダーやメニューなど" in section


def test_a_site_without_any_loss_has_no_table_of_losses(out: Path) -> None:
    assert 'id="loss"' not in site_page(out, 0) and "100.0" in site_page(out, 0)


def test_while_a_pillar_is_not_measured_there_is_no_index_and_the_report_says_so(out: Path) -> None:
    index = (out / "index.html").read_text(encoding="utf-8")
    assert (
        "手続きの案内、スマートフォンでの使いやすさ、信頼性を測定していないため、指標はまだありません"
        in index
    )
    assert "住民向け・事業者向け指標は、手続きの案内、" in site_page(out, 1)
    assert "as guidance through procedures, use on a phone, trust were not measured" in site_page(
        out, 1, "en"
    )
    assert not (out / "indices.html").exists()
    for row in table(out / "data" / "indices.csv"):
        assert (row["value"], row["missing"]) == ("", "task mobile trust") and row["access"]


def test_both_indices_have_tables_of_their_own_and_no_sum(tmp_path: Path) -> None:
    store = Store(":memory:")
    fill(store)
    for number, s in enumerate(store.read(Score)):
        if s.value is not None:
            store.save(indices(s, task=40.0 + number, mobile=50.0, trust=50.0))
    build(store, RUN, tmp_path)
    store.close()
    for folder in (tmp_path, tmp_path / "en"):
        page = (folder / "indices.html").read_text(encoding="utf-8")
        assert page.count("<table") == 2 and page.count('scope="row"') == 48
    assert "（住民向け 24団体、事業者向け 24団体）" in (tmp_path / "index.html").read_text(
        encoding="utf-8"
    )
    assert "測定していないため、ありません" not in site_page(tmp_path, 1)
    data = json.loads((tmp_path / "data" / "indices.json").read_text(encoding="utf-8"))
    assert {row["audience"] for row in data["indices"]} == {"citizens", "businesses"}
    assert all(row["value"] is not None and row["missing"] == [] for row in data["indices"])


def test_the_method_page_tells_of_losses_waves_and_audiences(out: Path) -> None:
    text = (out / "method.html").read_text(encoding="utf-8")
    for name, said in (
        ("loss", "必ずサイトの失点に一致"),
        ("waves", "比べません"),
        ("audience", "足し合わせません"),
    ):
        assert said in text.split(f'<h2 id="{name}">')[1].split("</section>")[0]


def test_who_is_alone_in_a_group_has_no_place_in_it(tmp_path: Path) -> None:
    store = Store(":memory:")
    run = fill(store)
    alone, other = (
        r for r in store.read(Rank) if r.group == "peer:village/10000-50000" and r.rank < 3
    )
    store.save([replace(alone, of=1)])
    build(store, run, tmp_path)
    store.close()
    page = site_page(tmp_path, int(alone.site) - 1)
    assert "ほかに比べる団体がありません" in page
    assert ">1団体中" not in page
    assert f"{other.of}団体中" in site_page(tmp_path, int(other.site) - 1)


def test_a_site_that_is_audited_alone_has_no_place(tmp_path: Path) -> None:
    store = Store(":memory:")
    build(store, fill(store, 1), tmp_path)
    store.close()
    hero = site_page(tmp_path, 0).split('<dl class="hero">')[1].split("</dl>")[0]
    assert "100.0" in hero and "ほかに比べる団体がありません" in hero
    assert "1位" not in hero


def test_the_names_for_the_search_are_data_that_no_page_can_run(out: Path) -> None:
    text = (out / "static" / "towns.js").read_text(encoding="utf-8")
    head, _, rest = text.partition("=")
    rows = json.loads(rest.rstrip().removesuffix(";"))
    assert head == "window.minnaTowns" and len(rows) == 30
    assert "<" not in text and TRAP in {row[0] for row in rows}
    assert all((out / "sites" / f"{row[3]}.html").is_file() for row in rows)


def test_only_pages_with_a_script_may_run_one(out: Path) -> None:
    for path in pages(out):
        text = path.read_text(encoding="utf-8")
        allowed = "script-src &#39;self&#39;" in text or "script-src 'self'" in text
        assert allowed == bool(read(path).scripts), path
