"""What a site's row of the registry says of its body, in the words of the tasks."""

from audits.services.facts import Context
from minna.records import Site

COUNTRIES = frozenset({"jp", "us"})
"""Countries with a file of tasks."""
BODIES = {
    "jp": {"prefecture": "prefecture", "national": "nation"},
    "us": {"state": "state", "county": "county", "special_district": "district"},
}
USUAL = {"jp": "municipality", "us": "city"}
"""The body of all other types."""


def is_covered(site: Site) -> bool:
    """Whether there are tasks for the body of a site; a row without a country is taken for
    Japan's."""
    return country_of(site) in COUNTRIES


def country_of(site: Site) -> str:
    """The country whose tasks apply: that of the registry, or Japan."""
    return site.country.lower() or "jp"


def context_of(site: Site) -> Context:
    """What detectors may know of a site's body.

    >>> context_of(Site("r", "130001", "東京都", "https://a.jp/", type="prefecture")).body
    'prefecture'
    """
    country = country_of(site)
    body = BODIES.get(country, {}).get(site.type, USUAL.get(country, "municipality"))
    return Context(country, body)
