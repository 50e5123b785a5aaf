"""Rules of ours for the open page, in none of the lists of style sheets that it can read.

They are the inspector's own style sheet, which the browser puts behind those of the page. Documents
of XML have none: there the rules are in `adoptedStyleSheets`, where a page may find them.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.isolated_world import cdp_send, evaluate, sessions

STILL = "*, *::before, *::after {transition: none !important}"
"""Nothing fades from the page's own look to ours, nor back."""
ADOPT = """((rules) => {
  const sheets = Object.getOwnPropertyDescriptor(Document.prototype, 'adoptedStyleSheets');
  const own = globalThis.minnaSheet ||= new CSSStyleSheet();
  own.replaceSync(rules);
  const others = [...sheets.get.call(document)].filter((sheet) => sheet !== own);
  sheets.set.call(document, rules ? [...others, own] : others);
  return 'null';
})"""
STYLED = guarded("JSON.stringify(document.documentElement.getBoundingClientRect().width)")
"""What can be answered only once all rules are applied."""


@asynccontextmanager
async def style_sheet(tab: Tab, rules: str, *, fading: bool = False) -> AsyncIterator[None]:
    """Have the open page drawn with these rules behind its own, and in the end without them.

    Where the page has transitions, its own look comes back at once, or `fading` as they say.
    """
    await enable(tab)
    try:
        await apply(tab, rules)
        yield
    finally:
        if not fading:
            await apply(tab, STILL)
            await evaluate(tab, STYLED)
        await apply(tab, "")
        await disable(tab)


async def enable(tab: Tab) -> None:
    """Let the browser tell of elements and styles; nothing is asked of a server for it."""
    await cdp_send(tab, "DOM.enable")
    await cdp_send(tab, "DOM.getDocument", depth=0)
    await cdp_send(tab, "CSS.enable")


async def disable(tab: Tab) -> None:
    """End that; states in which elements are held end with it."""
    await cdp_send(tab, "CSS.disable")
    await cdp_send(tab, "DOM.disable")


async def apply(tab: Tab, rules: str) -> None:
    """Put rules in the place of those before."""
    try:
        sheet = await cdp_send(tab, "CSS.createStyleSheet", frameId=sessions[tab].frame)
    except BrowserError as error:
        if "No target stylesheet" not in str(error):
            raise
        await evaluate(tab, f"{ADOPT}({json.dumps(rules)})")
        return
    given = {"styleSheetId": sheet["styleSheetId"], "text": rules}
    await cdp_send(tab, "CSS.setStyleSheetText", **given)
