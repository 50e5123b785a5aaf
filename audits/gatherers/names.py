"""Controls that are called otherwise than they look, or that have a key of their own.

Links, buttons and the like whose name comes from an aria label: their `name`, and the `words` that
the eye sees. Those with an access key say it as `key`.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "names"))
