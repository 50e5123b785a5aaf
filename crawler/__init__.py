"""From a registry of sites to the pages that stand for each, politely."""

from crawler.registry import (
    load_registry,
    missing_credentials,
    registries,
    registry_digest,
    site_of,
    write_registry,
)
from crawler.run import CrawlerStopped, crawl, search_tasks
from crawler.sampling import draw_sample
from crawler.scopes import scopes
from crawler.urls import is_same_address

# `registries` the function stands before `registries` the folder, which is reached by
# `from crawler.registries import …`.
__all__ = [
    "CrawlerStopped",
    "crawl",
    "draw_sample",
    "is_same_address",
    "load_registry",
    "missing_credentials",
    "registries",
    "registry_digest",
    "scopes",
    "search_tasks",
    "site_of",
    "write_registry",
]
