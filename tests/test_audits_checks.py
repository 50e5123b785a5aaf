"""Every check against every page kept for it: tests/checks/<topic>/<id>/<outcome>-<key>-<case>.html.

Judging reads evidence recorded beside the pages (`python -m tests.record_evidence` writes it), so
it needs no browser; a browser test looks again and compares.
"""

import asyncio
import json
import re
import sys
from dataclasses import fields
from types import ModuleType

import pytest

from audits.checks import passed
from audits.judging.check_runner import (
    NOT_SCHEDULED,
    own_checks,
    own_metas,
    run_checks,
    verdicts_of,
)
from audits.judging.gatherer_declarations import Declaration
from audits.runner.gatherer_registry import gatherers
from minna.records import Certainty, Evidence, Outcome
from tests import recorded_by
from tests.record_evidence import PAGES, kept, looks_at, recorded, see, whole_pages

CASES = sorted(PAGES.glob("*/*/*.html"))
PASSING = sorted(whole_pages())
CHECKS = sorted(own_checks())
WORDS = {
    "pass": Outcome.PASSED,
    "fail": Outcome.FAILED,
    "cant-tell": Outcome.CANT_TELL,
    "inapplicable": Outcome.INAPPLICABLE,
}


def case(path):
    return f"{path.parent.name}/{path.stem}"


def evidence_of(path):
    facts = json.loads(recorded(path).read_text(encoding="utf-8"))
    return Evidence("run", "site", "http://pages.test/", "phone", "ok", facts=facts)


def verdicts(path, check_id=None):
    module = own_checks()[check_id or path.parent.name]
    return list(verdicts_of(module, evidence_of(path)))


def unlike(one, other):
    """The facts that two looks at a page do not agree on, each as both saw it."""
    names = sorted(one.keys() | other.keys())
    return {n: (one.get(n), other.get(n)) for n in names if not agree(one.get(n), other.get(n))}


def agree(one, other):
    """Whether two facts say the same; what a busy machine left unknown contradicts nothing."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(agree, one, other))
    return one == other or "unknown" in (one, other)


def promised(path):
    """The outcome and message key that a page's name promises; the key may be followed by a case."""
    word = next(word for word in WORDS if path.stem == word or path.stem.startswith(f"{word}-"))
    rest = path.stem.removeprefix(word).removeprefix("-")
    keys = own_metas()[path.parent.name].failed
    fitting = [key for key in keys if rest == key or rest.startswith(f"{key}-")]
    key = max(fitting, key=len, default="") if word in ("fail", "cant-tell") else ""
    return WORDS[word], key


def test_what_a_kept_page_shows_twice_is_there():
    """What is missing is asked for once or twice, as it happens, so that no two looks are alike."""
    for path in CASES:
        sources = re.findall(r"""\s(?:src|data|poster)=["']?([\w./-]+\.\w+)""", path.read_text())
        missing = [s for s in sources if sources.count(s) > 1 and not (path.parent / s).exists()]
        assert not missing, case(path)


@pytest.mark.parametrize("path", CASES, ids=case)
def test_a_kept_page_gets_the_outcome_its_name_says(path):
    assert [(v.outcome, v.message) for v in verdicts(path)] == [promised(path)]


@pytest.mark.parametrize("path", PASSING, ids=case)
def test_a_clean_page_is_clean_for_every_other_check_too(path):
    barriers = {
        check: verdicts(path, check) for check, card in own_metas().items() if card.criterion
    }
    complaints = {
        f"{check}: {v.message} {v.data}"
        for check, given in barriers.items()
        for v in given
        if v.outcome in (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)
        and v.message
        not in ("no-evidence", NOT_SCHEDULED)  # what is kept is another test's business
    }
    assert not complaints


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_check_has_a_page_for_each_way_to_fail_and_for_passing_and_for_having_nothing_to_say(
    check_id,
):
    promises = {promised(path) for path in CASES if path.parent.name == check_id}
    keys = set(own_metas()[check_id].failed)
    assert {Outcome.PASSED, Outcome.INAPPLICABLE} <= {outcome for outcome, _ in promises}
    assert {key for _, key in promises if key} == keys


@pytest.mark.parametrize("check_id", CHECKS)
def test_a_card_speaks_both_languages_in_whole_sentences(check_id):
    card = own_metas()[check_id]
    for words in (card.title, card.passed, card.fix, card.about, *card.failed.values()):
        assert {"ja", "en"} == set(words)
        assert all(text.strip() == text and text for text in words.values())
    for words in card.failed.values():
        assert blanks(words["ja"]) == blanks(words["en"])


def blanks(sentence):
    return set(re.findall(r"\{(\w+)\}", sentence))


@pytest.mark.parametrize("path", [p for p in CASES if promised(p)[1]], ids=case)
def test_every_blank_of_a_sentence_is_filled(path):
    card = own_metas()[path.parent.name]
    for v in verdicts(path):
        for sentence in card.failed[v.message].values():
            assert "{" not in sentence.format(**v.data)
        assert v.nodes and len(v.nodes) == len(v.snippets)


@pytest.mark.parametrize("check_id", CHECKS)
def test_no_card_calls_a_result_conformance(check_id):
    card = own_metas()[check_id]
    texts = [str(getattr(card, f.name)) for f in fields(card)]
    assert not any(word in text for text in texts for word in ("準拠", "違反", "conform", "violat"))


@pytest.mark.parametrize("check_id", CHECKS)
def test_advice_has_no_criterion_and_a_criterion_has_a_level(check_id):
    card = own_metas()[check_id]
    assert bool(card.criterion) == bool(card.level)
    assert card.criterion or card.impact == "minor"


@pytest.mark.parametrize(
    ("page", "sure"),
    [
        ("word-spacing/fail-word", True),
        ("word-spacing/fail-word-numbered", True),
        ("word-spacing/fail-perhaps", False),
        ("image-alt-words/fail-file-name", True),
        ("image-alt-words/fail-serial", True),
        ("image-alt-words/fail-generic", False),
        ("image-alt-words/fail-generic-link", True),
        ("image-alt-words/fail-redundant", False),
        ("page-title-words/fail-placeholder", True),
        ("page-title-words/fail-vague", False),
        ("sideways-scroll/fail-text", True),
        ("sideways-scroll/fail-other", False),
        ("link-text/fail-vague", False),
        ("table-headers/fail-missing", False),
        ("fake-heading/fail-styled", False),
        ("media-autoplay/fail-unstoppable", True),
        ("media-autoplay/fail-perhaps", False),
        ("page-language/fail-words", False),
        ("page-language/fail-words-long", True),
        ("source-parses/fail-tags", True),
        ("sense-words/fail-place", False),
        ("ways-to-pages/fail-one", False),
    ],
)
def test_only_what_leaves_no_doubt_is_certain(page, sure):
    findings, _ = run_checks(evidence_of(kept(page)), as_declared=True)
    check = page.partition("/")[0]
    certainties = {f.certainty for f in findings if f.check == check}
    assert certainties == {Certainty.CERTAIN if sure else Certainty.LIKELY}


def test_a_check_that_lacks_its_evidence_is_untested():
    nothing_seen = Evidence("run", "site", "http://pages.test/", "phone", "ok")
    for module in own_checks().values():
        assert [v.outcome for v in verdicts_of(module, nothing_seen)] == [Outcome.UNTESTED]


def keys_judged(monkeypatch, viewport, facts=None, errors=None):
    """What a check of a gatherer that presses keys, in the desktop's window only, says of a visit."""
    judging = sys.modules[run_checks.__module__]  # the package has a function of that name
    check, made_up = ModuleType("check"), Declaration(interactive=True, viewports=("desktop",))
    check.check = lambda made_up: passed()
    monkeypatch.setattr(judging, "declarations", lambda: {"made_up": made_up})
    monkeypatch.setattr(judging, "own_checks", lambda: {"word-spacing": check})
    visit = Evidence(*"rsu", viewport, "ok", facts=facts or {}, errors=errors or {})
    findings, judged = run_checks(visit)
    messages = [f.message for f in findings if f.check == "word-spacing"]
    return messages, "word-spacing" in judged.untested, "word-spacing" in judged.passed


def test_what_nobody_was_to_look_at_is_untested_and_no_finding(monkeypatch):
    assert keys_judged(monkeypatch, "phone") == ([], True, False)
    assert keys_judged(monkeypatch, "desktop") == ([], True, False)
    assert keys_judged(monkeypatch, "desktop", facts={"made_up": []}) == (
        [],
        False,
        True,
    )


def test_what_broke_while_it_was_looked_at_is_untested_and_told(monkeypatch):
    broken = keys_judged(monkeypatch, "desktop", errors={"made_up": "not done after 9 s"})
    assert broken == (["no-evidence"], True, False)


def test_what_is_kept_of_a_page_is_what_is_asked_of_it():
    for path in CASES:
        window = "desktop" if path.stem.endswith("-desktop") else "phone"
        asked = {n for n, m in looks_at(path) if window in getattr(m, "VIEWPORTS", (window,))}
        assert evidence_of(path).facts.keys() == asked, case(path)


def test_looked_at_again_is_what_has_changed_and_a_few_pages_of_every_gatherer():
    before = recorded_by.known()
    steady = set(recorded_by.due(CASES, before, before))
    assert len(CASES) / 10 <= len(steady) < len(CASES) / 4
    for name, _ in gatherers():
        of_it = {path for path in CASES if name in recorded_by.asked_of(path)}
        assert len(of_it & steady) >= min(len(of_it), recorded_by.LEAST), name
        other = set(recorded_by.due(CASES, before | {f"gatherer:{name}": "other"}, before))
        assert other == of_it | steady, name
    page = next(path for path in CASES if path not in steady)
    with_it = recorded_by.due(CASES, before | {f"pages:{page.parent.name}": "other"}, before)
    assert page in with_it and len(with_it) < len(CASES)
    for name in ("browser", "shared"):
        assert recorded_by.due(CASES, before | {name: "other"}, before) == CASES


@pytest.mark.browser
def test_looking_again_sees_what_was_recorded(serve):
    """At what has changed since it was recorded, and at a sample of the rest."""
    pages = recorded_by.due(CASES, recorded_by.fingerprints(), recorded_by.known())
    visits = asyncio.run(see(pages, serve(PAGES)))
    changed = {case(p): unlike(visits[p], evidence_of(p).facts) for p in pages}
    changed = {page: names for page, names in changed.items() if names}
    assert not changed, "look at what changed, then run python -m tests.record_evidence"
