"""`python -m benchmarks.injection`: what Minna finds of barriers injected into clean real pages.

`--look` visits the pages that today's gatherers have not seen; without it the evidence is judged
with today's checks and the tables are printed; `--write` puts them into docs/detection.md, and
counts what checks claim here among all claims (see benchmarks/claims.py).
`--missed` and `--false` list cases of the open half, for those who write checks.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks import claims, tables
from benchmarks.corpora import are_here
from benchmarks.detection import circumstances, listed
from benchmarks.injection import results, visits
from benchmarks.injection.catalog import cases, kinds
from benchmarks.injection.claims import count
from benchmarks.injection.hosts import SITES, host_pages
from benchmarks.injection.plan import InjectedPage, baselines, plan
from benchmarks.seeing import Gathered

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "detection.md"
PLACE = "injection"


def main() -> None:
    """Do what the command line asks for."""
    arguments = parsed()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    planned = plan(cases(), host_pages(), arguments.seed)
    pages = [page for page in planned if is_wanted(page, arguments.only, arguments.sites)]
    without = baselines(pages)
    if arguments.look:
        look(in_order(pages), arguments.limit)
        return
    visited = visits.gathered([*without, *pages])
    by_host = {page.host.name: page for page in without}
    telling = [
        result
        for result in results.telling(results.results(pages, by_host, visited.pages))
        if not arguments.only or result.case.kind in arguments.only
    ]
    if arguments.missed or arguments.false:
        chosen = results.missed if arguments.missed else results.wrongly
        listed({"open half": chosen(telling)})
        return
    block = f"{run_line(visited, len(pages) + len(without))}\n\n{results.block(telling)}"
    print(block)
    if arguments.write:
        tables.write(DOCUMENT, PLACE, block)
    if arguments.write and not arguments.only and not arguments.sites:
        declared = results.results(pages, by_host, visited.pages, as_declared=True)
        claims.write(count(declared))
        claims.write_ceilings(claims.read())


def run_line(visited: Gathered, planned: int) -> str:
    """When and with what the pages were visited, and how many of those planned."""
    line = circumstances(visited).replace("benchmarks.detection", "benchmarks.injection")
    return f"{line} {len(visited.pages)} of {planned} pages of the plan were visited."


def is_wanted(page: InjectedPage, only: Sequence[str], sites: Sequence[str]) -> bool:
    """Whether a page has one of the kinds and lies on one of the sites that are asked for."""
    return (not only or any(case.kind in only for case in page.cases)) and (
        not sites or page.host.site.name in sites
    )


def in_order(pages: Sequence[InjectedPage]) -> list[InjectedPage]:
    """Each page after the same page without barriers, so that any part of a round can be judged."""
    ordered = (each for page in pages for each in (*baselines([page]), page))
    return list(dict.fromkeys(ordered))


def look(pages: Sequence[InjectedPage], limit: int) -> None:
    """Visit the pages that today's gatherers have not seen, in their order."""
    waiting = visits.unseen(pages)
    print(f"{len(waiting)} of {len(pages)} pages are to be visited", flush=True)
    if waiting:
        visits.visit_all(waiting[:limit] if limit else waiting)


def parsed() -> argparse.Namespace:
    """The command line."""
    names = [kind.id for kind in kinds()]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.injection", description=__doc__)
    parser.add_argument("--look", action="store_true", help="visit pages that are not yet seen")
    parser.add_argument("--limit", type=int, default=0, help="maximum pages to visit")
    parser.add_argument("--only", nargs="+", default=[], choices=names, metavar="KIND")
    parser.add_argument("--sites", nargs="+", default=[], choices=[site.name for site in SITES])
    parser.add_argument("--seed", type=int, default=1, help="of pages and places")
    parser.add_argument("--missed", action="store_true", help="list what is not found")
    parser.add_argument("--false", action="store_true", help="list clean twins said to fail")
    parser.add_argument("--write", action="store_true", help="into docs/detection.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
