"""What axe-core says about the page, trimmed in the page to what findings need."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page as Tab

from audits.axe_rules import SCRIPT, cards

ORDER = 9  # the longest look comes last, so that what hangs in it spoils no other
SECONDS = 60
LISTED = 200
SNIPPET = 300
ASK = Path(__file__).with_name("axe.js").read_text(encoding="utf-8")
OPTIONS: dict[str, Any] = {
    "frameWaitTime": 20_000,
    "checks": {"color-contrast": {"options": {"largeTextPt": 22, "boldTextPt": 18}}},
}


class MinnaAxe(Axe):  # type: ignore[misc]  # untyped base
    """axe-playwright-python's Axe on the vendored script: every frame, trimmed, as one string.

    The stock `run` evaluates the script anew on each page, in the main frame only, and carries the
    whole result through the driver. Here each frame gets the script before the page's own begin.
    """

    def prepare(self) -> str:
        """The script for `context.add_init_script`: axe under our own name, in all frames."""
        return (
            f"{self.axe_script}\n"
            "window.axe.configure({allowedOrigins: ['<unsafe_all_origins>']});\n"
            "Object.defineProperty(window, '__minnaAxe', {value: window.axe});\n"
            "delete window.axe;"
        )

    async def run(self, page: Tab) -> dict[str, Any]:
        """Ask axe in the page; the string it answers with is JSON."""
        given = {
            "rules": [card.id.removeprefix("axe:") for card in cards()],
            "options": OPTIONS,
            "listed": LISTED,
            "snippet": SNIPPET,
        }
        answer: dict[str, Any] = json.loads(await page.evaluate(ASK, given))
        return answer


@cache
def axe() -> MinnaAxe:
    """The one axe of this process."""
    loaded: MinnaAxe = MinnaAxe.from_file(SCRIPT)
    return loaded


async def gather(tab: Tab) -> dict[str, Any]:
    """Violations and incompletes with their nodes; passes as counts; inapplicable as ids."""
    return await axe().run(tab)
