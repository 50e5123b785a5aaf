"""Which addresses belong to which site of a run that was crawled, for whoever visits its pages."""

from collections.abc import Callable
from functools import cache

from crawler.frontier import START
from crawler.urls import Scope, canonical, nested_sites, scope_of
from minna.records import Page, Run, Site
from minna.store import Store


def scopes(store: Store, run: Run) -> Callable[[str, str], bool]:
    """A function of a site's code and an address: whether the address lies in the site's scope.

    The scope is the one that the crawl ended with: of the registry's row, its `scope` column, and
    where the start page turned out to lie. Of a site without a row nobody knows where it ends.
    """
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    others = nested_sites(sites.values())

    @cache
    def scope(code: str) -> Scope:
        start = {"run": run.id, "site": code, "discovered_via": START, "state": "fetched"}
        home = store.get(Page, **start)
        return scope_of(sites[code], home.url if home else "", others[code])

    def belongs(code: str, url: str) -> bool:
        address = canonical(url)
        return code not in sites or (bool(address) and scope(code).contains(address))

    return belongs
