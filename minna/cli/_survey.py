"""The stages of a survey in their order, over one database."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from minna import __version__
from minna.cli import language
from minna.cli._progress import progress
from minna.cli._say import say
from minna.comparison import Comparison
from minna.errors import CannotWrite, MissingCredentials
from minna.machine import raise_handle_limit
from minna.records import (
    VIEWPORTS,
    AgentComparison,
    Evidence,
    Page,
    Reply,
    Ruling,
    Run,
    Score,
    ServiceSearch,
    Site,
    SiteCrawl,
    TaskFound,
    TaskOutcome,
)
from minna.replies import read_replies
from minna.settings import RunSettings
from minna.store import Store

CAPS = {"traps": "over a tenth of known addresses left as traps"}
"""Reasons for which a crawl saw a part, in more words where one does not do."""
MAX_SHOWN = 3
TASK_SEARCH = "audits.services.task_search"
"""The directed search, which the crawler is named: no stage imports another."""
RESUME_KEYS = ("kind", "registry", "seed", "settings")


def open_for_writing(path: str) -> Store:
    """The database for a command that visits, alone at work on it, on a machine that can.

    Raises TooFewFileHandles or DatabaseInUse.
    """
    raise_handle_limit()
    store = Store(path)
    store.claim()
    return store


def open_run(
    store: Store, kind: str, sites: Sequence[Site], seed: int, settings: dict[str, Any]
) -> Run:
    """The unfinished survey of the same sites with the same settings, else a new one."""
    import audits
    import crawler
    import scoring

    latest = max(store.read(Run), key=lambda run: run.id, default=None)
    new = Run(
        id=new_id(store),
        started=now(),
        finished=None,
        kind=kind,
        registry=crawler.registry_digest(list(sites)),
        seed=seed,
        settings=RunSettings.of(settings),
        versions={"minna": __version__, "method": scoring.METHOD, **audits.versions()},
    )
    if (
        latest
        and not latest.finished
        and all(getattr(latest, n) == getattr(new, n) for n in RESUME_KEYS)
    ):
        check_credentials(store, latest)
        say(f"Going on with survey {latest.id}, begun {latest.started}.", err=True)
        return latest
    store.save([new, *(replace(site, run=new.id) for site in sites)])
    return new


def check_credentials(store: Store, run: Run) -> None:
    """Raises MissingCredentials where a site had a user and password and has none now."""
    import crawler

    missing = crawler.missing_credentials(store.read(Site, run=run.id))
    if missing:
        more = f" (+{len(missing) - MAX_SHOWN})" if len(missing) > MAX_SHOWN else ""
        raise MissingCredentials(urls=", ".join(missing[:MAX_SHOWN]) + more)


def new_id(store: Store) -> str:
    """The moment, readable and sortable; later ones of the same second get a suffix."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    taken = {run.id for run in store.read(Run)}
    return next(i for i in (moment, *(f"{moment}-{n}" for n in range(2, 100))) if i not in taken)


def now() -> str:
    """The moment for people and programs."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def crawl(store: Store, run: Run) -> None:
    """Find and choose pages, and say how many."""
    import crawler

    with progress("Finding pages") as advance:
        crawler.crawl(store, run, progress=advance)
    frames = list(store.read(SiteCrawl, run=run.id))
    pages, good = sum(f.pages for f in frames), sum(f.status == "ok" for f in frames)
    say(f"Found {pages} pages on {good} of {len(frames)} sites.", err=True)
    for line in exclusion_summary(frames):
        say(f"  {line}", err=True)
    if run.settings.services:
        search_tasks(store, run)


def search_tasks(store: Store, run: Run) -> None:
    """Look for tasks and duties on the sites that were crawled, and say how many were found."""
    import crawler

    with progress("Looking for procedures") as advance:
        crawler.search_tasks(store, run, TASK_SEARCH, progress=advance)
    searches = list(store.read(ServiceSearch, run=run.id))
    task_count = store.count(TaskFound, run=run.id, outcome=("found", "elsewhere"))
    requests = sum(search.requests for search in searches)
    say(
        f"Looked for procedures on {len(searches)} sites: found {task_count}, {requests} requests.",
        err=True,
    )


def exclusion_summary(frames: Sequence[SiteCrawl]) -> list[str]:
    """What was not measured and why, what was left as a trap, and where a crawl was cut short."""
    missed = Counter(f.status for f in frames if f.status != "ok")
    capped = Counter(f.capped for f in frames if f.capped)
    at, left = Counter[str](), Counter[str]()
    for frame in frames:
        at.update(frame.traps.keys())
        left.update(frame.traps)
    lines = [f"not measured, {status}: {n} sites" for status, n in missed.most_common()]
    lines += [f"not seen whole, {CAPS.get(c, c)}: {n} sites" for c, n in capped.most_common()]
    lines += [f"left as a trap, {k}: {n} addresses on {at[k]} sites" for k, n in left.most_common()]
    return lines


def audit(store: Store, run: Run) -> None:
    """Visit the chosen pages, and say how many were measured."""
    import audits
    import crawler
    import scoring

    sample_target, belongs = scoring.sample_target(store, run), crawler.scopes(store, run)
    with progress("Auditing pages") as advance:
        audits.audit(store, run, progress=advance, sample_target=sample_target, belongs=belongs)
    drawn = store.count(Page, run=run.id, sample_part=("key", "random"))
    visits = store.count(Evidence, run=run.id, viewport=VIEWPORTS)
    good = store.count(Evidence, run=run.id, viewport=VIEWPORTS, status="ok")
    say(f"Audited {drawn} pages; {good} of {visits} visits could be measured.", err=True)
    judge_services(store, run)


def compare_agents(store: Store, run: Run) -> None:
    """Visit a few pages under a browser's ordinary name, and say which sites heed the name."""
    import audits
    import crawler

    with progress("Comparing names") as advance:
        belongs = crawler.scopes(store, run)
        audits.compare_agents(store, run, progress=advance, belongs=belongs)
    comparisons = list(store.read(AgentComparison, run=run.id))
    differ = [comparison for comparison in comparisons if comparison.status == "differs"]
    unknown = sum(comparison.status == "unknown" for comparison in comparisons)
    say(
        f"Compared {len(comparisons)} sites under both names: {len(differ)} differ, "
        f"{unknown} not known.",
        *(
            f"  {each.site} answers a browser's ordinary name otherwise: {each.url}"
            for each in differ
        ),
        err=True,
    )


def judge_services(store: Store, run: Run, *, again: bool = False) -> None:
    """Judge tasks, duties and trust from what the search has stored, and say of how many sites."""
    import audits
    import crawler

    if not store.count(ServiceSearch, run=run.id):
        return
    with progress("Judging services") as advance:
        belongs = crawler.scopes(store, run)
        audits.judge_services(store, run, progress=advance, belongs=belongs, again=again)
    tasks, sites = store.count(TaskOutcome, run=run.id), store.count(ServiceSearch, run=run.id)
    say(f"Judged {tasks} procedures on {sites} sites.", err=True)


def score(store: Store, run: Run) -> Run:
    """Turn findings into scores, and close the survey."""
    import scoring

    scoring.score(store, run)
    finished = replace(run, finished=run.finished or now())
    store.save([finished])
    scores = list(store.read(Score, run=run.id))
    valued = sum(s.value is not None for s in scores)
    say(f"Scored {valued} of {len(scores)} sites.", err=True)
    return finished


def take_replies(store: Store, run: Run, path: Path) -> bool:
    """Keep the replies of a file, and say what in it cannot be used; whether rulings changed."""
    import scoring

    given, problems = read_replies(path)
    is_changed, unknown = scoring.store_replies(store, run, given)
    for problem in (*problems, *unknown):
        say(f"minna: {problem.text(language())}", err=True)
    say(
        f"Kept {store.count(Reply, run=run.id)} replies and "
        f"{store.count(Ruling, run=run.id)} rulings of {len(given)} replies.",
        err=True,
    )
    return is_changed


def report(
    store: Store,
    run: Run,
    out: Path,
    comparison: Comparison | None = None,
    standing: Any = None,
) -> None:
    """Write the report, and say where; `comparison` is with an earlier survey.

    `standing` is a `reports.SiteStanding`.
    """
    import reports

    try:
        files = reports.build(store, run, out, comparison, standing or reports.SiteStanding())
    except OSError as error:
        raise CannotWrite(path=error.filename or out, why=error.strerror) from error
    say(f"Wrote {files} files; open {out / 'index.html'}", err=True)


def survey(
    store: Store,
    run: Run,
    out: Path,
    standing_of: Callable[[Run], Any] | None = None,
) -> Run:
    """All stages, one after the other; `standing_of` is asked once there are scores."""
    crawl(store, run)
    audit(store, run)
    if run.settings.plain_agent:
        compare_agents(store, run)
    finished = score(store, run)
    standing = standing_of(finished) if standing_of else None
    report(store, finished, out, standing=standing)
    return finished
