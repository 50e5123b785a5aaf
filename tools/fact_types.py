"""The types of facts for page scripts: `python -m tools.fact_types` writes audits/facts/facts.d.ts.

`tsc` holds what a script says that it gives, as in `@returns {Facts.Images}`, against the same
`TypedDict`s that kept evidence is held against; a test keeps the two in step.
"""

import importlib
import types
from collections.abc import Iterator
from pathlib import Path
from typing import (
    Any,
    Literal,
    NotRequired,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

from audits import facts

FOLDER = Path(facts.__file__).parent
DECLARED = FOLDER / "facts.d.ts"
HEAD = "// Written by `python -m tools.fact_types` from the types in this folder.\n"
PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}


def main() -> None:
    """Write the file."""
    DECLARED.write_text(declarations(), encoding="utf-8")


def declarations() -> str:
    """All types, in a namespace so that they hide none of the browser's own, as `Document`."""
    modules = [importlib.import_module(f"audits.facts.{path.stem}") for path in sources()]
    lines = [line for module in modules for line in interfaces(module)]
    return HEAD + "declare namespace Facts {\n" + "\n".join(lines) + "\n}\n"


def sources() -> list[Path]:
    """The modules with types; what is said of PDF files comes from the crawler."""
    return [path for path in sorted(FOLDER.glob("*.py")) if path.stem not in ("__init__", "pdf")]


def interfaces(module: types.ModuleType) -> Iterator[str]:
    """An interface for each `TypedDict` that a module declares."""
    for name, kind in vars(module).items():
        if is_typeddict(kind) and kind.__module__ == module.__name__:
            yield f"  interface {name} {{"
            for field, hint in get_type_hints(kind, include_extras=True).items():
                left_out = "?" if field in kind.__optional_keys__ else ""
                yield f"    {field}{left_out}: {typescript(hint)};"
            yield "  }"


def typescript(hint: Any) -> str:
    """A type as TypeScript writes it.

    >>> typescript(list[str | None]), typescript(dict[str, int]), typescript(NotRequired[float])
    ('(string | null)[]', 'Record<string, number>', 'number')
    """
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is NotRequired:
        return typescript(arguments[0])
    if origin in (Union, types.UnionType):
        return " | ".join(dict.fromkeys(typescript(each) for each in arguments))
    if origin is Literal:
        return " | ".join(f"'{each}'" for each in arguments)
    if origin is list:
        inner = typescript(arguments[0])
        return f"({inner})[]" if " | " in inner else f"{inner}[]"
    if origin is dict:
        return f"Record<string, {typescript(arguments[1])}>"
    if is_typeddict(hint):
        return str(hint.__name__)
    return PLAIN.get(hint, "any")


if __name__ == "__main__":
    main()
