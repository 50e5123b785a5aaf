"""`minna demo`: the made-up prefecture surveyed on this machine, or a nation's report made up."""

from collections.abc import Sequence
from pathlib import Path

import click

from minna import __version__
from minna.cli import _options, _survey
from minna.cli._progress import progress
from minna.cli._say import say
from minna.cli._table import print_result
from minna.cli.survey import chosen
from minna.records import MADE_UP, Run, Site
from minna.settings import RunSettings
from minna.store import Store

PORT = 8847
SETTINGS = {"pages": 8, "pause": 0.05, "allow_private": True, "crawl_pages": 60}
MUNICIPALITIES = ("city", "designated_city", "special_ward", "town", "village")
NATION = "A made-up nation: real places and populations, invented results. Nobody was visited."


@click.command("demo")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where the sites, the database and the report are written.",
)
@click.option(
    "--nation",
    is_flag=True,
    help="Make up the results of a nation of 1,741 municipalities and write their report; "
    "no site is visited and no browser is needed.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, _options.MAX_SEED),
    default=1,
    show_default=True,
    help="Of the made-up nation: the odd ones have one class of sites, the even ones two.",
)
@_options.lang
def command(out: Path, nation: bool, seed: int, lang: str) -> None:
    """Serve the sample prefecture on loopback, survey it, and write its report.

    Example:

        minna demo --nation --out nation
    """
    out.mkdir(parents=True, exist_ok=True)
    if nation:
        store = _survey.open_for_writing(str(out / "minna.db"))
        run = _survey.score(store, make_up_nation(store, seed, places()))
        _survey.report(store, run, out / "report")
    else:
        store, run = survey_prefecture(out)
    print_result(store, run, lang)
    if nation:
        say("", NATION)


def survey_prefecture(out: Path) -> tuple[Store, Run]:
    """The survey of the sample prefecture, which is served meanwhile, and its database."""
    from samples import serve
    from samples.generate import generate

    generate(out / "sites")
    with serve.serving(out / "sites", port=PORT) as addresses:
        registry = out / "registry.csv"
        serve.write_registry(registry, addresses)
        store = _survey.open_for_writing(str(out / "minna.db"))
        run = _survey.open_run(store, "survey", chosen(str(registry), ""), 1, SETTINGS)
        return store, _survey.survey(store, run, out / "report")


def places() -> list[Site]:
    """The municipalities of the registry of Japan."""
    import crawler

    return [site for site in crawler.load_registry("jp", "") if site.type in MUNICIPALITIES]


def make_up_nation(store: Store, seed: int, sites: Sequence[Site]) -> Run:
    """Store what a survey of these places might have found, and give its run."""
    import audits
    import crawler
    import scoring
    from samples.nation import survey

    run = Run(
        id=_survey.new_id(store),
        started=_survey.now(),
        finished=None,
        kind=MADE_UP,
        registry=crawler.registry_digest(list(sites)),
        seed=seed,
        settings=RunSettings(pages=len(survey.KEY_ROLES) + survey.RANDOM_PAGES),
        versions={"minna": __version__, "method": scoring.METHOD},
    )
    with progress("Making up results") as advance:
        for done, records in enumerate(survey.survey_records(run, sites, audits.check_metas())):
            store.save(records)
            advance(done, len(sites), "")
    return run
