"""Copies of a page under other addresses or with the same text: print, phone, plain Japanese."""

import re

from audits.services.document import ServiceDocument, once_a_document
from minna.addresses import host_of, strip_www, url_key

SEGMENT = re.compile(
    r"sp|smp|smart|smartphone|mobile|mobi|keitai|pc|print|printer|easy|yasashii|yasashi|"
    r"furigana|amp",
    re.IGNORECASE,
)
"""Parts of a path under which copies of a site stand. Single letters are none: /k/ is くらし."""
FIELD = re.compile(
    r"(?:print|printmode|mode|view|viewmode|sp|pc|smp|device|ua|font|fontsize|size|color|style|"
    r"ruby|furigana|easy|layout|tmpl|template)=[^&]{0,20}",
    re.IGNORECASE,
)
"""Fields of a query that only choose how a page is shown."""
LEAST_TEXT = 80
"""Characters from which on a text alone shows that two pages are one."""
SPACE = re.compile(r"\s+")


def plain_key(url: str) -> str:
    """The key of the page of which an address may be a copy; its own key if of none.

    >>> plain_key("https://town.example/sp/gomi.html?print=1") == url_key("https://town.example/gomi.html")
    True
    """
    host, slash, path = url_key(url).partition("/")
    path, mark, query = path.partition("?")
    kept = [part for part in path.split("/") if not SEGMENT.fullmatch(part)]
    if not kept:
        return url_key(url)  # a home page of its own, which may lead elsewhere
    fields = [field for field in query.split("&") if field and not FIELD.fullmatch(field)]
    return (
        host
        + (slash if kept else "")
        + "/".join(kept)
        + (mark if fields else "")
        + "&".join(fields)
    )


@once_a_document
def text_key(document: ServiceDocument) -> str:
    """What copies of a page have in common: their main text, short ones with their title.

    Pages whose text is made by script have none, and nothing in common.
    """
    text = SPACE.sub("", "\n".join(block.text for block in document.main))
    if not text:
        return document.url
    return text if len(text) >= LEAST_TEXT else f"{document.title}\n{text}"


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, with and without `www.`."""
    hosts = [strip_www(host_of(url)) for url in (one, other)]
    return hosts[0] == hosts[1] != ""
