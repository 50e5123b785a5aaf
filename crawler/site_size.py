"""How many pages a site has at the least, where a crawl did not see all of them.

Links and sitemaps are two ways to catch the same pages. If they caught independently, the pages in
all would be linked · listed / both (Lincoln 1930, Petersen 1896; Chapman 1951 for small numbers).
Pages that are easy to find are found in both ways, so that the true number is larger: what comes
out is a lower bound, and of it the lower end of its interval is reported (Seber 1970).
"""

import math

MIN_OVERLAP = 0.2
"""Share of the smaller catch that must be in both: two parts of a site that hardly meet, as an old
and a new half, would otherwise look like a small sample of a huge whole."""
Z = 1.645
"""Of the one-sided interval of 95 %."""


def lower_bound(linked: int, listed: int, both: int, share: float) -> int:
    """Pages, from addresses caught by links, by lists, and by both; `share` of them are pages.

    >>> lower_bound(300, 100, 50, 1.0), lower_bound(300, 100, 2, 1.0), lower_bound(300, 0, 0, 0.5)
    (507, 398, 150)
    """
    caught = linked + listed - both
    estimate = 0.0
    if both and both >= MIN_OVERLAP * min(linked, listed):
        estimate = chapman(linked, listed, both) - Z * math.sqrt(
            chapman_variance(linked, listed, both)
        )
    return math.floor(max(caught, estimate) * share)


def chapman(linked: int, listed: int, both: int) -> float:
    """The estimate itself."""
    return (linked + 1) * (listed + 1) / (both + 1) - 1


def chapman_variance(linked: int, listed: int, both: int) -> float:
    """Its variance."""
    alone = (linked - both) * (listed - both)
    return (linked + 1) * (listed + 1) * alone / ((both + 1) ** 2 * (both + 2))
