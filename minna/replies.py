"""What bodies reply to their results, and rulings on single findings, from a `replies.toml`.

    [[reply]]
    code = "131016"
    date = 2026-12-01
    text = "…"                      # or {ja = "…", en = "…"}

    [[reply.ruling]]
    findings = ["4b1f5a3ac5cf1c4b"]  # as the body's page shows them
    ruling = "wrong"                 # wrong, right or unclear
    reason = "…"                     # or {ja = "…", en = "…"}

What cannot be used is reported in one sentence each, and everything else is kept.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from minna.errors import BadReplies, MinnaError, ReplyIgnored, RulingIgnored
from minna.records import RULINGS
from minna.text import one_line

MAX_BYTES = 20_000_000
MAX_TEXT = 20_000
"""Characters of a reply or a reason; what is beyond is cut off, and that is reported."""
MAX_SHOWN = 60
"""Characters of a value in a sentence about it."""
LANGUAGES = ("ja", "en")

WHY = {
    "no_table": {"en": "it is no table", "ja": "表（[[reply]]）になっていません"},
    "no_code": {
        "en": 'it needs a code in quotes, such as code = "131016"',
        "ja": 'code = "131016" のように引用符で囲んだ code が必要です',
    },
    "no_text": {
        "en": "its text is missing, or is no text",
        "ja": "text がないか、文章ではありません",
    },
    "no_date": {
        "en": "its date is none, such as date = 2026-12-01",
        "ja": "date が date = 2026-12-01 のような日付ではありません",
    },
    "unknown_key": {"en": "“{value}” is not known here", "ja": "「{value}」という項目はありません"},
    "no_finding": {
        "en": "a ruling in it names no finding",
        "ja": "検査結果の番号がない判定があります",
    },
    "no_ruling": {
        "en": "“{value}” is none of wrong, right, unclear",
        "ja": "「{value}」は wrong、right、unclear のどれでもありません",
    },
    "no_reason": {"en": "it needs a reason", "ja": "reason（理由）が必要です"},
}
"""Why something cannot be used, in each language."""
Problems = list[MinnaError]


class Ignored(ReplyIgnored):
    """A ReplyIgnored whose reason, a key of WHY, is in the reader's language."""

    def text(self, lang: str) -> str:
        """Which reply, and why."""
        return in_reader_language(ReplyIgnored, self.blanks, lang)


class IgnoredRuling(RulingIgnored):
    """A RulingIgnored whose reason, a key of WHY, is in the reader's language."""

    def text(self, lang: str) -> str:
        """Which finding of which reply, and why."""
        return in_reader_language(RulingIgnored, self.blanks, lang)


def in_reader_language(kind: type[MinnaError], blanks: Mapping[str, object], lang: str) -> str:
    """A sentence with its reason in the same language."""
    language = "ja" if lang == "ja" else "en"
    why = WHY[str(blanks["why"])][language].format(**blanks)
    return str(getattr(kind, language)).format(**{**blanks, "why": why})


@dataclass(frozen=True, slots=True)
class GivenRuling:
    """A ruling on one finding, as it was written down."""

    finding: str
    ruling: str
    reason: dict[str, str]


@dataclass(frozen=True, slots=True)
class GivenReply:
    """A body's reply, as it was written down."""

    code: str
    date: str  # ISO
    text: dict[str, str]
    rulings: tuple[GivenRuling, ...]


def read_replies(path: Path) -> tuple[list[GivenReply], Problems]:
    """The replies of a file, and what in it could not be used.

    Raises BadReplies where the file itself cannot be read.
    """
    try:
        raw = path.read_bytes()
        if len(raw) > MAX_BYTES:
            raise BadReplies(path=path, why=f"> {MAX_BYTES:,} bytes")
        data = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError as error:
        raise BadReplies(path=path, why=error.strerror) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadReplies(path=path, why=one_line(str(error))) from error
    entries = data.get("reply", [])
    if not isinstance(entries, list) or data.keys() - {"reply"}:
        raise BadReplies(path=path, why="[[reply]]")
    problems: Problems = []
    replies = [
        reply
        for number, entry in enumerate(entries, 1)
        if (reply := to_reply(entry, number, problems)) is not None
    ]
    return replies, problems


def to_reply(entry: Any, number: int, problems: Problems) -> GivenReply | None:
    """One entry as a reply; None, with a problem noted, where it cannot be one."""
    if not isinstance(entry, dict):
        problems.append(Ignored(number=number, why="no_table"))
        return None
    code, text = entry.get("code"), in_languages(entry.get("text"))
    if not isinstance(code, str) or not code:
        problems.append(Ignored(number=number, why="no_code"))
        return None
    if text is None:
        problems.append(Ignored(number=number, why="no_text"))
        return None
    for unknown in sorted(entry.keys() - {"code", "date", "text", "ruling"}):
        problems.append(Ignored(number=number, why="unknown_key", value=shown(unknown)))
    given = entry.get("ruling", [])
    rulings = [
        ruling
        for each in (given if isinstance(given, list) else [given])
        for ruling in to_rulings(each, number, problems)
    ]
    return GivenReply(code, iso_date(entry.get("date"), number, problems), text, tuple(rulings))


def iso_date(day: Any, number: int, problems: Problems) -> str:
    """The day of a reply; "" where none is given."""
    try:
        return (day if isinstance(day, date) else date.fromisoformat(str(day))).isoformat()[:10]
    except ValueError:
        problems.append(Ignored(number=number, why="no_date"))
        return ""


def to_rulings(entry: Any, number: int, problems: Problems) -> Iterator[GivenRuling]:
    """The rulings of one entry, one for each finding that it names."""
    if not isinstance(entry, Mapping):
        problems.append(Ignored(number=number, why="no_table"))
        return
    ids = entry.get("findings", entry.get("finding"))
    ruling, reason = entry.get("ruling"), in_languages(entry.get("reason"))
    for finding in ids if isinstance(ids, list) else [ids]:
        name = shown(finding)
        if not isinstance(finding, str) or not finding.strip():
            problems.append(Ignored(number=number, why="no_finding"))
        elif ruling not in RULINGS:
            problems.append(
                IgnoredRuling(finding=name, number=number, why="no_ruling", value=shown(ruling))
            )
        elif reason is None:
            problems.append(IgnoredRuling(finding=name, number=number, why="no_reason"))
        else:
            yield GivenRuling(finding.strip().lower(), str(ruling), reason)


def in_languages(value: Any) -> dict[str, str] | None:
    """{language: text} of a text, or of a table of texts; None where there is none."""
    texts = value if isinstance(value, dict) else {"ja": value}
    kept = {
        language: text.strip()[:MAX_TEXT]
        for language, text in texts.items()
        if language in LANGUAGES and isinstance(text, str) and text.strip()
    }
    return kept or None


def shown(value: object) -> str:
    """A value in a sentence about it."""
    return one_line(str(value))[:MAX_SHOWN]
