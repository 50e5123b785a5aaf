"""Lists of sites: the built-in ones, and the CSV files that offices really save."""

import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import pytest

import crawler
from minna.errors import BadRegistry
from minna.records import Site

COUNTED = {"jp": 47 + 1741 + 58, "us": 16_539}


def load(tmp_path, raw):
    path = tmp_path / "list.csv"
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return crawler.load_registry(path, "r")


@pytest.mark.parametrize("name", sorted(crawler.registries()))
def test_every_registry_keeps_the_contract(name):
    country = crawler.registries()[name]
    sites = list(country.sites("r"))
    assert len(sites) == COUNTED[name]
    assert len({site.code for site in sites}) == len(sites), "codes are unique"
    for site in sites:
        assert (site.run, site.country) == ("r", name)
        assert site.name and site.type and site.code == site.code.strip()
        assert site.url.startswith(("https://", "http://"))
    for source in country.SOURCES:
        assert all((source.title, source.publisher, source.licence, source.fetched))
        assert source.address.startswith("https://")
        assert "unverified" in source.note


def test_japan_has_its_people_and_its_places():
    sites = crawler.load_registry("jp", "r")
    towns = [s for s in sites if s.type not in ("prefecture", "national")]
    assert sum(s.population or 0 for s in towns) == 126_226_568
    assert {s.pref for s in towns} == {s.name for s in sites if s.type == "prefecture"}
    assert all(24 < s.lat < 46 and 122 < s.lng < 154 for s in towns)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_registry_saved_in_any_usual_encoding_reads_the_same(tmp_path, encoding):
    raw = "code,name,url,population\r\n1,葛󠄀町,https://a.lg.jp\r\n".replace("\U000e0100", "")
    raw += '2,港町,https://b.lg.jp/,"12,345"\r\n'
    sites = load(tmp_path, raw.encode(encoding))
    assert [(s.code, s.name, s.url, s.population) for s in sites] == [
        ("1", "葛町", "https://a.lg.jp/", None),
        ("2", "港町", "https://b.lg.jp/", 12_345),
    ]


def test_columns_we_do_not_know_are_kept_and_missing_codes_made(tmp_path):
    sites = load(
        tmp_path,
        "Name,URL,vendor\nA,https://a.jp/x/,V\nB,https://a.jp/x,\n\nC,https://c.jp/,W\n",
    )
    assert [s.code for s in sites] == ["a.jp-x", "a.jp-x-2", "c.jp"]
    assert [s.extra for s in sites] == [{"vendor": "V"}, {}, {"vendor": "W"}]


@pytest.mark.parametrize(
    ("raw", "line", "column", "said"),
    [
        ("name\nA\n", 1, "url", "needs this column"),
        ("url\nhttps://a.jp/\n", 1, "name", "needs this column"),
        ("name,url,url\n", 1, "url", "twice"),
        ("name,url\n\n ,https://a.jp/\n", 3, "name", "empty"),
        ("name,url\nA,www.a.jp\n", 2, "url", "“www.a.jp”"),
        ("name,url\nA,ftp://a.jp/\n", 2, "url", "ftp"),
        ("name,url,population\nA,https://a.jp/,約1万\n", 2, "population", "約1万"),
        ("name,url,lat\nA,https://a.jp/,nan\n", 2, "lat", "not a number"),
        ("code,name,url\n1,A,https://a.jp/\n1,B,https://b.jp/\n", 3, "code", "another row"),
        ("name,url\nA,https://a.jp/,x\n", 2, "url", "more cells"),
        ('name,url\n"A,https://a.jp/\n', 2, "url", "proper CSV"),
        ("name,url\n", 1, "url", "no site"),
        ("", 1, "url", "no site"),
        (b"name,url\n\xff\xfe\x81,x\n", 1, "url", "neither UTF-8"),
        (b"PK\x03\x04", 1, "url", "spreadsheet"),
    ],
)
def test_a_faulty_registry_is_told_with_its_place(tmp_path, raw, line, column, said):
    with pytest.raises(BadRegistry) as caught:
        load(tmp_path, raw)
    text = caught.value.text("en")
    assert said in text
    assert text.startswith(f"{tmp_path / 'list.csv'}, line {line}, column “{column}”")
    assert caught.value.text("ja").endswith(("。", "い。"))
    assert f"{line} 行目" in caught.value.text("ja")


def test_a_folder_or_a_missing_file_is_no_registry(tmp_path):
    with pytest.raises(BadRegistry, match="folder"):
        crawler.load_registry(tmp_path, "r")
    with pytest.raises(BadRegistry, match="no such file"):
        crawler.load_registry(tmp_path / "none.csv", "r")


@pytest.mark.parametrize("name", ["jp", "us"])
def test_what_is_written_is_read_back_the_same(tmp_path, name):
    sites = crawler.load_registry(name, "r")
    crawler.write_registry(sites, tmp_path / "out.csv")
    assert crawler.load_registry(tmp_path / "out.csv", "r") == sites


def test_the_digest_knows_the_sites_and_not_the_run():
    sites = [Site("r1", "1", "町", "https://a.jp/"), Site("r1", "2", "村", "https://b.jp/")]
    again = [replace(site, run="r2") for site in sites]
    assert crawler.registry_digest(sites) == crawler.registry_digest(again)
    assert crawler.registry_digest(sites) != crawler.registry_digest(sites[:1])
    renamed = [replace(sites[0], name="別の町"), sites[1]]
    assert crawler.registry_digest(sites) != crawler.registry_digest(renamed)


def test_a_site_alone_is_named_after_its_host():
    site = crawler.site_of("https://www.town.example.lg.jp/")
    assert (site.code, site.name) == ("www.town.example.lg.jp", "www.town.example.lg.jp")


def test_reading_a_registry_does_not_start_scrapy():
    code = "import sys, crawler; crawler.load_registry('jp', ''); sys.exit('scrapy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_folder_of_registries_can_still_be_imported():
    assert import_module("crawler.registries").UNVERIFIED
