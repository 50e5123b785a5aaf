"""What gatherers declare of themselves, read from their source: importing them needs Playwright.

`INTERACTIVE = True`, `OPT_IN = "<setting>"` and `VIEWPORTS = ("desktop",)` are literals at the top
level of a gatherer's module. They say on which visits it runs at all, and so which checks may lack
facts without anything having failed.
"""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audits import gatherers

FOLDER = Path(gatherers.__file__).parent


@dataclass(frozen=True, slots=True)
class Declaration:
    """When a gatherer runs."""

    interactive: bool = False  # uses keys, zoom or pointer: on some pages only, after all others
    opt_in: str = ""  # the setting without which it does not run
    viewports: tuple[str, ...] = ()  # in which it runs; none named: in all

    def runs_at(self, viewport: str) -> bool:
        """Whether it runs at this viewport at all."""
        return not self.viewports or viewport in self.viewports


@cache
def declarations() -> dict[str, Declaration]:
    """Every gatherer's declaration, by name."""
    return {path.stem: declared(path) for path in sorted(FOLDER.glob("[!_]*.py"))}


@cache
def interactive() -> frozenset[str]:
    """The names of the interactive gatherers."""
    return frozenset(name for name, each in declarations().items() if each.interactive)


@cache
def opt_in() -> dict[str, str]:
    """{gatherer that runs only on request: the setting that requests it}."""
    return {name: each.opt_in for name, each in declarations().items() if each.opt_in}


def declared(path: Path) -> Declaration:
    """A module's literals of the declaration's names."""
    values = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if name.isupper() and name.lower() in Declaration.__dataclass_fields__:
                values[name.lower()] = ast.literal_eval(node.value)
    return Declaration(**values)
