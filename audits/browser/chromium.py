"""Find a Chromium that really starts.

Existing is not working: each candidate is started once and must answer before it is believed.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audits.browser.short_lived import run
from minna.errors import NoBrowser

NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
KNOWN_FOLDERS = ("/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/opt/google/chrome")
SHELLS = "chromium_headless_shell-*/*/*headless?shell"
WHOLE = "chromium-*/chrome-linux*/chrome"
INSTALL_COMMAND = "make setup"
START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a browser may be, and what came of starting it."""

    path: Path
    named_by: str
    problem: str = ""  # empty: it started
    version: str = ""


def find() -> Path:
    """The first browser that starts; NoBrowser when there is none."""
    for candidate in probe_results():
        if not candidate.problem:
            return candidate.path
    raise NoBrowser(mend=INSTALL_COMMAND)


@cache
def version() -> str:
    """What the browser that we use calls itself."""
    return next((c.version for c in probe_results() if not c.problem), "")


@cache
def probe_results() -> tuple[Candidate, ...]:
    """Every candidate in order of preference, up to and including the first that starts."""
    found = []
    for path, named_by in candidates():
        found.append(start(path, named_by))
        if not found[-1].problem:
            break
    return tuple(found)


def candidates() -> Iterator[tuple[Path, str]]:
    """MINNA_CHROMIUM, then Playwright's own, then the system's."""
    if chosen := os.environ.get("MINNA_CHROMIUM"):
        yield Path(chosen), "MINNA_CHROMIUM"
    for pattern in (SHELLS, WHOLE):
        for path in sorted(playwright_cache().glob(pattern), reverse=True):
            yield path, "Playwright"
    seen = set()
    for name in NAMES:
        for place in (shutil.which(name), *(f"{folder}/{name}" for folder in KNOWN_FOLDERS)):
            if place and Path(place).exists() and os.path.realpath(place) not in seen:
                seen.add(os.path.realpath(place))
                yield Path(place), "system"


def playwright_cache() -> Path:
    """Where Playwright keeps browsers that it downloaded."""
    chosen = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    return Path(chosen) if chosen not in ("", "0") else Path.home() / ".cache" / "ms-playwright"


def start(path: Path, named_by: str) -> Candidate:
    """Let a browser show one line of text, and ask its version."""
    show = [
        "--headless",
        "--user-data-dir={folder}/profile",
        "--no-sandbox",
        "--disable-gpu",
        "--dump-dom",
        "data:text/html,<p>minna</p>",
    ]
    try:
        shown = run([path, *show], START_SECONDS)
        if "<p>minna</p>" not in shown.stdout:
            return Candidate(path, named_by, f"it ended with {shown.returncode} and showed nothing")
        said = run([path, "--version"], START_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Candidate(path, named_by, str(error))
    return Candidate(path, named_by, version=" ".join(said.stdout.split()))


@cache
def japanese_fonts() -> tuple[str, ...]:
    """Families that can draw Japanese; layout and contrast depend on them."""
    if not shutil.which("fc-list"):
        return ()
    listed = run(["fc-list", ":lang=ja", "family"], START_SECONDS)
    return tuple(
        sorted({line.split(",")[0].strip() for line in listed.stdout.splitlines() if line})
    )
