"""A look's script behind the prelude that all looks share."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from audits.world import ask

HERE = Path(__file__).parent


async def look(tab: Tab, name: str) -> Any:
    """What `<name>.js` says of the open page, as plain data."""
    return await ask(tab, script(name))


@cache
def script(name: str) -> str:
    """The look's function behind the common prelude, as an expression giving JSON text."""
    return f"(() => {{\n{behind_prelude(name)}\nreturn JSON.stringify(gather());\n}})()"


@cache
def function(name: str) -> str:
    """The look's function as one of JSON text and elements, for a look at elements given to it."""
    inner = "return JSON.stringify(gather(JSON.parse(given), elements));"
    return f"function (given, ...elements) {{\n{behind_prelude(name)}\n{inner}\n}}"


def behind_prelude(name: str) -> str:
    """The common prelude, and the look's function as `gather`."""
    prelude = (HERE / "_prelude.js").read_text(encoding="utf-8")
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return f"{prelude}\nconst gather =\n{own};"
