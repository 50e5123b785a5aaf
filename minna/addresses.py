"""Which addresses we may visit (http(s) only, no private network without leave), and which are one.

`key` is the one meaning of “the same page” for the crawl and for checks that compare pages.
"""

import ipaddress
import re
import socket
from urllib.parse import urlsplit

from minna.credentials import masked, take
from minna.errors import BadAddress, PrivateAddress

INDEX = re.compile(r"/(index|default)\.(s?html?|php|aspx?|jsp|cgi|cfm)$", re.IGNORECASE)
SLASHES = re.compile(r"/{2,}")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_address(url: str, *, allow_private: bool) -> str:
    """The address, trimmed, if it is one we may visit; BadAddress or PrivateAddress if not.

    >>> check_address(" https://www.example.lg.jp ", allow_private=True)
    'https://www.example.lg.jp/'
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:  # says what it could not read, which may be a part of a password
        raise BadAddress(url=masked(url)) from None
    if parts.scheme.lower() not in ("http", "https") or not host or " " in url:
        raise BadAddress(url=masked(url))
    if not allow_private and is_private(host):
        raise PrivateAddress(url=masked(url))
    return parts._replace(path=parts.path or "/").geturl()


def given_address(url: str, *, allow_private: bool) -> str:
    """An address that somebody gave us to visit, checked; its user and password are put apart."""
    return check_address(take(check_address(url, allow_private=allow_private)), allow_private=True)


def is_private(host: str) -> bool:
    """Whether a host is, or resolves to, anything but the public internet.

    A name that does not resolve is not private: the visit itself will say that it is unreachable.

    >>> is_private("127.0.0.1"), is_private("localhost"), is_private("10.1.2.3")
    (True, True, True)
    """
    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        pass
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    return any(not address.is_global for address in resolve(host))


def resolve(host: str) -> set[Address]:
    """The addresses a name stands for; none if it does not resolve."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return set()
    return {ipaddress.ip_address(str(item[4][0]).split("%")[0]) for item in found}


def key(url: str) -> str:
    """What twins have in common: http and https, with and without www, `/`, index.html.

    So have the same fields of a query in another order, and slashes that were doubled.

    >>> key("http://www.a.lg.jp/b//index.html?y=1&x=2") == key("https://a.lg.jp/b?x=2&y=1")
    True
    """
    parts = urlsplit(url)
    path = INDEX.sub("/", SLASHES.sub("/", parts.path)).rstrip("/")
    query = "&".join(sorted(parts.query.split("&")))
    return f"{twinless(parts.netloc)}{path}" + (f"?{query}" if query else "")


def twinless(netloc: str) -> str:
    """The host without its `www.`, so that both twins read the same."""
    return netloc.lower().removeprefix("www.")
