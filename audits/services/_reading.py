"""Turns markup into lines, rows and headings, in one pass from the beginning to the end."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]

from audits.services import _regions
from audits.services.dates import dates_in
from audits.services.document import (
    BUTTON,
    CAPTION,
    DEFINITION,
    HEADING,
    IMAGE,
    ITEM,
    MARKED,
    PARAGRAPH,
    ROW,
    Block,
    Cell,
    Date,
    Field,
    Form,
    Link,
    Printed,
    ServiceDocument,
)
from audits.services.wording import normalise, squeeze

LONGEST = 2_000_000
"""Characters of markup; the rest is not read."""
MOST_BLOCKS = 6_000
MOST_TEXT = 4_000
"""Characters of one line or one row."""
MOST_DEPTH = 400
MOST_HIDDEN = 30
"""Hidden fields of a form that are kept."""
OF_LAYOUT = ("table", "h1", "h2", "h3", "form", "frame", "hr", "map")
"""What stands in cells of tables that place parts of a page, never in cells of data."""
DIGIT = re.compile(r"[0-9]")
MENU = 3
MOST_CELL = 500
"""Links and lines of a cell that is a menu, and characters of one that is no cell of data."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _words("script style template noscript svg canvas object audio video title select")
"""`head` is none: the parser leaves `main` in it where a page omits the tag of its body."""
FLOW = _words(
    "address article aside blockquote body center details dialog div dl dt dd fieldset figure "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p "
    "pre section summary table caption thead tbody tfoot tr th td ul option label button"
)
INLINE_FLOW = frozenset(("label", "button", "option"))
"""They end no line where they stand in a sentence."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset(("b", "strong", "big"))
KINDS = {"li": ITEM, "dd": DEFINITION, "caption": CAPTION, "figcaption": CAPTION}
FILES = (
    ("pdf", re.compile(r"\.pdf$")),
    ("xls", re.compile(r"\.(?:xlsx?|xlsm|xlsb|ods)$")),
    ("doc", re.compile(r"\.(?:docx?|docm|rtf|odt|jtdc?|jtt)$")),
    ("csv", re.compile(r"\.csv$")),
    ("text", re.compile(r"\.txt$")),
    ("zip", re.compile(r"\.(?:zip|lzh)$")),
    ("image", re.compile(r"\.(?:jpe?g|png|gif|webp|svg)$")),
)
NAMED_FILES = (
    ("pdf", re.compile(r"[(\[]\s?PDF|PDF(?:ファイル|形式|版)?\s?[:)\]/]|^PDF$", re.IGNORECASE)),
    ("xls", re.compile(r"エクセル|\bExcel\b|^xlsx?$", re.IGNORECASE)),
    ("doc", re.compile(r"ワード(?:ファイル|形式|版|[:)\]/]|$)|\bWord\b|一太郎", re.IGNORECASE)),
    ("csv", re.compile(r"[(\[]\s?CSV|^CSV$", re.IGNORECASE)),
)
"""A file that only the words of its link show: CMSs serve them as /file/123."""
SCRIPTED = re.compile(r"""['"]((?:https?:|/|\.)[^'"\s]{1,300}|[\w./-]{1,100}\.html?)['"]""")
PRINTED = re.compile(r"https?://[!#-&*-;=?-~]{4,300}|\bwww\.[a-z0-9.-]{4,80}[/\w]{0,100}", re.ASCII)
TRAILING = ".,;:!?"
MARKS = re.compile(r"^[■●◆▼★□◇○◎▽☆【≪<〔《▲▶►●・*＊]")
SENTENCE_END = re.compile(r"[。、,]|です|ます|ください")
MOST_MARKED = 36
"""Characters of a line that can be a heading by its look alone."""
LARGE_FONT = re.compile(r"^(?:\+[1-9]|[4-7])$")
SCHEMES = frozenset(("http", "https", ""))


@dataclass(slots=True)
class _Run:
    """Words that stand in one line, as they are gathered."""

    pieces: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    bold: int = 0
    all: int = 0


@dataclass(slots=True)
class _Table:
    is_data: bool
    rows: list[tuple[list[Any], ...]] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    is_first: bool = True
    cells: list["_Cell"] | None = None
    carried: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class _Cell:
    is_header: bool
    spans: int
    run: _Run = field(default_factory=_Run)


@dataclass(slots=True)
class _Pending:
    """A form while its fields are read."""

    method: str
    action: str
    region: str
    fields: list[list[str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    hidden: list[tuple[str, str]] = field(default_factory=list)


def tree_of(markup: str) -> Any:
    """The element tree of a document; an empty or unreadable one is an empty page."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        return html.document_fromstring(markup.encode(errors="replace"), parser)
    except etree.ParserError:
        return html.Element("html")


def read(markup: str, url: str, title: str, breadcrumb: str) -> ServiceDocument:
    """The document of a page; `title` and `breadcrumb` where they are known from elsewhere."""
    tree = tree_of(markup[:LONGEST].replace("\x00", ""))
    reader = _Reader(tree, url)
    blocks, shown = _regions.settled(reader.blocks())
    return ServiceDocument(
        url=url,
        title=title or normalise("".join(tree.findtext(".//title") or "")),
        breadcrumb=_regions.parts(breadcrumb) or shown,
        blocks=blocks,
        forms=tuple(reader.forms),
        printed=tuple(_printed(blocks)),
        dates=tuple(_dates(blocks)),
        meta=_meta(tree),
        language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""),
        scripts=tuple(_scripts(tree, url)),
        markup=markup[:LONGEST],
        is_capped=len(markup) > LONGEST or reader.is_capped,
    )


class _Reader:
    """One pass over the tree: what stands open, and the line that is being gathered."""

    def __init__(self, tree: Any, url: str) -> None:
        self.tree = tree
        self.url = url
        self.is_capped = False
        self.forms: list[Form] = []
        self.made: list[Block] = []
        self.run = _Run()
        self.regions = [""]
        self.kinds: list[str] = [PARAGRAPH]
        self.above: list[tuple[int, str]] = []
        self.tables: list[_Table] = []
        self.data_tables = _data_tables(tree)
        self.bold = 0
        self.term = ""
        self.link: _OpenLink | None = None
        self.form: _Pending | None = None
        self.label_for: str | None = None
        self.label_words: list[str] = []

    def blocks(self) -> list[Block]:
        """All lines of the document; each region is what its surroundings are called."""
        depth = 0
        walk = etree.iterwalk(self.tree, events=("start", "end"))
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                depth += 1
                if tag == "select":
                    self._field(element, tag)
                if tag in SILENT or depth > MOST_DEPTH or "hidden" in element.attrib:
                    walk.skip_subtree()
                    continue
                self._open(element, tag)
                self._words(element.text)
            else:
                depth -= 1
                if not (tag in SILENT or depth >= MOST_DEPTH or "hidden" in element.attrib):
                    self._close(element, tag)
                self._words(element.tail)
            if len(self.made) >= MOST_BLOCKS:
                self.is_capped = True
                break
        self._end_line()
        return self.made

    def _words(self, text: str | None, is_image: bool = False) -> None:
        if not text:
            return
        run = self._target()
        run.pieces.append(text)
        size = len(text.strip())
        run.all += size
        run.bold += size if self.bold else 0
        if self.link is not None:
            self.link.words.append(text)
            self.link.is_image |= is_image
        if self.form is not None:
            self.form.words.append(text)
        if self.label_for is not None:
            self.label_words.append(text)

    def _target(self) -> _Run:
        table = self.tables[-1] if self.tables else None
        return table.cells[-1].run if table is not None and table.cells else self.run

    def _open(self, element: Any, tag: str) -> None:
        if tag in FLOW:
            self._open_flow(element, tag)
        elif tag == "br":
            self._break()
        elif tag in ("a", "area"):
            self._open_link(element)
        elif tag == "img" or (tag == "input" and element.get("type") == "image"):
            self._image(element, tag)
        elif tag in ("input", "textarea"):
            self._field(element, tag)
        elif tag == "iframe" and element.get("src"):
            self._target().links.append(
                Link(
                    normalise(element.get("title") or ""),
                    self._absolute(element.get("src")),
                    "frame",
                )
            )
        if tag in BOLD or (tag == "font" and LARGE_FONT.match(element.get("size") or "")):
            self.bold += 1

    def _open_flow(self, element: Any, tag: str) -> None:
        if tag in INLINE_FLOW:
            if tag == "label":
                self.label_for, self.label_words = element.get("for") or "", []
            self.kinds.append(self.kinds[-1])
            self.regions.append(self.regions[-1])
            return
        self._break()
        if not self._in_cell():
            self._end_line()
        self.regions.append(_regions.named(element, tag, self.regions[-1]))
        self.kinds.append(KINDS.get(tag, self.kinds[-1] if tag in ("p", "div") else PARAGRAPH))
        if tag == "table":
            self.tables.append(_Table(element in self.data_tables))
        elif tag == "tr" and self.tables and self.tables[-1].is_data:
            self.tables[-1].cells = []
        elif tag in ("td", "th") and self._in_row():
            spans = element.get("rowspan") or "1"
            cell = _Cell(tag == "th", int(spans) if spans.isdecimal() and len(spans) < 4 else 1)
            self._row().append(cell)
        elif tag == "form":
            method = (element.get("method") or "get").strip().lower()
            action = self._absolute(element.get("action") or "")
            self.form = _Pending(method, action, self.regions[-1])
        elif tag in ("dl",):
            self.term = ""

    def _close(self, element: Any, tag: str) -> None:
        if tag in BOLD or (tag == "font" and LARGE_FONT.match(element.get("size") or "")):
            self.bold -= 1
        if tag in ("a", "area"):
            self._close_link()
        elif tag in INLINE_FLOW:
            self._close_inline(element, tag)
        elif tag in FLOW:
            self._close_flow(element, tag)

    def _close_inline(self, element: Any, tag: str) -> None:
        if tag == "label" and self.form is not None and self.label_for is not None:
            self.form.labels[self.label_for] = normalise("".join(self.label_words))
            if not self.label_for and self.form.fields and not self.form.fields[-1][1]:
                self.form.fields[-1][1] = normalise("".join(self.label_words))
        if tag == "label":
            self.label_for = None
        self.kinds.pop()
        self.regions.pop()
        self._words(" ")

    def _close_flow(self, element: Any, tag: str) -> None:
        if tag in HEADINGS and not self._in_cell():
            self._heading(HEADINGS[tag])
        elif tag == "dt" and not self._in_cell():
            self.term = normalise("".join(self.run.pieces))
            self._end_line()
        elif tag == "tr" and self._in_row():
            self._end_row()
        elif tag == "table" and self.tables:
            if self._in_row():
                self._end_row()
            self.tables.pop()
        else:
            self._break()
            if not self._in_cell():
                self._end_line()
        if tag == "form" and self.form is not None:
            self.forms.append(_form(self.form))
            self.form = None
        if tag == "dl":
            self.term = ""
        if len(self.kinds) > 1:
            self.kinds.pop()
            self.regions.pop()

    def _in_row(self) -> bool:
        return bool(self.tables) and self.tables[-1].cells is not None

    def _row(self) -> list[_Cell]:
        cells = self.tables[-1].cells
        return cells if cells is not None else []

    def _in_cell(self) -> bool:
        return bool(self.tables) and bool(self.tables[-1].cells)

    def _break(self) -> None:
        """End a line; within a cell of a table the row goes on."""
        if self._in_cell():
            self._target().pieces.append("\n")
        else:
            self._end_line()

    def _end_line(self) -> None:
        run, self.run = self.run, _Run()
        if self.link is not None:
            self.link.begin = len(self.link.words)
        original = squeeze("".join(run.pieces))[:MOST_TEXT]
        if not original and not run.links:
            return
        text = normalise(original)
        is_bold = run.all > 0 and run.bold >= 0.9 * run.all
        kind = self.kinds[-1]
        if self._looks_like_heading(text, is_bold, run.links, kind):
            self._add_heading(MARKED, text, original, run.links)
            return
        label = self.term if kind == DEFINITION else ""
        self.made.append(
            Block(kind, text, original, self.regions[-1], self._path(), 0, label, tuple(run.links))
        )

    def _looks_like_heading(self, text: str, is_bold: bool, links: list[Link], kind: str) -> bool:
        if not text or links or len(text) > MOST_MARKED or kind not in (PARAGRAPH, DEFINITION):
            return False
        return (is_bold or bool(MARKS.match(text))) and not SENTENCE_END.search(text[:-1])

    def _heading(self, level: int) -> None:
        run, self.run = self.run, _Run()
        original = squeeze("".join(run.pieces))[:MOST_TEXT]
        if original:
            self._add_heading(level, normalise(original), original, run.links)

    def _add_heading(self, level: int, text: str, original: str, links: list[Link]) -> None:
        while self.above and self.above[-1][0] >= level:
            self.above.pop()
        self.made.append(
            Block(HEADING, text, original, self.regions[-1], self._path(), level, "", tuple(links))
        )
        self.above.append((level, text[:200]))

    def _path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.above[-8:])

    def _end_row(self) -> None:
        table = self.tables[-1]
        cells, table.cells = table.cells or [], None
        texts = [normalise("".join(cell.run.pieces))[:MOST_TEXT] for cell in cells]
        original = squeeze(" ".join("".join(cell.run.pieces) for cell in cells))[:MOST_TEXT]
        links = tuple(link for cell in cells for link in cell.run.links)
        is_head = bool(cells) and all(cell.is_header for cell in cells) and len(cells) > 1
        if is_head or (table.is_first and _names_columns(texts, links)):
            table.columns = tuple(texts)
        table.is_first = False
        carried = [text for _, text in table.carried]
        table.carried = [(left - 1, text) for left, text in table.carried if left > 1]
        own = next((t for c, t in zip(cells, texts, strict=True) if c.is_header), "")
        label = own or (texts[0] if len(texts) > 1 else "")
        for cell, text in zip(cells, texts, strict=True):
            if cell.is_header and cell.spans > 1:
                table.carried.append((cell.spans - 1, text))
        if not original and not links:
            return
        label = label or (carried[0] if carried else "")
        made = []
        shift = len(carried)
        for index, text in enumerate(texts):
            over = table.columns[index + shift : index + shift + 1] if not is_head else ()
            beside = (label,) if label and index and label != text else ()
            made.append(Cell(text, tuple(h for h in (*carried, *beside, *over) if h)))
        self.made.append(
            Block(
                ROW,
                normalise(" ".join(texts)),
                original,
                self.regions[-1],
                self._path(),
                1 if is_head else 0,
                label,
                links,
                tuple(made),
            )
        )

    def _absolute(self, href: str) -> str:
        try:
            return urljoin(self.url, href.strip())
        except ValueError:
            return ""

    def _open_link(self, element: Any) -> None:
        href = (element.get("href") or "").strip()
        scripted = ""
        if not href or href.startswith(("javascript:", "#")):
            found = SCRIPTED.search(f"{href} {element.get('onclick') or ''}"[:1000])
            scripted = found[1] if found else ""
        if href or scripted:
            self.link = _OpenLink(scripted or href, self._target())
        if element.tag == "area" and element.get("alt"):
            self._words(f" {element.get('alt')} ", is_image=True)

    def _close_link(self) -> None:
        link, self.link = self.link, None
        if link is None:
            return
        text = normalise("".join(link.words))[:300]
        try:
            href = self._absolute(link.href)
            kind = _kind(link.href, href, self.url, text)
        except ValueError:
            return
        target = self._target()
        made = Link(text, href, kind, link.is_image)
        if not target.pieces and target is self.run and self.made and text:
            # The line ended within the link: its words stand in the block that was made last.
            self.made[-1] = replace(self.made[-1], links=(*self.made[-1].links, made))
        else:
            target.links.append(made)

    def _image(self, element: Any, tag: str) -> None:
        alt = element.get("alt") or ""
        if tag == "input":
            self._button(alt)
        elif self.link is not None:
            self._words(f" {alt} ", is_image=True)
        elif squeeze(alt):
            original = squeeze(alt)[:300]
            self.made.append(
                Block(IMAGE, normalise(original), original, self.regions[-1], self._path())
            )

    def _button(self, words: str) -> None:
        original = squeeze(words)[:300]
        if original:
            self.made.append(
                Block(BUTTON, normalise(original), original, self.regions[-1], self._path())
            )
            if self.form is not None:
                self.form.words.append(f" {original} ")

    def _field(self, element: Any, tag: str) -> None:
        kind = (element.get("type") or "text").lower() if tag == "input" else tag
        if kind in ("submit", "button", "reset"):
            self._button(element.get("value") or "")
            return
        if kind == "hidden":
            if (
                self.form is not None
                and element.get("name")
                and len(self.form.hidden) < MOST_HIDDEN
            ):
                value = element.get("value") or ""
                self.form.hidden.append((element.get("name")[:100], value[:300]))
            return
        label = element.get("aria-label") or element.get("title") or element.get("placeholder")
        if self.form is None:
            return
        if element.get("id"):
            self.form.ids[element.get("id")] = len(self.form.fields)
        words = "".join(self.label_words) if self.label_for is not None else ""
        self.form.fields.append([kind, normalise(label or words), element.get("name") or ""])


@dataclass(slots=True)
class _OpenLink:
    href: str
    target: _Run
    words: list[str] = field(default_factory=list)
    is_image: bool = False
    begin: int = 0


def _form(form: _Pending) -> Form:
    for name, index in form.ids.items():
        if name in form.labels and not form.fields[index][1]:
            form.fields[index][1] = form.labels[name]
    fields = tuple(Field(kind, label, name) for kind, label, name in form.fields[:300])
    text = normalise("".join(form.words))[:MOST_TEXT]
    return Form(form.method, form.action, fields, text, form.region, tuple(form.hidden))


def _kind(written: str, href: str, page: str, text: str) -> str:
    """What kind of thing an address leads to, by its scheme, its ending and the link's words."""
    scheme, *_ = written.partition(":")
    if scheme.lower() == "mailto":
        return "mail"
    if scheme.lower() in ("tel", "callto"):
        return "tel"
    if written.startswith("#"):
        return "fragment"
    parts = urlsplit(href)
    if parts.scheme not in SCHEMES:
        return "script" if parts.scheme == "javascript" else "other"
    for ending in (parts.path.lower(), parts.query.lower()):
        for kind, pattern in FILES:
            if pattern.search(ending):
                return kind
    for kind, pattern in NAMED_FILES:
        if pattern.search(text[-80:]):
            return kind
    return "page"


def _names_columns(texts: list[str], links: tuple[Link, ...]) -> bool:
    """Whether a first row without header cells can only be meant to name the columns."""
    short = all(len(text) <= 12 and not DIGIT.search(text) for text in texts)
    return len(texts) > 1 and not links and short and sum(map(bool, texts)) >= len(texts) - 1


def _data_tables(tree: Any) -> set[Any]:
    """Tables of data; those that only place the parts of a page are none."""
    found: set[Any] = set()
    for table in tree.iter("table"):
        role = table.get("role") or ""
        if role not in ("presentation", "none") and len(found) < 500 and _is_data(table):
            found.add(table)
    return found


def _is_data(table: Any) -> bool:
    """Whether a table has rows of several cells, none of which holds a part of a page."""
    rows = cells = headers = 0
    for element in table.iter("tr", "td", "th", *OF_LAYOUT):
        if element.tag == "tr":
            rows += 1
        elif element.tag in ("td", "th"):
            cells += 1
            headers += element.tag == "th"
        elif element is not table:
            return False
    if headers or cells <= rows or rows < 2:
        return bool(headers)
    for cell in islice(table.iter("td"), 400):
        links, lines, size = 0, 0, 0
        for element in cell.iter():
            links += element.tag == "a"
            lines += element.tag in ("br", "p", "li", "hr", "dd")
            size += len(element.text or "") + len(element.tail or "")
        if (links > MENU and lines > MENU) or size > MOST_CELL:
            return False
    return True


def _printed(blocks: Iterable[Block]) -> Iterator[Printed]:
    for index, block in enumerate(blocks):
        linked = {link.href for link in block.links}
        source = "alt" if block.kind == IMAGE else "text"
        for found in PRINTED.finditer(block.text):
            address = found[0].rstrip(TRAILING)
            if address not in linked:
                yield Printed(address, source, index)


def _dates(blocks: Iterable[Block]) -> Iterator[Date]:
    for index, block in enumerate(blocks):
        for iso, quote, is_update in dates_in(block.text):
            yield Date(iso, quote, index, is_update)


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("http-equiv")
        if name and len(found) < 60:
            found.setdefault(name.lower(), (element.get("content") or "")[:500])
    for element in tree.iter("link"):
        if len(found) < 90 and (element.get("rel") or "").lower() == "alternate":
            key = f"alternate:{element.get('hreflang') or element.get('type') or ''}"
            found.setdefault(key, (element.get("href") or "")[:500])
    return found


def _scripts(tree: Any, url: str) -> Iterator[str]:
    for index, element in enumerate(tree.iter("script", "link", "iframe", "frame")):
        address = element.get("src") or element.get("href")
        if address and index < 300:
            try:
                yield urljoin(url, address.strip())
            except ValueError:
                continue
