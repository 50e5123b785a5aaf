"""The benchmark's command line."""

import sys

from benchmarks import engine
from benchmarks.circumstances import shown


def test_without_the_pages_it_says_so_and_measures_nothing(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["engine"])
    monkeypatch.setattr(engine, "are_here", lambda: False)
    engine.main()
    said = capsys.readouterr().out
    assert said.count("\n") == 1
    assert "../shared/corpora" in said


def test_one_site_is_compared_in_fewer_ways(monkeypatch):
    monkeypatch.setattr(sys, "argv", ["engine", "--site", "B20-it-comuni"])
    assert engine.parsed().ways == engine.ONE_TEMPLATE


def test_the_command_is_told_without_what_changes_no_figure():
    assert shown(["--pages", "12", "--write"]) == ["--pages", "12"]
