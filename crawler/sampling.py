"""Choose the pages that stand for a site: key pages by their role, the rest by chance.

WAIC's test guidelines recommend representative plus random pages for sites above a hundred pages.
The random part is stratified by template (DOM skeleton) and allocated in proportion, so that the
inclusion probability of every page is known; their order spreads each template over all of it, so
that an audit may stop early and still have its share of each. What chance decides is a hash of
seed, site and address: the same input gives the same sample on every machine, and a page more
changes little.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from crawler.previous_sample import PreviousSample
from crawler.roles import HOME, ROLES, role_by_path, role_by_words
from crawler.seeded_hash import seeded_hash
from minna.addresses import url_key
from minna.records import Page
from minna.template_clusters import cluster_by_fingerprint

MAX_KEY_PAGES = 15
MIN_PER_STRATUM = 2
"""Random pages that a stratum should get, or it has no variance: smaller strata are merged."""
MIN_RANDOM = 20
"""Minimum random pages visited before an audit may stop early."""
OTHER, NEW = "other", "new"
REFRESH_DIVISOR = 4
"""Share of pages drawn anew when an earlier sample is measured again: one in this number."""
ORDER = {HOME: 0} | {role.name: n for n, role in enumerate(ROLES, 1)}


def draw_sample(
    pages: Iterable[Page],
    n: int,
    seed: int,
    site: str,
    *,
    max_key_pages: int = MAX_KEY_PAGES,
    previous: PreviousSample | None = None,
) -> list[Page]:
    """A site's fetched pages in order of visit: n drawn (key, random), the others in reserve.

    Keys are never more than half of n, so half is random where the frame allows; a frame of n
    pages or fewer is taken whole, with probability 1.
    `probability` is n_h/N_h of the page's stratum; key pages have none, being no matter of chance.
    A reserve page replaces a failed random page of its own stratum, in the order given.
    With a panel, its pages are taken again and a part drawn anew is added to them.
    """
    frame = [reset_sample_fields(page) for page in pages if page.state == "fetched"]
    frame.sort(key=lambda page: page.url)
    keys = key_pages(frame, min(max_key_pages, max(1, n // 2)))
    if previous:
        keys = previous.matching_key_pages(frame) or keys
    taken = {page.url for page in keys}
    rest = [page for page in frame if page.url not in taken]
    if previous and previous.pages:
        drawn, reserve = panel_redraw(rest, n - len(keys), f"{seed}:{site}", previous)
    else:
        drawn, reserve = stratified_draw(rest, min(len(rest), n - len(keys)), f"{seed}:{site}")
    keyed = [replace(page, sample_part="key") for page in keys]
    return [replace(p, visit_order=i) for i, p in enumerate(chain(keyed, drawn, reserve), 1)]


def reset_sample_fields(page: Page) -> Page:
    """The page without its place in an earlier sample."""
    page = replace(page, sample_part="", visit_order=None, stratum="", probability=None)
    return replace(page, role="", role_evidence="") if page.role == HOME else page


def key_pages(frame: Sequence[Page], max_key_pages: int) -> list[Page]:
    """The home page and the best page of each role, the most important roles first."""
    home = [p for p in frame if p.discovered_via == "start"] or list(frame)
    best = min(home, key=lambda p: (p.depth, len(p.url), p.url), default=None)
    if best is None:
        return []
    by_role = {HOME: replace(best, role=HOME, role_evidence="start page")}
    named = (with_role(page) for page in frame if page.url != best.url)
    for page in sorted(named, key=nearness):
        if page.role:
            by_role.setdefault(page.role, page)
    return sorted(by_role.values(), key=lambda p: ORDER[p.role])[:max_key_pages]


def with_role(page: Page) -> Page:
    """The page with the role its links gave it, else its title's, else its address's."""
    if page.role in ORDER:
        return page
    by_title, by_path = role_by_words(page.title), role_by_path(page.url)
    if by_title:
        return replace(page, role=by_title, role_evidence=f"title: {page.title}")
    return replace(page, role=by_path, role_evidence=f"address: {page.url}" if by_path else "")


def nearness(page: Page) -> tuple[int, int, str]:
    """Nearest to the start page first, then the shorter evidence: menus say less than news."""
    return page.depth, len(page.role_evidence), page.url


def stratified_draw(rest: Sequence[Page], n: int, seed: str) -> tuple[list[Page], list[Page]]:
    """n random pages in random order, and the others in the order of their stratum's draw."""
    strata = merge(cluster(rest), min(n, MIN_RANDOM))
    shares = allocate({name: len(pages) for name, pages in strata.items()}, n)
    order_keys: dict[str, float] = {}
    drawn, reserve = [], []
    for name, pages in strata.items():
        share = shares[name]
        stamped = [
            replace(
                page,
                sample_part="random" if rank < share else "reserve",
                stratum=name,
                probability=share / len(pages),
            )
            for rank, page in enumerate(sorted(pages, key=lambda p: seeded_hash(seed, p.url)))
        ]
        drawn += stamped[:share]
        reserve += stamped[share:]
        for rank, page in enumerate(stamped[:share]):
            order_keys[page.url] = (rank + fraction(seeded_hash(seed, f"turn {page.url}"))) / share
    return sorted(drawn, key=lambda p: (order_keys[p.url], p.url)), reserve


def panel_redraw(
    rest: Sequence[Page], n: int, seed: str, previous: PreviousSample
) -> tuple[list[Page], list[Page]]:
    """The random pages of an earlier sample, pages drawn anew, and the others in reserve.

    Pages that the earlier frame did not have are strata of their own, for they could not be drawn
    then. Within a stratum the earlier pages and the new ones are a random choice together, so that
    `probability` is again drawn pages over all pages.
    """
    kept_urls = {page.url for page in rest if url_key(page.url) in previous.random}
    n_new = min(len(rest) - len(kept_urls), max(n - len(kept_urls), n // REFRESH_DIVISOR))
    old = [page for page in rest if url_key(page.url) in previous.frame]
    new = [page for page in rest if url_key(page.url) not in previous.frame]
    strata = merge(cluster(old), max(1, len(kept_urls) + n_new))
    strata |= {NEW: new} if new else {}
    free = {name: sum(p.url not in kept_urls for p in pages) for name, pages in strata.items()}
    shares = allocate(free, n_new)
    first, second, reserve = [], [], []
    for name, pages in strata.items():
        taken = [page for page in pages if page.url in kept_urls]
        others = sorted(
            (p for p in pages if p not in taken), key=lambda p: seeded_hash(seed, p.url)
        )
        share = shares.get(name, 0)
        odds = (len(taken) + share) / len(pages)
        stamped = [replace(p, stratum=name, probability=odds) for p in (*taken, *others)]
        taken_pages, others_left = stamped[: len(taken) + share], stamped[len(taken) + share :]
        first += [replace(p, sample_part="random") for p in taken_pages[: len(taken)]]
        second += [replace(p, sample_part="random") for p in taken_pages[len(taken) :]]
        reserve += [replace(p, sample_part="reserve") for p in others_left]
    in_turn = [sorted(part, key=lambda p: seeded_hash(seed, p.url)) for part in (first, second)]
    return [*in_turn[0], *in_turn[1]], reserve


def fraction(number: bytes) -> float:
    """A random number as one from 0 to 1.

    >>> fraction(bytes([128, 0, 0, 0, 0, 0, 0, 0]))
    0.5
    """
    return int.from_bytes(number[:8], "big") / 2**64


def cluster(pages: Sequence[Page]) -> dict[str, list[Page]]:
    """Pages by template: each joins the first skeleton that is close to its own."""
    template = cluster_by_fingerprint(page.dom_fingerprint for page in pages)
    groups: dict[str, list[Page]] = {}
    for page in pages:
        groups.setdefault(template[page.dom_fingerprint], []).append(page)
    return groups


def merge(groups: Mapping[str, list[Page]], n: int) -> dict[str, list[Page]]:
    """Strata large enough for LEAST random pages each; what is smaller becomes OTHER."""
    total = sum(map(len, groups.values()))
    strata: dict[str, list[Page]] = defaultdict(list)
    for name in sorted(groups):
        is_small = len(groups[name]) * n < MIN_PER_STRATUM * total
        strata[OTHER if is_small else name] += groups[name]
    while OTHER in strata and len(strata) > 1 and len(strata[OTHER]) * n < MIN_PER_STRATUM * total:
        smallest = min((s for s in strata if s != OTHER), key=lambda s: (len(strata[s]), s))
        strata[OTHER] += strata.pop(smallest)
    return dict(strata)


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """n pages in proportion to the strata's sizes, by largest remainders.

    >>> allocate({"a": 60, "b": 30, "c": 10}, 10)
    {'a': 6, 'b': 3, 'c': 1}
    """
    total = sum(sizes.values())
    if not total:
        return {}
    shares = {name: size * n // total for name, size in sizes.items()}
    by_remainder = sorted(sizes, key=lambda s: (-(sizes[s] * n % total), s))
    for name in by_remainder[: n - sum(shares.values())]:
        shares[name] += 1
    return shares
