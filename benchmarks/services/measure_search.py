"""Measures the directed search on the labelled site trees: found, right page, step, clicks, effort.

`python -m benchmarks.services.measure_search` prints the table; `--write` renews docs/services.md.
Links made by script are not in the markup that is served, as no crawler sees them. Of sealed trees
only totals are printed.
"""

import argparse
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from audits.services.directed_search import (
    ELSEWHERE,
    FOUND,
    SearchResult,
    TaskFound,
    directed_search,
)
from audits.services.document import ServiceDocument, read_document
from audits.services.facts import Context
from benchmarks.services import labels, truth
from benchmarks.services.measure import Tally
from benchmarks.services.predictions import BODIES
from benchmarks.tables import write
from minna.task_search import ListedPage, carried_through

DOCUMENT = Path(__file__).parents[2] / "docs" / "services.md"
MARKERS = "measured search"
HOST = "https://www.body.example"
ANSWERS = "/kensaku"
SEEN = frozenset(("text", "image", "mega menu"))
"""Makes of links that stand in the markup."""


def markup(page: truth.TreePage) -> str:
    """A page of a tree as a server would send it."""
    menu = [link for link in page.links if link.made == "mega menu"]
    rest = [link for link in page.links if link.made in ("text", "image")]
    search = (
        f'<form action="{ANSWERS}" method="get"><input type="search" name="q"></form>'
        if page.answers
        else ""
    )
    return (
        f"<html lang='ja'><head><title>{escape(page.title)}</title></head><body>"
        f"<header>{search}</header><nav><ul>{_items(menu)}</ul></nav>"
        f"<main><h1>{escape(page.title)}</h1>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in page.lines)}"
        f"<ul>{_items(rest)}</ul></main></body></html>"
    )


def _items(links: Iterable[truth.Link]) -> str:
    return "".join(f"<li>{_anchor(link)}</li>" for link in links)


def _anchor(link: truth.Link) -> str:
    words = escape(link.words)
    inner = f'<img src="/i.png" alt="{words}">' if link.made == "image" else words
    return f'<a href="{escape(link.target)}">{inner}</a>'


def answers(tree: truth.Tree, words: str) -> str:
    """What the search of a tree answers: the pages listed for words that share what was typed."""
    found: dict[str, None] = {}
    for page in tree.pages.values():
        for key, paths in page.answers:
            if key in words or words in key:
                found.update(dict.fromkeys(paths))
    links = [truth.Link(tree.pages[path].title, path, "text") for path in found]
    return (
        f"<title>検索結果</title><body><main><p>{escape(words)}</p><ul>{_items(links)}</ul></main>"
    )


def fetch(tree: truth.Tree, url: str) -> ServiceDocument | None:
    """The document of an address of a tree."""
    parts = urlsplit(url)
    if parts.path == ANSWERS:
        words = "".join(parse_qs(parts.query).get("q", ()))
        return read_document(answers(tree, words), url)
    page = tree.pages.get(f"{parts.path or '/'}?{parts.query}".rstrip("?"))
    return read_document(markup(page), url) if page else None


@dataclass(frozen=True, slots=True)
class Searched:
    """A tree, what the search says of it, and the CPU seconds that it took."""

    tree: truth.Tree
    result: SearchResult
    seconds: float

    def of(self, task: str) -> TaskFound | None:
        """What is said of a task; None where the body does not have it."""
        return next((one for one in self.result.tasks if one.task == task), None)


def searched(tree: truth.Tree) -> Searched:
    """A search of a tree."""
    body = BODIES.get(tree.body, "municipality")
    context = Context("jp", body)
    listed = [ListedPage(HOST + path) for path in tree.sitemap]
    begun = time.process_time()
    result = carried_through(
        directed_search(f"{HOST}/", context, sitemap=listed), lambda url: fetch(tree, url)
    )
    return Searched(tree, result, time.process_time() - begun)


def _path(url: str) -> str:
    return url.removeprefix(HOST)


@dataclass(slots=True)
class Totals:
    """Counts over trees: tasks found, and of those that are there the right page, step, clicks."""

    found: Tally = field(default_factory=Tally)
    pages: int = 0
    steps: int = 0
    clicks: list[bool] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, one: Searched) -> None:
        """Count a tree."""
        self.requests.append(one.result.requests)
        self.seconds.append(one.seconds)
        for label in one.tree.truths:
            said = one.of(label.task)
            is_found = said is not None and said.outcome in (FOUND, ELSEWHERE)
            wanted = frozenset((label.task,) if label.step else ())
            self.found.add(wanted, frozenset((label.task,) if is_found else ()))
            if is_found and label.step and said is not None:
                is_page = _path(said.url) == label.path
                self.pages += is_page
                self.steps += said.step == label.step
                if is_page:
                    self.clicks.append(said.clicks == one.tree.clicks(label.path, SEEN))


HALVES = ("open", "sealed")
SIZES = (*labels.CLASSES, "all")


def totals(ones: Iterable[Searched]) -> dict[tuple[str, str], Totals]:
    """Totals by half and size class."""
    counted: dict[tuple[str, str], Totals] = {}
    for one in ones:
        half = HALVES[one.tree.sealed]
        for size in {one.tree.body, "all"}:
            counted.setdefault((half, size), Totals()).add(one)
    return counted


def table(counted: dict[tuple[str, str], Totals]) -> str:
    """All totals as Markdown, the open and the sealed trees of each class side by side."""
    columns = [(half, size) for size in SIZES for half in HALVES]
    cells = [counted.get(column, Totals()) for column in columns]
    rows: list[list[object]] = [
        ["", *(f"{half} {size}" for half, size in columns)],
        ["---", *("---:" for _ in columns)],
        ["trees", *(len(one.requests) for one in cells)],
        ["tasks there", *(one.found.right + one.found.missed for one in cells)],
        ["found: precision", *(_number(one.found.precision) for one in cells)],
        ["found: recall", *(_number(one.found.recall) for one in cells)],
        ["right page, of those found", *(_share(one.pages, one.found.right) for one in cells)],
        ["right step, of those found", *(_share(one.steps, one.found.right) for one in cells)],
        ["clicks as labelled", *(_share(sum(one.clicks), len(one.clicks)) for one in cells)],
        ["requests: mean", *(_number(_mean(one.requests), 1) for one in cells)],
        ["requests: most", *(max(one.requests, default=0) for one in cells)],
        ["CPU seconds: mean", *(_number(_mean(one.seconds)) for one in cells)],
        ["CPU seconds: most", *(_number(max(one.seconds, default=None)) for one in cells)],
    ]
    return "\n".join(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)


def of_second(ones: Iterable[Searched]) -> str:
    """One sentence on the trees of the second set."""
    counted = Totals()
    for one in ones:
        counted.add(one)
    found = counted.found
    return (
        f"On the {len(counted.requests)} trees of the second set ({found.right + found.missed} "
        f"tasks): precision {_number(found.precision)}, recall {_number(found.recall)}, right page "
        f"{_share(counted.pages, found.right)}, right step {_share(counted.steps, found.right)}."
    )


def _mean(values: list[int] | list[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _share(part: int, whole: int) -> str:
    return _number(part / whole if whole else None)


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def wrong(ones: Iterable[Searched], is_all: bool = False) -> Iterator[str]:
    """What is wrong on open trees, one line each; `is_all`: of a set without a sealed half."""
    for one in ones:
        if one.tree.sealed and not is_all:
            continue
        for label in one.tree.truths:
            said = one.of(label.task)
            if said is None:
                yield f"{one.tree.id} {label.task}: is none of the body's"
                continue
            path = _path(said.url)
            if (path, said.step) != (label.path, label.step):
                yield (
                    f"{one.tree.id} {label.task}: {label.step} {label.path or '-'}, said "
                    f"{said.outcome} {said.step} {path or '-'} by {said.via}: {said.quote[:50]}"
                )


def main() -> None:
    """Print the table and what is wrong on open trees; `--write` renews docs/services.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.services.measure_search")
    parser.add_argument("--write", action="store_true", help="renew the table in docs/services.md")
    parser.add_argument("--open", action="store_true", help="search open trees alone")
    asked = parser.parse_args()
    ones = [searched(tree) for tree in truth.trees() if not (asked.open and tree.sealed)]
    second = [searched(tree) for tree in truth.trees(truth.SECOND)]
    shown = f"{table(totals(ones))}\n\n{of_second(second)}"
    print(shown)
    for line in (*wrong(ones), *wrong(second, is_all=True)):
        print(line)
    if asked.write:
        write(DOCUMENT, MARKERS, shown)


if __name__ == "__main__":
    main()
