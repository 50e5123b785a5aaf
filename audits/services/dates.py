"""Days that a Japanese or English text names, in the notations that bodies use."""

import re
from collections.abc import Iterator
from datetime import date

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
"""The year before the first of each era."""
JAPANESE = re.compile(
    r"(?:(令和|平成|昭和|\b[RHS])\s?\.?\s?([0-9]{1,2}|元)|((?:19|20)[0-9]{2}))"
    r"\s?(?:年|[./-])\s?([0-9]{1,2})\s?(?:月|[./-])\s?([0-9]{1,2})(?![0-9])日?"
)
BOTH = re.compile(
    r"((?:19|20)[0-9]{2})年?\s?\((?:令和|平成|R|H)\s?(?:[0-9]{1,2}|元)年?\)\s?年?"
    r"\s?([0-9]{1,2})月\s?([0-9]{1,2})日"
)
"""2025年(令和7年)3月10日."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? ([0-9]{1,2}), "
    r"((?:19|20)[0-9]{2})\b",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"更新|掲載|公開|登録日|作成|発表|最終|改訂|修正|変更日|\bup(?:date)?\b|updated|posted|"
    r"modified|published",
    re.IGNORECASE,
)
NEAR = 14
"""Characters before a day, and after it, in which it is said what the day is of."""
ALONE = re.compile(r"^[\s()\[\]【】〔〕:現在付け(月火水木金土日)-]*$")


def year_of(era: str, number: str) -> int:
    """The year of an era, whose name may be a letter, and whose first year is 元.

    >>> year_of("令和", "元"), year_of("h", "31")
    (2019, 2019)
    """
    return ERAS[era.upper()] + (1 if number == "元" else int(number))


def iso_date(year: int, month: int, day: int) -> str:
    """A day as 2025-03-31, "" if the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def dates_in(text: str) -> Iterator[tuple[str, str, bool]]:
    """Days in a normalised text: as 2025-03-31, as they stand, and whether they date the page.

    >>> list(dates_in("更新日:令和7年3月10日"))
    [('2025-03-10', '令和7年3月10日', True)]
    """
    for start, end, iso in sorted(_found(text)):
        if iso:
            around = text[max(0, start - NEAR) : start], text[end : end + NEAR]
            is_update = bool(UPDATED.search(around[0]) or UPDATED.search(around[1][:6]))
            alone = len(text) <= end - start + 12 and bool(ALONE.match(text[:start] + text[end:]))
            yield iso, text[start:end], is_update or alone


def _found(text: str) -> Iterator[tuple[int, int, str]]:
    taken = set()
    for found in BOTH.finditer(text):
        taken.add(found.end())
        yield found.start(), found.end(), iso_date(int(found[1]), int(found[2]), int(found[3]))
    for found in JAPANESE.finditer(text):
        if found.end() in taken:
            continue
        year = int(found[3]) if found[3] else year_of(found[1], found[2])
        yield found.start(), found.end(), iso_date(year, int(found[4]), int(found[5]))
    for found in ENGLISH.finditer(text):
        month = MONTHS.index(found[1].lower()) + 1
        yield found.start(), found.end(), iso_date(int(found[3]), month, int(found[2]))
