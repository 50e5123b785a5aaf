"""Tables of a country in TOML: tasks, systems, products. What is wrong in one is told one way."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from minna.errors import MinnaError

AT = re.compile(r"\(at line (?P<line>[0-9]{1,9}), column [0-9]{1,9}\)$")
"""How tomllib says where it stopped."""
NEVER = re.compile(r"(?!)")
"""The pattern of a key that is not given: it meets nothing."""


class BadTable(MinnaError):
    """A table that cannot be read: one sentence with its file and line."""

    en = "{where}: {what}."
    ja = "{where}：表を読めません（{what}）。"


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[kind]]` of a table: its values, and its lines to say where something is wrong.

    `line` is the number of its first line in the file called `name`.
    """

    kind: str
    values: Mapping[str, Any]
    name: str
    line: int
    lines: tuple[str, ...]

    def bad(self, what: str, key: str = "", words: str = "") -> BadTable:
        """That something is wrong, on the line of some words, or of a key, or at the beginning."""
        return BadTable(where=f"{self.name}:{self._line_of(key, words)}", what=what)

    def _line_of(self, key: str, words: str) -> int:
        if words and self._has(words):
            return self.line + next(n for n, line in enumerate(self.lines) if words in line)
        keys = [line.partition("=")[0].strip() for line in self.lines]
        return self.line + (keys.index(key) if key and key in keys else 0)

    def pattern(self, key: str, written: Any, flags: int = 0) -> re.Pattern[str]:
        """A pattern of a key; one that cannot be read, or that meets everything, is refused."""
        words = str(written)
        found = next((one for one in (words, words.replace("\\", "\\\\")) if self._has(one)), "")
        try:
            pattern = re.compile(written, flags)
        except (re.error, TypeError) as error:
            what = f"{written!r} is no pattern: {error}"
            raise self.bad(what, key, found) from None
        if pattern.fullmatch(""):
            raise self.bad(f"{written!r} matches everything", key, found)
        return pattern

    def _has(self, words: str) -> bool:
        return any(words in line for line in self.lines)


def entries(
    text: str, name: str, kind: str, *, keys: Collection[str], needed: Collection[str]
) -> Iterator[Entry]:
    """The `[[kind]]` of a text in TOML in their order; `name` is that of its file.

    Refused are other tables, unknown keys, needed ones that are empty, and an id given twice.
    """
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = AT.search(str(error))
        where = f"{name}:{at['line']}" if at else name
        raise BadTable(where=where, what=AT.sub("", str(error)).strip()) from None
    lines = text.split("\n")
    for extra in sorted(read.keys() - {kind}):
        line = next((n for n, one in enumerate(lines, 1) if extra in one), 1)
        raise BadTable(where=f"{name}:{line}", what=f"{extra!r} is no key of this file")
    begun = [n for n, line in enumerate(lines) if line.strip() == f"[[{kind}]]"]
    tables = read.get(kind, [])
    if not isinstance(tables, list) or not tables or len(tables) != len(begun):
        raise BadTable(where=f"{name}:1", what=f"there is no [[{kind}]] in this file")
    seen: set[str] = set()
    for first, end, values in zip(begun, [*begun[1:], len(lines)], tables, strict=True):
        entry = Entry(kind, values, name, first + 1, tuple(lines[first:end]))
        _check(entry, keys, needed)
        if values["id"] in seen:
            raise entry.bad(f"the id {values['id']!r} stands twice", "id")
        seen.add(values["id"])
        yield entry


def _check(entry: Entry, keys: Collection[str], needed: Collection[str]) -> None:
    for key in entry.values:
        if key not in keys:
            raise entry.bad(f"{key!r} is no key of a {entry.kind}", key)
    for key in needed:
        if not entry.values.get(key):
            raise entry.bad(f"a {entry.kind} lacks {key!r}")
    if not isinstance(entry.values["id"], str):
        raise entry.bad(f"{entry.values['id']!r} is no id of a {entry.kind}", "id")
