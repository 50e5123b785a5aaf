"""Gates that no signature knows: one answer in the place of many sites' home pages.

Hosting firms and firewalls put one page before all that they keep; two towns never write the same.
"""

from collections import defaultdict
from dataclasses import replace

from crawler.frontier import START
from crawler.urls import registered_domain
from minna.reasons import Code, Reason
from minna.records import Page, Run, SiteCrawl
from minna.store import Store

MIN_SITES = 3
"""Of different registered domains, that answer with one text."""
MAX_PAGES = 3
"""Pages of a frame that may be a gate's."""


def mark_shared_gates(store: Store, run: Run) -> None:
    """Frames whose home page is that of many others become `challenge`; nothing is asked for."""
    frames = {
        f.site: f for f in store.read(SiteCrawl, run=run.id, status="ok") if f.pages <= MAX_PAGES
    }
    homes = defaultdict(list)
    for page in store.read(Page, run=run.id, discovered_via=START, state="fetched"):
        if page.site in frames:
            homes[page.text_hash].append(page)
    for same in homes.values():
        if len({registered_domain(page.url) for page in same}) >= MIN_SITES:
            reason = Reason(Code.SHARED_GATE, among="for many sites")
            store.save(
                replace(frames[page.site], status="challenge", reason=reason) for page in same
            )
