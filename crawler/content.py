"""What a page shows in its main part, as fingerprints: words, images, documents and frames.

Three of them, for three questions. `exact`: is it the same page? `text_hash_no_digits`: but for
numbers, as months without events are? `sketch`: how much of its words does it share with another?
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.dom import elements
from crawler.urls import DOCUMENTS, drop_tracking_params, extension

AROUND = frozenset({"nav", "header", "footer", "aside"})
MIN_TEXT = 20
"""Characters of main text under which two pages are not the same because of it."""
NUMBERS = re.compile(
    r"[\d\s]+|\([日月火水木金土](?:曜日?)?(?:・?祝日?)?\)|[日月火水木金土]曜日?|令和|平成|昭和"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
"""Numbers, and what changes with the number of a day: its weekday, its era."""
MEDIA = {
    "img": ("src", "srcset", "alt"),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "input": ("src",),
}
"""Elements that show something, and the attributes that say what."""
LAZY = re.compile(r"data-(?:[a-z]{1,20}-){0,3}(?:src|srcset|original|lazy|bg|background|image)")
"""Attributes from which scripts load pictures once they come into view."""
BACKGROUND = re.compile(r"url\(\s{0,9}[\"']?([^\"'()]{1,500})")
BACKGROUNDS = frozenset({"table", "tr", "td", "th"})
"""Elements that old pages put a picture behind by an attribute."""
STYLED = re.compile(r"style\s{0,3}=\s{0,3}[\"'][^<>]{0,500}url\(", re.IGNORECASE)
"""An element's own style with an address in it."""
FILES = re.compile(
    r"jpe?g|png|gif|webp|svg|bmp|avif|tiff?|heic|csv|tsv|txt|zip|lzh|gz|7z|mp3|m4[av]|wav|wma"
    r"|mp4|mov|avi|wmv|webm|flv|swf|km[lz]|shp|geojson|epub|dwg|dxf|sfc|p21"
)
"""Endings of files that a page offers besides documents."""
WRITTEN_FILE = re.compile(
    r"(?<![\w./%~-])[\w./%~-]{1,200}\.(?:pdf|docx?|xlsx?|pptx?|zip|jtd|jpe?g|png|gif)\b",
    re.IGNORECASE,
)
"""A file's name in a script of a link, or in what a form sends."""
OFFERED = re.compile(
    r"\b(?:pdf|excel|word|zip|csv)\b|ダウンロード|一太郎|\d ?[KMkm][Bb]\b|download|attach|getfile"
    r"|\.(?:pdf|docx?|xlsx?|pptx?)\b",
    re.IGNORECASE,
)
"""What the words or the address of a link say where a program gives out the file."""
MAX_MEDIA = 400
MAX_ANCESTORS = 60
"""Maximum number of ancestors that are searched: markup that is deeper is broken."""
CACHE_BUSTER = re.compile(r"\d{9,19}")
"""A number in a query so long that it is a moment or a number of chance: against caches."""
PICTURES = re.compile(r"jpe?g|png|gif|webp|svg|bmp|avif")
SHINGLE = 4
"""Characters of a shingle."""
SKETCH_SIZE = 48
"""Smallest hashes of shingles that a sketch keeps."""
HEAD_DIGITS = 16
"""Digits at the head of a sketch that are equal where the words are equal, in whatever order."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Fingerprints of what a page shows."""

    exact: str  # 32 hex digits: title, words, and media by their whole address
    text_hash_no_digits: (
        str  # 32 hex digits: words without numbers, media as written; "" with next to no text
    )
    sketch: str  # WHOLE + up to 8 * KEPT hex digits: words in any order; "" with next to no text


def fingerprints(
    root: LexborNode,
    base: str,
    title: str,
    main: str,
    chunks: Sequence[str],
    source: str,
    echoes: Sequence[str] = (),
) -> Fingerprints:
    """The fingerprints of a page; `main` are its main words, `chunks` the same piece by piece.

    A page with next to no words is itself by its whole `source`. `echoes` are names of the page's
    own address, which `text_hash_no_digits` leaves out: a site that says of each address by its
    name that it is not there says the same of all.
    """
    written = list(media(root, has_styles="url(" in source and bool(STYLED.search(source))))
    resolved = [resolve(base, what) for what in written]
    if len(main) < MIN_TEXT:
        return Fingerprints(digest("\n".join([source, *resolved])), "", "")
    words = " ".join(without_echoes(chunk, echoes) for chunk in chunks)
    words = words if len(words) >= MIN_TEXT else main
    return Fingerprints(
        digest("\n".join([f"{title}\n{main}", *resolved])),
        digest("\n".join([NUMBERS.sub("", words), *written])),
        sketch(chunks, written),
    )


def without_echoes(text: str, echoes: Iterable[str]) -> str:
    """A piece of text without the names of the page's own address."""
    if "/" not in text:
        return text
    for echo in echoes:
        text = text.replace(echo, "")
    return text


def media(root: LexborNode, *, has_styles: bool = True) -> Iterator[str]:
    """What the page shows or offers besides words, as it is written, in its order.

    Where no address stands in its styles, elements need not be asked for theirs.
    """
    count = 0
    for element, _ in elements(root):
        if count >= MAX_MEDIA:
            return
        tag = element.tag or ""
        if tag in ("a", "area"):
            shown = offered(element)
        elif tag in MEDIA:
            shown = sources(element)
        elif tag == "svg":
            shown = [digest(element.html or "")]
        else:
            shown = []
        if tag in BACKGROUNDS or (has_styles and not tag.startswith("-")):
            shown = [*shown, *backgrounds(element)]
        if shown and not is_around(element):
            count += len(shown)
            yield from shown


def offered(link: LexborNode) -> list[str]:
    """The file that a link leads to, if it leads to one: by its ending, or by what it is called."""
    attributes = link.attributes
    href = (attributes.get("href") or "").strip()
    try:
        kind = extension(href)
    except ValueError:
        return []
    if DOCUMENTS.fullmatch(kind) or FILES.fullmatch(kind) or "download" in attributes:
        return [href]
    if href.lower().startswith("javascript:") or "onclick" in attributes:
        return WRITTEN_FILE.findall(f"{href} {attributes.get('onclick') or ''}"[:1000])
    is_program = "?" in href and OFFERED.search(f"{href[:500]} {link.text()[:200]}")
    return [href] if is_program else []


def sources(element: LexborNode) -> list[str]:
    """What an element shows: its addresses, and an image's own words; no data within the page."""
    attributes = element.attributes
    if (attributes.get("type") or "").lower() == "hidden":
        value = (attributes.get("value") or "")[:200]
        return [value] if WRITTEN_FILE.fullmatch(value) else []
    names = (*MEDIA[element.tag or ""], *filter(LAZY.fullmatch, attributes))
    values = ((name, (attributes.get(name) or "").strip()) for name in names)
    firsts = (first_of(value) if name.endswith("srcset") else value for name, value in values)
    return [value for value in firsts if value and not value.startswith("data:")]


def first_of(candidates: str) -> str:
    """The first address of a srcset."""
    return candidates.partition(" ")[0].rstrip(",")


def backgrounds(element: LexborNode) -> list[str]:
    """The pictures that an element puts behind itself."""
    attributes = element.attributes
    style = attributes.get("style") or ""
    addresses_written = BACKGROUND.findall(style[:2000]) if "url(" in style else []
    addresses_written += [attributes.get("background") or ""] if element.tag in BACKGROUNDS else []
    addresses = map(str.strip, addresses_written)
    return [address for address in addresses if address and not address.startswith("data:")]


def is_around(element: LexborNode) -> bool:
    """Whether an element stands in what surrounds the main part, as menus do."""
    return any(above.tag in AROUND for above in islice(ancestors(element), MAX_ANCESTORS))


def ancestors(element: LexborNode) -> Iterator[LexborNode]:
    """The elements around an element, from the nearest on."""
    above = element.parent
    while above is not None:
        yield above
        above = above.parent


def resolve(base: str, written: str) -> str:
    """An image's or document's address, without its host where that is the page's own.

    The query of a file of pixels is there against caches, and so are long numbers in others.
    """
    try:
        parts = urlsplit(urljoin(base, written))
        kind = extension(parts.path)
    except ValueError:
        return written
    own = urlsplit(base).netloc
    query = (
        "" if PICTURES.fullmatch(kind) else CACHE_BUSTER.sub("0", drop_tracking_params(parts.query))
    )
    return f"{'' if parts.netloc == own else parts.netloc}{parts.path}?{query}"


def sketch(chunks: Iterable[str], written: Iterable[str] = ()) -> str:
    """A bottom-k sketch (Broder 1997) of the shingles of a page's words, in any order.

    What the page shows besides words counts by the names of its files. At the head is a sum over
    the pieces of text and those names, equal where they are the same.
    """
    whole, shingles = 0, set[str]()
    for chunk in chain(chunks, map(file_name, written)):
        whole += int.from_bytes(hashlib.blake2b(chunk.encode(), digest_size=8).digest(), "big")
        last = max(1, len(chunk) - SHINGLE + 1)
        shingles.update(chunk[n : n + SHINGLE] for n in range(last))
    kept = sorted({zlib.crc32(shingle.encode()) for shingle in shingles})[:SKETCH_SIZE]
    return f"{whole % 2**64:016x}" + "".join(f"{value:08x}" for value in kept)


def file_name(address: str) -> str:
    """The last part of an address's path, and its query but for what is there against caches.

    >>> file_name("../img/sakura.jpg?1700000000"), file_name("get.php?file=3")
    ('sakura.jpg', 'get.php?file=3')
    """
    path, question, query = address.partition("?")
    name = path.rpartition("/")[2]
    if not question or PICTURES.fullmatch(name.rpartition(".")[2].lower()):
        return name
    return f"{name}?{CACHE_BUSTER.sub('0', query)}"


def alike(one: str, other: str) -> float:
    """How much two sketches have in common, from 0 to 1: the Jaccard similarity, estimated.

    >>> alike(sketch(["お知らせ 一覧"]), sketch(["お知らせ 一覧"]))
    1.0
    """
    if not one or not other:
        return 0.0
    first, second = hashes(one), hashes(other)
    union = sorted(first | second)[:SKETCH_SIZE]
    return sum(value in first and value in second for value in union) / len(union)


def hashes(text: str) -> set[str]:
    """The hashes of shingles that a sketch keeps."""
    return {text[n : n + 8] for n in range(HEAD_DIGITS, len(text), 8)}


def has_same_words(one: str, other: str) -> bool:
    """Whether two sketches are of the same pieces of text, in whatever order."""
    return bool(one) and one[:HEAD_DIGITS] == other[:HEAD_DIGITS]


def digest(text: str) -> str:
    """A fingerprint of a text, 128 bits in hex."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
