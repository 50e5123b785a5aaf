"""Bands A to E: fixed limits, and no A for a site with a blocking barrier on a key page."""

from scoring.weights import PARAMETERS, Parameters


def band(value: float, *, key_blocking: bool, p: Parameters = PARAMETERS) -> str:
    """The band of a score.

    >>> band(95, key_blocking=False), band(95, key_blocking=True), band(39.9, key_blocking=False)
    ('A', 'B', 'E')
    """
    letter = next((b for b, limit in zip("ABCD", p.bands, strict=True) if value >= limit), "E")
    return "B" if letter == "A" and key_blocking else letter


def is_borderline(low: float, high: float, p: Parameters = PARAMETERS) -> bool:
    """境界: whether the interval crosses a band's limit."""
    return any(low < limit <= high for limit in p.bands)
