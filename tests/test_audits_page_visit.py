"""Whatever a page does, a visit ends with an answer that says what happened."""

import time
from http.server import BaseHTTPRequestHandler
from types import ModuleType

import pytest

import audits
from audits.browser import viewports, wait_for_stable
from audits.browser.viewports import VIEWPORTS
from audits.runner import page_visit, runner
from audits.runner.gatherer_registry import gatherers

PAGE = "<!doctype html><html lang=ja><meta charset=utf-8><title>ページ</title><body><h1>本文</h1>"
SCRIPTS = {
    "/renamed": "<script>history.replaceState(null, '', '/other?name')</script>",
    "/dialog": "<script>alert('こんにちは'); onload = () => confirm('本当に?')</script>",
    "/popup": "<script>open('/good')</script>",
    "/leave": "<script>onbeforeunload = () => '待って'</script>",
    "/restless": "<p id=p></p><script>setInterval(() => { p.textContent = Date.now() }, 20)</script>",
    "/back": "<p>前のページへ戻ります。</p><script>history.back()</script>",
    "/soft": "<p>お探しのページは見つかりませんでした。</p>",
    "/closed": "<p>ただいまメンテナンスのため停止しています。</p>",
    "/furnace": "<p>現在、焼却炉の保守点検のため、受け入れを停止しています。</p>"
    "<a href=/1>案内</a> <a href=/2>料金</a> <a href=/3>議会</a>",
    "/menu": "<p>ただいまサーバーの不具合のため、写真をご覧いただけません。</p><nav id=n></nav>"
    "<script>n.innerHTML = '<a href=/1>くらし</a> <a href=/2>町政</a>'</script>",
    "/refused": "<script>document.body.innerHTML = '<h1>アクセスが拒否されました</h1>'</script>",
    "/good": "<p>市役所からのお知らせです。</p>",
}
DEAD = "http://127.77.77.77:39999/"


def to(target):
    """A script that leads on as soon as the page is there."""
    return f"<script>onload = () => setTimeout(() => {{ location = {target} }}, 30)</script>"


BACK_BUTTONS = (
    "<button onclick='history.back()'>戻る</button>",
    "<a href='#' onclick='history.back();return false'>前のページへ</a>",
    "<form><input type=button value=戻る onclick='history.go(-1)'></form>",
)
SCRIPTS |= {f"/button-{n}": button for n, button in enumerate(BACK_BUTTONS)}
LEADS_ASTRAY = {
    "/refresh-dead": (f"<meta http-equiv=refresh content='0;url={DEAD}'>", "unreachable", "ERR_"),
    "/script-dead": (to(f"'{DEAD}'"), "unreachable", "ERR_CONNECTION_REFUSED"),
    "/script-blank": (to("'about:blank'"), "not_html", "the address leads to about:blank"),
    "/back": (SCRIPTS["/back"], "not_html", "the address leads to about:blank"),
    "/script-blob": (
        to("URL.createObjectURL(new Blob(['<p>x'], {type: 'text/html'}))"),
        "not_html",
        "the address leads to blob:",
    ),
    "/refresh-gone": ("<meta http-equiv=refresh content='0;url=/no'>", "http_error", "HTTP 404"),
    "/refresh-text": ("<meta http-equiv=refresh content='0;url=/text'>", "not_html", "text/plain"),
    "/refresh-loop": ("<meta http-equiv=refresh content='0;url=/loop'>", "load_failed", "ERR_TOO"),
}
"""Where pages lead by themselves, which is none of their site's."""
STAYS = {
    "/script-data": to("'data:text/html,x'"),
    "/script-file": to("'file:///etc/hosts'"),
    "/refresh-download": "<meta http-equiv=refresh content='0;url=/csv'>",
    "/frame-dead": f"<iframe title=x src='{DEAD}'></iframe>",
    "/frame-blank": "<iframe title=x src='about:blank'></iframe>",
    "/hash": to("'#place'"),
}
"""What the browser refuses or downloads, or only a frame leads to: the page is there as before."""
AT_WORK = ("/dialog", "/popup", "/leave", "/restless", "/frame-dead")
SCRIPTS |= STAYS
SCRIPTS |= {path: script for path, (script, *_) in LEADS_ASTRAY.items()}
NO_ANSWERS = {
    "/nothing": ("http_error", "HTTP 404"),
    "/broken": ("http_error", "HTTP 503"),
    "/pdf": ("not_html", "download"),
    "/csv": ("not_html", "download"),
    "/loop": ("load_failed", "ERR_TOO_MANY_REDIRECTS"),
    "/soft": ("missing", "お探しのページは見つかりません"),
    "/closed": ("maintenance", "メンテナンスのため"),
    "/refused": ("challenge", "access denied"),
    **{path: told for path, (_, *told) in LEADS_ASTRAY.items()},
}
"""What is no page, whatever it looks like: status and reason."""


class OddServer(BaseHTTPRequestHandler):
    """Answers that a nation's web sites give."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path in SCRIPTS:
            return self.answer(200, "text/html", PAGE + SCRIPTS[self.path])
        if self.path == "/hop":
            hop = "<script>onload = () => setTimeout(() => location.replace('/good'), 60)</script>"
            return self.answer(200, "text/html", PAGE + hop)
        if self.path == "/pdf":
            return self.answer(200, "application/pdf", "%PDF-1.4")
        if self.path == "/text":
            return self.answer(200, "text/plain", "hello")
        if self.path == "/csv":
            return self.answer(200, "text/csv", "a,b")
        if self.path == "/loop":
            return self.answer(302, "text/html", "", Location="/loop")
        if self.path == "/moved":
            return self.answer(301, "text/html", "", Location="/good")
        if self.path == "/busy":
            return self.answer(200, "text/html", PAGE + "<script>for(;;);</script>")
        if self.path == "/late-busy":
            # The page has loaded, its window is resized, and it never lets go.
            late = "<script>onresize = () => { for(;;); }</script>"
            return self.answer(200, "text/html", PAGE + late)
        if self.path == "/silent":
            time.sleep(4)
            return None
        if self.path == "/broken":
            return self.answer(503, "text/html", PAGE)
        return self.answer(404, "text/html", PAGE)

    def answer(self, status, kind, body, **headers):
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(data), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory):
    return serve(tmp_path_factory.mktemp("odd"), OddServer)


@pytest.fixture
def hurried(monkeypatch):
    monkeypatch.setattr(page_visit, "LOAD_SECONDS", 2)
    monkeypatch.setattr(page_visit, "GATHERER_SECONDS", 2)
    monkeypatch.setattr(wait_for_stable, "MAX_MS", 1000)
    monkeypatch.setattr(wait_for_stable, "HUNG_SECONDS", 2)


FEW = frozenset({"document"})
"""The gatherers of a visit whose end is asked about, and not what is seen meanwhile."""


def see(*urls, private=True, gatherers=None):
    return list(
        audits.audit_urls(list(urls), allow_private=private, touch="none", gatherers=gatherers)
    )


@pytest.fixture(scope="module")
def odd(base):
    """What every page that can be visited in passing tells: {path: visits}.

    All gatherers look at those that do something by themselves all the while.
    """
    paths = [*dict.fromkeys([*SCRIPTS, *NO_ANSWERS, "/moved", "/hop"])]
    paths = [path for path in paths if path not in AT_WORK]
    pairs = dict(zip(paths, see(*(base + path for path in paths), gatherers=FEW), strict=True))
    return pairs | dict(zip(AT_WORK, see(*(base + path for path in AT_WORK)), strict=True))


@pytest.mark.browser
@pytest.mark.parametrize("path", [path for path in SCRIPTS if path not in NO_ANSWERS])
def test_dialogs_popups_and_restlessness_keep_nobody_from_looking(odd, path):
    for visit in odd[path]:
        assert (visit.status, visit.errors, visit.title) == ("ok", {}, "ページ")


@pytest.mark.browser
@pytest.mark.parametrize("path", NO_ANSWERS)
def test_what_is_no_page_says_what_it_is_and_has_no_facts(odd, path):
    visit, (status, reason) = odd[path][0], NO_ANSWERS[path]
    assert visit.status == status
    assert reason in visit.reason
    assert visit.facts == {}


@pytest.mark.browser
@pytest.mark.parametrize("path", LEADS_ASTRAY)
def test_what_a_page_leads_to_is_judged_through_neither_window(odd, path):
    assert [visit.status for visit in odd[path]] == [LEADS_ASTRAY[path][1]] * 2


@pytest.mark.browser
def test_a_page_that_leads_astray_while_it_is_looked_at_is_not_judged(base, monkeypatch):
    """After it has settled: the first gatherer waits until it has gone."""

    async def gather(tab):
        await tab.evaluate(f"() => {{ location = '{DEAD}' }}")
        await tab.wait_for_url("chrome-error:**")

    first = ModuleType("first")
    first.gather = gather
    monkeypatch.setattr(page_visit, "gatherers", lambda: [("first", first), *gatherers()])
    for visit in see(base + "/good", gatherers=FEW | {"first"})[0]:
        assert (visit.status, visit.reason, visit.facts) == (
            "unreachable",
            "ERR_CONNECTION_REFUSED",
            {},
        )


@pytest.mark.browser
def test_a_button_that_leads_back_costs_its_page_nothing(base):
    """The tab has shown other pages, and the buttons are pressed."""
    pages = [base + "/good", *(f"{base}/button-{n}" for n in range(len(BACK_BUTTONS)))]
    asked = frozenset({"activation", "tab_order", "document"})
    for visits in audits.audit_urls(pages, allow_private=True, gatherers=asked):
        assert [(visit.status, visit.errors) for visit in visits] == [("ok", {})] * 2, visits[0].url


@pytest.mark.browser
def test_a_host_where_nothing_listens_is_unreachable():
    visit = see("http://127.77.77.77:39999/")[0][0]
    assert visit.status == "unreachable"
    assert "ERR_" in visit.reason


@pytest.mark.browser
def test_the_address_after_redirects_is_written_down(base, odd):
    visit = odd["/moved"][0]
    assert (visit.status, visit.final_url) == ("ok", base + "/good")


@pytest.mark.browser
def test_a_page_that_gives_itself_another_address_is_seen_whole(base, odd):
    for visit in odd["/renamed"]:
        assert (visit.status, visit.final_url, visit.errors) == ("ok", base + "/other?name", {})


@pytest.mark.browser
def test_a_page_that_leads_on_by_itself_is_seen_where_it_leads(base, odd):
    for visit in odd["/hop"]:
        assert (visit.status, visit.final_url, visit.errors) == ("ok", base + "/good", {})


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/busy", "/silent"])
def test_a_page_that_never_loads_is_a_timeout_and_the_next_page_is_seen(base, hurried, path):
    hung, good = see(base + path, base + "/good", gatherers=FEW)
    assert [visit.status for visit in hung] == ["timeout", "timeout"]
    assert [visit.status for visit in good] == ["ok", "ok"]


@pytest.mark.browser
def test_a_page_that_hangs_while_we_look_has_no_verdict_and_says_where_it_hung(base, hurried):
    hung, good = see(base + "/late-busy", base + "/good")
    for visit in hung:
        assert visit.status != "ok" or visit.errors
        assert not visit.facts.keys() & visit.errors.keys()
    assert good[0].status == "ok"


@pytest.mark.browser
@pytest.mark.parametrize(("lost", "status"), [(1, "ok"), (page_visit.MAX_ATTEMPTS, "crashed")])
def test_a_page_in_another_window_than_its_own_is_not_looked_at(base, monkeypatch, lost, status):
    phone, desktop = VIEWPORTS
    widths = iter([phone] * lost)

    async def dress(tab, viewport, contact):
        worn = next(widths, desktop) if viewport is desktop else viewport
        await viewports.emulate(tab, worn, contact)

    monkeypatch.setattr(page_visit, "emulate", dress)
    _, visit = see(base + "/good", gatherers=frozenset({"layout"}))[0]
    assert (visit.viewport, visit.status) == ("desktop", status)
    assert status != "ok" or visit.facts["layout"]["screen"] == desktop.width


@pytest.mark.browser
def test_private_addresses_are_not_visited_without_leave(base):
    assert see(base + "/good", private=False)[0][0].status == "private"


def test_both_viewports_are_seen_the_phone_first():
    assert [(v.name, v.width, v.height, v.mobile) for v in VIEWPORTS] == [
        ("phone", 390, 844, True),
        ("desktop", 1280, 800, False),
    ]


@pytest.mark.browser
def test_versions_name_everything_that_can_move_a_verdict():
    assert set(runner.versions()) >= {"axe-core", "chromium", "playwright", "fonts-ja"}
    assert all(runner.versions().values())
