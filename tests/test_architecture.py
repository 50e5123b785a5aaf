"""Who may import whom: each rule is asked of all files at once and names every file that breaks it."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
STAGES = {"crawler", "audits", "scoring", "reports"}
PACKAGES = STAGES | {"minna", "samples"}
LIBRARIES = {  # each outside library is imported by one package
    "scrapy": {"crawler"},
    "twisted": {"crawler"},
    "parsel": {"crawler"},
    "protego": {"crawler"},
    "bs4": {"crawler"},
    "selectolax": {"crawler"},
    "ada_url": {"crawler"},
    "tldextract": {"crawler"},
    "pypdf": {"crawler"},
    "xlsxwriter": {"reports"},
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
    for package in sorted(PACKAGES)
    for path in sorted((ROOT / package).rglob("*.py"))
    if "__pycache__" not in path.parts
]
CHECKS = [*(ROOT / "audits/checks").rglob("*.py"), *(ROOT / "audits/site_checks").glob("*.py")]


@cache
def imports(path: Path) -> frozenset[str]:
    """Dotted names that a file imports, wherever in the file it does so."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(names)


def roots(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(path)}


def package(path: Path) -> str:
    return path.relative_to(ROOT).parts[0]


def is_command_line(path: Path) -> bool:
    return path.is_relative_to(ROOT / "minna" / "cli")


def listed(offences: Iterable[tuple[Path, Iterable[str]]]) -> list[str]:
    """A line for each file with what it should not have; files that keep the rule have none."""
    return [f"{p.relative_to(ROOT)}: {', '.join(sorted(names))}" for p, names in offences if names]


def test_a_stage_never_imports_another_stage():
    files = [path for path in FILES if not is_command_line(path)]
    foreign = [(path, roots(path) & (PACKAGES - {package(path), "minna"})) for path in files]
    assert listed(foreign) == [], "stages exchange records through the database alone"


def test_only_the_command_line_imports_the_command_line():
    files = [p for p in FILES if not is_command_line(p) and p.name != "__main__.py"]
    upward = [(p, {name for name in imports(p) if name.startswith("minna.cli")}) for p in files]
    assert listed(upward) == [], "packages do not know who calls them"


def test_each_outside_library_is_imported_by_one_package():
    foreign = [
        (
            path,
            {
                name
                for name in roots(path) & LIBRARIES.keys()
                if package(path) not in LIBRARIES[name]
            },
        )
        for path in FILES
    ]
    assert listed(foreign) == [], f"allowed are {LIBRARIES}"


def test_checks_are_pure():
    impure = [(path, imports(path) & IMPURE) for path in CHECKS]
    assert listed(impure) == [], "a check judges evidence and does nothing else"


def test_types_of_facts_import_nothing_but_each_other():
    files = sorted((ROOT / "audits/facts").glob("*.py"))
    foreign = [
        (path, {n for n in imports(path) if not n.startswith(("typing", "audits.facts"))})
        for path in files
    ]
    assert len(files) > 40
    assert listed(foreign) == [], "checks and judging have these types without a browser"


def test_only_one_module_of_scoring_reads_and_writes_the_database():
    files = [path for path in (ROOT / "scoring").glob("*.py") if path.name != "pipeline.py"]
    readers = [(path, imports(path) & {"minna.store"}) for path in files]
    assert listed(readers) == [], "a formula is arithmetic; scoring/pipeline.py reads and writes"


def test_the_sample_prefecture_imports_nothing_of_ours():
    files = (ROOT / "samples").glob("*.py")
    foreign = [(path, roots(path) & (PACKAGES - {"samples"})) for path in files]
    assert listed(foreign) == [], "samples must not know what judges them"


def test_no_module_has_a_name_that_says_nothing():
    vague = {"utils", "helpers", "common", "manager", "misc"}
    assert listed((path, {path.stem} & vague) for path in FILES) == []


def test_the_rules_are_asked_of_files_that_import_something():
    """An empty list of files, or an import that is not seen, would let every rule pass."""
    assert {package(path) for path in FILES} == PACKAGES
    assert len(CHECKS) > 100
    assert "minna.store" in imports(ROOT / "scoring" / "pipeline.py")
    assert listed([(ROOT / "scoring" / "pipeline.py", {"b", "a"}), (ROOT / "x.py", ())]) == [
        "scoring/pipeline.py: a, b"
    ]


def test_every_check_lies_in_the_folder_of_its_topic_and_so_do_its_pages():
    flat = [p.name for p in (ROOT / "audits/checks").glob("*.py") if p.name != "__init__.py"]
    assert not flat
    topics = {p.stem.replace("_", "-"): p.parent.name for p in CHECKS}
    pages = {folder.name: folder.parent.name for folder in (ROOT / "tests/checks").glob("*/*")}
    assert pages.items() <= topics.items()
