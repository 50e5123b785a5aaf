"""Gatherers' facts have the types that `audits.facts` declares: all kept evidence is held against them."""

import importlib
import inspect
import io
import json
import re
import types
from collections.abc import Iterator
from pathlib import Path
from typing import (
    Any,
    NotRequired,
    TypedDict,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import pytest
from pypdf import PdfWriter

from audits import facts
from audits.judging.check_runner import own_checks
from audits.judging.gatherer_declarations import declarations
from audits.judging.site_check_runner import all_checks
from crawler.pdf import facts_of
from tests.record_evidence import EVIDENCE
from tools import fact_types

FOLDER = Path(facts.__file__).parent


def type_of(gatherer: str) -> Any:
    """The type of what a gatherer gives: it has the gatherer's name."""
    name = "".join(part.capitalize() for part in gatherer.split("_"))
    return getattr(importlib.import_module(f"audits.facts.{gatherer}"), name)


def offences(value: object, kind: Any, at: str) -> Iterator[str]:
    """Where a value is not of a type; one line for each place."""
    if is_typeddict(kind):
        yield from offences_of_dict(value, kind, at)
    elif get_origin(kind) in (Union, types.UnionType):
        if all(any(offences(value, one, at)) for one in get_args(kind)):
            yield f"{at}: {value!r:.60} is no {kind}"
    elif get_origin(kind) is list:
        if not isinstance(value, list):
            yield f"{at}: {value!r:.60} is no list"
            return
        for number, item in enumerate(value):
            yield from offences(item, get_args(kind)[0], f"{at}[{number}]")
    elif get_origin(kind) is dict:
        if not isinstance(value, dict):
            yield f"{at}: {value!r:.60} is no dict"
            return
        for key, item in value.items():
            yield from offences(item, get_args(kind)[1], f"{at}.{key}")
    elif not is_plain(value, kind):
        yield f"{at}: {value!r:.60} is no {kind.__name__}"


def offences_of_dict(value: object, kind: Any, at: str) -> Iterator[str]:
    """A dictionary has the keys that its type requires, and none that the type does not know."""
    if not isinstance(value, dict):
        yield f"{at}: {value!r:.60} is no {kind.__name__}"
        return
    hints = get_type_hints(kind)
    yield from (f"{at}: lacks {key}" for key in sorted(kind.__required_keys__ - value.keys()))
    yield from (
        f"{at}: {kind.__name__} has no {key}" for key in sorted(value.keys() - hints.keys())
    )
    for key in value.keys() & hints.keys():
        yield from offences(value[key], hints[key], f"{at}.{key}")


def is_plain(value: object, kind: Any) -> bool:
    """Whether a value is of a plain type: a whole number is a float, and a bool is no number.

    >>> is_plain(1, float), is_plain(True, int), is_plain(None, type(None))
    (True, False, True)
    """
    if kind is float:
        return type(value) in (int, float)
    return type(value) is kind


def test_every_gatherer_declares_what_it_gives_and_nothing_else_is_declared():
    declared = {path.stem for path in FOLDER.glob("[!_]*.py")}
    assert declared == {*declarations(), "pdf"}, "what is said of a PDF file comes from the crawler"
    assert all(is_typeddict(type_of(gatherer)) for gatherer in declared)


def test_page_scripts_are_held_against_these_types():
    """`tsc` reads what a script gives in facts.d.ts; `python -m tools.fact_types` writes it."""
    assert fact_types.DECLARED.read_text(encoding="utf-8") == fact_types.declarations()
    assert "any" not in re.findall(r"\w+", fact_types.declarations().split("\n", 1)[1])


def test_what_is_said_of_a_pdf_file_is_of_its_type():
    assert list(offences(facts_of(b"no PDF"), type_of("pdf"), "pdf")) == []
    assert list(offences(facts_of(written_pdf()), type_of("pdf"), "pdf")) == []


def written_pdf() -> bytes:
    writer, whole = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=100, height=100)
    writer.write(whole)
    return whole.getvalue()


def test_all_kept_evidence_is_of_these_types():
    gatherers, wrong = set(), []
    for path in sorted(EVIDENCE.glob("*/*.json")):
        for gatherer, given in json.loads(path.read_text(encoding="utf-8")).items():
            gatherers.add(gatherer)
            wrong += offences(given, type_of(gatherer), f"{path.relative_to(EVIDENCE)} {gatherer}")
    assert wrong == []
    assert gatherers == set(declarations())


def test_every_check_takes_the_types_of_the_facts_that_it_names():
    """So that mypy knows each field of what a check reads; any other dictionary would hide it."""
    judges = {name: module.check for name, module in own_checks().items()}
    judges |= {name: module.extract for name, module in all_checks().items()}
    other = [
        f"{name}: {parameter} is {given.annotation}"
        for name, judge in judges.items()
        for parameter, given in inspect.signature(judge).parameters.items()
        if given.annotation is not type_of(parameter)
    ]
    assert other == []
    assert len(judges) > 140


class Leaf(TypedDict):
    name: str
    size: NotRequired[float]


class Tree(TypedDict):
    leaves: list[Leaf]
    marks: dict[str, int]
    root: Leaf | None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"leaves": [{"name": "a", "size": 1}], "marks": {"x": 1}, "root": None}, []),
        ({"leaves": [{"size": 1}], "marks": {}, "root": None}, ["at.leaves[0]: lacks name"]),
        ({"leaves": [], "marks": {}, "root": None, "x": 1}, ["at: Tree has no x"]),
        ({"leaves": [], "marks": {"x": True}, "root": None}, ["at.marks.x: True is no int"]),
        ({"leaves": {}, "marks": {}, "root": None}, ["at.leaves: {} is no list"]),
        ({"leaves": [], "marks": [], "root": None}, ["at.marks: [] is no dict"]),
        ([], ["at: [] is no Tree"]),
    ],
)
def test_what_is_not_of_a_type_is_named_with_its_place(value, expected):
    assert list(offences(value, Tree, "at")) == expected


def test_a_value_that_fits_no_part_of_a_union_is_named():
    value = {"leaves": [], "marks": {}, "root": {"name": 1}}
    assert [line.partition(":")[0] for line in offences(value, Tree, "at")] == ["at.root"]
