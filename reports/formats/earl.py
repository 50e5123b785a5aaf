"""EARL 1.0 as JSON-LD: an assertion for each check on each visit, with the outcome as stored.

What an assertion tests is our check, not a criterion; how sure it is stands beside its outcome.
"""

from collections.abc import Iterator
from pathlib import Path

from minna.criteria import criteria
from minna.records import SITE, CheckMeta, Finding, Outcome
from reports.formats._request import ExportRequest, Format
from reports.formats._results import CheckResult, check_results, fragment, title
from reports.formats._safe import name_in_urn, utc, web_address, write_json
from reports.report_data import SiteEntry

FORMAT = Format(
    "EARL 1.0 (JSON-LD)",
    "SITE.earl.jsonld",
    "JSON-LD processors, tools that collect test results of W3C's ACT rules",
)
CONTEXT = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "ptr": "http://www.w3.org/2009/pointers#",
    "doap": "http://usefulinc.com/ns/doap#",
    "minna": "urn:x-minna:",
}
TOOL = "urn:x-minna:tool"
KIND = {
    Outcome.PASSED: "earl:Pass",
    Outcome.FAILED: "earl:Fail",
    Outcome.CANT_TELL: "earl:CannotTell",
    Outcome.INAPPLICABLE: "earl:NotApplicable",
    Outcome.UNTESTED: "earl:NotTested",
}
"""The class of each outcome value in the EARL 1.0 schema."""
MAX_POINTERS = 20
"""Maximum elements named in one assertion."""


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    for entry in request.entries:
        path = request.out / f"{entry.slug}.earl.jsonld"
        yield write_json(path, {"@context": CONTEXT, "@graph": list(graph(request, entry))}, None)


def graph(request: ExportRequest, entry: SiteEntry) -> Iterator[dict[str, object]]:
    """The tool, the site, its pages as each viewport shows them, the checks, the assertions."""
    run = request.report.run
    results = check_results(request.report, entry.site.code)
    yield {
        "@id": TOOL,
        "@type": ["earl:Assertor", "earl:Software"],
        "dct:title": "Minna",
        "doap:revision": run.versions.get("minna", ""),
    }
    status = {"minna:status": entry.score.status}
    yield subject("_:site", entry.site.name, entry.site.url) | status
    visits = dict.fromkeys((result.url, result.viewport) for result in results)
    subjects = {visit: f"_:visit{number}" for number, visit in enumerate(visits)}
    for (url, viewport), label in subjects.items():
        if viewport != SITE:
            part = {"dct:isPartOf": {"@id": "_:site"}, "minna:viewport": viewport}
            yield subject(label, "", url) | part
    for meta in {result.meta.id: result.meta for result in results}.values():
        yield test(meta, request.lang)
    for result in results:
        label = "_:site" if result.viewport == SITE else subjects[result.url, result.viewport]
        yield assertion(result, label, utc(run.finished or run.started), request.lang)


def subject(label: str, name: str, url: str) -> dict[str, object]:
    """A site or page; an address that is none of the web is a text, and no link."""
    address = web_address(url)
    source: dict[str, object] = (
        {"dct:source": {"@id": address}} if address else {"dct:identifier": url}
    )
    named: dict[str, object] = {"dct:title": name} if name else {}
    return {"@id": label, "@type": "earl:TestSubject"} | named | source


def test(meta: CheckMeta, lang: str) -> dict[str, object]:
    """A check, and the criterion that it belongs to."""
    node: dict[str, object] = {
        "@id": check_id(meta),
        "@type": "earl:TestCase",
        "dct:title": {"@value": title(meta, lang), "@language": lang},
        "dct:identifier": meta.id,
    }
    criterion = criteria().get(meta.criterion)
    if criterion:
        edition = "WCAG22" if criterion.wcag == "2.2" else "WCAG21"
        address = f"https://www.w3.org/TR/{edition}/#{fragment(criterion)}"
        node["dct:isPartOf"] = {"@id": address}
    return node


def check_id(meta: CheckMeta) -> str:
    """An identifier of a check."""
    return f"urn:x-minna:check:{name_in_urn(meta.id)}"


def assertion(result: CheckResult, label: str, date: str, lang: str) -> dict[str, object]:
    """One check on one visit."""
    outcome: dict[str, object] = {
        "@type": "earl:TestResult",
        "earl:outcome": {"@id": f"earl:{result.outcome}", "@type": KIND[result.outcome]},
        "dct:date": date,
        "minna:certainty": str(result.certainty),
    }
    if result.decisive:
        outcome["dct:description"] = {"@value": result.message(lang), "@language": lang}
        outcome["earl:pointer"] = list(pointers(result.decisive))
    return {
        "@type": "earl:Assertion",
        "earl:assertedBy": {"@id": TOOL},
        "earl:subject": {"@id": label},
        "earl:test": {"@id": check_id(result.meta)},
        "earl:mode": {"@id": "earl:automatic"},
        "earl:result": outcome,
    }


def pointers(findings: tuple[Finding, ...]) -> Iterator[dict[str, object]]:
    """The elements concerned, by their CSS selectors."""
    selectors = dict.fromkeys(node for finding in findings for node in finding.nodes)
    for selector in list(selectors)[:MAX_POINTERS]:
        yield {"@type": "ptr:CSSSelectorPointer", "ptr:expression": selector}
