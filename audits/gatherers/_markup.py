"""What is broken in a document's markup as it came, by the rules for HTML's tags.

A browser mends everything and tells nobody; this reads the tags alone, and keeps to the four things
that 4.1.1 names: complete start and end tags, nesting, attributes given twice (ids are axe's). It
reads each place a bounded number of times, whatever was written there.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, islice
from typing import Any


def tags(names: str) -> frozenset[str]:
    """Names of elements, from a line of them."""
    return frozenset(names.split())


VOID = tags(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr"
)
OPTIONAL = tags(
    "html head body li dt dd p rb rt rtc rp optgroup option thead tbody tfoot tr td th caption "
    "colgroup"
)
"""Elements whose end tags may be left out."""
RAW = tags("script style textarea title xmp iframe noembed noframes noscript plaintext")
"""Elements whose text holds no tags."""
ENDS_P = tags(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section table ul "
    "dd dt li"
)
ENDED_BY = {
    "li": frozenset({"li"}),
    **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    **dict.fromkeys(("rb", "rt", "rtc", "rp"), frozenset({"rb", "rt", "rtc", "rp"})),
    **dict.fromkeys(("td", "th"), frozenset({"td", "th", "colgroup", "caption"})),
    "tr": frozenset({"td", "th", "tr", "colgroup", "caption"}),
    **dict.fromkeys(
        ("thead", "tbody", "tfoot"),
        frozenset({"td", "th", "tr", "thead", "tbody", "tfoot", "colgroup", "caption"}),
    ),
    "body": frozenset({"head"}),
}
"""What a start tag ends without an end tag."""
WALLS = frozenset({"table", "td", "th", "caption", "template", "object", "svg", "math", "button"})
"""No end tag reaches beyond these, but their own."""
IN_TABLE = frozenset({"tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup"})
LIST_WALLS = frozenset({"ul", "ol", "menu", "dl", "select", "ruby"})
FOREIGN = frozenset({"svg", "math"})

WHOLE = frozenset({"html", "body", "head"})

NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
PLAIN = re.compile(r"[^>=]*+")
SPACE = re.compile(r"\s*+")
ATTRIBUTE = re.compile(
    r"(?P<gap>[\s/]*+)(?:(?P<name>[^\s/=>]++)"
    r"(?:\s*+=\s*+(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]*))?)?"
)
END_OF = {tag: re.compile(rf"</{tag}\s*+>", re.IGNORECASE) for tag in RAW}
WRITTEN = re.compile(r"<\\?/?([a-zA-Z]\w*+)")
LONGEST = 160
MOST = 100
DEEPEST = 200
"""Elements without an end tag, one in another, among which a start tag ends one."""
TRIES = 100
"""Tags without an end for which the rest of a document is read in vain."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written, from `start` up to `end`; `rest` are its attributes."""

    name: str
    start: int
    end: int
    closes: bool = False
    rest: str = ""


class Ahead:
    """Where a text comes next; asked from ever later places, the source is read but once."""

    def __init__(self, source: str, text: str) -> None:
        self.source, self.text = source, text
        self.asked, self.found = 0, -1

    def __call__(self, at: int) -> int:
        """The first place from `at` on; the length of the source where there is none."""
        if not self.asked <= at <= self.found:
            self.found = self.source.find(self.text, at)
            self.found = len(self.source) if self.found < 0 else self.found
            self.asked = at
        return self.found


class Scanner:
    """Reads tags one after another, comments left out, in time that grows as the source does."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.last = source.rfind(">")  # no tag ends after it
        self.ends = {text: Ahead(source, text) for text in (">", "-->", "--!>", '"', "'")}
        self.tries = TRIES

    def next(self, at: int) -> Tag | None:
        """The first whole tag from a place on."""
        source = self.source
        while 0 <= (at := source.find("<", at)) < self.last:
            if source.startswith("<!--", at):
                at = min(self.ends["-->"](at + 4), self.ends["--!>"](at + 4)) + 3
            elif source.startswith(("<!", "<?"), at):
                at = self.ends[">"](at) + 1
            elif tag := self.tag(at):
                return tag
            else:
                at += 1
        return None

    def tag(self, at: int) -> Tag | None:
        """The tag that begins at a place; None if there is none, or it has no end."""
        closes = self.source.startswith("</", at)
        named = NAME.match(self.source, at + 1 + closes)
        if not named:
            return None
        rest = named.end()
        end = self.ends[">"](rest) if closes else self.end_of_start(rest)
        if not 0 <= end <= self.last:
            return None
        name = named[0].lower()
        return Tag(name, at, end + 1, closes, self.source[rest:end])

    def end_of_start(self, at: int) -> int:
        """Where a start tag's `>` is: not in a quoted value, unless there is none elsewhere."""
        source, within, begun = self.source, -1, at
        while at <= self.last:
            at = PLAIN.match(source, at).end()  # type: ignore[union-attr]
            if at > self.last or source[at] == ">":
                break
            quote = SPACE.match(source, at + 1).end()  # type: ignore[union-attr]
            sign = source[quote : quote + 1]
            close = self.ends[sign](quote + 1) if sign in ("'", '"') else len(source)
            if close == len(source):
                at += 1
                continue
            inner = self.ends[">"](quote)
            within = inner if inner < close else within
            at = close + 1
        if at <= self.last:
            return at
        self.tries -= within >= begun
        return within if self.tries > 0 else -1


def faults(source: str) -> list[dict[str, Any]]:
    """Every fault by its `kind`, with the tag, its line, and the markup; at most a hundred.

    >>> [(f["kind"], f["tag"]) for f in faults('<p><b><i>x</b></i><img alt="" alt="a"></div>')]
    [('overlap', 'i'), ('twice', 'img'), ('stray', 'div')]
    """
    return list(islice(Reader(source).read(), MOST))


class Reader:
    """Reads tags one after another and keeps the elements that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.scanner = Scanner(source)
        self.open: list[tuple[str, int]] = []  # elements that are open, and where they began
        self.places: dict[str, list[int]] = defaultdict(list)  # name → where in `open` they are
        self.lost: dict[int, tuple[str, int]] = {}  # ended by the end of another, by their number
        self.numbers: dict[str, list[int]] = defaultdict(list)  # name → their numbers
        self.written: set[str] = set()  # tags that scripts write, who knows where
        self.foreign = 0
        self.counter = count()

    def read(self) -> Iterator[dict[str, Any]]:
        """The faults, in the order in which they show."""
        at = 0
        while tag := self.scanner.next(at):
            at = tag.end
            if tag.closes:
                yield from self.end(tag.name, tag.start)
            else:
                yield from self.attributes(tag)
                at = self.begin(tag)
        self.lose(self.open)
        for name, where in self.lost.values():
            if name not in self.written:
                yield self.fault("unclosed", name, where)

    def begin(self, tag: Tag) -> int:
        """Open an element, and say where reading goes on."""
        name = tag.name
        if name in FOREIGN:
            self.foreign += 1
        if not self.foreign:
            self.end_what_it_ends(name)
            if name in RAW:
                return self.after_raw(name, tag.end)
        if self.foreign and tag.rest.endswith("/"):
            self.foreign -= name in FOREIGN
        elif name not in VOID or self.foreign:
            self.places[name].append(len(self.open))
            self.open.append((name, tag.start))
        return tag.end

    def after_raw(self, tag: str, at: int) -> int:
        """Where the text of an element that holds no tags ends; scripts may write tags."""
        end = END_OF[tag].search(self.source, at)
        text = self.source[at : end.start() if end else len(self.source)]
        if tag == "script" and ".write" in text:
            self.written |= {name.lower() for name in WRITTEN.findall(text)}
        return end.end() if end else len(self.source)

    def shut(self, place: int) -> list[tuple[str, int]]:
        """Take the elements from a place on off those that are open."""
        gone = self.open[place:]
        del self.open[place:]
        for name, _ in gone:
            self.places[name].pop()
        return gone

    def lose(self, elements: Iterable[tuple[str, int]]) -> None:
        """Note the elements that needed an end tag of their own and had none."""
        for name, where in elements:
            if name not in OPTIONAL:
                number = next(self.counter)
                self.lost[number] = name, where
                self.numbers[name].append(number)

    def end_what_it_ends(self, tag: str) -> None:
        """Close elements whose end tag may be left out before this start tag."""
        walls = WALLS - {"td", "th", "caption"} if tag in IN_TABLE else WALLS | LIST_WALLS
        ended = ENDED_BY.get(tag, frozenset())
        if tag in ENDS_P:
            self.pop_down_to({"p"}, WALLS)
        if ended:
            self.pop_down_to(ended, walls)

    def pop_down_to(self, tags: frozenset[str] | set[str], walls: frozenset[str]) -> None:
        """Close the outermost open element of these within the walls, with all that is in it."""
        if not any(map(self.places.get, tags)):
            return
        found, top = None, len(self.open) - 1
        for place in range(top, max(-1, top - DEEPEST), -1):
            tag = self.open[place][0]
            if tag in tags:
                found = place
            elif tag in walls or tag not in OPTIONAL:
                break
        if found is not None:
            self.shut(found)

    def end(self, tag: str, where: int) -> Iterator[dict[str, Any]]:
        """Close an element; what was open in it and needs an end tag is lost."""
        if tag in VOID:
            if tag != "br":
                yield self.fault("stray", tag, where)
            return
        place = self.find(tag)
        if place is None:
            if self.numbers[tag]:
                yield self.fault("overlap", tag, self.lost.pop(self.numbers[tag].pop())[1])
            elif tag not in WHOLE and tag not in self.written:
                yield self.fault("nesting" if tag == "p" else "stray", tag, where)
            return
        if tag in {"body", "html"}:
            return  # scripts and notices often follow; what is open is judged at the end
        ended = self.shut(place)
        self.lose(ended[1:])
        self.foreign -= sum(name in FOREIGN for name, _ in ended)

    def find(self, tag: str) -> int | None:
        """Where the element that an end tag closes is open, if it can be reached.

        A wall is closed by its own end tag through others that have none of their own.
        """
        walls = {"table", "template"} if tag in IN_TABLE else WALLS
        own, wall = self.last(tag), max(map(self.last, walls))
        if own >= wall:
            return own if own >= 0 else None
        is_shut_in = tag not in WALLS | {"body", "html"} or (
            tag != "table" and own < self.last("table")
        )
        return None if is_shut_in or own < 0 else own

    def last(self, tag: str) -> int:
        """The place of the innermost open element of a name; -1 if there is none."""
        places = self.places.get(tag)
        return places[-1] if places else -1

    def attributes(self, tag: Tag) -> Iterator[dict[str, Any]]:
        """Attributes that are given twice, or run into each other."""
        if "=" not in tag.rest:
            return
        seen: set[str] = set()
        quoted = False
        for found in ATTRIBUTE.finditer(tag.rest):
            if not found["name"]:
                continue
            name, value = found["name"].lower(), found["value"] or ""
            if name in seen:
                yield self.fault("twice", tag.name, tag.start, attribute=name[:40])
            elif (quoted and not found["gap"]) or '"' in name or "'" in name or "<" in name:
                yield self.fault("attribute", tag.name, tag.start, attribute=name[:40])
                return
            seen.add(name)
            quoted = value[:1] in ('"', "'") and len(value) > 1

    def fault(self, kind: str, tag: str, where: int, **more: str) -> dict[str, Any]:
        """One fault, with its line and the beginning of the markup there."""
        end = self.source.find(">", where) + 1 or where + LONGEST
        return {
            "kind": kind,
            "tag": tag,
            "line": self.source.count("\n", 0, where) + 1,
            "html": " ".join(self.source[where : min(end, where + LONGEST)].split()),
            **more,
        }
