"""The made-up prefecture answers as its towns are said to."""

import http.client
import socket
import struct
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from samples.generate import generate
from samples.prefecture import Municipality, municipalities
from samples.serve import Served, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("prefecture")
    generate(folder)
    with serving(folder) as urls:
        yield urls


def ask(url: str, path: str, method: str = "GET") -> tuple[HTTPResponse, bytes]:
    at = urlsplit(url)
    connection = http.client.HTTPConnection(str(at.hostname), at.port, timeout=10)
    try:
        connection.request(method, path)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def the(**told: object) -> Municipality:
    """The one town of this kind."""
    return next(t for t in municipalities() if all(getattr(t, k) == v for k, v in told.items()))


def test_every_site_that_is_up_shows_its_start_page_at_its_own_address(served: Served) -> None:
    assert len({urlsplit(url).hostname for url in served.values()}) == 25
    assert len({urlsplit(url).port for url in served.values()}) == 1
    for town in municipalities():
        if town.expected == "ok":
            response, body = ask(served[town.code], "/")
            assert response.status == 200
            assert town.name in body.decode("cp932" if town.charset == "Shift_JIS" else "utf-8")


def test_nothing_listens_where_a_site_is_down(served: Served) -> None:
    with pytest.raises(ConnectionRefusedError):
        ask(served[the(expected="unreachable").code], "/")


def test_a_walled_site_refuses_every_address(served: Served) -> None:
    for path in ("/", "/robots.txt", "/sitemap.xml", "/anything"):
        response, body = ask(served[the(expected="challenge").code], path)
        assert response.status == 403
        assert "アクセスが拒否されました" in body.decode()


def test_a_closed_site_says_so_in_robots_txt(served: Served) -> None:
    _, body = ask(served[the(expected="robots").code], "/robots.txt")
    assert "Disallow: /\n" in body.decode()


def test_robots_txt_names_the_site_map_where_it_should_and_the_map_names_pages(
    served: Served,
) -> None:
    town = the(sitemap="robots")
    _, robots = ask(served[town.code], "/robots.txt")
    assert f"Sitemap: {served[town.code]}/sitemap.xml" in robots.decode()
    response, sitemap = ask(served[town.code], "/sitemap.xml")
    assert response.getheader("Content-Type") in ("application/xml", "text/xml")
    assert f"<loc>{served[town.code]}/</loc>" in sitemap.decode()


def test_one_site_has_neither_robots_txt_nor_site_map(served: Served) -> None:
    code = the(sitemap="none").code
    assert ask(served[code], "/robots.txt")[0].status == 404
    assert ask(served[code], "/sitemap.xml")[0].status == 404


def test_old_addresses_move_to_pages_that_are_there(served: Served) -> None:
    code = the(redirects=True).code
    response, _ = ask(served[code], "/old/1.html")
    assert response.status == 301
    assert ask(served[code], str(response.getheader("Location")))[0].status == 200


def test_a_missing_page_is_answered_with_the_site_s_own_page_for_errors(served: Served) -> None:
    response, body = ask(served["990011"], "/nowhere.html")
    assert response.status == 404
    assert "汐見原市" in body.decode()


def test_nothing_outside_the_site_is_served(served: Served) -> None:
    for path in ("/../truth.json", "/%2e%2e/truth.json", "/_redirects", "//etc/passwd"):
        assert ask(served[the(redirects=True).code], path)[0].status == 404


def test_types_name_a_charset_only_for_utf_8_pages_and_documents_are_documents(
    served: Served,
) -> None:
    assert ask(served["990011"], "/")[0].getheader("Content-Type") == "text/html; charset=UTF-8"
    old = ask(served[the(charset="Shift_JIS").code], "/")[0]
    assert old.getheader("Content-Type") == "text/html"
    form, body = ask(served["990012"], "/pdf/suido.pdf")
    assert form.getheader("Content-Type") == "application/pdf"
    assert body.startswith(b"%PDF")


def test_head_has_the_length_and_no_body(served: Served) -> None:
    response, body = ask(served["990011"], "/", "HEAD")
    assert int(response.getheader("Content-Length") or 0) > 1000
    assert body == b""


def test_the_slow_site_takes_its_time_and_the_log_counts_what_is_in_flight(
    served: Served,
) -> None:
    town = next(town for town in municipalities() if town.delay)
    host = urlsplit(served[town.code]).hostname
    before = len(served.log.asked)
    started = time.monotonic()
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda path: ask(served[town.code], path), ("/?1", "/?2", "/?3")))
    assert time.monotonic() - started >= town.delay
    asked = [a for a in served.log.asked[before:] if a.host == host]
    assert {a.path for a in asked} == {"/?1", "/?2", "/?3"}
    assert max(a.in_flight for a in asked) == 3
    while served.log.in_flight[host]:  # an answer is read before its thread has counted it out
        time.sleep(0.01)
    ask(served[town.code], "/?4")
    assert served.log.asked[-1].in_flight == 1


def test_a_visitor_who_hangs_up_leaves_no_trace_on_the_console(
    served: Served, capfd: pytest.CaptureFixture[str]
) -> None:
    town = next(town for town in municipalities() if town.delay)
    at = urlsplit(served[town.code])
    visitor = socket.create_connection((str(at.hostname), at.port))
    visitor.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    visitor.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    time.sleep(town.delay / 3)
    visitor.close()  # at once and rudely: the answer meets a reset
    time.sleep(town.delay)
    assert ask(served[town.code], "/")[0].status == 200
    assert capfd.readouterr() == ("", "")


def test_a_taken_port_is_said_so_and_a_second_prefecture_finds_another(
    served: Served, tmp_path: Path
) -> None:
    generate(tmp_path)
    port = urlsplit(served["990011"]).port
    with pytest.raises(OSError), serving(tmp_path, port=port or 0):
        pass
    with serving(tmp_path) as others:
        assert ask(others["990011"], "/")[0].status == 200
        assert urlsplit(others["990011"]).port != port
