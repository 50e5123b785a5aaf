"""Paths of robots.txt and of addresses in one written form, so that equal ones compare equal.

RFC 9309 (2.2.2) compares octets: those outside ASCII percent-encoded, unreserved ones plain.
Protego decodes them to characters instead, so that all that is not UTF-8 looks the same to it;
`~XX` is a form of our own for an octet outside ASCII, as long as `%XX` and left alone by Protego.
Addresses are asked for with their query sorted (crawler/urls.py): rules get that order as well.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
OUTSIDE_ASCII = re.compile(rb"[\x80-\xff~]")
MOST_NAMES = 6
"""Names in a rule's query up to which other orders of them are thought of."""


def comparable(path: bytes) -> str:
    """A path with its query, or a rule's pattern, in the form in which they are compared.

    >>> comparable("/内/~a".encode()) == comparable(b"/%e5%86%85/%7ea")
    True
    """
    before, mark, query = path.partition(b"?")
    query = query.replace(b"+", b"%20").replace(b"%2F", b"/").replace(b"%2f", b"/")
    whole = ESCAPE.sub(plain_octet, before + mark + query)
    return OUTSIDE_ASCII.sub(lambda m: b"~%02X" % m[0][0], whole).decode("ascii")


def plain_octet(escape: re.Match[bytes]) -> bytes:
    """The octet of an escape outside ASCII, or the escape as it is."""
    octet = bytes.fromhex(escape[1].decode())
    return octet if octet >= b"\x80" or octet == b"~" else escape[0].upper()


def address_path(url: str) -> str:
    """What rules are compared with: an address from its path on.

    >>> address_path("https://a.jp/%7Ea?b=%2F#c")
    '/~7Ea?b=/'
    """
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if "?" in url.partition("#")[0] else "")
    return comparable(path.encode())


def orders(pattern: str) -> Iterator[str]:
    """A pattern, and what it says of addresses whose query was sorted meanwhile.

    >>> list(orders("/list?sort="))
    ['/list?sort=', '/list?*&sort=']
    >>> list(orders("/*&sort="))
    ['/*&sort=', '/*?sort=']
    """
    yield pattern
    head, mark, query = pattern.partition("?")
    anchor = "$" if query.endswith("$") else ""
    names = query.removesuffix("$").split("&")
    if not mark:
        before, sign, last = pattern.rpartition("*&")
        yield from [f"{before}*?{last}"] if sign and last else []
        return
    if "*" in query or not all(names) or len(names) > MOST_NAMES:
        return
    filled = [name if "=" in name else f"{name}=" for name in names]
    if anchor:
        yield f"{head}?{'&'.join(sorted(filled))}$"
        return
    parts = sorted([*filled[:-1], names[-1]])
    for start in ("?", "?*&"):
        for between in ("&", "&*&") if len(parts) > 1 else ("",):
            if start + between.join(parts) != f"?{query}":
                yield head + start + between.join(parts)
