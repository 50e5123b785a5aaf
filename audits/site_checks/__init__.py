"""One module per site check: a META, `extract`, which keeps what matters of a page, and `check`.

`extract` asks for evidence as a check does, by naming gatherers as parameters, and keeps plain data
of one page, so that a site's evidence is read page by page. `check` is handed {address: extract} of
all pages, and answers with a Verdict, or with several. Neither touches anything else.
"""

from collections.abc import Iterable
from typing import Any

from audits.checks import inapplicable, passed
from minna.records import Certainty, Outcome, Verdict

MIN_PAGES = 5
"""Of a site of which fewer pages were seen, nothing is said that is about all of its pages.

A check of single documents says `MIN_PAGES = 1`.
"""

LISTED = 50
"""Maximum pages listed with one finding; `count` has their number."""

Place = tuple[str, str]
"""A page's address, and what was seen on it."""


def failed(
    message: str, places: Iterable[Place] = (), *, certainty: str = "", **data: object
) -> Verdict:
    """At fault: the card's sentence for `message`, and the pages concerned."""
    found = sorted(set(places))
    told: dict[str, Any] = {
        "count": max(1, len({url for url, _ in found})),
        "places": [{"url": url, "text": text[:200]} for url, text in found[:LISTED]],
    }
    return Verdict(Outcome.FAILED, message, told | data, certainty=certainty)


def some(words: Iterable[str], most: int = 3) -> str:
    """The first few different words, for a sentence."""
    return "、".join(f"「{word[:40]}」" for word in list(dict.fromkeys(words))[:most])


LIKELY = Certainty.LIKELY

__all__ = ["LIKELY", "LISTED", "MIN_PAGES", "Place", "failed", "inapplicable", "passed", "some"]
