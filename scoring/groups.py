"""Whom a site is compared with: everyone, those of its kind, its peers in size, its prefecture."""

from collections.abc import Iterator

from minna.records import Site

CLASSES = (10_000, 50_000, 100_000, 300_000)
"""Limits of the population classes, in residents."""


def ranked_in(site: Site) -> Iterator[str]:
    """The groups in which a site has a place."""
    yield "all"
    if site.type:
        yield f"peer:{site.type}/{population_class(site.population)}"
    if site.pref:
        yield f"pref:{site.pref}"
    if site.country:
        yield f"country:{site.country}"


def described_in(site: Site) -> Iterator[str]:
    """The groups whose gap and tiers are published."""
    yield "all"
    if site.type:
        yield f"type:{site.type}"
    if site.population is not None:
        yield f"size:{population_class(site.population)}"


def population_class(population: int | None) -> str:
    """The size class that peers share: its lower and upper limit in residents.

    >>> population_class(9_999), population_class(300_000), population_class(None)
    ('0-10000', '300000-', '')
    """
    if population is None:
        return ""
    lower = max(limit for limit in (0, *CLASSES) if population >= limit)
    upper = next((limit for limit in CLASSES if population < limit), "")
    return f"{lower}-{upper}"
