"""A fault that stands in every hostile page: what was not seen of a page has not passed there."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from minna.records import CheckOutcomes
from tests.hostile.kinds import Kind, pages_of
from tests.hostile.surveys import Surveyed

CHECK = "axe:image-alt"
FAULT = '<img src="/town.png">'
SEEN = ("ok",)
NOT_SEEN = ("timeout", "crashed")
EITHER = SEEN + NOT_SEEN


def failed_or_untested(surveyed: Surveyed, name: str) -> Iterator[str]:
    """Sentences about pages of which it is said that the fault is not there."""
    for judged in surveyed.store.read(CheckOutcomes, site=name):
        if not judged.url.endswith("/") and CHECK in (*judged.passed, *judged.inapplicable):
            yield f"{judged.url} ({judged.viewport}) is said to be without its fault"


def faulty(
    pages: Mapping[str, tuple[str, tuple[str, ...]]], first: str = FAULT, **more: Any
) -> Kind:
    """A site of pages, each with what its body holds and the statuses that it may have.

    `first` stands before all else in each: the fault, unless the pages have it elsewhere.
    """
    bodies = {f"/{name}.html": first + body for name, (body, _) in pages.items()}
    allowed = {f"/{name}.html": statuses for name, (_, statuses) in pages.items()}
    return Kind(pages_of(bodies), pages=allowed, check=failed_or_untested, **more)


slow = partial(faulty, quick=False)
"""The same for what takes the tests too long, and is tried by benchmarks/faults.py alone."""


def script(code: str) -> str:
    """An inline script."""
    return f"<script>{code}</script>"


EVENTS = (
    "for (const kind of ['keydown', 'keyup', 'click', 'mousedown', 'pointerdown', 'mousemove', "
    "'mouseover', 'focusin', 'focusout', 'input', 'change', 'scroll', 'resize', 'wheel']) "
    "addEventListener(kind, %s, true);"
)
"""Something on everything that a visitor may do, to be filled in with a function."""
