"""The kinds of barrier: every file of the folder `kinds`, read and checked."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minna.criteria import criteria

KINDS = Path(__file__).parent / "kinds"
PLACES = ("main", "form", "header", "footer", "head", "body-start", "body-end")
"""Where markup can be put; what a page lacks is replaced as `rewrite` describes."""
WHICH = ("one", "every", "any")
"""One match by chance, all matches, or all matches of which there may be none."""
ACTIONS = ("remove", "set", "rename", "text", "delete")
NOT_ON_ONE_PAGE = {
    "1.2.4": "whether a live broadcast has captions shows only while it is on the air",
    "2.4.5": "several ways to a page are a property of a set of pages",
    "3.2.3": "the order of repeated navigation shows only between pages",
    "3.2.6": "the order of help mechanisms shows only between pages",
    "3.3.4": "whether a submission can be reversed or checked shows in the steps after it",
    "3.3.7": "what was asked before shows only between the steps of a process",
}
"""Criteria of level A and AA without a kind here, with the reason."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to elements that the page already has."""

    select: str
    which: str
    action: str
    value: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One variant of a kind, or one of its clean twins."""

    kind: str
    name: str
    is_clean: bool
    criteria: tuple[str, ...]
    is_alone: bool
    place: str
    html: str
    changes: tuple[Change, ...]

    @property
    def id(self) -> str:
        """What it is called, and what decides whether it is sealed."""
        return f"{self.kind}/{'clean-' if self.is_clean else ''}{self.name}"

    @property
    def key(self) -> str:
        """A word for ids and markers, of which a page holds each case's once."""
        return "k" + hashlib.sha256(self.id.encode()).hexdigest()[:7]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of barrier: what is wrong, by which criteria, and whom it stops."""

    id: str
    what: str
    criteria: tuple[str, ...]
    source: str
    stops: str
    is_alone: bool
    variants: tuple[Case, ...]
    clean: tuple[Case, ...]

    @property
    def level(self) -> str:
        """The lowest level of its criteria, of which the first is the chief one."""
        return min(criteria()[criterion].level for criterion in self.criteria)


@cache
def kinds() -> tuple[Kind, ...]:
    """All kinds in the order of their criteria, then of their names."""
    order = {criterion: place for place, criterion in enumerate(criteria())}
    catalogue = [read(path) for path in sorted(KINDS.glob("*.toml"))]
    return tuple(sorted(catalogue, key=lambda kind: (order[kind.criteria[0]], kind.id)))


def read(path: Path) -> Kind:
    """The kind that a file describes; ValueError where it describes none."""
    values = tomllib.loads(path.read_text(encoding="utf-8"))
    own = tuple(values["criteria"])
    unknown = [criterion for criterion in own if criterion not in criteria()]
    if unknown or not own:
        raise ValueError(f"{path.name}: unknown or no criteria {unknown}")
    alone = bool(values.get("alone", False))

    def cases(table: str) -> tuple[Case, ...]:
        return tuple(
            Case(
                path.stem,
                entry["name"],
                table == "clean",
                own,
                alone,
                entry.get("place", "main"),
                entry.get("html", "").strip(),
                tuple(change(path.name, given) for given in entry.get("change", ())),
            )
            for entry in values[table]
        )

    variants, clean = cases("variant"), cases("clean")
    for case in (*variants, *clean):
        if case.place not in PLACES or not (case.html or case.changes):
            raise ValueError(f"{case.id}: no such place, or nothing to do")
    source, stops = values["source"], values["stops"]
    return Kind(path.stem, values["what"], own, source, stops, alone, variants, clean)


def change(file: str, given: Mapping[str, Any]) -> Change:
    """One entry of a `change` list."""
    actions = [action for action in ACTIONS if action in given]
    which = given.get("which", "one")
    if len(actions) != 1 or which not in WHICH:
        raise ValueError(f"{file}: a change has one of {ACTIONS}, and `which` of {WHICH}")
    value = given[actions[0]]
    return Change(
        given["select"], which, actions[0], tuple(value) if isinstance(value, list) else (value,)
    )


def cases() -> tuple[Case, ...]:
    """The variants and clean twins of all kinds."""
    return tuple(case for kind in kinds() for case in (*kind.variants, *kind.clean))
