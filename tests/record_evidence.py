"""Look at the kept pages of the checks and write down what was seen.

`python -m tests.record_evidence [CHECK …]` writes tests/evidence/<id>/<page>.json, so that judging
needs no browser; `--trim` only forgets what is recorded beyond what is kept. Pages are seen through
the phone's window unless their name ends in -desktop.
A page keeps what its own check asks for. One clean page of each check also keeps what the other
checks ask for, less axe's answers, what takes touching the page, and what looks only on request.
Where nothing is installed that reads pictures, what they were read to say stays as it is recorded.
"""

import asyncio
import functools
import inspect
import json
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.browser.main_document import remember
from audits.browser.viewports import VIEWPORTS, Viewport, emulate
from audits.browser.wait_for_stable import wait_for_stable
from audits.judging.check_runner import own_checks
from audits.judging.gatherer_declarations import opt_in
from audits.runner.gatherer_registry import gatherers, is_interactive
from audits.runner.ocr import OcrProcess, is_installed
from audits.runner.page_visit import run_gatherers
from audits.runner.settings import AuditSettings

PAGES = Path(__file__).parent / "checks"
EVIDENCE = Path(__file__).parent / "evidence"
FOLDERS = {folder.name: folder for folder in PAGES.glob("*/*")}
"""Where each check's pages lie: in the folder of its topic."""
ANYWHERE = "http://pages.test"
"""Stands in recorded evidence for wherever the pages were served."""
TABS = 6  # a page is mostly waited for: until it has been quiet for a while


def looks_at(page: Path) -> list[tuple[str, ModuleType]]:
    """The gatherers whose facts are kept of a page, in the order of a visit."""
    check = own_checks().get(page.parent.name)
    own = set(inspect.signature(check.check).parameters) if check else set()
    whole = page in whole_pages()
    return [
        (name, module)
        for name, module in gatherers()
        if name in own or (whole and name not in {"axe", *opt_in()} and not is_interactive(module))
    ]


@functools.cache
def whole_pages() -> frozenset[Path]:
    """The page of each check that every other check judges as well: its plainest clean one."""
    clean = (sorted(folder.glob("pass*.html"), key=plainness) for folder in FOLDERS.values())
    return frozenset(pages[0] for pages in clean if pages)


def plainness(page: Path) -> tuple[bool, int, str]:
    """Order of pages: through the phone's window first, then by how much their names add."""
    return page.stem.endswith("-desktop"), len(page.stem), page.stem


def kept(name: str) -> Path:
    """A kept page by its check and its name, as in `word-spacing/fail-word`."""
    check, _, page = name.partition("/")
    return FOLDERS[check] / f"{page}.html"


def recorded(page: Path) -> Path:
    """Where the evidence of a kept page lies."""
    return EVIDENCE / page.parent.name / f"{page.stem}.json"


async def see(pages: list[Path], base: str) -> dict[Path, dict]:
    """The facts of every page, through the window that its name asks for; several at a time."""
    phone, desktop = VIEWPORTS
    reader = OcrProcess() if is_installed() else None
    by_page: dict[Path, dict] = {}
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def see_each(left: Iterator[Path], viewport: Viewport) -> None:
            async with fresh_tab(browser, AuditSettings()) as tab:
                await emulate(tab, viewport, "tests@example.jp")
                for page in left:
                    remember(tab, await tab.goto(f"{base}/{page.relative_to(PAGES)}"))
                    await wait_for_stable(tab)
                    facts, errors = await run_gatherers(tab, viewport, looks_at(page))
                    assert not errors, f"{page}: {errors}"
                    if "large_images" in facts:
                        facts["large_images"] = await read(reader, page, facts["large_images"])
                    by_page[page] = json.loads(json.dumps(facts).replace(base, ANYWHERE))

        for viewport in (phone, desktop):
            left = iter([p for p in pages if p.stem.endswith("-desktop") is (viewport is desktop)])
            async with asyncio.TaskGroup() as tabs:
                for _ in range(TABS):
                    tabs.create_task(see_each(left, viewport))
        await browser.close()
    if reader:
        await reader.close()
    return by_page


async def read(reader: OcrProcess | None, page: Path, reading: dict) -> dict:
    """What the page's pictures say, or were read to say before."""
    if reader:
        return await reader.read(reading)
    return json.loads(recorded(page).read_text(encoding="utf-8"))["large_images"]


class QuietHandler(SimpleHTTPRequestHandler):
    """Files of a folder, without a word."""

    def log_message(self, *_):
        """Say nothing."""


def write(page: Path, facts: dict) -> None:
    """Keep the facts of a page."""
    recorded(page).parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True)
    recorded(page).write_text(text + "\n", encoding="utf-8")


def trim(pages: list[Path]) -> None:
    """Forget recorded facts that are not kept of a page, as of one that is no longer the plainest."""
    for page in pages:
        facts = json.loads(recorded(page).read_text(encoding="utf-8"))
        kept = {name: facts[name] for name, _ in looks_at(page) if name in facts}
        if kept != facts:
            write(page, kept)


def main(chosen: list[str]) -> None:
    """Record the pages of the named checks, or of all; with `--trim` only forget what is not kept."""
    from tests.recorded_by import write_down  # which asks here what is kept of a page

    every = sorted(PAGES.glob("*/*/*.html"))
    if chosen == ["--trim"]:
        trim(every)
        return
    pages = [page for page in every if not chosen or page.parent.name in chosen]
    handler = functools.partial(QuietHandler, directory=str(PAGES))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        visits = asyncio.run(see(pages, f"http://127.0.0.1:{server.server_port}"))
        server.shutdown()
    for page, facts in visits.items():
        write(page, facts)
    write_down(chosen)


if __name__ == "__main__":
    main(sys.argv[1:])
