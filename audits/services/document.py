"""A page as a reader meets it: its lines in order, each with what stands above and where it stands.

Everything that judges services and duties reads this, never markup. Old pages are welcome: lines
that end in `<br>` are lines, layout tables are no tables, bold lines that stand alone are headings.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from audits.services import numerals
from audits.services.wording import normalise

HEADING, PARAGRAPH, ITEM, ROW = "heading", "paragraph", "item", "row"
DEFINITION, CAPTION, IMAGE, BUTTON, FIELD = "definition", "caption", "image", "button", "field"
MARKED = 7
"""Level of a line that only looks like a heading."""
MAIN, HEADER, NAV, FOOTER = "main", "header", "nav", "footer"
ASIDE, BREADCRUMB, RELATED = "aside", "breadcrumb", "related"
"""`related` is a list within the main part that leads to other pages: 関連情報, よくある質問."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its words (alternative text included), where it leads, and to what kind of thing.

    `kind` is one of page, pdf, xls, doc, csv, text, zip, image, mail, tel, fragment, script, other.
    """

    text: str
    href: str
    kind: str
    is_image: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, with the words of the headers that stand over and before it."""

    text: str
    headers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Block:
    """One line, item, row or heading. `text` is normalised; `original` is for quotes.

    `headings` are the headings above from the outermost on; `label` is the term of a definition,
    or the first cell of a row; `cells` are those of a row.
    """

    kind: str
    text: str
    original: str
    region: str
    headings: tuple[str, ...] = ()
    level: int = 0
    label: str = ""
    links: tuple[Link, ...] = ()
    cells: tuple[Cell, ...] = ()

    @cached_property
    def plain(self) -> str:
        """The text with numerals as digits, as detectors of duties compare it."""
        return numerals.plain(self.text)

    @cached_property
    def link_share(self) -> float:
        """Share of the characters that are words of links."""
        inside = sum(len(link.text) for link in self.links)
        return min(1.0, inside / len(self.text)) if self.text else 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form: its type as HTML names it, its label and its name."""

    type: str
    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the page; `text` are the words within it, `hidden` names and values it sends."""

    method: str
    action: str
    fields: tuple[Field, ...]
    text: str
    region: str
    hidden: tuple[tuple[str, str], ...] = ()

    @property
    def is_login(self) -> bool:
        """Whether a password is asked for."""
        return any(field.type == "password" for field in self.fields)

    @property
    def is_search(self) -> bool:
        """Whether it searches: one field of text, sent by GET, that is called so."""
        typed = [field for field in self.fields if field.type in ("text", "search")]
        if len(typed) != 1 or self.method != "get" or self.is_login:
            return False
        words = f"{self.text} {self.action} {typed[0].label} {typed[0].name}"
        return typed[0].type == "search" or SEARCHING.search(words) is not None


SEARCHING = re.compile(r"検索|さがす|探す|search|\bq\b|\bquery\b|keyword|キーワード", re.IGNORECASE)
TERM_BEFORE = re.compile(
    r"期限|締切|締め切り|期日|期間|から|~|開始|施行|至|満了|予定|目標|実施|試験|検証|年度"
)
"""What a day stands after that dates something else than the page."""
CLOSING = re.compile(
    r"^[)\]】現在付 ]*(?:$|[^ ]{0,20}(?:課|係|室|班|担当|電話|TEL|支所)|[ |/・]|[0-9])", re.I
)


@dataclass(frozen=True, slots=True)
class Printed:
    """An address that stands in a text or in the alternative text of an image."""

    address: str
    source: str
    block: int
    """`text` or `alt`, and the index of the block where it stands."""


@dataclass(frozen=True, slots=True)
class Date:
    """A day that the page names; `is_update` if it says when the page was written or changed."""

    iso: str
    quote: str
    block: int
    is_update: bool


@dataclass(frozen=True, eq=False)
class ServiceDocument:
    """A page, read once, for all detectors. It equals itself alone, so that what is made of it can
    be kept (`once_a_document`).
    """

    url: str
    title: str
    breadcrumb: tuple[str, ...]
    blocks: tuple[Block, ...]
    forms: tuple[Form, ...]
    printed: tuple[Printed, ...]
    dates: tuple[Date, ...]
    meta: Mapping[str, str]
    language: str
    scripts: tuple[str, ...]
    """Addresses of scripts, style sheets and frames, in their order: marks of the product."""
    markup: str
    is_capped: bool = False

    @cached_property
    def main(self) -> tuple[Block, ...]:
        """Blocks of the main part, lists of related pages left out."""
        return tuple(block for block in self.blocks if block.region == MAIN)

    @cached_property
    def heading(self) -> str:
        """The first heading of the main part, "" if it has none."""
        return next((block.text for block in self.main if block.kind == HEADING), "")

    @cached_property
    def updated(self) -> str:
        """The day on which the page was last changed, as it says; "" if it does not.

        Where no line says so, a day that closes a line near either end of the main part does.
        """
        said = max((date.iso for date in self.dates if date.is_update), default="")
        return said or max((date.iso for date in self.dates if self._closes(date)), default="")

    def only_leads_on(self, share: float, links: int) -> bool:
        """Whether links are more than a share of the words below headings, and more than so many.

        `share` is a number between 0 and 1.
        """
        below = [block for block in self.main if block.kind != HEADING]
        size = sum(len(block.text) for block in below)
        linked = sum(len(block.text) * block.link_share for block in below)
        return linked > share * size and sum(len(block.links) for block in below) > links

    def _closes(self, date: "Date") -> bool:
        block = self.blocks[date.block]
        before, _, after = block.text.rpartition(date.quote)
        return (
            block.region == MAIN
            and len(after) <= 40
            and CLOSING.match(after) is not None
            and TERM_BEFORE.search(before[-12:]) is None
        )

    def links(self, *regions: str) -> Iterator[tuple[Block, Link]]:
        """Links of the regions that are named, or of the main part."""
        for block in self.blocks:
            if block.region in (regions or (MAIN,)):
                for link in block.links:
                    yield block, link


Made = TypeVar("Made")


def once_a_document(make: Callable[[ServiceDocument], Made]) -> Callable[[ServiceDocument], Made]:
    """A function of a document that is asked by several detectors, and reckoned once for each."""
    kept: WeakKeyDictionary[ServiceDocument, Made] = WeakKeyDictionary()

    @wraps(make)
    def made(document: ServiceDocument) -> Made:
        if document not in kept:
            kept[document] = make(document)
        return kept[document]

    return made


def read_document(markup: str, url: str, title: str = "", breadcrumb: str = "") -> ServiceDocument:
    """A document from its markup; a title or a breadcrumb that is known otherwise takes precedence.

    >>> read_document("<h1>転出届</h1><p>１４日前から</p>", "https://town.example/").main[1].text
    '14日前から'
    """
    from audits.services import _reading

    return _reading.read(markup, url, normalise(title), normalise(breadcrumb))
