"""Reasons in the database are short facts in English; here they become sentences for readers."""

import re

from reports.i18n import t

PATTERNS: dict[str, str] = {  # key of the message → the recorded reason
    "refused": r"connection refused|ERR_CONNECTION_REFUSED",
    "no_name": r"the host name does not resolve|ERR_NAME_NOT_RESOLVED",
    "timeout": r"timeout|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|no end of loading in .*",
    "broke_off": r"the answer broke off|ERR_(EMPTY_RESPONSE|CONNECTION_(RESET|CLOSED))"
    r"|ERR_CONTENT_LENGTH_MISMATCH|ERR_IN(COMPLETE|VALID)_CHUNKED_ENCODING",
    "no_http": r"the answer is no HTTP|ERR_INVALID_HTTP_RESPONSE|ERR_RESPONSE_HEADERS_\w+",
    "not_unpacked": r"cannot be unpacked|ERR_CONTENT_DECODING_FAILED",
    "certificate": r"ERR_(CERT|SSL)\w*",
    "circle": r"the start page redirects in a circle|ERR_TOO_MANY_REDIRECTS",
    "private": r"(the host has |it led to )?a private address",
    "blocked_port": r"a port that browsers do not ask|ERR_UNSAFE_PORT",
    "not_sent": r"its content may be the answer to (?P<request>.+)",
    "form": r"it leads on by sending a form",
    "robots": r"robots\.txt disallows (?P<path>.+)",
    "robots_status": r"robots\.txt: HTTP (?P<status>\d+)",
    "http": r"HTTP (?P<status>\d+)",
    "challenge": r"challenge: (?P<sign>.+)",
    "login": r"login: .+",
    "maintenance": r"maintenance: .+",
    "parked": r"parked: .+",
    "closed": r"closed: (?P<sign>.+)",
    "postponed": r"postponed: .+",
    "pause": r"robots\.txt asks for a pause of (?P<seconds>[\d.e+]+) s",
    "missing": r"missing(: .+)?",
    "moved": r"the site has moved to (?P<target>.+)",
    "leads_nowhere": r"the address leads to no page of the web|ERR_(UNSAFE|INVALID)_REDIRECT",
    "leads_away": r"the address leads to (?P<target>.+)",
    "not_html": r"not HTML \((?P<kind>.+)\)|(?P<type>[a-z]+/[a-z0-9.+-]+)",
    "download": r"it is offered as a download|document",
    "too_large": r"larger than (?P<bytes>\d+) bytes|too large",
    "unreadable": r"(robots\.txt: )?(no end of reading in .*|more than \d+ MB of memory to read"
    r"|a parser crashed \(\w+\))",
    "empty": r"no text and no links without scripts",
    "received": r"received more than (?P<mb>[\d.]+) MB",
    "hung": r"no end of looking in .*",
    "asks_for_time": r"the server asked for time over and over",
    "other_window": r"the other window saw nothing",
    "given_up": r"the site stopped answering",
    "few_pages": r"(?P<n>\d+) pages measured",
    "failed_pages": r"(?P<n>\d+) of (?P<of>\d+) pages could not be measured",
    "all_failed": r"none of (?P<n>\d+) pages could be measured",
    "waiting": r"(?P<n>\d+) pages not visited yet",
    "none_visited": r"no page visited yet",
    "none_drawn": r"no page in the sample",
    "replacement": r"replaces a page that could not be measured",
}


def reason_message(reason: str, lang: str) -> str:
    """A recorded reason in a reader's language; one that we have no words for stays as it is.

    >>> reason_message("HTTP 503", "ja")
    'サーバーの応答が HTTP 503 でした'
    """
    for key, pattern in PATTERNS.items():
        if match := re.fullmatch(pattern, reason):
            blanks = {k: int(v) if v.isdigit() else v for k, v in match.groupdict("").items()}
            return t(f"reason.{key}", lang, **blanks)
    return reason
