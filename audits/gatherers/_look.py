"""A look's script behind the prelude that all looks share."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.async_api import Page as Tab

from audits.world import ask

HERE = Path(__file__).parent


async def look(tab: Tab, name: str, *parts: str, given: object = None) -> Any:
    """What `<name>.js` says of the open page, as plain data; a promise is waited for.

    `parts` are scripts that it builds upon, and `given` is handed to it.
    """
    return await ask(tab, f"({script(name, *parts)})({json.dumps(given)})")


@cache
def script(name: str, *parts: str) -> str:
    """The look's function behind the common prelude and its parts: a function giving JSON text."""
    scripts = (HERE / f"{part}.js" for part in ("_prelude", *parts))
    before = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    own = (HERE / f"{name}.js").read_text(encoding="utf-8")
    body = f"{before}\nconst gather =\n{own};\nreturn JSON.stringify(await gather(given));"
    return f"async (given) => {{\n{body}\n}}"
