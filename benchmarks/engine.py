"""What an audit of a page costs, Minna's way and others', on the same real pages in one run.

`python -m benchmarks.engine [--pages 60] [--rounds 3]` prints tables; `--write` puts them in their
place in docs/benchmarks.md as well, and the numbers behind them in benchmarks/results.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks import memory, tables, verdicts
from benchmarks.circumstances import circumstances, kept_to_loopback, run_line
from benchmarks.corpora import CORPORA, EVERY, SITES, SitePage, are_here, choose, served
from benchmarks.menu import WAYS, Way, chosen_ways
from benchmarks.meter import measure
from benchmarks.rounds import Row, row, rows_table, take_rounds
from benchmarks.ways import Job, Visit, minna, pa11y, reference
from crawler.dom import parse
from crawler.dom_fingerprint import simhash

DOCUMENT = Path(__file__).parent.parent / "docs" / "benchmarks.md"
RESULTS = Path(__file__).parent / "results"
SEED = 8341
ONE_TEMPLATE = "floor,axe-desktop,axe-both,readme,readme-kept,pa11y-ci"
"""The ways to compare on a site whose pages are of few templates."""


def visits(pages: Sequence[SitePage], roots: Mapping[str, str]) -> tuple[Visit, ...]:
    """What is to be visited, as a crawl would have left it."""
    return tuple(Visit(page.site, page.address(roots), shape(page)) for page in pages)


def shape(page: SitePage) -> str:
    """The fingerprint of a page's skeleton."""
    text = (CORPORA / EVERY[page.site] / page.path).read_text(encoding="utf-8", errors="replace")
    return simhash(parse(text))


def compare(arguments: argparse.Namespace, folder: Path, roots: Mapping[str, str]) -> None:
    """Measure all ways on the same pages; print, and write if wanted."""
    run = circumstances()
    sites = [arguments.site] if arguments.site else list(SITES)
    pages = choose(arguments.pages, arguments.seed, roots, sites)
    job = Job(folder, visits(pages, roots), kept_to_loopback(folder))
    asked = chosen_ways(arguments.ways, arguments.set)
    missing = {way.name: why for way in asked if (why := way.missing())}
    ways = [way for way in asked if way.name not in missing]
    if "pa11y-ci" in {way.name for way in ways}:
        run["pa11y"] = pa11y.versions()
    taken = list(take_rounds(ways, job, arguments.rounds, arguments.seed))
    rows = [
        Row(way.name, way.label, missing=missing[way.name])
        if way.name in missing
        else row(way, taken, len(pages))
        for way in asked
    ]
    suffix = f"-{arguments.site}" if arguments.site else ""
    blocks = {f"engine{suffix}": f"{run_line(run)}\n\n{rows_table(rows, len(pages))}"}
    names = {page.address(roots): page.name for page in pages}
    jobs = {each.way: each.job for each in taken}
    ours = {way.name: jobs[way.name] for way in ways if sees_axe(way)}
    compared = what_axe_told(job, ours, names) if ours else None
    if compared:
        place = f"verdicts{suffix}"
        former = tables.between(DOCUMENT.read_text(encoding="utf-8"), place)
        blocks[place] = verdicts.block(*compared, former)
    numbers = {
        **run,
        "pages": [asdict(page) for page in pages],
        "medians": [asdict(each) for each in rows],
        "rounds": [each.numbers() for each in taken],
        "verdicts": compared,
    }
    tell(blocks, f"engine{suffix}", numbers, write=arguments.write)


def sees_axe(way: Way) -> bool:
    """Whether a way of Minna's asks axe."""
    return way.prepare is minna.prepare and "axe" in way.settings.get("gatherers", ["axe"])


def what_axe_told(
    job: Job, ours: Mapping[str, Job], names: Mapping[str, str]
) -> tuple[verdicts.RuleNodes, dict[str, verdicts.RuleNodes]]:
    """What axe says by itself, and what it says in each way of Minna's, by page."""
    folder = job.folder / "reference"
    folder.mkdir()
    own = replace(job, folder=folder)
    measure(reference.prepare(own), folder)
    expected = {
        names[url]: report
        for url, report in own.read_answer().items()
        if not isinstance(report, str)
    }
    by_way: dict[str, verdicts.RuleNodes] = {
        way: {names[url]: report for url, report in minna.axe_told(its).items()}
        for way, its in ours.items()
    }
    return expected, by_way


def survey_long(arguments: argparse.Namespace, folder: Path, roots: Mapping[str, str]) -> None:
    """Let Minna survey many pages and see what becomes of its memory."""
    run = circumstances()
    way = chosen_ways("whole", arguments.set)[0]
    long = memory.visits(arguments.memory, arguments.seed, roots)
    job = Job(folder, long, kept_to_loopback(folder), way.settings)
    cost = measure(way.prepare(job), folder, {"MINNA_CHROMIUM": str(job.browser)})
    measured = way.measured(job)
    numbers = {**run, "measured": measured, **memory.thinned(cost)}
    block = f"{run_line(run)}\n\n{memory.block(cost, measured, len(long))}"
    tell({"memory": block}, "memory", numbers, write=arguments.write)


def tell(blocks: dict[str, str], name: str, numbers: dict[str, Any], *, write: bool) -> None:
    """Print tables, and put them and their numbers in their places if wanted."""
    for block in blocks.values():
        print(block, end="\n\n")
    if write:
        for place, block in blocks.items():
            tables.write(DOCUMENT, place, block)
        RESULTS.mkdir(exist_ok=True)
        text = json.dumps(numbers, ensure_ascii=False, indent=1)
        (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Do what the command line asks for."""
    arguments = parsed()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    with tempfile.TemporaryDirectory() as place, served() as roots:
        work = survey_long if arguments.memory else compare
        work(arguments, Path(place), roots)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60, help="how many")
    parser.add_argument("--rounds", type=int, default=3, help="each way once a round")
    parser.add_argument("--ways", default="", help=f"of {','.join(WAYS)}; way:key=value sets more")
    parser.add_argument("--set", action="append", default=[], help="key=value for Minna's ways")
    parser.add_argument("--site", choices=SITES, help="pages of one site only")
    parser.add_argument("--seed", type=int, default=SEED, help="of the choice and of the order")
    parser.add_argument("--memory", type=int, default=0, help="survey so many pages instead")
    parser.add_argument("--write", action="store_true", help="into docs/benchmarks.md")
    arguments = parser.parse_args()
    arguments.ways = arguments.ways or (ONE_TEMPLATE if arguments.site else ",".join(WAYS))
    return arguments


if __name__ == "__main__":
    main()
