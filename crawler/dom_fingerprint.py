"""A page's DOM shape as 64 bits: pages made from one template get equal or close fingerprints.

A simhash (Charikar 2002) over the paths of elements: similar sets of paths differ in few bits.
"""

import hashlib
import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborNode

MAX_DEPTH = 6


def simhash(root: LexborNode) -> str:
    """Sixteen hex digits; "" for a document without elements."""
    counted = Counter(paths(root, "", 0))
    if not counted:
        return ""
    bits = [0.0] * 64
    for path, times in counted.items():
        weight, value = 1 + math.log(times), fingerprint(path)
        for n in range(64):
            bits[n] += weight if value >> n & 1 else -weight
    return f"{sum(1 << n for n in range(64) if bits[n] > 0):016x}"


def paths(element: LexborNode, above: str, depth: int) -> Iterator[str]:
    """Paths of tags, with the first class where a design hangs on it, down to DEPTH."""
    for child in element.iter():
        if not child.tag or child.tag.startswith("-"):
            continue  # comments
        if may_be_added(child):
            yield from paths(child, above, depth)
            continue
        path = f"{above}/{child.tag}.{first_class(child)}"
        yield path
        if depth + 1 < MAX_DEPTH:
            yield from paths(child, path, depth + 1)


def may_be_added(element: LexborNode) -> bool:
    """Whether an element is one that parsers add where a page has none, and so no sign of it."""
    if element.tag == "tbody":
        return not element.attributes
    return element.tag == "head" and element.first_child is None


def first_class(element: LexborNode) -> str:
    """The first class of an element's, without numbers that only count."""
    words = (element.attributes.get("class") or "").split()
    return words[0].rstrip("0123456789") if words else ""


@lru_cache(maxsize=20_000)
def fingerprint(path: str) -> int:
    """64 bits of one path."""
    return int.from_bytes(hashlib.blake2b(path.encode(), digest_size=8).digest(), "big")
