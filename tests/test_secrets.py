"""A user and password in an address are used for its server, and appear nowhere."""

import base64
import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path as File
from typing import ClassVar
from urllib.parse import quote

import pytest

from audits.browser.launch import http_credentials
from crawler.registry import (
    load_registry,
    missing_credentials,
    read_sites,
    registry_digest,
    site_of,
)
from minna import credentials
from minna.addresses import check_address, given_address
from minna.credentials import Credentials, credentials_for, masked, masked_text, take
from minna.errors import BadAddress, BadRegistry, MinnaError
from minna.evidence_codec import decompress_json
from minna.records import Evidence
from minna.store import Store

USER, PASSWORD = "town-user", "s3cret/pä:ss@町%&+"
GIVEN = f"{quote(USER, safe='')}:{quote(PASSWORD, safe='')}"
HEADER = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@pytest.fixture(autouse=True)
def nothing_is_known():
    credentials.forget_all()
    yield
    credentials.forget_all()


@pytest.mark.parametrize(
    ("host", "where"),
    [
        ("example.jp", "http://example.jp"),
        ("example.jp:80", "http://example.jp"),
        ("EXAMPLE.jp:8080", "http://example.jp:8080"),
        ("[::1]:8080", "http://[::1]:8080"),
        ("[0:0:0:0:0:0:0:1]", "http://[::1]"),
        ("町.jp", "http://xn--1ny.jp"),
    ],
)
def test_they_are_taken_out_of_an_address_and_known_for_its_origin(host, where):
    assert take(f"http://{GIVEN}@{host}/a?b") == f"http://{host}/a?b"
    assert credentials_for(f"{where}/robots.txt") == Credentials(USER, PASSWORD)
    assert credentials_for(where).header() == HEADER
    assert http_credentials(where) == {"username": USER, "password": PASSWORD, "origin": where}


@pytest.mark.parametrize(
    "other",
    [
        "https://example.jp/",
        "http://example.jp:8080/",
        "http://www.example.jp/",
        "http://example.jp.evil.example/",
        "http://evil.example/?http://example.jp/",
        "http://example.jp@evil.example/",
        "ftp://example.jp/",
    ],
)
def test_no_other_origin_is_told(other):
    take(f"http://{GIVEN}@example.jp/")
    assert credentials_for(other) is None
    assert http_credentials(other) is None


@pytest.mark.parametrize(
    ("given", "user", "password"),
    [
        ("user", "user", ""),
        ("user:", "user", ""),
        (":word", "", "word"),
        ("a:b:c", "a", "b:c"),
        ("a@b.jp:c@d", "a@b.jp", "c@d"),
        ("%E9:%FF", "é", "ÿ"),
    ],
)
def test_odd_ones_are_read_as_browsers_read_them(given, user, password):
    assert take(f"https://{given}@example.jp/") == "https://example.jp/"
    assert credentials_for("https://example.jp/") == Credentials(user, password)


def test_an_empty_one_is_none():
    assert take("https://@example.jp/") == "https://example.jp/"
    assert credentials_for("https://example.jp/") is None


def test_two_sites_of_one_host_have_each_their_own():
    take("https://a:1@example.jp/a/index.html")
    take("https://b:2@example.jp/b/")
    users = [
        credentials_for(f"https://example.jp{path}").user
        for path in ("/a/x", "/b/x", "/robots.txt", "/")
    ]
    assert users == ["a", "b", "a", "a"]


def test_given_anew_they_take_the_place_of_the_old():
    take("https://a:1@example.jp/")
    take("https://a:2@example.jp/")
    assert credentials_for("https://example.jp/").password == "2"


def test_they_do_not_show_where_objects_are_printed():
    shown = repr(Credentials(USER, PASSWORD)) + str([Credentials(USER, PASSWORD)])
    assert USER not in shown and PASSWORD not in shown


def test_what_travels_to_another_process_comes_back():
    take(f"https://{GIVEN}@example.jp/")
    line = credentials.to_text()
    credentials.forget_all()
    credentials.from_text(line)
    assert credentials_for("https://example.jp/") == Credentials(USER, PASSWORD)


BAD = [
    "http://user:s3cret@exa mple.jp/",
    "http://user:s3/cret@example.jp/",
    "http://user:s3cret@example.jp:99999/",
    "http://user:s3cret＠example.jp/",
    "http://user:s3cret%40example.jp/",
    "http://user:s3cret@[::1/",
    "ftp://user:s3cret@example.jp/",
    "user:s3cret@example.jp",
    "//user:s3cret@example.jp/",
    "http:user:s3cret@example.jp/",
    "http://user:s3cret@",
]


@pytest.mark.parametrize("url", BAD)
def test_a_bad_address_is_told_without_them(url):
    with pytest.raises(BadAddress) as raised:
        given_address(url, allow_private=True)
    assert "s3" not in str(raised.value)
    assert raised.value.__cause__ is None
    with pytest.raises(BadRegistry) as raised:
        read_sites(f"name,url\n甲市,{url}\n", "r.csv", "")
    assert "s3" not in raised.value.text("ja") + raised.value.text("en")


def test_a_private_address_is_told_without_them():
    with pytest.raises(MinnaError) as raised:
        check_address("http://user:s3cret@127.0.0.1/", allow_private=False)
    assert "s3cret" not in str(raised.value)


def test_neither_a_wrong_column_nor_a_wrong_place_shows_them():
    texts = []
    for text in ("name,url,population\n甲市,http://a.jp/,http://u:s3cret@b.jp/\n",):
        with pytest.raises(BadRegistry) as raised:
            read_sites(text, "r.csv", "")
        texts.append(str(raised.value))
    with pytest.raises(BadRegistry) as raised:
        load_registry("http://u:s3cret@b.jp/", "")
    texts.append(str(raised.value))
    assert "s3cret" not in "".join(texts)


def test_a_masked_text_keeps_what_is_no_secret():
    assert masked("https://www.example.lg.jp/") == "https://www.example.lg.jp/"
    assert masked_text("/home/me@work/r.csv: no such file") == "/home/me@work/r.csv: no such file"


@pytest.mark.parametrize("text", ["a:/ " * 30_000, "@ " + "a:/ " * 30_000, "a" * 100_000 + "@"])
def test_a_long_text_is_masked_in_time(text):
    begun = time.monotonic()
    masked_text(text), masked(text), take(text)
    assert time.monotonic() - begun < 1


def test_a_registry_keeps_that_there_were_some_and_is_the_same_registry_without():
    text = "name,url\n甲市,{}\n乙市,https://b.jp/\n"
    without = read_sites(text.format("https://a.jp/x"), "r.csv", "")
    with_some = read_sites(text.format(f"https://{GIVEN}@a.jp/x"), "r.csv", "")
    assert [site.url for site in with_some] == [site.url for site in without]
    assert [site.code for site in with_some] == [site.code for site in without]
    assert registry_digest(with_some) == registry_digest(without)
    assert missing_credentials(with_some) == []
    credentials.forget_all()
    assert missing_credentials(with_some) == ["https://a.jp/x"]
    assert missing_credentials(without) == []


def test_a_site_of_an_address_is_named_without_them():
    site = site_of(f"https://{GIVEN}@a.jp/x")
    assert (site.code, site.name, site.url) == ("a.jp-x", "a.jp-x", "https://a.jp/x")


TEXT = (
    "<!doctype html><html lang=ja><meta charset=utf-8><title>{title} 町役場</title>"
    "<body><main><h1>{title}</h1><p>{title}のお知らせです。くわしくは窓口まで。</p>{links}</main>"
)
TITLES = {"/": "みんな町", "/listed": "税の納め方", "/a": "ごみの出し方", "/b": "水道の使い方"}


class Guarded(BaseHTTPRequestHandler):
    """A site that lets nobody in without the password, and notes what else is asked for."""

    elsewhere = ""
    refused: ClassVar[list[str]] = []
    let_in: ClassVar[list[str]] = []

    def __init__(self, *args, directory=None):
        super().__init__(*args)

    def do_GET(self):
        if self.headers.get("Authorization") != HEADER:
            self.refused.append(self.path)
            return self.answer(401, "text/html", "", **{"WWW-Authenticate": 'Basic realm="town"'})
        self.let_in.append(self.path)
        if self.path == "/robots.txt":
            base = f"http://{self.headers['Host']}"
            return self.answer(200, "text/plain", f"User-agent: *\nSitemap: {base}/map.xml\n")
        if self.path == "/map.xml":
            base = f"http://{self.headers['Host']}"
            return self.answer(
                200, "text/xml", f"<urlset><url><loc>{base}/listed</loc></url></urlset>"
            )
        if self.path == "/away":
            return self.answer(302, "text/html", "", Location=f"{self.elsewhere}/away")
        if self.path == "/away-with-a-name":
            named = self.elsewhere.replace("//", "//u:p@")
            return self.answer(302, "text/html", "", Location=f"{named}/named")
        if self.path == "/style.css":
            return self.answer(200, "text/css", "p { color: #111 }")
        links = "".join(f"<a href=/{n}>{n}番</a> " for n in ("a", "b", "away", "away-with-a-name"))
        frame = f"<img alt=図 src={self.elsewhere}/x.png><link rel=stylesheet href=/style.css>"
        title = TITLES.get(self.path)
        if title is None:
            return self.answer(404, "text/html", "")
        return self.answer(200, "text/html", TEXT.format(title=title, links=links + frame))

    def answer(self, status, kind, body, **headers):
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(data), **headers}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


class Elsewhere(Guarded):
    """Another origin, which asks for a password as well and is never told."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self):
        self.asked.append((self.path, self.headers.get("Authorization", "")))
        self.answer(401, "text/html", "", **{"WWW-Authenticate": 'Basic realm="town"'})


def written_as(secret):
    """How a secret may be written, whoever writes it."""
    text = secret.encode()
    pair = f"{USER}:{PASSWORD}".encode()
    yield from (text, quote(secret).encode(), quote(secret, safe="").encode())
    yield json.dumps(secret).strip('"').encode()
    for raw in (text, pair):
        yield base64.b64encode(raw).rstrip(b"=")
        yield base64.urlsafe_b64encode(raw).rstrip(b"=")
    yield text.hex().encode()


def everything(*places):
    """All bytes that lie in files and folders, what is packed unpacked as well."""
    files = [f for place in places for f in ([place] if place.is_file() else place.rglob("*"))]
    for file in filter(File.is_file, files):
        yield file, str(file).encode() + b"\0" + file.read_bytes()
        if b"SQLite format 3" in file.read_bytes()[:16]:
            yield from ((file, cell) for cell in cells(file))


def cells(file):
    """Every value of a database, unpacked."""
    with sqlite3.connect(file) as db:
        for (table,) in db.execute(
            "select name from sqlite_master where type = 'table'"
        ).fetchall():
            for row in db.execute(f'select * from "{table}"'):
                for value in row:
                    yield str(value).encode() if not isinstance(value, bytes) else value
                    if isinstance(value, bytes) and value[:4] == b"\x28\xb5\x2f\xfd":  # zstd
                        yield json.dumps(decompress_json(value), ensure_ascii=False).encode()


def leaks(*places, words=()):
    """Where a secret shows."""
    expected = {form for secret in (USER, PASSWORD) for form in written_as(secret)}
    heaps = [*everything(*places), *(("output", word.encode()) for word in words)]
    return [(str(where), form) for where, heap in heaps for form in expected if form in heap]


def test_what_looks_for_leaks_finds_them(tmp_path):
    for n, form in enumerate(written_as(PASSWORD)):
        (tmp_path / str(n)).write_bytes(b"..." + form + b"...")
    names = {File(where).name for where, _ in leaks(tmp_path)}
    assert len(names) == n + 1


@pytest.fixture
def sites(serve, tmp_path):
    """A guarded site and another origin."""
    Guarded.elsewhere = serve(tmp_path, Elsewhere)
    Guarded.refused, Guarded.let_in, Elsewhere.asked = [], [], []
    yield serve(tmp_path, Guarded)


def minna(folder, *words, **popen):
    """Run the command line and note every argument that the processes it starts have meanwhile."""
    environment = os.environ | {"TMPDIR": str(folder), "LANG": "C.UTF-8"}
    child = subprocess.Popen(
        [sys.executable, "-m", "minna", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **popen,
    )
    files = set()
    watching = threading.Thread(target=watch, args=(child, files), daemon=True)
    watching.start()
    said = child.communicate(timeout=240)
    watching.join()
    return child.returncode, "".join(said), "\n".join(files)


def watch(child, files):
    """Arguments and environments of all processes but the one that we gave the address itself."""
    own = f"/proc/{child.pid}"
    while child.poll() is None:
        for process in File("/proc").glob("[0-9]*"):
            try:
                words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            except OSError:
                continue
            if str(process) != own and int(process.name) != os.getpid():
                files.add(words.replace(b"\0", b" ").decode(errors="replace"))
        time.sleep(0.2)


def guarded_address(base, path="/"):
    return base.replace("//", f"//{GIVEN}@") + path


@pytest.mark.browser
@pytest.mark.slow
def test_a_survey_uses_them_for_their_server_and_writes_them_nowhere(sites, tmp_path):
    registry = tmp_path / "given" / "r.csv"
    registry.parent.mkdir()
    registry.write_text(f"name,url\n甲町,{guarded_address(sites)}\n", encoding="utf-8")
    work = tmp_path / "work"
    work.mkdir()
    words = ["--db", work / "m.db", "--pause", "0.05", "--allow-private", "--touch", "none"]
    code, said, processes = minna(work, "survey", registry, *words, "--out", work / "out", cwd=work)
    assert code == 0, said
    store = Store(work / "m.db")
    measured = {(e.url, e.status) for e in store.read(Evidence, status="ok")}
    assert {(f"{sites}/", "ok"), (f"{sites}/listed", "ok")} <= measured
    assert "/robots.txt" in Guarded.let_in and "/map.xml" in Guarded.let_in
    assert Elsewhere.asked and not [
        authorization for _, authorization in Elsewhere.asked if authorization
    ]
    assert "crawler" in processes and "chrom" in processes
    assert leaks(work, words=[said, processes]) == []


@pytest.mark.browser
@pytest.mark.slow
def test_commands_about_one_site_use_them_too(sites, tmp_path):
    address = guarded_address(sites)
    words = ["--pause", "0.05", "--allow-private"]
    book = ["--db", tmp_path / "m.db"]
    code, said, _ = minna(tmp_path, "sample", address, *words, *book, cwd=tmp_path)
    assert code == 0 and f"{sites}/listed" in said, said
    code, more, _ = minna(tmp_path, "page", address, f"{sites}/a", "--allow-private", cwd=tmp_path)
    assert code == 0 and " ok" in more, more
    assert not [authorization for _, authorization in Elsewhere.asked if authorization]
    assert leaks(tmp_path, words=[said, more]) == []


@pytest.mark.slow
def test_a_survey_that_goes_on_without_them_says_so_in_one_sentence(sites, tmp_path):
    """And goes on when they are given again; the arguments of a mistyped command are not shown."""
    registry = tmp_path / "r.csv"
    registry.write_text(f"name,url\n甲町,{guarded_address(sites)}\n", encoding="utf-8")
    words = ["--db", tmp_path / "m.db", "--pause", "0.05", "--allow-private"]
    code, said, _ = minna(tmp_path, "crawl", registry, *words)
    assert code == 0 and "on 1 of 1 sites" in said, said
    registry.write_text(f"name,url\n甲町,{sites}/\n", encoding="utf-8")
    for command in (["crawl", registry, *words], ["audit", "--db", tmp_path / "m.db"]):
        code, said, _ = minna(tmp_path, *command, cwd=tmp_path)
        assert code == 2 and len(said.strip().splitlines()) == 1, said
        assert f"A user and password were given for {sites}/" in said
    registry.write_text(f"name,url\n甲町,{guarded_address(sites)}\n", encoding="utf-8")
    code, said, _ = minna(tmp_path, "crawl", registry, *words)
    assert code == 0 and "Going on with survey" in said


@pytest.mark.parametrize(
    "words",
    [
        ["site", f"http://{GIVEN}@a.jp/", f"http://{GIVEN}@b.jp/"],
        [f"http://{GIVEN}@a.jp/"],
        ["survey", f"http://{GIVEN}@a.jp/"],
        ["page", f"http://{GIVEN}@a.jp:99999/"],
        ["sample", f"{GIVEN}@localhost"],
        ["site", "--pages", f"http://{GIVEN}@a.jp/"],
    ],
)
def test_what_was_mistyped_is_repeated_without_them(words, tmp_path):
    code, said, _ = minna(tmp_path, *words, cwd=tmp_path)
    assert code == 2
    assert leaks(words=[said]) == [], said
