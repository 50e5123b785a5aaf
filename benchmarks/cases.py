"""Is Minna right on the kinds of trouble that users of such tools have reported in public?

`python -m benchmarks.cases [--rows 1,17] [--write]` serves the small sites, towns and pages of
../shared/cases on loopback, crawls the sites, audits pages and towns through both windows, and
prints right or wrong for each row of their table. What is right stands in `sets/cases.toml`.
"""

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from audits import audit_urls, run_checks
from benchmarks import secret_site, tables
from benchmarks.circumstances import circumstances, run_line
from benchmarks.corpora import free_port, wait_for
from crawler import load_registry
from crawler.run import queue_sites
from minna.records import Certainty, Finding, Outcome, Page, Run, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

CASES = Path(__file__).parent.parent.parent / "shared" / "cases"
EXPECTED = Path(__file__).parent / "sets" / "cases.toml"
DOCUMENT = Path(__file__).parent.parent / "docs" / "detection.md"
RUN, SEED = "cases", 1
HEAD = ("row", "kind", "cases", "right", "wrong")
CRAWLED, TOWNS, SECRET = range(1, 17), (17, 18, 23, 24), 26
APART = 0.05
"""Points that the scores of towns without a fault may lie apart."""
LOOPBACK = "127.0.0.1"
Expected = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether Minna was right on one case; `wrong` is empty where it was."""

    row: int
    case: str
    wrong: str = ""


def expected() -> dict[str, list[dict[str, Any]]]:
    """What is right, as the data file has it: `sites` and `pages`."""
    return tomllib.loads(EXPECTED.read_text(encoding="utf-8"))


@contextmanager
def serving(script: str, folder: Path, port: int) -> Iterator[None]:
    """One of the cases' own servers at work in a folder; it says so in a line, or has failed."""
    command = [sys.executable, script, "access.log", "registry.csv"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            if server.stdout and not server.stdout.readline():
                raise SystemExit(f"{script} cannot serve: is a port from {port} on taken?")
            yield
        finally:
            server.kill()


@contextmanager
def serving_pages() -> Iterator[str]:
    """The folder of single pages, served; gives the address of its root."""
    port = free_port(LOOPBACK)
    command = [sys.executable, "-m", "http.server", str(port), "--bind", LOOPBACK]
    with subprocess.Popen(command, cwd=CASES / "pages", stderr=subprocess.DEVNULL) as server:
        try:
            wait_for(LOOPBACK, port)
            yield f"http://{LOOPBACK}:{port}/"
        finally:
            server.kill()


def site_answers(folder: Path, rows: Collection[int]) -> Iterator[Answer]:
    """The crawl of every site that has something expected of it."""
    sites = [e for e in expected()["sites"] if e["row"] in rows]
    if not sites:
        return
    with serving("sites.py", folder, 9101):
        store = crawled(folder, {code for entry in sites for code in entry["codes"]})
    for entry in sites:
        for code in entry["codes"]:
            frame = next(iter(store.read(SiteCrawl, run=RUN, site=code)))
            pages = list(store.read(Page, run=RUN, site=code))
            yield Answer(entry["row"], code, "; ".join(wrong_site(entry, frame, pages)))
    store.close()


def crawled(folder: Path, codes: Collection[str]) -> Store:
    """These sites, crawled to their end."""
    store = Store(folder / "cases.db")
    store.save(
        [
            Run(
                RUN,
                "",
                None,
                "survey",
                "",
                SEED,
                RunSettings.of({"allow_private": True, "pause": 0}),
                {},
            )
        ]
    )
    store.save(s for s in load_registry(folder / "registry.csv", RUN) if s.code in codes)
    queue_sites(store, store.run(RUN))
    command = [sys.executable, "-m", "crawler", str(folder / "cases.db"), RUN]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return store


def wrong_site(entry: Expected, frame: SiteCrawl, pages: Sequence[Page]) -> Iterator[str]:
    """What is wrong about a site's crawl."""
    if frame.status != entry.get("status", "ok"):
        yield f"{frame.status} ({frame.reason})"
        return
    kept = {target(page.url) for page in pages if page.state == "fetched"}
    if "pages" in entry and kept != set(entry["pages"]):
        without, beside = set(entry["pages"]) - kept, kept - set(entry["pages"])
        yield f"without {sorted(without)}, but with {sorted(beside)}"
    least, most = entry.get("count", (0, len(kept)))
    if not least <= len(kept) <= most:
        yield f"{len(kept)} pages, not {least} to {most}"
    asked = {target(page.url) for page in pages if page.status is not None}
    if asked & set(entry.get("never", ())):
        yield f"asked for {sorted(asked & set(entry['never']))}"
    dead = [target(page.url) for page in pages if page.status == 404]
    yield from (f"{d} is dead" for d in dead if d.startswith(entry.get("alive", "?")))
    if frame.pause < entry.get("pause", 0):
        yield f"a pause of {frame.pause} s"


def target(url: str) -> str:
    """An address's path and query."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def page_answers(folder: Path, rows: Collection[int]) -> Iterator[Answer]:
    """The audit of every page that has something expected of it."""
    pages = [e for e in expected()["pages"] if e["row"] in rows]
    files = {file.name: file for file in sorted((CASES / "pages").glob("*.html"))}
    names = [name for name in files if any(concerns(entry, name) for entry in pages)]
    if not names:
        return
    with serving_pages() as root:
        for name, visits in zip(
            names, audit_urls([root + name for name in names], allow_private=True), strict=True
        ):
            unseen = [str(visit.reason) for visit in visits if visit.status != "ok"]
            findings = [finding for visit in visits for finding in run_checks(visit)[0]]
            for entry in (entry for entry in pages if concerns(entry, name)):
                wrong = unseen or list(wrong_page(entry, findings, len(visits)))
                yield Answer(entry["row"], f"{name} {entry['check']}", "; ".join(wrong))


def concerns(entry: Expected, name: str) -> bool:
    """Whether something expected is expected of a page."""
    if "prefix" in entry:
        return name.startswith(entry["prefix"])
    return any(name.startswith(f"{each}-") for each in entry["names"])


def wrong_page(entry: Expected, findings: Sequence[Finding], windows: int) -> Iterator[str]:
    """What is wrong about the findings of a page, both windows together.

    A certain failure has to be there through each window.
    """
    own = [f for f in findings if f.check.removeprefix("axe:") == entry["check"].split(":")[-1]]
    failed = [f for f in own if f.outcome == Outcome.FAILED]
    sure = [f for f in failed if f.certainty == Certainty.CERTAIN]
    says = entry["says"]
    if says == "not sure" and sure:
        yield f"surely failed: {sure[0].snippets[:1]}"
    if says == "not failed" and failed:
        yield f"failed: {failed[0].snippets[:1]}"
    failing = len({f.viewport for f in sure})
    if says == "sure" and failing < entry.get("windows", windows):
        yield f"surely failed through {failing} of {windows} windows"
    if says == "failed" and not failed:
        yield "not failed"
    if says == "noticed" and not own:
        yield "nothing noticed"
    spoken = " ".join(snippet for f in sure for snippet in (*f.snippets, str(f.data)))
    yield from (f"a certain failure quotes {w}" for w in entry.get("spares", ()) if w in spoken)


def town_answers(folder: Path, rows: Collection[int]) -> Iterator[Answer]:
    """Towns without a fault: all have the score of the one that has nothing special either."""
    if not set(rows) & set(TOWNS):
        return
    with serving("towns.py", folder, 9651):
        survey(folder / "towns.csv", folder / "towns")
    ranking = folder / "towns" / "report" / "data" / "ranking.csv"
    with ranking.open(encoding="utf-8-sig", newline="") as file:
        scores = {row["code"]: row["score"] for row in csv.DictReader(file)}
    for row, town in zip((0, *TOWNS), ("control", "mask-icon", "vh", "card", "names"), strict=True):
        score = float(scores.get(town) or 0)
        apart = abs(score - float(scores["control"] or 0)) > APART
        yield Answer(row, f"town {town}", f"{score} points" if apart or not score else "")


def survey(registry: Path, folder: Path) -> str:
    """A whole survey of a registry on loopback; what it printed."""
    folder.mkdir()
    command = [sys.executable, "-m", "minna", "survey", str(registry), "--allow-private"]
    command += ["--pause", "0", "--db", str(folder / "survey.db"), "--out", str(folder / "report")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


def secret_answers(folder: Path, rows: Collection[int]) -> Iterator[Answer]:
    """A name and a password in an address: used for the visit, and nowhere to be read."""
    if SECRET not in rows:
        return
    with secret_site.serving() as port:
        registry = folder / "secret.csv"
        registry.write_text(secret_site.registry(port), encoding="utf-8")
        printed = survey(registry, folder / "secret")
    registry.unlink()
    leaks = [*secret_site.leaks(folder / "secret"), *secret_site.leaks_in("output", printed)]
    yield Answer(SECRET, "never shown", ", ".join(sorted(leaks)))
    store = Store(folder / "secret" / "survey.db")
    (frame,) = store.read(SiteCrawl)
    yield Answer(SECRET, "used", "" if frame.status == "ok" and frame.pages == 2 else frame.status)
    store.close()


def rows_of(answers: Iterable[Answer], kinds: Mapping[int, str]) -> Iterator[list[str]]:
    """The table's rows; row 0 is what was right from the start."""
    by_row: dict[int, list[Answer]] = {}
    for answer in answers:
        by_row.setdefault(answer.row, []).append(answer)
    for row, own in sorted(by_row.items()):
        wrong = [f"{a.case}: {a.wrong}" for a in own if a.wrong]
        right = len(own) - len(wrong)
        kind = kinds.get(row, "right from the start")
        yield [str(row or "–"), kind, str(len(own)), str(right), "; ".join(wrong) or "–"]


def block(rows: Collection[int]) -> str:
    """The table of these rows."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for script in ("sites.py", "towns.py"):
            shutil.copy(CASES / script, folder)
        answers = [
            answer
            for ask in (site_answers, page_answers, town_answers, secret_answers)
            for answer in ask(folder, rows)
        ]
    kinds = {entry["row"]: entry["kind"] for entry in expected()["rows"]}
    right = sum(not answer.wrong for answer in answers)
    table = tables.table(HEAD, rows_of(answers, kinds))
    return f"{table}\n\nRight on {right} of {len(answers)}."


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", default="", help="of the table, separated by commas")
    parser.add_argument("--write", action="store_true", help="into docs/detection.md")
    arguments = parser.parse_args()
    if not CASES.exists():
        print("Nothing is measured: the cases are not beside this checkout, in ../shared/cases.")
        return
    rows = {int(row) for row in arguments.rows.split(",") if row} or set(range(27))
    text = f"{run_line(circumstances('benchmarks.cases'))}\n\n{block(rows)}"
    print(text)
    if arguments.write:
        tables.write(DOCUMENT, "cases", text)


if __name__ == "__main__":
    main()
