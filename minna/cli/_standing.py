"""How one site stands against an earlier survey of it, and against a published one."""

from typing import Any

from minna.addresses import url_key
from minna.cli._say import say
from minna.cli.compare import survey_named
from minna.errors import NoRun, UnknownSite
from minna.records import Run, Score, Site
from minna.store import Store

MAX_SHOWN = 10
"""Maximum new findings printed; baseline.csv has them all."""


def earlier_survey(text: str, db: str, url: str) -> tuple[Store, Run, Site]:
    """The survey that `--baseline` names, and its row of the site.

    Of a survey of one site that row is it, wherever the site was then; among several sites the one
    at the same address. Raises UnknownSurvey, NoRun or UnknownSite.
    """
    store, run = survey_named(text, db)
    if "@" not in text:  # a survey that is not finished yet is no baseline
        finished = [r for r in store.read(Run) if r.finished]
        run = max(finished, key=lambda r: r.id, default=run)
    if not run.finished:
        raise NoRun(path=store.path)
    sites = list(store.read(Site, run=run.id))
    same = [site for site in sites if url_key(site.url) == url_key(url)]
    if not same and len(sites) != 1:
        raise UnknownSite(site=url, path=text)
    return store, run, (same or sites)[0]


def standing(store: Store, run: Run, earlier: tuple[Store, Run, Site] | None, wave: Any) -> Any:
    """A `reports.SiteStanding` of the one site of a survey."""
    import crawler
    import reports
    import scoring

    site, score = next(iter(store.read(Site, run=run.id))), store.get(Score, run=run.id)
    baseline, positions = None, tuple[Any, ...]()
    if earlier:
        old = reports.surveyed_site(*earlier)
        new = reports.surveyed_site(store, run, site)
        baseline = reports.compare_with_baseline(earlier[1], old, new)
    if wave and score and score.value is not None:
        registry = crawler.load_registry("jp", "")
        key = url_key(site.url)
        known = next((row for row in registry if url_key(row.url) == key), None)
        positions = tuple(scoring.positions_in_wave(wave, score, site, known, run.seed))
    return reports.SiteStanding(baseline, wave.path if wave else "", positions)


def print_standing(result: Any, lang: str) -> None:
    """What is new and mended, and the rank in the published survey."""
    import reports

    if result.baseline:
        figures = {str(s): result.baseline.elements(s) for s in result.baseline.states}
        day = reports.format_date(result.baseline.old.started, lang)
        say("", reports.t("baseline.line", lang, day=day, **figures))
        if result.baseline.other_rules:
            checks = ", ".join(result.baseline.other_rules)
            say(reports.t("baseline.rules", lang, checks=checks))
        for change in result.baseline.of("new")[:MAX_SHOWN]:
            sentence = reports.finding_message(change.finding, change.meta, lang)
            say(f"  [{change.finding.impact}] {sentence}")
            say(f"    {change.finding.url} {change.selector}")
    for place in result.positions:
        say(reports.position_sentence(place, lang))
    if len(result.positions) == 1:
        say(reports.t("against.no_peers", lang))
