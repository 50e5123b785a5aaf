"""A gatherer's page script, joined with the modules that it imports.

Scripts are ES modules, so that tools and editors know them; in a page they are evaluated as one
expression, for an isolated world has no addresses to import from. `joined` puts the modules that a
script imports before it, each once, and takes `import` and `export` away.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import evaluate

HERE = Path(__file__).parent
IMPORT = re.compile(r"^import \{[^{}]*\} from '\./(\w+)\.js';\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?!default )", re.MULTILINE)
DEFAULT = re.compile(r"^export default (?=(?:async )?function (\w+)\()", re.MULTILINE)


async def look(tab: Tab, name: str, *, given: object = None) -> Any:
    """What `<name>.js` says of the open page, as plain data; a promise is waited for.

    `given` is handed to it.
    """
    return await evaluate(tab, f"({script(name)})({json.dumps(given)})")


@cache
def script(name: str) -> str:
    """The gatherer's script as a function that gives JSON text."""
    inner = "return JSON.stringify(await gather(given));"
    return guarded(f"async (given) => {{\n{joined(name)}\n{inner}\n}}")


@cache
def function(name: str) -> str:
    """The same of JSON text and elements, for a gatherer that is handed elements."""
    inner = "return JSON.stringify(gather(JSON.parse(given), elements));"
    return guarded(f"function (given, ...elements) {{\n{joined(name)}\n{inner}\n}}")


def joined(name: str) -> str:
    """The script's function as `gather`, behind the modules that it imports."""
    *modules, own = in_order(name)
    before = "\n".join(EXPORT.sub("", IMPORT.sub("", source(each))) for each in modules)
    text = IMPORT.sub("", source(own))
    default = DEFAULT.search(text)
    assert default, f"{own}.js exports no function by default"
    # What else the module declares stays its own.
    return (
        f"{before}\nconst gather = (() => {{\n{DEFAULT.sub('', text)}\nreturn {default[1]};\n}})();"
    )


def in_order(name: str) -> list[str]:
    """A module behind all that it imports, each once."""

    def behind(module: str) -> Iterator[str]:
        for imported in IMPORT.findall(source(module)):
            yield from behind(imported)
        yield module

    return list(dict.fromkeys(behind(name)))


@cache
def source(name: str) -> str:
    """The text of a module of this folder."""
    return (HERE / f"{name}.js").read_text(encoding="utf-8")
