"""Addresses behind which there is no end: calendars, searches, sortings, print views.

They are left out of the frame, and the page that links to them stays in it. Some are known by their
names, at sight; the others by what a site answers (`Watch`).
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from crawler.urls import pattern, query_names, without
from minna.addresses import INDEX, key

LONGEST = 500
REPEATS = 3
SAME_TEXT = 3
"""Addresses of one pattern with a text known already, before the others are not asked for."""
SAME_TAIL = 5
"""The same of addresses whose last two parts are alike."""
DEEP = 3
"""Parts of a path from which on it may have grown."""
SAME_GIST = 24
"""Pages of one pattern that differ in their numbers only: two years of months without events."""
FACETS = 6
"""Ways in which one page's addresses put names of a query together."""
QUERIES = {
    "calendar": r"^((cal(endar)?_?)?(month|day|date)|cal(endar)?|ymd?|yyyymm(dd)?|tribe-bar-date)$",
    "search": r"^(q|query|s|search(_?(word|text|query))?|keywords?|kw|freeword|word)$",
    "print": r"^(print(able|view|page|er)?|prn|pdf|tmpl|layout)$",
    "sort": r"^(sort(_?(by|key|order|dir))?|order(_?by)?|orderby|dir|direction|view_?mode)$",
    "share": r"^(share|replytocom|redirect(_?(to|url))?|return(_?(to|url))?|back_?url|referer)$",
    "font": r"^(font_?size|text_?size|(color|contrast)(_?mode)?|theme|ruby|furigana|yomiage)$",
}
PATHS = {
    "calendar": r"/(calendar|cal|event_?cal\w*|schedule)/.*\d{4}[-/_]?\d{1,2}",
    "login": r"/(wp-login|wp-admin|logout|signout)([./]|$)",
    "feed": r"/(feed|trackback|xmlrpc\.php|wp-json)(/|$)",
    "print": r"/(print|printable)([./]|$)",
}
QUERIES_RE = {name: re.compile(found, re.IGNORECASE) for name, found in QUERIES.items()}
PATHS_RE = {name: re.compile(found, re.IGNORECASE) for name, found in PATHS.items()}


def trap(url: str) -> str:
    """The kind of trap an address looks like, or "".

    >>> trap("https://a.lg.jp/event?year_month=1&sort=asc"), trap("https://a.lg.jp/kosodate/")
    ('sort', '')
    """
    parts = urlsplit(url)
    if len(url) > LONGEST:
        return "long"
    # Japanese systems number their folders, so /soshiki/1/1/1/ is an honest address.
    segments = [s for s in parts.path.split("/") if s and not s.isdigit()]
    if any(segments.count(s) >= REPEATS for s in set(segments)):
        return "repeats"
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")]
    for kind, found in QUERIES_RE.items():
        if any(found.match(name) for name in names):
            return kind
    return next((kind for kind, found in PATHS_RE.items() if found.search(parts.path)), "")


@dataclass(slots=True)
class Watch:
    """What a site's own answers have shown of its traps; no rule of it is made for one site.

    Told again what the record book holds, it knows again what it knew.
    """

    same: Counter[str] = field(default_factory=Counter)  # pattern or tail → texts known already
    gists: dict[str, Counter[str]] = field(default_factory=dict)  # by pattern
    moves: Counter[str] = field(default_factory=Counter)  # pattern → moves within itself
    idle: Counter[str] = field(default_factory=Counter)  # name → times that it changed nothing
    matters: set[str] = field(
        default_factory=set
    )  # names with which and without which texts differ
    pages: set[str] = field(default_factory=set)  # keys of pages with a text of their own
    fuller: dict[str, set[str]] = field(default_factory=dict)  # key → names that its page lacks
    facets: dict[str, set[frozenset[str]]] = field(default_factory=dict)

    def see_address(self, url: str) -> None:
        """An address was found: note which names its query puts together."""
        names = query_names(url)
        if len(names) > 1:
            self.facets.setdefault(urlsplit(url).path, set()).add(names)

    def searches(self) -> int:
        """Paths that have shown to be searches by facets."""
        return sum(len(ways) >= FACETS for ways in self.facets.values())

    def see_page(self, url: str, gist: str) -> None:
        """A page with a text of its own."""
        if gist:
            self.gists.setdefault(pattern(url), Counter())[gist] += 1
        self.pages.add(key(url))
        self.matters |= self.fuller.get(key(url), set())
        for name in query_names(url):
            plain = key(without(url, {name}))
            self.fuller.setdefault(plain, set()).add(name)
            if plain in self.pages:
                self.matters.add(name)

    def see_twin(self, url: str, twin: str, *, is_read: bool = True) -> None:
        """An address showed a text that was known from another, or only says so (rel=canonical)."""
        self.same[pattern(url)] += 1
        self.same[tail(url)] += bool(tail(url))
        for one, other in ((url, twin), (twin, url)) if is_read else ():
            for name in query_names(one) - query_names(other):
                self.idle[name] += key(without(one, {name})) == key(other)

    def see_missing(self, url: str) -> None:
        """An address showed what the site says when there is no such page."""
        self.same[pattern(url)] += 1

    def see_move(self, url: str, target: str) -> None:
        """An address leads on to another."""
        self.moves[pattern(url)] += pattern(url) == pattern(target) and key(url) != key(target)

    def plain(self, url: str) -> str:
        """The address without names that have been seen to change nothing here."""
        names = [name for name in query_names(url) if self.is_idle(name)]
        return without(url, names) if names else url

    def is_idle(self, name: str) -> bool:
        """Whether a name in queries changes nothing on this site."""
        return self.idle[name] >= SAME_TEXT and name not in self.matters

    def trap(self, url: str) -> str:
        """The kind of trap that an address belongs to by what was seen, or ""."""
        shape = pattern(url)
        if self.moves[shape] >= SAME_TEXT:
            return "redirects"
        if self.same[shape] >= SAME_TEXT or self.same[tail(url)] >= SAME_TAIL:
            return "same text"
        if max(self.gists.get(shape, {"": 0}).values()) >= SAME_GIST:
            return "same but for numbers"
        ways = self.facets.get(urlsplit(url).path, ())
        return "facets" if len(ways) >= FACETS and len(query_names(url)) > 1 else ""


def tail(url: str) -> str:
    """The last two parts of a path, where the last has a name: relative links that grow share them.

    >>> tail("https://a.jp/x/9/more/info/"), tail("https://a.jp/x/9/1.html")
    ('*more/info', '')
    """
    parts = pattern(INDEX.sub("", urlsplit(url).path)).rstrip("/").split("/")
    is_named = len(parts) > DEEP and re.match(r"[A-Za-z]", parts[-1]) and "?" not in url
    return "*" + "/".join(parts[-2:]) if is_named else ""
