"""Pages beside the method: glossary, data dictionary, our requests, and other surveys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from minna.discover import discover
from minna.records import RequestLog
from minna.request_stats import BROWSER, CONNECTION
from reports import exports
from reports.pages import ReportPage
from reports.report_data import SurveyReport

TERMS = (
    *("score", "interval", "rank", "band", "peer", "median", "tiers", "quantile", "shrunken"),
    *("key", "random", "certainty", "blocking", "untested", "provisional", "template", "trial"),
)
OTHERS = ("mic", "aao", "webaim", "dx")
MAX_HOSTS = 100
"""Hosts in the table, those that were sent most."""
FIELDS = ("host", "began", "ended", "by", "bytes")
MEGABYTE = 1e6


@dataclass(slots=True)
class HostLoad:
    """What one host was asked for."""

    host: str
    requests: int = 0  # of the crawler
    visits: int = 0  # pages opened in the browser
    bytes: int = 0
    began: float = float("inf")  # seconds since 1970
    ended: float = 0.0

    @property
    def megabytes(self) -> float:
        """What it sent."""
        return self.bytes / MEGABYTE

    @property
    def minutes(self) -> float:
        """From the first request to the last answer."""
        return max(0.0, self.ended - self.began) / 60


def render(report: SurveyReport) -> Iterator[ReportPage]:
    """Four pages."""
    yield ReportPage("glossary.html", "glossary.html", {"terms": TERMS})
    yield ReportPage("dictionary.html", "dictionary.html", {"tables": list(tables())})
    yield ReportPage("requests.html", "requests.html", requests_context(report))
    yield ReportPage("others.html", "others.html", {"others": OTHERS})


def tables() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each CSV file that a report brings along, with the names of its columns."""
    for name, module in discover(exports).items():
        if name.endswith("-csv") and hasattr(module, "NAMES"):
            yield name.removesuffix("-csv"), tuple(module.NAMES)


def requests_context(report: SurveyReport) -> dict[str, object]:
    """The log of requests by host, and what the crawl recorded of each site."""
    loads = host_loads(report.store.read_columns(RequestLog, FIELDS, run=report.run.id))
    ordered = sorted(loads, key=lambda load: (-load.requests - load.visits, load.host))
    answered = [entry.frame.requests for entry in report.entries if entry.frame.requests]
    return {
        "loads": ordered[:MAX_HOSTS],
        "hosts": len(ordered),
        "requests": sum(load.requests for load in ordered),
        "visits": sum(load.visits for load in ordered),
        "megabytes": sum(load.megabytes for load in ordered),
        "medians": {
            "requests": median(load.requests for load in ordered),
            "visits": median(load.visits for load in ordered),
            "mb": median(load.megabytes for load in ordered),
        }
        if ordered
        else {},
        "crawled": len(answered),
        "answers": sum(answered),
    }


def host_loads(rows: Iterable[tuple[str, float, float, str, int | None]]) -> list[HostLoad]:
    """The log, added up; a connection of the browser brings bytes, and is no request of ours."""
    loads: dict[str, HostLoad] = {}
    for host, began, ended, by, size in rows:
        load = loads.setdefault(host, HostLoad(host))
        load.bytes += size or 0
        load.began, load.ended = min(load.began, began), max(load.ended, ended)
        if by == BROWSER:
            load.visits += 1
        elif by != CONNECTION:
            load.requests += 1
    return list(loads.values())
