"""Evidence of the collection's pages, kept outside the repository: looked at once, judged often.

Each page is loaded for both windows by Minna's own eyes, one after the other in one browser. The
record book remembers with which eyes: when a gatherer or the way of visiting changes, pages count
as not yet looked at, and until they are, what earlier eyes saw of them serves in its place.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from audits import axe_rules, look, versions
from benchmarks.circumstances import kept_to_loopback
from benchmarks.corpora import SitePage
from minna.records import Evidence, Run
from minna.store import Store

BOOK = Path.home() / ".cache" / "minna-bench" / "detection.db"
ROOM = Path(axe_rules.__file__).parent
SEES = (
    "gatherers/*.*",
    "vendor/axe-core/*.js",
    *("blocking.py", "browser.py", "bytes.py", "manner.py", "settle.*", "steady.js"),
    *("viewports.py", "visit.py", "world.py"),
)
"""What shapes a look; checks do not."""
KEPT = 8
"""Evidence of so many different eyes is kept."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of each page, by whom, and which pages only earlier eyes have seen."""

    pages: Mapping[str, Sequence[Evidence]]
    runs: Sequence[Run]
    stale: Sequence[str]


@cache
def eyes() -> str:
    """A fingerprint of all that shapes a look, besides the browser."""
    told = hashlib.sha256()
    for path in sorted(path for pattern in SEES for path in ROOM.glob(pattern)):
        told.update(path.name.encode() + b"\0" + path.read_bytes())
    told.update(" ".join(card.id for card in axe_rules.cards()).encode())
    return told.hexdigest()[:12]


def unseen(pages: Iterable[SitePage], book: Path = BOOK) -> list[SitePage]:
    """The pages that today's eyes have not looked at."""
    with_today = seen(pages, book)
    missing = set(with_today.stale)
    return [page for page in pages if page.name in missing or page.name not in with_today.pages]


def seen(pages: Iterable[SitePage], book: Path = BOOK) -> Seen:
    """The evidence of each page by today's eyes, or else by the latest that looked at it."""
    book.parent.mkdir(parents=True, exist_ok=True)
    names = {page.name for page in pages}
    sites = sorted({page.site for page in pages})
    store = Store(book)
    try:
        runs = sorted(store.read(Run), key=lambda run: (run.id == eyes(), run.started))
        found: dict[str, dict[str, Evidence]] = {}
        by: dict[str, Run] = {}
        for run in runs:
            for evidence in store.read(Evidence, run=run.id, site=sites):
                if evidence.url in names:
                    known = found.setdefault(evidence.url, {})
                    if by.get(evidence.url) != run:
                        known.clear()
                    known[evidence.viewport], by[evidence.url] = evidence, run
    finally:
        store.close()
    stale = sorted(name for name, run in by.items() if run.id != eyes())
    used = [run for run in runs if run in by.values()]
    return Seen({name: tuple(told.values()) for name, told in found.items()}, used, stale)


def look_at(pages: Sequence[SitePage], roots: Mapping[str, str], folder: Path) -> None:
    """Look at pages, in a process of its own whose browser reaches nothing but this machine."""
    order = folder / "order.json"
    told = [[page.site, page.name, page.address(roots)] for page in pages]
    order.write_text(json.dumps(told), encoding="utf-8")
    environment = os.environ | {"MINNA_CHROMIUM": str(kept_to_loopback(folder))}
    command = [sys.executable, "-m", "benchmarks.seeing", str(order)]
    subprocess.run(command, env=environment, check=True)


def main(order: str) -> None:
    """Look at the pages of an order, and write each down as it was seen."""
    pages = json.loads(Path(order).read_text(encoding="utf-8"))
    store = Store(BOOK)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    store.save([Run(eyes(), now, None, "benchmark", "", 0, {}, versions())])
    forget_the_oldest(store)
    told = look([url for _, _, url in pages], allow_private=True)
    for place, ((site, name, _), looks) in enumerate(zip(pages, told, strict=True), 1):
        store.save(replace(each, run=eyes(), site=site, url=name) for each in looks)
        print(f"{place} of {len(pages)}: {name}", *(e.status for e in looks), flush=True)
    store.close()


def forget_the_oldest(store: Store) -> None:
    """Evidence is large, and eyes change often."""
    for run in sorted(store.read(Run), key=lambda run: run.started, reverse=True)[KEPT:]:
        store.delete(Evidence, run=run.id)
        store.delete(Run, id=run.id)


if __name__ == "__main__":
    main(sys.argv[1])
