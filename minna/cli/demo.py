"""`minna demo`: the made-up prefecture, surveyed on this machine."""

from pathlib import Path

import click

from minna.cli import _options, _survey
from minna.cli._table import print_result
from minna.cli.survey import chosen

PORT = 8847
SETTINGS = {"pages": 8, "pause": 0.05, "allow_private": True, "crawl_pages": 60}


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the sites, the database and the report are written.",
)
@_options.lang
def command(out: Path, lang: str) -> None:
    """Serve the sample prefecture on loopback, survey it, and write its report."""
    from samples import serve
    from samples.generate import generate

    out.mkdir(parents=True, exist_ok=True)
    generate(out / "sites")
    with serve.serving(out / "sites", port=PORT) as addresses:
        registry = out / "registry.csv"
        serve.write_registry(registry, addresses)
        store = _survey.open_for_writing(str(out / "minna.db"))
        run = _survey.open_run(store, "survey", chosen(str(registry), ""), 1, SETTINGS)
        run = _survey.survey(store, run, out / "report")
        print_result(store, run, lang)
