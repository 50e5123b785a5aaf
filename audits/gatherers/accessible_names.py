"""Controls that are called otherwise than they look, or that have a key of their own.

Links, buttons, fields and the like whose name comes from an aria label: their `name`, and the
`words` that the eye sees on them, or on the label of a field. Letters that draw an icon and what
is hidden, cut off, clear or covered are no words; `open` are those less what is aria-hidden.
`pieces` are the words element by element, `readings` pairs of a word and the ruby beside it, which
is in neither. `doubtful`: a picture behind or before them may keep some from being seen.
Those with an access key say it as `key`.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 2,000 `items`, and whether there were more (`capped`)."""
    return dict(await look(tab, "accessible_names"))
