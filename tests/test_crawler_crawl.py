"""Whole crawls of small sites on loopback: what servers see of us, and what the book keeps."""

import csv
import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise

import pytest
from click.testing import CliRunner

import crawler
from minna.cli import main
from minna.records import Page, RequestLog, Run, Site, SiteCrawl
from minna.request_stats import stats_by_host
from minna.settings import RunSettings
from minna.store import Store

pytestmark = pytest.mark.slow
WORDS = "町からのお知らせです。くわしくは担当課までお問い合わせください。"


def html(title, *hrefs, words="", head="", encoding="utf-8"):
    links = "".join(f'<li><a href="{href}">{href}</a></li>' for href in hrefs)
    text = f"<p>{words or title * 3 + WORDS * 2}</p>"
    page = (
        f"<!doctype html><html lang=ja><head><meta charset={encoding}>{head}"
        f"<title>{title}</title></head><body><main><h1>{title}</h1>{text}</main>"
        f"<ul>{links}</ul></body></html>"
    )
    return page.encode(encoding)


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    delay: float = 0.0


@dataclass
class Town:
    """A served site: its answers by path, and what it was asked for and when."""

    url: str
    answers: dict
    log: list = field(default_factory=list)  # (path, began, ended, user agent)
    answered: list = field(default_factory=list)  # (path, bytes, status)
    cookies: list = field(default_factory=list)  # what each request brought along

    def asked(self):
        return Counter(path for path, *_ in self.log)

    def most_at_once(self):
        moments = sorted([(b, 1) for _, b, _, _ in self.log] + [(e, -1) for _, _, e, _ in self.log])
        now, most = 0, 0
        for _, step in moments:
            now += step
            most = max(most, now)
        return most

    def gaps(self):
        """Seconds between the end of an answer and the next request."""
        visits = sorted((began, ended) for _, began, ended, _ in self.log)
        return [later[0] - earlier[1] for earlier, later in pairwise(visits)]


@contextmanager
def town(answers):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            began = time.monotonic()
            served.cookies.append(self.headers["Cookie"] or "")
            answer = served.answers.get(self.path, Answer(b"none", 404))
            if callable(answer):
                answer = answer(served)
            answer = Answer(answer) if isinstance(answer, bytes) else answer
            same = self.headers["If-None-Match"]
            if same and same == answer.headers.get("ETag"):
                answer = Answer(b"", 304, answer.headers)
            served.answered.append((self.path, len(answer.body), answer.status))
            time.sleep(answer.delay)
            self.send_response(answer.status)
            headers = {"Content-Type": "text/html", **answer.headers}
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            served.log.append((self.path, began, time.monotonic(), self.headers["User-Agent"]))
            self.wfile.write(answer.body)

        def log_message(self, *_):
            pass

        def handle(self):
            with suppress(ConnectionError):  # the crawler went away, as a killed one does
                super().handle()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Town(f"http://127.0.0.1:{server.server_port}", answers)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()


def open_book(path, *urls, **settings):
    store = Store(path / "book.db")
    settings = {"pause": 0.01, "allow_private": True, **settings}
    run = Run("r", "", None, "survey", "", 1, RunSettings.of(settings), {})
    sites = [Site("r", f"s{n}", f"町{n}", url) for n, url in enumerate(urls)]
    store.save([run, *sites])
    return store, run


def crawl(path, *urls, **settings):
    store, run = open_book(path, *urls, **settings)
    crawler.crawl(store, run, progress=lambda *_: None)
    frames = {frame.site: frame for frame in store.read(SiteCrawl, run="r")}
    return store, [frames[f"s{n}"] for n in range(len(urls))]


def pages(store, site="s0"):
    return {page.url: page for page in store.read(Page, run="r", site=site)}


def test_a_crawl_knows_a_site_by_links_sitemaps_documents_and_old_encodings(tmp_path):
    packed = gzip.compress(
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>HOST/hidden.html</loc>'
        b"</url><url><loc>https://elsewhere.example/x.html</loc></url></urlset>"
    )
    answers = {
        "/robots.txt": Answer(b"", 200),
        "/": html(
            "みんな町", "a.html", "/b.html", "/plan.pdf", "/calendar/?ym=202601", "/away.html"
        ),
        "/a.html": html("ごみの出し方", "/", "c.html#x", "C.html?PHPSESSID=1", "mailto:a@b"),
        "/b.html": html("子育て", encoding="shift_jis"),
        "/c.html": html("税金", encoding="euc-jp"),
        "/away.html": Answer(b"", 302, {"Location": "/moved.html"}),
        "/moved.html": html("移転先", encoding="iso-2022-jp"),
        "/hidden.html": html("隠れた"),
    }
    with town(answers) as site:
        host = site.url.encode()
        site.answers["/robots.txt"] = Answer(
            b"User-agent: *\nDisallow: /secret\nSitemap: %s/index.xml\n" % host,
            200,
            {"Content-Type": "text/plain"},
        )
        site.answers["/index.xml"] = Answer(
            b"<sitemapindex><sitemap><loc>%s/part.xml.gz</loc></sitemap></sitemapindex>" % host
        )
        site.answers["/part.xml.gz"] = Answer(
            gzip.compress(gzip.decompress(packed).replace(b"HOST", host))
        )
        store, [frame] = crawl(tmp_path, site.url)
    by_url = pages(store)
    fetched = {url.removeprefix(site.url): p for url, p in by_url.items() if p.state == "fetched"}
    assert set(fetched) == {"/", "/a.html", "/b.html", "/c.html", "/moved.html", "/hidden.html"}
    assert [fetched[path].title for path in ("/b.html", "/c.html", "/moved.html")] == [
        "子育て",
        "税金",
        "移転先",
    ]
    assert (fetched["/hidden.html"].discovered_via, fetched["/c.html"].depth) == ("sitemap", 2)
    assert by_url[f"{site.url}/plan.pdf"].reason == "document"
    assert by_url[f"{site.url}/away.html"].reason == f"redirects to {site.url}/moved.html"
    assert (frame.status, frame.pages, frame.documents, frame.capped) == ("ok", 6, 1, "")
    assert frame.requests == sum(site.asked().values())
    assert max(site.asked().values()) == 1
    assert site.log[0][0] == "/robots.txt"
    assert all(agent == "Minna/0.1.0 (+https://example.org/minna)" for *_, agent in site.log)


def test_each_site_that_cannot_be_crawled_says_why(tmp_path):
    home = html("町", "/a.html")
    closed = Answer(b"User-agent: Minna\nDisallow: /", 200, {"Content-Type": "text/plain"})
    gate = html("Just a moment...", words="Checking your browser before accessing the site.")
    many = [
        ({"/": home, "/robots.txt": closed}, "robots", "robots.txt disallows /"),
        ({"/": home, "/robots.txt": Answer(b"", 500)}, "robots", "robots.txt: HTTP 500"),
        ({"/": Answer(gate, 403)}, "challenge", "challenge: bot check"),
        ({"/": Answer(b"", 404)}, "http_error", "HTTP 404"),
        ({"/": Answer(b"%PDF", 200, {"Content-Type": "application/pdf"})}, "not_html", "document"),
        ({"/": b"<html><body></body></html>"}, "empty", "no text and no links without scripts"),
        (
            {"/": Answer(b"", 301, {"Location": "https://casino.example/"})},
            "redirected_away",
            "the address leads to https://casino.example/",
        ),
        (
            {"/": Answer(b"", 302, {"Location": "/a"}), "/a": Answer(b"", 302, {"Location": "/"})},
            "http_error",
            "the start page redirects in a circle",
        ),
        ({"/": Answer(b"x" * 70_000)}, "http_error", "larger than 50000 bytes"),
    ]
    with ExitStack() as stack:
        towns = [stack.enter_context(town(answers)) for answers, _, _ in many]
        urls = [t.url for t in towns] + ["http://127.0.0.1:9/"]
        _, frames = crawl(tmp_path, *urls, crawl_bytes=50_000)
    expected = [(status, reason) for _, status, reason in many] + [
        ("unreachable", "connection refused"),
    ]
    assert [(frame.status, frame.reason) for frame in frames] == expected
    assert [path for path, *_ in towns[0].log] == ["/robots.txt"]
    assert [path for path, *_ in towns[1].log] == ["/robots.txt"] * 2


def test_a_private_host_without_leave_gets_no_request(tmp_path):
    with town({"/": html("町")}) as site:
        _, [frame] = crawl(tmp_path, site.url, allow_private=False)
    assert (frame.status, site.log) == ("private", [])


def test_a_site_is_asked_one_thing_at_a_time_with_the_pause_between(tmp_path):
    answers = {"/": html("町", *(f"/{n}.html" for n in range(8)))}
    slow = {f"/{n}.html": Answer(html(f"頁{n}"), delay=0.05) for n in range(8)}
    robots = Answer(b"User-agent: *\nCrawl-delay: 0.4", 200, {"Content-Type": "text/plain"})
    tired = {"/robots.txt": robots, "/": html("町", "/a"), "/a": html("頁")}
    with town(answers | slow) as one, town(answers | slow) as two, town(tired) as three:
        _, frames = crawl(tmp_path, one.url, two.url, three.url, pause=0.2)
    for site in (one, two):
        assert len(site.log) == 13
        assert site.most_at_once() == 1
        assert min(site.gaps()) > 0.19
    (_, first, *_), (_, last, *_) = one.log[0], one.log[-1]
    assert any(first < began < last for _, began, _, _ in two.log), "many hosts at once"
    assert min(three.gaps()) > 0.39, "Crawl-delay is kept"
    assert [frame.pause for frame in frames] == [0.0, 0.0, 0.4], "and written down for the audit"


def test_a_server_that_asks_for_time_gets_it_and_is_left_in_peace_after_three_tries(tmp_path):
    def busy(served):
        tired = served.asked()["/busy"] < 1
        return Answer(b"", 503, {"Retry-After": "1"}) if tired else Answer(html("間に合った"))

    answers = {"/": html("町", "/busy", "/never"), "/busy": busy, "/never": Answer(b"", 429)}
    with town(answers) as site:
        store, [frame] = crawl(tmp_path, site.url, pause=0.02)
    began = [b for path, b, _, _ in site.log if path == "/busy"]
    assert began[1] - began[0] > 0.95
    assert site.asked()["/never"] == 3
    assert pages(store)[f"{site.url}/never"].reason == "HTTP 429"
    assert (frame.status, frame.pages) == ("ok", 2)


def test_a_broken_program_costs_a_site_neither_its_pages_nor_its_time(tmp_path):
    broken = [f"/cgi/{n}.cgi" for n in range(8)]
    answers = {"/": html("町", *broken, *(f"/{c}.html" for c in "abcdef"))}
    answers |= {f"/{c}.html": html(f"頁{c}") for c in "abcdef"}
    answers |= dict.fromkeys(broken, Answer(b"", 503))
    with town(answers) as site:
        _, [frame] = crawl(tmp_path, site.url, pause=0.02)
    tries = sorted((site.asked()[path] for path in broken), reverse=True)
    assert tries == [3, 1, 1, 1, 1, 1, 0, 0], "patience once, then each once, and no more at last"
    assert (frame.status, frame.pages, frame.capped) == ("ok", 7, "refused")


@pytest.mark.slow
def test_a_crawl_ends_at_its_caps_and_says_which(tmp_path):
    chain = {f"/{n}": html(f"第{n}章", f"/{n + 1}") for n in range(1, 9)} | {"/": html("町", "/1")}
    wide = {f"/{n}": html(f"第{n}章") for n in range(9)}
    wide["/"] = html("町", *wide)
    with ExitStack() as stack:
        deep, broad, lazy = (stack.enter_context(town(a)) for a in (chain, wide, wide))
        urls = (deep.url, broad.url)
        _, frames = crawl(tmp_path, *urls, crawl_pages=5, crawl_depth=3)
        (tmp_path / "late").mkdir()
        _, [late] = crawl(tmp_path / "late", lazy.url, crawl_seconds=0.5, pause=0.2)
    assert [(frame.pages, frame.capped) for frame in frames] == [(4, "depth"), (5, "pages")]
    assert late.capped == "time"
    assert len(lazy.log) <= 5


def test_one_page_under_many_addresses_is_one_page(tmp_path):
    answers = {
        "/": html("町", "/index.html", "/a/", "/a", "/a/index.html", "/a/?sid=9", "/copy.html"),
        "/a/": html("中身"),
        "/a": Answer(b"", 301, {"Location": "/a/"}),
        "/copy.html": html("中身"),
    }
    with town(answers) as site:
        store, [frame] = crawl(tmp_path, site.url)
    fetched = [url for url, page in pages(store).items() if page.state == "fetched"]
    assert frame.pages == len(fetched) == 2
    assert site.asked()["/index.html"] == 0


def big_town():
    names = [f"/{n}.html" for n in range(40)]
    answers = {
        name: Answer(html(f"頁{chr(0x4E00 + n)}", *names[n : n + 9]), delay=0.01)
        for n, name in enumerate(names)
    }
    answers["/"] = html("町", *names[:5], "/plan.pdf", "/gone.html")
    answers["/sitemap.xml"] = Answer(b"", 404)
    return answers


def child_of(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [int(child) for child in children.read().split()]


def wait_until(true, seconds=60.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.slow
def test_a_killed_crawl_goes_on_where_it_was_and_ends_as_if_nothing_had_happened(tmp_path):
    with town(big_town()) as site:
        (tmp_path / "whole").mkdir()
        (tmp_path / "torn").mkdir()
        whole, [unkilled] = crawl(tmp_path / "whole", site.url)
        site.log.clear()
        torn, run = open_book(tmp_path / "torn", site.url)
        torn.save([SiteCrawl("r", "s0", "pending")])
        for least in (8, 25):
            child = subprocess.Popen(
                [sys.executable, "-m", "crawler", torn.path, "r"], stderr=subprocess.DEVNULL
            )
            wait_until(lambda: torn.count(Page, run="r", state="fetched") >= least)  # noqa: B023
            os.kill(child.pid, signal.SIGKILL)
            child.wait()
        crawler.crawl(torn, run, progress=lambda *_: None)
        frame = torn.get(SiteCrawl, run="r")
    assert pages(torn) == pages(whole)
    assert (frame.status, frame.pages, frame.documents) == ("ok", 41, 1)
    assert (frame.pages, frame.capped) == (unkilled.pages, unkilled.capped)
    again = {path: n - 1 for path, n in site.asked().items() if n > 1 and path != "/robots.txt"}
    assert sum(again.values()) <= 2, "only what was in flight at a kill is asked for again"


@pytest.mark.slow
@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_crawl_ends_with_the_process_that_wanted_it(tmp_path, blow):
    with town(big_town()) as site:
        store, _ = open_book(tmp_path, site.url, pause=0.3)
        code = (
            "import sys, crawler; from minna.store import Store; store = Store(sys.argv[1]);"
            "crawler.crawl(store, store.run(), progress=lambda *_: None)"
        )
        parent = subprocess.Popen(
            [sys.executable, "-c", code, store.path], stderr=subprocess.DEVNULL
        )
        wait_until(lambda: store.count(Page, run="r", state="fetched") >= 2)
        children = child_of(parent.pid)  # the crawl and the proxy
        parent.send_signal(blow)
        parent.wait()
        wait_until(lambda: not any(os.path.exists(f"/proc/{child}") for child in children))
    assert len(children) == 2
    assert store.get(SiteCrawl, run="r").status == "pending"


def test_a_crawl_that_breaks_says_so_in_one_sentence(tmp_path):
    with town({"/": html("町")}) as site:
        store, run = open_book(tmp_path, site.url)
        store.db.execute(
            "create trigger full before insert on page begin select raise(abort, 'disk full'); end"
        )
        with pytest.raises(crawler.CrawlerStopped, match="start it again"):
            crawler.crawl(store, run, progress=lambda *_: None)


def test_progress_counts_sites_and_pages(tmp_path):
    steps = []
    with town({"/": html("町", "/a"), "/a": html("頁")}) as site:
        store, run = open_book(tmp_path, site.url)
        crawler.crawl(store, run, progress=lambda *step: steps.append(step))
        site.log.clear()
        crawler.crawl(store, run, progress=lambda *_: None)
    assert steps[-1] == (1, 1, "2 pages")
    assert site.log == [], "a finished site is not visited again"


def test_a_second_survey_asks_only_for_what_changed(tmp_path):
    def page(n):
        def tell(served):
            return Answer(html(f"頁{chr(0x4E00 + n)}", "/1", "/2"), 200, {"ETag": f'"{n}"'})

        return tell

    answers = {"/": page(0), "/1": page(1), "/2": Answer(html("更新"))}
    with town(answers) as site:
        first, [frame] = crawl(tmp_path, site.url)
        asked = len(site.log)
        store = Store(tmp_path / "book.db")
        run = Run("r2", "", None, "survey", "", 1, first.run("r").settings, {})
        store.save([run, Site("r2", "s0", "町", site.url)])
        crawler.crawl(store, run, progress=lambda *_: None)
    again = store.get(SiteCrawl, run="r2")
    assert len(site.log) == 2 * asked, "it asks, so that what changed is seen"
    statuses = [status for *_, status in site.answered[asked:]]
    assert statuses.count(304) == 2
    assert again.bytes < frame.bytes / 2
    rows = [(p.url, p.text_hash, p.title) for p in store.read(Page, run="r", state="fetched")]
    assert rows == [
        (p.url, p.text_hash, p.title) for p in store.read(Page, run="r2", state="fetched")
    ]


def test_a_site_in_an_emergency_is_postponed_and_tried_another_day(tmp_path):
    notice = html("みんな町", words="災害時用トップページ 避難所を開設。通常のトップページはこちら")
    with town({"/": notice, "/a": html("頁")}) as site:
        store, [frame] = crawl(tmp_path, site.url)
        assert (frame.status, frame.pages) == ("postponed", 0)
        site.answers["/"] = html("みんな町", "/a")
        crawler.crawl(store, store.run("r"), progress=lambda *_: None)
    assert (store.get(SiteCrawl, run="r").status, store.get(SiteCrawl, run="r").pages) == ("ok", 2)


def test_a_small_home_page_with_a_notice_is_crawled(tmp_path):
    words = "ごみを受け付けています。現在、焼却炉の保守点検のため受け入れを停止しています。"
    with town(
        {"/": html("組合", "/a", "/b", words=words), "/a": html("頁"), "/b": html("山")}
    ) as site:
        _, [frame] = crawl(tmp_path, site.url)
    assert (frame.status, frame.pages) == ("ok", 3)


def test_a_site_that_says_that_it_has_moved_is_closed_and_says_where(tmp_path):
    words = "みんな町のホームページは移転しました。"
    notice = html("お知らせ", "https://www.town.new.example/", words=words)
    with town({"/": notice}) as site:
        _, [frame] = crawl(tmp_path, site.url)
    assert frame.status == "closed"
    assert frame.reason.endswith("https://www.town.new.example/")


def test_news_feeds_lead_to_pages(tmp_path):
    feed = "<rss><channel><item><link>HOST/news.html</link></item></channel></rss>"
    head = "<link rel=alternate type=application/rss+xml href=/news.rdf>"
    with town({"/": html("町", head=head), "/news.html": html("お知らせ")}) as site:
        site.answers["/news.rdf"] = Answer(
            feed.replace("HOST", site.url).encode(), 200, {"Content-Type": "application/xml"}
        )
        store, _ = crawl(tmp_path, site.url)
    assert pages(store)[f"{site.url}/news.html"].discovered_via == "sitemap"


def test_our_own_log_tells_what_the_server_saw(tmp_path):
    slow = {f"/{n}.html": Answer(html(f"頁{n}"), delay=0.05) for n in range(5)}
    with town({"/": html("町", *slow)} | slow) as site:
        store, _ = crawl(tmp_path, site.url, pause=0.15)
    [stats] = stats_by_host(store.read(RequestLog, run="r"))
    assert (stats.requests, stats.at_once) == (len(site.log), site.most_at_once())
    assert stats.bytes == sum(size for _, size, _ in site.answered)
    assert 0.15 <= stats.gap <= min(site.gaps()) + 0.05


def test_an_earlier_sample_is_visited_again(tmp_path):
    names = [f"/{n}.html" for n in range(30)]
    answers = {name: html(f"頁{chr(0x4E00 + n)}") for n, name in enumerate(names)}
    with town({"/": html("町", *names)} | answers) as site:
        (tmp_path / "old").mkdir()
        (tmp_path / "new").mkdir()
        old, _ = crawl(tmp_path / "old", site.url, pages=8)
        site.answers["/"] = html("町", *names[:3])
        new, _ = crawl(tmp_path / "new", site.url, pages=8, sample_from=old.path)
    drawn = [
        {p.url for p in store.read(Page, run="r", sample_part=("key", "random"))}
        for store in (old, new)
    ]
    assert drawn[0] <= drawn[1]
    assert len(drawn[1]) >= 8
    discovered_vias = {p.discovered_via for p in new.read(Page, run="r", sample_part="random")}
    assert "panel" in discovered_vias, "asked for although no link leads there any more"


def test_the_list_of_pages_to_test_can_be_used_again(tmp_path):
    names = [f"/{n}.html" for n in range(60)]
    answers = {name: html(f"頁{chr(0x4E00 + n)}") for n, name in enumerate(names)}
    words = ["sample", "--db", str(tmp_path / "m.db"), "--allow-private", "--pause", "0", "--lang"]
    with town(
        {"/": html("町", "/toiawase/", *names), "/toiawase/": html("=お問い合わせ")} | answers
    ) as site:
        first = CliRunner().invoke(main, [*words, "ja", site.url])
        asked = len(site.log)
        second = CliRunner().invoke(main, [*words, "en", site.url])
    assert first.exit_code == 0, first.output
    assert len(site.log) == asked, "what is known is not crawled again"
    rows = list(csv.reader(first.stdout.splitlines()))
    assert rows[0] == ["番号", "選び方", "役割", "ページ名", "URL", "根拠"]
    assert Counter(row[1] for row in rows[1:]) == {"代表": 2, "無作為": 38}
    assert [row[4] for row in rows[1:]] == [r[4] for r in csv.reader(second.stdout.splitlines())][
        1:
    ]
    assert any(row[3].startswith("'=") for row in rows)
    unknown = CliRunner().invoke(main, [*words, "en", "nowhere"])
    assert unknown.exit_code == 2 and "address in full" in unknown.stderr
