"""What helps to write a check: the skeleton runs as it is, and the facts are listed as they are."""

import importlib.util
import sys
from pathlib import Path

import pytest

from audits.judging.check_runner import complete
from minna.records import Certainty, Outcome
from tools import facts, new_check

ROOT = Path(new_check.__file__).parent.parent


@pytest.fixture
def written(tmp_path, monkeypatch, capsys):
    """Write a check below a temporary folder, and give its module."""
    (tmp_path / "audits/checks/structure").mkdir(parents=True)
    monkeypatch.setattr(new_check, "ROOT", tmp_path)

    def write(*arguments):
        new_check.main(["structure", "new-thing", *arguments])
        path = tmp_path / "audits/checks/structure/new_thing.py"
        spec = importlib.util.spec_from_file_location("new_thing", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    write.folder, write.said = tmp_path, capsys
    return write


def outcome(module, *headings):
    texts = [{"text": text, "selector": "h1", "level": 1} for text in headings]
    return module.check(document={"headings": texts})


def test_a_new_check_runs_as_it_is_and_has_a_page_for_each_outcome(written):
    module = written("--key", "vague")
    assert outcome(module, "図書館").outcome is Outcome.PASSED
    failed = outcome(module, "TODO")
    assert (failed.outcome, failed.message) == (Outcome.FAILED, "vague")
    assert outcome(module).outcome is Outcome.INAPPLICABLE
    pages = written.folder / "tests/checks/structure/new-thing"
    assert {p.name for p in pages.iterdir()} == {
        "pass.html",
        "fail-vague.html",
        "inapplicable.html",
    }
    assert "<h1" not in (pages / "inapplicable.html").read_text(encoding="utf-8")
    assert "record_evidence new-thing" in written.said.readouterr().out


def test_a_new_check_is_advice_or_likely_at_first(written):
    advice = complete("new-thing", written())
    assert (advice.criterion, advice.impact) == ("", "minor")
    of_criterion = complete("new-thing", written("--criterion", "2.4.6"))
    assert (of_criterion.level, of_criterion.certainty) == ("AA", Certainty.LIKELY)
    for meta in (advice, of_criterion):
        for words in (meta.title, meta.passed, meta.fix, meta.about, *meta.failed.values()):
            assert set(words) == {"ja", "en"}


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["structure", "New_Thing"], "must be"),
        (["structure", "heading-words"], "already"),
        (["structure", "new-thing", "--criterion", "9.9.9"], "no success criterion"),
        (["nowhere", "new-thing"], "invalid choice"),
    ],
)
def test_what_cannot_be_a_check_is_refused_and_nothing_is_written(written, capsys, arguments, why):
    with pytest.raises(SystemExit):
        new_check.main(arguments)
    assert why in capsys.readouterr().err
    assert not [p for p in written.folder.rglob("*") if p.is_file()]


def test_no_todo_of_a_skeleton_is_left_in_a_check():
    left = [
        str(path.relative_to(ROOT))
        for folder in ("audits/checks", "tests/checks")
        for path in sorted((ROOT / folder).rglob("*.*"))
        if path.suffix in (".py", ".html") and "TODO" in path.read_text(encoding="utf-8")
    ]
    assert left == []


def test_every_gatherer_and_its_fields_are_listed(capsys):
    facts.main([])
    assert set(facts.gatherers()) == {
        line.split()[0] for line in capsys.readouterr().out.splitlines()
    }
    facts.main(["document"])
    listed = capsys.readouterr().out
    assert "headings: list of dict" in listed
    assert "  level: int" in listed


def test_an_unknown_gatherer_is_said_with_those_that_there_are(capsys):
    facts.main(["documnet"])
    assert "There is no gatherer documnet" in capsys.readouterr().out
    assert "document" in sys.modules["tools.facts"].gatherers()
