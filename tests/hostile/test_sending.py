"""Nothing that a page does by itself sends anything; what an honest page needs still goes."""

import asyncio
import base64
import hashlib
import socket
import threading
from collections import defaultdict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest

import audits
from audits.browser.driver import folder_of_browsers
from audits.browser.launch import launch
from audits.browser.protocol import start
from audits.runner.host_throttle import HostThrottle
from audits.runner.runner import audit_url
from audits.runner.settings import AuditSettings
from minna.egress import Egress

FORM = "<form {0}><label>a<input name=a value=1></label></form>"
SUBMIT = "<script>document.forms[0].submit()</script>"
LONG = (
    "<main><h1>町のお知らせ</h1><p>" + "夏祭りは八月一日に中央公園であります。" * 12 + "</p></main>"
)
WAYS = {  # what a page does by itself
    "get": FORM.format("action=/sent") + SUBMIT,
    "get-click": FORM.format("action=/sent")
    + "<script>f=document.forms[0];b=document.createElement"
    "('button');f.append(b);b.click()</script>",
    "get-request": FORM.format("action=/sent")
    + "<script>onload=()=>document.forms[0].requestSubmit()</script>",
    "get-late": FORM.format("action=/sent?old=1")
    + "<script>setTimeout(()=>document.forms[0].submit(),300)</script>",
    "post": FORM.format("action=/sent method=post") + SUBMIT,
    "post-load": FORM.format("action=/sent method=post")
    + "<script>onload=()=>document.forms[0].submit()</script>",
    "post-late": FORM.format("action=/sent method=post")
    + "<script>setTimeout(()=>document.forms[0].submit(),300)</script>",
    "into-frame": "<iframe title=f name=f></iframe>"
    + FORM.format("target=f action=/sent")
    + SUBMIT,
    "post-into-frame": "<iframe title=f name=f></iframe>"
    + FORM.format("target=f action=/sent method=post")
    + SUBMIT,
    "within-frame": '<iframe title=f srcdoc="<form action=/sent><input name=a></form>'
    '<script>document.forms[0].submit()</script>"></iframe>',
    "window": FORM.format("target=_blank action=/sent") + SUBMIT,
    "post-window": FORM.format("target=_blank action=/sent method=post") + SUBMIT,
    "fetch": "<script>fetch('/sent',{method:'POST',body:'a'}).catch(()=>0)</script>",
    "put": "<script>fetch('/sent',{method:'PUT',body:'a'}).catch(()=>0)</script>",
    "patch": "<script>fetch('/sent',{method:'PATCH',body:'a'}).catch(()=>0)</script>",
    "own-method": "<script>fetch('/sent',{method:'PURGE'}).catch(()=>0)</script>",
    "opaque": "<script>fetch('/sent',{method:'POST',mode:'no-cors',keepalive:true,body:'a'})</script>",
    "xhr": "<script>x=new XMLHttpRequest;x.open('DELETE','/sent');x.send()</script>",
    "xhr-waiting": "<script>x=new XMLHttpRequest;x.open('POST','/sent',false);"
    "try{x.send('a')}catch(e){}</script>",
    "beacon": "<script>navigator.sendBeacon('/sent','a')</script>",
    "beacon-at-end": "<script>addEventListener('pagehide',()=>navigator.sendBeacon('/sent','a'));"
    "addEventListener('visibilitychange',()=>navigator.sendBeacon('/sent','b'))</script>",
    "ping": "<a id=p href=#here ping=/sent>ここへ</a><script>p.click()</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([`fetch('${location.origin}/sent',"
    "{method:'POST'})`])))</script>",
    "shared": "<script>new SharedWorker(URL.createObjectURL(new Blob([`fetch('${location.origin}/sent',"
    "{method:'POST'})`])))</script>",
    "frame-fetch": "<iframe title=f srcdoc=\"<script>fetch('/sent',{method:'POST'})</script>\"></iframe>",
}


PAGES_AT_ONCE = 6
LEAVES = ("get", "get-click", "post")
"""While the page is being read."""


class Town(BaseHTTPRequestHandler):
    """One page for each way, and who sent what."""

    protocol_version = "HTTP/1.1"
    asked = defaultdict(list)  # noqa: RUF012 - address → what was asked of it

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def answer(self):
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.asked[self.headers["host"]].append((self.command, self.path))
        key = urlsplit(self.path).path.strip("/")
        more = WAYS.get(key, PAGES.get(key, ""))
        main = "" if key in SHELLS else LONG
        title = f"<!doctype html><html lang=ja><meta charset=utf-8><title>{key}</title>"
        raw = f"{title}<body>{main}{more}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(raw)))
        if key == "reports":
            self.send_header(
                "Content-Security-Policy-Report-Only", "img-src 'none'; report-uri /sent"
            )
        self.end_headers()
        self.wfile.write(raw)

    do_GET = do_POST = do_PUT = do_DELETE = do_PATCH = do_PURGE = do_OPTIONS = answer

    def log_message(self, *_):
        pass


MENU = "<nav><a href=/1>防災</a> <a href=/2>くらし</a> <a href=/3>手続き</a></nav>"
COUNTS = "<script>fetch('/count',{method:'POST',body:'{}'}).then(r=>r.json()).catch(()=>0)</script>"
SHORT = {  # pages that are all there
    "counter-only": "<h1>休館日</h1><p>あすは休みです。</p>",
    "short-counted": "<h1>休館日</h1><p>あすは休みです。</p>" + COUNTS,
    "short-phrase": "<h1>人口</h1><p>令和八年十一月一日現在の住民基本台帳による人口と世帯の数</p>"
    + COUNTS,
    "short-queue": "<h1>窓口</h1><p>番号札を取ってお待ちください。</p>" + COUNTS,
    "short-code": "<h1>貸出</h1><p>QRコードを読み込んで、窓口の前でお待ちください。</p>" + COUNTS,
    "short-getting": "<h1>免許</h1><p>免許を取得中の方は係の者に話してください。</p>" + COUNTS,
    "short-translated": "<h1>休館日</h1><p>あすは休みです。</p>"
    "<div id=google_translate_element></div>" + COUNTS,
    "short-wait-english": "<h1>Desk</h1><p>Take a ticket and please wait by the door.</p>" + COUNTS,
    "short-english": "<h1>Closed</h1><p>We are closed on Mondays.</p><span id=n></span>" + COUNTS,
    "short-crowded": "<h1>窓口</h1><p>ただいま窓口が混み合っております。</p>"
    "<p>しばらくお待ちください。</p>" + COUNTS,
    "short-in-progress": "<h1>状況</h1><dl><dt>申請の状況</dt><dd>処理中</dd></dl>"
    "<p>結果は郵便でお知らせします。</p>" + COUNTS,
    "short-table-in-progress": "<h1>状況</h1><table><tr><th>道路工事<td>処理中</table>"
    "<p>終わり次第お知らせします。</p>" + COUNTS,
}
WAITING = {  # pages that are not
    "waits-empty": "<h1>催し</h1><p>町の催しの一覧です。</p><ul id=list></ul>" + COUNTS,
    "waits-named": "<h1>催し</h1><a href=/1>一覧</a>" + COUNTS,
    "waits-told": "<h1>催し</h1><p>読み込んでいます。少々お待ちください。</p>" + COUNTS,
    "waits-alone": "<h1>催し</h1><p>町の催しをご案内します。</p><div>少々お待ちください…</div>"
    + COUNTS,
    "waits-loading": "<h1>催し</h1><p>町の催しです。</p><p>一覧を読み込み中です。</p>" + COUNTS,
    "waits-until": "<h1>催し</h1><p>表示されるまでしばらくお待ちください。</p>" + COUNTS,
    "waits-announced": "<h1>催し</h1><p>町の催しは次のとおりです。</p><div id=app></div>" + COUNTS,
    "waits-box": "<h1>催し</h1><div id=app></div>" + COUNTS,
    "waits-english": "<h1>Events</h1><p>Events of the town.</p><p>Loading, please wait…</p>"
    + COUNTS,
    "waits-politely": "<h1>催し</h1><p>町の催しです。</p><p>読み込んでおります</p>" + COUNTS,
    "waits-prepares": "<h1>催し</h1><p>町の催しです。</p><p>検索結果を準備しています。</p>"
    + COUNTS,
    "waits-while": "<h1>Events</h1><p>Events of the town.</p>"
    "<p>Please wait while the page is loading.</p>" + COUNTS,
    "waits-fetching": "<h1>Notices</h1><p>Notices of the town.</p>"
    "<p>Fetching the latest notices. Please wait.</p>" + COUNTS,
    "waits-slowly": "<h1>催し</h1><p>町の催しです。</p>"
    "<p>一覧を表示するまで、少し時間がかかります。</p>" + COUNTS,
    "waits-in-cell": "<h1>催し</h1><p>町の催しです。</p>"
    "<table><tr><th>日付<td>読み込み中</table>" + COUNTS,
    "waits-busy": "<h1>催し</h1><p role=status>催しの一覧を用意しています。</p>" + COUNTS,
}
SHELLS = ("api", "frame-only", "empty-form", *SHORT, *WAITING)
PAGES = {
    "reports": "<img alt=a src=/x.png>",
    "get-api": "<script>fetch('/data?q=1').then(r=>r.text()).then(t=>document.title='来た')</script>",
    "to-search": "<script>location='/result?q=1'</script>",
    "by-click": "<a id=a href='/result?q=2'>結果</a><script>a.click()</script>",
    "refresh": "<meta http-equiv=refresh content='0;url=/result?q=3'>",
    "framed": "<iframe title=f src='/framed-in?q=1'></iframe>",
    "framed-late": "<div id=d></div><script>setTimeout(()=>d.innerHTML="
    "'<iframe title=f src=\\'/framed-in?q=2\\'></iframe>',100)</script>",
    "counter": "<script>fetch('/count',{method:'POST',headers:{'content-type':'application/json'},"
    "body:'{}'}).then(r=>r.json()).catch(()=>0)</script>",
    "api": MENU + "<main><h1>催し</h1><p>読み込み中</p></main><script>fetch('/api',{method:'POST',"
    "headers:{'content-type':'application/json'},body:'{}'}).catch(()=>0)</script>",
    "frame-only": MENU + "<main><h1>休館日</h1><p>あすは休みです。</p></main><iframe title=f "
    "srcdoc=\"<script>fetch('/chat',{method:'POST'})</script>\"></iframe>",
    "empty-form": MENU + "<main><h1>休館日</h1><p>あすは休みです。</p></main>",
} | {name: f"{MENU}<main>{main}</main>" for name, main in (SHORT | WAITING).items()}
PAGES["counter-only"] += "<script>navigator.sendBeacon('/count','a')</script>"


@pytest.fixture(scope="module")
def visits_by_way():
    """What each page told, and what its server was asked for: {name: (visits, asked)}.

    Two thirds of a visit are waiting, for the page to be quiet: several are made at once, and each
    page has an address of its own, so that what is asked of it is known.
    """
    server = ThreadingHTTPServer(("", 0), Town)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hosts = {name: f"127.0.1.{n}:{server.server_port}" for n, name in enumerate([*WAYS, *PAGES], 1)}
    try:
        visits = asyncio.run(visited([f"http://{host}/{name}" for name, host in hosts.items()]))
    finally:
        server.shutdown()
        server.server_close()
    return {
        name: ([visit.evidence for visit in both], Town.asked[host])
        for (name, host), both in zip(hosts.items(), visits, strict=True)
    }


async def visited(urls):
    """The visits of pages of different hosts in one browser, some at once."""
    settings = AuditSettings(
        allow_private=True, touch="none", gatherers=frozenset({"document"}), frozen_time=1.0
    )
    throttle = HostThrottle(PAGES_AT_ONCE, 0)
    with Egress(allow_private=True) as egress, folder_of_browsers():
        driver = await start()
        try:
            browser = await launch(driver, egress)
            try:
                visits = (audit_url(browser, url, settings, throttle) for url in urls)
                return await asyncio.gather(*visits)
            finally:
                await browser.close()
        finally:
            await driver.stop()


def look(urls, gatherers=None):
    return audits.audit_urls(urls, allow_private=True, touch="none", gatherers=gatherers)


@pytest.mark.browser
def test_what_is_not_sent_keeps_no_gatherer_from_looking(serve, tmp_path):
    """All of them, at pages that send all the while."""
    base = serve(tmp_path, Town)
    for visits in list(look([f"{base}/{way}" for way in ("post-late", "worker", "frame-fetch")])):
        assert [(v.status, v.errors) for v in visits] == [("ok", {})] * 2


@pytest.mark.browser
@pytest.mark.parametrize("way", [*WAYS, "reports", "counter", "counter-only", "api", "frame-only"])
def test_what_a_page_would_send_does_not_arrive(visits_by_way, way):
    _, asked = visits_by_way[way]
    assert not [a for a in asked if a[0] != "GET" or a[1].startswith("/sent")]


@pytest.mark.browser
@pytest.mark.parametrize("way", LEAVES)
def test_a_page_that_is_cut_off_by_its_own_form_is_not_judged(visits_by_way, way):
    visits, _ = visits_by_way[way]
    assert {(v.status, v.reason) for v in visits} == {("not_sent", "it leads on by sending a form")}


STAYS = [way for way in WAYS if way not in LEAVES]


@pytest.mark.browser
@pytest.mark.parametrize("way", [*STAYS, "reports", "counter", "get-api", "framed", "framed-late"])
def test_a_page_that_would_send_something_is_measured_as_it_stands(visits_by_way, way):
    visits, _ = visits_by_way[way]
    assert [(v.status, v.errors) for v in visits] == [("ok", {})] * 2
    assert [urlsplit(v.final_url).path for v in visits] == [f"/{way}"] * 2


@pytest.mark.browser
def test_a_page_whose_words_may_come_by_post_is_not_judged(visits_by_way):
    visits, _ = visits_by_way["api"]
    assert {v.status for v in visits} == {"not_sent"}
    assert "POST http" in visits[0].reason and not visits[0].facts
    statuses = {name: {v.status for v in visits_by_way[name][0]} for name in SHELLS}
    assert {name for name in statuses if statuses[name] == {"ok"}} == {
        "frame-only",
        "empty-form",
        *SHORT,
    }
    assert {name for name in statuses if statuses[name] == {"not_sent"}} == {"api", *WAITING}


@pytest.mark.browser
def test_what_asks_by_get_still_goes(visits_by_way):
    assert visits_by_way["get-api"][0][0].title == "来た"
    for name in ("to-search", "by-click", "refresh"):
        visits, _ = visits_by_way[name]
        assert [v.status for v in visits] == ["ok", "ok"]
        assert all(urlsplit(v.final_url).path == "/result" for v in visits)
    for name in ("framed", "framed-late"):
        assert ("GET", f"/framed-in?q={1 + (name != 'framed')}") in visits_by_way[name][1]


MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
TALK = """<script>
s = new WebSocket('ws://' + location.hash.slice(1));
try { s.send('too early') } catch (e) { early = e.name }
s.onopen = () => { s.send('secret'); s.send(new Uint8Array([1, 2, 3])) };
s.onmessage = m => { document.title = [m.data, early, s.send.name, /native code/.test(s.send)].join() };
</script>"""


@pytest.fixture
def talker():
    """A WebSocket server that greets, and what it is told."""
    messages, door = [], socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(10)

    def talk(conn):
        with conn, suppress(OSError):
            head = conn.recv(4096).decode()
            [key] = [
                li.split(": ")[1]
                for li in head.split("\r\n")
                if li.lower().startswith("sec-websocket-key")
            ]
            accept = base64.b64encode(hashlib.sha1((key + MAGIC).encode()).digest()).decode()
            conn.sendall(
                b"HTTP/1.1 101 x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
                + b"\x81\x05hello"
            )
            messages.append(b"opened")
            while said := conn.recv(4096):
                messages.append(said)

    def serve():
        try:
            while True:
                threading.Thread(target=talk, args=(door.accept()[0],), daemon=True).start()
        except OSError:
            return

    threading.Thread(target=serve, daemon=True).start()
    yield door.getsockname()[1], messages
    door.shutdown(socket.SHUT_RDWR)
    door.close()


@pytest.mark.browser
def test_a_page_hears_over_a_websocket_and_says_nothing(serve, tmp_path, monkeypatch, talker):
    port, messages = talker
    monkeypatch.setitem(PAGES, "talk", TALK)
    url = f"{serve(tmp_path, Town)}/talk#127.0.0.1:{port}"
    [[phone, _]] = list(look([url], frozenset({"document"})))
    assert (phone.status, phone.title) == ("ok", "hello,InvalidStateError,send,true")
    data = [said for said in messages if said != b"opened" and said[0] & 15 in (1, 2)]
    assert messages.count(b"opened") == 2 and not data
