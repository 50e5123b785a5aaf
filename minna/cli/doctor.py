"""`minna doctor`: what is there, what is missing, and the line that mends it."""

import platform
import sys

import click

from minna import __version__
from minna.cli._say import say


@click.command("doctor")
@click.option(
    "--quiet", is_flag=True, help="Print nothing; the exit code says whether a browser starts."
)
def command(quiet: bool) -> None:
    """Show browsers, fonts and versions, and how to mend what is missing."""
    from audits.browser import chromium
    from audits.judging.axe_rules import VERSION

    works = any(not candidate.problem for candidate in chromium.probe_results())
    if quiet:
        sys.exit(0 if works else 1)
    say(f"ok       Minna {__version__}, Python {platform.python_version()}, axe-core {VERSION}")
    for c in chromium.probe_results():
        state = "missing" if c.problem else "ok"
        say(f"{state:<8} browser {c.path} ({c.named_by}): {c.problem or c.version}")
    if not works:
        say(f"missing  no browser starts; mend with: {chromium.INSTALL_COMMAND}")
    fonts = chromium.japanese_fonts()
    if fonts:
        say(f"ok       Japanese fonts: {', '.join(fonts[:4])}")
    else:
        say("missing  no Japanese font; mend with: sudo apt-get install fontconfig fonts-noto-cjk")
    sys.exit(0 if works else 1)
