"""Pictures of faults: written beside the pages, one for each way in which a site fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from minna.records import Screenshot
from reports.report_data import SiteEntry, SurveyReport

FOLDER = "pictures"


@dataclass(frozen=True, slots=True)
class ShownScreenshot:
    """A picture as a page shows it."""

    path: str  # from the report's folder
    picture: Screenshot


def site_screenshots(
    report: SurveyReport, entry: SiteEntry
) -> dict[tuple[str, str], ShownScreenshot]:
    """A site's pictures by check and message."""
    kept = report.store.read(Screenshot, run=report.run.id, site=entry.site.code)
    return {
        (p.check, p.message): ShownScreenshot(f"{FOLDER}/{entry.slug}/{file_name(p)}", p)
        for p in kept
    }


def file_name(picture: Screenshot) -> str:
    """A file name that every system takes."""
    return re.sub(r"[^a-z0-9]+", "-", f"{picture.check}-{picture.message}".lower()) + ".webp"


def write(report: SurveyReport, out: Path) -> Iterator[Path]:
    """Every picture of a report, one file after another."""
    for entry in report.entries:
        for each in site_screenshots(report, entry).values():
            path = out / each.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(each.picture.image)
            yield path
