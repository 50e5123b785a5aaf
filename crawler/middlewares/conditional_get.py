"""Ask only for what changed: a page is kept with its ETag or date, and asked for with them again.

The answers lie beside the database, in a file of their own (`minna.db.cache`) that may be thrown
away at any time. Nothing is taken from it without asking the server, and nothing that is not as it
was written: a damaged answer is dropped and asked for anew, a damaged file is begun anew.
"""

import contextlib
import hashlib
import logging
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from minna.evidence_codec import CorruptData, compress_json, decompress_json

TABLE = """create table if not exists kept_answer
    (url text primary key, etag text, modified text, headers blob, body blob, digest blob)"""
KEPT = ("Content-Type", "ETag", "Last-Modified")
UNUSABLE = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite says of a file that is damaged."""
BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files that SQLite makes of one name."""
ANSWER = "kept_answer"
"""Where a request carries the answer that we have."""
logger = logging.getLogger(__name__)


class ConditionalGetMiddleware:
    """Sends what is known of an answer along with the question."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.db: sqlite3.Connection | None = None
        try:
            self.db = opened(path)
        except UNUSABLE as error:
            self.recreate(error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Beside the database."""
        middleware = cls(f"{crawler.settings['DATABASE']}.cache")
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def close(self) -> None:
        """Let go of the file."""
        if self.db is not None:
            self.db.close()

    def recreate(self, error: Exception) -> None:
        """Throw away a file that cannot be used; without one, everything is asked for whole."""
        logger.warning("%s cannot be used (%s): begun anew", self.path, error)
        self.close()
        self.db = None
        try:
            for ending in BESIDE:
                Path(self.path + ending).unlink(missing_ok=True)
            self.db = opened(self.path)
        except (*UNUSABLE, OSError) as again:
            logger.warning("%s cannot be begun anew (%s): left out", self.path, again)

    def run(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        """What the file answers; nothing where it cannot."""
        for _ in range(2):
            if self.db is None:
                break
            try:
                return self.db.execute(statement, values).fetchall()
            except UNUSABLE as error:
                self.recreate(error)
        return []

    async def process_request(self, request: Request) -> None:
        """Say what we have."""
        if request.meta.get("is_robots") or not (stored := self.load(request.url)):
            return
        etag, modified, *answer = stored
        request.meta[ANSWER] = answer
        validators = zip(("If-None-Match", "If-Modified-Since"), (etag, modified), strict=True)
        request.headers.update({name: value for name, value in validators if value})

    def load(self, url: str) -> list[Any]:
        """ETag, date, headers and body of the answer that we have; none of it if it is damaged."""
        rows = self.run("select * from kept_answer where url = ?", [url])
        for *row, mark in rows:
            try:
                if mark == digest(row):
                    _, etag, modified, headers, body = row
                    return [
                        etag,
                        modified,
                        decompress_json(headers),
                        decompress_json(body).encode("latin-1"),
                    ]
            except (CorruptData, TypeError, ValueError, AttributeError) as error:
                logger.warning("%s: a kept answer is damaged (%s)", url, error)
            self.run("delete from kept_answer where url = ?", [url])
        return []

    async def process_response(self, request: Request, response: Response) -> Response:
        """The answer, or the one that we have where the server says that it is the same."""
        if response.status == 304 and ANSWER in request.meta:
            headers, body = request.meta.pop(ANSWER)
            kind = responsetypes.from_args(headers=Headers(headers), url=request.url, body=body)
            flags = ["unchanged"]
            return kind(request.url, headers=headers, body=body, request=request, flags=flags)
        request.meta.pop(ANSWER, None)
        if response.status == 200 and not request.meta.get("is_robots"):
            self.store(request, response)
        return response

    def store(self, request: Request, response: Response) -> None:
        """Keep an answer that its server can recognise again and does not forbid us to keep."""
        headers = {
            name: value.decode("latin-1") for name in KEPT if (value := response.headers.get(name))
        }
        control = (response.headers.get("Cache-Control") or b"").lower()
        if not ("ETag" in headers or "Last-Modified" in headers) or b"no-store" in control:
            return
        row = [
            request.url,
            headers.get("ETag"),
            headers.get("Last-Modified"),
            compress_json(headers),
            compress_json(response.body.decode("latin-1")),
        ]
        blanks = ", ".join("?" * (len(row) + 1))
        self.run(f"insert or replace into kept_answer values ({blanks})", [*row, digest(row)])


def opened(path: str) -> sqlite3.Connection:
    """The file, ready; in case of a kill or of a full disk it is lost and no more."""
    db = sqlite3.connect(path, isolation_level=None, timeout=30)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")
        db.execute(TABLE)
        db.execute("drop table if exists answer")  # of earlier versions, without digests
    except UNUSABLE:
        with contextlib.suppress(sqlite3.Error):
            db.close()
        raise
    return db


def digest(row: Sequence[object]) -> bytes:
    """A fingerprint of an answer as it is kept."""
    return hashlib.blake2b(repr(row).encode("utf-8", "backslashreplace"), digest_size=16).digest()
