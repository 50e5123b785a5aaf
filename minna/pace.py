"""How long we leave a host alone between two requests, counted over crawler and browser."""

from minna.addresses import is_private

PAUSE = 1.0
"""Seconds; a survey may ask for more, and for less only on hosts inside one's own network."""


def pause_for(host: str, wanted: float = PAUSE) -> float:
    """The pause that we keep on a host.

    >>> pause_for("127.0.0.1", 0.1)
    0.1
    """
    return wanted if wanted >= PAUSE or is_private(host) else PAUSE
