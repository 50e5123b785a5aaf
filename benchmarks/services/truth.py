"""Reads the labelled set: plain text files in which each record is a page or a site tree.

A record begins with `@ id`. Labels are lines `key: values | quote | reason`; a quote stands in the
page word for word. The format is described in docs/services.md.
"""

import html as entities
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from benchmarks import sealed
from benchmarks.services import labels

PLACE = Path(__file__).parent
CORPORA = PLACE.parent.parent.parent / "shared" / "corpora"
SET = "services"
SECOND = PLACE / "second"
"""A second set, all of it open, which measures what was not written beside the tables."""
PLACEHOLDER = re.compile(r"\{(title|crumb|main)\}")
SPACE = re.compile(r"\s+")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
ID = re.compile(r"[a-z0-9][a-z0-9-]{2,60}")
LINKS = {"-": "text", "i": "image", "s": "script", "m": "mega menu"}


class BadLabel(ValueError):
    """A record that cannot be read: one sentence with its file and line."""


@dataclass(frozen=True, slots=True)
class Label:
    """One statement about a page: what, the quote that shows it, and why it is so."""

    values: tuple[str, ...]
    quote: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A labelled page: its parts as a detector may see them, and what is true of it."""

    id: str
    body: str
    title: str
    crumb: str
    html: str
    where: str
    labels: Mapping[str, tuple[Label, ...]]
    single: Mapping[str, str]

    @property
    def document(self) -> str:
        """The page within menus, related links and a footer, as one of its size might have them."""
        kind = self.body if self.body in labels.CLASSES else "body"
        ways = sorted((PLACE / "surroundings").glob(f"{kind}-*.html"))
        way = ways[sum(self.id.encode()) % len(ways)].read_text(encoding="utf-8")
        parts = {
            "title": entities.escape(self.title),
            "crumb": entities.escape(self.crumb),
            "main": self.html,
        }
        return PLACEHOLDER.sub(lambda found: parts[found[1]], way)

    def all(self, key: str) -> tuple[Label, ...]:
        """Every label with a key, in the order in which they stand."""
        return self.labels.get(key, ())

    @property
    def serves(self) -> dict[str, int]:
        """Tasks that the page serves, each with its step on the ladder."""
        return {label.values[0]: int(label.values[1]) for label in self.all("serves")}

    def step(self, task: str) -> int:
        """The step of a task on the ladder; 0: the page does not serve it."""
        return self.serves.get(task, 0)

    @property
    def false_for(self) -> frozenset[str]:
        """Tasks whose words the page uses without serving them: the tempting ones of step 0."""
        return frozenset(task for label in self.all("not") for task in label.values)

    @property
    def sealed(self) -> bool:
        """Whether the page is only measured, never shown to those who write detectors."""
        return sealed.is_sealed(f"{SET}/{self.id}")

    @property
    def text(self) -> str:
        """Title, breadcrumb and markup with entities resolved: where quotes are looked up."""
        return squeeze(entities.unescape(f"{self.title} {self.crumb} {self.html}"))


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a tree: its words, its target, and how it is made (text, image, script, menu)."""

    words: str
    target: str
    made: str


@dataclass(frozen=True, slots=True)
class TreePage:
    """A page, or a PDF, of a site tree."""

    path: str
    title: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What the site's own search answers on this page: words, and the paths they lead to."""


@dataclass(frozen=True, slots=True)
class Truth:
    """Where a task of a tree truly stands and how far it goes; `path` is empty if absent."""

    task: str
    step: int
    path: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A small site from its home page `/`, with the truth about some tasks."""

    id: str
    body: str
    about: str
    pages: Mapping[str, TreePage]
    sitemap: tuple[str, ...]
    truths: tuple[Truth, ...]
    where: str

    @property
    def sealed(self) -> bool:
        """Whether the tree is only measured."""
        return sealed.is_sealed(f"{SET}/{self.id}")

    def clicks(self, path: str, made: frozenset[str] = frozenset(LINKS.values())) -> int | None:
        """Clicks from the home page to a path along links of the given makes; None: no way."""
        far = {"/": 0}
        queue = deque(["/"])
        while queue:
            here = queue.popleft()
            if here == path:
                return far[here]
            page = self.pages.get(here)
            for link in page.links if page else ():
                if link.made in made and link.target not in far:
                    far[link.target] = far[here] + 1
                    queue.append(link.target)
        return None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    where: str


Check = Callable[[tuple[str, ...]], str]
Record = TypeVar("Record", Page, Tree)


def squeeze(text: str) -> str:
    """Text with each run of white space as one space."""
    return SPACE.sub(" ", text).strip()


def pages(place: Path = PLACE / "pages") -> tuple[Page, ...]:
    """All labelled pages, in the order of their files."""
    return _unique([_page(record) for record in _records(place, "*.page")])


def given(corpora: Path = CORPORA, place: Path = PLACE) -> tuple[Page, ...]:
    """Labels of pages that lie in ../shared/corpora, with their markup if it is there."""
    return _unique([_page(record, corpora) for record in _records(place, "given.page")])


def names(path: Path) -> tuple[tuple[str, str], ...]:
    """Names of pages, each after the task that such a page serves; "" before one without."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        task, colon, rest = line.partition(": ")
        if not colon or (task != "-" and task not in labels.TASKS):
            raise BadLabel(f"{path.name}:{number}: a line is a task, a colon and names of pages.")
        found += [(task.strip("-"), name.strip()) for name in rest.split(" / ")]
    return tuple(found)


def trees(place: Path = PLACE / "trees") -> tuple[Tree, ...]:
    """All site trees, in the order of their files."""
    return _unique([_tree(record) for record in _records(place, "*.tree")])


def _unique(read: list[Record]) -> tuple[Record, ...]:
    seen: dict[str, str] = {}
    for one in read:
        if one.id in seen:
            raise BadLabel(f"{one.where}: the id {one.id} stands at {seen[one.id]} already.")
        seen[one.id] = one.where
    return tuple(read)


def _records(place: Path, pattern: str) -> Iterator[list[_Line]]:
    for path in sorted(place.rglob(pattern)):
        record: list[_Line] = []
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            line = _Line(text, f"{path.relative_to(place)}:{number}")
            if text.startswith("@ "):
                if record:
                    yield record
                record = [line]
            elif record:
                record.append(line)
            elif text.strip() and not text.startswith("#"):
                raise BadLabel(f"{line.where}: a line stands before the first record.")
        if record:
            yield record


def _id(line: _Line) -> str:
    name = line.text[2:].strip()
    if not ID.fullmatch(name):
        raise BadLabel(f"{line.where}: {name!r} is no id (small letters, digits and hyphens).")
    return name


def _one_of(allowed: frozenset[str], what: str, least: int = 1) -> Check:
    def check(values: tuple[str, ...]) -> str:
        wrong = [value for value in values if value not in allowed]
        if wrong:
            return f"{wrong[0]!r} is no {what}"
        return "" if len(values) >= least else f"no {what} is given"

    return check


def _serves(values: tuple[str, ...]) -> str:
    if len(values) != 2 or values[0] not in labels.TASKS:
        return f"{' '.join(values)!r} is no task with a step"
    return "" if values[1] in "12345" else f"{values[1]!r} is no step from 1 to 5"


def _system(values: tuple[str, ...]) -> str:
    if not values or values[0] not in labels.SYSTEMS:
        return f"{' '.join(values)!r} is no system"
    return "" if len(values) <= 2 else "a system has one tenant at most"


def _claim(values: tuple[str, ...]) -> str:
    if len(values) != 3:
        return "a claim is a kind, a level and a degree"
    allowed = (labels.CLAIM_KINDS, labels.LEVELS, labels.DEGREES)
    wrong = [value for value, known in zip(values, allowed, strict=True) if value not in known]
    return f"{wrong[0]!r} is no part of a claim" if wrong else ""


def _dates(values: tuple[str, ...]) -> str:
    if values == ("none",):
        return ""
    wrong = [value for value in values if not DATE.fullmatch(value)]
    if wrong:
        return f"{wrong[0]!r} is no date such as 2025-03-31"
    return "" if len(values) in (1, 2) else "a date or a period of two dates is wanted"


def _numbers(values: tuple[str, ...]) -> str:
    wrong = [value for value in values if not value.isdecimal()]
    return f"{wrong[0]!r} is no number" if wrong else ""


def _sample(values: tuple[str, ...]) -> str:
    known = frozenset(("representative", "random", "all", "total"))
    for name, count in pairwise((*values, "")):
        if name in known - {"all"} and not count.isdecimal():
            return f"{name} wants a number of pages"
        if name not in known and not name.isdecimal():
            return f"{name!r} is no way to choose pages"
    return ""


def _points(values: tuple[str, ...]) -> str:
    wrong = _numbers(values)
    if wrong or len(values) != 2:
        return wrong or "points are those reached and those that can be reached"
    return "" if int(values[0]) <= int(values[1]) else "more points are reached than there are"


def _any(values: tuple[str, ...]) -> str:
    return "" if values or values == () else "?"


SINGLE = frozenset(("body", "title", "crumb", "updated", "charset", "file"))
KEYS: Mapping[str, Check] = {
    "serves": _serves,
    "not": _one_of(labels.TASKS, "task"),
    "system": _system,
    "store": _one_of(labels.TASKS, "task"),
    "refuses": _one_of(labels.REFUSED, "channel or paper that is refused"),
    "paper": _one_of(labels.PAPER, "duty on paper"),
    "channels": _one_of(labels.CHANNELS, "channel"),
    "facts": _one_of(labels.FACTS, "fact", least=0),
    "formats": _one_of(labels.FORMATS, "format"),
    "contact": _one_of(frozenset(("phone", "form", "email", "fax", "none")), "way to ask"),
    "lang": _one_of(labels.LANGUAGES, "language"),
    "office": _any,
    "duty": _one_of(labels.DUTIES, "duty"),
    "notduty": _one_of(labels.DUTIES, "duty"),
    "claim": _claim,
    "standard": _one_of(labels.STANDARDS, "standard"),
    "deadline": _dates,
    "tested": _dates,
    "stated": _dates,
    "sample": _sample,
    "points": _points,
    "contradiction": _any,
    "trust": _one_of(labels.TRUST, "mark of trust"),
    "vendor": _one_of(labels.VENDORS, "product"),
    "nottrust": _one_of(labels.TRUST, "mark of trust"),
}
DENIED = frozenset(("not", "notduty", "nottrust"))
"""Labels whose second cell is the reason: what is not there cannot be quoted."""
QUOTED = frozenset(("serves", "system", "store", "refuses", "paper", "claim", "points"))


def _page(record: list[_Line], corpora: Path | None = None) -> Page:
    name, where = _id(record[0]), record[0].where
    single: dict[str, str] = {}
    read: dict[str, list[Label]] = {}
    markup: list[str] = []
    checks: list[tuple[str, Label]] = []
    inside = False
    for line in record[1:]:
        if inside:
            markup.append(line.text)
        elif line.text.strip() == "html:":
            inside = True
        elif line.text.strip():
            key, label = _label(line)
            if key in SINGLE:
                if key in single:
                    raise BadLabel(f"{line.where}: {key} is given twice.")
                single[key] = line.text.partition(":")[2].strip()
                continue
            read.setdefault(key, []).append(label)
            checks.append((line.where, label))
    for key in ("body", "title", "updated"):
        if not single.get(key):
            raise BadLabel(f"{where}: {name} has no {key}.")
    if single["body"] not in labels.BODIES:
        raise BadLabel(f"{where}: {single['body']!r} is no kind of body.")
    if single["updated"] != "-" and _dates((single["updated"],)):
        raise BadLabel(f"{where}: {single['updated']!r} is no date such as 2025-03-31.")
    if not any(key in read for key in ("serves", "duty", "trust", "vendor", *DENIED)):
        raise BadLabel(f"{where}: {name} says neither what it serves nor what it does not.")
    if (corpora is None) == ("file" in single):
        raise BadLabel(f"{where}: {name} has its markup in the wrong place.")
    if corpora is not None:
        kept = corpora / single["file"]
        markup = [kept.read_text(encoding="utf-8")] if kept.is_file() else []
    page = Page(
        name,
        single["body"],
        single["title"],
        single.get("crumb", ""),
        "\n".join(markup).strip(),
        where,
        {key: tuple(found) for key, found in read.items()},
        single,
    )
    text = page.text if page.html else ""
    for at, label in checks if text else ():
        if label.quote and squeeze(label.quote) not in text:
            raise BadLabel(f"{at}: {label.quote!r} does not stand in the page.")
    return page


def _label(line: _Line) -> tuple[str, Label]:
    key, colon, rest = line.text.partition(":")
    if not colon or (key not in KEYS and key not in SINGLE):
        raise BadLabel(f"{line.where}: {key!r} is no key of a page.")
    if key in SINGLE:
        return key, Label(())
    cells = [cell.strip() for cell in rest.split(" | ", 2)]
    values = tuple(cells[0].split())
    wrong = KEYS[key](values)
    if wrong:
        raise BadLabel(f"{line.where}: {wrong}.")
    if key in DENIED:
        reason = rest.partition(" | ")[2].strip()
        if not reason:
            raise BadLabel(f"{line.where}: {key} wants a reason.")
        return key, Label(values, "", reason)
    quote = cells[1] if len(cells) > 1 else ""
    if key in QUOTED and not quote:
        raise BadLabel(f"{line.where}: {key} wants a quote from the page.")
    return key, Label(values, quote, cells[2] if len(cells) > 2 else "")


def _tree(record: list[_Line]) -> Tree:
    name, where = _id(record[0]), record[0].where
    head: dict[str, str] = {}
    found: dict[str, TreePage] = {}
    truths: list[tuple[str, Truth]] = []
    sitemap: tuple[str, ...] = ()
    here = ""
    for line in record[1:]:
        text = line.text.rstrip()
        if not text:
            continue
        key, _, rest = text.partition(": ")
        if key in ("body", "about"):
            head[key] = rest.strip()
        elif key == "sitemap":
            sitemap = tuple(rest.split())
        elif key == "truth":
            truths.append((line.where, _truth(line, rest)))
        elif key == "absent":
            truths.extend((line.where, _absent(line, task)) for task in rest.split())
        elif key == "page":
            path, _, title = rest.partition(" | ")
            here = path.strip()
            if here in found:
                raise BadLabel(f"{line.where}: the page {here} stands twice in {name}.")
            found[here] = TreePage(here, title.strip(), (), ())
        elif here:
            found[here] = _grown(found[here], line)
        else:
            raise BadLabel(f"{line.where}: {key!r} is no key of a tree.")
    tree = Tree(
        name,
        head.get("body", ""),
        head.get("about", ""),
        found,
        sitemap,
        tuple(truth for _, truth in truths),
        where,
    )
    _whole(tree, truths)
    return tree


def _truth(line: _Line, rest: str) -> Truth:
    cells = [cell.strip() for cell in rest.split(" | ", 4)]
    if len(cells) < 4 or cells[0] not in labels.TASKS or cells[1] not in "12345":
        raise BadLabel(f"{line.where}: a truth is a task, a step, a path, a quote and a reason.")
    return Truth(cells[0], int(cells[1]), cells[2], cells[3], cells[4] if len(cells) > 4 else "")


def _absent(line: _Line, task: str) -> Truth:
    if task not in labels.TASKS:
        raise BadLabel(f"{line.where}: {task!r} is no task.")
    return Truth(task, 0, "", "", "")


def _grown(page: TreePage, line: _Line) -> TreePage:
    """The page with one more line: a link, an answer of the site's search, or text."""
    mark, _, rest = line.text.strip().partition(" ")
    words, arrow, target = rest.rpartition(" -> ")
    if mark in LINKS and arrow:
        link = Link(words.strip(), _resolved(page.path, target.strip()), LINKS[mark])
        return TreePage(page.path, page.title, page.lines, (*page.links, link), page.answers)
    if mark == "?" and arrow:
        answer = (words.strip(), tuple(target.split()))
        return TreePage(page.path, page.title, page.lines, page.links, (*page.answers, answer))
    if mark == "|":
        return TreePage(page.path, page.title, (*page.lines, rest), page.links, page.answers)
    raise BadLabel(f"{line.where}: a line of a tree page begins with |, ?, -, i, s or m.")


def _resolved(base: str, target: str) -> str:
    return target if urlsplit(target).scheme else urljoin(base, target)


def _whole(tree: Tree, truths: list[tuple[str, Truth]]) -> None:
    if tree.body not in labels.BODIES or "/" not in tree.pages or not truths:
        raise BadLabel(f"{tree.where}: {tree.id} lacks its body, its home page or its truths.")
    for page in tree.pages.values():
        for link in page.links:
            if not urlsplit(link.target).scheme and link.target not in tree.pages:
                raise BadLabel(f"{tree.where}: {page.path} links to {link.target}, which is none.")
    for path in (
        *tree.sitemap,
        *(one for p in tree.pages.values() for _, a in p.answers for one in a),
    ):
        if path not in tree.pages:
            raise BadLabel(f"{tree.where}: {path} is no page of {tree.id}.")
    for at, truth in truths:
        if not truth.path:
            continue
        page_true = tree.pages.get(truth.path)
        if page_true is None:
            raise BadLabel(f"{at}: {truth.path} is no page of {tree.id}.")
        words = squeeze(
            " ".join(
                (
                    page_true.title,
                    *page_true.lines,
                    *(f"{x.words} {x.target}" for x in page_true.links),
                )
            )
        )
        if squeeze(truth.quote) not in words:
            raise BadLabel(f"{at}: {truth.quote!r} does not stand on {truth.path}.")
