"""Addresses behind which there is no end: calendars, searches, sortings, print views.

What a site answers shows them (`TrapDetector`). A name in an address proves nothing: it says what
to try first, and two answers that are the same count for more where the name spoke against the
address.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import log2
from urllib.parse import parse_qsl, unquote, urlsplit

from crawler.content import alike
from crawler.shares import FIFTH, HALF, is_rare, repeats_needed
from crawler.urls import SESSION_TOKEN, drop_params, pattern, query_names
from minna.addresses import INDEX, url_key

MAX_LENGTH, MAX_ENCODED_LENGTH = 500, 2000
"""Characters of an address, as it is read and as it is sent (a kanji is nine)."""
REPEATS = 3
CHAIN = 5
"""Moves one after the other within a pattern, before the next address is not asked for."""
NOOP_PARAM_TIMES, NOOP_VALUE_TIMES, NOOP_VALUES = 5, 9, 3
"""Times that a name in queries changed nothing, whatever its value (of so many at least), or with
one value."""
NEAR_DUPLICATE = 0.95
"""Similarity of words from which on two pages under two names of one address are the same."""
MIN_TAIL_DEPTH = 3
"""Parts of a path from which on it may have grown."""
SAME_TEXT_PAGES = 24
"""Pages of one pattern that differ in their numbers only: two years of months without events."""
FACETS = 6
"""Ways in which one page's addresses put names of a query together."""
PRIOR_REPEATS = 20
"""Answers without anything new that a name in an address counts for, until two were new."""
MIN_TRIED = 2
"""Addresses that are asked for before a name in them counts."""
GROUP_SIZE_UNIT = 8
"""Addresses of a group that is left: one more is tried each time that there are twice as many."""
QUERIES = {
    "calendar": r"^((cal(endar)?_?)?(month|day|date)|cal(endar)?|ymd?|yyyymm(dd)?|tribe-bar-date)$",
    "search": r"^(q|query|s|search(_?(word|text|query))?|keywords?|kw|freeword|word)$",
    "print": r"^(print(able|view|page|er)?|prn|pdf|tmpl|layout)$",
    "sort": r"^(sort(_?(by|key|order|dir))?|order(_?by)?|orderby|dir|direction|view_?mode)$",
    "share": r"^(share|replytocom|redirect(_?(to|url))?|return(_?(to|url))?|back_?url|referer)$",
    "font": r"^(font_?size|text_?size|(color|contrast)(_?mode)?|theme|ruby|furigana|yomiage)$",
}
PATHS = {
    "calendar": r"/(calendar|cal|event_?cal\w{0,20}|schedule)/[^?]{0,80}\d{4}[-/_]?\d{1,2}",
    "feed": r"/(feed|trackback)(/|$)",
    "print": r"/(print|printable)([./]|$)",
}
ADMIN_PATHS = re.compile(  # of those who keep a site: what lies behind is no page, and some act
    r"/(wp-login|wp-admin|logout|signout|xmlrpc\.php|wp-json)([./]|$)", re.IGNORECASE
)
QUERIES_RE = {name: re.compile(regex, re.IGNORECASE) for name, regex in QUERIES.items()}
PATHS_RE = {name: re.compile(regex, re.IGNORECASE) for name, regex in PATHS.items()}


def trap_by_url(url: str) -> str:
    """The kind of trap that an address is without being asked for, or "".

    >>> trap_by_url("https://a.lg.jp/wp-admin/"), trap_by_url("https://a.lg.jp/kosodate/?sort=1")
    ('login', '')
    """
    if len(url) > MAX_LENGTH and (len(url) > MAX_ENCODED_LENGTH or len(unquote(url)) > MAX_LENGTH):
        return "long"
    return "login" if ADMIN_PATHS.search(urlsplit(url).path) else ""


def suspicions(url: str) -> Iterator[tuple[str, str]]:
    """What the names in an address speak of: kinds of trap, each with the name that does.

    >>> list(suspicions("https://a.lg.jp/event?year_month=1&sort=asc"))
    [('sort', 'sort')]
    """
    parts = urlsplit(url)
    # Japanese systems number their folders, so /soshiki/1/1/1/ is an honest address.
    segments = [s for s in parts.path.split("/") if s and not s.isdigit()]
    if any(segments.count(s) >= REPEATS for s in set(segments)):
        yield "repeats", ""
    for name in sorted(query_names(url)):
        for kind, regex in QUERIES_RE.items():
            if regex.match(name):
                yield kind, name
    for kind, regex in PATHS_RE.items():
        if regex.search(parts.path):
            yield kind, ""


@dataclass(slots=True)
class Group:
    """Addresses that are judged together, and what those that were asked for have shown."""

    kind: str
    name: str = ""  # in queries, which a named group has in common
    is_named: bool = False
    is_nested_repeat: bool = False  # an address of it repeats the parts that they have in common
    urls: int = 0  # addresses
    repeats: int = 0  # answers that showed nothing new
    new_texts: int = 0  # pages with a text of their own
    gists: Counter[str] = field(default_factory=Counter)  # of those pages
    base_keys: set[str] = field(default_factory=set)  # of a named group: keys without the name

    def new_and_repeats(self, base_text_hashes: set[str]) -> tuple[int, int]:
        """Answers that showed something new, and those that did not.

        Where a name speaks against the addresses, pages that are alike but for their numbers, as
        months are and print views, count as one.
        """
        if not self.is_named:
            return self.new_texts, self.repeats
        bare = self.new_texts - self.gists.total()  # with next to no text: each by itself
        new = bare + len(self.gists.keys() - base_text_hashes)
        return new, self.repeats + self.new_texts - new

    def prior(self, new: int, repeats: int) -> int:
        """How many answers the name counts for, or that paths grow; none where two were new."""
        speaks_against = self.is_named or self.is_nested_repeat
        return PRIOR_REPEATS if speaks_against and (new < MIN_TRIED or new < repeats) else 0

    def is_suspect(self, base_text_hashes: set[str]) -> bool:
        """Whether most of the group's addresses show nothing new, so that the others come last."""
        new, repeats = self.new_and_repeats(base_text_hashes)
        if self.is_named and new + repeats < MIN_TRIED:
            return False
        most = max(self.gists.values(), default=0)
        is_numbers = not self.is_named and is_rare(self.new_texts - most, most, HALF)
        return is_numbers or is_rare(beyond_first(new), repeats + self.prior(new, repeats), HALF)

    def trap_kind(self, base_text_hashes: set[str]) -> str:
        """The kind of trap that the group has shown to be, or "": no more of it is asked for."""
        new, repeats = self.new_and_repeats(base_text_hashes)
        more = int(log2(max(1, self.urls / GROUP_SIZE_UNIT)))
        needed = repeats_needed(beyond_first(new), FIFTH) - self.prior(new, repeats)
        asked = max(MIN_TRIED - new, needed, 1)
        if repeats >= asked + more:
            return self.kind
        most = max(self.gists.values(), default=0)
        is_numbers = most >= SAME_TEXT_PAGES and is_rare(self.new_texts - most, most, FIFTH)
        return "same but for numbers" if is_numbers and not self.is_named else ""


def beyond_first(new: int) -> int:
    """Answers that showed something new, but for the first, which always does."""
    return max(0, new - 1)


@dataclass(slots=True)
class TrapDetector:
    """What a site's own answers have shown of its traps; no rule of it is made for one site.

    State is rebuilt by replaying stored pages, so a resumed crawl detects the same traps.
    """

    groups: dict[str, Group] = field(default_factory=dict)
    gists: dict[str, str] = field(default_factory=dict)  # key → gist of its page
    sketches: dict[str, str] = field(default_factory=dict)  # key → sketch of its page
    redirected_from: dict[str, str] = field(default_factory=dict)  # key → key that moved to it
    noop_params: Counter[tuple[str, str]] = field(default_factory=Counter)  # name and value → times
    significant_params: set[str] = field(
        default_factory=set
    )  # names with and without which texts differ
    param_variants: dict[str, set[tuple[str, str]]] = field(
        default_factory=dict
    )  # key → names, fuller key
    facets: dict[str, set[frozenset[tuple[str, str]]]] = field(default_factory=dict)
    facet_counts: dict[str, tuple[int, bool]] = field(default_factory=dict)  # path → ways, verdict

    def groups_of(self, url: str) -> list[str]:
        """The names of the groups that an address is in."""
        names = [pattern(url), path_tail(url)]
        path = pattern(urlsplit(url).path)
        names += [
            f"{kind} {path if kind != 'repeats' else ''}?{name}" for kind, name in suspicions(url)
        ]
        return [name for name in names if name]

    def group(self, name: str, url: str) -> Group:
        """The group of this name."""
        if name not in self.groups:
            kind, _, rest = name.partition(" ")
            is_named = kind in QUERIES or kind in PATHS or kind == "repeats"
            param = rest.rpartition("?")[2] if is_named else ""
            self.groups[name] = Group(kind if is_named else "same text", param, is_named)
        group = self.groups[name]
        if group.name:
            group.base_keys.add(url_key(drop_params(url, {group.name})))
        return group

    def observe_url(self, url: str) -> None:
        """An address was found: it is one more of its groups."""
        for name in self.groups_of(url):
            group = self.group(name, url)
            group.urls += 1
            group.is_nested_repeat |= (
                name.startswith("*") and f"/{name[1:]}/{name[1:]}/" in f"{url}/"
            )
        pairs = frozenset(pairs_of(url))
        if pairs:
            self.facets.setdefault(urlsplit(url).path, set()).add(pairs)

    def observe_page(self, url: str, gist: str, sketch: str = "") -> None:
        """A page with a text of its own."""
        own = url_key(url)
        for name in self.groups_of(url):
            group = self.group(name, url)
            group.new_texts += 1
            group.gists.update([gist] if gist else [])
        self.gists[own], self.sketches[own] = gist, sketch
        for name, other in self.param_variants.get(own, ()):
            self.compare(name, own, other)
        for name in query_names(url):
            base = url_key(drop_params(url, {name}))
            self.param_variants.setdefault(base, set()).add((name, own))
            if base in self.gists:
                self.compare(name, base, own)

    def compare(self, name: str, one: str, other: str) -> None:
        """Two pages that differ in one name of their query: it matters, or next to nothing does."""
        if alike(self.sketches[one], self.sketches[other]) < NEAR_DUPLICATE:
            self.significant_params.add(name)

    def observe_duplicate(self, url: str, twin: str, *, is_read: bool = True) -> None:
        """An address showed what was known from another, or only says so (rel=canonical)."""
        self.observe_nothing_new(url)
        for one, other in ((url, twin), (twin, url)) if is_read else ():
            for name in query_names(one) - query_names(other):
                is_noop = url_key(drop_params(one, {name})) == url_key(other)
                self.noop_params[name, dict(pairs_of(one))[name]] += is_noop

    def observe_nothing_new(self, url: str, *, is_file: bool = False) -> None:
        """An address showed nothing new: a known text, or that there is no such page.

        A file in a page's place says so of its like only where their name spoke against them.
        """
        for name in self.groups_of(url):
            group = self.group(name, url)
            group.repeats += group.is_named or not is_file

    def observe_redirect(self, url: str, target: str) -> None:
        """An address leads on to another."""
        if pattern(url) == pattern(target) and url_key(url) != url_key(target):
            self.redirected_from.setdefault(url_key(target), url_key(url))
            if url_key(url) in self.redirected_from:
                self.observe_nothing_new(url)
        elif any(url_key(target) == url_key(drop_params(url, {name})) for name in query_names(url)):
            self.observe_nothing_new(url)

    def is_chain(self, url: str) -> bool:
        """Whether so many moves one after the other have led here that there will be no end."""
        current, visited = url_key(url), set[str]()
        while current in self.redirected_from and current not in visited and len(visited) < CHAIN:
            visited.add(current)
            current = self.redirected_from[current]
        return len(visited) >= CHAIN or current in visited

    def without_noop_params(self, url: str) -> str:
        """The address without names that have been seen to change nothing here."""
        names = [name for name, value in pairs_of(url) if self.is_noop(name, value)]
        return drop_params(url, names) if names else url

    def is_noop(self, name: str, value: str) -> bool:
        """Whether a name in queries changes nothing on this site, with this value or any."""
        if name in self.significant_params:
            return False
        times = [n for (param, _), n in self.noop_params.items() if param == name and n]
        is_noop = len(times) >= NOOP_VALUES and sum(times) >= NOOP_PARAM_TIMES
        return is_noop or self.noop_params[name, value] >= NOOP_VALUE_TIMES

    def suspicious_group(self, url: str) -> str:
        """The group because of which an address is to come last, or "".

        One that is left stands before others.
        """
        names = [n for n in self.groups_of(url) if n in self.groups and self.is_suspect(n)]
        return next(filter(self.trap_kind, names), names[0] if names else "")

    def is_suspect(self, name: str) -> bool:
        """Whether a group's addresses still come last."""
        group = self.groups[name]
        return group.is_suspect(self.base_text_hashes(group))

    def trap_kind(self, name: str) -> str:
        """The kind of trap for which a group's addresses are not asked for any more, or ""."""
        group = self.groups[name]
        return group.trap_kind(self.base_text_hashes(group))

    def base_text_hashes(self, group: Group) -> set[str]:
        """What the addresses of a group show without the name that speaks against them."""
        return {self.gists[base] for base in group.base_keys if base in self.gists} - {""}

    def observed_trap(self, url: str) -> str:
        """The kind of trap that an address is in by what was seen, or ""."""
        if self.is_chain(url):
            return "redirects"
        return (
            "facets"
            if len(pairs_of(url)) > 1 and self.is_faceted_search(urlsplit(url).path)
            else ""
        )

    def count_faceted_searches(self) -> int:
        """Paths that have shown to be searches by facets."""
        return sum(map(self.is_faceted_search, self.facets))

    def is_faceted_search(self, path: str) -> bool:
        """Whether a path's addresses put names of a query together in whatever way.

        Then most of those with two names and more are known without the one and without the other
        as well; those of a system that hands all its pages names (`?option=…&view=…&id=…`) are not.
        """
        queries = self.facets.get(path, set())
        size, is_faceted_search = self.facet_counts.get(path, (0, False))
        if is_faceted_search or len(queries) < FACETS or len(queries) < size * 1.2:
            return is_faceted_search
        param_sets = {frozenset(name for name, _ in pairs) for pairs in queries if len(pairs) > 1}
        many = [pairs for pairs in queries if len(pairs) > 1]
        free = sum(sum(pairs - {pair} in queries for pair in pairs) > 1 for pairs in many)
        is_faceted_search = len(param_sets) >= FACETS and is_rare(len(many) - free, free, HALF)
        self.facet_counts[path] = len(queries), is_faceted_search
        return is_faceted_search


def pairs_of(url: str) -> list[tuple[str, str]]:
    """The names in an address's query with their values.

    >>> pairs_of("https://a.jp/?b=1&a=")
    [('b', '1'), ('a', '')]
    """
    return parse_qsl(urlsplit(url).query, keep_blank_values=True, encoding="latin-1")


def is_other_name(url: str, other: str) -> bool:
    """Whether two addresses differ in names only that speak of no page: a sorting, a ticket.

    >>> is_other_name("https://a.jp/x?sort=1&id=2", "https://a.jp/x?id=2")
    True
    """
    if urlsplit(url).path != urlsplit(other).path:
        return False
    differing = set(pairs_of(url)) ^ set(pairs_of(other))
    suspicious = {name for kind, name in suspicions(url) if name and kind != "calendar"}
    suspicious |= {name for kind, name in suspicions(other) if name and kind != "calendar"}
    tickets = {name for name, value in differing if SESSION_TOKEN.fullmatch(value)}
    return bool(differing) and {name for name, _ in differing} <= suspicious | tickets


def is_nested_repeat(url: str, other: str) -> bool:
    """Whether one address lies below the folder of another, as relative links grow.

    >>> is_nested_repeat("https://a.jp/x/more/more/", "https://a.jp/x/more/")
    True
    """
    one, two = sorted((urlsplit(url).path, urlsplit(other).path), key=len)
    folder = one.rpartition("/")[0] + "/"
    return folder.count("/") > 1 and two.startswith(folder) and two.count("/") > one.count("/")


def path_tail(url: str) -> str:
    """The last two parts of a path, where the last has a name: relative links that grow share them.

    >>> path_tail("https://a.jp/x/9/more/info/"), path_tail("https://a.jp/x/9/1.html")
    ('*more/info', '')
    """
    parts = pattern(INDEX.sub("", urlsplit(url).path)).rstrip("/").split("/")
    is_named = len(parts) > MIN_TAIL_DEPTH and re.match(r"[A-Za-z]", parts[-1]) and "?" not in url
    return "*" + "/".join(parts[-2:]) if is_named else ""
