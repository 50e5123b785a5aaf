"""`minna judge`: stored evidence, judged by the checks of today."""

import click

from minna.cli import _options, _survey
from minna.cli._progress import progress
from minna.cli._say import say
from minna.errors import EvidenceDropped, UnreadableEvidence
from minna.maintenance import is_evidence_dropped
from minna.records import Evidence, Finding
from minna.store import Store


@click.command("judge")
@_options.run
@_options.db
def command(db: str, run_id: str | None) -> None:
    """Judge stored evidence again with today's checks, and services with today's words; no site
    is visited.

    Evidence that cannot be read is listed, and all other is judged; the exit code is 2 then.

    Example:

        minna judge --db town.db && minna report --db town.db
    """
    import audits

    store = Store(db)
    store.claim()
    run = store.run(run_id)
    if is_evidence_dropped(store, run):
        raise EvidenceDropped(run=run.id)
    with progress("Judging") as advance:
        unread = audits.judge_again(store, run, progress=advance)
    visits = store.count(Evidence, run=run.id) - len(unread)
    findings = store.count(Finding, run=run.id)
    say(f"Judged {visits} visits anew: {findings} findings.", err=True)
    _survey.judge_services(store, run, again=True)
    _survey.score(store, run)
    if unread:
        say(*(f"  not read: {why}" for why in unread), err=True)
        raise UnreadableEvidence(n=len(unread), path=store.path)
