"""`minna politeness`: what each host has had of us, from our own log."""

import click

from minna.cli import _options
from minna.cli._say import say, say_table
from minna.records import RequestLog
from minna.request_stats import HostRequestStats, stats_by_host
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
    stats = stats_by_host(store.read(RequestLog, run=store.run(run_id).id))
    if not stats:
        say(NOTHING[lang])
        return
    say_table(HEADS[lang], map(row, stats))


def row(stats: HostRequestStats) -> tuple[str, ...]:
    """A host's figures as text."""
    gap = "" if stats.gap is None else f"{stats.gap:.2f}"
    sent = f"{stats.bytes / 1e6:.1f}"
    counts = str(stats.requests), str(stats.visits), str(stats.connections or "")
    return stats.host, *counts, sent, str(stats.at_once or ""), gap
