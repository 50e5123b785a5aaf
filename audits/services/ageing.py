"""How old what a body publishes is: deadlines that have passed, results that nobody renewed."""

from datetime import date

STALE_MONTHS = 24
"""The ministry's guideline asks for a test and an evaluation every year; two years are leniency."""


def is_past(deadline: date, today: date) -> bool:
    """Whether the last day by which a goal was to be reached has passed."""
    return deadline < today


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; negative if the first lies after the second.

    >>> months_between(date(2024, 3, 31), date(2026, 3, 30))
    23
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - (1 if later.day < earlier.day else 0)


def is_stale(last: date, today: date, months: int = STALE_MONTHS) -> bool:
    """Whether what was last tested or stated then is older than so many months.

    >>> [is_stale(date(2024, 3, 31), today) for today in (date(2026, 3, 31), date(2026, 5, 1))]
    [False, True]
    """
    whole = months_between(last, today)
    return whole > months or (whole == months and today.day > last.day)
