"""Addresses behind which there is no end: calendars, searches, sortings, print views.

They are left out of the frame, and the page that links to them stays in it.
"""

import re
from urllib.parse import parse_qsl, urlsplit

LONGEST = 500
REPEATS = 3
QUERIES = {
    "calendar": r"^((cal(endar)?_?)?(month|day|date)|cal(endar)?|ymd?|yyyymm(dd)?|tribe-bar-date)$",
    "search": r"^(q|query|s|search(_?(word|text|query))?|keywords?|kw|freeword|word)$",
    "print": r"^(print(able|view|page|er)?|prn|pdf|tmpl|layout)$",
    "sort": r"^(sort(_?(by|key|order|dir))?|order(_?by)?|orderby|dir|direction|view_?mode)$",
    "share": r"^(share|replytocom|redirect(_?(to|url))?|return(_?(to|url))?|back_?url|referer)$",
    "font": r"^(font_?size|text_?size|(color|contrast)(_?mode)?|theme|ruby|furigana|yomiage)$",
}
PATHS = {
    "calendar": r"/(calendar|cal|event_?cal\w*|schedule)/.*\d{4}[-/_]?\d{1,2}",
    "login": r"/(wp-login|wp-admin|logout|signout)([./]|$)",
    "feed": r"/(feed|trackback|xmlrpc\.php|wp-json)(/|$)",
    "print": r"/(print|printable)([./]|$)",
}
QUERIES_RE = {name: re.compile(found, re.IGNORECASE) for name, found in QUERIES.items()}
PATHS_RE = {name: re.compile(found, re.IGNORECASE) for name, found in PATHS.items()}


def trap(url: str) -> str:
    """The kind of trap an address looks like, or "".

    >>> trap("https://a.lg.jp/event?year_month=1&sort=asc"), trap("https://a.lg.jp/kosodate/")
    ('sort', '')
    """
    parts = urlsplit(url)
    if len(url) > LONGEST:
        return "long"
    # Japanese systems number their folders, so /soshiki/1/1/1/ is an honest address.
    segments = [s for s in parts.path.split("/") if s and not s.isdigit()]
    if any(segments.count(s) >= REPEATS for s in set(segments)):
        return "repeats"
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True, encoding="latin-1")]
    for kind, found in QUERIES_RE.items():
        if any(found.match(name) for name in names):
            return kind
    return next((kind for kind, found in PATHS_RE.items() if found.search(parts.path)), "")
