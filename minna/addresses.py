"""Which addresses we may visit (http(s) only, no private network without leave), and which are one.

`url_key` is the one meaning of “the same page” for the crawl and for checks that compare pages.
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
UNICAST = ipaddress.ip_network("2000::/3")
"""All that IANA gives out of IPv6 for the internet."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NOT_GLOBAL = tuple(
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
        *("172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("2001::/32", "2001:2::/48", "2001:10::/28", "2001:db8::/32", "2002::/16", "3fff::/20"),
    )
)
"""https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-special-registry."""


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
    """Whether a host is, or resolves to, nothing of the public internet.

    A name that does not resolve is not private: the visit itself will say that it is unreachable.
    Of one with public and private addresses, the proxy asks the public ones alone.

    >>> is_private("127.0.0.1"), is_private("localhost"), is_private("10.1.2.3")
    (True, True, True)
    """
    try:
        return not is_global(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        pass
    if is_local_name(host):
        return True
    addresses = resolve(host)
    return bool(addresses) and not any(map(is_global, addresses))


def is_local_name(host: str) -> bool:
    """Whether a name can be of one's own network only, whatever it resolves to.

    >>> is_local_name("printer.local"), is_local_name("LOCALHOST."), is_local_name("local.jp")
    (True, True, False)
    """
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))


def is_global(address: Address) -> bool:
    """Whether an address is one of the public internet's, for a single machine.

    Python's tables are IANA's, of the day on which that Python was made; what later ones have, and
    what is no address of one machine, is refused here. Addresses in which one of IPv4 is hidden are
    refused as well, but for NAT64 (RFC 6052), through which networks without IPv4 reach it.

    >>> [is_global(ipaddress.ip_address(a)) for a in ("2400:4050::1", "224.0.0.1", "198.18.0.1")]
    [True, False, False]
    >>> [is_global(ipaddress.ip_address(a)) for a in ("64:ff9b::7f00:1", "64:ff9b::808:808")]
    [False, True]
    """
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id:
            return False
        if address in NAT64:
            return is_global(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in UNICAST:
            return False
    elif address.is_multicast or address.is_reserved:
        return False
    return address.is_global and not any(address in network for network in NOT_GLOBAL)


def resolve(host: str) -> set[Address]:
    """The addresses a name stands for; none if it does not resolve."""
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return set()
    return {ipaddress.ip_address(str(item[4][0])) for item in infos}


def url_key(url: str) -> str:
    """What twins have in common: http and https, with and without www, `/`, index.html.

    So have the same fields of a query in another order, and slashes that were doubled.

    >>> url_key("http://www.a.lg.jp/b//index.html?y=1&x=2") == url_key("https://a.lg.jp/b?x=2&y=1")
    True
    """
    parts = urlsplit(url)
    path = INDEX.sub("/", SLASHES.sub("/", parts.path)).rstrip("/")
    query = "&".join(sorted(parts.query.split("&")))
    return f"{strip_www(parts.netloc)}{path}" + (f"?{query}" if query else "")


def host_of(url: str) -> str:
    """The host of an address in small letters; "" where none can be read.

    >>> host_of("https://WWW.Town.example/a"), host_of("https://[/"), host_of("/a")
    ('www.town.example', '', '')
    """
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:  # a bracket without its pair
        return ""


def is_at_or_below(host: str, name: str) -> bool:
    """Whether a host is a name of the domain name system, or stands below it.

    >>> [is_at_or_below(host, "a.jp") for host in ("a.jp", "www.a.jp", "aa.jp")]
    [True, True, False]
    """
    return host == name or host.endswith(f".{name}")


def strip_www(netloc: str) -> str:
    """The host without its `www.`, so that both twins read the same."""
    return netloc.lower().removeprefix("www.")
