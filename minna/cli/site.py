"""`minna site`: one's own site, from home page to report."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from minna.addresses import given_address
from minna.cli import _options, _standing, _survey, language
from minna.cli._say import say
from minna.errors import NeedsBaseline, NotMeasured
from minna.impacts import IMPACT_WEIGHTS
from minna.records import SITE, CheckMeta, Finding, Outcome, Run, Score, ScoreLoss
from minna.store import Store

IMPACTS = tuple(reversed(IMPACT_WEIGHTS))
MIN_GAIN = 0.05
"""Points under which a gain is not shown: it would read 0.0."""
MAX_SHOWN = 10
"""Maximum findings printed; the report has them all."""
WORDS = {
    "ja": {
        "score": "得点 {value:.1f}（95%区間 {low:.1f}–{high:.1f}）、{pages} ページを検査しました。",
        "first": "まず直すところ:",
        "where": "{pages} ページ、{count} 箇所",
        "gain": "直すと {gain:+.1f} 点の見込み",
        "clean": "自動検査で確認できた範囲では、問題は見つかりませんでした。",
        "across": "ページをまたいで見ると:",
    },
    "en": {
        "score": "Score {value:.1f} (95 % interval {low:.1f}–{high:.1f}), from {pages} pages.",
        "first": "What to mend first:",
        "where": "{pages} pages, {count} places",
        "gain": "mending it: {gain:+.1f} points",
        "clean": "As far as automatic checks can tell, nothing needs mending.",
        "across": "Seen across pages:",
    },
}


@click.command("site")
@click.argument("url")
@_options.pages
@_options.crawl_options
@click.option(
    "--fail-on",
    type=click.Choice(IMPACTS),
    help="End with exit code 1 if a sure finding has this impact or a graver one.",
)
@click.option(
    "--baseline",
    metavar="OLD",
    help="An earlier survey of the site (FILE or FILE@SURVEY): tell what is new, mended and still "
    "there.",
)
@click.option(
    "--fail-new",
    type=click.Choice(IMPACTS),
    help="End with exit code 1 if a finding that --baseline has not has this impact or a graver "
    "one.",
)
@click.option(
    "--against",
    metavar="WAVE.csv",
    type=click.Path(path_type=Path),
    help="The ranking.csv of a published survey: tell the rank that the site would have there.",
)
@_options.out
@_options.lang
@_options.db
def command(
    url: str,
    pages: int,
    out: Path,
    lang: str,
    db: str,
    seed: int,
    fail_on: str | None,
    baseline: str | None,
    fail_new: str | None,
    against: Path | None,
    allow_private: bool,
    **settings: Any,
) -> None:
    """Crawl and audit one site; print its score and what to mend first, and write its report.

    Example:

        minna site https://www.example.lg.jp/ --pages 20 --fail-on critical
    """
    import crawler
    import scoring

    url = given_address(url, allow_private=allow_private)
    if fail_new and not baseline:
        raise NeedsBaseline()
    earlier = _standing.earlier_survey(baseline, db, url) if baseline else None
    wave = scoring.read_wave(against) if against else None
    store = _survey.open_for_writing(db)
    settings |= {"pages": pages, "allow_private": allow_private}
    run = _survey.open_run(store, "site", [crawler.site_of(url)], seed, settings)
    standings = []

    def standing_of(finished: Run) -> Any:
        standings.append(_standing.standing(store, finished, earlier, wave))
        return standings[0]

    run = _survey.survey(store, run, out, standing_of if earlier or wave else None)
    score = store.get(Score, run=run.id)
    if score is None or score.value is None:
        raise NotMeasured(url=url, reason=no_score_reason(score, language()))
    print_score(score, lang)
    groups = top_findings(store, run)
    print_findings(store, run, groups, lang, gain_by_finding(store, run, score.value))
    print_across(store, run, lang)
    for each in standings:
        _standing.print_standing(each, lang)
    new = standings[0].baseline.of("new") if fail_new else ()
    if fail_new and any(reaches(change.finding.impact, fail_new) for change in new):
        sys.exit(1)
    if fail_on and any(reaches(g[0].impact, fail_on) for g in groups):
        sys.exit(1)


def reaches(impact: str, limit: str) -> bool:
    """Whether an impact is the one given or a graver one."""
    return IMPACTS.index(impact) >= IMPACTS.index(limit)


def top_findings(store: Store, run: Run) -> list[list[Finding]]:
    """Findings that count in the score by check and message, the gravest and widest first."""
    groups = defaultdict(list)
    for finding in store.read(Finding, run=run.id, scored=True):
        groups[finding.check, finding.message].append(finding)
    return sorted(
        groups.values(), key=lambda g: (-IMPACTS.index(g[0].impact), -len({f.url for f in g}))
    )


def no_score_reason(score: Score | None, lang: str) -> str:
    """The reason for no score, in words."""
    import reports

    if score is None:
        return reports.status_label("no_pages", lang)
    if score.reason:
        return reports.reason_message(score.reason, lang)
    return reports.status_label(score.status, lang)


def print_score(score: Score, lang: str) -> None:
    """The score in one line."""
    pages = score.key_pages + score.random_pages
    low, high = score.low, score.high
    say(WORDS[lang]["score"].format(value=score.value, low=low, high=high, pages=pages))


def gain_by_finding(store: Store, run: Run, value: float) -> dict[tuple[str, str], float]:
    """What the score would gain with one group mended, by check and message."""
    losses = store.read(ScoreLoss, run=run.id, by="kind")
    return {(loss.check, loss.group): loss.value - value for loss in losses}


def print_findings(
    store: Store,
    run: Run,
    groups: list[list[Finding]],
    lang: str,
    gained: Mapping[tuple[str, str], float],
) -> None:
    """The worst findings, how many places each has, and how to mend them."""
    import reports

    metas = {meta.id: meta for meta in store.read(CheckMeta, run=run.id)}
    say(WORDS[lang]["first" if groups else "clean"])
    for group in groups[:MAX_SHOWN]:
        meta, pages = metas[group[0].check], len({f.url for f in group})
        where = WORDS[lang]["where"].format(pages=pages, count=sum(f.count for f in group))
        text = f"[{group[0].impact}] {reports.finding_message(group[0], meta, lang)}"
        gain = gained.get((group[0].check, group[0].message), 0.0)
        worth = "; " + WORDS[lang]["gain"].format(gain=gain) if gain >= MIN_GAIN else ""
        say("", f"{text} ({where}; {meta.criterion}{worth})")
        say(f"  {meta.fix.get(lang) or meta.fix.get('en', '')}")
        say(f"  {group[0].url} {' '.join(group[0].nodes[:1])}")


def print_across(store: Store, run: Run, lang: str) -> None:
    """What the pages show only together, a line each; none of it counts."""
    import reports

    metas = {meta.id: meta for meta in store.read(CheckMeta, run=run.id)}
    findings = list(store.read(Finding, run=run.id, viewport=SITE, outcome=Outcome.FAILED))
    if findings:
        say("", WORDS[lang]["across"])
    for finding in findings:
        meta = metas[finding.check]
        criterion = f" ({meta.criterion})" if meta.criterion else ""
        say(f"  {reports.finding_message(finding, meta, lang)}{criterion}")
