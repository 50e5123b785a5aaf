"""Ids of findings that stay the same while a page changes a little.

An id is made of the check, its message, the page's path and what the element is: by its own
`id`, `name`, `for`, `href` or `src` where it has one, else by its last step in the selector under
the nearest id. Positions, numbers in names, text, classes of wrappers, the host, `www.`,
`index.html` and the order of a query do not count. Elements that are alike share an id, so ids are
counted.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from minna.addresses import url_key
from minna.records import Finding

MAX_SNIPPET = 2_000
"""Characters of a snippet that are read; an opening tag is mostly shorter."""
NAMING = ("id", "name", "for", "href", "src")
"""Attributes that say which element it is, the surest first."""
TAG = re.compile(r"<([A-Za-z][A-Za-z0-9-]*)")
ATTRIBUTE = re.compile(r"""\s([A-Za-z-]{1,20})=(?:"([^"]{0,500})"|'([^']{0,500})')""")
POSITION = re.compile(r":(?:nth-[a-z-]+\([^()]*\)|(?:first|last|only)-(?:child|of-type))")
DIGITS = re.compile(r"\d+")
COMBINATORS = str.maketrans(">+~", "   ")


def site_path(url: str, site_url: str) -> str:
    """A page's address without its site's host, so that a copy elsewhere has the same.

    >>> site_path("https://www.a.lg.jp/b/index.html", "http://a.lg.jp/")
    '/b'
    >>> site_path("https://b.lg.jp/c", "http://a.lg.jp/")
    'b.lg.jp/c'
    """
    try:
        key, host = url_key(url), url_key(f"//{urlsplit(site_url).netloc}")
    except ValueError:  # what no parser takes for an address
        return url
    return (key.removeprefix(host) or "/") if key == host or key.startswith(f"{host}/") else key


def element_key(selector: str, snippet: str) -> str:
    """What an element is, whatever stands before it.

    >>> element_key("#main > p:nth-child(3) > a", '<a class="x" href="/kurashi/">')
    'a href=/kurashi/'
    >>> element_key("#main > div > p:nth-child(3)", "<p>")
    '#main p'
    """
    tag = TAG.match(snippet, 0, MAX_SNIPPET)
    if tag:
        end = snippet.find(">", 0, MAX_SNIPPET)
        opening = snippet[: end if end > 0 else MAX_SNIPPET]
        named = {m[1].lower(): m[2] or m[3] or "" for m in ATTRIBUTE.finditer(opening)}
        for name in NAMING:
            value = named.get(name, "").strip()
            if value and not (name == "id" and value.isdecimal()):
                stable = value.partition("?")[0] if name == "src" else value
                return (
                    f"{tag[1].lower()} {name}={DIGITS.sub('0', stable) if name == 'id' else stable}"
                )
    steps = POSITION.sub("", selector).translate(COMBINATORS).split()
    if not steps:
        return ""
    last = DIGITS.sub("0", steps[-1])
    above = next((step for step in reversed(steps[:-1]) if "#" in step), "")
    return f"{DIGITS.sub('0', above)} {last}".strip()


def finding_id(check: str, message: str, path: str, element: str) -> str:
    """Sixteen hexadecimal digits for elements that fail one check in one way on one page.

    >>> finding_id("image-text", "missing", "/b", "img src=a.png")
    '6b9f9ae9ccead075'
    """
    text = "\0".join((check, message, path, element))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def counted_elements(findings: Iterable[Finding]) -> Counter[str]:
    """Elements of one kind on one page by `element_key`, as many as the viewport with most shows.

    Those that evidence does not list are counted under "".
    """
    most: Counter[str] = Counter()
    for finding in findings:
        snippets = (*finding.snippets, *[""] * len(finding.nodes))
        nodes = finding.nodes[: finding.count]
        elements = Counter(element_key(n, s) for n, s in zip(nodes, snippets, strict=False))
        elements[""] += finding.count - len(nodes)
        most |= elements
    return +most
