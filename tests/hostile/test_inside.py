"""No page reaches inside: what it asks of a private address never arrives, in whatever way."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlsplit

import pytest

import audits
import crawler
from minna.egress import process
from minna.records import Evidence, Page, RequestLog, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store
from tests.made_up_internet import PUBLIC

WORDS = "内部だけの秘密"
HEAD = "<!doctype html><html lang=ja><meta charset=utf-8><title>町</title>"
BODY = "<body><main><h1>町のお知らせ</h1><p>夏祭りは八月一日に公園であります。</p>"
WAYS = {  # {0} is an address inside
    "image": "<img alt='' src='{0}'>",
    "frame": "<iframe title=a src='{0}'></iframe>",
    "object": "<object data='{0}' type='text/html'></object><embed src='{0}'>",
    "fetch": "<script>fetch('{0}',{{mode:'no-cors'}}).catch(()=>0)</script>",
    "xhr": "<script>x=new XMLHttpRequest;x.open('GET','{0}');x.send()</script>",
    "beacon": "<script>navigator.sendBeacon('{0}','a')</script>",
    "events": "<script>new EventSource('{0}')</script>",
    "socket": "<script>new WebSocket('{0}'.replace('http','ws'))</script>",
    "font": "<style>@font-face{{font-family:x;src:url('{0}')}}h1{{font-family:x}}</style>",
    "sheet": "<link rel=stylesheet href='{0}'><style>@import '{0}?2';</style>",
    "script": "<script src='{0}'></script>",
    "video": "<video src='{0}' autoplay muted></video><audio src='{0}' preload=auto></audio>",
    "prefetch": "<link rel=prefetch href='{0}'><link rel=preload as=image href='{0}'>",
    "preconnect": "<link rel=preconnect href='{0}'><link rel=dns-prefetch href='{0}'>",
    "rules": '<script type=speculationrules>{{"prerender":[{{"urls":["{0}"]}}]}}</script>',
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('{0}',{{mode:'no-cors'}})\"])))"
    "</script>",
    "shared": "<script>new SharedWorker(URL.createObjectURL(new Blob("
    "[\"fetch('{0}',{{mode:'no-cors'}})\"])))</script>",
    "service": "<script>navigator.serviceWorker?.register('/sw?to={0}').catch(()=>0)</script>",
    "redirect": "<img alt='' src='/to?{0}'><iframe title=b src='/to?{0}'></iframe>",
    "icon": "<link rel=icon href='{0}'><link rel=manifest href='{0}'>",
    "popup": "<script>open('{0}')</script>",
    "svg": "<svg><image href='{0}'/><use href='{0}#a'/></svg>",
    "webrtc": "<script>p=new RTCPeerConnection({{iceServers:[{{urls:'stun:{1}'}},"
    "{{urls:'turn:{1}?transport=tcp',username:'a',credential:'b'}}]}});"
    "p.createDataChannel('x');p.createOffer().then(o=>p.setLocalDescription(o))</script>",
    "download": "<iframe title=c srcdoc=\"<a id=d download href='{0}'>a</a>"
    '<script>d.click()</script>"></iframe>',
}
MOVES = {
    "script": "<script>location='{0}'</script>",
    "late": "<script>setTimeout(()=>location='{0}',300)</script>",
    "refresh": "<meta http-equiv=refresh content='0;url={0}'>",
    "frame": "<iframe title=a srcdoc=\"<script>top.location='{0}'</script>\"></iframe>",
}


class Town(BaseHTTPRequestHandler):
    """Pages by their query: each tries one way, or all of them."""

    inside = ""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        parts = urlsplit(self.path)
        asked = parse_qs(parts.query)
        head, body, kind = HEAD, BODY, "text/html"
        if parts.path == "/to":
            self.send_response(302)
            self.send_header("Location", parts.query)
            self.send_header("Content-Length", "0")
            return self.end_headers()
        if parts.path == "/sw":
            kind, head, body = "text/javascript", "", f"fetch('{asked['to'][0]}')"
        for to in asked.get("all", ()):
            body += "".join(way.format(to, urlsplit(to).netloc) for way in WAYS.values())
        for move in asked.get("move", ()):
            head += MOVES[move].format(asked["to"][0])
        if parts.path == "/robots.txt":
            kind, head, body = "text/plain", "", ""
        raw = (head + body).encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)
        return None

    do_POST = do_GET

    def log_message(self, *_):
        pass


class Inside(BaseHTTPRequestHandler):
    """A machine of one's own network, which counts who comes."""

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        raw = f"{HEAD}<body><h1>{WORDS}</h1><img src=x>".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    do_POST = do_GET

    def log_message(self, *_):
        pass


@contextmanager
def made_up(folder):
    """A function that gives names their answers; returns what was dialled."""
    book = folder / "names.json"
    book.write_text("{}")

    def know(**names):
        book.write_text(
            json.dumps({name.replace("_", "."): addresses for name, addresses in names.items()})
        )
        return book.with_suffix(".dialled")

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MINNA_MADE_UP", str(book))
        patch.setattr(process, "PROGRAM", "tests.made_up_internet")
        yield know


@pytest.fixture
def internet(tmp_path):
    with made_up(tmp_path) as know:
        yield know


@pytest.fixture
def neighbour():
    """A port inside, for TCP and UDP, and who came."""
    came = []
    tcp, udp = socket.socket(), socket.socket(type=socket.SOCK_DGRAM)
    tcp.bind(("127.0.0.1", 0))
    tcp.listen(50)
    udp.bind(tcp.getsockname())

    def accept():
        while True:
            try:
                conn, _ = tcp.accept()
            except OSError:
                return
            came.append(("tcp", conn.recv(200)))
            conn.close()

    def receive():
        while True:
            try:
                came.append(("udp", udp.recv(200)))
            except OSError:
                return

    for work in (accept, receive):
        threading.Thread(target=work, daemon=True).start()
    yield tcp.getsockname()[1], came
    for sock in (tcp, udp):
        sock.shutdown(socket.SHUT_RDWR) if sock is tcp else None
        sock.close()


FEW = frozenset({"document"})
"""The gatherers of a visit that is asked about what leaves the browser meanwhile."""


def look(pages):
    return list(audits.audit_urls(pages, allow_private=False, touch="none", gatherers=FEW))


@pytest.mark.browser
def test_nothing_that_a_page_asks_of_a_private_address_arrives(
    serve, tmp_path, internet, neighbour
):
    """In each way, at each way to write an address: who came says at which."""
    port, came = neighbour
    dialled = internet(town_test=[[PUBLIC]], inside_test=[["127.0.0.1"]])
    town = serve(tmp_path, Town).replace("127.0.0.1", "town.test")
    hosts = ["127.0.0.1", "localhost", "inside.test", "[::1]", "2130706433"]
    pages = [f"{town}/?all=http://{host}:{port}/secret-{n}" for n, host in enumerate(hosts)]
    *tried, plain = look([*pages, f"{town}/"])
    assert [e.status for attempt in tried for e in attempt] == ["ok"] * 2 * len(hosts)
    assert [e.status for e in plain] == ["ok", "ok"]
    assert came == []
    assert {line.split()[1] for line in dialled.read_text().splitlines()} == {PUBLIC}


INSIDE = [(host, move) for host in ("127.0.0.1", "inside.test") for move in (*MOVES, "redirect")]


@pytest.fixture(scope="module")
def moved(serve, tmp_path_factory):
    """What is told of each page that moves inside: {(host, move): visits}, by one browser."""
    folder = tmp_path_factory.mktemp("moved")
    with made_up(folder) as know:
        know(town_test=[[PUBLIC]], inside_test=[["127.0.0.1"]])
        inside = serve(folder, Inside)
        town = serve(folder, Town).replace("127.0.0.1", "town.test")
        pages = []
        for host, move in INSIDE:
            to = f"{inside.replace('127.0.0.1', host)}/"
            pages.append(
                f"{town}/to?{to}" if move == "redirect" else f"{town}/?move={move}&to={to}"
            )
        return dict(zip(INSIDE, look(pages), strict=True))


@pytest.mark.browser
@pytest.mark.parametrize(("host", "move"), INSIDE)
def test_a_page_that_moves_inside_says_so_and_nothing_of_it_is_kept(moved, host, move):
    assert len(moved[host, move]) == 2
    for visit in moved[host, move]:
        assert (visit.status, visit.reason) == ("private", "it led to a private address")
        assert not visit.facts
        assert WORDS not in str(visit)


@pytest.mark.browser
def test_a_name_that_changes_its_answer_is_asked_where_it_was_checked(serve, tmp_path, internet):
    dialled = internet(rebind_test=[[PUBLIC], ["127.0.0.1"]], both_test=[["10.0.0.1", PUBLIC]])
    port = urlsplit(serve(tmp_path, Town)).port
    store = Store(tmp_path / "m.db")
    run = Run("r", "", None, "survey", "", 1, RunSettings.of({"pages": 3, "gatherers": [*FEW]}), {})
    store.save([run])
    store.save(Site("r", n, n, f"http://{n}.test:{port}/") for n in ("rebind", "both", "none"))
    crawler.crawl(store, run, progress=lambda *_: None)
    audits.audit(store, run, progress=lambda *_: None)
    by_site = {frame.site: (frame.status, frame.reason) for frame in store.read(SiteCrawl)}
    assert by_site == {
        "rebind": ("ok", ""),
        "both": ("ok", ""),
        "none": ("unreachable", "the host name does not resolve"),
    }
    # The audit's proxy looks the name up anew, and by then it says what may not be asked.
    rows = {(e.site, e.status) for e in store.read(Evidence)}
    assert {("both", "ok")} <= rows
    assert {line.split()[1] for line in dialled.read_text().splitlines()} == {PUBLIC}
    connections = [a for a in store.read(RequestLog) if a.by == "connection"]
    assert {a.host for a in connections} >= {f"both.test:{port}"}
    assert all(a.bytes > 100 for a in connections)


def test_what_the_crawl_is_led_to_inside_is_not_asked(serve, tmp_path, internet):
    dialled = internet(
        town_test=[[PUBLIC]], inside_test=[["10.9.8.7"]], mapped_test=[["::ffff:a00:1"]]
    )
    port = urlsplit(serve(tmp_path, Town)).port
    store = Store(tmp_path / "m.db")
    run = Run("r", "", None, "survey", "", 1, RunSettings.of({"pages": 3}), {})
    hosts = ("inside.test", "mapped.test", "127.0.0.1", "2130706433", "localhost", "a.internal")
    store.save([run])
    store.save(Site("r", h, h, f"http://{h}:{port}/") for h in hosts)
    crawler.crawl(store, run, progress=lambda *_: None)
    assert {frame.status for frame in store.read(SiteCrawl)} == {"private"}
    assert not dialled.exists()
    assert store.count(Page, run="r", state="fetched") == 0
