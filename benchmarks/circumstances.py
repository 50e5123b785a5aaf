"""What the figures depend on besides the pages: the machine, the day, the versions, the browser."""

import os
import sys
from collections.abc import Sequence
from datetime import date
from importlib import metadata
from pathlib import Path
from typing import Any

from audits.browser import chromium
from audits.judging.axe_rules import VERSION as AXE_VERSION

LOOPBACK_ONLY = '#!/bin/sh\nexec "{browser}" "--host-resolver-rules={rules}" "$@"\n'
RULES = "MAP * ~NOTFOUND, EXCLUDE 127.*"


def circumstances(program: str = "benchmarks.engine") -> dict[str, Any]:
    """What the figures depend on, besides the pages; asked before anything is started."""
    gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "command": " ".join(["python -m", program, *shown(sys.argv[1:])]),
        "date": date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": round(gib),
        "load_before": round(os.getloadavg()[0], 1),
        "chromium": chromium.version(),
        "axe": AXE_VERSION,
        "playwright": metadata.version("playwright"),
        "axe_playwright_python": metadata.version("axe-playwright-python"),
    }


def shown(arguments: Sequence[str]) -> list[str]:
    """The arguments that make a difference to the figures."""
    return [argument for argument in arguments if argument != "--write"]


def run_line(run: dict[str, Any]) -> str:
    """The line above a table."""
    return (
        f"`{run['command']}`, {run['date']}: {run['cores']} cores, {run['memory_gib']} GiB, "
        f"load {run['load_before']} before the start; {run['chromium']}, axe-core {run['axe']}, "
        f"Playwright {run['playwright']}, axe-playwright-python {run['axe_playwright_python']}"
        + (f", {run['pa11y']}." if run.get("pa11y") else ".")
    )


def kept_to_loopback(folder: Path, real: Path | None = None) -> Path:
    """The browser that Minna uses, or another, with nothing in reach but this machine."""
    browser = folder / "chromium"
    browser.write_text(LOOPBACK_ONLY.format(browser=real or chromium.find(), rules=RULES))
    browser.chmod(0o755)
    return browser
