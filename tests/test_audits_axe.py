"""Our way of asking axe gives the verdicts that axe gives by itself."""

import hashlib
import json
import re

import pytest
from playwright.async_api import async_playwright
from playwright.sync_api import sync_playwright

import audits
from audits.browser import chromium
from audits.browser.isolated_world import evaluate
from audits.browser.launch import fresh_tab, launch
from audits.browser.viewports import VIEWPORTS, emulate
from audits.gatherers import axe as axe_gatherer
from audits.gatherers.axe import OPTIONS
from audits.judging import axe_rules
from audits.judging.check_runner import active_axe_rules, run_checks
from audits.runner.settings import AuditSettings
from audits.runner.visit_queue import is_complete
from minna.criteria import criteria
from minna.records import Evidence, Outcome

PAGES = {
    "plain": "<p>よく<img src=x.png>見えない<a href='/'></a><input></p>",
    "frames": "<iframe src='/plain.html'></iframe><iframe title=b srcdoc='<img src=y>'></iframe>",
    "shadow": "<div id=h></div><script>h.attachShadow({mode:'open'}).innerHTML='<img src=z>'</script>",
    "prototype": "<script>Array.prototype.toJSON=function(){return 'spoilt'};"
    "String.prototype.toJSON=function(){return '\"s\"'}</script><img src=x>",
    "amd": "<script>window.define=function(){throw 1};define.amd={};window.module={exports:{}}</script>"
    "<img src=x>",
    "own-axe": "<script>window.axe={run(){throw 1}}</script><img src=x>",
    "trusted": "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; "
    "require-trusted-types-for 'script'\"><img src=x>",
    "locked": "<style>@media(orientation:portrait){.held{transform:rotate(90deg)}}"
    ".shown{rotate:90deg}</style><p class=held>縦</p><p class=shown>横</p>",
    "free": "<style>@media(min-width:1px){.held{transform:rotate(90deg)}}</style><p class=held>縦</p>",
    "hidden": "<div hidden>隠<b style='visibility:hidden'>れ</b></div><script>'なし'</script>"
    "<div style='visibility:hidden'>見<b>え</b><i style='visibility:visible'>る</i></div><p hidden></p>",
    "contrast": "<p style='color:#888;font-size:20px'>小さな文字</p><p style='color:#777'>latin</p>",
}
BUCKETS = ("violations", "incomplete", "passes", "inapplicable")
HEAD = (
    "<!doctype html><html lang=ja><meta charset=utf-8><title>検査</title><body><main><h1>検査</h1>"
)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory):
    folder = tmp_path_factory.mktemp("axe")
    for name, body in PAGES.items():
        (folder / f"{name}.html").write_text(HEAD + body, encoding="utf-8")
    return serve(folder)


def seen_by_axe(urls):
    """What axe alone sees of pages, through both windows; the browser is closed when they are."""
    return list(
        audits.audit_urls(urls, allow_private=True, touch="none", gatherers=frozenset({"axe"}))
    )


@pytest.fixture(scope="module")
def ours(base):
    urls = [f"{base}/{name}.html" for name in PAGES]
    return dict(zip(PAGES, seen_by_axe(urls), strict=True))


def plain_run(tab):
    """axe as its manual says: the whole result, nothing trimmed."""
    tab.evaluate(axe_rules.SCRIPT.read_text(encoding="utf-8"))
    rules = [card.id.removeprefix("axe:") for card in axe_rules.axe_metas()]
    options = OPTIONS | {"runOnly": {"type": "rule", "values": rules}}
    whole = tab.evaluate("options => axe.run(document, options)", options)
    return {bucket: {rule["id"]: rule["nodes"] for rule in whole[bucket]} for bucket in BUCKETS}


@pytest.mark.browser
def test_verdicts_equal_those_of_the_plain_way(base, ours):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        for name in ("plain", "shadow", "contrast", "locked", "free", "hidden"):
            tab = browser.new_page(viewport={"width": 1280, "height": 800}, locale="ja-JP")
            tab.goto(f"{base}/{name}.html")
            plain, axe = plain_run(tab), ours[name][1].facts["axe"]
            for bucket in ("violations", "incomplete"):
                counts = {rule: len(nodes) for rule, nodes in plain[bucket].items()}
                assert {r["id"]: r["count"] for r in axe[bucket]} == counts, (name, bucket)
                for rule in axe[bucket]:
                    htmls = [node["html"] for node in plain[bucket][rule["id"]]]
                    assert [node["html"] for node in rule["nodes"]] == htmls, (name, rule["id"])
            counts = {rule: len(nodes) for rule, nodes in plain["passes"].items()}
            assert axe["passes"] == counts, name
            assert sorted(axe["inapplicable"]) == sorted(plain["inapplicable"]), name
            tab.close()
        browser.close()


def told_by(visit, rule):
    axe = visit.facts["axe"]
    failed, undecided = (
        {r["id"]: r["count"] for r in axe[b]} for b in ("violations", "incomplete")
    )
    return failed.get(rule, 0), undecided.get(rule, 0), axe["passes"].get(rule, 0)


@pytest.mark.browser
def test_only_a_turn_that_depends_on_the_orientation_locks_a_page(ours):
    assert told_by(ours["locked"][1], "css-orientation-lock") == (1, 0, 0)
    assert told_by(ours["free"][1], "css-orientation-lock") == (0, 0, 1)


@pytest.mark.browser
def test_what_is_hidden_is_undecided_once_and_what_is_shown_passes(ours):
    _, undecided, passed = told_by(ours["hidden"][1], "hidden-content")
    assert undecided == 3, "each that starts to hide, not what hides with it"
    assert passed


SPARED = """() => {
  const {checks} = axe._audit;
  const unread = {type: 1, get cssText() { throw new Error('written out'); }};
  const cssom = [{sheet: {cssRules: [unread]}, root: document}];
  const noNode = null;  // asked for what is below it, it would throw
  return JSON.stringify({
    rules: checks['css-orientation-lock'].evaluate(document.documentElement, {}, noNode, {cssom}),
    shown: checks['hidden-content'].evaluate(document.body, {}, noNode, {}),
    parsed: axe.utils.cssParser.parse('a > b') === axe.utils.cssParser.parse('a > b'),
    unwritten: axe._audit.noHtml,
  });
}"""


@pytest.mark.browser
@pytest.mark.asyncio
async def test_axe_is_spared_what_cannot_change_its_answer(base):
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)
        async with fresh_tab(browser, AuditSettings()) as tab:
            await emulate(tab, VIEWPORTS[1], "test")
            await tab.goto(f"{base}/plain.html")
            spared = await evaluate(tab, f"({SPARED})()")
        await browser.close()
    assert spared == {"rules": True, "shown": True, "parsed": True, "unwritten": True}


FAULTLESS = {"locked", "free", "hidden"}


@pytest.mark.browser
@pytest.mark.parametrize("name", [name for name in PAGES if name not in FAULTLESS])
def test_no_kind_of_page_keeps_axe_from_seeing_its_faults(ours, name):
    for evidence in ours[name]:
        assert evidence.status == "ok", evidence.reason
        assert evidence.errors == {}
        failed = {rule["id"] for rule in evidence.facts["axe"]["violations"]}
        assert failed & ({"color-contrast"} if name == "contrast" else {"image-alt"})


@pytest.mark.browser
def test_faults_inside_frames_are_seen_and_their_place_is_told(ours):
    rules = {rule["id"]: rule for rule in ours["frames"][0].facts["axe"]["violations"]}
    assert rules["image-alt"]["count"] == 2
    assert all(node["selector"].startswith("iframe") for node in rules["image-alt"]["nodes"])
    assert " >>> " in rules["image-alt"]["nodes"][0]["selector"]
    assert all(node["html"].startswith("<img") for node in rules["image-alt"]["nodes"])


@pytest.mark.browser
def test_sizes_that_nobody_has_set_are_the_browsers_own(serve, tmp_path):
    links = "<p><a href=/a>一つ目</a></p><p><a href=/b>二つ目</a></p><button>押す</button>"
    close = "<style>p { margin: 0; } </style>"
    cases = {"own": links, "set": close + links, "inline": f"<div style='color:#111'>{links}</div>"}
    for name, body in cases.items():
        body = body.replace("<p>", "<div>").replace("</p>", "</div>")
        (tmp_path / f"{name}.html").write_text(HEAD + body, encoding="utf-8")
    urls = [f"{serve(tmp_path)}/{name}.html" for name in cases]
    for name, visits in zip(cases, seen_by_axe(urls), strict=True):
        for visit in visits:
            failed = {rule["id"] for rule in visit.facts["axe"]["violations"]}
            assert ("target-size" in failed) is (name != "own"), name


@pytest.mark.browser
def test_what_counts_as_large_and_what_as_text(serve, tmp_path):
    grey = "color:#888;background:#fff"  # 3.54 : 1
    cases = {
        "ja18": f"<p style='{grey};font-size:18pt'>防災の情報</p>",
        "ja22": f"<p style='{grey};font-size:22pt'>防災の情報</p>",
        "ja14bold": f"<p style='{grey};font-size:14pt;font-weight:bold'>防災の情報</p>",
        "ja18bold": f"<p style='{grey};font-size:18pt;font-weight:bold'>防災の情報</p>",
        "en18": f"<p style='{grey};font-size:18pt'>Disaster information</p>",
        "en12": f"<p style='{grey};font-size:12pt'>Disaster information</p>",
        "mixed18": f"<p style='{grey};font-size:18pt'>PDF形式</p>",
        "stars": f"<p style='{grey}'>★★★☆☆ ---- → ×</p>",
        "private": f"<p style='{grey}'>\ue001</p>",
        "digits": f"<p style='{grey}'>10:30</p>",
        "company": f"<p style='{grey}'>㈱㈲</p>",
        "within": f"<p style='{grey}'>★<b>新着</b></p>",
        "value": f"<input type='button' value='送信' style='{grey}'>",
        "stray": f"<p style='{grey}'>»»»»»»»»»»Â»»»»»»»»»»</p>",
        "rule": f"<p style='{grey}'>── お知らせ ──</p>",
        "off": f"<input title=a disabled aria-describedby=d><p id=d style='{grey}'>受付終了</p>",
        "on": f"<input title=a aria-describedby=d><p id=d style='{grey}'>受付中です</p>",
    }
    for name, body in cases.items():
        (tmp_path / f"{name}.html").write_text(HEAD + body, encoding="utf-8")
    base = serve(tmp_path)
    visits_by_case = seen_by_axe([f"{base}/{name}.html" for name in cases])
    verdicts = {}
    for name, visits in zip(cases, visits_by_case, strict=True):
        axe = visits[1].facts["axe"]
        failed = any(rule["id"] == "color-contrast" for rule in axe["violations"])
        asked = any(rule["id"] == "color-contrast" for rule in axe["incomplete"])
        assert failed or asked or "color-contrast" in axe["passes"] or name == "private"
        assert asked or name != "off"
        verdicts[name] = failed
    assert verdicts == {
        "ja18": True, "ja22": False, "ja14bold": True, "ja18bold": False,
        "en18": False, "en12": True, "mixed18": True, "stars": False, "private": False,
        "digits": True, "company": True, "within": True, "value": True,
        "stray": False, "rule": True, "off": False, "on": True,
    }  # fmt: skip


@pytest.mark.browser
def test_frames_of_other_origins_are_seen_and_sandboxed_ones_are_told_as_not_tested(
    serve, tmp_path
):
    (tmp_path / "inner.html").write_text(f"{HEAD}<img src=x>", encoding="utf-8")
    other = serve(tmp_path).replace("127.0.0.1", "localhost")
    frames = f"<iframe title=a src='{other}/inner.html'></iframe>"
    (tmp_path / "other.html").write_text(HEAD + frames, encoding="utf-8")
    (tmp_path / "shut.html").write_text(HEAD + frames.replace("title=a", "title=a sandbox"))
    base = serve(tmp_path)
    pages = [f"{base}/{name}.html" for name in ("other", "shut")]
    findings, shut = (run_checks(visits[1])[0] for visits in seen_by_axe(pages))
    assert [f.nodes for f in findings if f.check == "axe:image-alt"] == [("iframe >>> img",)]
    assert [f.outcome for f in shut if f.check == "axe:frame-tested"] == [Outcome.UNTESTED]
    assert not [f for f in shut if f.check == "axe:image-alt"]


@pytest.fixture(scope="module")
def in_part(serve, tmp_path_factory):
    """What is seen of a page of 300 rows when 100 elements are the budget."""
    rows = "<tr><th scope=row>項目<td>値</tr>" * 300
    early = f"<img src=x><table>{rows}</table>"
    late = f"<table>{rows}</table><img src=x>"
    folder = tmp_path_factory.mktemp("part")
    (folder / "early.html").write_text(HEAD + early, encoding="utf-8")
    (folder / "late.html").write_text(HEAD + late, encoding="utf-8")
    base = serve(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(axe_gatherer, "ELEMENTS", 100)
        urls = [f"{base}/early.html", f"{base}/late.html"]
        return [visits[1] for visits in seen_by_axe(urls)]


@pytest.mark.browser
def test_a_page_beyond_the_budget_is_looked_at_in_part_and_says_so(in_part):
    early, late = (e.facts["axe"] for e in in_part)
    assert early["part"] == late["part"] == {"looked": 100, "of": 910}
    assert "image-alt" in {rule["id"] for rule in early["violations"]}
    assert "image-alt" not in {rule["id"] for rule in late["violations"]}


@pytest.mark.browser
def test_what_is_well_in_a_part_is_untested_and_what_is_at_fault_there_is_at_fault(in_part):
    (_, early), (findings, late) = map(run_checks, in_part)
    assert "axe:image-alt" in early.failed
    assert "axe:image-alt" in late.untested
    assert not any(check.startswith("axe:") for check in (*late.passed, *late.inapplicable))
    finding = next(f for f in findings if f.check == "axe:image-alt")
    assert (finding.message, finding.data) == ("in-part", {"looked": 100, "of": 910})
    assert not any(map(is_complete, in_part)), "such a page is replaced by another of its stratum"


def evidence(axe):
    return Evidence("r", "s", "u", "phone", "ok", facts={} if axe is None else {"axe": axe})


AXE = {
    "version": "4",
    "violations": [{"id": "label", "impact": "critical", "count": 3, "detail": None, "nodes": []}],
    "incomplete": [{"id": "label", "impact": "critical", "count": 1, "detail": None, "nodes": []}],
    "passes": {"label": 4, "list": 2},
    "inapplicable": ["area-alt"],
    "broken": {"bypass": "boom"},
}


def outcomes(axe):
    findings, judged = run_checks(evidence(axe))
    return {(f.check, f.outcome): f for f in findings}, judged


def test_each_answer_of_axe_becomes_the_outcome_it_is():
    findings, judged = outcomes(AXE)
    assert findings["axe:label", Outcome.FAILED].count == 3
    assert findings["axe:label", Outcome.CANT_TELL].certainty == "review"
    assert findings["axe:bypass", Outcome.UNTESTED].data["error"] == "boom"
    assert "axe:label" in judged.failed
    assert "axe:list" in judged.passed
    assert "axe:area-alt" in judged.inapplicable
    assert {"axe:bypass", "axe:image-alt"} <= set(judged.untested), "not run is not passed"


def test_when_axe_saw_nothing_every_rule_is_untested():
    _, judged = outcomes(None)
    assert set(active_axe_rules()) <= set(judged.untested)
    assert not any(check.startswith("axe:") for check in (*judged.passed, *judged.failed))


def test_each_rule_names_a_criterion_of_its_own_level_or_none():
    data = json.loads((axe_rules.VENDORED / "rules.json").read_text(encoding="utf-8"))
    tags = {f"axe:{rule['id']}": rule["tags"] for rule in data}
    for card in axe_rules.axe_metas():
        levels = {t for t in tags[card.id] if re.fullmatch(r"wcag2\d?a{1,3}", t)}
        if not card.criterion:
            assert not levels - {"wcag2a-obsolete"}, card.id
        elif levels:
            assert {re.sub(r"wcag2\d?", "", t).upper() for t in levels} == {card.level}, card.id
            assert criteria()[card.criterion].level == card.level


def test_an_experimental_rule_never_counts_as_sure():
    sure = {card.id for card in axe_rules.axe_metas() if card.certainty == "certain"}
    assert "axe:p-as-heading" not in sure
    assert "axe:image-alt" in sure


def test_the_vendored_files_are_those_whose_sums_we_wrote_down():
    for line in (axe_rules.VENDORED / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        digest = hashlib.sha256((axe_rules.VENDORED / name).read_bytes()).hexdigest()
        assert digest == expected, f"{name} is not what was vendored"
    assert f"axe v{axe_rules.VERSION}" in axe_rules.SCRIPT.read_text(encoding="utf-8")[:200]
    assert "Mozilla Public License" in (axe_rules.VENDORED / "LICENSE").read_text()
