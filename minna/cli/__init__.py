"""The command line: one file a command, discovered by folder; only it imports all stages.

A command parses, opens the database, calls a room, and says in one line what came of it. Rooms
are imported inside the commands: Scrapy and Playwright are heavy, and `--help` needs neither.
"""

import os
import signal
import sys
import threading
import traceback
from pathlib import Path
from types import FrameType

import click

from minna import __version__, cli
from minna.cli._say import say
from minna.credentials import masked_text
from minna.discover import discover
from minna.errors import CannotWrite, InternalError, Interrupted, MinnaError
from minna.machine import machine_error_of
from minna.text import one_line

BAD_INPUT, OUR_FAULT = 2, 70
"""Exit codes: something can be mended by whoever called us; it cannot (EX_SOFTWARE, sysexits)."""
SHOW_TRACEBACK = "MINNA_TRACEBACK"
NOT_TEXT = {
    "en": "{word} is not text in UTF-8: write it in UTF-8, or give the file another name.",
    "ja": "{word} は UTF-8 ではありません。UTF-8 で入力するか、ファイル名を変えてください。",
}


class CommandFolder(click.Group):
    """A group whose commands are the public modules of this folder."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Commands in the order of the alphabet."""
        return sorted(discover(cli))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that a file defines under the name `command`."""
        module = discover(cli).get(cmd_name)
        return None if module is None else module.command

    def invoke(self, ctx: click.Context) -> object:
        """Run, and report in one sentence what people can mend."""
        status = BAD_INPUT
        ended = treat_like_ctrl_c(signal.SIGTERM)
        try:
            return super().invoke(ctx)
        except MinnaError as error:
            problem = error
        except click.UsageError as error:  # repeats what was typed
            message = one_line(masked_text(error.format_message()))
            raise click.UsageError(message, error.ctx) from None
        except KeyboardInterrupt:
            say(f"minna: {Interrupted().text(language())}", err=True)
            sys.exit(128 + (ended[-1] if ended else signal.SIGINT))
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except OSError as error:
            written = CannotWrite(path=error.filename or "a file", why=error.strerror or error)
            problem = written if error.filename else machine_error_of(error) or written
        except Exception as error:  # noqa: BLE001 - the last place where it can be reported
            machine_error = machine_error_of(error)
            problem, status = (
                machine_error or internal_error(error),
                BAD_INPUT if machine_error else OUR_FAULT,
            )
        say(f"minna: {problem.text(language())}", err=True)
        sys.exit(status)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse what is no text: it can be neither shown nor written down."""
        for word in args:
            if not word.isprintable() and any("\ud800" <= letter <= "\udfff" for letter in word):
                raise click.UsageError(NOT_TEXT[language()].format(word=ascii(word)))
        return super().parse_args(ctx, args)


def internal_error(error: Exception) -> InternalError:
    """Where our code broke, for a report to us."""
    if os.environ.get(SHOW_TRACEBACK):
        traceback.print_exception(error)
    last = traceback.extract_tb(error.__traceback__)[-1]
    return InternalError(
        kind=type(error).__name__, place=f"{Path(last.filename).name}:{last.lineno}"
    )


def treat_like_ctrl_c(number: int) -> list[int]:
    """Let a signal end us as Ctrl-C does, with browsers closed; the list holds it if it came."""
    received: list[int] = []

    def end(number: int, frame: FrameType | None) -> None:
        received.append(number)
        on_ctrl_c = signal.getsignal(signal.SIGINT)
        if not callable(on_ctrl_c):
            raise KeyboardInterrupt
        on_ctrl_c(number, frame)

    if threading.current_thread() is threading.main_thread():
        block_if_ignored(signal.SIGINT)
        signal.signal(number, end)
    return received


def block_if_ignored(number: int) -> None:
    """Keep from us a signal that we were started to ignore, yet let it have its usual meaning.

    Ctrl-C is ignored in the background of a shell script. asyncio sees that and makes no way to
    end in good order, which we want for other signals; of one that never comes it knows nothing.
    """
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.pthread_sigmask(signal.SIG_BLOCK, {number})
        signal.signal(number, signal.default_int_handler)


def language() -> str:
    """The reader's language: Japanese where the environment says so, else English."""
    locale = (
        os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    )
    return "ja" if locale.startswith("ja") else "en"


@click.command(cls=CommandFolder)
@click.version_option(__version__, prog_name="minna")
def main() -> None:
    """Measure how well public web sites serve everyone, and how far apart they are."""
