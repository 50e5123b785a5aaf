"""`minna compare`: two waves, what became of the gap and of each site."""

from pathlib import Path

import click

from minna.cli import _options
from minna.cli._say import say, say_json
from minna.comparison import Comparison
from minna.errors import SameSurvey, UnknownSurvey
from minna.records import Run
from minna.store import Store

MAX_SHOWN = 40
"""Maximum sites printed, of those where anything changed; the sure changes first."""


@click.command("compare")
@click.argument("old")
@click.argument("new")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write comparison.json, comparison.csv and comparison_checks.csv there.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
@_options.lang
@_options.db
def command(old: str, new: str, out: Path | None, as_json: bool, lang: str, db: str) -> None:
    """Compare two surveys: has the gap grown, and why is each score another than before?

    OLD and NEW are databases (FILE for its latest survey, FILE@SURVEY for another), or surveys
    of the database named with --db. Scores of different majors of the method are not compared.

    Example:

        minna compare 2026.db 2027.db --out changes
    """
    import reports
    import scoring

    (store, run), (other, later) = survey_named(old, db), survey_named(new, db)
    if run.id == later.id and Path(store.path).samefile(other.path):
        raise SameSurvey(run=run.id)
    comparison = scoring.compare_surveys(
        scoring.read_snapshot(store, run), scoring.read_snapshot(other, later)
    )
    if as_json:
        say_json(reports.comparison.to_data(comparison))
    else:
        print_comparison(comparison, lang)
    if out:
        names = [path.name for path in reports.comparison.write_comparison(comparison, out)]
        listed = reports.t("list.comma", lang).join(names)
        say(reports.t("compare.wrote", lang, files=f"{out}: {listed}"), err=True)


def survey_named(text: str, db: str) -> tuple[Store, Run]:
    """The survey that an argument names; UnknownSurvey if it names none."""
    path, _, run_id = text.partition("@")
    book, run_id = (path, run_id) if Path(path).is_file() else (db, text)
    if not Path(book).is_file():
        raise UnknownSurvey(what=text, db=db)
    store = Store(book)
    if run_id and not store.count(Run, id=run_id):
        raise UnknownSurvey(what=text, db=book)
    return store, store.run(run_id or None)


def print_comparison(result: Comparison, lang: str) -> None:
    """The whole of it for a terminal."""
    from reports import comparison, t

    def tell(lines: list[str], head: str = "") -> None:
        say(*(["", t(head, lang)] if head else []), *lines)

    tell(comparison.opening(result, lang))
    if len(result.sites) != 1:  # one's own site has no gap to others
        tell(comparison.gap_lines(result, lang), "compare.gap")
    if not result.sites:
        return
    tell(
        [comparison.direction_counts_line(result, lang), t("compare.parts", lang)], "compare.sites"
    )
    moved = [site for site in result.sites if site.checks or site.direction != "unsure"]
    listed = sorted(moved, key=lambda site: (site.direction == "unsure", site.code))
    tell([comparison.site_line(site, lang) for site in listed[:MAX_SHOWN]])
    if len(listed) > MAX_SHOWN:
        tell([t("compare.more", lang, n=len(listed) - MAX_SHOWN)])
    if lines := comparison.check_lines(result, lang):
        tell(lines, "compare.checks")
