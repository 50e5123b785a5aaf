"""Print words that strangers may have written."""

import click

from minna.text import harmless


def say(text: str, *, err: bool = False) -> None:
    """One line or more, without what would steer the terminal."""
    click.echo(harmless(text), err=err)
