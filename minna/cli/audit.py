"""`minna audit`: visit the chosen pages in a browser."""

import click

from minna.cli import _options, _survey
from minna.store import Store


@click.command("audit")
@_options.run
@_options.db
def command(db: str, run_id: str | None) -> None:
    """Open each chosen page in a browser, phone and desktop, and write down what was seen.

    Pages that have been visited are not visited again.

    Example:

        minna audit --db town.db
    """
    store = Store(db)
    _survey.audit(store, store.run(run_id))
