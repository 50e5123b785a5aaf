"""Fields to fill in: what they are called, what is asked, and what stands around them.

`label` is what the eye sees of a field's labels, `name` what a screen reader says; `groups`,
`heading`, `row` and `column` say which of several alike it is; `button` is the button right behind
it, `option` the first that a list offers; `beside` says that the field before has the same parent.
`before` and `after` are the words between a field and its neighbours, labels left out. `errors` are
texts marked up as messages of errors, each with the `field` that it belongs to, if that is known.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 500 `items` and 50 `errors`, and whether there were more fields (`capped`)."""
    return dict(await look(tab, "fields"))
