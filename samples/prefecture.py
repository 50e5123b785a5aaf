"""The 24 municipalities of 「みんな県」 and what each is given: `prefecture.toml`, read.

Their quality falls into two clumps on purpose, with some overlap, and a few are odd ones out.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ENTRIES = Path(__file__).with_name("prefecture.toml")
PREFECTURE = "みんな県"
REGION = "みんな地方"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A town that does not exist, and the plan of its site."""

    code: str
    name: str
    kana: str
    type: str  # city, town, village
    population: int
    lat: float
    lng: float
    fiscal_strength: float
    layout: str
    palette: str
    paths: str  # words, folders, numbers, flat
    topics: int
    faults: float  # share of faulty passages, 0 to 1
    template: tuple[str, ...] = ()  # barriers that every page shares
    sitemap: str = "plain"  # robots, plain, none
    pdf_only: tuple[str, ...] = ()
    dead: int = 0
    redirects: bool = False
    delay: float = 0.0  # seconds
    charset: str = "UTF-8"
    expected: str = "ok"  # ok, challenge, robots, unreachable

    @property
    def hall(self) -> str:
        """What its people call the town hall."""
        return {"city": "市役所", "town": "町役場", "village": "村役場"}[self.type]


@cache
def municipalities() -> tuple[Municipality, ...]:
    """All of them in the order of their codes."""
    entries = tomllib.loads(ENTRIES.read_text(encoding="utf-8"))["site"]
    return tuple(Municipality(**{key: frozen(entry[key]) for key in entry}) for entry in entries)


def frozen(value: Any) -> Any:
    """A list as a tuple, all else as it is."""
    return tuple(value) if isinstance(value, list) else value
