"""Capabilities are found in a folder and its subfolders, each under its own name."""

import sys

import pytest

from minna.discover import discover


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An importable package of the given files."""

    def make(name, *files):
        for file in files:
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")
            (path.parent / "__init__.py").touch()
        (tmp_path / name / "__init__.py").touch()
        monkeypatch.syspath_prepend(tmp_path)
        __import__(name)
        return sys.modules[name]

    return make


def test_modules_of_subfolders_are_found_by_their_own_names_in_order(package):
    modules = discover(
        package("topics", "z/a_one.py", "a/b_two.py", "a/_helper.py", "_shared/x.py")
    )
    assert list(modules) == ["a-one", "b-two"]
    assert modules["b-two"].__name__ == "topics.a.b_two"


def test_two_modules_of_one_name_are_refused(package):
    with pytest.raises(ValueError, match="share a name"):
        discover(package("twice", "a/same.py", "b/same.py"))
