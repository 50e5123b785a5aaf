"""Find the capabilities in a folder and its subfolders: one module each, known by its file name."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType


def discover(package: ModuleType) -> dict[str, ModuleType]:
    """Import every public module of `package` and its public subpackages; keyed by dashed name.

    Subpackages only group: a module's name says nothing of them, and stands once in all of them.

    >>> from minna import block_pages
    >>> "wording" in discover(block_pages)
    True
    """
    by_name: dict[str, ModuleType] = {}
    for module in modules(package):
        name = module.__name__.rpartition(".")[2].replace("_", "-")
        if name in by_name:
            raise ValueError(f"{module.__name__} and {by_name[name].__name__} share a name")
        by_name[name] = module
    return dict(sorted(by_name.items(), key=lambda item: item[0].replace("-", "_")))


def modules(package: ModuleType) -> Iterator[ModuleType]:
    """Every public module of a package and its public subpackages, imported."""
    for entry in pkgutil.iter_modules(package.__path__):
        if entry.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{entry.name}")
        if entry.ispkg:
            yield from modules(module)
        else:
            yield module
