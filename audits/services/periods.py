"""Dates of Japanese pages: eras, fiscal years, months without a day, periods, days without a year.

A fiscal year begins on 1 April: 令和6年度 is 2024-04-01 to 2025-03-31.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from audits.services.dates import MONTHS, year_of
from audits.services.numerals import plain

_NAME = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR = (
    r"(?:(?P<era>令和|平成|昭和|(?<![a-z])[rhs](?=\d)) ?(?P<n>元|\d{1,2})|(?P<west>(?:19|20)\d{2}))"
)
DATE = re.compile(
    rf"{_YEAR} ?(?:(?P<fiscal>年度|会計年度)|"
    rf"年 ?(?:(?P<m>\d{{1,2}}) ?月(?:度)? ?(?:(?P<d>\d{{1,2}}) ?日)?)?"
    r"|[./-] ?(?P<m2>\d{1,2})(?: ?[./-] ?(?P<d2>\d{1,2}))?(?![\d.]))"
    r"|(?P<m3>(?<!\d)\d{1,2}) ?月 ?(?:(?P<d3>\d{1,2}) ?日)?"
    r"|(?P<d4>(?<!\d)\d{1,2}) ?日(?![間以])"
    r"|(?<![\d/.])(?P<m8>\d{1,2})/(?P<d8>\d{1,2})(?! ?(?:[\d/.点]|ポイント|ページ|満点))"
    rf"|(?P<name>{_NAME})\.? (?:(?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,? )?(?P<y5>20\d{{2}})"
    rf"|(?P<d6>\d{{1,2}})(?:st|nd|rd|th)? (?P<name6>{_NAME})\.?,? (?P<y6>20\d{{2}})"
    r"|(?:fy|fiscal year|fiscal) ?(?P<fy>20\d{2})"
)
"""One date, of whatever precision, in a text that `tidy` has prepared."""
TWICE = re.compile(
    r"(?<=[\d元年度])\((?:西暦|和暦)? ?(?:令和|平成|昭和|[rhs](?=\d)|"
    r"(?=\d)) ?(?:\d{1,4}|元) ?年?度?\)"
)
"""A year told again in the other count, between the year and what follows it."""
WEEKDAY = re.compile(r"\([月火水木金土日](?:曜日?)?(?:[・、]?祝日?)?\)")
BETWEEN = re.compile(
    r"(?:[上中下]旬|末日?|頃|ごろ)? ?(?:午[前後])?(?:から|より|~|〜|-|to|until|"
    r"through|至) ?(?:翌年?|同[年月])?"
)
"""What stands between the two ends of a period."""
BESIDE = re.compile(r"(?:、|・|,|及び|および|と) ?")
"""What stands between a day and another of its month: 5日・6日."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a written date covers, and where it stands in the prepared text."""

    first: date
    last: date
    start: int
    end: int
    precision: str
    """day, month, year or fiscal."""


def tidy(text: str) -> str:
    """A text prepared for reading dates: plain, without weekdays and years told twice.

    >>> tidy("令和６年（２０２４年）４月１日（月）")
    '令和6年4月1日'
    """
    return TWICE.sub("", WEEKDAY.sub("", plain(text).lower()))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def fiscal_year(day: date) -> int:
    """The fiscal year that a day belongs to."""
    return day.year if day.month >= 4 else day.year - 1


def spans(text: str, reference: date | None = None) -> list[Span]:
    """Every date of a text, in order.

    `reference` is the date of the page: a day without a year is the last one before it. Without
    either a reference or a date before it in the text, such a day is left out.

    >>> [str(span.last) for span in spans("令和6年度末、2027年2月、R3.3.31")]
    ['2025-03-31', '2027-02-28', '2021-03-31']
    """
    prepared, found = tidy(text), list[Span]()
    for match in DATE.finditer(prepared):
        days = _days(match, found, prepared, reference)
        if days:
            found.append(Span(*days[:2], match.start(), match.end(), days[2]))
    return found


def periods(text: str, reference: date | None = None) -> list[tuple[date, date]]:
    """Dates of a text as first and last day; two that a from–to connects are one period.

    >>> [(str(a), str(b)) for a, b in periods("2021年10月11日－15日")]
    [('2021-10-11', '2021-10-15')]
    """
    prepared, found = tidy(text), list[tuple[date, date]]()
    before: Span | None = None
    for span in spans(text, reference):
        between = prepared[before.end : span.start] if before else "."
        is_listed = BESIDE.fullmatch(between) and "月" not in prepared[span.start : span.end]
        if before and (BETWEEN.fullmatch(between) or (is_listed and span.precision == "day")):
            last = span.last if span.last >= before.first else _later(span, before.first)
            found[-1] = (found[-1][0], last)
        else:
            found.append((span.first, span.last))
        before = span
    return found


def _later(span: Span, least: date) -> date:
    """The last day of a span in the first year in which it does not lie before `least`."""
    day = span.last
    year = least.year if (day.month, day.day) >= (least.month, least.day) else least.year + 1
    end = month_end(year, day.month)
    return end if span.precision == "month" else end.replace(day=min(day.day, end.day))


def _days(
    match: re.Match[str], before: Sequence[Span], text: str, reference: date | None
) -> tuple[date, date, str] | None:
    groups = match.groupdict()
    try:
        if groups["fy"]:
            return _fiscal(int(groups["fy"]))
        if groups["name"] or groups["name6"]:
            name, year = groups["name"] or groups["name6"], int(groups["y5"] or groups["y6"])
            return _exact(year, MONTHS.index(name[:3]) + 1, groups["d5"] or groups["d6"])
        if groups["era"] or groups["west"]:
            return _with_year(groups)
        return _without_year(match, before, text, reference)
    except ValueError:  # no such day: 2月30日, 13月
        return None


def _with_year(groups: dict[str, str]) -> tuple[date, date, str] | None:
    year = int(groups["west"]) if groups["west"] else year_of(groups["era"], groups["n"])
    if groups["fiscal"]:
        return _fiscal(year)
    month, day = groups["m"] or groups["m2"], groups["d"] or groups["d2"]
    if month:
        return _exact(year, int(month), day)
    return date(year, 1, 1), date(year, 12, 31), "year"


def _without_year(
    match: re.Match[str], before: Sequence[Span], text: str, reference: date | None
) -> tuple[date, date, str] | None:
    month, day = match["m3"] or match["m8"], match["d3"] or match["d4"] or match["d8"]
    near = before[-1] if before else None
    if not month:  # a day alone is the end of a period
        between = text[near.end : match.start()] if near else "."
        if near and (BETWEEN.fullmatch(between) or BESIDE.fullmatch(between)):
            return _exact(near.first.year, near.first.month, day)
        return None
    if near and near.precision == "fiscal":
        year = near.first.year if int(month) >= 4 else near.last.year
        return _exact(year, int(month), day)
    if near and near.precision in ("day", "month"):
        return _exact(near.last.year, int(month), day)
    if reference:
        guess = _exact(reference.year, int(month), day)
        return guess if guess[0] <= reference else _exact(reference.year - 1, int(month), day)
    return None


def _exact(year: int, month: int, day: str | None) -> tuple[date, date, str]:
    if day:
        exact = date(year, month, int(day))
        return exact, exact, "day"
    return date(year, month, 1), month_end(year, month), "month"


def _fiscal(year: int) -> tuple[date, date, str]:
    return date(year, 4, 1), date(year + 1, 3, 31), "fiscal"
