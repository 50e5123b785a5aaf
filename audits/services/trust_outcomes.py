"""Marks of trust and findability of a site, from its home page and the pages that answer tasks."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, QUOTED, SURE, Fact
from audits.services.transport import (
    SecurityTxt,
    cookies_before_consent,
    hsts,
    mixed_content,
    security_txt,
)
from audits.services.vendors import things
from minna.records import Outcome, ServicePage, Site, TrustOutcome

DETECTED = (
    "privacy",
    "search",
    "sitemap",
    "contact_form",
    "feedback",
    "open_data",
    "disaster",
    "languages",
    "push",
)
"""Marks that a detector finds on a page; not found is not found within this effort."""
ITEMS = ("https", "hsts", "mixed_content", "cookies", "security_txt", *DETECTED, "broken_links")
SPARED = 0.05
"""Share of the links followed that may lead nowhere: every large site has a few."""
GONE = frozenset({404, 410})
Judged = tuple[str, Outcome, str, str, str, str]
"""Item, outcome, value, quote, address, confidence."""


def trust_outcomes(
    site: Site,
    home: ServiceDocument,
    home_page: ServicePage,
    pages: Sequence[ServicePage],
    facts: Sequence[Fact],
    today: date,
) -> Iterator[TrustOutcome]:
    """A record for each mark; `pages` are all that were asked for, `facts` of those judged."""
    judged = [
        *of_transport(home, home_page),
        of_security_txt(pages, today),
        *of_facts(facts, home),
        of_links(pages),
    ]
    for item, outcome, value, quote, url, confidence in judged:
        yield TrustOutcome(
            site.run, site.code, item, outcome, value, quote[:QUOTED], url, confidence
        )


def of_transport(home: ServiceDocument, page: ServicePage) -> Iterator[Judged]:
    """How the home page was sent."""
    is_secure = home.url.startswith("https://")
    yield "https", passed(is_secure), "", home.url, home.url, SURE
    promise = hsts(page.headers, home.url)
    header = page.headers.get("strict-transport-security", "")
    outcome = passed(bool(promise and promise.holds)) if is_secure else Outcome.INAPPLICABLE
    yield "hsts", outcome, "", header, home.url, SURE
    assets = [thing.text for thing in things(home.markup) if thing.where == "asset"]
    plain = mixed_content(home.url, assets)
    outcome = passed(not plain) if is_secure else Outcome.INAPPLICABLE
    yield "mixed_content", outcome, str(len(plain)), " ".join(plain[:3]), home.url, SURE
    cookies = cookies_before_consent([page.headers.get("set-cookie", "")])
    yield "cookies", passed(not cookies), str(len(cookies)), " ".join(cookies), home.url, SURE


def of_security_txt(pages: Sequence[ServicePage], today: date) -> Judged:
    """The file of whom to tell of a weakness; without an answer nothing is said of it."""
    page = next((p for p in pages if p.url.endswith("/.well-known/security.txt")), None)
    if page is None or page.status is None:
        return "security_txt", Outcome.UNTESTED, "", "", "", ""
    kind = page.headers.get("content-type", "")
    text = str(page.document.get("text", ""))
    read: SecurityTxt | None = security_txt(page.status, kind, text)
    now = datetime.combine(today, time.min, UTC)
    is_valid = read is not None and read.is_valid(now)
    quote = " ".join(read.contacts) if read else ""
    return "security_txt", passed(is_valid), "", quote, page.url, SURE


def of_facts(facts: Sequence[Fact], home: ServiceDocument) -> Iterator[Judged]:
    """Marks that stand on pages: the first line that shows each, sure ones first."""
    is_pdf_alone = any(fact.kind == "pdf_only" for fact in facts)
    shown: Mapping[str, Fact] = {
        fact.value: fact
        for fact in sorted(facts, key=lambda fact: fact.confidence == SURE)
        if fact.kind == "trust"
    }
    for item in DETECTED:
        fact = shown.get(item)
        if fact is None:
            yield item, Outcome.FAILED, "", "", home.url, LIKELY
        elif item == "disaster" and is_pdf_alone:
            yield item, Outcome.FAILED, "pdf_only", fact.quote, fact.url, LIKELY
        else:
            yield item, Outcome.PASSED, "", fact.quote, fact.url, fact.confidence


def of_links(pages: Sequence[ServicePage]) -> Judged:
    """Links that were followed and led to nothing."""
    asked = [page for page in pages if not page.url.endswith("/.well-known/security.txt")]
    gone = [page.url for page in asked if page.status in GONE or page.problem == "missing"]
    outcome = passed(len(gone) <= SPARED * len(asked))
    value = f"{len(gone)} {len(asked)}"
    return "broken_links", outcome, value, " ".join(gone[:3]), gone[0] if gone else "", SURE


def passed(is_passed: bool) -> Outcome:
    """The outcome of a question that is answered."""
    return Outcome.PASSED if is_passed else Outcome.FAILED
