"""`minna survey`: many sites, all stages."""

from pathlib import Path
from typing import Any

import click

from minna.cli import _options, _survey
from minna.cli._table import print_result
from minna.errors import UnknownCode
from minna.records import Site

MAX_SHOWN = 10
"""Codes that are named where they are unknown."""


@click.command("survey")
@click.argument("registry")
@click.option("--only", default="", help="Codes of the registry, separated by commas.")
@_options.pages
@_options.crawl_options
@click.option(
    "--plain-agent",
    is_flag=True,
    help="Also visit 2 pages in 100 of each site, at least one, under a browser's ordinary name, "
    "and report which sites answer it otherwise than our own; moves no score.",
)
@_options.out
@_options.lang
@_options.db
def command(
    registry: str,
    only: str,
    pages: int,
    plain_agent: bool,
    out: Path,
    lang: str,
    db: str,
    seed: int,
    **settings: Any,
) -> None:
    """Crawl, audit, score and report the sites of REGISTRY (a CSV file, jp or us).

    Started again, it goes on where it stopped.

    Example:

        minna survey registry.csv --only 131130,132012 --out public
    """
    sites = chosen(registry, only)
    if plain_agent:
        settings["plain_agent"] = True
    store = _survey.open_for_writing(db)
    run = _survey.open_run(store, "survey", sites, seed, {"pages": pages} | settings)
    print_result(store, _survey.survey(store, run, out), lang)


def chosen(registry: str, only: str) -> list[Site]:
    """The sites of a registry, or those of them whose codes are named."""
    import crawler

    sites = crawler.load_registry(registry, "")
    codes = [code.strip() for code in only.split(",") if code.strip()]
    selected = set(codes)
    unknown = sorted(selected - {site.code for site in sites}) or (
        [only] if only and not codes else []
    )
    if unknown:
        more = f" (+{len(unknown) - MAX_SHOWN})" if len(unknown) > MAX_SHOWN else ""
        raise UnknownCode(registry=registry, codes=", ".join(unknown[:MAX_SHOWN]) + more)
    return [site for site in sites if not selected or site.code in selected]
