"""`minna score`: from findings to scores, ranks and the gap."""

import click

from minna.cli import _options, _survey
from minna.cli._table import print_result
from minna.store import Store


@click.command("score")
@_options.lang
@_options.run
@_options.db
def command(db: str, run_id: str | None, lang: str) -> None:
    """Score and rank the sites, and print the table and the gap.

    Example:

        minna score --db town.db
    """
    store = Store(db)
    store.claim()
    print_result(store, _survey.score(store, store.run(run_id)), lang)
