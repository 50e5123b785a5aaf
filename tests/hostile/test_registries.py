"""Registries of any size and shape are read in linear time, or cost one sentence."""

import time

import pytest

from crawler.registry import load_registry
from crawler.urls import neighbours, nested_sites
from minna.errors import BadRegistry

ROW = "name,url\n甲市,https://a.lg.jp/\n"
READ = {
    "mark": b"\xef\xbb\xbf" + ROW.encode(),
    "UTF-16": ROW.encode("utf-16"),
    "Shift_JIS": ROW.encode("cp932"),
    "semicolons": "name;url\n甲市;https://a.lg.jp/\n".encode(),
    "tabs": "name\turl\n甲市\thttps://a.lg.jp/\n".encode(),
    "sep=": "sep=;\r\nname;url\r\n甲市;https://a.lg.jp/\r\n".encode(),
    "quotes": '"name","url"\r\n"甲""市","https://a.lg.jp/?a,b"\r\n'.encode(),
}
TOLD = {
    "NUL": "name,url\n甲\0市,https://a.lg.jp/\n".encode(),
    "UTF-16 without mark": ROW.encode("utf-16-le"),
    "10 MB cell": b"name,url,note\nx,https://a.lg.jp/," + b"x" * 10_000_000,
    "two names": "name,url,name\n甲,https://a.jp/,乙\n".encode(),
    "noise": bytes(range(256)) * 100,
    "huge number": b"name,url,population\nx,https://a.jp/," + b"9" * 4000,
    "65 bits": b"name,url,population\nx,https://a.jp/,99999999999999999999\n",
    "same code": b"code,name,url\n1,x,https://a.jp/\n1,y,https://b.jp/\n",
}


def load(tmp_path, data):
    (tmp_path / "r.csv").write_bytes(data)
    return load_registry(tmp_path / "r.csv", "")


@pytest.mark.parametrize("kind", READ)
def test_as_offices_save_it(tmp_path, kind):
    assert [site.name[0] for site in load(tmp_path, READ[kind])] == ["甲"]


@pytest.mark.parametrize("kind", TOLD)
def test_what_cannot_be_read_is_a_sentence(tmp_path, kind):
    with pytest.raises(BadRegistry) as raised:
        load(tmp_path, TOLD[kind])
    assert len(str(raised.value)) < 500


@pytest.mark.parametrize("row", ["x,https://a.lg.jp/", "x,https://a.lg.jp/t{}/"])
def test_time_is_linear(tmp_path, row):
    def seconds(count):
        rows = "".join(f"{row.format(n)}\n" for n in range(count))
        began = time.process_time()
        sites = load(tmp_path, f"name,url\n{rows}".encode())
        assert len({site.code for site in sites}) == count
        neighbours(sites), nested_sites(sites)
        return time.process_time() - began

    assert seconds(8000) < 10 * seconds(2000), "four times as many"
