"""What an HTML answer is made of: words by block, headings, links, forms, frames and scripts.

One pass of a tokenizer over capped input, no tree and no regular expression over markup, so that a
hostile answer costs no more than its length.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from minna.text import nfkc

MAX_HTML = 1_000_000
"""Characters of HTML that are read; what is longer is a page, whatever it says."""
MAX_SCRIPT = 60_000
"""Characters of inline scripts that are kept."""
MAX_WORDS = 40_000
"""Characters of words that are kept."""
MAX_ITEMS = 2_000
"""Links, blocks, sources and ids that are kept of each."""

HIDDEN_TAGS = {"script", "style", "noscript", "template", "title", "svg", "noframes"}
LANDMARKS = {"nav", "header", "footer", "aside"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "dfn", "em",
    "font", "i", "img", "input", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp",
    "select", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
TEXT_FIELDS = {"", "text", "email", "tel", "search", "url", "number"}
ACCOUNT = ("user", "login", "account", "email", "mail", "id")
"""What the name of a field says in which readers say who they are."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words that stand together, without the words of links in them."""

    words: str
    is_around: bool  # in a header, footer, navigation or aside
    level: int  # of a heading, else 0
    all_words: str  # with those of links


@dataclass(frozen=True, slots=True)
class PageLink:
    """Where a page leads to by a link, an image map or a frame, and what it calls it."""

    url: str
    words: str
    is_frame: bool = False
    in_menu: bool = False  # in a navigation or a header


@dataclass(slots=True)
class Structure:
    """An HTML answer by its parts."""

    title: str = ""
    blocks: list[Block] = field(default_factory=list)
    leads: list[PageLink] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)  # of scripts, frames, images and forms
    ids: set[str] = field(default_factory=set)
    scripts: str = ""
    has_components: bool = False  # elements of the site's own making, whose insides are not seen
    buttons: list[str] = field(default_factory=list)
    fields: int = 0  # to write or choose in, passwords apart
    has_password: bool = False
    has_account_field: bool = False
    refresh: str = ""  # where a meta refresh leads, as written
    is_cut: bool = False  # longer than what is read, or broken beyond reading

    @property
    def headings(self) -> list[str]:
        """The words of its headings, in order."""
        return [block.all_words for block in self.blocks if block.level and block.all_words]


def read_structure(html: str) -> Structure:
    """Take an HTML answer apart.

    >>> read_structure("<h1>みんな町</h1><a href='/a'>案内</a>").headings
    ['みんな町']
    """
    reader = _Reader()
    if not html:
        return reader.structure
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    try:
        etree.fromstring(html[:MAX_HTML].replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing in it, or deeper than the parser goes
        reader.close()
        reader.structure.is_cut = "<" in html
    reader.structure.is_cut = reader.structure.is_cut or len(html) > MAX_HTML
    return reader.structure


def normal(words: str) -> str:
    """Words in their ordinary form with single spaces between them."""
    return " ".join(nfkc(words).split())


class _Reader:
    """Follows the tokens of a document; lxml calls these methods."""

    def __init__(self) -> None:
        self.structure = Structure()
        self.open = dict.fromkeys(HIDDEN_TAGS | LANDMARKS, 0)
        self.unseen = self.around = self.level = self.kept = self.script_kept = 0
        self.pieces: list[str] = []
        self.link_pieces: list[str] = []
        self.all_pieces: list[str] = []
        self.scripts: list[str] = []
        self.titles: list[str] = []
        self.button_pieces: list[str] | None = None
        self.href: str | None = None

    def start(self, tag: str, attrs: Mapping[str, str]) -> None:
        """An element begins."""
        if tag in self.open:
            self.open[tag] += 1
            self.unseen += tag in HIDDEN_TAGS
            self.around += tag in LANDMARKS
        if tag not in INLINE:
            self.flush()
        if tag in HEADINGS:
            self.level = int(tag[1])
        attrs = {name: value or "" for name, value in attrs.items()}
        structure = self.structure
        if attrs.get("id") and len(structure.ids) < MAX_ITEMS:
            structure.ids.add(attrs["id"][:80].lower())
        for name in ("src", "action"):
            if attrs.get(name) and len(structure.sources) < MAX_ITEMS:
                structure.sources.append(attrs[name][:500])
        if "-" in tag:
            structure.has_components = True
        if tag == "a" and "href" in attrs:
            self.end_link()
            self.href = attrs["href"]
        elif tag == "area" and attrs.get("href"):
            self.add_lead(attrs["href"], attrs.get("alt", ""))
        elif tag in ("frame", "iframe") and attrs.get("src"):
            self.add_lead(attrs["src"], attrs.get("title", ""), is_frame=True)
        elif tag == "img" and attrs.get("alt") and not self.unseen:
            self.add_words(attrs["alt"])
        elif tag == "input":
            self.read_field(attrs)
        elif tag in ("textarea", "select"):
            structure.fields += 1
        elif tag == "button":
            self.button_pieces = []
        elif tag == "meta" and attrs.get("http-equiv", "").strip().lower() == "refresh":
            structure.refresh = attrs.get("content", "")[:500].partition(";")[2].strip()

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag == "a":
            self.end_link()
        if tag not in INLINE:
            self.flush()
        if tag in HEADINGS:
            self.level = 0
        if tag == "button" and self.button_pieces is not None:
            self.structure.buttons.append(normal("".join(self.button_pieces))[:80])
            self.button_pieces = None
        if self.open.get(tag):
            self.open[tag] -= 1
            self.unseen -= tag in HIDDEN_TAGS
            self.around -= tag in LANDMARKS

    def data(self, text: str) -> None:
        """Characters between tags."""
        if self.open["title"] and not self.open["svg"]:
            self.titles.append(text)
        elif self.open["script"] and self.script_kept < MAX_SCRIPT:
            self.scripts.append(text[: MAX_SCRIPT - self.script_kept])
            self.script_kept += len(text)
        elif not self.unseen:
            self.add_words(text)

    def comment(self, text: str) -> None:
        """A comment says nothing to a reader."""

    def pi(self, target: str, data: str | None = None) -> None:
        """A processing instruction says nothing to a reader."""

    def close(self) -> Structure:
        """The document ends."""
        self.end_link()
        self.flush()
        self.structure.title = normal("".join(self.titles)[:2000])[:300]
        self.structure.scripts = "".join(self.scripts)
        return self.structure

    def add_words(self, text: str) -> None:
        """Visible words, to the link and the block that they stand in."""
        if self.kept >= MAX_WORDS:
            return
        text = text[: MAX_WORDS - self.kept]
        self.kept += len(text)
        self.all_pieces.append(text)
        if self.href is None:
            self.pieces.append(text)
        else:
            self.link_pieces.append(text)
        if self.button_pieces is not None:
            self.button_pieces.append(text)

    def end_link(self) -> None:
        """The link that was open, if any, with its words."""
        if self.href is not None:
            self.add_lead(self.href, "".join(self.link_pieces))
            self.pieces.append(" ")
        self.href, self.link_pieces = None, []

    def add_lead(self, url: str, words: str, *, is_frame: bool = False) -> None:
        """A link, an area or a frame."""
        if len(self.structure.leads) < MAX_ITEMS:
            in_menu = bool(self.open["nav"] or self.open["header"])
            lead = PageLink(url.strip()[:500], normal(words[:500]), is_frame, in_menu)
            self.structure.leads.append(lead)

    def read_field(self, attrs: Mapping[str, str]) -> None:
        """What a form asks for."""
        kind = attrs.get("type", "").strip().lower()
        names = " ".join(
            attrs.get(key, "") for key in ("name", "id", "autocomplete", "placeholder")
        )
        if kind == "password":
            self.structure.has_password = True
        elif kind in ("submit", "button", "image"):
            label = attrs.get("value", "") or attrs.get("alt", "")
            self.structure.buttons.append(normal(label)[:80])
        elif kind in TEXT_FIELDS:
            self.structure.fields += 1
            is_account = any(word in names.lower() for word in ACCOUNT)
            self.structure.has_account_field = is_account or self.structure.has_account_field

    def flush(self) -> None:
        """The block that ends here, if it says anything."""
        words, every = normal("".join(self.pieces)), normal("".join(self.all_pieces))
        if every and len(self.structure.blocks) < MAX_ITEMS:
            block = Block(words, is_around=self.around > 0, level=self.level, all_words=every)
            self.structure.blocks.append(block)
        self.pieces, self.all_pieces = [], []


def own_links(leads: Iterable[PageLink], url: str) -> list[PageLink]:
    """The links and frames that stay on the site of `url`, one for each address.

    Left out are those to the page itself, to the root and to what is no page; without `url`, a
    link with a host counts as the site's own.
    """
    host, paths, own = _host(url), {_path_key(url), "/"}, []
    for lead in leads:
        scheme = lead.url.partition(":")[0].lower() if ":" in lead.url.split("/")[0] else ""
        if not lead.url or lead.url.startswith("#") or scheme not in ("", "http", "https"):
            continue
        try:
            target = urljoin(url, lead.url)
            path = _path_key(target)
            is_own = not host or _is_same(_host(target), host)
        except ValueError:
            continue
        if path not in paths and is_own:
            paths.add(path)
            own.append(lead)
    return own


def outbound_urls(leads: Iterable[PageLink], url: str) -> list[str]:
    """The addresses of other sites that links lead to."""
    host, others = _host(url), []
    for lead in leads:
        try:
            target = _host(lead.url)
        except ValueError:
            continue
        if target and host and not _is_same(target, host):
            others.append(lead.url)
    return others


def _host(url: str) -> str:
    """The host of an address without its www.; "" if there is none."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_same(one: str, other: str) -> bool:
    """Whether two hosts are one, or one stands below the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _path_key(url: str) -> str:
    """What distinguishes two pages of a site."""
    parts = urlsplit(url)
    path = parts.path
    folder, _, name = path.rpartition("/")
    if name.lower() in ("index.html", "index.htm", "index.php"):
        path = f"{folder}/"
    return (path or "/") + (f"?{parts.query}" if parts.query else "")
