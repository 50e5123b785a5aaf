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
BACKOFF_WEIGHT = 30
"""Weight in a row, without anything served in between, after which we ask elsewhere."""
GIVE_UP_WEIGHT, GIVE_UP_WEIGHT_SERVED = 60, 100
"""Weight in a row after which a part is given up that never served anything, and one that did."""
MIXED_REFUSALS = 2
"""Refusals that were followed by pages of the same part: there each address is for itself."""
MIN_PARTS = 3
MIN_SERVED_PARTS = 2
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
    streaks: dict[str, list[str]] = field(default_factory=dict)  # part → kinds in a row
    streak: list[tuple[str, str]] = field(default_factory=list)  # kind and part, in a row

    def observe_page(self, url: str, *, is_start: bool = False) -> None:
        """An address was served."""
        self.streak.clear()
        self.mixed[part_of(url)] += len(self.streaks.pop(part_of(url), ()))
        self.served[part_of(url)] += not is_start

    def observe_refusal(self, url: str, kind: str) -> None:
        """An address was refused, or there was no answer."""
        self.streak.append((kind, part_of(url)))
        self.streaks.setdefault(part_of(url), []).append(kind)

    def forget(self, url: str) -> None:
        """An address that seemed to be served was not."""
        self.served[part_of(url)] -= 1

    @property
    def must_back_off(self) -> bool:
        """Whether the last answers ask for peace, be it in one part or everywhere."""
        return sum(WEIGHT[kind] for kind, _ in self.streak) >= BACKOFF_WEIGHT

    def blocked_part(self, url: str) -> str:
        """The part of an address that is not to be asked now, or ""."""
        part = part_of(url)
        in_row = self.must_back_off and any(part == other for _, other in self.streak)
        return part if in_row or self.weight(part) >= BACKOFF_WEIGHT else ""

    def is_blocked(self, part: str) -> bool:
        """Whether a part that was held back still is to be."""
        return self.weight(part) >= BACKOFF_WEIGHT or (
            self.must_back_off and any(part == other for _, other in self.streak)
        )

    def is_open(self, part: str) -> bool:
        """Whether a part that was held back may be tried again when nothing else waits.

        Where pages and refusals alternate a few in a row say little; else we ask no more when the
        last answers were refusals.
        """
        if self.weight(part) >= (
            GIVE_UP_WEIGHT_SERVED if self.served[part] > 0 else GIVE_UP_WEIGHT
        ):
            return False
        is_elsewhere = any(part != other for _, other in self.streak)
        is_mixed = self.mixed[part] >= MIXED_REFUSALS and not is_elsewhere
        return is_mixed or not self.must_back_off

    def weight(self, part: str) -> int:
        """Of the refusals in a row in one part."""
        return sum(WEIGHT[kind] for kind in self.streaks.get(part, ()))

    def kind(self, part: str) -> str:
        """How a part refused the last time."""
        return self.streaks[part][-1] if self.streaks.get(part) else ""

    def site_refusal(self) -> str:
        """How the whole site refuses us, or ""."""
        if not self.must_back_off:
            return ""
        kind, parts = self.streak[-1][0], {part for _, part in self.streak}
        served = sum(self.served[part] > 0 for part in parts)
        is_all = len(parts) >= MIN_PARTS and (
            served >= MIN_SERVED_PARTS or not any((+self.served).values())
        )
        total = sum(WEIGHT[kind] for kind, _ in self.streak)
        return kind if is_all or (total >= 2 * BACKOFF_WEIGHT and len(parts) > 1) else ""
