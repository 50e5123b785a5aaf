"""Requests in vain: whether one part of a site is broken, or the site wants to be left in peace.

A part is a folder, or a program that is asked with queries. Who refuses three times in a row in
one part is asked elsewhere; who refuses there too is left.
"""

import posixpath
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from crawler.urls import pattern

WEIGHT = {"refused": 10, "unreachable": 10, "forbidden": 3}
"""What a request in vain counts; 403 is said of single pages, and costs a server little."""
PATIENCE = 30
"""Weight in a row, without anything served in between, after which we ask elsewhere."""
AGAIN, LONG = 60, 100
"""Weight in a row after which a part is given up that never served anything, and one that did."""
MIXED = 2
"""Refusals that were followed by pages of the same part: there each address is for itself."""
PARTS = 3
SERVED = 2
"""Of so many parts in a row, those that had served us before: so it is not they that are broken."""


def part_of(url: str) -> str:
    """The part of a site that an address is in: its folder, or the program that answers.

    >>> part_of("https://a.jp/members/12/"), part_of("https://a.jp/cgi/b.cgi?id=1")
    ('/members/', '/cgi/b.cgi')
    """
    parts = urlsplit(pattern(url))
    path = parts.path if parts.query else posixpath.dirname(parts.path.rstrip("/"))
    return path if parts.query else path.rstrip("/") + "/"


@dataclass(slots=True)
class Refusals:
    """What has been served and refused, by parts of a site, and lately in a row."""

    served: Counter[str] = field(default_factory=Counter)
    mixed: Counter[str] = field(default_factory=Counter)  # part → refusals before a page of it
    rows: dict[str, list[str]] = field(default_factory=dict)  # part → kinds in a row
    row: list[tuple[str, str]] = field(default_factory=list)  # kind and part, in a row

    def see_page(self, url: str, *, is_start: bool = False) -> None:
        """An address was served."""
        self.row.clear()
        self.mixed[part_of(url)] += len(self.rows.pop(part_of(url), ()))
        self.served[part_of(url)] += not is_start

    def see_refusal(self, url: str, kind: str) -> None:
        """An address was refused, or there was no answer."""
        self.row.append((kind, part_of(url)))
        self.rows.setdefault(part_of(url), []).append(kind)

    def forget(self, url: str) -> None:
        """An address that seemed to be served was not."""
        self.served[part_of(url)] -= 1

    @property
    def is_out_of_patience(self) -> bool:
        """Whether the last answers ask for peace, be it in one part or everywhere."""
        return sum(WEIGHT[kind] for kind, _ in self.row) >= PATIENCE

    def trouble(self, url: str) -> str:
        """The part of an address that is not to be asked now, or ""."""
        part = part_of(url)
        in_row = self.is_out_of_patience and any(part == other for _, other in self.row)
        return part if in_row or self.weight(part) >= PATIENCE else ""

    def is_troubled(self, part: str) -> bool:
        """Whether a part that was held back still is to be."""
        return self.weight(part) >= PATIENCE or (
            self.is_out_of_patience and any(part == other for _, other in self.row)
        )

    def is_open(self, part: str) -> bool:
        """Whether a part that was held back may be tried again when nothing else waits.

        Where pages and refusals alternate a few in a row say little; else we ask no more when the
        last answers were refusals.
        """
        if self.weight(part) >= (LONG if self.served[part] > 0 else AGAIN):
            return False
        is_elsewhere = any(part != other for _, other in self.row)
        is_mixed = self.mixed[part] >= MIXED and not is_elsewhere
        return is_mixed or not self.is_out_of_patience

    def weight(self, part: str) -> int:
        """Of the refusals in a row in one part."""
        return sum(WEIGHT[kind] for kind in self.rows.get(part, ()))

    def kind(self, part: str) -> str:
        """How a part refused the last time."""
        return self.rows[part][-1] if self.rows.get(part) else ""

    def end(self) -> str:
        """How the whole site refuses us, or ""."""
        if not self.is_out_of_patience:
            return ""
        kind, parts = self.row[-1][0], {part for _, part in self.row}
        served = sum(self.served[part] > 0 for part in parts)
        is_all = len(parts) >= PARTS and (served >= SERVED or not any((+self.served).values()))
        total = sum(WEIGHT[kind] for kind, _ in self.row)
        return kind if is_all or (total >= 2 * PATIENCE and len(parts) > 1) else ""
