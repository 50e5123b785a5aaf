"""One fix, many towns: the same fault in the same part of a template that several bodies use.

Whether two sites share a template is not known; that a fault has the same place and the same markup
on both is. The place is a selector without the numbers of its elements, the markup is the names of
its element, attributes and classes, and both together must name enough to be no coincidence.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from itertools import groupby

from minna.records import Finding
from minna.shared_parts import is_shared
from reports.groups import vendors
from reports.report_data import SiteEntry, SurveyReport

MIN_SITES = 3
"""Sites from which on a fault counts as a shared one; two may be alike by chance."""
MAX_FAULTS = 200
"""The most that are listed, those that reach most residents; each has a page."""
MIN_NAMES = 2
"""Ids and classes that place and markup must have together."""
MAX_LENGTH = 400
"""Characters of a selector or a snippet that are looked at."""
POSITION = re.compile(r":nth-(?:last-)?(?:child|of-type)\([^()]{0,20}\)")
NAME = re.compile(r"[#.]([A-Za-z_][\w-]{1,60})")
DIGITS = re.compile(r"\d+")
FIELDS = ("site", "url", "check", "message", "nodes", "snippets")
Key = tuple[str, str, str, str]
"""Check, message, place, markup."""


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A fault at one place of a template, and the bodies that have it there."""

    check: str
    message: str
    selector: str  # as it stands on the first of the sites
    snippet: str
    entries: tuple[SiteEntry, ...]  # in the order of their codes
    vendor: str = ""  # of every one of them, if it is one

    @property
    def slug(self) -> str:
        """A name for its page that stays the same while its place and its markup do."""
        key = "\n".join((self.check, self.message, self.selector, self.snippet))
        plain = re.sub(r"[^a-z0-9]+", "-", self.check.lower())[:40].strip("-")
        return f"{plain}-{sha256(key.encode()).hexdigest()[:10]}"

    @property
    def page(self) -> str:
        """The address of its page."""
        return f"fault/{self.slug}.html"

    @property
    def residents(self) -> int:
        """Residents of the bodies, as far as the registry knows."""
        return sum(entry.site.population or 0 for entry in self.entries)


def template_faults(report: SurveyReport) -> tuple[TemplateFault, ...]:
    """Faults that count and that several bodies share, most residents first."""
    entries = {entry.site.code: entry for entry in report.entries if entry.ranked}
    vendor_of = report.once(vendors)
    found: dict[Key, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = report.store.read_columns(Finding, FIELDS, run=report.run.id, scored=True)
    for site, group in groupby(rows, key=lambda row: row[0]):
        if site in entries:
            for key, place in site_faults(group, entries[site].pages):
                found[key].setdefault(site, place)
    faults: dict[tuple[str, str, tuple[str, ...]], TemplateFault] = {}
    for (check, message, _, _), places in sorted(found.items()):
        if len(places) >= MIN_SITES:
            codes = tuple(sorted(places))
            makers = {vendor_of.get(code, "") for code in codes}
            fault = TemplateFault(
                check,
                message,
                *places[codes[0]],
                tuple(entries[code] for code in codes),
                makers.pop() if len(makers) == 1 else "",
            )
            # Several places of one template have the same bodies; the first of them stands for all.
            faults.setdefault((check, message, codes), fault)
    ordered = sorted(faults.values(), key=lambda f: (-f.residents, -len(f.entries), f.slug))
    return tuple(ordered[:MAX_FAULTS])


def site_faults(
    rows: Iterable[tuple[str, ...]], pages: int
) -> Iterator[tuple[Key, tuple[str, str]]]:
    """The faults of a site in parts that its pages share: key, and selector with snippet."""
    urls: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    snippets: dict[tuple[str, str, str], str] = {}
    parsed: dict[str, list[str]] = {}
    for _, url, check, message, nodes, shown in rows:
        for text in (nodes, shown):
            if text not in parsed:
                parsed[text] = json.loads(text)
        listed = parsed[shown]
        for i, selector in enumerate(parsed[nodes]):
            place = check, message, selector
            urls[place].add(url)
            snippets.setdefault(place, listed[i] if i < len(listed) else "")
    for (check, message, selector), on in urls.items():
        if is_shared(len(on), pages):
            snippet = snippets[check, message, selector]
            if len(set(names(selector, snippet))) >= MIN_NAMES:
                key = check, message, place_of(selector), markup_of(snippet)
                yield key, (selector, snippet)


def place_of(selector: str) -> str:
    """A selector without the numbers that tell the items of a list apart.

    >>> place_of("#menu > li:nth-child(3) > a")
    '#menu > li > a'
    """
    return POSITION.sub("", selector[:MAX_LENGTH])


def markup_of(snippet: str) -> str:
    """The element, its attributes' names, and its classes without their numbers.

    >>> markup_of('<a class="item item-3" href="/a/">くらし</a>')
    'a class item item-# href'
    """
    tag, attributes = FirstTag.of(snippet)
    words = [tag]
    for name, value in attributes:
        words.append(name)
        if name == "class":
            words += sorted({DIGITS.sub("#", part) for part in value.split()})
    return " ".join(words)


def names(selector: str, snippet: str) -> Iterator[str]:
    """Ids and classes that a place and its markup have."""
    yield from (DIGITS.sub("#", name) for name in NAME.findall(selector[:MAX_LENGTH]))
    for name, value in FirstTag.of(snippet)[1]:
        if name in ("class", "id"):
            yield from (DIGITS.sub("#", part) for part in value.split())


class FirstTag(HTMLParser):
    """The first element of a snippet, which may be cut anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.tag = ""
        self.attributes: list[tuple[str, str]] = []

    @classmethod
    def of(cls, snippet: str) -> tuple[str, list[tuple[str, str]]]:
        """Its name, and its attributes with their values; "" of a snippet that has none."""
        parser = cls()
        parser.feed(snippet[:MAX_LENGTH])
        return parser.tag, parser.attributes

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the first."""
        if not self.tag:
            self.tag, self.attributes = tag, [(name, value or "") for name, value in attrs]
