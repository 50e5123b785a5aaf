"""The gatherers, in the order of a visit: those that only look, then those that touch the page."""

from functools import cache
from types import ModuleType

import audits.gatherers
from minna.discover import discover


@cache
def gatherers() -> list[tuple[str, ModuleType]]:
    """Every gatherer by name: those that touch the page last, and of each kind the longest last."""
    found = {m.__name__.rpartition(".")[2]: m for m in discover(audits.gatherers).values()}
    return sorted(
        found.items(), key=lambda item: (is_interactive(item[1]), order(item[1]), item[0])
    )


def is_interactive(gatherer: ModuleType) -> bool:
    """Whether a gatherer does what visitors do (keys, zoom, pointer), and so changes the page."""
    return bool(getattr(gatherer, "INTERACTIVE", False))


@cache
def interactive() -> frozenset[str]:
    """The names of the gatherers that touch the page."""
    return frozenset(name for name, module in gatherers() if is_interactive(module))


@cache
def opt_in() -> dict[str, str]:
    """The gatherers that look only where a survey asks for it, and what its manner calls that."""
    return {name: module.OPT_IN for name, module in gatherers() if hasattr(module, "OPT_IN")}


def order(gatherer: ModuleType) -> int:
    """A gatherer's place among its kind."""
    return int(getattr(gatherer, "ORDER", 0))
