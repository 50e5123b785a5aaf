"""How long a crawl will still take, said as a range and only when there is something to go by."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, pstdev

from minna.records import SiteCrawl

MIN_SITES = 5
"""Finished sites before we dare to say anything."""
MIN_SECONDS = 20.0
Z = 1.645


@dataclass(frozen=True, slots=True)
class CrawlEta:
    """What is left, from what the finished sites took."""

    low: float  # seconds
    high: float


def estimate_eta(
    frames: Sequence[SiteCrawl], begun: int, seconds: float, pause: float
) -> CrawlEta | None:
    """Seconds still to go, with nine in ten chances to be between the two; None if too early.

    `begun` requests had been made when this session began, `seconds` ago. Sites that are left take
    as many requests as finished ones did, give or take; a single site takes a pause for each.
    """
    done = [f.requests for f in frames if f.status != "pending"]
    left = [f for f in frames if f.status == "pending"]
    requests = sum(f.requests for f in frames) - begun
    if len(done) < MIN_SITES or seconds < MIN_SECONDS or requests <= 0 or not left:
        return None
    usual, spread = fmean(done), pstdev(done) * math.sqrt(len(left)) * Z
    todo = sum(max(0.0, usual - f.requests) for f in left)
    rate = requests / seconds
    longest = max(max(0.0, usual - f.requests) * max(pause, f.pause) for f in left)
    low, high = (max(longest, max(0.0, todo + sign * spread) / rate) for sign in (-1, 1))
    return CrawlEta(low, high)


def format_eta(expected: CrawlEta | None) -> str:
    """The range in words, or "".

    >>> format_eta(CrawlEta(100, 700)), format_eta(None)
    (', 2 to 12 min to go', '')
    """
    if expected is None:
        return ""
    low, high = (math.ceil(seconds / 60) for seconds in (expected.low, expected.high))
    return f", {low} to {high} min to go" if low < high else f", {high} min to go"
