"""The ways that can be compared, by name, and how they are asked for on the command line."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.ways import Job, floor, minna, pa11y, readme

DESKTOP = {"viewports": ["desktop"]}
AXE = {"gatherers": ["axe"]}


@dataclass(frozen=True, slots=True)
class Way:
    """A way to audit: what it is called, and the module that prepares and reads it."""

    name: str
    label: str
    prepare: Callable[[Job], list[str]]
    measured: Callable[[Job], int]
    settings: dict[str, Any]
    missing: Callable[[], str] = str


def of_minna(name: str, label: str, settings: dict[str, Any]) -> Way:
    """Minna with these settings."""
    return Way(name, label, minna.prepare, minna.measured, settings)


def of_readme(name: str, label: str, *, kept: bool) -> Way:
    """axe-playwright-python by itself."""
    return Way(name, label, readme.prepare, readme.measured, {"kept": kept})


WAYS = {
    way.name: way
    for way in (
        of_minna(
            "load",
            "Minna opens and settles, and looks at nothing; desktop",
            DESKTOP | {"gatherers": []},
        ),
        Way(
            "floor",
            "the same with a bare `axe.run` and nothing around it; desktop",
            floor.prepare,
            floor.measured,
            {},
        ),
        of_minna("axe-desktop", "Minna, axe only; desktop", DESKTOP | AXE),
        of_minna("axe-both", "Minna, axe only; phone and desktop", AXE),
        of_minna("looked", "Minna, all that only looks; desktop", DESKTOP | {"touch": "none"}),
        of_minna(
            "touched", "the same, then keys, zoom and pointer; desktop", DESKTOP | {"touch": "all"}
        ),
        of_minna("whole", "Minna as a survey does it: all gatherers; phone and desktop", {}),
        of_readme("readme", "axe-playwright-python as in its README: a browser a page", kept=False),
        of_readme("readme-kept", "axe-playwright-python, one browser for all pages", kept=True),
        Way(
            "pa11y-ci",
            "pa11y-ci, axe runner, two pages at once",
            pa11y.prepare,
            pa11y.measured,
            {},
            pa11y.missing,
        ),
    )
}


def chosen_ways(names: str, more: Sequence[str]) -> list[Way]:
    """The ways by name, those of Minna with more settings: `axe-both:plain=true` has its own.

    >>> chosen_ways("axe-both:plain=true", [])[0].settings
    {'gatherers': ['axe'], 'plain': True}
    """
    texts = []
    for name in names.split(","):
        base, *own = name.split(":")
        if base not in WAYS:
            raise SystemExit(f"There is no way {base}; there are {', '.join(WAYS)}.")
        way = WAYS[base]
        given = [*more, *own] if way.prepare is minna.prepare else []
        if own and not given:
            raise SystemExit(f"{base} takes no settings; only Minna's own ways do.")
        label = f"{way.label}; {', '.join(own)}" if own else way.label
        settings = way.settings | dict(setting(each) for each in given)
        texts.append(replace(way, name=name, label=label, settings=settings))
    return texts


def setting(text: str) -> tuple[str, Any]:
    """A setting as typed: its value is JSON, or else a word.

    >>> setting("plain=true"), setting("contact=me")
    (('plain', True), ('contact', 'me'))
    """
    key, equals, value = text.partition("=")
    if not equals:
        raise SystemExit(f"{text} is no setting: write key=value.")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value
