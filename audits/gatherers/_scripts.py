"""A look's script behind the prelude that all looks share."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import evaluate

HERE = Path(__file__).parent


async def look(tab: Tab, name: str, *parts: str, given: object = None) -> Any:
    """What `<name>.js` says of the open page, as plain data; a promise is waited for.

    `parts` are scripts that it builds upon, and `given` is handed to it.
    """
    return await evaluate(tab, f"({script(name, *parts)})({json.dumps(given)})")


@cache
def script(name: str, *parts: str) -> str:
    """The look's function behind the common prelude and its parts: a function giving JSON text."""
    inner = "return JSON.stringify(await gather(given));"
    return guarded(f"async (given) => {{\n{behind_prelude(name, *parts)}\n{inner}\n}}")


@cache
def function(name: str) -> str:
    """The look's function as one of JSON text and elements, for a look at elements given to it."""
    inner = "return JSON.stringify(gather(JSON.parse(given), elements));"
    return guarded(f"function (given, ...elements) {{\n{behind_prelude(name)}\n{inner}\n}}")


def behind_prelude(name: str, *parts: str) -> str:
    """The common prelude with the parts that a look needs, and the look's function as `gather`."""
    scripts = (HERE / f"{part}.js" for part in ("_dom", *parts))
    before = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return f"{before}\nconst gather =\n{own};"
