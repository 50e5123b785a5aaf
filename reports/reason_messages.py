"""A stored reason in a reader's language: the sentence in `locales/<lang>.json` for its code."""

from minna.reasons import Code, Reason
from reports.i18n import t

SENTENCES = frozenset(
    {
        *(Code.REFUSED, Code.NO_NAME, Code.TIMEOUT, Code.BROKE_OFF, Code.NO_HTTP),
        *(Code.NOT_UNPACKED, Code.CERTIFICATE, Code.CIRCLE, Code.PRIVATE, Code.BLOCKED_PORT),
        *(Code.NO_CONNECTION, Code.NOT_SENT, Code.FORM, Code.ROBOTS, Code.ROBOTS_STATUS),
        *(Code.ROBOTS_PRIVATE, Code.ROBOTS_TOO_LARGE, Code.PAUSE, Code.HTTP, Code.CHALLENGE),
        *(Code.SHARED_GATE, Code.LOGIN, Code.MAINTENANCE, Code.PARKED, Code.CLOSED),
        *(Code.POSTPONED, Code.MISSING, Code.MOVED, Code.LEADS_NOWHERE, Code.LEADS_AWAY),
        *(Code.NOT_HTML, Code.DOWNLOAD, Code.DOCUMENT, Code.TOO_LARGE, Code.UNREADABLE),
        *(Code.EMPTY, Code.RECEIVED, Code.CUT_OFF, Code.HUNG, Code.FLOOD, Code.ASKS_FOR_TIME),
        *(Code.OTHER_WINDOW, Code.GIVEN_UP, Code.UNWRITABLE, Code.OWN_FAULT),
        *(Code.PROXY_ENDED, Code.PROXY_LACKS, Code.FEW_PAGES, Code.FAILED_PAGES),
        *(Code.ALL_FAILED, Code.WAITING, Code.NONE_VISITED, Code.NONE_DRAWN, Code.REPLACEMENT),
    }
)
"""Codes with a sentence; other reasons are shown by their own short text."""
SIGNED = frozenset({Code.CHALLENGE, Code.CLOSED})
"""Codes whose sentence names the sign, and that have one of their own where none is known."""


def reason_message(reason: Reason, lang: str) -> str:
    """A stored reason in a reader's language.

    >>> reason_message(Reason(Code.HTTP, status=503), "ja")
    'サーバーの応答が HTTP 503 でした'
    """
    if reason.code not in SENTENCES or (reason.code in SIGNED and "sign" not in reason.data):
        return str(reason)
    blanks = {name: whole(value) for name, value in reason.data.items()}
    return t(f"reason.{reason.code}", lang, **blanks)


def whole(value: object) -> object:
    """A number without its point where nothing stands behind it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
