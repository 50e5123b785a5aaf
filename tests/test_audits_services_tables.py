"""Tables of tasks, systems and products are refused in one way: a sentence with file and line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from audits.services import systems, tasks, vendors
from audits.services._tables import BadTable
from audits.services.document import read_document
from audits.services.facts import Context, detect_all

GOOD = {
    "task": """[[task]]
id = "moving"
audience = "citizen"
bodies = ["municipality"]
title = { ja = "転出" }
names = ["転出届"]
""",
    "system": """[[system]]
id = "forms"
name = "Forms"
audience = "both"
kind = "apply"
tenant = '^/(?P<tenant>[a-z]{1,20})'
""",
    "product": """[[product]]
id = "maker"
name = "Maker"
signs = [
  { in = "asset", pattern = '/maker/' },
]
""",
}
PATTERN = {"task": "転出届", "system": "^/(?P<tenant>[a-z]{1,20})", "product": "/maker/"}
LINE_OF_PATTERN = {"task": 6, "system": 6, "product": 5}
READ: dict[str, Callable[[Path], object]] = {
    "task": lambda path: tasks.read_catalogue(path.read_text("utf-8"), path.name, "xx"),
    "system": systems.read,
    "product": vendors.read,
}


def said(kind: str, text: str, place: Path) -> str:
    path = place / "some.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadTable) as told:
        READ[kind](path)
    assert "\n" not in str(told.value)
    return str(told.value)


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_table_is_read(kind, tmp_path):
    (tmp_path / "some.toml").write_text(GOOD[kind], encoding="utf-8")
    assert READ[kind](tmp_path / "some.toml")


@pytest.mark.parametrize("kind", GOOD)
def test_a_bad_table_is_told_with_its_file_and_line(kind, tmp_path):
    good, pattern, line = GOOD[kind], PATTERN[kind], LINE_OF_PATTERN[kind]
    lines = good.count("\n")
    unknown = f"some.toml:{lines + 1}: 'colour' is no key of a {kind}."
    assert said(kind, f'{good}colour = "red"\n', tmp_path) == unknown
    twice = f"some.toml:{lines + 2}: the id "
    assert said(kind, good + good, tmp_path).startswith(twice)
    broken = said(kind, good.replace(pattern, f"({pattern}"), tmp_path)
    assert broken.startswith(f"some.toml:{line}: ") and "is no pattern" in broken
    everything = said(kind, good.replace(pattern, "x*"), tmp_path)
    assert everything == f"some.toml:{line}: 'x*' matches everything."
    without = said(kind, good.replace(good.split("\n")[1], ""), tmp_path)
    assert without == f"some.toml:1: a {kind} lacks 'id'."
    assert said(kind, "", tmp_path) == f"some.toml:1: there is no [[{kind}]] in this file."
    other = said(kind, f"{good}[other]\nx = 1\n", tmp_path)
    assert other == f"some.toml:{lines + 1}: 'other' is no key of this file."
    assert said(kind, f"{good}[[{kind}\n", tmp_path).startswith(f"some.toml:{lines + 1}: ")


def test_what_only_some_tables_have_is_told_too(tmp_path):
    task, product = GOOD["task"], GOOD["product"]
    wrong = said("task", task.replace("citizen", "cat"), tmp_path)
    assert wrong == "some.toml:3: 'cat' is neither citizen nor business."
    wrong = said("task", task.replace("municipality", "moon"), tmp_path)
    assert wrong == "some.toml:4: 'moon' is no type of body."
    wrong = said("task", task.replace('["転出届"]', '"転出届"'), tmp_path)
    assert wrong == "some.toml:6: names is a list of patterns."
    wrong = said("product", product.replace('"asset"', '"smell"'), tmp_path)
    assert wrong.startswith("some.toml:5: ") and wrong.endswith("is no sign.")


def test_a_bare_context_knows_the_tables_of_its_country():
    markup = (
        "<main><h1>転出届</h1><p><a href='https://apply.e-tumo.jp/town-oka-u/'>申請</a></p></main>"
    )
    page = read_document(markup, "https://www.town.oka.lg.jp/a.html")
    assert ("system", "etumo town-oka-u") in {
        (fact.kind, fact.value) for fact in detect_all(page, Context())
    }
    assert {fact.kind for fact in detect_all(page, Context("us", "city"))}.isdisjoint({"system"})
