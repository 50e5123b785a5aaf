"""One module per check: a META that says what it is, and `check`, which judges.

A check asks for evidence by naming gatherers as parameters, and answers with a Verdict, or with
several, each with a message key of its own. It touches no browser, network, clock, file or store.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from minna.records import Outcome, Verdict

LISTED = 200
"""Maximum nodes listed with one finding; `count` has their number."""

Element = Mapping[str, Any]
"""What a verdict lists: at least `selector` and `html` of an element, see `audits.facts`."""
PAGE: Element = {"selector": "html", "html": "<html>"}
"""Stands for what no single element of a page is the cause of."""


def passed() -> Verdict:
    """Looked at, and well."""
    return Verdict(Outcome.PASSED)


def failed(
    message: str, elements: Iterable[Element] = (), *, certainty: str = "", **data: object
) -> Verdict:
    """Looked at, and at fault: the card's sentence for `message`, and where."""
    return verdict(Outcome.FAILED, message, elements, certainty, data)


def cant_tell(message: str, elements: Iterable[Element] = (), **data: object) -> Verdict:
    """Looked at, and a person must judge: 要判断箇所."""
    return verdict(Outcome.CANT_TELL, message, elements, "review", data)


def inapplicable() -> Verdict:
    """There is nothing on this page that the check is about."""
    return Verdict(Outcome.INAPPLICABLE)


def untested(gatherer: str, why: str) -> Verdict:
    """The look was broken off before it had seen enough: nothing is said of the page."""
    return Verdict(Outcome.UNTESTED, "no-evidence", {"missing": [gatherer], "why": why})


def clean(gatherer: str, facts: Element, *, applies: object) -> Verdict:
    """What is said where a look that touches found no fault: one that broke off passes nothing."""
    if facts["stopped"]:
        return untested(gatherer, facts["stopped"])
    return passed() if applies else inapplicable()


def verdict(
    outcome: Outcome,
    message: str,
    elements: Iterable[Element],
    certainty: str,
    data: dict[str, Any],
) -> Verdict:
    """A verdict on elements; how many there are goes with its data as `count`."""
    found = list(elements)
    return Verdict(
        outcome,
        message,
        {"count": max(1, len(found))} | data,
        tuple(e["selector"] for e in found[:LISTED]),
        tuple(e.get("html", "") for e in found[:LISTED]),
        certainty,
    )
