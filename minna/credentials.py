"""User names and passwords that were given in addresses: kept in memory, apart from all records.

An address that we were given is split as it is read: what is kept, printed and published has no
user and no password, and these live in a store of the process, by origin. Nothing writes them down;
the crawl's own process gets them over a pipe. Who starts a survey again gives them again.
"""

import ipaddress
import json
import re
from base64 import b64encode
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote_to_bytes, urlsplit

DEFAULT_PORTS = {"http": 80, "https": 443}
AT_SIGN = re.compile("@|＠|﹫|%40", re.IGNORECASE)
"""What ends the user and password of an address, or was meant to."""
BEGINNING = re.compile(r"(?<![\w+.-])[\w+.-]{1,40}:/")
"""Where an address begins in a text."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user name and a password; neither shows where the object is printed."""

    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "/"  # of the address that they were given with

    def header(self) -> str:
        """The value of the header Authorization, as RFC 7617 says, in UTF-8."""
        return "Basic " + b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")


_known: dict[str, list[Credentials]] = {}  # by origin


def take(url: str) -> str:
    """The address without user and password, which are remembered for its origin.

    An address that cannot be read is given back as it is; whoever checks it will say so.

    >>> take("https://www.example.lg.jp/a")
    'https://www.example.lg.jp/a'
    """
    parts = split(url)
    if parts is None or "@" not in parts.netloc:
        return url
    user, colon, password = parts.netloc.rpartition("@")[0].partition(":")
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    if user or colon:
        credentials = Credentials(decoded(user), decoded(password), folder(bare.path))
        _remember(origin(bare.geturl()), credentials)
    return bare.geturl()


def without_credentials(url: str) -> str:
    """An address that somebody else gave, without user and password; nothing is remembered.

    >>> without_credentials("http://a:b@c.jp/d")
    'http://c.jp/d'
    """
    parts = split(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl() if parts else url


def split(url: str) -> SplitResult | None:
    """The parts of an address; None where it is none for the web.

    As a browser does, an `@` that was written into the password counts.
    """
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018 - raises if it is no number
    except ValueError:
        return None
    return parts if parts.scheme in DEFAULT_PORTS and parts.hostname else None


def decoded(text: str) -> str:
    """Text of an address with its percent-encoding undone, from UTF-8 or else from Latin-1.

    >>> decoded("p%40%E7%94%BA"), decoded("%E9")
    ('p@町', 'é')
    """
    raw = unquote_to_bytes(text)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def folder(path: str) -> str:
    """The path up to its last slash."""
    return path.rpartition("/")[0] + "/"


def origin(url: str) -> str:
    """Scheme, host and port of an address as a browser compares them; "" if it is none.

    >>> origin("HTTP://Example.JP:80/a"), origin("https://[0:0::1]:8443/")
    ('http://example.jp', 'https://[::1]:8443')
    """
    parts = split(url)
    if parts is None:
        return ""
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{written_host(parts.hostname or '')}{port}"


def written_host(host: str) -> str:
    """A host as a browser writes it: IPv6 at its shortest and in brackets, other names in ASCII.

    >>> written_host("0:0:0:0:0:0:0:1"), written_host("町.jp")
    ('[::1]', 'xn--1ny.jp')
    """
    try:
        return f"[{ipaddress.IPv6Address(host)}]"
    except ValueError:
        pass
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def credentials_for(url: str) -> Credentials | None:
    """The credentials for the server of an address; None if nothing was given for its origin.

    Sites in folders of one host may each have their own; what belongs to no folder of theirs
    (robots.txt) gets the first.
    """
    candidates = _known.get(origin(url))
    if not candidates:
        return None
    path = urlsplit(url).path
    own = [c for c in candidates if path.startswith(c.folder)]
    return max(own, key=lambda c: len(c.folder), default=candidates[0])


def _remember(where: str, credentials: Credentials) -> None:
    """What is given again for the same folder takes the place of what was given before."""
    kept = _known.setdefault(where, [])
    kept[:] = [c for c in kept if c.folder != credentials.folder] + [credentials]


def forget_all() -> None:
    """Begin with nothing."""
    _known.clear()


def to_text() -> str:
    """All of it as one line of JSON, for a pipe to a process of ours and for nothing else."""
    rows = [[o, c.user, c.password, c.folder] for o, entries in _known.items() for c in entries]
    return json.dumps(rows) + "\n"


def from_text(text: str) -> None:
    """Take over what `to_text` gave."""
    for where, user, password, path in json.loads(text):
        _remember(where, Credentials(user, password, path))


def masked(address: str) -> str:
    """What was typed for an address, for a message: whatever stands before an `@` may be secret.

    >>> masked("http://user:pa/ss wo#rd@host/x"), masked("user:word@host")
    ('…@host/x', '…@host')
    """
    *before, last = AT_SIGN.split(address)
    return f"…@{last}" if before else address


def masked_text(text: str) -> str:
    """A text in which addresses may stand, likewise.

    >>> masked_text("no argument (http://user:word@host/x)"), masked_text("/home/me@work/r.csv")
    ('no argument (…@host/x)', '/home/me@work/r.csv')
    """
    ends = [match.end() for match in AT_SIGN.finditer(text)]
    begins = BEGINNING.search(text, 0, ends[-1]) if ends else None
    return f"{text[: begins.start()]}…@{text[ends[-1] :]}" if begins else text
