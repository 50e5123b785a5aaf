"""Tables in Markdown, and their place in a document between markers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table.

    >>> print(table(["way", "s"], [["a|b", "1"]]))
    | way | s |
    |---|---|
    | a\\|b | 1 |
    """
    lines = [[*head], ["---"] * len(head), *([escaped(cell) for cell in row] for row in rows)]
    return "\n".join(
        f"|{'|'.join(cells)}|" if cells[0] == "---" else f"| {' | '.join(cells)} |"
        for cells in lines
    )


def escaped(cell: str) -> str:
    """A cell's text, which must not end the cell."""
    return cell.replace("|", r"\|").replace("\n", " ")


def cells(text: str) -> Iterator[list[str]]:
    """The cells of every row of the tables in a text, heads and rules included.

    >>> list(cells(table(["way", "s"], [["a|b", "1"]])))[-1]
    ['a|b', '1']
    """
    for line in text.splitlines():
        if line.startswith("|"):
            parts = re.split(r"(?<!\\)\|", line.strip())[1:-1]
            yield [cell.strip().replace(r"\|", "|") for cell in parts]


def middle(numbers: Iterable[float]) -> float | None:
    """The median; None of nothing."""
    given = list(numbers)
    return median(given) if given else None


def figure(number: float | None, places: int = 2) -> str:
    """A number for a cell; a dash where there is none.

    >>> figure(1.234), figure(None)
    ('1.23', '–')
    """
    return "–" if number is None else f"{number:.{places}f}"


def ratio(number: float | None, base: float | None) -> str:
    """How many times the base a number is.

    >>> ratio(3.0, 2.0), ratio(3.0, None)
    ('1.50', '–')
    """
    return figure(number / base if number is not None and base else None)


def between(text: str, name: str) -> str:
    """What stands between a document's markers of that name; ValueError without them."""
    match = re.search(pattern(name), text, re.DOTALL)
    if not match:
        raise ValueError(f"there are no markers <!-- {name} --> and <!-- /{name} -->")
    return match[1].strip("\n")


def replaced(text: str, name: str, block: str) -> str:
    """The document with another block between its markers of that name."""
    between(text, name)
    whole = f"<!-- {name} -->\n{block}\n<!-- /{name} -->"
    return re.sub(pattern(name), lambda _: whole, text, flags=re.DOTALL)


def pattern(name: str) -> str:
    """Both markers and all between them."""
    return rf"<!-- {name} -->\n(.*?)<!-- /{name} -->"


def write(document: Path, name: str, block: str) -> None:
    """Put a block in its place in a document."""
    text = document.read_text(encoding="utf-8")
    document.write_text(replaced(text, name, block), encoding="utf-8")
