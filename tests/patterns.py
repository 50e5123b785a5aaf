"""Every regular expression of the project, and inputs that are hostile to each.

Patterns are found twice: as objects that modules keep, however deep in their data, and as calls of
`re` in their source, whose pattern is worked out in the module's own names. A call whose pattern
cannot be worked out so is no silence: it is given back as unknown.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from itertools import islice, pairwise, product
from types import ModuleType
from typing import Any

PACKAGES = ("minna", "crawler", "audits", "scoring", "reports")
CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
WHOLE, FIRST, ALL = "fullmatch", "match", "finditer"
REPRESENTATIVES = "a0 \t\n<>=\"'/-_.,;:!?#%&()[]{}|\\あ漢ーｱ。\x00\x7f\xe9"
ENDS = ("\x00", "", "=", ">", "<", "a", " ", "あ", "\n", "/")
VARIANTS = 6
MANY = 8
"""Times that something may be repeated from which on it is worth being hostile to."""


@dataclass(frozen=True, slots=True)
class FoundPattern:
    """A pattern, where it is, and the ways in which it is asked."""

    where: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]


def modules() -> Iterator[ModuleType]:
    """Every module of ours, but for those that begin to work when they are imported."""
    for room in PACKAGES:
        package = importlib.import_module(room)
        yield package
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not module.name.endswith("__main__"):
                yield importlib.import_module(module.name)


def kept(value: Any, depth: int = 5) -> Iterator[re.Pattern[Any]]:
    """The patterns in a module's data."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for inner in (*value.keys(), *value.values()):
            yield from kept(inner, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from kept(inner, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for f in fields(value):
            yield from kept(getattr(value, f.name, None), depth - 1)


def written(module: ModuleType) -> Iterator[tuple[int, str, re.Pattern[Any] | None]]:
    """Line, function and pattern of every call of `re` in a module; None where it is unknown."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        of_re = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        if not of_re or node.func.attr not in CALLS or not node.args:
            continue
        flags = [k.value for k in node.keywords if k.arg == "flags"]
        if node.func.attr == "compile":
            flags += node.args[1:2]
        try:
            expressions = [node.args[0], *flags]
            pattern, *mode = (
                eval(compile(ast.Expression(e), "<pattern>", "eval"), vars(module))
                for e in expressions
            )
            yield node.lineno, node.func.attr, re.compile(pattern, *mode)
        except NameError:  # made from what a function is given
            yield node.lineno, node.func.attr, None


def ways_of(functions: set[str]) -> tuple[str, ...]:
    """How a pattern is asked, by the names of the functions that ask."""
    ways = {f if f in (WHOLE, FIRST) else ALL for f in functions}
    return tuple(sorted(ways or {WHOLE, FIRST, ALL}))


def methods(tree: ast.AST, name: str) -> set[str]:
    """The methods by which a pattern of this name is asked in a module.

    Where it is handed on, they may be any.
    """
    asked, used = set[str](), 0
    for node in ast.walk(tree):
        if is_named(node, name) and isinstance(node.ctx, ast.Load):  # type: ignore[attr-defined]
            used += 1
        if isinstance(node, ast.Attribute) and is_named(node.value, name):
            used -= 1
            asked |= {node.attr} & CALLS
    return asked | ({WHOLE, FIRST, ALL} if used else set())


def is_named(node: ast.AST, name: str) -> bool:
    """Whether an expression is a name, of a module's or in it."""
    return (isinstance(node, ast.Name) and node.id == name) or (
        isinstance(node, ast.Attribute) and node.attr == name
    )


def all_patterns() -> tuple[list[FoundPattern], list[str]]:
    """Every pattern once, and the places of those that could not be worked out."""
    ways: dict[re.Pattern[Any], set[str]] = {}
    where: dict[re.Pattern[Any], str] = {}
    unknown = []
    every = list(modules())
    sources = {module.__name__: ast.parse(inspect.getsource(module)) for module in every}
    for module in every:
        for name, value in vars(module).items():
            for pattern in kept(value):
                where.setdefault(pattern, f"{module.__name__}.{name}")
                asked = ways.setdefault(pattern, set())
                direct = value if isinstance(value, re.Pattern) else None
                if direct is not None:
                    asked |= methods(sources[module.__name__], name)
                else:
                    asked |= {WHOLE, FIRST, ALL}
        for line, function, pattern in written(module):
            place = f"{module.__name__}:{line}"
            if pattern is None:
                unknown.append(place)
            elif function != "compile":
                where.setdefault(pattern, place)
                ways.setdefault(pattern, set()).add(function)
            elif pattern not in where:
                where[pattern] = place
                ways[pattern] = {WHOLE, FIRST, ALL}
    return [FoundPattern(where[p], p, ways_of(ways[p])) for p in where], unknown


def members(item: Any, *, is_bytes: bool) -> list[str]:
    """A few characters that one element of a pattern takes."""
    code, value = item
    if code is op.LITERAL:
        return [chr(value)]
    if code is op.RANGE:
        return [chr(value[0])]
    if code is op.CATEGORY:
        item = (op.IN, [item])
    shown = parser.SubPattern(parser.State(), [item])
    asked = re._compiler  # type: ignore[attr-defined]
    flags = 0 if is_bytes else re.UNICODE
    shown.state.flags = flags | re.DOTALL
    shown.state.str = ""
    try:
        single = asked.compile(shown, flags | re.DOTALL)
    except (AttributeError, TypeError, RuntimeError, re.error):
        return ["a"]
    return [c for c in REPRESENTATIVES if single.fullmatch(c)]


def samples(tree: Any, *, is_bytes: bool, depth: int = 0) -> list[str]:
    """A few texts that a part of a pattern takes, short ones."""
    variants = [""]
    for item in tree:
        code, value = item
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, _, body = value
            inner = samples(body, is_bytes=is_bytes, depth=depth + 1)
            parts = [part * max(1, least) for part in inner] if least else ["", *inner]
        elif code is op.SUBPATTERN:
            parts = samples(value[3], is_bytes=is_bytes, depth=depth + 1)
        elif code is op.ATOMIC_GROUP:
            parts = samples(value, is_bytes=is_bytes, depth=depth + 1)
        elif code is op.BRANCH:
            each = [samples(way, is_bytes=is_bytes, depth=depth + 1) for way in value[1]]
            parts = [variants[0] for variants in each] + [
                s for variants in each for s in variants[1:2]
            ]
        elif code is op.ASSERT:
            parts = [""]
        elif code is op.GROUPREF_EXISTS:
            parts = samples(value[1], is_bytes=is_bytes, depth=depth + 1)
        elif code in (op.AT, op.ASSERT_NOT, op.GROUPREF):
            parts = [""]
        elif code is op.IN:
            negated = value and value[0][0] is op.NEGATE
            if negated or len(value) < 2:
                parts = members(item, is_bytes=is_bytes)
            else:
                parts = [c for one in value for c in members(one, is_bytes=is_bytes)[:3]]
        else:
            parts = members(item, is_bytes=is_bytes)
        parts = list(dict.fromkeys(parts))[: VARIANTS * 2] or [""]
        variants = list(
            islice(dict.fromkeys(a + b for a, b in product(variants, parts)), VARIANTS * 2)
        )
    return variants


def pumps(tree: Any, prefix: str, *, is_bytes: bool) -> Iterator[tuple[str, list[str], str]]:
    """Every place that repeats: what leads to it, what it repeats, and what comes after it."""
    items = list(tree)
    for place, (code, value) in enumerate(items):
        rest = samples(items[place + 1 :], is_bytes=is_bytes)
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            _, most, body = value
            if most >= MANY:
                repeats = samples(body, is_bytes=is_bytes)
                yield prefix, [t for t in repeats if t], rest[-1]
            yield from pumps(body, prefix, is_bytes=is_bytes)
        elif code in (op.SUBPATTERN, op.ASSERT, op.ASSERT_NOT):
            yield from pumps(value[-1], prefix, is_bytes=is_bytes)
        elif code is op.ATOMIC_GROUP:
            yield from pumps(value, prefix, is_bytes=is_bytes)
        elif code is op.BRANCH:
            for way in value[1]:
                yield from pumps(way, prefix, is_bytes=is_bytes)
        elif code is op.GROUPREF_EXISTS:
            for way in filter(None, value[1:]):
                yield from pumps(way, prefix, is_bytes=is_bytes)
        whole = samples(items[place : place + 1], is_bytes=is_bytes)
        prefix += next(filter(None, whole), "")


def misfit(pattern: re.Pattern[Any], text: str) -> str:
    """What keeps a pattern from matching a text to its end, if any sign does."""
    for sign in ENDS:
        given: Any = text + sign
        if isinstance(pattern.pattern, bytes):
            given = given.encode("latin-1", "replace")
        match = pattern.match(given)
        if not match or match.end() <= len(text) - 1:
            return sign
    return ENDS[0]


def hostile(pattern: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of about this length that make a backtracking engine work, by the pattern's structure.

    What repeats is repeated with one of its texts, with all of them in turn, and with every way to
    it again, and the end never fits.
    """
    is_bytes = isinstance(pattern.pattern, bytes)
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    whole = samples(tree, is_bytes=is_bytes)
    units = {s for s in whole if s} | {s[:-1] for s in whole if len(s) > 1}
    heads = [""]
    for prefix, repeats, rest in pumps(tree, "", is_bytes=is_bytes):
        mixed = ["".join(repeats), *(a + b for a, b in pairwise(repeats))]
        bodies = list(filter(None, dict.fromkeys([*repeats, *mixed])))[: 2 * VARIANTS]
        units |= {prefix + body for body in bodies} | ({prefix} if prefix else set())
        units |= {body + rest[:-1] for body in bodies[:2] if len(rest) > 1}
        heads.append(prefix)
        for body in bodies:
            for end in dict.fromkeys((misfit(pattern, prefix + body * 3), rest[:-1] + "\x00")):
                yield prefix + body * (length // len(body)) + end
    for unit in sorted(units):
        yield unit * (length // len(unit)) + "\x00"
