"""`minna db`: the database's size and state, and its upkeep."""

from collections import defaultdict
from pathlib import Path

import click

from minna.cli import _options
from minna.cli._say import say, say_table
from minna.errors import DatabaseDamaged
from minna.maintenance import TableSize, drop_old_evidence, problems, table_sizes, vacuum
from minna.records import Run
from minna.store import Store

MB = 1_000_000


@click.command("db")
@click.option(
    "--drop-evidence",
    type=click.IntRange(1),
    metavar="N",
    help="Delete what was seen on the measured pages of all but the latest N surveys; their "
    "findings and scores stay, but they can no longer be judged anew.",
)
@click.option("--vacuum", "is_vacuumed", is_flag=True, help="Give freed space back to the disk.")
@_options.db
def command(db: str, drop_evidence: int | None, is_vacuumed: bool) -> None:
    """Print how large each table is in each survey, and whether the database is whole.

    Example:

        minna db --db nation.db --drop-evidence 1 --vacuum
    """
    store = Store(db)
    if drop_evidence or is_vacuumed:
        store.claim()
    wrong = problems(store)
    if wrong:
        say(*(f"  {problem}" for problem in wrong), err=True)
        raise DatabaseDamaged(path=db, why=wrong[0])
    if drop_evidence:
        say(
            f"Deleted the evidence of {drop_old_evidence(store, drop_evidence):,} visits.", err=True
        )
    if is_vacuumed:
        vacuum(store)
    sizes = list(table_sizes(store))
    runs = [run.id for run in store.read(Run)]
    say_table(("Table", *runs, "all"), rows(sizes, runs))
    say(f"The database is whole: {Path(db).stat().st_size / MB:,.1f} MB.")


def rows(sizes: list[TableSize], runs: list[str]) -> list[tuple[str, ...]]:
    """A row for each table, the largest first, and one for all."""
    by_table: dict[str, dict[str, TableSize]] = defaultdict(dict)
    for size in sizes:
        by_table[size.table][size.run] = size
    tables = sorted(by_table, key=lambda name: -sum(s.bytes for s in by_table[name].values()))
    listed = [(name, [by_table[name].get(run) for run in runs]) for name in tables]
    cells = [
        (name, *map(cell, by_run), cell_of_all(list(filter(None, by_run))))
        for name, by_run in listed
    ]
    in_run = [[size for size in sizes if size.run == run] for run in runs]
    return [*cells, ("all", *map(cell_of_all, in_run), cell_of_all(sizes))]


def cell(size: TableSize | None) -> str:
    """The records of one kind in one survey."""
    return cell_of_all([size]) if size else ""


def cell_of_all(sizes: list[TableSize]) -> str:
    """Megabytes and rows of some tables."""
    return f"{sum(s.bytes for s in sizes) / MB:,.1f} MB ({sum(s.rows for s in sizes):,})"
