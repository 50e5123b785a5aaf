"""The document as it came, before the browser mended it: faults of its tags, and timers.

Nothing is fetched again: the browser keeps the answer.
"""

import re
from collections.abc import Iterator
from itertools import islice
from math import prod
from typing import Any
from weakref import WeakKeyDictionary

from playwright.async_api import Page as Tab
from playwright.async_api import Response

from audits.browser import heavy
from audits.browser.main_document import answers, source_html
from audits.gatherers import _markup as markup

read: WeakKeyDictionary[Response, tuple[str, dict[str, Any]]] = WeakKeyDictionary()
"""A page is looked at through two windows, and was sent once."""
LONGEST = 1_000_000  # characters; of a longer document the beginning is read
SCRIPT = re.compile(r"<script\b([^<>]*+)>", re.IGNORECASE)
END = re.compile(r"</script", re.IGNORECASE)
FROM_FILE = re.compile(r"\bsrc\b", re.IGNORECASE)
TIMER = re.compile(r"setTimeout\s{0,9}\(")
LEADS = re.compile(r"location(?:\.href)?\s{0,9}=[^=]|location\.(?:replace|assign|reload)\s{0,9}\(")
AFTER = re.compile(r",\s{0,9}(?P<ms>\d{1,9})\s{0,9}\)")
ENDS = re.compile(
    r"innerHTML|\.(?:reset|remove|replaceWith|replaceChildren|showModal|submit|click)\s{0,9}\(|\balert\("
    r"|\.(?:disabled|hidden|value)\s{0,9}=[^=]|location|expire|logout|timeout",
    re.IGNORECASE,
)
"""What a script does that takes away what is being filled in."""
ANY_TIMER = re.compile(r"set(?:Timeout|Interval)\s{0,9}\(")
ACTS = re.compile(
    r"location(?:\.href)?\s{0,9}=[^=]|location\.(?:replace|assign|reload)\b|history\.go\s{0,9}\(\s{0,9}0?\s{0,9}\)"
    r"|open\s{0,9}\([^()]{0,200}_self"
)
"""What of a script loads another page, or the same anew."""
ASKS = re.compile(r"\bconfirm\s{0,9}\(|addEventListener")
"""A function that asks before, or only says what is to be done later."""
STOPS = re.compile(r"\bclear(?:Timeout|Interval)\s{0,9}\(")
NAME = re.compile(
    r"[\"']?\s{0,9}([A-Za-z_$][\w$]{0,60})\s{0,9}(?:\(\s{0,9}\)\s{0,9};?\s{0,9})?[\"']?"
)
VARIABLE = re.compile(r"[A-Za-z_$][\w$]{0,60}")
DOWN = re.compile(r"([A-Za-z_$][\w$]{0,60})\s{0,9}(?:--|-=)")
LONG_MS = 20_000
NEAR, TAIL = 200, 40
"""Characters in which a timer leads on and says when, and those after the last semicolon."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Markup `faults` by kind, and the `timers` of inline scripts that load another page."""
    source, answer = await source_html(tab, 4 * LONGEST), answers.get(tab)
    if answer is None:
        return await heavy.call(tab.url, len(source), facts, source)
    known = read.get(answer)
    if known is None or known[0] != source:
        told = await heavy.call(tab.url, len(source), facts, source)
        known = read[answer] = source, told
    return known[1]


def facts(source: str) -> dict[str, Any]:
    """What a document's text tells.

    >>> facts("<p>")["length"]
    3
    """
    return {
        "length": len(source),
        "capped": len(source) > LONGEST,
        "faults": markup.faults(source[:LONGEST]),
        "timers": timers(source[:LONGEST]),
        "limits": limits(source[:LONGEST]),
    }


def timers(source: str) -> list[dict[str, Any]]:
    """Seconds after which an inline script leads to another page, with the line of the script.

    >>> [t["seconds"] for t in timers("<script>setTimeout('location.reload()', 5000)</script>")]
    [5.0]
    >>> called = "<script>function go() { location.href = '/' } setInterval(go, 60 * 1000)</script>"
    >>> [t["seconds"] for t in timers(called)]
    [60.0]
    """
    found = (
        {"seconds": int(ms) / 1000, "html": " ".join(line.split())[:200]}
        for text in scripts(source)
        for line, ms in timeouts(text)
    )
    also = (timed for text in scripts(source) for timed in repeated(text))
    told = {each["html"]: each for each in (*islice(also, 20), *islice(found, 20))}
    return list(told.values())[:20]


def repeated(script: str) -> Iterator[dict[str, Any]]:
    """Timers that call a function by its name, that come again, or whose time is reckoned."""
    for timer in islice(ANY_TIMER.finditer(script), 50):
        arguments = script[timer.end() : timer.end() + 3 * NEAR]
        closed = closing(arguments)
        if closed is None:
            continue
        action, _, last = arguments[:closed].rpartition(",")
        ms = milliseconds(last, script)
        body = action if action else arguments[:closed]
        named = NAME.fullmatch(body.strip())
        if named:
            body = body_of(named[1], script)
        if ms is None or not ACTS.search(body) or ASKS.search(body) or is_stopped(script, body):
            continue
        times = counted(body, script)
        line = script[timer.start() : timer.end() + closed + 1]
        if times is not None:
            yield {"seconds": ms * times / 1000, "html": " ".join(line.split())[:200]}


def is_stopped(script: str, body: str) -> bool:
    """Whether a script stops its timers elsewhere than in what they do: a control may do so.

    >>> is_stopped("stay.onclick = () => clearTimeout(t)", ""), is_stopped("f()", "f()")
    (True, False)
    """
    return len(STOPS.findall(script)) > len(STOPS.findall(body))


def closing(arguments: str) -> int | None:
    """Where the bracket of a call is closed; None if that is too far away.

    >>> closing("() => go(1), 500) + 2")
    16
    """
    depth = 0
    for at, sign in enumerate(arguments):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return at
    return None


def milliseconds(words: str, script: str) -> int | None:
    """A number, a product of numbers, or the name of one that the script sets.

    >>> milliseconds(" 10 * 60 * 1000", ""), milliseconds("T", "const T = 5 * 1000;")
    (600000, 5000)
    """
    plain = words.strip()
    if VARIABLE.fullmatch(plain):
        given = re.search(rf"\b{re.escape(plain)}\s{{0,9}}=\s{{0,9}}([\d*\s]{{1,40}})", script)
        plain = given[1].strip() if given else ""
    factors = [part.strip() for part in plain.split("*")]
    if not all(part.isdecimal() and len(part) < 10 for part in factors):
        return None
    return prod(int(part) for part in factors)


def body_of(name: str, script: str) -> str:
    """The beginning of a function that a script declares by a name."""
    declared = re.search(
        rf"\bfunction\s{{1,9}}{re.escape(name)}\s{{0,9}}\("
        rf"|\b{re.escape(name)}\s{{0,9}}=\s{{0,9}}(?:async\s{{1,9}})?(?:function\b|\()",
        script,
    )
    if not declared:
        return ""
    text = script[declared.end() : declared.end() + 2 * NEAR]
    following = text.find("function ")
    return text if following < 0 else text[:following]


def counted(body: str, script: str) -> int | None:
    """How often a timer comes before it acts: once, or as often as what it counts down from.

    None where it acts on a condition that is not counted.

    >>> counted("n--; if (n == 0) location = '/'", "let n = 30;"), counted("location = '/'", "")
    (30, 1)
    """
    if "if" not in body and "?" not in body and "&&" not in body:
        return 1
    down = DOWN.search(body)
    given = down and re.search(rf"\b{re.escape(down[1])}\s{{0,9}}=\s{{0,9}}(\d{{1,6}})\b", script)
    return int(given[1]) if given else None


def limits(source: str) -> list[dict[str, Any]]:
    """Seconds after which an inline script ends what a visitor does on the page itself.

    >>> limits("<script>setTimeout(() => { form.reset(); }, 180000)</script>")[0]["seconds"]
    180.0
    >>> limits("<script>setTimeout(() => { log('three minutes'); }, 180000)</script>")
    []
    """
    found = (ended for text in scripts(source) for ended in endings(text))
    return [
        {"seconds": int(ms) / 1000, "html": " ".join(text.split())[:200]}
        for text, ms in islice(found, 20)
    ]


def endings(script: str) -> Iterator[tuple[str, str]]:
    """Each call of a long timer that takes something away, and its milliseconds as written."""
    for timer in TIMER.finditer(script):
        arguments = script[timer.end() : timer.end() + 3 * NEAR]
        for found in AFTER.finditer(arguments):
            if int(found["ms"]) >= LONG_MS:
                if ENDS.search(arguments, 0, found.start()):
                    yield script[timer.start() : timer.end() + found.end()], found["ms"]
                break


def scripts(source: str) -> Iterator[str]:
    """The inline scripts of a document that set a timer."""
    at = 0
    while begun := SCRIPT.search(source, at):
        end = END.search(source, begun.end())
        if end is None:
            return
        text, at = source[begun.end() : end.start()], end.end()
        if ("setTimeout" in text or "setInterval" in text) and not FROM_FILE.search(begun[1]):
            yield text


def timeouts(script: str) -> Iterator[tuple[str, str]]:
    """Each call of a timer that leads on, and its milliseconds as written."""
    at = 0
    while timer := TIMER.search(script, at):
        at = timer.end()
        if found := when(script[at : at + 3 * NEAR]):
            yield script[timer.start() : at + found.end()], found["ms"]
            at += found.end()


def when(arguments: str) -> re.Match[str] | None:
    """The milliseconds among the arguments of a timer that leads on; None if it does not.

    >>> bool(when("() => { location.href = '/'; }, 500)")), when("() => { a(); b(); }, 500)")
    (True, None)
    """
    for lead in LEADS.finditer(arguments.partition(";")[0][: 2 * NEAR]):
        if lead.start() > NEAR:
            break
        for found in AFTER.finditer(arguments, lead.end()):
            first, semicolon, last = arguments[lead.end() : found.start()].partition(";")
            if len(first) > NEAR + TAIL or ";" in last:
                break
            if not semicolon or len(last) <= TAIL:
                return found
    return None
