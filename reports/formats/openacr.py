"""OpenACR: what automatic checks saw of each criterion, as the start of a conformance report.

Levels are `partially-supports` and `does-not-support`, where a check is certain that pages fail
(some of those measured, or more than half, as OpenACR defines the terms), and else
`not-evaluated`. A tool never writes `supports` or `not-applicable`.

The file is JSON, which is valid YAML 1.2: no YAML library is needed to write or to trust it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from minna.criteria import Criterion
from minna.records import SITE, Outcome
from reports.formats._request import ExportRequest, Format
from reports.formats._results import (
    CheckResult,
    by_criterion,
    check_results,
    criteria_of,
    criterion_outcome,
    measured_urls,
    title,
)
from reports.formats._safe import plain_name, utc, web_address, write_json
from reports.i18n import t
from reports.report_data import SiteEntry

FORMAT = Format(
    "OpenACR 0.1.0 (YAML)",
    "SITE.openacr.yaml",
    "GSA’s OpenACR editor and command line, where a person completes the report",
)
CATALOG = "2.4-edition-wcag-2.1-en"
"""The catalog of WCAG 2.1 alone: Section 508 and EN 301 549 do not bind Japanese bodies."""
CHAPTERS = {"success_criteria_level_a": "A", "success_criteria_level_aa": "AA"}
LEFT_OUT = ("success_criteria_level_aaa",)


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    for entry in request.entries:
        yield write_json(request.out / f"{entry.slug}.openacr.yaml", acr(request, entry))


def acr(request: ExportRequest, entry: SiteEntry) -> dict[str, object]:
    """One site's report."""
    run, lang = request.report.run, request.lang
    date = utc(run.finished or run.started)[:10]
    contact = run.settings.contact
    measured = len(measured_urls(request.report, entry.site.code))
    grouped = by_criterion(check_results(request.report, entry.site.code))
    chapters: dict[str, object] = {
        chapter: {
            "criteria": [
                row(criterion, grouped.get(criterion.id, []), measured, lang)
                for criterion in criteria_of((level,), ("2.0", "2.1"))
            ]
        }
        for chapter, level in CHAPTERS.items()
    }
    name = plain_name(entry.site.name)
    return {
        "title": t("export.openacr.title", lang, name=name),
        "product": {
            "name": name or entry.slug,
            "version": date,
            "description": web_address(entry.site.url) or entry.site.url,
        },
        "author": {
            "name": f"Minna {run.versions.get('minna', '')}".strip(),
            "email": contact if "@" in contact and "://" not in contact else "",
            "website": web_address(contact),
        },
        "report_date": date,
        "last_modified_date": date,
        "version": 1,
        "catalog": CATALOG,
        "notes": t("export.openacr.notes", lang),
        "evaluation_methods_used": t(
            "export.openacr.methods",
            lang,
            pages=measured,
            versions=", ".join(f"{tool} {version}" for tool, version in run.versions.items()),
        ),
        "chapters": chapters | {chapter: {"disabled": True} for chapter in LEFT_OUT},
    }


def row(
    criterion: Criterion, results: Sequence[CheckResult], measured: int, lang: str
) -> dict[str, object]:
    """One criterion."""
    adherence = {"level": "not-evaluated", "notes": ""}
    outcome = criterion_outcome(results)
    if outcome == Outcome.FAILED:
        failed = [result for result in results if result.is_certain_failure]
        pages = len({result.url for result in failed if result.viewport != SITE})
        titles = dict.fromkeys(title(result.meta, lang) for result in failed)
        adherence = {
            "level": "does-not-support" if 2 * pages > measured > 0 else "partially-supports",
            "notes": t(
                "export.openacr.failed",
                lang,
                n=pages,
                of=measured,
                titles=t("list.comma", lang).join(titles),
            ),
        }
    elif outcome == Outcome.CANT_TELL:
        adherence["notes"] = t("export.openacr.doubt", lang)
    return {"num": criterion.id, "components": [{"name": "web", "adherence": adherence}]}
