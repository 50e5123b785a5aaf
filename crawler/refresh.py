"""Where a page leads by itself: by `Refresh`, or by a script that does nothing else.

HTML standard, "shared declarative refresh steps" (html.spec.whatwg.org, 4.2.5.3), for the element
and the header alike. Scripts are not run; only a plain assignment of a literal address to
`location` is understood, alone or in the wrappings in which old home pages have it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SPACE = "[\\t\\n\\f\\r ]*"
STEPS = re.compile(
    rf"{SPACE}(?:(?P<seconds>[0-9]+)[0-9.]*|\.[0-9.]*)"
    rf"(?:(?=[;,\t\n\f\r ]){SPACE}[;,]?{SPACE}(?P<rest>.*))?",
    re.DOTALL,
)
NAMED = re.compile(rf"url{SPACE}={SPACE}", re.IGNORECASE)
ENDLESS = 10**9
"""Seconds that stand for all longer times."""
LONGEST_SCRIPT = 2000
"""Characters of a script that only leads on."""
PARTS = re.compile(
    r"(?P<string>\"(?:[^\"\\\n]|\\.)*+\"?|'(?:[^'\\\n]|\\.)*+'?)"
    r"|/\*.*?(?:\*/|\Z)|//[^\n]*|<!--[^\n]*|-->[^\n]*|(?P<space>\s+)|(?P<code>.)",
    re.DOTALL,
)
NAME = r"[A-Za-z_$][\w$]{0,40}"
STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
LOCATION = r"(?:(?:window|document|self|top|parent|this|globalThis)\.){0,2}location"
MOVE = rf"{LOCATION}(?:(?:\.href)?=(?:{STRING})|\.(?:replace|assign)\((?:{STRING})\))"
ACT = rf"(?:{MOVE}|{NAME}\(\));?"
HANDLER = (
    rf"(?:function\(\)\{{(?P<block>{ACT})\}}|\(\)=>\{{(?P<braced>{ACT})\}}|\(\)=>(?P<arrow>{ACT})"
    rf"|(?P<quoted>{STRING})|(?P<named>{NAME}))"
)
STATEMENT = re.compile(
    rf";|function (?P<declared>{NAME})\(\)\{{(?P<body>{ACT})\}}|(?P<act>{ACT})"
    rf"|(?:window\.)?(?:(?P<timer>setTimeout\()|onload=){HANDLER}(?(timer)(?:,\d{{1,6}})?\))"
    rf"|\(function\(\)\{{(?P<now>{ACT})\}}(?:\)\(\)|\(\)\))"
)
CALL = re.compile(rf"({NAME})\(\);?")
ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Refresh:
    """After how many seconds a page leads where; "" is the page itself."""

    seconds: int
    url: str


def read_refresh(content: str) -> Refresh | None:
    """What the value of a refresh asks for; None if it asks for nothing.

    >>> read_refresh("0; URL='/top.html'")
    Refresh(seconds=0, url='/top.html')
    >>> read_refresh("url=/top.html") is None
    True
    """
    match = STEPS.match(content)
    if not match or (match["rest"] is None and match.end() < len(content)):
        return None
    digits = (match["seconds"] or "").lstrip("0") or "0"
    seconds = int(digits) if len(digits) < len(str(ENDLESS)) else ENDLESS
    url = match["rest"] or ""
    if named := NAMED.match(url):
        url = url[named.end() :]
    if url.startswith(("'", '"')):
        url = url[1:].partition(url[0])[0]
    return Refresh(seconds, url)


def script_target(scripts: Iterable[str]) -> str:
    """The address that a page's scripts lead to; "" unless that is all they do about `location`.

    >>> script_target(["setTimeout('go()', 0); function go(){ location.href = '/top.html' }"])
    '/top.html'
    >>> script_target(["if (navigator.language == 'ja') location.href = '/ja/'"])
    ''
    """
    targets = set[str]()
    for script in scripts:
        led = targets_of(script)
        if led is None and "location" in script:
            return ""
        targets.update(led or ())
    return targets.pop() if len(targets) == 1 else ""


def targets_of(script: str) -> list[str] | None:
    """Where a script leads, without conditions; None if it does anything else besides."""
    if len(script) > LONGEST_SCRIPT:
        return None
    code, position = compact(script), 0
    functions, acts = dict[str, str](), list[str]()
    while position < len(code):
        match = STATEMENT.match(code, position)
        if not match:
            return None
        position = match.end()
        if match["declared"]:
            functions[match["declared"]] = match["body"]
        elif match["named"]:
            acts.append(f"{match['named']}()")
        elif match["quoted"]:
            acts.append(compact(literal(match["quoted"])))
        else:
            acts += filter(None, (match[n] for n in ("act", "block", "braced", "arrow", "now")))
    called = [functions.get(call[1]) if (call := CALL.fullmatch(act)) else act for act in acts]
    return [target(act) for act in called if act] if all(map(is_move, called)) else None


def is_move(act: str | None) -> bool:
    """Whether a statement assigns a literal address to `location`."""
    return bool(act and re.fullmatch(rf"{MOVE};?", act))


def target(act: str) -> str:
    """The literal address in an assignment."""
    match = re.search(STRING, act)
    return literal(match[0]) if match else ""


def literal(quoted: str) -> str:
    """What a string of a script says."""
    return ESCAPED.sub(r"\1", quoted[1:-1])


def compact(script: str) -> str:
    """A script without comments, and with spaces only where two words would meet."""
    code = list[str]()
    is_apart = False
    for part in PARTS.finditer(script):
        if part["space"] or not (part["string"] or part["code"]):
            is_apart = True
            continue
        text = part[0]
        is_word = re.match(r"[\w$]", text) and code and re.match(r"[\w$]", code[-1][-1])
        code += [" ", text] if is_apart and is_word else [text]
        is_apart = False
    return "".join(code)
