"""`minna export`: a survey in a format that other programs read."""

from pathlib import Path

import click

from minna.cli import _options
from minna.cli._say import say
from minna.cli.report import compared
from minna.errors import CannotWrite, UnknownSite
from minna.store import Store

FOLDER = Path(__file__).parents[2] / "reports" / "formats"
NAMES = sorted(path.stem.replace("_", "-") for path in FOLDER.glob("[!_]*.py"))
"""Read from the folder's file names, as `--help` is to import no stage."""


@click.command("export")
@click.argument("format", type=click.Choice(NAMES))
@click.option(
    "--site",
    "sites",
    multiple=True,
    metavar="CODE",
    help="Code or address of a site; may be given several times. All sites if not given.",
)
@click.option(
    "--since",
    metavar="OLD",
    help="An earlier survey (FILE or FILE@SURVEY) whose changes the Atom feed lists.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("minna-export"),
    show_default=True,
    help="The folder to write to.",
)
@click.option(
    "--lang",
    type=click.Choice(["ja", "en"]),
    default="ja",
    show_default=True,
    help="Language of the sentences in the files.",
)
@_options.run
@_options.db
def command(
    format: str,
    sites: tuple[str, ...],
    since: str | None,
    out: Path,
    lang: str,
    run_id: str | None,
    db: str,
) -> None:
    """Write a survey in a format that other programs read.

    Which program reads which format is said in docs/exports.md.

    Example:

        minna export sarif --db town.db --site 011002 --out results
    """
    import reports

    store = Store(db)
    run = store.run(run_id)
    comparison = compared(store, run, since, db) if since else None
    report = reports.load_report(store, run)
    codes = set()
    for text in sites:
        named = {e.site.code for e in report.entries if text in (e.site.code, e.site.url)}
        if not named:
            raise UnknownSite(site=text, path=db)
        codes |= named
    try:
        written = reports.export(
            format, report, out, lang, frozenset(codes) if sites else None, comparison
        )
    except OSError as error:
        raise CannotWrite(path=error.filename or out, why=error.strerror or error) from error
    say(f"Wrote {written} {'file' if written == 1 else 'files'} to {out}", err=True)
