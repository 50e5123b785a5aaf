"""Find the capabilities in a folder: one module each, known by its file name."""

import importlib
import pkgutil
from types import ModuleType


def discover(package: ModuleType) -> dict[str, ModuleType]:
    """Import every public module of `package` and key it by its dashed name.

    >>> import minna
    >>> "records" in discover(minna)
    True
    """
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return {
        name.replace("_", "-"): importlib.import_module(f"{package.__name__}.{name}")
        for name in names
        if not name.startswith("_")
    }
