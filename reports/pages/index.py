"""The first page: what was measured, how far apart the sites are, and every site's place."""

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from minna.records import Tier
from reports.audiences import audiences
from reports.book import Book, Entry, sections
from reports.distribution import histogram
from reports.losses import SHOWN, totals
from reports.pages import Sheet

FOUR = ("p90_p10", "sd", "sites_below_60", "residents_below_60")
MANY = 200
"""More sites than this are listed under their prefectures, and all together on a page apart."""


def render(book: Book) -> Iterator[Sheet]:
    """The first page of the report."""
    ranked, missing = book.ranked, book.unmeasured
    many = len(book.entries) > MANY
    context = {
        "entries": book.entries,
        "ranked": ranked,
        "provisional": book.provisional,
        "missing": missing,
        "pages": sum(entry.pages for entry in book.entries),
        "reasons": Counter(entry.score.status for entry in missing).most_common(),
        "residents": residents(missing),
        "tier": book.tier(),
        "gaps": [gap for name in FOUR for gap in book.gaps_of() if gap.measure == name],
        "gaps_of": book.gaps_of,
        "other_tiers": other_tiers(book),
        "cards": book.cards,
        "histogram": histogram(ranked),
        "near": near_the_middle(ranked),
        "many": many,
        "totals": totals(book),
        "shown": SHOWN,
        "audiences": audiences(book),
        "sections": sections(ranked) if many else [],
    }
    yield Sheet("index.html", "index.html", context)


def residents(listed: Sequence[Entry]) -> int:
    """How many people live there, as far as the registry knows."""
    return sum(entry.site.population or 0 for entry in listed)


def other_tiers(book: Book) -> list[Tier]:
    """What the tests said of smaller groups, where there was enough to ask."""
    return [tier for tier in book.tiers if tier.group != "all" and tier.status]


def near_the_middle(ranked: Sequence[Entry]) -> int:
    """How many sites lie within three points of the middle score: what a small error moves."""
    values = [entry.score.value for entry in ranked if entry.score.value is not None]
    return sum(abs(value - median(values)) <= 3 for value in values)
