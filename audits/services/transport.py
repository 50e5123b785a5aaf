"""How a site is sent: HTTPS everywhere, HSTS, mixed content, third parties, cookies, security.txt.

Pure functions of headers and addresses that somebody else fetched; nothing is asked here.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from minna.addresses import host_of, is_at_or_below

HALF_YEAR = 15_768_000
"""Seconds: browsers forget a shorter promise between two visits of a resident."""
MAX_AGE = re.compile(r"""(?:^|[;,\s])max-age\s{0,4}=\s{0,4}"?([0-9]{1,12})""", re.IGNORECASE)
FIELD = re.compile(r"^([A-Za-z-]{1,40}):[ \t]{0,8}(\S[^\r\n]{0,400})$")
LONGEST_FILE = 32_768
CONTACT = re.compile(r"^(?:mailto:|tel:|https://)[^\s]{3,300}$", re.IGNORECASE)
COOKIE = re.compile(r"^\s{0,4}([!#$%&'*+.^_`|~0-9A-Za-z-]{1,200})=")


@dataclass(frozen=True, slots=True)
class Hsts:
    """Strict-Transport-Security as a response states it."""

    max_age: int
    covers_subdomains: bool
    is_preload: bool

    @property
    def holds(self) -> bool:
        """Whether it lasts long enough to protect a visitor who comes twice a year."""
        return self.max_age >= HALF_YEAR


def hsts(headers: Mapping[str, str], url: str) -> Hsts | None:
    """The promise of a response; None without one, or over plain HTTP (RFC 6797, 8.1).

    >>> hsts({"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}, "https://a.jp/")
    Hsts(max_age=31536000, covers_subdomains=True, is_preload=False)
    >>> hsts({"strict-transport-security": "max-age=31536000"}, "http://a.jp/") is None
    True
    """
    if urlsplit(url).scheme != "https":
        return None
    value = next((v for k, v in headers.items() if k.lower() == "strict-transport-security"), "")
    age = MAX_AGE.search(value)
    if not age:
        return None
    words = {word.strip().lower() for word in value.split(";")}
    return Hsts(int(age[1]), "includesubdomains" in words, "preload" in words)


def upgrades(asked: str, answered: str) -> bool | None:
    """Whether an address that was asked over HTTP answered over HTTPS; None if asked otherwise."""
    if urlsplit(asked).scheme != "http":
        return None
    return urlsplit(answered).scheme == "https"


def mixed_content(page: str, resources: Iterable[str]) -> tuple[str, ...]:
    """Resources that a page of HTTPS fetches over HTTP; none on a page that is plain itself.

    >>> mixed_content("https://a.jp/", ["http://a.jp/x.js", "https://a.jp/y.js"])
    ('http://a.jp/x.js',)
    """
    if urlsplit(page).scheme != "https":
        return ()
    plain = (one for one in resources if one.lower().startswith("http://"))
    return tuple(dict.fromkeys(one for one in plain if not _is_local(one)))


def _is_local(address: str) -> bool:
    host = host_of(address)
    return host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")


def third_parties(page: str, resources: Iterable[str], own: Iterable[str] = ()) -> tuple[str, ...]:
    """Hosts that a page fetches from and that are neither its own nor below a name of its body.

    >>> resources = ["https://cdn.a.lg.jp/x", "https://t.example/p"]
    >>> third_parties("https://www.a.lg.jp/", resources, ["a.lg.jp"])
    ('t.example',)
    """
    names = {host_of(page), *own}
    hosts = (host_of(one) for one in resources)
    return tuple(
        dict.fromkeys(
            host for host in hosts if host and not any(is_at_or_below(host, name) for name in names)
        )
    )


def cookies_before_consent(set_cookie: Iterable[str]) -> tuple[str, ...]:
    """Names of the cookies that the first load sets, before anybody could agree.

    >>> cookies_before_consent(["_ga=GA1; Path=/", "JSESSIONID=1; HttpOnly"])
    ('_ga', 'JSESSIONID')
    """
    names = (COOKIE.match(line) for line in set_cookie)
    return tuple(dict.fromkeys(name[1] for name in names if name))


@dataclass(frozen=True, slots=True)
class SecurityTxt:
    """A security.txt (RFC 9116): its contacts, and the day on which it expires."""

    contacts: tuple[str, ...]
    expires: datetime | None

    def is_valid(self, now: datetime) -> bool:
        """Whether it names a contact and has not expired."""
        return bool(self.contacts) and self.expires is not None and self.expires > now


def security_txt(status: int, content_type: str, body: str) -> SecurityTxt | None:
    """The file of a response; None where a page of HTML or an error came in its place.

    >>> text = "Contact: mailto:csirt@a.lg.jp\\nExpires: 2027-01-01T00:00:00Z\\n"
    >>> security_txt(200, "text/plain; charset=utf-8", text).contacts
    ('mailto:csirt@a.lg.jp',)
    >>> security_txt(200, "text/html", "<h1>ページが見つかりません</h1>") is None
    True
    """
    if status != 200 or not content_type.lower().startswith("text/plain"):
        return None
    contacts: list[str] = []
    expires: datetime | None = None
    for line in body[:LONGEST_FILE].splitlines():
        field = FIELD.match(line.strip())
        if not field:
            continue
        if field[1].lower() == "contact" and CONTACT.match(field[2].strip()):
            contacts.append(field[2].strip())
        if field[1].lower() == "expires":
            expires = _moment(field[2].strip())
    return SecurityTxt(tuple(contacts), expires) if contacts or expires else None


def _moment(text: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)
