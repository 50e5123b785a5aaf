"""The JSON-LD that the W3C's WCAG-EM Report Tool opens, to be finished by a person there.

Of a criterion a tool says `failed`, where a check is certain, or `cantTell`, where a person must
judge what checks saw; everything else is `untested`. It never says `passed` or `inapplicable`:
checks that found nothing do not show that a criterion is met.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from minna.criteria import Criterion
from minna.records import SITE, Outcome, Page
from reports.formats._request import ExportRequest, Format
from reports.formats._results import (
    CheckResult,
    by_criterion,
    check_results,
    criteria_of,
    criterion_outcome,
    fragment,
    measured_urls,
    sampled_pages,
)
from reports.formats._safe import plain_name, utc, web_address, write_json
from reports.i18n import t
from reports.report_data import SiteEntry

FORMAT = Format(
    "WCAG-EM report (JSON-LD)",
    "SITE.wcag-em.json",
    "the W3C’s WCAG-EM Report Tool (“Open report”), where a person finishes the evaluation",
)
PREFIXES = {
    "wcagem": "http://www.w3.org/TR/WCAG-EM/#",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    "WAI": "http://www.w3.org/WAI/",
    "earl": "http://www.w3.org/ns/earl#",
    "dcterms": "http://purl.org/dc/terms/",
}
TERMS = {
    "id": "@id",
    "type": "@type",
    "language": "@language",
    "Evaluation": "wcagem:procedure",
    "Website": "wcagem:website",
    "Webpage": "wcagem:webpage",
    "defineScope": "wcagem:step1",
    "scope": "wcagem:step1a",
    "conformanceTarget": "wcagem:step1b",
    "exploreTarget": "wcagem:step2",
    "selectSample": "wcagem:step3",
    "structuredSample": "wcagem:step3a",
    "randomSample": "wcagem:step3b",
    "auditSample": "wcagem:step4",
    "reportFindings": "wcagem:step5",
    "documentSteps": "wcagem:step5a",
    "evaluationSpecifics": "wcagem:step5b",
    "evaluator": "wcagem:evaluator",
    "wcagVersion": "WAI:standards-guidelines/wcag/#versions",
    **{name: f"earl:{name}" for name in ("assertedBy", "mode", "result", "subject", "test")},
    **{name: f"earl:{name}" for name in ("outcome", "Assertion", "TestCriterion")},
    **{name: f"earl:{name}" for name in ("TestRequirement", "TestSubject", "TestResult")},
    **{name: f"earl:{name}" for name in ("OutcomeValue", "Fail", "CannotTell", "NotTested")},
    **{name: f"dcterms:{name}" for name in ("title", "description", "summary", "date")},
}
"""The terms of the tool's own files: JSON-LD compares IRIs, which are the same."""
KIND = {
    Outcome.FAILED: "Fail",
    Outcome.CANT_TELL: "CannotTell",
    Outcome.UNTESTED: "NotTested",
}
EDITIONS = ("2.0", "2.1")
"""The tool's default is WCAG 2.1, which holds all of 2.0 and so of JIS X 8341-3:2016."""
SITE_ID = "_:subject_1"
"""The tool's own first subject, which is always the web site."""


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    for entry in request.entries:
        yield write_json(request.out / f"{entry.slug}.wcag-em.json", evaluation(request, entry))


def evaluation(request: ExportRequest, entry: SiteEntry) -> dict[str, object]:
    """One site's evaluation, step by step as in WCAG-EM."""
    report, lang = request.report, request.lang
    measured = measured_urls(report, entry.site.code)
    pages = [page for page in sampled_pages(report, entry.site.code) if page.url in measured]
    subjects = {page.url: webpage(page, number) for number, page in enumerate(pages, 2)}
    date = utc(report.run.finished or report.run.started)
    name = plain_name(entry.site.name)
    return {
        "@context": PREFIXES | TERMS,
        "type": "Evaluation",
        "language": lang,
        "defineScope": {
            "id": "_:defineScope",
            "scope": {
                "id": SITE_ID,
                "type": ["TestSubject", "Website"],
                "title": name,
                "description": web_address(entry.site.url) or entry.site.url,
            },
            "wcagVersion": "2.1",
            "conformanceTarget": "AA",
        },
        "exploreTarget": {"id": "_:exploreTarget"},
        "selectSample": {
            "id": "_:selectSample",
            "structuredSample": [subjects[page.url] for page in pages if page.sample_part == "key"],
            "randomSample": [subjects[page.url] for page in pages if page.sample_part == "random"],
        },
        "auditSample": list(assertions(request, entry, subjects, date)),
        "reportFindings": {
            "documentSteps": [{"id": f"_:{step}"} for step in STEPS],
            "date": date,
            "title": t("export.wcag_em.title", lang, name=name),
            "summary": t("export.wcag_em.summary", lang),
            "evaluator": f"Minna {report.run.versions.get('minna', '')}".strip(),
            "evaluationSpecifics": f"run {report.run.id}, seed {report.run.seed}",
        },
    }


STEPS = ("defineScope", "exploreTarget", "selectSample")


def webpage(page: Page, number: int) -> dict[str, object]:
    """A page of the sample; number 1 is the site."""
    return {
        "id": f"_:subject_{number}",
        "type": ["TestSubject", "Webpage"],
        "title": plain_name(page.title) or page.url,
        "description": web_address(page.url) or page.url,
    }


def assertions(
    request: ExportRequest, entry: SiteEntry, subjects: dict[str, dict[str, object]], date: str
) -> Iterator[dict[str, object]]:
    """For every criterion what is known of the site, and of each page of which anything is."""
    results = check_results(request.report, entry.site.code)
    grouped = by_criterion(results)
    for criterion in criteria_of(("A", "AA"), EDITIONS):
        known = grouped.get(criterion.id, [])
        yield assertion(criterion, SITE_ID, "Website", known, date, request.lang)
        by_page: dict[str, list[CheckResult]] = defaultdict(list)
        for result in known:
            if result.viewport != SITE:
                by_page[result.url].append(result)
        for url, several in by_page.items():
            if url in subjects and criterion_outcome(several) != Outcome.UNTESTED:
                label = str(subjects[url]["id"])
                yield assertion(criterion, label, "Webpage", several, date, request.lang)


def assertion(
    criterion: Criterion,
    label: str,
    kind: str,
    results: Iterable[CheckResult],
    date: str,
    lang: str,
) -> dict[str, object]:
    """What a tool may say of one criterion."""
    known = list(results)
    outcome = criterion_outcome(known)
    failed = outcome == Outcome.FAILED
    told = [r for r in known if r.is_certain_failure or not failed]
    sentences = dict.fromkeys(r.message(lang) for r in told if r.decisive)
    return {
        "type": "Assertion",
        "assertedBy": "Minna",
        "mode": {"id": "earl:automatic"},
        "subject": {"id": label, "type": ["TestSubject", kind]},
        "test": {
            "id": f"WCAG21:{fragment(criterion)}",
            "type": ["TestCriterion", "TestRequirement"],
        },
        "result": {
            "type": "TestResult",
            "date": date,
            "description": "\n".join(sentences),
            "outcome": {"id": f"earl:{outcome}", "type": ["OutcomeValue", KIND[outcome]]},
        },
    }
