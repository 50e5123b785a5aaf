"""What a page shows in its main part, as fingerprints: words, images, documents and frames.

Three of them, for three questions. `exact`: is it the same page? `gist`: is it the same but for
numbers, as months without events are? `sketch`: how much of its words does it share with another?
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborNode

from crawler.dom import elements
from crawler.urls import DOCUMENTS, extension

AROUND = frozenset({"nav", "header", "footer", "aside"})
LEAST = 20
"""Characters of main text under which two pages are not the same because of it."""
NUMBERS = re.compile(r"[\d\s]+")
MEDIA = {
    "img": ("src", "data-src", "alt"),
    "iframe": ("src",),
    "frame": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "video": ("src",),
    "audio": ("src",),
    "source": ("src",),
}
"""Elements that show something, and the attributes that say what."""
MOST_MEDIA = 400
DEEPEST = 60
"""Elements above one that are looked through: markup that is deeper is broken."""
CHANCE = re.compile(r"\d{9,19}")
"""A number in a query so long that it is a moment or a number of chance: against caches."""
PICTURES = re.compile(r"jpe?g|png|gif|webp|svg|bmp|avif")
SHINGLE = 4
"""Characters of a shingle."""
KEPT = 48
"""Smallest hashes of shingles that a sketch keeps."""
WHOLE = 16
"""Digits at the head of a sketch that are equal where the words are equal, in whatever order."""


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Fingerprints of what a page shows."""

    exact: str  # 32 hex digits: title, words, and media by their whole address
    gist: str  # 32 hex digits: words without numbers, media as written; "" with next to no text
    sketch: str  # WHOLE + up to 8 * KEPT hex digits: words in any order; "" with next to no text


def fingerprints(
    root: LexborNode, base: str, title: str, main: str, chunks: Iterable[str], source: str
) -> Fingerprints:
    """The fingerprints of a page; `main` are its main words, `chunks` the same piece by piece.

    A page with next to no words is itself by its whole `source`.
    """
    if len(main) < LEAST:
        return Fingerprints(digest(source), "", "")
    written = list(media(root))
    resolved = (resolve(base, what) for what in written)
    return Fingerprints(
        digest("\n".join([f"{title}\n{main}", *resolved])),
        digest("\n".join([NUMBERS.sub("", main), *written])),
        sketch(chunks),
    )


def media(root: LexborNode) -> Iterator[str]:
    """What the page shows or offers besides words, as it is written, in its order."""
    count = 0
    for element, _ in elements(root):
        if count >= MOST_MEDIA:
            return
        if element.tag != "a" and element.tag not in MEDIA:
            continue
        shown = document(element) if element.tag == "a" else sources(element)
        if shown and not is_around(element):
            count += len(shown)
            yield from shown


def document(link: LexborNode) -> list[str]:
    """The document that a link leads to, if it leads to one."""
    href = (link.attributes.get("href") or "").strip()
    try:
        return [href] if DOCUMENTS.fullmatch(extension(href)) else []
    except ValueError:
        return []


def sources(element: LexborNode) -> list[str]:
    """What an element shows: its addresses, and an image's own words; no data within the page."""
    attributes = element.attributes
    values = ((attributes.get(name) or "").strip() for name in MEDIA[element.tag or ""])
    return [value for value in values if value and not value.startswith("data:")]


def is_around(element: LexborNode) -> bool:
    """Whether an element stands in what surrounds the main part, as menus do."""
    return any(above.tag in AROUND for above in islice(ancestors(element), DEEPEST))


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
    query = "" if PICTURES.fullmatch(kind) else CHANCE.sub("0", parts.query)
    return f"{'' if parts.netloc == own else parts.netloc}{parts.path}?{query}"


def sketch(chunks: Iterable[str]) -> str:
    """A bottom-k sketch (Broder 1997) of the shingles of a page's words, in any order.

    At its head is a sum over the pieces of text, equal where the pieces are the same.
    """
    whole, shingles = 0, set[str]()
    for chunk in chunks:
        whole += int.from_bytes(hashlib.blake2b(chunk.encode(), digest_size=8).digest(), "big")
        last = max(1, len(chunk) - SHINGLE + 1)
        shingles.update(chunk[n : n + SHINGLE] for n in range(last))
    kept = sorted({zlib.crc32(shingle.encode()) for shingle in shingles})[:KEPT]
    return f"{whole % 2**64:016x}" + "".join(f"{value:08x}" for value in kept)


def alike(one: str, other: str) -> float:
    """How much two sketches have in common, from 0 to 1: the Jaccard similarity, estimated.

    >>> alike(sketch(["お知らせ 一覧"]), sketch(["お知らせ 一覧"]))
    1.0
    """
    if not one or not other:
        return 0.0
    those, these = hashes(one), hashes(other)
    union = sorted(those | these)[:KEPT]
    return sum(value in those and value in these for value in union) / len(union)


def hashes(told: str) -> set[str]:
    """The hashes of shingles that a sketch keeps."""
    return {told[n : n + 8] for n in range(WHOLE, len(told), 8)}


def has_same_words(one: str, other: str) -> bool:
    """Whether two sketches are of the same pieces of text, in whatever order."""
    return bool(one) and one[:WHOLE] == other[:WHOLE]


def digest(text: str) -> str:
    """A fingerprint of a text, 128 bits in hex."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
