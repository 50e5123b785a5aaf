"""Replies and rulings: what was ruled wrong leaves the score, with a note, wherever it is the same."""

import pytest
from click.testing import CliRunner

import scoring
from minna.cli import main
from minna.cli.demo import make_up_nation, places
from minna.errors import BadReplies
from minna.records import Finding, Page, Reply, RuledOut, Ruling, Score, Site
from minna.replies import read_replies
from minna.store import Store
from samples.nation import truth
from scoring.pipeline import located_findings

CHECK = "axe:button-name"
SEED = 1


def built_alike():
    """Two sites of one vendor with a fault in their templates, one of another vendor, and one of it."""
    number = next(n for n, fault in enumerate(truth.faults()) if fault.check == CHECK)
    by_vendor = {}
    for site in places():
        made = truth.site_truth(site, SEED)
        if made.vendor is not None and number in made.template:
            by_vendor.setdefault(made.vendor, []).append(site)
    several, other = sorted(by_vendor.values(), key=len)[-1:-3:-1]
    return [*several[:2], other[0]]


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    """Such a nation with its scores; what the fault's id is on the first site's start page."""
    path = tmp_path_factory.mktemp("replies") / "n.db"
    sites = built_alike()
    store = Store(path)
    run = make_up_nation(store, SEED, sites)
    scoring.score(store, run)
    store.save([run])
    site = store.get(Site, run=run.id, code=sites[0].code)
    key = next(k for k, e in located_findings(store, run, site).items() if e.check == CHECK)
    return path, [site.code for site in sites], key


@pytest.fixture
def copy(scored, tmp_path):
    path, codes, key = scored
    Store(path).db.execute("vacuum into ?", [str(tmp_path / "n.db")])
    return tmp_path / "n.db", codes, key


def write(folder, text):
    path = folder / "replies.toml"
    path.write_text(text, encoding="utf-8")
    return path


def reply(code, key, ruling="wrong"):
    return f"""
[[reply]]
code = "{code}"
date = 2026-12-01
text = "ボタンには名前があります。\\n<script>alert(1)</script>"
[[reply.ruling]]
findings = ["{key}"]
ruling = "{ruling}"
reason = {{ja = "名前は画像の代替テキストにあります。", en = "The image names it."}}
"""


def run_minna(*words):
    result = CliRunner(env={"LANG": "C"}).invoke(main, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result.output


def values(path):
    return {score.site: score.value for score in Store(path).read(Score)}


def test_a_site_ruled_wrongly_failed_gets_its_points_back_and_all_see_why(copy, tmp_path):
    path, (own, same, other), key = copy
    before = values(path)
    file = write(tmp_path, reply(own, key))
    run_minna("score", "--db", path, "--replies", file, "--lang", "en")
    after = values(path)
    assert after[own] > before[own]
    assert after[same] > before[same], "the same template fails in the same way"
    assert after[other] == before[other], "another template is another question"
    store = Store(path)
    assert store.count(Finding, check=CHECK, scored=True, site=(own, same)) == 0
    assert store.count(Finding, check=CHECK, site=own) > 0, "the evidence stays"
    run_minna("report", "--db", path, "--out", tmp_path / "out")
    pages = [(tmp_path / f"out/sites/{c}.html").read_text(encoding="utf-8") for c in copy[1]]
    assert all("名前は画像の代替テキストにあります。" in page for page in pages[:2])
    assert "名前は画像の代替テキストにあります。" not in pages[2]
    assert "&lt;script&gt;alert(1)" in pages[0]
    assert "<script>alert(1)" not in pages[0]
    assert store.get(Site, code=own).name in pages[1]
    english = (tmp_path / f"out/en/sites/{own}.html").read_text(encoding="utf-8")
    assert "The image names it." in english
    method = (tmp_path / "out/en/method.html").read_text(encoding="utf-8")
    assert "Rulings by check (1)" in method


@pytest.mark.parametrize("ruling", ["right", "unclear"])
def test_only_what_is_ruled_wrong_moves_a_score(copy, tmp_path, ruling):
    path, (own, *_), key = copy
    before = values(path)
    run_minna("score", "--db", path, "--replies", write(tmp_path, reply(own, key, ruling)))
    assert values(path) == before
    assert Store(path).get(Ruling, site=own).ruling == ruling


def test_a_ruling_that_is_taken_back_restores_the_score(copy, tmp_path):
    path, (own, *_), key = copy
    before = values(path)
    run_minna("score", "--db", path, "--replies", write(tmp_path, reply(own, key)))
    run_minna("score", "--db", path)
    assert values(path) != before, "what was kept still holds"
    run_minna("report", "--db", path, "--replies", write(tmp_path, ""), "--out", tmp_path / "out")
    assert values(path) == pytest.approx(before)
    assert Store(path).count(RuledOut) == Store(path).count(Reply) == 0


def test_an_element_of_a_page_alone_leaves_that_page_alone(copy, tmp_path):
    """A ruling on what no template holds says nothing of other pages."""
    path, (own, *_), _ = copy
    store = Store(path)
    run = store.run()
    site = store.get(Site, run=run.id, code=own)
    located = located_findings(store, run, site)
    key, element = next((k, e) for k, e in located.items() if not e.template)
    run_minna("score", "--db", path, "--replies", write(tmp_path, reply(own, key)))
    left_out = list(store.read(RuledOut))
    assert {(each.site, each.url) for each in left_out} == {(own, element.url)}


def test_some_of_a_findings_elements_leave_the_rest(copy, tmp_path):
    path, (own, *_), _ = copy
    store = Store(path)
    run = store.run()
    url = store.get(Page, site=own).url
    kind = {"check": "axe:image-alt", "message": "violation", "outcome": "failed"}
    nodes = ("#main > p > img.a", "#main > p > img.b", "#main > p > img.c")
    snippets = tuple(f'<img src="/{name}.png">' for name in "abc")
    boxes = ([1, 1, 1, 1],) * 3
    finding = Finding(
        run.id, own, url, "phone", **kind, impact="critical", certainty="certain", count=9,
        nodes=nodes, snippets=snippets, boxes=boxes,
    )  # fmt: skip
    store.save([finding])
    site = store.get(Site, run=run.id, code=own)
    located = located_findings(store, run, site)
    key = next(k for k, e in located.items() if e.element == "img src=/b.png")
    scoring.score(store, run)
    before = values(path)
    run_minna("score", "--db", path, "--replies", write(tmp_path, reply(own, key)))
    left_out = store.get(RuledOut, check="axe:image-alt", url=url, viewport="phone")
    assert (left_out.elements, left_out.whole, left_out.nodes) == (1, False, (nodes[1],))
    assert before[own] < values(path)[own] < 100
    assert store.get(Finding, check="axe:image-alt", url=url, viewport="phone").nodes == nodes


def test_what_cannot_be_used_is_said_in_one_sentence_each_and_nothing_else_is_lost(copy, tmp_path):
    path, (own, *_), key = copy
    text = (
        reply("999999", key)
        + reply(own, "no such id")
        + reply(own, key, "perhaps")
        + '[[reply]]\ncode = 131016\ntext = "番号"\n'
        + f'[[reply]]\ncode = "{own}"\ndate = "きのう"\ntext = "日付"\nodd = 1\n'
        + f'[[reply]]\ncode = "{own}"\n'
        + reply(own, key)
    )
    output = run_minna("score", "--db", path, "--replies", write(tmp_path, text))
    problems = [line for line in output.splitlines() if line.startswith("minna:")]
    assert len(problems) == 7, output
    assert "“999999” is not a code of this survey" in output
    assert f"no such id is no finding of {own}" in output
    assert Store(path).count(Reply, site=own) == 4
    assert Store(path).count(Ruling, site=own) == 1


@pytest.mark.parametrize(
    "text", ["[[reply]", "reply = 3", "[other]\na = 1", "reply = " + "[" * 3000, "\ud800"]
)
def test_a_file_that_is_none_is_one_sentence(tmp_path, text):
    path = tmp_path / "replies.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(BadReplies) as problem:
        read_replies(path)
    assert "\n" not in str(problem.value)


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(BadReplies):
        read_replies(tmp_path / "none.toml")
