"""Write every page in every language, every export, and the one stylesheet."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from minna.comparison import Comparison
from minna.discover import discover
from minna.errors import CannotWrite
from minna.records import Run
from minna.store import Store
from reports import exports, formats, pages, screenshots, towns
from reports.formats._request import ExportRequest
from reports.i18n import DEFAULT_LANG, languages
from reports.jinja_env import environment
from reports.pages import ReportPage
from reports.report_data import SurveyReport, load_report

STATIC = Path(__file__).with_name("static")
ONE_SITE_FORMATS = ("work-list",)
"""What the report of a single site (`minna site`) brings along, for those who mend it."""


def build(store: Store, run: Run, out: Path, comparison: Comparison | None = None) -> int:
    """Fill `out` with the report of a run, and say how many files were written.

    `comparison` is with an earlier survey, whose changes the first page tells.
    Raises CannotWrite when the folder cannot take them.
    """
    try:
        return sum(1 for _ in write_all(load_report(store, run, comparison), Path(out)))
    except OSError as error:
        raise CannotWrite(path=out, why=error) from error


def write_all(report: SurveyReport, out: Path) -> Iterator[Path]:
    """Pages, data and style sheet, one file after another."""
    yield from write_pages(report, out)
    yield from screenshots.write(report, out)
    data = out / "data"
    data.mkdir(parents=True, exist_ok=True)
    for module in discover(exports).values():
        yield module.write(report.store, report.run, data)
    if report.run.kind == "site":
        yield from write_formats(report, out)
    (out / "static").mkdir(exist_ok=True)
    for path in sorted(STATIC.iterdir()):
        yield Path(shutil.copyfile(path, out / "static" / path.name))
    yield towns.write(report, out)


def write_pages(report: SurveyReport, out: Path) -> Iterator[Path]:
    """Each page in each language: what is on it is worked out once, and only said anew."""
    environments = {lang: environment(lang) for lang in languages()}
    for module in discover(pages).values():
        for page in module.render(report):
            for lang, env in environments.items():
                path = out / address(page.name, lang)
                path.parent.mkdir(parents=True, exist_ok=True)
                context = page_context(report, page, lang) | page.context
                html = env.get_template(page.template).render(context)
                path.write_text(html, encoding="utf-8")
                yield path


def write_formats(report: SurveyReport, out: Path) -> Iterator[Path]:
    """The formats that belong to the report of a single site, in each language."""
    for lang in languages():
        request = ExportRequest(report, out / address("data", lang), lang)
        request.out.mkdir(parents=True, exist_ok=True)
        for name in ONE_SITE_FORMATS:
            yield from discover(formats)[name].write(request)


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
    }
