"""`minna page`: exactly these pages, no crawl, no database."""

import sys
from typing import TYPE_CHECKING, Any

import click

from minna.addresses import given_address
from minna.cli import _options
from minna.cli._say import say, say_json
from minna.machine import raise_handle_limit
from minna.records import CheckMeta, CheckOutcomes, Evidence, Finding

if TYPE_CHECKING:
    from audits.runner.judged_visit import JudgedVisit


@click.command("page")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@_options.lang
@_options.read_images
@_options.allow_private
def command(
    urls: tuple[str, ...], as_json: bool, lang: str, read_images: bool, allow_private: bool
) -> None:
    """Audit exactly these pages, each as seen on a phone and on a desktop.

    Ends with exit code 1 when a page could not be audited.

    Example:

        minna page https://www.example.lg.jp/ --lang ja
    """
    import audits

    raise_handle_limit()
    checked = [given_address(url, allow_private=allow_private) for url in urls]
    metas = {meta.id: meta for meta in audits.check_metas()}
    measured = True
    for visits in audits.judged_urls(checked, allow_private=allow_private, read_images=read_images):
        result = to_result(visits, metas, lang)
        measured = measured and result["status"] == "ok"
        if as_json:
            say_json(result)
        else:
            say(*to_lines(result))
    sys.exit(0 if measured else 1)


def to_result(
    judged: list["JudgedVisit"], metas: dict[str, CheckMeta], lang: str
) -> dict[str, Any]:
    """What the visits of one page say, as plain data."""
    import audits
    from minna import __version__

    visits = [visit.evidence for visit in judged]
    findings = [finding for visit in judged for finding in visit.findings]
    outcomes = [visit.outcomes for visit in judged if visit.outcomes]
    trouble = next((visit for visit in visits if visit.status != "ok"), None)
    return {
        "url": visits[0].url,
        "final_url": ended_at(visits),
        "status": trouble.status if trouble else "ok",
        "reason": trouble.reason if trouble else "",
        "http_status": visits[0].http_status,
        "title": visits[0].title,
        "viewports": [visit.viewport for visit in visits if visit.status == "ok"],
        "findings": [to_entry(f, metas[f.check], lang) for f in findings],
        "passes": checks_with_outcome_everywhere(outcomes, "passed"),
        "inapplicable": checks_with_outcome_everywhere(outcomes, "inapplicable"),
        "versions": {"minna": __version__, **audits.versions()},
    }


def ended_at(visits: list[Evidence]) -> str:
    """Where a page led, through the first window through which it led anywhere else."""
    led = (v.final_url for v in visits if v.final_url not in ("", v.url))
    return next(led, visits[0].final_url)


def checks_with_outcome_everywhere(judged: list[CheckOutcomes], outcome: str) -> list[str]:
    """Checks that ended so through every viewport."""
    sets = [set(getattr(j, outcome)) for j in judged]
    return sorted(set.intersection(*sets)) if sets else []


def to_entry(finding: Finding, meta: CheckMeta, lang: str) -> dict[str, Any]:
    """One finding as plain data, its message in words."""
    import reports

    return {
        "check": finding.check,
        "criterion": meta.criterion,
        "level": meta.level,
        "outcome": finding.outcome,
        "impact": finding.impact,
        "certainty": finding.certainty,
        "message": reports.finding_message(finding, meta, lang),
        "fix": meta.fix.get(lang) or meta.fix.get("en", ""),
        "count": finding.count,
        "nodes": list(finding.nodes),
        "boxes": list(finding.boxes),
        "viewport": finding.viewport,
        "data": finding.data,
    }


def to_lines(result: dict[str, Any]) -> list[str]:
    """The same for people: the page, then a line for each finding."""
    lines = [f"{result['url']}  {result['status']} {result['reason']}".rstrip()]
    if result["final_url"] not in ("", result["url"]):
        lines.append(f"  it led to {result['final_url']}")
    untested = [entry for entry in result["findings"] if entry["outcome"] == "untested"]
    for entry in result["findings"]:
        if entry in untested:
            continue
        where = f"  {entry['nodes'][0]}" if entry["nodes"] else ""
        lines.append(
            f"  {entry['outcome']:<8} {entry['impact']:<8} {entry['criterion']:<6} "
            f"{entry['check']} [{entry['viewport']}] {entry['message']}{where}"
        )
    if untested:
        checks = sorted({entry["check"] for entry in untested})
        lines.append(f"  {len(checks)} checks could not be made: {', '.join(checks[:3])} …")
    lines.append(f"  {len(result['passes'])} checks passed")
    return lines
