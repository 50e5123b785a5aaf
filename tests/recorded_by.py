"""By what the kept evidence was recorded: the browser, what gatherers share, and each of them.

Facts of a kept page change with the page or with one of these and with nothing else. So a test looks
again at the pages for which one has changed since, and at a sample of the others, in case that is
not all. `python -m tests.record_evidence` writes tests/evidence/recorded_by.json.
"""

import ast
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from audits.browser.clobbering import TOKENS
from audits.gatherers._scripts import in_order
from audits.runner.gatherer_registry import gatherers
from audits.runner.runner import versions
from tests.record_evidence import EVIDENCE, FOLDERS, looks_at

LEDGER = EVIDENCE / "recorded_by.json"
AUDITS = Path(__file__).parent.parent / "audits"
GATHERERS = AUDITS / "gatherers"
EVALUATED = re.compile(r"""\b(?:look\(tab, |script\(|function\()["'](\w+)["']""")
"""How a module names the scripts that it evaluates."""
SAMPLE = 0.1
LEAST = 3
"""Pages of each gatherer that are looked at again in any case, if there are so many."""


def fingerprints() -> dict[str, str]:
    """Name → fingerprint of all that facts depend on: `gatherer:…`, `pages:…` of a check, and more."""
    files = [path for path in sorted(GATHERERS.glob("*.*")) if path.suffix in (".py", ".js")]
    own = {
        name: [f for f in files if belongs(f, name) or f in used(name)] for name, _ in gatherers()
    }
    taken = {file for some in own.values() for file in some}
    shared = [*sorted((AUDITS / "browser").glob("*.*")), *(f for f in files if f not in taken)]
    return {
        "browser": digest(f"{versions()}".encode()),
        "shared": digest(*map(code, shared)),
        **{f"gatherer:{name}": digest(*map(code, some)) for name, some in own.items()},
        **{
            f"pages:{check}": digest(*(p.read_bytes() for p in sorted(folder.iterdir())))
            for check, folder in sorted(FOLDERS.items())
        },
    }


@cache
def used(gatherer: str) -> frozenset[Path]:
    """The scripts that a gatherer evaluates, with the modules that they import."""
    module = GATHERERS / f"{gatherer}.py"
    text = module.read_text(encoding="utf-8") if module.exists() else ""
    own = [gatherer] if (GATHERERS / f"{gatherer}.js").exists() else []
    return frozenset(
        GATHERERS / f"{each}.js"
        for name in own + EVALUATED.findall(text)
        for each in in_order(name)
    )


def belongs(file: Path, gatherer: str) -> bool:
    """Whether a file is one gatherer's own.

    >>> belongs(Path("axe_messages.js"), "axe"), belongs(Path("_interaction.py"), "axe")
    (True, False)
    """
    return file.stem == gatherer or file.stem.startswith(f"{gatherer}_")


def digest(*contents: bytes) -> str:
    """A short fingerprint of some contents in their order."""
    parts = (hashlib.sha256(content).digest() for content in contents)
    return hashlib.sha256(b"".join(parts)).hexdigest()[:12]


def code(path: Path) -> bytes:
    """What a file does, less what it says of it: no comments, and of Python no docstrings.

    >>> import tempfile
    >>> with tempfile.NamedTemporaryFile(suffix=".js") as file:
    ...     _ = file.write(b"/** Says. */ const a = '// b'; // says"), file.flush()
    ...     code(Path(file.name))
    b" const a = '// b'; "
    """
    if path.suffix != ".py":
        text = path.read_text(encoding="utf-8")
        return TOKENS.sub(
            lambda token: "" if token[0].startswith(("//", "/*")) else token[0], text
        ).encode()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not is_docstring(each)]  # type: ignore[attr-defined]
    return ast.dump(tree).encode()


def is_docstring(node: ast.AST) -> bool:
    """Whether a statement is a string that nobody uses."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@cache
def known() -> dict[str, str]:
    """The fingerprints that were written down when evidence was recorded."""
    data: dict[str, str] = json.loads(LEDGER.read_text(encoding="utf-8"))
    return data


def write_down(checks: Iterable[str] = ()) -> None:
    """Remember today's fingerprints: of the pages of some checks, or of everything."""
    today = fingerprints()
    chosen = {f"pages:{check}" for check in checks}
    ledger = known() | {n: f for n, f in today.items() if n in chosen} if chosen else today
    text = json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True)
    LEDGER.write_text(text + "\n", encoding="utf-8")


@cache
def asked_of(page: Path) -> frozenset[str]:
    """The gatherers whose facts are kept of a page."""
    return frozenset(name for name, _ in looks_at(page))


def changed(page: Path, today: dict[str, str], before: dict[str, str]) -> bool:
    """Whether anything has changed that the facts of a page depend on."""
    names = [f"gatherer:{name}" for name in asked_of(page)]
    names += ["browser", "shared", f"pages:{page.parent.name}"]
    return any(today.get(name) != before.get(name) for name in names)


def due(pages: list[Path], today: dict[str, str], before: dict[str, str]) -> list[Path]:
    """The pages to look at again: all for which something has changed, and a sample of the others."""
    chance = Random(1)
    mixed = chance.sample(pages, len(pages))
    chosen = {page for page in pages if changed(page, today, before)}
    chosen |= {*mixed[: round(len(pages) * SAMPLE)]}
    for name, _ in gatherers():
        of_it = [page for page in mixed if name in asked_of(page)]
        chosen |= {*of_it[:LEAST]}
    return [page for page in pages if page in chosen]
