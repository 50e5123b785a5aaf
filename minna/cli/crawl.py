"""`minna crawl`: from a registry to the pages chosen for audit."""

from typing import Any

import click

from minna.cli import _options, _survey
from minna.cli.survey import chosen


@click.command("crawl")
@click.argument("registry")
@click.option("--only", default="", help="Codes of the registry, separated by commas.")
@_options.pages
@_options.crawl_options
@_options.db
def command(registry: str, only: str, pages: int, db: str, seed: int, **settings: Any) -> None:
    """Find the pages of every site in REGISTRY (a CSV file, jp or us) and choose among them.

    Example:

        minna crawl registry.csv --db town.db
    """
    sites = chosen(registry, only)
    store = _survey.open_for_writing(db)
    _survey.crawl(
        store, _survey.open_run(store, "survey", sites, seed, {"pages": pages} | settings)
    )
