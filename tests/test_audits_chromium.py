"""A browser is believed when it has started, not when a file of its name exists."""

import stat
from pathlib import Path

import pytest

from audits.browser import chromium
from minna.errors import NoBrowser


@pytest.fixture
def fresh():
    chromium.probe_results.cache_clear()
    yield
    chromium.probe_results.cache_clear()


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_chosen_browser_comes_first(monkeypatch, tmp_path):
    monkeypatch.setenv("MINNA_CHROMIUM", str(tmp_path / "mine"))
    assert next(chromium.candidates()) == (tmp_path / "mine", "MINNA_CHROMIUM")


def test_playwrights_shell_comes_before_its_whole_browser_and_the_systems(monkeypatch, tmp_path):
    monkeypatch.delenv("MINNA_CHROMIUM", raising=False)
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    whole = tmp_path / "chromium-1200" / "chrome-linux" / "chrome"
    shell = tmp_path / "chromium_headless_shell-1200" / "chrome-linux" / "headless_shell"
    for path in (whole, shell):
        path.parent.mkdir(parents=True)
        path.touch()
    named = list(chromium.candidates())
    assert named[:2] == [(shell, "Playwright"), (whole, "Playwright")]
    assert all(by == "system" for _, by in named[2:])


@pytest.mark.parametrize("text", ["exit 1", "echo hello", "kill -SEGV $$"])
def test_a_program_that_shows_no_page_is_not_a_browser(tmp_path, text):
    assert chromium.start(script(tmp_path / "odd", text), "test").problem


def test_a_file_that_is_not_there_is_told(tmp_path):
    assert "No such file" in chromium.start(tmp_path / "nothing", "test").problem


def test_without_any_browser_the_mending_line_is_told(fresh, monkeypatch, tmp_path):
    monkeypatch.setattr(chromium, "candidates", lambda: iter([(tmp_path / "nothing", "test")]))
    with pytest.raises(NoBrowser, match="make setup"):
        chromium.find()


@pytest.mark.browser
def test_the_browser_found_here_starts_and_tells_its_version(fresh):
    assert chromium.find().exists()
    assert any(c.version for c in chromium.probe_results())
