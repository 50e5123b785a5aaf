"""Read a list of sites, from a country's own registry or from somebody's CSV.

Offices save CSV as UTF-8, with and without a mark, as UTF-16 with one, or as Shift_JIS, and put
commas, semicolons or tabs between the cells: all of these are read.
"""

import csv
import hashlib
import io
import json
import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import asdict, fields, replace
from itertools import count
from pathlib import Path
from typing import Any, Protocol, cast

from crawler import registries as folder
from crawler.registries import Source
from crawler.urls import slug
from minna.addresses import given_address
from minna.credentials import credentials_for, masked, masked_text, take
from minna.discover import discover
from minna.errors import BadAddress, BadRegistry, CannotWrite
from minna.records import Site

PROBLEMS = {
    "missing_file": {"en": "there is no such file.", "ja": "ファイルがありません。"},
    "not_a_file": {
        "en": "this is a folder; name the CSV file in it.",
        "ja": "フォルダーです。中の CSV ファイルを指定してください。",
    },
    "unreadable": {
        "en": "the file cannot be read ({why}).",
        "ja": "ファイルを読み込めません（{why}）。",
    },
    "spreadsheet": {
        "en": "this is a spreadsheet; save it as CSV first.",
        "ja": "表計算ソフトのファイルです。CSV 形式で保存し直してください。",
    },
    "encoding": {
        "en": "the text is neither UTF-8 nor Shift_JIS; save it as “CSV UTF-8”.",
        "ja": "文字コードが UTF-8 でも Shift_JIS でもありません。「CSV UTF-8」で保存してください。",
    },
    "zero": {
        "en": "the text holds a character of no meaning (NUL); save it as “CSV UTF-8”.",
        "ja": "使えない文字（NUL）が含まれています。「CSV UTF-8」で保存してください。",
    },
    "empty": {
        "en": "there is no site in it; write one per line below the header.",
        "ja": "サイトが一件もありません。見出し行の下に一行に一件ずつ書いてください。",
    },
    "missing_column": {
        "en": "the header needs this column.",
        "ja": "見出し行にこの列が必要です。",
    },
    "double_column": {
        "en": "the header names this column twice.",
        "ja": "見出し行にこの列が二つあります。",
    },
    "many_cells": {
        "en": "the row has more cells than the header; put quotes around cells with commas.",
        "ja": "見出しより列の数が多い行です。カンマを含む値は引用符で囲んでください。",
    },
    "malformed": {
        "en": "the row is not proper CSV ({why}).",
        "ja": "CSV として読めない行です（{why}）。",
    },
    "no_name": {"en": "the name is empty.", "ja": "名称が空です。"},
    "bad_url": {
        "en": "“{value}” is not a web address in full, as in https://www.example.lg.jp/.",
        "ja": "「{value}」はウェブのアドレスではありません。"
        "https://www.example.lg.jp/ のように書いてください。",
    },
    "bad_number": {"en": "“{value}” is not a number.", "ja": "「{value}」は数ではありません。"},
    "double_code": {
        "en": "“{value}” is also the code of another row.",
        "ja": "「{value}」は別の行の code と重複しています。",
    },
}
NUMBERS: dict[str, type[int] | type[float]] = {
    "population": int,
    "lat": float,
    "lng": float,
    "fiscal_strength": float,
}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MAX_SHOWN = 120
"""Characters of a cell in a sentence about it."""
MAX_INTEGER = 2**63 - 1
"""What an integer of the database holds."""
MAX_HEADER = 100_000
"""Maximum characters that are searched for a header."""
WITH_CREDENTIALS = "with_credentials"
"""The column, of our own making, that says that a site's address had a user and a password."""
COLUMNS = [f.name for f in fields(Site) if f.name not in ("run", "extra")]


class RegistryProblem(BadRegistry):
    """A BadRegistry whose problem, a key of PROBLEMS, is reported in the reader's language."""

    def text(self, lang: str) -> str:
        """Where in the file, and what is wrong there."""
        lang = "ja" if lang == "ja" else "en"
        problem = PROBLEMS[str(self.blanks["what"])][lang].format(**self.blanks)
        return str(getattr(self, lang)).format(**{**self.blanks, "problem": problem})


class Country(Protocol):
    """What a module in `registries/` offers."""

    SOURCES: tuple[Source, ...]

    def sites(self, run_id: str) -> Iterator[Site]:
        """The sites of the country, stamped with the run."""


def registries() -> dict[str, Country]:
    """The registries that come with Minna, by the word that names them."""
    return cast(dict[str, Country], discover(folder))


def load_registry(source: str | Path, run_id: str) -> list[Site]:
    """The sites of a built-in registry ("jp", "us") or of a CSV file, in their order.

    Raises BadRegistry, with path, line and column, when the file cannot be understood.
    """
    countries = registries()
    if str(source) in countries:
        return list(countries[str(source)].sites(run_id))
    path = Path(source)
    return read_sites(decode(path), str(path), run_id)


def site_of(url: str) -> Site:
    """A registry of one: the site at an address, named after its host."""
    bare = take(url)
    return Site("", slug(bare), slug(bare), bare, extra=credentials_flag(bare))


def credentials_flag(url: str) -> dict[str, str]:
    """What a site keeps of the user and password in its address: that there were some."""
    return {WITH_CREDENTIALS: "yes"} if credentials_for(url) else {}


def missing_credentials(sites: Iterable[Site]) -> list[str]:
    """The addresses of sites that had a user and password, and for which none were given now."""
    noted = (site.url for site in sites if WITH_CREDENTIALS in site.extra)
    return [url for url in noted if credentials_for(url) is None]


def decode(path: Path) -> str:
    """The text of a CSV file, whichever of the usual encodings it was saved in."""
    if path.is_dir():
        raise problem(path, "not_a_file")
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise problem(path, "missing_file") from error
    except OSError as error:
        raise problem(path, "unreadable", why=error.strerror) from error
    if raw.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise problem(path, "spreadsheet")
    for encoding in ("utf-16",) if raw.startswith(UTF_16) else ("utf-8-sig", "cp932"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise problem(path, "zero", 1 + text[: text.index("\0")].count("\n"))
        return text
    raise problem(path, "encoding")


def separator(text: str) -> str:
    """What stands between the cells, as the header shows it: offices also save `;` and tabs.

    >>> separator("name;url\\n"), separator("name\\turl\\n"), separator("name,url\\n")
    (';', '\\t', ',')
    """
    start, _, more = text[:MAX_HEADER].lstrip().replace("\r", "\n").partition("\n")
    if start.lower().startswith("sep="):  # as Excel writes and heeds it
        start = more.lstrip().partition("\n")[0]
    names = {mark: {c.strip().strip('"').lower() for c in start.split(mark)} for mark in ",;\t"}
    return next((mark for mark, columns in names.items() if {"name", "url"} <= columns), ",")


def read_sites(text: str, path: str, run_id: str) -> list[Site]:
    """Sites from CSV text; a row without a code gets a slug of its host and path."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text), strict=True)
    try:
        first = next(reader, [])
        first = next(reader, []) if first and first[0].lower().startswith("sep=") else first
        header = [cell.strip() for cell in first]
        columns = {h.lower(): n for n, h in enumerate(header)}
        check_header(header, path)
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise problem(path, "malformed", reader.line_num, why=error) from error
    if not rows:
        raise problem(path, "empty")
    names = [h.lower() if h.lower() in COLUMNS else h for h in header]
    sites: dict[str, Site] = {}
    numbers: dict[str, int] = {}
    for line, row in rows:
        if len(row) > len(columns):
            raise problem(path, "many_cells", line, header[-1])
        cells = {n: cell.strip() for n, cell in zip(names, row, strict=False) if cell.strip()}
        site = to_site(cells, path, line, run_id)
        if site.code in sites and "code" in cells:
            raise problem(path, "double_code", line, "code", value=site.code)
        site = replace(site, code=unused(site.code, sites, numbers))
        sites[site.code] = site
    return list(sites.values())


def check_header(header: list[str], path: str) -> None:
    """Raise the problem with a header that lacks a column we need or has one twice."""
    lowered = [h.lower() for h in header]
    if not any(lowered):
        raise problem(path, "empty")
    for needed in ("name", "url"):
        if needed not in lowered:
            raise problem(path, "missing_column", 1, needed)
    named = Counter(filter(None, lowered))
    for name in named:
        if named[name] > 1:
            raise problem(path, "double_column", 1, name)


def to_site(cells: dict[str, str], path: str, line: int, run_id: str) -> Site:
    """One row as a Site; columns we do not know are kept as they are."""
    if "name" not in cells:
        raise problem(path, "no_name", line, "name")
    try:
        url = given_address(cells.get("url", ""), allow_private=True)
    except BadAddress as error:
        raise problem(path, "bad_url", line, "url", value=masked(cells.get("url", ""))) from error
    values: dict[str, Any] = {name: cells[name] for name in COLUMNS if name in cells}
    for name in values.keys() & NUMBERS.keys():
        values[name] = number(values[name], NUMBERS[name], path, line, name)
    extra = {name: cell for name, cell in cells.items() if name not in COLUMNS}
    extra |= credentials_flag(url)
    return Site(**{"code": slug(url), **values, "run": run_id, "url": url, "extra": extra})


def number(cell: str, kind: type[int] | type[float], path: str, line: int, name: str) -> float:
    """A number as offices write it: 12,345 and full-width digits are fine, 約1万 is not."""
    try:
        value = kind(cell.replace(",", "").replace("，", ""))
    except ValueError as error:
        raise problem(path, "bad_number", line, name, value=cell) from error
    is_too_large = abs(value) > MAX_INTEGER or not math.isfinite(value)
    if is_too_large or (value < 0 and name in ("population", "fiscal_strength")):
        raise problem(path, "bad_number", line, name, value=cell)
    return value


def unused(code: str, taken: Container[str], numbers: dict[str, int]) -> str:
    """The code itself, or with the first free number behind it; `numbers` has those tried."""
    if code not in taken:
        return code
    for number in count(numbers.get(code, 2)):
        numbers[code] = number + 1
        if (free := f"{code}-{number}") not in taken:
            return free
    raise AssertionError("there is no end of numbers")


def problem(
    path: str | Path, what: str, line: int = 1, column: str = "url", **blanks: object
) -> RegistryProblem:
    """The problem with its place; a problem of the whole file is reported at its first line."""
    values = {name: masked_text(str(blank)[:MAX_SHOWN]) for name, blank in blanks.items()}
    where = {"path": masked_text(str(path)), "column": masked_text(column[:MAX_SHOWN])}
    return RegistryProblem(**where, line=line, what=what, **values)


def write_registry(sites: Iterable[Site], path: Path | str) -> None:
    """Write sites as a CSV file that load_registry reads back as the same sites."""
    rows = [flat(site) for site in sites]
    extra = sorted({name for row in rows for name in row} - set(COLUMNS))
    try:
        with Path(path).open("w", encoding="utf-8", newline="") as table:
            writer = csv.DictWriter(table, [*COLUMNS, *extra], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    except OSError as error:
        raise CannotWrite(path=path, why=error.strerror) from error


def flat(site: Site) -> dict[str, Any]:
    """A site as the cells of its row, without the run."""
    row = asdict(site)
    del row["run"]
    cells = {name: value for name, value in row.items() if value is not None}
    return {**cells.pop("extra"), **cells}


def registry_digest(sites: Iterable[Site]) -> str:
    """A fingerprint of the sites in their order, the same whichever run they are stamped with.

    It is the same with and without a user and password, which may be forgotten or new.
    """
    rows = [flat(site) for site in sites]
    for row in rows:
        row.pop(WITH_CREDENTIALS, None)
    text = json.dumps(rows, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
