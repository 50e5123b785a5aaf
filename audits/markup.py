"""What is broken in a document's markup as it came, by the rules for HTML's tags.

A browser mends everything and tells nobody; this reads the tags alone, and keeps to the four things
that 4.1.1 names: complete start and end tags, nesting, attributes given twice (ids are axe's).
"""

import re
from collections.abc import Iterator
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
RAW = "script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|plaintext"
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

TOKEN = re.compile(
    r"<!--.*?(?:-->|--!>|\Z)|<[!?][^>]*>"
    r"|</(?P<end>[a-zA-Z][^\s/>]*)[^>]*>"
    r"|<(?P<start>[a-zA-Z][^\s/>]*)(?P<rest>(?:\s*=\s*\"[^\"]*\"|\s*=\s*'[^']*'|[^>])*)>",
    re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"(?P<gap>[\s/]*)(?P<name>[^\s/=>][^\s/=>]*)"
    r"(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]*))?"
)
LONGEST = 160
MOST = 100


def faults(source: str) -> list[dict[str, Any]]:
    """Every fault by its `kind`, with the tag, its line, and the markup; at most a hundred.

    >>> [(f["kind"], f["tag"]) for f in faults('<p><b><i>x</b></i><img alt="" alt="a"></div>')]
    [('overlap', 'i'), ('twice', 'img'), ('stray', 'div')]
    """
    return list(Reader(source).read())[:MOST]


class Reader:
    """Reads tags one after another and keeps the elements that are open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.open: list[tuple[str, int]] = []  # elements that are open, and where they began
        self.lost: list[tuple[str, int]] = []  # ended by the end of another
        self.written: set[str] = set()  # tags that scripts write, who knows where
        self.foreign = 0

    def read(self) -> Iterator[dict[str, Any]]:
        """The faults, in the order in which they show."""
        at = 0
        while token := TOKEN.search(self.source, at):
            at = token.end()
            if token["start"]:
                tag = token["start"].lower()
                yield from self.attributes(tag, token)
                at = self.begin(tag, token)
            elif token["end"]:
                yield from self.end(token["end"].lower(), token.start())
        self.lost += [e for e in self.open if e[0] not in OPTIONAL]
        for tag, where in self.lost:
            if tag not in self.written:
                yield self.fault("unclosed", tag, where)

    def begin(self, tag: str, token: re.Match[str]) -> int:
        """Open an element, and say where reading goes on."""
        if tag in FOREIGN:
            self.foreign += 1
        if not self.foreign:
            self.end_what_it_ends(tag)
            if re.fullmatch(RAW, tag):
                return self.after_raw(tag, token.end())
        if self.foreign and token["rest"].endswith("/"):
            self.foreign -= tag in FOREIGN
        elif tag not in VOID or self.foreign:
            self.open.append((tag, token.start()))
        return token.end()

    def after_raw(self, tag: str, at: int) -> int:
        """Where the text of an element that holds no tags ends; scripts may write tags."""
        end = re.compile(rf"</{tag}\s*>", re.IGNORECASE).search(self.source, at)
        text = self.source[at : end.start() if end else len(self.source)]
        if tag == "script" and ".write" in text:
            self.written |= {name.lower() for name in re.findall(r"<\\?/?([a-zA-Z]\w*)", text)}
        return end.end() if end else len(self.source)

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
        found = None
        for place in range(len(self.open) - 1, -1, -1):
            tag = self.open[place][0]
            if tag in tags:
                found = place
            elif tag in walls or tag not in OPTIONAL:
                break
        if found is not None:
            del self.open[found:]

    def end(self, tag: str, where: int) -> Iterator[dict[str, Any]]:
        """Close an element; what was open in it and needs an end tag is lost."""
        if tag in VOID:
            if tag != "br":
                yield self.fault("stray", tag, where)
            return
        place = self.find(tag)
        if place is None:
            lost = next((e for e in reversed(self.lost) if e[0] == tag), None)
            if lost:
                self.lost.remove(lost)
                yield self.fault("overlap", tag, lost[1])
            elif tag not in {"html", "body", "head"} | self.written:
                yield self.fault("nesting" if tag == "p" else "stray", tag, where)
            return
        if tag in {"body", "html"}:
            return  # scripts and notices often follow; what is open is judged at the end
        self.lost += [e for e in self.open[place + 1 :] if e[0] not in OPTIONAL]
        self.foreign -= sum(name in FOREIGN for name, _ in self.open[place:])
        del self.open[place:]

    def find(self, tag: str) -> int | None:
        """Where the element that an end tag closes is open, if it can be reached."""
        walls = {"table", "template"} if tag in IN_TABLE else WALLS
        for place in range(len(self.open) - 1, -1, -1):
            name = self.open[place][0]
            if name == tag:
                return place
            if name in walls:
                return None if tag not in WALLS | {"body", "html"} else self.find_wall(tag, place)
        return None

    def find_wall(self, tag: str, below: int) -> int | None:
        """A wall is closed by its own end tag through others that have none of their own."""
        for place in range(below, -1, -1):
            if self.open[place][0] == tag:
                return place
            if self.open[place][0] == "table" and tag != "table":
                return None
        return None

    def attributes(self, tag: str, token: re.Match[str]) -> Iterator[dict[str, Any]]:
        """Attributes that are given twice, or run into each other."""
        rest = token["rest"]
        if "=" not in rest:
            return
        seen: set[str] = set()
        quoted = False
        for found in ATTRIBUTE.finditer(rest):
            name, value = found["name"].lower(), found["value"] or ""
            if name in seen:
                yield self.fault("twice", tag, token.start(), attribute=name[:40])
            elif (quoted and not found["gap"]) or '"' in name or "'" in name or "<" in name:
                yield self.fault("attribute", tag, token.start(), attribute=name[:40])
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
