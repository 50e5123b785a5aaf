"""How far a crawl goes, read from the settings of its run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from minna.rate_limit import PAUSE
from minna.user_agent import CONTACT


@dataclass(frozen=True, slots=True)
class Limits:
    """What we take from one site at most; each field may be set by its name in `Run.settings`."""

    crawl_pages: int = 300  # HTML pages fetched
    crawl_depth: int = 8  # links from the start page
    crawl_bytes: int = 3_000_000  # of one answer
    crawl_seconds: float = 1800.0  # of the site's own time, not of waiting for its neighbours
    pages: int = 75  # in the sample: 15 key pages, and as many random ones as the method asks for
    documents: int = 0  # PDF files read, of those that its pages link to
    pause: float = PAUSE  # seconds between two requests to a host
    contact: str = CONTACT
    allow_private: bool = False
    sample_from: str = ""  # an earlier record book whose sample is looked at again


def limits_of(settings: Mapping[str, Any]) -> Limits:
    """The limits that a run's settings ask for; other settings are not ours.

    >>> limits_of({"crawl_pages": 5, "lang": "ja"}).crawl_pages
    5
    """
    return Limits(**{n: settings[n] for n in Limits.__dataclass_fields__ if n in settings})
