"""Which product made a page: signs in its markup as data, and clusters of those nobody knows.

Words of a text are no signs: only addresses, scripts, comments and attributes are looked at.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audits.services._tables import Entry, entries

FOLDER = Path(__file__).parent
KEYS = ("id", "name", "signs")
WHERE = frozenset(["address", "asset", "link", "script", "comment", "class", "id", "generator"])
LONGEST = 2_000_000
LONGEST_TAG = 4_000
LONGEST_SCRIPT = 20_000
ATTRIBUTE = re.compile(
    r"""(?<![a-z-])(src|href|class|id|name|content|rel|type)\s{0,4}=\s{0,4}(?:"([^"]{0,400})|'([^']{0,400})|([^\s"'>]{1,400}))""",
    re.I,
)
NAME = re.compile(r"[a-z][a-z0-9]{0,20}", re.I)
SCRIPT_END = re.compile("</script", re.IGNORECASE | re.ASCII)
STYLE_END = re.compile("</style", re.IGNORECASE | re.ASCII)
ENDINGS = {"script": SCRIPT_END, "style": STYLE_END}
"""What ends an element whose text is no markup."""
PAGES = frozenset(("a", "area"))
ASSETS = frozenset(("script", "img", "iframe", "source", "embed", "input"))
DIGITS = re.compile(r"[0-9]+")
STEM = re.compile(r"^(?:https?:)?(?://[^/]{1,100})?(/[^?#]{0,200})")


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a product, and in which kind of thing it is looked for."""

    where: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Product:
    """A product and its signs."""

    id: str
    name: str
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the markup that may show a product."""

    where: str
    text: str


def things(markup: str) -> Iterator[Thing]:
    """Addresses, scripts, comments and attributes of a page, in their order."""
    at, markup = 0, markup[:LONGEST]
    while (start := markup.find("<", at)) >= 0:
        if markup.startswith("<!--", start):
            end = markup.find("-->", start)
            yield Thing("comment", markup[start + 4 : end if end >= 0 else start + 400][:400])
            at = end + 3 if end >= 0 else start + 4
            continue
        end = markup.find(">", start)
        if end < 0:
            return
        name = NAME.match(markup, start + 1)
        if name:
            yield from _of_tag(name[0].lower(), markup[start : min(end, start + LONGEST_TAG)])
        at = end + 1
        if name and (ending := ENDINGS.get(name[0].lower())):
            ended = ending.search(markup, at)
            close = ended.start() if ended else len(markup)
            if name[0].lower() == "script":
                yield Thing("script", markup[at : min(close, at + LONGEST_SCRIPT)])
            at = close


def _of_tag(name: str, tag: str) -> Iterator[Thing]:
    values = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in ATTRIBUTE.finditer(tag)}
    if name == "meta" and values.get("name", "").lower() == "generator":
        yield Thing("generator", values.get("content", ""))
    if name in PAGES and values.get("href"):
        yield Thing("link", values["href"])
    if name in ASSETS and values.get("src"):
        yield Thing("asset", values["src"])
    if name == "link" and values.get("href"):
        is_page = values.get("rel", "").lower() in ("canonical", "alternate", "https://api.w.org/")
        yield Thing("link" if is_page else "asset", values["href"])
    yield from (Thing("class", word) for word in values.get("class", "").split())
    if values.get("id"):
        yield Thing("id", values["id"])


def signs(markup: str, products: tuple[Product, ...]) -> dict[str, list[Thing]]:
    """For each product the things that show it, one for each of its signs.

    Two signs of one address are one thing; a script shows as many things as it has words of them.
    """
    kinds: dict[str, list[str]] = {}
    for thing in things(markup):
        kinds.setdefault(thing.where, []).append(thing.text)
    found: dict[str, list[Thing]] = {}
    for product in products:
        used = set[str]()
        for sign in product.signs:
            shows = _first(sign, kinds, used)
            if shows:
                used.add(shows)
                found.setdefault(product.id, []).append(Thing(sign.where, shows[:200]))
    return found


def _first(sign: Sign, kinds: Mapping[str, list[str]], used: set[str]) -> str:
    """What shows a sign first and is not yet used for another; "" if nothing does."""
    wheres = ("asset", "link") if sign.where == "address" else (sign.where,)
    for where in wheres:
        for text in kinds.get(where, ()):
            match = sign.pattern.search(text)
            shows = match[0] if match and where == "script" else text
            if match and shows not in used:
                return shows
    return ""


def shape(markup: str) -> frozenset[str]:
    """The forms of a page's own addresses, numbers left out: what sites of one product share."""
    forms = set[str]()
    for thing in things(markup):
        if thing.where not in ("asset", "link"):
            continue
        path = STEM.match(thing.text)
        if path:
            parts = [DIGITS.sub("0", part) for part in path[1].split("/")[:-1]]
            if len(parts) > 1 and any(parts):
                forms.add(f"{thing.where} {'/'.join(parts[:3])}")
    return frozenset(forms)


ALIKE = 0.5
LEAST = 3
"""Forms that a site must show to be compared, and the share of forms that two of a family share."""


def clusters(shapes: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Sites of unknown products by family, `不明-A` the largest; sites alone are left out.

    >>> same = frozenset(("asset /x/css", "asset /x/js", "link /site/0"))
    >>> clusters({"a": same, "b": same, "c": frozenset(("asset /q", "asset /r", "asset /s"))})
    {'a': '不明-A', 'b': '不明-A'}
    """
    families: list[list[str]] = []
    for site in sorted(shapes):
        if len(shapes[site]) < LEAST:
            continue
        near = [f for f in families if any(_alike(shapes[site], shapes[other]) for other in f)]
        families = [f for f in families if f not in near]
        families.append(sorted([site, *(other for family in near for other in family)]))
    known = sorted((f for f in families if len(f) > 1), key=lambda f: (-len(f), f))
    return {site: f"不明-{_letters(n)}" for n, family in enumerate(known) for site in family}


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)


def _letters(number: int) -> str:
    first, last = divmod(number, 26)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


def read(path: Path) -> tuple[Product, ...]:
    """A table of products; what cannot be read is told with its file and line."""
    text = path.read_text(encoding="utf-8")
    read = entries(text, path.name, "product", keys=KEYS, needed=KEYS)
    return tuple(_product(entry) for entry in read)


def _product(entry: Entry) -> Product:
    one = entry.values
    return Product(one["id"], one["name"], tuple(_sign(entry, sign) for sign in one["signs"]))


def _sign(entry: Entry, sign: Mapping[str, str]) -> Sign:
    if set(sign) != {"in", "pattern"} or sign["in"] not in WHERE:
        raise entry.bad(f"{dict(sign)!r} is no sign", "signs", str(sign.get("pattern", "")))
    return Sign(sign["in"], entry.pattern("signs", sign["pattern"], re.IGNORECASE))


@cache
def load(country: str) -> tuple[Product, ...]:
    """The products of a country; none where it has no table."""
    path = FOLDER / f"{country}.toml"
    return read(path) if path.is_file() else ()


JP = load("jp")
"""Kept here, so that the proof of linear time finds its patterns."""
