"""Does one load for two viewports change a verdict, and what does it save?

`python -m benchmarks.viewports [--pages 20]` surveys the sites of ../shared/corpora twice, with one
load where that is trusted and with two loads everywhere, and compares all that was judged.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from audits.trust import verdicts
from benchmarks.corpora import CORPORA, served
from minna.records import Evidence, Finding, Frame, Judged
from minna.store import Store


def listed() -> dict[str, str]:
    """The sites of the collection's own list: each folder is a site."""
    lines = (CORPORA / "sites.tsv").read_text(encoding="utf-8").splitlines()
    folders = [line.split("\t")[1] for line in lines if line and not line.startswith("#")]
    return {folder: folder for folder in folders}


def register(roots: Mapping[str, str], registry: Path) -> None:
    """Write a registry of the sites."""
    with registry.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "url"])
        writer.writerows([name.replace("/", "-"), name, url] for name, url in roots.items())


def survey(registry: Path, folder: Path, pages: int, *flags: str) -> tuple[Store, float]:
    """Survey the sites; the record book and the seconds that the audit took."""
    folder.mkdir()
    common = [sys.executable, "-m", "minna"]
    visiting = ["--pages", str(pages), "--pause", "0", "--allow-private", *flags]
    book = ["--db", str(folder / "m.db")]
    subprocess.run([*common, "crawl", str(registry), *visiting, *book], check=True)
    started = time.monotonic()
    subprocess.run([*common, "audit", *book], check=True)
    return Store(folder / "m.db"), time.monotonic() - started


def judged(store: Store) -> dict[tuple[str, str], list[Finding | Judged]]:
    """What was judged of each page and viewport."""
    found: dict[tuple[str, str], list[Finding | Judged]] = {}
    for frame in store.read(Frame):
        own: list[Finding | Judged] = list(store.read(Finding, site=frame.site))
        for record in [*own, *store.read(Judged, site=frame.site)]:
            found.setdefault((record.url, record.viewport), []).append(record)
    return found


def loads(store: Store) -> int:
    """Page loads: a resized look was no load, and says so by its evidence."""
    return sum(not e.resized for e in store.read(Evidence))


def main(pages: int) -> None:
    """Survey both ways, compare, print."""
    with tempfile.TemporaryDirectory() as place, served(listed()) as roots:
        registry = Path(place) / "registry.csv"
        register(roots, registry)
        one, one_seconds = survey(registry, Path(place) / "one", pages, "--one-load")
        two, two_seconds = survey(registry, Path(place) / "two", pages)
        first, second = judged(one), judged(two)
        differing = [k for k in second if verdicts(first.get(k, [])) != verdicts(second[k])]
        print("| way | looks | page loads | seconds of audit | looks that differ |")
        print("|---|---|---|---|---|")
        print(f"| two loads a page | {len(second)} | {loads(two)} | {two_seconds:.0f} | – |")
        counts = f"{len(first)} | {loads(one)} | {one_seconds:.0f} | {len(differing)}"
        print(f"| one where trusted | {counts} |")
        for key in differing:
            odd = verdicts(first.get(key, [])) ^ verdicts(second[key])
            rules = Counter(str(item[0]) for item in odd if isinstance(item[0], str))
            print(key, dict(rules))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=20)
    main(parser.parse_args().pages)
