"""Heads of answers are read as browsers read them, and no head is endless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.exceptions import DownloadFailedError
from twisted.internet.testing import StringTransport
from twisted.web._newclient import Request, ResponseFailed
from twisted.web.http_headers import Headers

from crawler.download_errors import NO_HTTP, classify
from crawler.lenient_http import HEAD_BYTES, ClientProtocol

BODY = b"<p>town"


def answered(*parts):
    """The response that the parts of an answer make, or the reasons why there is none."""
    protocol, transport = ClientProtocol(), StringTransport()
    protocol.makeConnection(transport)
    collected = []
    request = Request(b"GET", b"/", Headers({b"host": [b"a"]}), None, persistent=False)
    protocol.request(request).addBoth(collected.append)
    for part in parts:
        protocol.dataReceived(part)
        if collected:
            break
    first = collected[0] if collected else None
    return getattr(first, "value", first)


def head(*lines):
    return b"\r\n".join([b"HTTP/1.1 200 OK", *lines, b"", b""])


@pytest.mark.parametrize(
    "line",
    [
        b"PHP Warning in line 5",
        b": empty",
        b"X\xff\xfe: 1",
        "X-町: 町".encode(),
        b"X Y: 1",
        b"X-Null: a\x00b",
        b"Content-Length: -5",
        b"Content-Length: 0x7",
        b"Content-Length: +7",
        b"Content-Length: " + b"9" * 5000,
        b"Transfer-Encoding: identity",
        b"Transfer-Encoding: x-town",
    ],
)
def test_what_is_no_header_is_skipped(line):
    responses = answered(head(line, b"X-Town: 1") + BODY)
    assert responses.code == 200
    assert responses.headers.getRawHeaders(b"x-town") == [b"1"]
    assert not responses.headers.hasHeader(b"x-null")


def test_lengths_and_chunks_that_are_meant_are_kept():
    assert answered(head(b"Content-Length: 7")).length == 7
    assert answered(head(b"Content-Length: 7, 7", b"Content-Length: x")).length == 7
    assert answered(head(b"Transfer-Encoding: gzip, Chunked") + b"1\r\na\r\n0\r\n\r\n").code == 200


def test_two_lengths_are_no_answer():
    assert isinstance(answered(head(b"Content-Length: 7", b"Content-Length: 8")), ResponseFailed)


@pytest.mark.parametrize(
    "part", [b"X-A: b\r\n" * 500, b" a\r\n" * 500, b"\r\nHTTP/1.1 100 Continue\r\nX: y\r\n" * 100]
)
def test_a_head_without_end_is_left(part):
    parts = [b"HTTP/1.1 103 Hints\r\nX: y\r\n", *[part] * (2 * HEAD_BYTES // len(part))]
    responses = answered(*parts)
    assert isinstance(responses, ResponseFailed)
    error = DownloadFailedError()
    error.__cause__ = responses
    assert classify(error) == NO_HTTP


@given(st.lists(st.binary(max_size=60), max_size=8))
def test_any_head_is_an_answer_or_none(lines):
    answered(head(*lines) + BODY)
