"""What axe-core says about the page, trimmed in the page to what findings need."""

import json
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page as Tab

from audits.browser.clobbering import defined, guarded, unclobbered
from audits.browser.isolated_world import evaluate
from audits.browser.shadow import unseen
from audits.judging.axe_rules import SCRIPT, axe_metas

ORDER = 9  # the longest look comes last, so that what hangs in it spoils no other
ELEMENTS = 15_000
"""A larger page is looked at in part: an element costs axe about half a millisecond."""
LISTED = 200
SNIPPET = 300
ASK = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
MESSAGES = Path(__file__).with_name("axe_messages.js").read_text(encoding="utf-8")
SHORTCUTS = Path(__file__).with_name("axe_patches.js").read_text(encoding="utf-8")
PREPARE = """(() => {
  SYMBOLS
  // In a sandboxed frame without scripts no timer fires, not even ours: axe would answer the first
  // call and then hang. The document is asked without parsing markup: on a phone, Chromium attaches
  // no declarative shadow roots in a document in which markup was parsed before its own.
  if (matchMedia('(scripting: none)').matches) return;
  // Where a name of ours is not taken, an element with that id answers to it.
  globalThis.undecided = globalThis.behind = null;
  MESSAGES
  AXE_SCRIPT
  delete globalThis.addEventListener;
  axe.configure({allowedOrigins: ['<unsafe_all_origins>'], branding: {application: 'NAME'}});
  SHORTCUTS
})();"""
MESSENGER = secrets.token_hex(12)
"""By which our axe knows its own messages; another one each time that we are started."""
OPTIONS: dict[str, Any] = {
    "frameWaitTime": 20_000,
    "checks": {"color-contrast": {"options": {"largeTextPt": 22, "boldTextPt": 18}}},
}


class MinnaAxe(Axe):  # type: ignore[misc]  # untyped base
    """axe-playwright-python's Axe on the vendored script: every frame, trimmed, as one string.

    The stock `run` evaluates the script anew on each page, in the main frame only, and carries the
    whole result through the driver. Here each frame has it in a world apart from the page's own.
    """

    def prepare(self, *, spared: bool = True, more: str = "") -> str:
        """The script for every frame's world of ours: axe, open to all frames; then `more`."""
        after = unclobbered(SHORTCUTS if spared else "") + more
        whole = PREPARE.replace("SYMBOLS", defined()).replace("SHORTCUTS", after)
        whole = whole.replace("MESSAGES", MESSAGES).replace("NAME", MESSENGER)
        return whole.replace("AXE_SCRIPT", unclobbered(self.axe_script))

    def question(self) -> str:
        """What is evaluated in a page to have axe's answer."""
        rules = [card.id.removeprefix("axe:") for card in axe_metas()]
        given = {"rules": rules, "options": OPTIONS, "listed": LISTED, "snippet": SNIPPET}
        given["budget"] = ELEMENTS
        return guarded(f"({ASK})({json.dumps(given)})")

    async def run(self, page: Tab) -> dict[str, Any]:
        """Ask axe in the page, in our world of it."""
        answer: dict[str, Any] = await evaluate(page, self.question())
        return answer


@cache
def axe() -> MinnaAxe:
    """The one axe of this process."""
    loaded: MinnaAxe = MinnaAxe.from_file(SCRIPT)
    return loaded


async def gather(tab: Tab) -> dict[str, Any]:
    """Violations and incompletes with their nodes; passes as counts; inapplicable as ids.

    `part` says so if the page was too large to be looked at whole: {looked, of}, in elements; and
    `unseen` in how many places a closed shadow root could not be looked into (-1: nobody knows).
    """
    told = await axe().run(tab)
    missed = unseen.get(tab, 0)
    return told | {"unseen": missed} if missed and not told.get("part") else told
