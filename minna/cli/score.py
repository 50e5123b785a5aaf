"""`minna score`: from findings to scores, ranks and the gap."""

from pathlib import Path

import click

from minna.cli import _options, _survey
from minna.cli._table import print_result
from minna.store import Store


@click.command("score")
@_options.replies
@_options.lang
@_options.run
@_options.db
def command(db: str, run_id: str | None, lang: str, replies: Path | None) -> None:
    """Score and rank the sites, and print the table and the gap.

    A finding that was ruled wrong in REPLIES.toml counts in no score.

    Example:

        minna score --db town.db
    """
    store = Store(db)
    store.claim()
    run = store.run(run_id)
    if replies:
        _survey.take_replies(store, run, replies)
    print_result(store, _survey.score(store, run), lang)
