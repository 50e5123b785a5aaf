"""The gatherers in the order of a visit: passive ones, then interactive ones."""

from functools import cache, partial
from pathlib import Path
from types import ModuleType

import audits.gatherers
from audits.gatherers._scripts import look
from audits.judging.gatherer_declarations import declarations, header, sources, text_of
from minna.discover import discover


@cache
def gatherers() -> list[tuple[str, ModuleType]]:
    """Every gatherer by name: interactive ones last, and within both by `ORDER` and name."""
    found = {m.__name__.rpartition(".")[2]: m for m in discover(audits.gatherers).values()}
    found |= {n: of_script(n, path) for n, path in sources().items() if path.suffix == ".js"}
    ranks = {name: (each.interactive, each.order, name) for name, each in declarations().items()}
    return sorted(found.items(), key=lambda item: ranks[item[0]])


def gatherer(name: str) -> ModuleType:
    """The gatherer of this name."""
    return dict(gatherers())[name]


def is_interactive(gatherer: ModuleType) -> bool:
    """Whether a gatherer uses keys, zoom or pointer, and so changes the page."""
    return bool(getattr(gatherer, "INTERACTIVE", False))


def of_script(name: str, path: Path) -> ModuleType:
    """A gatherer that is a page script and nothing else, as the module that would evaluate it."""
    said, declared = header(text_of(path))
    module = ModuleType(f"{audits.gatherers.__name__}.{name}", said)
    vars(module).update({key.upper(): value for key, value in declared.items()})
    vars(module)["gather"] = partial(look, name=name)
    return module
