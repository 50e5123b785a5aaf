"""The tasks of a country as data: what residents and businesses come to a site to get done."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from minna.errors import MinnaError

PLACE = Path(__file__).parent
KEYS = frozenset(
    [
        "id",
        "audience",
        "index",
        "event",
        "paper",
        "bodies",
        "title",
        "names",
        "topics",
        "deeds",
        "near",
        "text",
    ]
)
NEEDED = ("id", "audience", "bodies", "title", "names")
PATTERNS = ("names", "topics", "deeds", "near", "text")
AUDIENCES = frozenset(("citizen", "business"))
BODIES = frozenset(("municipality", "prefecture", "nation", "city", "county", "state", "district"))
ID = re.compile(r"[a-z][a-z0-9_]{1,40}")
NEVER = re.compile(r"(?!)")


class BadTasks(MinnaError):
    """A file of tasks that cannot be read: one sentence with its file and line."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and the words by which pages name it; the patterns meet normalised text.

    `names` name it by themselves, `deeds` where `topics` stand above; `near` holds one of these
    words and is something else; `text` says in running text that the task is served. `is_event`:
    an event of life, whose pages list what else is to be done; `is_paper`: a certificate, which
    other pages ask to be brought.
    """

    id: str
    audience: str
    is_in_index: bool
    is_event: bool
    is_paper: bool
    bodies: frozenset[str]
    title: Mapping[str, str]
    names: re.Pattern[str]
    topics: re.Pattern[str]
    deeds: re.Pattern[str]
    near: re.Pattern[str]
    text: re.Pattern[str]

    def applies_to(self, body: str) -> bool:
        """Whether bodies of a type have this task at all."""
        return body in self.bodies


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The tasks of a country, by their ids, in the order of the file."""

    country: str
    tasks: Mapping[str, Task]


@cache
def catalogue(country: str) -> Catalogue:
    """The tasks of a country that has a file here.

    >>> catalogue("jp").tasks["tenshutsu"].audience
    'citizen'
    """
    path = PLACE / f"{country}.toml"
    return read_catalogue(path.read_text(encoding="utf-8"), path.name, country)


def read_catalogue(text: str, name: str, country: str) -> Catalogue:
    """The tasks that a text in TOML holds; what cannot be read is told with its file and line."""
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadTasks(detail=f"{name}: {error}.") from None
    lines = _lines(text)
    extra = sorted(read.keys() - {"task"})
    if extra:
        raise BadTasks(
            detail=f"{name}:{_line_of(text, extra[0])}: {extra[0]!r} is no key of this file."
        )
    tasks: dict[str, Task] = {}
    for index, table in enumerate(read.get("task", ())):
        at = lines[index] if index < len(lines) else (1, text)
        task = _task(table, name, at)
        if task.id in tasks:
            raise BadTasks(detail=f"{name}:{_within(at, 'id')}: the id {task.id!r} stands twice.")
        tasks[task.id] = task
    if not tasks:
        raise BadTasks(detail=f"{name}:1: there is no task in this file.")
    return Catalogue(country, tasks)


def _lines(text: str) -> list[tuple[int, str]]:
    """Where each task begins, and its lines."""
    parts = re.split(r"(?m)^\[\[task\]\]", text)
    found, line = [], 1 + parts[0].count("\n")
    for part in parts[1:]:
        found.append((line, part))
        line += part.count("\n")
    return found


def _within(at: tuple[int, str], words: str) -> int:
    """The line of a task in which some words stand first; its first line if in none."""
    first, lines = at
    for number, line in enumerate(lines.split("\n")):
        if words in line:
            return first + number
    return first


def _line_of(text: str, key: str) -> int:
    return next((n for n, line in enumerate(text.split("\n"), 1) if key in line), 1)


def _task(table: Any, name: str, at: tuple[int, str]) -> Task:
    for key in table:
        if key not in KEYS:
            raise BadTasks(detail=f"{name}:{_within(at, key)}: {key!r} is no key of a task.")
    for key in NEEDED:
        if not table.get(key):
            raise BadTasks(detail=f"{name}:{at[0]}: a task lacks {key!r}.")
    task_id = table["id"]
    if not isinstance(task_id, str) or not ID.fullmatch(task_id):
        raise BadTasks(detail=f"{name}:{_within(at, 'id')}: {task_id!r} is no id of a task.")
    if table["audience"] not in AUDIENCES:
        line = _within(at, "audience")
        raise BadTasks(
            detail=f"{name}:{line}: {table['audience']!r} is neither citizen nor business."
        )
    wrong = [body for body in table["bodies"] if body not in BODIES]
    if wrong:
        raise BadTasks(detail=f"{name}:{_within(at, 'bodies')}: {wrong[0]!r} is no type of body.")
    patterns = {key: _pattern(table.get(key, []), key, name, at) for key in PATTERNS}
    return Task(
        task_id,
        table["audience"],
        bool(table.get("index", True)),
        bool(table.get("event", False)),
        bool(table.get("paper", False)),
        frozenset(table["bodies"]),
        table["title"],
        **patterns,
    )


def _pattern(words: Any, key: str, name: str, at: tuple[int, str]) -> re.Pattern[str]:
    if not isinstance(words, list):
        raise BadTasks(detail=f"{name}:{_within(at, key)}: {key} is a list of patterns.")
    for word in words:
        try:
            pattern = re.compile(word)
        except (re.error, TypeError) as error:
            line = _within(at, str(word).replace("\\", "\\\\")[:30])
            raise BadTasks(detail=f"{name}:{line}: {word!r} is no pattern: {error}.") from None
        if pattern.fullmatch(""):
            line = _within(at, str(word)[:30]) if word else _within(at, key)
            raise BadTasks(detail=f"{name}:{line}: {word!r} matches everything.")
    return (
        re.compile("|".join(f"(?:{w})" for w in words), re.IGNORECASE | re.MULTILINE)
        if words
        else NEVER
    )
