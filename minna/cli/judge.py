"""`minna judge`: stored evidence, judged by the checks of today."""

import click

from minna.cli import _options, _survey
from minna.cli._progress import progress
from minna.records import Evidence, Finding
from minna.store import Store


@click.command("judge")
@_options.run
@_options.db
def command(db: str, run_id: str | None) -> None:
    """Judge stored evidence again with today's checks; no site is visited.

    Example:

        minna judge --db town.db && minna report --db town.db
    """
    import audits

    store = Store(db)
    store.claim()
    run = store.run(run_id)
    with progress("Judging") as advance:
        audits.judge_again(store, run, progress=advance)
    visits, findings = store.count(Evidence, run=run.id), store.count(Finding, run=run.id)
    click.echo(f"Judged {visits} visits anew: {findings} findings.", err=True)
    _survey.score(store, run)
