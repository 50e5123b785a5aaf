"""How long we leave a host alone, and what we do when it asks for time; for crawler and browser."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from minna.addresses import Address, is_private, resolve

PAUSE = 1.0
"""Seconds; a survey may ask for more, and for less only on hosts inside one's own network."""
ASKS_FOR_TIME = (429, 503)
TRIES = 3
"""Of one address, when the server asks for time."""
REFUSALS = 3
"""So many addresses in a row for which it asked in vain, and the site is left in peace."""
LONGEST = 120.0
"""Seconds that we wait for a server; one that asks for more is not asked again."""
LONGEST_HEADER = 100
"""Characters of a Retry-After; a date has thirty."""
SLOWEST = 30.0
"""Seconds: a server that asks for time over and over is asked no slower than this."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a host is: in a private network or not, what it shares a turn with, its pause (s)."""

    is_private: bool
    slot: str
    pause: float


def pause_for(host: str, wanted: float = PAUSE) -> float:
    """The pause that we keep on a host.

    >>> pause_for("127.0.0.1", 0.1)
    0.1
    """
    return wanted if wanted >= PAUSE or is_private(host) else PAUSE


def place_of(netloc: str, wanted: float) -> Place:
    """Look up a host; two private hosts never share a turn, for they are one's own machines."""
    host = urlsplit(f"//{netloc}").hostname or ""
    if is_private(host):
        return Place(True, netloc, pause_for(host, wanted))
    return Place(False, slot_of(host, resolve(host)), pause_for(host, wanted))


def slot_of(host: str, addresses: Iterable[Address]) -> str:
    """What a public host shares its turns with: all others at its first address."""
    return min(map(str, addresses), default=host)


def slower(pause: float) -> float:
    """The pause after a server has asked for time: twice as long, up to SLOWEST.

    >>> slower(1.0), slower(20.0), slower(60.0)
    (2.0, 30.0, 60.0)
    """
    return max(pause, min(2 * pause, SLOWEST))


def wait_asked(retry_after: str, tries: int, pause: float) -> float | None:
    """Seconds to wait before the next try of an address; None when there is to be none.

    >>> wait_asked("5", 1, 1.0), wait_asked("", 2, 1.0), wait_asked("", 3, 1.0)
    (5.0, 4.0, None)
    """
    asked = seconds_asked(retry_after, datetime.now(UTC))
    wait = pause * 2**tries if asked is None else asked
    return None if tries >= TRIES or wait > LONGEST else wait


def seconds_asked(retry_after: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None if it does not."""
    asked = retry_after.strip()[:LONGEST_HEADER]
    if asked.isdecimal() and asked.isascii():
        return float(asked)
    try:
        until = parsedate_to_datetime(asked)
    except (ValueError, OverflowError):  # of numbers that are no days
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
