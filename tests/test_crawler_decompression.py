"""Packed answers: what unpacks to too much, what is not packed as it says, and what is a fault of ours."""

import gzip
import zlib

import brotli
import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from crawler.download_errors import TooLarge, Undecodable, classify
from crawler.middlewares import decompression
from crawler.middlewares.decompression import DecompressionMiddleware

URL = "https://a.example/"
PAGE = "<p>町の案内".encode()


def unpack(body, *encodings):
    made = DecompressionMiddleware.from_crawler(
        get_crawler(settings_dict={"DOWNLOAD_MAXSIZE": 100_000})
    )
    headers = {"Content-Encoding": list(encodings), "Content-Type": "text/html; charset=utf-8"}
    return made.process_response(Request(URL), Response(URL, headers=headers, body=body))


def test_packed_once_and_twice():
    assert unpack(gzip.compress(PAGE), "gzip").body == PAGE
    twice = unpack(brotli.compress(gzip.compress(PAGE)), "gzip", "br")
    assert twice.body == PAGE and isinstance(twice, HtmlResponse)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_a_bomb_is_too_large(encoding):
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress}[encoding]
    with pytest.raises(TooLarge) as raised:
        unpack(pack(b"a" * 5_000_000), encoding)
    assert classify(raised.value) == ("http_error", "too large")


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "zstd"])
def test_what_is_not_packed_so_is_the_answers_fault(encoding):
    noise = b"\x28\xb5\x2f\xfd" + b"\xff" * 99
    with pytest.raises(Undecodable) as raised:
        unpack(noise, encoding)
    assert classify(raised.value) == ("http_error", "cannot be unpacked")


def test_layers_without_number_are_not_unpacked():
    with pytest.raises(Undecodable):
        unpack(PAGE, ", ".join(["gzip"] * 1000))


def test_a_fault_of_our_own_stays_one(monkeypatch):
    def broken(*_):
        raise KeyError("x")

    monkeypatch.setattr(decompression.HttpCompressionMiddleware, "process_response", broken)
    with pytest.raises(KeyError):
        unpack(PAGE, "gzip")
