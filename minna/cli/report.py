"""`minna report`: the database as a static web site."""

from pathlib import Path

import click

from minna.cli import _options, _survey
from minna.store import Store


@click.command("report")
@_options.out
@_options.run
@_options.db
def command(db: str, run_id: str | None, out: Path) -> None:
    """Write the report in Japanese and English, with its data as CSV and JSON.

    Example:

        minna report --db town.db --out public
    """
    store = Store(db)
    _survey.report(store, store.run(run_id), out)
