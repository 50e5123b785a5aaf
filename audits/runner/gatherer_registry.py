"""The gatherers in the order of a visit: passive ones, then interactive ones."""

from functools import cache
from types import ModuleType

import audits.gatherers
from minna.discover import discover


@cache
def gatherers() -> list[tuple[str, ModuleType]]:
    """Every gatherer by name: interactive ones last, and within both by `ORDER` and name."""
    found = {m.__name__.rpartition(".")[2]: m for m in discover(audits.gatherers).values()}
    return sorted(
        found.items(), key=lambda item: (is_interactive(item[1]), order(item[1]), item[0])
    )


def is_interactive(gatherer: ModuleType) -> bool:
    """Whether a gatherer uses keys, zoom or pointer, and so changes the page."""
    return bool(getattr(gatherer, "INTERACTIVE", False))


def order(gatherer: ModuleType) -> int:
    """A gatherer's rank among its kind; lower runs earlier."""
    return int(getattr(gatherer, "ORDER", 0))
