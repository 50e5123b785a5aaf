"""`minna politeness`: what each host has had of us, from our own log."""

import click

from minna.cli import _options
from minna.cli._say import say, say_table
from minna.courtesy import Courtesy, courtesies
from minna.records import RequestLog
from minna.store import Store

HEADS = {
    "ja": (
        "ホスト",
        "リクエスト",
        "ページ（ブラウザー）",
        "接続（ブラウザー）",
        "受信MB",
        "最大同時数",
        "最短間隔（秒）",
    ),
    "en": (
        "Host",
        "Requests",
        "Pages in browser",
        "Its connections",
        "MB sent",
        "Most at once",
        "Smallest gap (s)",
    ),
}
NOTHING = {
    "ja": "この調査のリクエストは記録されていません。",
    "en": "No request of this survey is on record.",
}


@click.command("politeness")
@_options.lang
@_options.db
@_options.run
def command(lang: str, db: str, run_id: str | None) -> None:
    """Print per host how often, how much and how closely it was asked, crawler and browser.

    The gap is that from the end of an answer to the next request, over all hosts at one address.

    Example:

        minna politeness --db town.db
    """
    store = Store(db)
    told = courtesies(store.read(RequestLog, run=store.run(run_id).id))
    if not told:
        say(NOTHING[lang])
        return
    say_table(HEADS[lang], map(row, told))


def row(told: Courtesy) -> tuple[str, ...]:
    """A host's figures as text."""
    gap = "" if told.gap is None else f"{told.gap:.2f}"
    sent = f"{told.bytes / 1e6:.1f}"
    counts = str(told.requests), str(told.visits), str(told.connections or "")
    return told.host, *counts, sent, str(told.at_once or ""), gap
