"""Which facts a check can ask for: `python -m tools.facts [GATHERER]`.

Without a name every gatherer with its first sentence; with one its fields, as the kept evidence of
all checks has them, each with its type and an example.
"""

import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

EVIDENCE = Path(__file__).parent.parent / "tests" / "evidence"
DEPTH = 4


def main(arguments: list[str]) -> None:
    """Print the list, or one gatherer's fields."""
    if not arguments:
        lines = [f"{name:<12} {sentence}" for name, sentence in gatherers().items()]
    else:
        lines = list(outline(arguments[0]))
    sys.stdout.write("\n".join(lines) + "\n")


def gatherers() -> dict[str, str]:
    """Every gatherer with the first sentence of its documentation."""
    from audits.runner.gatherer_registry import gatherers as registered

    return {
        name: " ".join(inspect.cleandoc(module.__doc__ or "").split("\n\n")[0].split())
        for name, module in registered()
    }


def outline(gatherer: str) -> Iterator[str]:
    """The gatherer's documentation, then a line for each field; nested ones are indented."""
    from audits.runner.gatherer_registry import gatherers as registered

    module = dict(registered()).get(gatherer)
    if module is None:
        yield f"There is no gatherer {gatherer}; there are {', '.join(gatherers())}."
        return
    yield inspect.cleandoc(module.__doc__ or "")
    yield ""
    yield from fields(merged(facts for facts in kept(gatherer)))


def kept(gatherer: str) -> Iterator[Any]:
    """What the gatherer gave of each kept page."""
    for path in sorted(EVIDENCE.glob("*/*.json")):
        facts = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(facts, dict) and gatherer in facts:
            yield facts[gatherer]


def merged(values: Iterator[Any]) -> Any:
    """One value with every key that any of them has; the first that says something is the example.

    >>> merged(iter([{"a": "", "items": []}, {"a": "x", "items": [{"b": 1}, {"c": 2}]}]))
    {'a': 'x', 'items': [{'b': 1, 'c': 2}]}
    """
    whole: Any = None
    for value in values:
        if isinstance(value, dict):
            before = whole if isinstance(whole, dict) else {}
            whole = {k: merged(iter([before.get(k), value.get(k)])) for k in {**before, **value}}
        elif isinstance(value, list):
            items = [*(whole if isinstance(whole, list) else []), *value]
            whole = [merged(iter(items))] if items else []
        elif not whole:
            whole = value
    return whole


def fields(value: Any, depth: int = 0) -> Iterator[str]:
    """A line for each key: its name, the type of its value, and an example."""
    if not isinstance(value, dict) or depth > DEPTH:
        return
    for name, inner in sorted(value.items()):
        element = inner[0] if isinstance(inner, list) and inner else inner
        kind = f"list of {type(element).__name__}" if element is not inner else type(inner).__name__
        example = (
            "" if isinstance(element, dict) else f"  {json.dumps(element, ensure_ascii=False)}"
        )
        yield f"{'  ' * depth}{name}: {kind}{example[:80]}"
        yield from fields(element, depth + 1)


if __name__ == "__main__":
    main(sys.argv[1:])
