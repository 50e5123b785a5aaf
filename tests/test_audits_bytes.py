"""A page that never stops sending is stopped; others are not counted at all."""

import functools
import tempfile
import time
from contextlib import closing
from http.server import BaseHTTPRequestHandler

import pytest

import audits
from audits.browser import byte_limit as budget
from audits.runner import runner
from audits.runner.settings import AuditSettings

pytestmark = pytest.mark.browser
TEXT = "<!doctype html><html lang=ja><meta charset=utf-8><title>頁</title><body><h1>本文</h1>"
MEGABYTE = b"/*" + b"x" * 999_996 + b"*/"


class Sender(BaseHTTPRequestHandler):
    """Pages with a style sheet: one endless, one of 8 MB, one small but slow."""

    sent = 0

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        kind = "text/css" if self.path.startswith("/part") else "text/html"
        self.send_response(200)
        if self.path == "/download":
            kind = "application/octet-stream"
            self.send_header("Content-Disposition", "attachment; filename=plan.bin")
        self.send_header("Content-Type", kind)
        self.end_headers()
        try:
            self.answer()
        except ConnectionError:
            return

    def answer(self):
        if self.path in ("/part-endless", "/download"):
            # What a download has sent when it is refused lies in a file of the browser's own.
            piece = MEGABYTE if self.path == "/part-endless" else MEGABYTE[:50_000]
            for _ in range(200):
                self.wfile.write(piece)
                type(self).sent += 1
                time.sleep(0.05)
        elif self.path == "/part-eight":
            for _ in range(8):
                self.wfile.write(MEGABYTE)
                time.sleep(0.1)
        elif self.path == "/part-slow":
            time.sleep(1.5)
        elif self.path == "/late":
            self.wfile.write(f"{TEXT}{LATE}".encode())
        else:
            self.wfile.write(
                f"{TEXT}<link rel=stylesheet href=/part{self.path.replace('/', '-')}>".encode()
            )

    def log_message(self, *_):
        pass


@pytest.fixture
def base(serve, tmp_path):
    Sender.sent = 0
    return serve(tmp_path, Sender)


def let_receive(megabytes, monkeypatch):
    monkeypatch.setattr(
        runner, "AuditSettings", functools.partial(AuditSettings, page_mb=megabytes)
    )


def see(*urls):
    """What one gatherer sees of pages; all are closed when this returns."""
    few = frozenset({"document"})
    return list(audits.audit_urls(list(urls), allow_private=True, touch="none", gatherers=few))


def statuses(url):
    """How one page's visits ended."""
    (visits,) = see(url)
    return [e.status for e in visits]


def test_a_load_without_end_is_stopped_with_the_figure_and_the_tab_is_good_for_others(
    base, monkeypatch
):
    monkeypatch.setattr(budget, "UNCOUNTED_SECONDS", 0.5)
    let_receive(20, monkeypatch)
    urls = [f"{base}/endless", f"{base}/slow"]
    endless, slow = see(*urls)
    assert [(e.status, e.reason) for e in endless] == [
        ("too_large", "received more than 20 MB")
    ] * 2
    assert Sender.sent < 120, "it was stopped long before its end, on phone and desktop"
    assert [e.status for e in slow] == ["ok", "ok"]


def test_what_is_within_the_limit_is_looked_at_although_it_was_counted(base, monkeypatch):
    monkeypatch.setattr(budget, "UNCOUNTED_SECONDS", 0.0)
    let_receive(9, monkeypatch)
    assert statuses(f"{base}/eight") == ["ok", "ok"]
    let_receive(2, monkeypatch)
    assert statuses(f"{base}/eight") == ["too_large", "too_large"]


def test_a_load_that_is_soon_done_is_not_counted(base, monkeypatch):
    async def never(*_):
        raise AssertionError("it was counted")

    monkeypatch.setattr(budget, "grows_too_large", never)
    monkeypatch.setattr(budget, "UNCOUNTED_SECONDS", 60.0)
    assert statuses(f"{base}/slow") == ["ok", "ok"]


LATE = """<script>
onload = async () => {
  const reader = (await fetch('/part-endless')).body.getReader()
  try { while (!(await reader.read()).done); } catch { document.title = 'cut' }
  fetch('/part-endless').catch(() => { document.title += ' and closed' })
}
</script>"""


def test_a_loaded_page_that_goes_on_to_receive_is_cut_off_and_seen(base, monkeypatch):
    let_receive(5, monkeypatch)
    monkeypatch.setattr("audits.browser.wait_for_stable.MAX_MS", 6000)
    (late, *_), slow = see(f"{base}/late", f"{base}/slow")
    assert (late.status, late.reason, bool(late.facts)) == ("ok", "cut off after 5 MB", True)
    assert Sender.sent < 60, "it was stopped long before its end, on phone and desktop"
    assert [(e.status, e.reason) for e in slow] == [("ok", "")] * 2, "the tab is good for others"


def test_a_download_is_refused_before_it_is_received_and_kept(base, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)  # Python asks for it once
    urls = [f"{base}/download", f"{base}/slow"]
    with closing(audits.audit_urls(urls, allow_private=True, touch="none")) as looking:
        assert {e.status for e in next(looking)} == {"not_html"}
        sizes = [f.stat().st_size for f in tmp_path.rglob("*") if f.is_file()]
        assert sizes, "the browser's temporary files are here"
        assert not list(tmp_path.rglob("*plan*"))
    assert max(sizes) < 500_000
    assert Sender.sent < 10, "and it is not received either"


@pytest.mark.asyncio
async def test_what_has_come_whole_counts_as_it_weighed_on_the_way():
    tally = budget.ByteCounter(100)
    tally.part({"requestId": "a", "dataLength": 90, "encodedDataLength": 0})
    tally.whole({"requestId": "a", "encodedDataLength": 30})
    tally.part({"requestId": "b", "dataLength": 60, "encodedDataLength": 60})
    assert (tally.total, tally.full.done()) == (90, False)
    tally.part({"requestId": "b", "dataLength": 0, "encodedDataLength": 20})
    assert tally.full.done()
