"""Write every page in every language, every export, and the one stylesheet."""

import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from gzip import GzipFile
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from jinja2 import Environment

from minna.comparison import Comparison
from minna.discover import discover
from minna.errors import CannotWrite
from minna.records import Run
from minna.store import Store
from reports import exports, formats, pages, screenshots, towns
from reports.baseline_csv import write_changes
from reports.formats._request import ExportRequest
from reports.i18n import DEFAULT_LANG, languages
from reports.incremental import (
    Digests,
    PageState,
    digest,
    read_states,
    recording,
    write_states,
)
from reports.jinja_env import environment
from reports.pages import ReportPage, site
from reports.report_data import NO_STANDING, SiteEntry, SiteStanding, SurveyReport, load_report

STATIC = Path(__file__).with_name("static")
PROCESSES, CHUNK, MIN_FOR_PROCESSES = 2, 40, 150
"""Processes that make pages of sites, sites given to one at a time, sites that are worth it."""
FINDINGS, MAX_PLAIN_SITES, PACKING_LEVEL = "findings.csv", 200, 5
ONE_SITE_FORMATS = ("work-list",)
"""What the report of a single site (`minna site`) brings along, for those who mend it."""


def build(
    store: Store,
    run: Run,
    out: Path,
    comparison: Comparison | None = None,
    standing: SiteStanding = NO_STANDING,
) -> int:
    """Fill `out` with the report of a run, and say how many files were written.

    `comparison` is with an earlier survey, whose changes the first page tells;
    `standing` is how a single site stands against surveys elsewhere (`minna site`).
    Raises CannotWrite when the folder cannot take them.
    """
    try:
        return sum(1 for _ in write_all(load_report(store, run, comparison, standing), Path(out)))
    except OSError as error:
        raise CannotWrite(path=out, why=error) from error


def write_all(report: SurveyReport, out: Path) -> Iterator[Path]:
    """Pages, data and style sheet, one file after another."""
    yield from write_pages(report, out)
    yield from screenshots.write(report, out)
    data = out / "data"
    data.mkdir(parents=True, exist_ok=True)
    for module in discover(exports).values():
        yield packed(report, module.write(report, data))
    if report.run.kind == "site":
        yield from write_formats(report, out)
    (out / "static").mkdir(exist_ok=True)
    for path in sorted(STATIC.iterdir()):
        yield Path(shutil.copyfile(path, out / "static" / path.name))
    yield towns.write(report, out)


def packed(report: SurveyReport, path: Path) -> Path:
    """The file, packed where it would be the larger part of the report."""
    target = path.with_name(packed_name(report, path.name))
    if target == path:
        return path
    with (
        path.open("rb") as plain,
        target.open("wb") as file,
        GzipFile(path.name, "wb", PACKING_LEVEL, file, mtime=0) as gzip,
    ):
        shutil.copyfileobj(plain, gzip)
    path.unlink()
    return target


def packed_name(report: SurveyReport, name: str) -> str:
    """The name of a data file; that of a packed one for the findings of many sites.

    They are a hundred megabytes, which no spreadsheet opens.
    """
    is_packed = name == FINDINGS and len(report.entries) > MAX_PLAIN_SITES
    return f"{name}.gz" if is_packed else name


def write_pages(report: SurveyReport, out: Path) -> Iterator[Path]:
    """Each page in each language: what is on it is worked out once, and only said anew."""
    environments = {lang: environment(lang) for lang in languages()}
    for module in discover(pages).values():
        if module is site:
            yield from write_site_pages(report, out)
            continue
        for page in module.render(report):
            yield from write_page(report, page, out, environments)


def write_page(
    report: SurveyReport, page: ReportPage, out: Path, environments: dict[str, Environment]
) -> Iterator[Path]:
    """One page in each language."""
    for lang, env in environments.items():
        path = out / address(page.name, lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        context = page_context(report, page, lang) | page.context
        html = env.get_template(page.template).render(context)
        path.write_text(html, encoding="utf-8")
        yield path


def write_site_pages(report: SurveyReport, out: Path) -> Iterator[Path]:
    """The pages of all sites; those that are as they were are left alone.

    Many are made in two processes.
    """
    out.mkdir(parents=True, exist_ok=True)
    states = read_states(out)
    digests = Digests(report)
    changed: list[SiteEntry] = []
    for entry in report.entries:
        state = states.get(entry.site.code)
        if state and state.is_current(digests, entry, out):
            yield from (out / name for name in state.files)
        else:
            changed.append(entry)
    kept = {entry.site.code for entry in report.entries} - {e.site.code for e in changed}
    made = {code: state for code, state in states.items() if code in kept}
    for code, state in made_pages(report, changed, out):
        made[code] = state
        yield from (out / name for name in state.files)
    yield write_states(out, made)


def made_pages(
    report: SurveyReport, entries: Sequence[SiteEntry], out: Path
) -> Iterator[tuple[str, PageState]]:
    """Make the pages of some sites: each site's code, and of what its page was made."""
    codes = [entry.site.code for entry in entries]
    if len(codes) < MIN_FOR_PROCESSES or not Path(report.store.path).is_file():
        yield from make_pages(report, codes, out)
        return
    parts = [codes[n : n + CHUNK] for n in range(0, len(codes), CHUNK)]
    job = partial(make_part, report.store.path, report.run.id, report.comparison, out)
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for part in pool.map(job, parts):
            yield from part


def make_part(
    path: str, run: str, comparison: Comparison | None, out: Path, codes: Sequence[str]
) -> list[tuple[str, PageState]]:
    """Pages of some sites, made in a process of their own."""
    return list(make_pages(loaded(path, run, comparison), codes, out))


LOADED: dict[tuple[str, str], SurveyReport] = {}
"""The report that a process of ours works on."""


def loaded(path: str, run: str, comparison: Comparison | None) -> SurveyReport:
    """A survey as its pages read it, loaded once in a process."""
    if (path, run) not in LOADED:
        store = Store(path)
        LOADED[path, run] = load_report(store, store.run(run), comparison)
    return LOADED[path, run]


def make_pages(
    report: SurveyReport, codes: Sequence[str], out: Path
) -> Iterator[tuple[str, PageState]]:
    """Make the pages of some sites, and note of what each was made."""
    environments = {lang: environment(lang) for lang in languages()}
    entries = {entry.site.code: entry for entry in report.entries}
    digests = Digests(report)
    for code in codes:
        watched = recording(report)
        page = site.page_of(watched.report, entries[code])
        files = {
            path.relative_to(out).as_posix(): digest(path.read_bytes())
            for path in write_page(report, page, out, environments)
        }
        key = digests.key(entries[code], watched.rows, watched.notes)
        yield code, PageState(key, tuple(sorted(watched.rows)), tuple(sorted(watched.notes)), files)


def write_formats(report: SurveyReport, out: Path) -> Iterator[Path]:
    """The formats that belong to the report of a single site, in each language."""
    for lang in languages():
        request = ExportRequest(report, out / address("data", lang), lang)
        request.out.mkdir(parents=True, exist_ok=True)
        for name in ONE_SITE_FORMATS:
            yield from discover(formats)[name].write(request)
        if report.standing.baseline:
            yield write_changes(report.standing.baseline, request.out / "baseline.csv", lang)


def address(name: str, lang: str) -> str:
    """Where a page stands in the report's folder.

    >>> address("index.html", "ja"), address("index.html", "en")
    ('index.html', 'en/index.html')
    """
    return name if lang == DEFAULT_LANG else f"{lang}/{name}"


def page_context(report: SurveyReport, page: ReportPage, lang: str) -> dict[str, Any]:
    """What the frame around every page needs: its run, and the way to its neighbours."""
    name = page.name
    home = "../" * name.count("/")
    root = "../" * address(name, lang).count("/")
    twins = [(other, root + address(name, other)) for other in languages()]
    return {
        "run": report.run,
        "name": name,
        "home": home,
        "root": root,
        "twins": twins,
        "script": page.script,
        "findings_file": packed_name(report, FINDINGS),
    }
