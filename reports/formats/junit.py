"""JUnit XML: a test case for each check on each visit, in a suite for each page and viewport.

Failures are certain ones alone, so that a build breaks over nothing else. What is likely, needs a
person, does not apply or was not tested is skipped, and `type` says which of these it is.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from xml.etree.ElementTree import Element

from minna.records import Outcome
from reports.formats._request import ExportRequest, Format
from reports.formats._results import (
    CheckResult,
    check_results,
    measured_urls,
    sampled_pages,
    title,
)
from reports.formats._safe import child, plain_name, utc, write_xml
from reports.i18n import status_label, t
from reports.report_data import SiteEntry

FORMAT = Format(
    "JUnit XML", "SITE.junit.xml", "CI servers: Jenkins, GitLab, Azure Pipelines, CircleCI"
)


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    for entry in request.entries:
        yield write_xml(request.out / f"{entry.slug}.junit.xml", suites(request, entry))


def suites(request: ExportRequest, entry: SiteEntry) -> Element:
    """All suites of a site; the last holds the pages that could not be measured."""
    root = Element("testsuites", {"name": plain_name(f"Minna: {entry.site.name}")})
    results = sorted(
        check_results(request.report, entry.site.code), key=lambda r: (r.url, r.viewport)
    )
    started = utc(request.report.run.started).removesuffix("Z")
    for (url, viewport), group in groupby(results, key=lambda r: (r.url, r.viewport)):
        suite = child(root, "testsuite", name=f"{url} ({viewport})", timestamp=started)
        for result in group:
            add_case(suite, result, request.lang)
        count(suite)
    measured = measured_urls(request.report, entry.site.code)
    missed = [p for p in sampled_pages(request.report, entry.site.code) if p.url not in measured]
    if missed or entry.score.value is None:
        suite = child(root, "testsuite", name="minna.visit", timestamp=started)
        message = t("export.not_measured", request.lang)
        if entry.score.value is None:  # no pages at all may not read as no failures
            status = f"{entry.site.url} ({status_label(entry.score.status, request.lang)})"
            add_missed(suite, status, message)
        for page in missed:
            add_missed(suite, page.url, message)
        count(suite)
    return root


def add_missed(suite: Element, name: str, message: str) -> None:
    """A page or site that could not be measured: no failure of anybody, and no success."""
    case = child(suite, "testcase", classname="minna.visit", name=name, time="0")
    child(case, "skipped", type="minna.untested", message=message)


def add_case(suite: Element, result: CheckResult, lang: str) -> None:
    """One check on one visit."""
    criterion = result.meta.criterion or "advice"
    case = child(
        suite,
        "testcase",
        classname=f"minna.{criterion}.{result.meta.id}",
        name=title(result.meta, lang),
        time="0",
    )
    if result.outcome == Outcome.PASSED:
        return
    kind = f"minna.{result.outcome}.{result.certainty}"
    message = result.message(lang)
    if result.is_certain_failure and result.meta.criterion:
        selectors = (node for finding in result.decisive for node in finding.nodes)
        child(case, "failure", "\n".join(selectors), type=kind, message=message)
    else:
        child(case, "skipped", type=kind, message=f"{result.outcome}: {message}")


def count(suite: Element) -> None:
    """Write the figures of a suite, which readers expect as attributes."""
    cases = suite.findall("testcase")
    figures = {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": 0,
        "skipped": sum(case.find("skipped") is not None for case in cases),
        "time": 0,
    }
    for name, value in figures.items():
        suite.set(name, str(value))
