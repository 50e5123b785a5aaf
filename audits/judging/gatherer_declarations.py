"""What gatherers declare of themselves, read from their source: importing them needs Playwright.

`INTERACTIVE = True`, `OPT_IN = "<setting>"`, `VIEWPORTS = ("desktop",)` and `ORDER = 10` are
literals at the top level of a gatherer's module. Where a gatherer is a page script and nothing
else, tags of the comment at its top say the same: `@opt_in <setting>`, `@viewports desktop`,
`@order 10`. They say on which visits it runs at all, and so which checks may lack facts without
anything having failed.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from audits import gatherers

FOLDER = Path(gatherers.__file__).parent
GATHERS = re.compile(r"^export default (?:async )?function ", re.MULTILINE)
"""How a page script that is a gatherer begins, and one that only belongs to one does not."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """When a gatherer runs."""

    interactive: bool = False  # uses keys, zoom or pointer: on some pages only, after all others
    opt_in: str = ""  # the setting without which it does not run
    viewports: tuple[str, ...] = ()  # in which it runs; none named: in all
    order: int = 0  # its rank among the interactive or the other ones; lower runs earlier

    def runs_at(self, viewport: str) -> bool:
        """Whether it runs at this viewport at all."""
        return not self.viewports or viewport in self.viewports


@cache
def sources() -> dict[str, Path]:
    """{gatherer: the file that declares it}: its module, or its page script if it has no module."""
    modules = {path.stem: path for path in FOLDER.glob("[!_]*.py")}
    scripts = {path.stem: path for path in FOLDER.glob("[!_]*.js") if path.stem not in modules}
    found = modules | {n: p for n, p in scripts.items() if GATHERS.search(text_of(p))}
    return dict(sorted(found.items()))


@cache
def declarations() -> dict[str, Declaration]:
    """Every gatherer's declaration, by name."""
    return {
        name: declared(path) if path.suffix == ".py" else Declaration(**header(text_of(path))[1])
        for name, path in sources().items()
    }


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


def header(script: str) -> tuple[str, dict[str, Any]]:
    """What the comment at the top of a page script says, and what its tags declare.

    >>> header("/**\\n * Links.\\n *\\n * @viewports phone desktop\\n * @order 3\\n */\\nimport …")
    ('Links.', {'viewports': ('phone', 'desktop'), 'order': 3})
    """
    comment, end, _ = script.partition("\n */\n")
    if not end or not comment.startswith("/**\n"):
        raise ValueError(
            f"a gatherer's script begins with /** and says what it gives: {script:.60}"
        )
    lines = [line.removeprefix(" *").removeprefix(" ") for line in comment.splitlines()[1:]]
    tags = [line[1:].split() for line in lines if line.startswith("@")]
    said = "\n".join(line for line in lines if not line.startswith("@")).strip()
    return said, {name: READ[name](values) for name, *values in tags}


READ: dict[str, Callable[[list[str]], Any]] = {
    "opt_in": " ".join,
    "viewports": tuple,
    "order": lambda values: int(values[0]),
}
"""How the values of a script's tags are read. One that touches the page has a module, which bounds
what it does (`_interaction`): there is no tag for it."""


def text_of(path: Path) -> str:
    """The text of a file."""
    return path.read_text(encoding="utf-8")
