"""What is marked as chosen, current or done among its like, where colour alone shows it.

Marked by a state of ARIA (`by` is `state`) or by a class that is called so (`class`). `differs`
says in what it differs from one of its like: letters, ground or edge; `contrast` is the greatest
between a colour of its own and that of the other. What differs in more than colour is left out.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._scripts import look


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 60 `items`, and how many elements were `looked` at."""
    return dict(await look(tab, "chosen"))
