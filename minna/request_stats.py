"""How we have treated each host, worked out from our own log of requests.

Hosts that share an address share their turns, so the gap and the number in flight are those of all
of them together. A page's visit by the browser counts as one: it brings pictures and scripts along,
over connections whose bytes the proxy has counted. Within TLS it sees no requests, so that of what
the browser asked of a host the connections are given.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from minna.records import RequestLog

BROWSER = "browser"
CONNECTION = "connection"
"""One of the browser's, to a page's own host or to any other that the page brings along."""


@dataclass(frozen=True, slots=True)
class HostRequestStats:
    """Request statistics for one host."""

    host: str
    requests: int  # of the crawler
    visits: int  # of pages, by the browser
    connections: int  # of the browser
    bytes: int  # of bodies sent to the crawler, and of all that was sent to the browser
    at_once: int  # the most in flight
    gap: float | None  # s, the smallest from the end of an answer to the next request


def stats_by_host(asked: Iterable[RequestLog]) -> list[HostRequestStats]:
    """For each host, the most burdened first."""
    slots: dict[str, list[RequestLog]] = defaultdict(list)
    by_host: dict[str, list[RequestLog]] = defaultdict(list)
    for request in asked:
        by_host[request.host].append(request)
        if request.by != CONNECTION:
            slots[request.slot].append(request)
    by_slot = {
        slot: (max_in_flight(requests), min_gap(requests)) for slot, requests in slots.items()
    }
    stats = [host_stats(host, requests, by_slot) for host, requests in by_host.items()]
    return sorted(stats, key=lambda c: (-c.requests - c.visits, -c.connections, c.host))


def host_stats(
    host: str, asked: list[RequestLog], by_slot: Mapping[str, tuple[int, float | None]]
) -> HostRequestStats:
    """One host's; one that pages bring along has no turns of its own."""
    by = Counter(request.by for request in asked)
    sent = sum(request.bytes or 0 for request in asked)
    slot = next((request.slot for request in asked if request.by != CONNECTION), None)
    at_once, gap = by_slot[slot] if slot is not None else (0, None)
    requests = len(asked) - by[BROWSER] - by[CONNECTION]
    return HostRequestStats(host, requests, by[BROWSER], by[CONNECTION], sent, at_once, gap)


def max_in_flight(asked: Iterable[RequestLog]) -> int:
    """The most requests that were in flight at one moment."""
    moments = sorted(step for r in asked for step in ((r.began, 1), (r.ended, -1)))
    now, most = 0, 0
    for _, step in moments:
        now += step
        most = max(most, now)
    return most


def min_gap(asked: Iterable[RequestLog]) -> float | None:
    """Seconds; None of a single request."""
    in_order = sorted(asked, key=lambda r: r.began)
    return min((later.began - earlier.ended for earlier, later in pairwise(in_order)), default=None)
