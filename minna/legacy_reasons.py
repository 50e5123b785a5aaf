"""Reasons as databases before migration 0012 hold them: English texts, read into codes once.

This list stays as it is when codes or texts change: it describes those databases and nothing else.
"""

import re

from minna.reasons import Code, Reason

SIGNED = {
    "challenge": Code.CHALLENGE,
    "login": Code.LOGIN,
    "maintenance": Code.MAINTENANCE,
    "parked": Code.PARKED,
    "closed": Code.CLOSED,
    "postponed": Code.POSTPONED,
    "missing": Code.MISSING,
}
PLAIN = {
    "depth": Reason(Code.DEPTH),
    "document": Reason(Code.DOCUMENT),
    "document asked for": Reason(Code.DOCUMENT_FETCHED),
    "sitemap": Reason(Code.SITEMAP),
    "no sitemap (HTML)": Reason(Code.NO_SITEMAP, kind="HTML"),
    "challenge: one answer to many addresses": Reason(Code.SHARED_GATE, among="to many addresses"),
    "challenge: one answer for many sites": Reason(Code.SHARED_GATE, among="for many sites"),
    "no content type": Reason(Code.NOT_HTML, kind="no content type"),
    "it is offered as a download": Reason(Code.DOWNLOAD),
    "too large": Reason(Code.TOO_LARGE),
    "cannot be unpacked": Reason(Code.NOT_UNPACKED),
    "no text and no links without scripts": Reason(Code.EMPTY),
    "broken: it cannot be written down": Reason(Code.UNWRITABLE),
    "connection refused": Reason(Code.REFUSED),
    "the host name does not resolve": Reason(Code.NO_NAME),
    "timeout": Reason(Code.TIMEOUT),
    "the answer broke off": Reason(Code.BROKE_OFF),
    "the answer is no HTTP": Reason(Code.NO_HTTP),
    "a private address": Reason(Code.PRIVATE),
    "the host has a private address": Reason(Code.PRIVATE, where="the host has"),
    "it led to a private address": Reason(Code.PRIVATE, where="it led to"),
    "a port that browsers do not ask": Reason(Code.BLOCKED_PORT),
    "the start page redirects in a circle": Reason(Code.CIRCLE),
    "the address leads to no page of the web": Reason(Code.LEADS_NOWHERE),
    "it leads on by sending a form": Reason(Code.FORM),
    "robots.txt: leads to a private address": Reason(Code.ROBOTS_PRIVATE),
    "the server asked for time over and over": Reason(Code.ASKS_FOR_TIME),
    "the site stopped answering": Reason(Code.GIVEN_UP),
    "the other window saw nothing": Reason(Code.OTHER_WINDOW),
    "it has the browser tell of more than the driver of all pages can hear": Reason(Code.FLOOD),
    "the proxy was ended meanwhile": Reason(Code.PROXY_ENDED),
    "the proxy lacks something": Reason(Code.PROXY_LACKS),
    "replaces a page that could not be measured": Reason(Code.REPLACEMENT),
    "not visited: fewer pages were enough": Reason(Code.NOT_NEEDED),
    "no page visited yet": Reason(Code.NONE_VISITED),
    "no page in the sample": Reason(Code.NONE_DRAWN),
}
PATTERNS: tuple[tuple[str, Code], ...] = (  # groups are the data
    (r"duplicate of (?P<url>.+)", Code.DUPLICATE),
    (r"redirects to (?P<url>.*)", Code.REDIRECT),
    (r"sitemap \((?P<unreadable>\d+) entries without an address\)", Code.SITEMAP),
    (r"no sitemap \(HTTP (?P<status>\d+)\)", Code.NO_SITEMAP),
    (r"trap: (?P<kind>.+)", Code.TRAP),
    (r"HTTP (?P<status>\d+)", Code.HTTP),
    (r"not HTML \((?P<type>.+)\)", Code.NOT_HTML),
    (r"(?P<kind>[a-z]+/[a-z0-9.+-]+)", Code.NOT_HTML),
    (r"no PDF file \((?P<type>.+)\)", Code.NO_PDF),
    (r"larger than (?P<bytes>\d+) bytes", Code.TOO_LARGE),
    (r"no end of reading in (?P<seconds>[\d.]+) s", Code.UNREADABLE),
    (r"more than (?P<mb>\d+) MB of memory to read", Code.UNREADABLE),
    (r"a parser crashed \((?P<signal>\w+)\)", Code.UNREADABLE),
    (r"(?P<file>robots\.txt): no end of reading in (?P<seconds>[\d.]+) s", Code.UNREADABLE),
    (r"(?P<file>robots\.txt): more than (?P<mb>\d+) MB of memory to read", Code.UNREADABLE),
    (r"(?P<file>robots\.txt): a parser crashed \((?P<signal>\w+)\)", Code.UNREADABLE),
    (r"it cannot be written down \((?P<error>.+)\)", Code.UNWRITABLE),
    (r"no connection \((?P<error>\w+)\)", Code.NO_CONNECTION),
    (r"the site has moved to (?P<target>.+)", Code.MOVED),
    (r"the address leads to (?P<target>.+)", Code.LEADS_AWAY),
    (r"its content may be the answer to (?P<request>.+)", Code.NOT_SENT),
    (r"robots\.txt disallows (?P<path>.+)", Code.ROBOTS),
    (r"robots\.txt: HTTP (?P<status>\d+)", Code.ROBOTS_STATUS),
    (r"robots\.txt: larger than (?P<bytes>\d+) bytes", Code.ROBOTS_TOO_LARGE),
    (r"robots\.txt asks for a pause of (?P<seconds>[\d.e+]+) s", Code.PAUSE),
    (r"no end of loading in (?P<seconds>\d+) s", Code.TIMEOUT),
    (r"no end of looking in (?P<seconds>[\d.]+) s", Code.HUNG),
    (r"received more than (?P<mb>[\d.]+) MB", Code.RECEIVED),
    (r"cut off after (?P<mb>[\d.]+) MB", Code.CUT_OFF),
    (r"our own fault \((?P<error>\w+)\)", Code.OWN_FAULT),
    (r"(?P<n>\d+) pages measured", Code.FEW_PAGES),
    (r"(?P<n>\d+) of (?P<of>\d+) pages could not be measured", Code.FAILED_PAGES),
    (r"none of (?P<n>\d+) pages could be measured", Code.ALL_FAILED),
    (r"(?P<n>\d+) pages not visited yet", Code.WAITING),
    (r"(?P<error>ERR_CONNECTION_REFUSED)", Code.REFUSED),
    (r"(?P<error>ERR_NAME_NOT_RESOLVED)", Code.NO_NAME),
    (r"(?P<error>ERR_(CONNECTION_)?TIMED_OUT)", Code.TIMEOUT),
    (r"(?P<error>ERR_(EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED)))", Code.BROKE_OFF),
    (
        r"(?P<error>ERR_(CONTENT_LENGTH_MISMATCH|IN(COMPLETE|VALID)_CHUNKED_ENCODING))",
        Code.BROKE_OFF,
    ),
    (r"(?P<error>ERR_(INVALID_HTTP_RESPONSE|RESPONSE_HEADERS_\w+))", Code.NO_HTTP),
    (r"(?P<error>ERR_CONTENT_DECODING_FAILED)", Code.NOT_UNPACKED),
    (r"(?P<error>ERR_(CERT|SSL)\w*)", Code.CERTIFICATE),
    (r"(?P<error>ERR_TOO_MANY_REDIRECTS)", Code.CIRCLE),
    (r"(?P<error>ERR_UNSAFE_PORT)", Code.BLOCKED_PORT),
    (r"(?P<error>ERR_(UNSAFE|INVALID)_REDIRECT)", Code.LEADS_NOWHERE),
)
WHOLE = ("unreadable", "status", "bytes", "n", "of")
NUMBERS = ("seconds", "mb")


def read_legacy(text: str) -> Reason:
    """The code and data of an old text; a text that is none of these is kept as it is.

    >>> read_legacy("HTTP 503").data, read_legacy("challenge: Imperva").code
    ({'status': 503}, <Code.CHALLENGE: 'challenge'>)
    """
    if text in PLAIN:
        return PLAIN[text]
    kind, colon, sign = text.partition(": ")
    if kind in SIGNED:
        return Reason(SIGNED[kind], **({"sign": sign} if colon else {}))
    for pattern, code in PATTERNS:
        if match := re.fullmatch(pattern, text, re.DOTALL):
            return Reason(code, **{k: number(k, v) for k, v in match.groupdict().items()})
    return Reason(Code.OTHER, text=text) if text else Reason()


def number(name: str, value: str) -> str | int | float:
    """A group's text, as a number where its name says that it is one."""
    if name in WHOLE:
        return int(value)
    if name in NUMBERS:
        figure = float(value)
        return int(figure) if figure.is_integer() else figure
    return value
