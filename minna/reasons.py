"""Why a page, a visit or a site was excluded or ended: a code with data, and one short text of it.

What decides reads `code` and `data`; nothing is read out of the text, which is for logs and CSV.
Reports make their sentences from the code, in `reports/locales/<lang>.json`.
"""

import json
from enum import StrEnum
from string import Formatter
from typing import Any, Self


class Code(StrEnum):
    """What happened; the comment gives the data, `[…]` where it may be missing."""

    NONE = ""
    OTHER = "other"  # text: an error message of a library, or a text of an unknown version
    # An address of the site that is no page of it.
    DEPTH = "depth"
    DOCUMENT = "document"
    DOCUMENT_FETCHED = "document_fetched"
    DUPLICATE = "duplicate"  # url
    REDIRECT = "redirect"  # url
    SITEMAP = "sitemap"  # [unreadable]: entries without an address
    NO_SITEMAP = "no_sitemap"  # status, or kind
    TRAP = "trap"  # kind
    # What answered in a page's place (minna/block_pages/).
    CHALLENGE = "challenge"  # [sign]
    SHARED_GATE = "shared_gate"  # among: one text for many addresses, or for many sites
    CLOSED = "closed"  # [sign]
    LOGIN = "login"  # [sign]
    MAINTENANCE = "maintenance"  # [sign]
    MISSING = "missing"  # [sign]
    PARKED = "parked"  # [sign]
    POSTPONED = "postponed"  # [sign]
    SIGN = "sign"  # sign; the status of the visit has the kind
    # The answer.
    HTTP = "http"  # status
    NOT_HTML = "not_html"  # type, or kind
    NO_PDF = "no_pdf"  # type
    DOWNLOAD = "download"
    TOO_LARGE = "too_large"  # [bytes]
    NOT_UNPACKED = "not_unpacked"  # [error]
    UNREADABLE = "unreadable"  # seconds, mb or signal; [file]
    EMPTY = "empty"
    UNWRITABLE = "unwritable"  # [error]
    # The connection; error is Chromium's name for it.
    REFUSED = "refused"  # [error]
    NO_NAME = "no_name"  # [error]
    TIMEOUT = "timeout"  # [error] or [seconds]
    BROKE_OFF = "broke_off"  # [error]
    NO_HTTP = "no_http"  # [error]
    CERTIFICATE = "certificate"  # error
    NO_CONNECTION = "no_connection"  # error
    PRIVATE = "private"  # [where]
    BLOCKED_PORT = "blocked_port"  # [error]
    # Where an address leads.
    CIRCLE = "circle"  # [error]
    MOVED = "moved"  # target
    LEADS_AWAY = "leads_away"  # target
    LEADS_NOWHERE = "leads_nowhere"  # [error]
    FORM = "form"
    NOT_SENT = "not_sent"  # request
    # robots.txt
    ROBOTS = "robots"  # path
    ROBOTS_STATUS = "robots_status"  # status
    ROBOTS_PRIVATE = "robots_private"
    ROBOTS_TOO_LARGE = "robots_too_large"  # bytes
    PAUSE = "pause"  # seconds
    # The visit by the browser.
    ASKS_FOR_TIME = "asks_for_time"
    GIVEN_UP = "given_up"
    HUNG = "hung"  # seconds
    RECEIVED = "received"  # mb
    CUT_OFF = "cut_off"  # mb
    OTHER_WINDOW = "other_window"
    FLOOD = "flood"
    # Faults of ours or of the machine.
    OWN_FAULT = "own_fault"  # error
    PROXY_ENDED = "proxy_ended"
    PROXY_LACKS = "proxy_lacks"
    # The sample and the score.
    REPLACEMENT = "replacement"
    NOT_NEEDED = "not_needed"
    FEW_PAGES = "few_pages"  # n
    FAILED_PAGES = "failed_pages"  # n, of
    ALL_FAILED = "all_failed"  # n
    WAITING = "waiting"  # n
    NONE_VISITED = "none_visited"
    NONE_DRAWN = "none_drawn"


TEXTS: dict[Code, tuple[str, ...]] = {  # the first whose blanks are the data's is used
    Code.NONE: ("",),
    Code.OTHER: ("{text}",),
    Code.DEPTH: ("depth",),
    Code.DOCUMENT: ("document",),
    Code.DOCUMENT_FETCHED: ("document asked for",),
    Code.DUPLICATE: ("duplicate of {url}",),
    Code.REDIRECT: ("redirects to {url}",),
    Code.SITEMAP: ("sitemap", "sitemap ({unreadable} entries without an address)"),
    Code.NO_SITEMAP: ("no sitemap (HTTP {status})", "no sitemap ({kind})"),
    Code.TRAP: ("trap: {kind}",),
    Code.CHALLENGE: ("challenge", "challenge: {sign}"),
    Code.SHARED_GATE: ("challenge: one answer {among}",),
    Code.CLOSED: ("closed", "closed: {sign}"),
    Code.LOGIN: ("login", "login: {sign}"),
    Code.MAINTENANCE: ("maintenance", "maintenance: {sign}"),
    Code.MISSING: ("missing", "missing: {sign}"),
    Code.PARKED: ("parked", "parked: {sign}"),
    Code.POSTPONED: ("postponed", "postponed: {sign}"),
    Code.SIGN: ("{sign}",),
    Code.HTTP: ("HTTP {status}",),
    Code.NOT_HTML: ("not HTML ({type})", "{kind}"),
    Code.NO_PDF: ("no PDF file ({type})",),
    Code.DOWNLOAD: ("it is offered as a download",),
    Code.TOO_LARGE: ("too large", "larger than {bytes} bytes"),
    Code.NOT_UNPACKED: ("cannot be unpacked", "{error}"),
    Code.UNREADABLE: (
        "no end of reading in {seconds:g} s",
        "more than {mb} MB of memory to read",
        "a parser crashed ({signal})",
        "{file}: no end of reading in {seconds:g} s",
        "{file}: more than {mb} MB of memory to read",
        "{file}: a parser crashed ({signal})",
    ),
    Code.EMPTY: ("no text and no links without scripts",),
    Code.UNWRITABLE: ("broken: it cannot be written down", "it cannot be written down ({error})"),
    Code.REFUSED: ("connection refused", "{error}"),
    Code.NO_NAME: ("the host name does not resolve", "{error}"),
    Code.TIMEOUT: ("timeout", "{error}", "no end of loading in {seconds} s"),
    Code.BROKE_OFF: ("the answer broke off", "{error}"),
    Code.NO_HTTP: ("the answer is no HTTP", "{error}"),
    Code.CERTIFICATE: ("{error}",),
    Code.NO_CONNECTION: ("no connection ({error})",),
    Code.PRIVATE: ("a private address", "{where} a private address"),
    Code.BLOCKED_PORT: ("a port that browsers do not ask", "{error}"),
    Code.CIRCLE: ("the start page redirects in a circle", "{error}"),
    Code.MOVED: ("the site has moved to {target}",),
    Code.LEADS_AWAY: ("the address leads to {target}",),
    Code.LEADS_NOWHERE: ("the address leads to no page of the web", "{error}"),
    Code.FORM: ("it leads on by sending a form",),
    Code.NOT_SENT: ("its content may be the answer to {request}",),
    Code.ROBOTS: ("robots.txt disallows {path}",),
    Code.ROBOTS_STATUS: ("robots.txt: HTTP {status}",),
    Code.ROBOTS_PRIVATE: ("robots.txt: leads to a private address",),
    Code.ROBOTS_TOO_LARGE: ("robots.txt: larger than {bytes} bytes",),
    Code.PAUSE: ("robots.txt asks for a pause of {seconds:g} s",),
    Code.ASKS_FOR_TIME: ("the server asked for time over and over",),
    Code.GIVEN_UP: ("the site stopped answering",),
    Code.HUNG: ("no end of looking in {seconds:g} s",),
    Code.RECEIVED: ("received more than {mb:g} MB",),
    Code.CUT_OFF: ("cut off after {mb:g} MB",),
    Code.OTHER_WINDOW: ("the other window saw nothing",),
    Code.FLOOD: ("it has the browser tell of more than the driver of all pages can hear",),
    Code.OWN_FAULT: ("our own fault ({error})",),
    Code.PROXY_ENDED: ("the proxy was ended meanwhile",),
    Code.PROXY_LACKS: ("the proxy lacks something",),
    Code.REPLACEMENT: ("replaces a page that could not be measured",),
    Code.NOT_NEEDED: ("not visited: fewer pages were enough",),
    Code.FEW_PAGES: ("{n} pages measured",),
    Code.FAILED_PAGES: ("{n} of {of} pages could not be measured",),
    Code.ALL_FAILED: ("none of {n} pages could be measured",),
    Code.WAITING: ("{n} pages not visited yet",),
    Code.NONE_VISITED: ("no page visited yet",),
    Code.NONE_DRAWN: ("no page in the sample",),
}
BLANKS = {
    code: [(frozenset(n for _, n, *_ in Formatter().parse(text) if n), text) for text in texts]
    for code, texts in TEXTS.items()
}


class Reason(str):
    """A code and its data; as a string, the short English text that is made from them.

    >>> reason = Reason(Code.HTTP, status=503)
    >>> reason, reason.code, reason.data
    ('HTTP 503', <Code.HTTP: 'http'>, {'status': 503})
    """

    code: Code
    data: dict[str, Any]
    __slots__ = ("code", "data")

    def __new__(cls, code: Code = Code.NONE, **data: Any) -> Self:
        """Raises KeyError where a code has no text for these data: that is a fault of ours."""
        made = super().__new__(cls, dict(BLANKS[code])[frozenset(data)].format(**data))
        made.code, made.data = code, data
        return made

    def __getnewargs_ex__(self) -> tuple[tuple[Code], dict[str, Any]]:
        """For pickle, which carries reasons between processes, and for copies."""
        return (self.code,), self.data

    def to_json(self) -> str:
        """As the database holds it: "" for no reason."""
        return json.dumps({"code": self.code, **self.data}, ensure_ascii=False) if self.code else ""

    @classmethod
    def from_json(cls, text: str) -> Self:
        """A reason from the database; a text that is none of ours is kept as a text.

        >>> Reason.from_json('{"code": "depth"}').code, Reason.from_json("by hand").code
        (<Code.DEPTH: 'depth'>, <Code.OTHER: 'other'>)
        """
        if not text:
            return cls()
        try:
            data = json.loads(text)
            return cls(Code(data.pop("code")), **data)
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(Code.OTHER, text=text)


NO_REASON = Reason()
