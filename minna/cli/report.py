"""`minna report`: the database as a static web site."""

from pathlib import Path

import click

from minna.cli import _options, _survey
from minna.cli.compare import survey_named
from minna.comparison import Comparison
from minna.records import Run
from minna.store import Store


@click.command("report")
@click.option(
    "--since",
    metavar="OLD",
    help="An earlier survey (FILE or FILE@SURVEY); the first page tells what changed since.",
)
@_options.replies
@_options.out
@_options.run
@_options.db
def command(
    db: str, run_id: str | None, out: Path, since: str | None, replies: Path | None
) -> None:
    """Write the report in Japanese and English, with its data as CSV and JSON.

    Where the rulings of REPLIES.toml differ from those before, the scores are made anew.

    Example:

        minna report --db town.db --out public --since last-year.db
    """
    store = Store(db)
    run = store.run(run_id)
    if replies:
        store.claim()
        if _survey.take_replies(store, run, replies):
            run = _survey.score(store, run)
    _survey.report(store, run, out, compared(store, run, since, db) if since else None)


def compared(store: Store, run: Run, since: str, db: str) -> Comparison:
    """The survey and an earlier one."""
    import scoring

    old, old_run = survey_named(since, db)
    return scoring.compare_surveys(
        scoring.read_snapshot(old, old_run), scoring.read_snapshot(store, run)
    )
