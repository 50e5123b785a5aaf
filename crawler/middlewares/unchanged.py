"""Ask only for what changed: a page is kept with its ETag or date, and asked for with them again.

The answers lie beside the record book, in a file of their own (`minna.db.cache`) that may be thrown
away at any time. Nothing is taken from it without asking the server.
"""

import sqlite3
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from minna.compress import pack, unpack

TABLE = """create table if not exists answer
    (url text primary key, etag text, modified text, headers blob, body blob)"""
KEPT = ("Content-Type", "ETag", "Last-Modified")


class Unchanged:
    """Sends what is known of an answer along with the question."""

    def __init__(self, path: str) -> None:
        # in case of a kill or of a full disk the cache is lost and no more
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = off")
        self.db.execute(TABLE)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Beside the record book."""
        made = cls(f"{crawler.settings['BOOK']}.cache")
        crawler.signals.connect(made.close, signals.spider_closed)
        return made

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    async def process_request(self, request: Request) -> None:
        """Say what we have."""
        row = self.db.execute(
            "select etag, modified from answer where url = ?", [request.url]
        ).fetchone()
        if row and not request.meta.get("is_robots"):
            request.headers.update(
                {
                    name: value
                    for name, value in zip(("If-None-Match", "If-Modified-Since"), row, strict=True)
                    if value
                }
            )

    async def process_response(self, request: Request, response: Response) -> Response:
        """The answer, or the one that we have where the server says that it is the same."""
        if response.status == 304:
            return self.remembered(request, response)
        if response.status == 200 and not request.meta.get("is_robots"):
            self.remember(request, response)
        return response

    def remembered(self, request: Request, response: Response) -> Response:
        """The answer that we have; a server that says 304 unasked is taken at its word."""
        row = self.db.execute(
            "select headers, body from answer where url = ?", [request.url]
        ).fetchone()
        if row is None:
            return response
        headers: dict[str, str] = unpack(row[0])
        body = unpack(row[1]).encode("latin-1")
        kind = responsetypes.from_args(headers=Headers(headers), url=request.url, body=body)
        return kind(request.url, headers=headers, body=body, request=request, flags=["unchanged"])

    def remember(self, request: Request, response: Response) -> None:
        """Keep an answer that its server can recognise again and does not forbid us to keep."""
        headers = {
            name: value.decode("latin-1") for name in KEPT if (value := response.headers.get(name))
        }
        control = (response.headers.get("Cache-Control") or b"").lower()
        if not ("ETag" in headers or "Last-Modified" in headers) or b"no-store" in control:
            return
        row = (
            request.url,
            headers.get("ETag"),
            headers.get("Last-Modified"),
            pack(headers),
            pack(response.body.decode("latin-1")),
        )
        self.db.execute("insert or replace into answer values (?, ?, ?, ?, ?)", row)
