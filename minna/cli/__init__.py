"""The command line: one file a command, found by folder; the only place that sees every room.

A command parses, opens the record book, calls a room, and says in one line what came of it. Rooms
are imported inside the commands: Scrapy and Playwright are heavy, and `--help` needs neither.
"""

import os
import sys

import click

from minna import __version__, cli
from minna.discover import discover
from minna.errors import CannotWrite, MinnaError


class Folder(click.Group):
    """A group whose commands are the public modules of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the alphabet."""
        return sorted(discover(cli))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that a file defines under the name `command`."""
        module = discover(cli).get(cmd_name)
        return None if module is None else module.command

    def invoke(self, ctx: click.Context) -> object:
        """Run, and tell people in one sentence what they can mend."""
        try:
            return super().invoke(ctx)
        except MinnaError as error:
            problem = error
        except KeyboardInterrupt:
            click.echo(
                "Stopped. What was recorded is kept; the same command goes on from here.", err=True
            )
            sys.exit(130)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except OSError as error:
            problem = CannotWrite(path=error.filename or "a file", why=error.strerror or error)
        click.echo(f"minna: {problem.text(language())}", err=True)
        sys.exit(2)


def language() -> str:
    """The reader's language: Japanese where the environment says so, else English."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "ja" if told.startswith("ja") else "en"


@click.command(cls=Folder)
@click.version_option(__version__, prog_name="minna")
def main() -> None:
    """Measure how well public web sites serve everyone, and how far apart they are."""
