"""The records of a survey of the made-up nation, as crawl and audit would have stored them."""

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from minna.reasons import Code, Reason
from minna.records import (
    VIEWPORTS,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Outcome,
    Page,
    Run,
    Site,
    SiteCrawl,
)
from samples.nation.truth import Fault, SiteTruth, faults, site_truth

KEY_ROLES = (
    *("home", "contact", "sitemap", "accessibility", "disaster", "search", "garbage"),
    *("childcare", "health", "tax", "moving", "certificates", "elderly", "business", "tender"),
)
RANDOM_PAGES = 25
STRATA = ("kurashi", "kosodate", "sangyo", "shisei")
MAX_RESERVE = 40
"""Pages that could have been drawn and were not."""
UNMEASURED = (
    ("unreachable", Reason(Code.TIMEOUT, seconds=30)),
    ("robots", Reason(Code.ROBOTS, path="/")),
    ("challenge", Reason(Code.CHALLENGE)),
    ("http_error", Reason(Code.HTTP, status=503)),
)
UNMEASURED_SHARE, PROVISIONAL_SHARE, TIMEOUT_SHARE = 0.015, 0.008, 0.01
PROVISIONAL_PAGES = 4
TOPICS = Path(__file__).parent.parent / "topics.toml"


def made_up_site(site: Site, run: Run) -> Site:
    """A place of the registry with a made-up site: an address that is nobody's, a made-up vendor.

    The real address would have led from invented faults to a real body.
    """
    vendor = site_truth(site, run.seed).vendor
    extra = {} if vendor is None else {"vendor": vendor_name(vendor)}
    return replace(site, run=run.id, url=f"https://www.town-{site.code}.example.jp/", extra=extra)


def vendor_name(vendor: int) -> str:
    """The name of a made-up vendor."""
    return f"架空ベンダー{vendor + 1:02d}"


def site_records(site: Site, run: Run, metas: dict[str, CheckMeta]) -> Iterator[Any]:
    """All records of one site but those that scoring derives; `metas` by id."""
    rng = Random(f"{run.seed}:{site.code}:survey")
    truth = site_truth(site, run.seed)
    yield made_up_site(site, run)
    chance = rng.random()
    if chance < UNMEASURED_SHARE:
        status, reason = rng.choice(UNMEASURED)
        yield SiteCrawl(run.id, site.code, status, reason)
        return
    pages = list(site_pages(site, run, truth, rng))
    if chance < UNMEASURED_SHARE + PROVISIONAL_SHARE:
        pages = pages[:PROVISIONAL_PAGES]
    yield crawl_record(site, run, pages, rng)
    yield from pages
    for page in pages:
        if page.sample_part != "reserve":
            yield from visit_records(page, truth, metas, rng)


def crawl_record(site: Site, run: Run, pages: Collection[Page], rng: Random) -> SiteCrawl:
    """What the crawl made of a site."""
    return SiteCrawl(
        run.id,
        site.code,
        "ok",
        pages=len(pages),
        documents=int(rng.lognormvariate(4, 1)),
        requests=len(pages) * 2,
        bytes=len(pages) * rng.randint(30_000, 90_000),
        seconds=len(pages) * 1.3,
        listed=len(pages),
    )


def site_pages(site: Site, run: Run, truth: SiteTruth, rng: Random) -> Iterator[Page]:
    """Key pages, random pages in their strata, and a reserve."""
    home = f"https://www.town-{site.code}.example.jp/"
    fingerprint = template_fingerprint(truth, site)
    reserve = rng.randrange(MAX_RESERVE)
    for number in range(len(KEY_ROLES) + RANDOM_PAGES + reserve):
        is_key = number < len(KEY_ROLES)
        is_random = not is_key and number < len(KEY_ROLES) + RANDOM_PAGES
        stratum = "" if is_key else STRATA[number % len(STRATA)]
        role = KEY_ROLES[number] if is_key else ""
        yield Page(
            run.id,
            site.code,
            f"{home}{role or stratum}/{number}.html" if number else home,
            "fetched",
            depth=1 if number else 0,
            status=200,
            content_type="text/html",
            title=f"{titles()[number % len(titles())]}／{site.name}" if number else site.name,
            dom_fingerprint=fingerprint,
            role=role,
            sample_part="key" if is_key else "random" if is_random else "reserve",
            visit_order=number + 1,
            stratum=stratum,
            probability=None if is_key else RANDOM_PAGES / (RANDOM_PAGES + reserve),
        )


@cache
def titles() -> tuple[str, ...]:
    """What pages may be called."""
    topics = tomllib.loads(TOPICS.read_text(encoding="utf-8"))["topic"]
    return tuple(
        title for turn in range(3) for topic in topics for title in topic["titles"][turn:][:1]
    )


def template_fingerprint(truth: SiteTruth, site: Site) -> str:
    """The fingerprint of the page's frame: a vendor's, or of the site's own making."""
    name = f"{prefix(truth, site)}:{truth.is_older}"
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def prefix(truth: SiteTruth, site: Site) -> str:
    """What class names of the template begin with."""
    return f"t{site.code}" if truth.vendor is None else f"v{truth.vendor + 1}"


def visit_records(
    page: Page, truth: SiteTruth, metas: dict[str, CheckMeta], rng: Random
) -> Iterator[Any]:
    """The findings of a page through both windows, and what passed; or that it timed out."""
    if rng.random() < TIMEOUT_SHARE:
        reason = Reason(Code.TIMEOUT, seconds=60)
        for viewport in VIEWPORTS:
            yield Evidence(page.run, page.site, page.url, viewport, "timeout", reason)
        return
    failing = sorted(failing_faults(truth, rng))
    counts = {number: rng.randint(1, faults()[number].most) for number in failing}
    for viewport in VIEWPORTS:
        seen = [n for n in failing if is_seen(faults()[n], page, viewport, metas)]
        findings = [to_finding(n, page, viewport, truth, counts[n], metas) for n in seen]
        yield from findings
        yield outcomes_of(page, viewport, findings, metas)


def failing_faults(truth: SiteTruth, rng: Random) -> Iterator[int]:
    """The faults of one page: the template's, and some of its own."""
    rate = truth.page_rate
    for number in range(len(faults())):
        if number in truth.template or rng.random() < rate:
            yield number


def is_seen(fault: Fault, page: Page, viewport: str, metas: dict[str, CheckMeta]) -> bool:
    """Whether a fault shows through a window, on a page of this part of the sample."""
    if fault.window not in ("", viewport):
        return False
    return page.sample_part == "key" or not metas[fault.check].interactive


def to_finding(
    number: int,
    page: Page,
    viewport: str,
    truth: SiteTruth,
    count: int,
    metas: dict[str, CheckMeta],
) -> Finding:
    """A fault as a check reports it."""
    fault, meta = faults()[number], metas[faults()[number].check]
    name = f"v{truth.vendor + 1}" if truth.vendor is not None else f"t{page.site}"
    listed = range(1, min(count, 3) + 1) if "{n}" in fault.selector else range(1, 2)
    nodes = tuple(fault.selector.replace("{v}", name).replace("{n}", str(n)) for n in listed)
    snippets = tuple(fault.snippet.replace("{n}", str(n)) for n in listed)
    return Finding(
        page.run,
        page.site,
        page.url,
        viewport,
        fault.check,
        fault.message,
        fault.outcome,
        meta.impact,
        "review" if fault.outcome == Outcome.CANT_TELL else str(meta.certainty),
        1 if meta.whole_page else count,
        nodes,
        snippets,
        fault.data,
    )


def outcomes_of(
    page: Page, viewport: str, findings: Iterable[Finding], metas: dict[str, CheckMeta]
) -> CheckOutcomes:
    """The outcomes of a visit; what is tried with keys alone is untested on random pages."""
    failed = tuple(sorted({f.check for f in findings if f.outcome == Outcome.FAILED}))
    cant_tell = tuple(sorted({f.check for f in findings if f.outcome == Outcome.CANT_TELL}))
    untested = tuple(check for check in checks() if not can_run(check, page, viewport, metas))
    others = {*failed, *cant_tell, *untested}
    passed = tuple(check for check in checks() if check not in others)
    return CheckOutcomes(
        page.run, page.site, page.url, viewport, passed, failed, cant_tell, (), untested
    )


@cache
def checks() -> tuple[str, ...]:
    """The checks that the made-up survey had, in the order of the alphabet."""
    return tuple(sorted({fault.check for fault in faults()}))


@cache
def windows() -> dict[str, str]:
    """The only window of the checks that have one."""
    return {fault.check: fault.window for fault in faults() if fault.window}


def can_run(check: str, page: Page, viewport: str, metas: dict[str, CheckMeta]) -> bool:
    """Whether a check was to be run on this visit."""
    if windows().get(check, viewport) != viewport:
        return False
    return page.sample_part == "key" or not metas[check].interactive


def survey_records(
    run: Run, sites: Iterable[Site], metas: Iterable[CheckMeta]
) -> Iterator[list[Any]]:
    """All records of a survey of these places: first the run's and the checks', then site by site.

    Raises KeyError where a fault names a check that is none of `metas`.
    """
    by_id = {meta.id: replace(meta, run=run.id) for meta in metas}
    yield [run, *by_id.values()]
    for site in sites:
        yield sorted(site_records(site, run, by_id), key=lambda record: type(record).__name__)
