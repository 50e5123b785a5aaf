"""The house keeps its shape: who may import whom."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
STAGES = {"crawler", "audits", "scoring", "reports"}
OURS = STAGES | {"minna", "samples"}
DOORS = {  # each outside library has one door
    "scrapy": {"crawler"},
    "twisted": {"crawler"},
    "parsel": {"crawler"},
    "protego": {"crawler"},
    "bs4": {"crawler"},
    "selectolax": {"crawler"},
    "ada_url": {"crawler"},
    "tldextract": {"crawler"},
    "pypdf": {"crawler"},
    "playwright": {"audits"},
    "axe_playwright_python": {"audits"},
    "rapidocr": {"audits"},
    "numpy": {"scoring"},
    "scipy": {"scoring"},
    "jinja2": {"reports"},
    "markupsafe": {"reports"},
    "sqlite_utils": {"minna"},
    "click": {"minna"},
    "rich": {"minna"},
}
IMPURE = {
    "playwright",
    "minna.store",
    "asyncio",
    "pathlib",
    "datetime",
    "time",
    "os",
    "urllib.request",
}
FILES = [
    path
    for room in sorted(OURS)
    for path in sorted((ROOT / room).rglob("*.py"))
    if "__pycache__" not in path.parts
]


def imports(path: Path) -> set[str]:
    """Dotted names that a file imports, wherever in the file it does so."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def is_command_line(path: Path) -> bool:
    return path.is_relative_to(ROOT / "minna" / "cli")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_stage_never_imports_another_stage(path):
    if is_command_line(path):
        return
    strangers = roots(path) & (OURS - {room(path), "minna"})
    assert not strangers, f"{room(path)} talks to {strangers} only through the record book"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nobody_imports_the_command_line_but_itself(path):
    if is_command_line(path) or path.name == "__main__.py":
        return
    known = {imported for imported in imports(path) if imported.startswith("minna.cli")}
    assert not known, "rooms do not know who calls them"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_each_outside_library_has_one_door(path):
    for library in roots(path) & DOORS.keys():
        assert room(path) in DOORS[library], f"{library} belongs in {DOORS[library]}"


CHECKS = [*(ROOT / "audits/checks").rglob("*.py"), *(ROOT / "audits/site_checks").glob("*.py")]


@pytest.mark.parametrize("path", sorted(CHECKS), ids=name)
def test_checks_are_pure(path):
    touched = imports(path) & IMPURE
    assert not touched, f"a check judges evidence and touches nothing else, not {touched}"


@pytest.mark.parametrize("path", sorted((ROOT / "scoring").glob("*.py")), ids=name)
def test_only_one_module_of_scoring_knows_the_record_book(path):
    if path.name != "run.py":
        assert "minna.store" not in imports(path), "a formula is arithmetic; scoring/run.py reads"


def test_the_sample_prefecture_needs_nothing_of_ours():
    for path in (ROOT / "samples").glob("*.py"):
        assert not roots(path) & (OURS - {"samples"}), "samples must not know what judges them"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_drawer_is_called_utils(path):
    assert path.stem not in {"utils", "helpers", "common", "manager", "misc"}, "name the thing"


def test_every_check_lies_in_the_folder_of_its_topic_and_so_do_its_pages():
    flat = [p.name for p in (ROOT / "audits/checks").glob("*.py") if p.name != "__init__.py"]
    assert not flat
    topics = {p.stem.replace("_", "-"): p.parent.name for p in CHECKS}
    pages = {folder.name: folder.parent.name for folder in (ROOT / "tests/checks").glob("*/*")}
    assert pages.items() <= topics.items()
