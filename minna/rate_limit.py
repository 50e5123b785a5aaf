"""How long we leave a host alone, and what we do when it asks for time; for crawler and browser."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from minna.addresses import Address, is_private, resolve

PAUSE = 1.0
"""Seconds; a survey may ask for more, and for less only on hosts inside one's own network."""
RETRY_STATUSES = (429, 503)
MAX_TRIES = 3
"""Of one address, when the server asks for time."""
MAX_CONSECUTIVE_REFUSALS = 3
"""Stop requesting from a site after this many consecutive 429/503 responses."""
MAX_RETRY_AFTER = 120.0
"""Seconds that we wait for a server; one that asks for more is not asked again."""
MAX_HEADER_LENGTH = 100
"""Characters of a Retry-After; a date has thirty."""
MAX_DELAY = 30.0
"""Seconds: a server that asks for time over and over is asked no slower than this."""


@dataclass(frozen=True, slots=True)
class HostInfo:
    """Where a host is: in a private network or not, what it shares a turn with, its pause (s)."""

    is_private: bool
    slot: str
    pause: float


def delay_for(host: str, requested: float = PAUSE) -> float:
    """The pause that we keep on a host.

    >>> delay_for("127.0.0.1", 0.1)
    0.1
    """
    return requested if requested >= PAUSE or is_private(host) else PAUSE


def resolve_host(netloc: str, requested: float) -> HostInfo:
    """Look up a host; two private hosts never share a turn, for they are one's own machines."""
    host = urlsplit(f"//{netloc}").hostname or ""
    if is_private(host):
        return HostInfo(True, netloc, delay_for(host, requested))
    return HostInfo(False, slot_key(host, resolve(host)), delay_for(host, requested))


def slot_key(host: str, addresses: Iterable[Address]) -> str:
    """What a public host shares its turns with: all others at its first address."""
    return min(map(str, addresses), default=host)


def backoff(pause: float) -> float:
    """The pause after a server has asked for time: twice as long, up to SLOWEST.

    >>> backoff(1.0), backoff(20.0), backoff(60.0)
    (2.0, 30.0, 60.0)
    """
    return max(pause, min(2 * pause, MAX_DELAY))


def retry_delay(retry_after: str, tries: int, pause: float) -> float | None:
    """Seconds to wait before the next try of an address; None when there is to be none.

    >>> retry_delay("5", 1, 1.0), retry_delay("", 2, 1.0), retry_delay("", 3, 1.0)
    (5.0, 4.0, None)
    """
    retry_after_seconds = parse_retry_after(retry_after, datetime.now(UTC))
    wait = pause * 2**tries if retry_after_seconds is None else retry_after_seconds
    return None if tries >= MAX_TRIES or wait > MAX_RETRY_AFTER else wait


def parse_retry_after(retry_after: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None if it does not."""
    asked = retry_after.strip()[:MAX_HEADER_LENGTH]
    if asked.isdecimal() and asked.isascii():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):  # of numbers that are no days
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
