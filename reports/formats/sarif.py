"""SARIF 2.1.0: a result for each finding, and one for each check of what passed or did not apply.

`kind` holds four of the five outcomes apart and `properties.outcome` all of them. A level other
than `none` belongs to failures alone; it follows from impact, and is one step lower where a
failure is not certain.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from minna.records import Certainty, CheckMeta, Finding, Outcome
from reports.formats._request import ExportRequest, Format
from reports.formats._results import CheckResult, check_results, title
from reports.formats._safe import name_in_urn, utc, web_address, write_json
from reports.i18n import finding_message, in_language, status_label, t
from reports.reason_messages import reason_message
from reports.report_data import SiteEntry

FORMAT = Format(
    "SARIF 2.1.0",
    "SITE.sarif",
    "viewers of static analysis: SARIF Viewer of VS Code, SARIF Multitool, CI services",
)
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
KIND = {
    Outcome.PASSED: "pass",
    Outcome.FAILED: "fail",
    Outcome.CANT_TELL: "review",
    Outcome.INAPPLICABLE: "notApplicable",
    Outcome.UNTESTED: "open",
}
LEVELS = ("note", "warning", "error")
STEP = {"critical": 2, "serious": 2, "moderate": 1, "minor": 0}
MAX_LOCATIONS = 20
"""Maximum elements named in one result."""


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    for entry in request.entries:
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [one_run(request, entry)]}
        yield write_json(request.out / f"{entry.slug}.sarif", log, None)


def one_run(request: ExportRequest, entry: SiteEntry) -> dict[str, object]:
    """The survey of one site as a run of the tool."""
    run, lang = request.report.run, request.lang
    checks = check_results(request.report, entry.site.code)
    metas = {result.meta.id: result.meta for result in checks}
    index = {check: number for number, check in enumerate(metas)}
    return {
        "tool": {
            "driver": {
                "name": "Minna",
                "version": run.versions.get("minna", ""),
                "language": lang,
                "rules": [rule(meta, lang) for meta in metas.values()],
            }
        },
        "automationDetails": {"id": f"minna/{entry.slug}/{name_in_urn(run.id)}"},
        "language": lang,
        "invocations": [invocation(request, entry)],
        "results": [
            row | {"ruleIndex": index[str(row["ruleId"])]}
            for row in (*found(checks, lang), *not_found(checks, lang))
        ],
        "properties": {
            "site": entry.site.code,
            "name": entry.site.name,
            "status": entry.score.status,
        },
    }


def invocation(request: ExportRequest, entry: SiteEntry) -> dict[str, object]:
    """When the tool ran; without success where the site has no score, and why it has none."""
    run, score = request.report.run, entry.score
    row: dict[str, object] = {
        "executionSuccessful": score.value is not None,
        "startTimeUtc": utc(run.started),
        "endTimeUtc": utc(run.finished or run.started),
    }
    if score.value is not None:
        return row
    status, why = (
        status_label(score.status, request.lang),
        reason_message(entry.reason, request.lang),
    )
    text = f"{status}: {why}" if why else status
    return row | {"toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}]}


def rule(meta: CheckMeta, lang: str) -> dict[str, object]:
    """A check as a rule."""
    row: dict[str, object] = {
        "id": meta.id,
        "shortDescription": {"text": title(meta, lang)},
        "fullDescription": {"text": in_language(meta.about, lang) or title(meta, lang)},
        "help": {"text": in_language(meta.fix, lang) or title(meta, lang)},
        "defaultConfiguration": {"level": level(meta.impact, meta.certainty, bool(meta.criterion))},
        "properties": {
            "criterion": meta.criterion,
            "level": meta.level,
            "impact": meta.impact,
            "certainty": str(meta.certainty),
        },
    }
    more = web_address(meta.more)
    return row | ({"helpUri": more} if more else {})


def level(impact: str, certainty: str, is_criterion: bool) -> str:
    """How grave a failure is; advice is a note whatever its impact.

    >>> level("serious", "certain", True), level("serious", "likely", True)
    ('error', 'warning')
    """
    if not is_criterion:
        return LEVELS[0]
    return LEVELS[max(0, STEP.get(impact, 0) - (certainty != Certainty.CERTAIN))]


def found(checks: list[CheckResult], lang: str) -> Iterator[dict[str, object]]:
    """A result for each failure, doubt, and check that could not run."""
    for check in checks:
        for finding in check.findings:
            yield finding_result(finding, check.meta, lang)
        if not check.findings and check.outcome not in (Outcome.PASSED, Outcome.INAPPLICABLE):
            yield bare_result(check, check.message(lang), 1)


def finding_result(finding: Finding, meta: CheckMeta, lang: str) -> dict[str, object]:
    """One finding, with the elements that it is about."""
    outcome = Outcome(finding.outcome)
    failed = outcome == Outcome.FAILED
    grave = level(finding.impact, finding.certainty, bool(meta.criterion))
    first = next(iter(finding.nodes), "")
    key = "\0".join((finding.check, finding.message, finding.viewport, finding.url, first))
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
    return {
        "ruleId": meta.id,
        "kind": KIND[outcome],
        "level": grave if failed else "none",
        "message": {"text": finding_message(finding, meta, lang) or meta.id},
        "locations": locations(finding),
        "partialFingerprints": {"minnaFinding/v1": digest},
        "properties": {
            "outcome": str(outcome),
            "certainty": str(finding.certainty),
            "viewport": finding.viewport,
            "elements": finding.count,
        },
    }


def locations(finding: Finding) -> list[dict[str, object]]:
    """A place for each element; no line of a source is claimed, as a browser saw the page."""
    snippets = (*finding.snippets, *[""] * len(finding.nodes))
    places = list(zip(finding.nodes, snippets, strict=False))[:MAX_LOCATIONS]
    return [location(finding.url, node, snippet) for node, snippet in places or [("", "")]]


def location(url: str, selector: str = "", snippet: str = "") -> dict[str, object]:
    """A page, and an element of it."""
    place: dict[str, object] = {}
    address = web_address(url)
    if address:
        place["physicalLocation"] = {"artifactLocation": {"uri": address}}
    if selector:
        place["logicalLocations"] = [{"fullyQualifiedName": selector, "kind": "element"}]
    if snippet:
        place["message"] = {"text": snippet}
    return place


def bare_result(check: CheckResult, message: str, visits: int) -> dict[str, object]:
    """A result without an element."""
    return {
        "ruleId": check.meta.id,
        "kind": KIND[check.outcome],
        "level": "none"
        if check.outcome != Outcome.FAILED
        else level(check.meta.impact, check.certainty, bool(check.meta.criterion)),
        "message": {"text": message},
        "locations": [location(check.url)],
        "properties": {
            "outcome": str(check.outcome),
            "certainty": str(check.certainty),
            "viewport": check.viewport,
            "visits": visits,
        },
    }


def not_found(checks: list[CheckResult], lang: str) -> Iterator[dict[str, object]]:
    """What passed or did not apply: one result for a check, with the first page of them."""
    quiet = [c for c in checks if c.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE)]
    visits = Counter((check.meta.id, check.outcome) for check in quiet)
    first: dict[tuple[str, Outcome], CheckResult] = {}
    for check in quiet:
        first.setdefault((check.meta.id, check.outcome), check)
    for key, check in first.items():
        text = t(
            f"export.visits.{check.outcome}", lang, title=title(check.meta, lang), n=visits[key]
        )
        yield bare_result(check, text, visits[key])
