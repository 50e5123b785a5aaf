"""No regular expression of ours takes more than linear time, whatever a stranger wrote."""

import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import Any

import pytest

from audits.checks.links_and_navigation import function_names
from audits.services.tasks import PATTERNS as OF_TASKS
from audits.services.tasks import catalogue
from minna import legacy_reasons
from minna.block_pages.answer import answer_of
from minna.block_pages.wording import MAX_LENGTH
from tests.patterns import PACKAGES, FoundPattern, all_patterns, hostile

pytestmark = pytest.mark.slow


@cache
def everything() -> tuple[list[FoundPattern], list[str]]:
    """Every pattern, and the places of those that are made where they run.

    Found by the first test that asks: whoever only collects tests imports none of it.
    """
    patterns, unknown = all_patterns()
    patterns += [
        FoundPattern(
            f"minna.legacy_reasons.PATTERNS.{pattern}",
            re.compile(pattern, re.DOTALL),
            ("fullmatch",),
        )
        for pattern, _ in legacy_reasons.PATTERNS
    ]
    patterns += [
        FoundPattern(
            f"audits.checks.links_and_navigation.function_names.PATTERNS.{key}",
            pattern,
            ("search", "fullmatch"),
        )
        for key, pattern in function_names.PATTERNS.items()
    ]
    patterns += [
        FoundPattern(
            f"audits.services.tasks.{country}.{task.id}.{key}", getattr(task, key), ("search",)
        )
        for country in ("jp", "us")
        for task in catalogue(country).tasks.values()
        for key in OF_TASKS
    ]
    return patterns, unknown


MADE = {
    "minna.block_pages.wording": "kept by the modules that ask for them",
    "crawler.roles": "kept in ROLES",
    "crawler.traps": "kept in QUERIES_RE and PATHS_RE",
    "audits.checks.language.broken_words": "a word as it is written",
    "audits.checks.links_and_navigation.function_names": "kept in PATTERNS",
    "audits.checks.language.text_language": "one class of letters",
    "audits.checks.structure.title_fits": "a word as it is written",
    "audits.services.tasks": "in the files of tasks, whose patterns are in PATTERNS",
    "minna.legacy_reasons": "in PATTERNS",
    "audits.gatherers._markup": "kept in END_OF",
    "audits.gatherers.source": "a name as it is written",
    "audits.services.detectors.trust": "kept in LANGUAGE and NAMED_LANGUAGE",
    "audits.services._tables": "kept in JP of systems and of vendors, and in the files of tasks",
    "minna.text": "one class of marks, twice",
}
"""Modules with a pattern that is made where it runs, and what it is made from."""
LONG, LONGER = 6_000, 96_000
"""Characters: for sixteen times as many a square takes 256 times as long."""
GROWTH = 80.0
AT_ONCE = 0.003
"""Seconds in which nothing whose time grows as a square comes through LONG characters."""
LONGEST = 3.0
BOUNDED = {"minna.block_pages.": MAX_LENGTH}
"""Patterns that are never given more than so many characters, and need be no more than quick."""
AT_MOST = 0.002
"""Seconds for these."""


class TooLong(Exception):
    """No end in time."""


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raise TooLong in the middle of a match, for Python's engine minds signals.

    Seconds are the processor's own: how busy the machine is makes no difference.
    """

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def seconds(pattern: re.Pattern[Any], way: str, text: str, tries: int = 1) -> float:
    """The seconds that a pattern takes over a text: the least of some tries."""
    given: Any = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    ask, took = getattr(pattern, way), LONGEST
    for _ in range(tries):
        began = time.thread_time()
        try:
            with deadline(LONGEST):
                answer = ask(given)
                if way == "finditer":
                    for _match in answer:
                        pass
        except TooLong:
            continue
        took = min(took, time.thread_time() - began)
    return took


def slow(found_pattern: FoundPattern) -> str:
    """An input on which a pattern takes more than linear time, and how long; "" if there is none."""
    pairs = zip(
        hostile(found_pattern.pattern, LONG), hostile(found_pattern.pattern, LONGER), strict=True
    )
    for long, longer in pairs:
        for way in found_pattern.ways:
            if seconds(found_pattern.pattern, way, long) < AT_ONCE:
                continue
            took = seconds(found_pattern.pattern, way, long, 3)
            more = LONGEST if took >= LONGEST else seconds(found_pattern.pattern, way, longer, 3)
            if took >= AT_ONCE and (more > GROWTH * took or more >= LONGEST):
                return f"{way} {long[:60]!r}: {took:.4f} s, {more:.4f} s"
    return ""


def slow_within(found_pattern: FoundPattern, most: int) -> str:
    """An input of so many characters on which a pattern takes long; "" if there is none."""
    for text in hostile(found_pattern.pattern, most):
        for way in set(found_pattern.ways) & {"match", "fullmatch"} or found_pattern.ways:
            if seconds(found_pattern.pattern, way, text[:most]) > AT_MOST:
                took = seconds(found_pattern.pattern, way, text[:most], 5)
                if took > AT_MOST:
                    return f"{way} {text[:60]!r}: {took:.4f} s"
    return ""


@pytest.mark.parametrize("package", PACKAGES)
def test_every_pattern_takes_linear_time(package: str) -> None:
    patterns = [
        pattern for pattern in everything()[0] if re.split("[.:]", pattern.where)[0] == package
    ]
    assert patterns
    assert {pattern.where: how for pattern in patterns if (how := slowness(pattern))} == {}


def slowness(found_pattern: FoundPattern) -> str:
    """What shows that a pattern is slow, where it may be given so much; "" if nothing does."""
    most = next((n for where, n in BOUNDED.items() if found_pattern.where.startswith(where)), 0)
    return slow_within(found_pattern, most) if most else slow(found_pattern)


@pytest.mark.parametrize("asked", ["headline", "sentence", "rest"])
def test_words_of_notices_are_cut_before_a_pattern_meets_them(asked: str) -> None:
    class Met:
        """Stands for a pattern, and notes how much it is given."""

        most = 0

        def match(self, text: str) -> None:
            self.most = max(self.most, len(text))

        fullmatch = match

    met: Any = Met()
    for text, html in (("町" * 5000, ""), ("", f"<h1>{'町' * 5000}</h1><p>{'町 ' * 5000}</p>")):
        answer = answer_of(200, "町" * 5000, text, html)
        if asked == "headline":
            answer.headline(met, [*answer.titles, *answer.main_heading, "町" * 5000])
        elif asked == "sentence":
            answer.sentence(met)
        else:
            answer.rest(met)
    assert 0 < met.most <= MAX_LENGTH


def test_every_pattern_is_known() -> None:
    assert {place.partition(":")[0] for place in everything()[1]} == MADE.keys()


@pytest.mark.parametrize(
    ("pattern", "way"),
    [
        (r'<a(?:\s*=\s*"[^"]*"|[^>])*>', "finditer"),
        (r"(?:a+)+$", "match"),
        (r"<!--.*?-->", "finditer"),
        (r"\s+$", "finditer"),
        (r"^\s*(?:x\s*)*\s*y", "match"),
        (r"[^;]*;jsessionid", "finditer"),
        (r"(?:ab|a|b)*c", "fullmatch"),
    ],
)
def test_hostile_inputs_find_what_is_slow(
    pattern: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(globals(), "LONGEST", 0.3)  # is long enough to be seen
    assert slow(FoundPattern("here", re.compile(pattern, re.DOTALL), (way,)))
