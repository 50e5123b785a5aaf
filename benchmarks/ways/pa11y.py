"""pa11y-ci with its axe runner, two pages at once, fetched from npm into a folder of its own.

Each page is given as an object: pages given as mere addresses share one object of settings, and
with two at once each closes the other's context.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from benchmarks.meter import CORES
from benchmarks.ways import Job

VERSION = "4.1.1"
KEPT = Path.home() / ".cache" / "minna-bench" / f"pa11y-ci-{VERSION}"
PROGRAM = KEPT / "node_modules" / "pa11y-ci" / "bin" / "pa11y-ci.js"


def missing() -> str:
    """Fetch it unless it is here; why there is none, or ""."""
    if PROGRAM.exists():
        return ""
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        return "Node.js and npm are not here"
    KEPT.mkdir(parents=True, exist_ok=True)
    fetch = [
        npm,
        "install",
        "--prefix",
        str(KEPT),
        "--no-audit",
        "--no-fund",
        f"pa11y-ci@{VERSION}",
    ]
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    fetched = subprocess.run(fetch, env=environment, capture_output=True, text=True)
    return (
        "" if PROGRAM.exists() else f"npm could not fetch it (it ended with {fetched.returncode})"
    )


def versions() -> str:
    """Its version and that of the axe-core it brings along."""
    return f"pa11y-ci {package('pa11y-ci')} (axe-core {package('axe-core')})"


def package(name: str) -> str:
    """The version of an npm package as fetched."""
    data = json.loads((KEPT / "node_modules" / name / "package.json").read_text(encoding="utf-8"))
    return str(data["version"])


def prepare(job: Job) -> list[str]:
    """Write its settings; the command."""
    settings = job.folder / "pa11y.json"
    launch = {"executablePath": str(job.browser), "args": ["--no-sandbox"], "headless": "shell"}
    defaults = {
        "standard": "WCAG2AA",
        "runners": ["axe"],
        "concurrency": CORES,
        "chromeLaunchConfig": launch,
    }
    urls = [{"url": visit.url} for visit in job.visits]
    settings.write_text(json.dumps({"defaults": defaults, "urls": urls}), encoding="utf-8")
    return [str(shutil.which("node")), str(PROGRAM), "--config", str(settings), "--json"]


def measured(job: Job) -> int:
    """Pages that it tells of; a failure stands in an issue's place and has no code."""
    try:
        data: dict[str, Any] = json.loads((job.folder / "stdout").read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return 0
    return sum(all("code" in issue for issue in issues) for issues in data["results"].values())
