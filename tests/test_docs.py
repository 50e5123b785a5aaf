"""Documents say what the code does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from minna import cli
from minna.discover import discover

ROOT = Path(__file__).parent.parent
DOCUMENTS = [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("*.md"))]
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_what_is_written_from_code_is_in_step():
    written = [str(path) for path in DOCUMENTS if "[[[cog" in path.read_text(encoding="utf-8")]
    assert written
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", *written],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, f"run “make docs”: {done.stdout}{done.stderr}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_within_the_project_leads_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+?)\)", path.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), target


def test_every_dependency_has_a_reason():
    reasons = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    for name in re.findall(r'^  "([A-Za-z0-9.-]+)[>=<]', PROJECT, re.M):
        assert name in reasons, f"why do we depend on {name}?"


def test_every_command_is_documented():
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    for name in discover(cli):
        assert f"## minna {name}\n" in text


def test_locks_hold_hashes_and_no_addresses():
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text
        assert "--hash=sha256:" in text


def test_every_direct_dependency_is_locked():
    locks = [path.read_text(encoding="utf-8") for path in ROOT.glob("requirements-*.lock")]
    locked = "\n".join(locks).lower()
    for name in re.findall(r'^  "([A-Za-z0-9.-]+)[>=<]', PROJECT, re.M):
        assert f"\n{name.lower().replace('.', '-')}==" in f"\n{locked}", (
            f"{name} is not locked: run “make lock”"
        )
