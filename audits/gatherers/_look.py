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
    prelude = (HERE / "_prelude.js").read_text(encoding="utf-8")
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    return f"(() => {{\n{prelude}\nconst gather =\n{own};\nreturn JSON.stringify(gather());\n}})()"
