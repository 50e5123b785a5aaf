"""`minna registry`: the built-in lists of sites."""

from pathlib import Path

import click

from minna.cli._say import say

COLUMNS = ("code", "name", "type", "pref", "url")


@click.command("registry")
@click.argument("country")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it as a CSV file."
)
def command(country: str, out: Path | None) -> None:
    """List the built-in registry of COUNTRY (jp or us), or write it as a CSV file to choose from.

    Its addresses come from public lists and are unverified until visited.

    Example:

        minna registry jp --out jp.csv
    """
    import crawler

    sites = crawler.load_registry(country, "")
    if out:
        crawler.write_registry(sites, out)
        say(
            f"Wrote {len(sites)} sites to {out}; their addresses are unverified until visited.",
            err=True,
        )
        return
    for site in sites:
        say("\t".join(str(getattr(site, name)) for name in COLUMNS))
    say(f"{len(sites)} sites; their addresses are unverified until visited.", err=True)
