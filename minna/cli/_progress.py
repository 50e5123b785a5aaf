"""Progress on the error stream: bars in a terminal, now and then a plain line elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from minna.text import one_line

EVERY_SECONDS = 15.0
"""How often a plain line is written where there is no terminal."""


@contextmanager
def progress(task: str) -> Iterator[Callable[[int, int, str], None]]:
    """A function to call with (done, total, what)."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield plain_lines(console, task)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bars:
        bar = bars.add_task(task, total=None, what="")

        def advance(done: int, total: int, what: str) -> None:
            bars.update(bar, completed=done, total=total, what=one_line(what[:60]))

        yield advance


def plain_lines(console: Console, task: str) -> Callable[[int, int, str], None]:
    """One line at the end, and one every quarter of a minute until then."""
    last, printed = time.monotonic(), -1

    def advance(done: int, total: int, what: str) -> None:
        nonlocal last, printed
        if done != printed and (done == total or time.monotonic() - last >= EVERY_SECONDS):
            last, printed = time.monotonic(), done
            console.print(f"{task}: {done} of {total}", highlight=False)

    return advance
