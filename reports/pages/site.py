"""One page per site: its rank, what to fix first, and how to reproduce the result."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from minna.reasons import Reason
from minna.records import AgentComparison, Evidence, Page, PageScore, Run
from reports.audiences import site_indices
from reports.issues import site_issues
from reports.jinja_env import is_web
from reports.losses import MIN_POINTS, SHOWN, by_loss, site_causes
from reports.pages import ReportPage
from reports.replies import site_replies
from reports.report_data import SiteEntry, SurveyReport
from reports.screenshots import site_screenshots
from reports.services import site_services
from reports.site_level import site_level_findings
from reports.work_list import SHOWN as WORK_SHOWN
from reports.work_list import work_list

DRAWN = ("key", "random", "reserve")


@dataclass(frozen=True, slots=True)
class MeasuredPage:
    """A page that was measured."""

    page: Page
    mark: PageScore


@dataclass(frozen=True, slots=True)
class UnmeasuredPage:
    """A page that was to be measured, and what happened instead."""

    page: Page
    status: str
    reason: Reason


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """A page for every site of the registry, also for those that could not be measured."""
    for entry in report.entries:
        yield page_of(report, entry)


def page_of(report: SurveyReport, entry: SiteEntry) -> ReportPage:
    """The page of one site."""
    return ReportPage(f"sites/{entry.slug}.html", "site.html", context(report, entry))


def context(report: SurveyReport, entry: SiteEntry) -> dict[str, object]:
    """What is on a site's page."""
    page_scores = {
        m.url: m for m in report.store.read(PageScore, run=report.run.id, site=entry.site.code)
    }
    sampled = report.store.read(Page, run=report.run.id, site=entry.site.code, sample_part=DRAWN)
    pages = sorted(
        sampled, key=lambda page: (page.visit_order is None, page.visit_order or 0, page.url)
    )
    issues = site_issues(report, entry, page_scores)
    causes = site_causes(report, entry, issues)
    agents = report.store.get(AgentComparison, run=report.run.id, site=entry.site.code)
    return {
        "entry": entry,
        "site_level": site_level_findings(report, entry),
        "agents": agents,
        "agents_data": asdict(agents) if agents else {},
        "issues": by_loss(issues, causes),
        "causes": causes,
        "gains": {(c.loss.check, c.loss.group): c.gain for c in causes.kinds},
        "shown": SHOWN,
        "least": MIN_POINTS,
        "standing": report.standing,
        "work": work_list(report, entry),
        "work_shown": WORK_SHOWN,
        "indices": site_indices(report, entry),
        "services": site_services(report, entry),
        "measured": [
            MeasuredPage(page, page_scores[page.url]) for page in pages if page.url in page_scores
        ],
        "unmeasured": list(
            unmeasured_pages(report, entry, [page for page in pages if page.url not in page_scores])
        ),
        "screenshots": site_screenshots(report, entry),
        "replies": site_replies(report, entry),
        "titles": {page.url: page.title for page in pages},
        "command": command(report.run, entry),
    }


def unmeasured_pages(
    report: SurveyReport, entry: SiteEntry, pages: list[Page]
) -> Iterator[UnmeasuredPage]:
    """Pages without a score that were visited or should have been; unused reserves are left out."""
    visits: dict[str, Evidence] = {}
    if pages:
        urls = [page.url for page in pages]
        for visit in report.store.read(Evidence, run=report.run.id, site=entry.site.code, url=urls):
            if visit.url not in visits or visit.status != "ok":
                visits[visit.url] = visit
    for page in pages:
        visit_or_none = visits.get(page.url)
        if visit_or_none:
            status = "incomplete" if visit_or_none.status == "ok" else visit_or_none.status
            yield UnmeasuredPage(page, status, visit_or_none.reason)
        elif page.sample_part != "reserve":
            yield UnmeasuredPage(page, "not_visited", page.reason)


def command(run: Run, entry: SiteEntry) -> str:
    """The command that measures this site in the same way; nothing for an odd address."""
    if not is_web(entry.site.url):
        return ""
    settings = [
        f" --pages {run.settings.pages}",
        f" --crawl-pages {run.settings.crawl_pages}",
    ]
    return f"minna site {shlex.quote(entry.site.url)} --seed {run.seed}{''.join(settings)}"
