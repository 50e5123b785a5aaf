"""Options that several commands share, each said once."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from minna.cli import language
from minna.rate_limit import PAUSE
from minna.user_agent import CONTACT

MAX_SEED = 2**63 - 1
"""What an integer of the database holds."""


class Seconds(click.FloatRange):
    """A number of seconds that can be waited: `nan` is in no range, and no comparison says so."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """The number, if it is one."""
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"{value!r} is not a number of seconds.", param, ctx)
        return seconds


Command = TypeVar("Command", bound=Callable[..., Any])

db = click.option(
    "--db", default="minna.db", show_default=True, help="The database (an SQLite file)."
)
run = click.option("--run", "run_id", help="Which survey of the database; the latest if not given.")
out = click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("minna-report"),
    show_default=True,
    help="Where the report is written.",
)
replies = click.option(
    "--replies",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="REPLIES.toml",
    help="What bodies reply to their results, and rulings on findings; kept in the database.",
)
pages = click.option(
    "--pages",
    type=click.IntRange(1, 2000),
    default=75,
    show_default=True,
    help="Pages audited per site at most; fewer where the score is sure enough before.",
)
read_images = click.option(
    "--read-images",
    is_flag=True,
    help="Also read what large pictures say, which takes a second or so of the processor for each; "
    "needs rapidocr.",
)
lang = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=language, help="Language of the messages."
)
allow_private = click.option(
    "--allow-private", is_flag=True, help="Also visit private and loopback addresses."
)


def crawl_options(command: Command) -> Command:
    """How a survey behaves towards the servers that it visits."""
    options = (
        click.option(
            "--pause",
            type=Seconds(0, 3600),
            default=PAUSE,
            show_default=True,
            help="Seconds between two requests to a host; under 1 only on private addresses.",
        ),
        click.option(
            "--contact", default=CONTACT, help="Address in the User-Agent for operators who ask."
        ),
        click.option(
            "--seed",
            type=click.IntRange(0, MAX_SEED),
            default=1,
            show_default=True,
            help="Decides the random pages.",
        ),
        click.option(
            "--crawl-pages",
            type=click.IntRange(1, 1_000_000),
            default=300,
            show_default=True,
            help="Pages fetched at most to know a site.",
        ),
        click.option(
            "--documents",
            type=click.IntRange(0, 100),
            default=0,
            show_default=True,
            help="PDF files read per site, of those that its pages link to.",
        ),
        click.option(
            "--services/--no-services",
            default=True,
            show_default=True,
            help="Look for procedures and duties as a resident would, 150 requests per site more.",
        ),
        click.option(
            "--sample-from",
            default="",
            metavar="OLD.db",
            help="Look at the sample of an earlier database again, and at a part drawn anew.",
        ),
        click.option(
            "--touch",
            type=click.Choice(["all", "some", "none"]),
            help="Pages tried with keys, zoom and pointer; `some` are key pages and one of each "
            "template. All of one's own site, some in a survey, if not given.",
        ),
        click.option(
            "--plain",
            is_flag=True,
            help="Take no shortcut: each visit loads the page anew, in a context of its own.",
        ),
        read_images,
        allow_private,
    )
    for option in reversed(options):
        command = option(command)
    return command
