"""Every rule of axe-core has our own sentences, in both languages, fit to be shown to people."""

import json
import re
from collections.abc import Iterator
from string import Formatter

import pytest

from audits.judging.axe_rules import ADVICE, VENDORED, WHOLE_PAGE

RULES = {rule["id"]: rule for rule in json.loads((VENDORED / "rules.json").read_text("utf-8"))}
AXE_JAPANESE = json.loads((VENDORED / "ja.json").read_text("utf-8"))["rules"]
PARTS = ["title", "failed", "fix", "about"]
VERDICTS = re.compile("準拠|違反|適合|conform|complian|violat|illegal|違法", re.IGNORECASE)
KANA = re.compile("[ぁ-んァ-ヶ]")
SOFT = {"best-practice", "experimental", "wcag2aaa"}
PAIRS = [("<", ">"), ("「", "」"), ("（", "）"), ("(", ")"), ("“", "”")]


def advice() -> dict[str, dict[str, dict[str, str]]]:
    loaded: dict[str, dict[str, dict[str, str]]] = json.loads(ADVICE.read_text("utf-8"))
    return loaded


def texts() -> Iterator[tuple[str, str, str, str]]:
    for rule, parts in advice().items():
        for part, languages in parts.items():
            for lang, text in languages.items():
                yield rule, part, lang, text


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_rule_has_an_entry_and_there_are_no_others() -> None:
    assert list(advice()) == sorted(RULES)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_an_entry_has_its_four_parts_in_both_languages(rule: str) -> None:
    entry = advice()[rule]
    assert list(entry) == PARTS
    assert all(list(languages) == ["ja", "en"] for languages in entry.values())


def test_no_text_is_empty_or_has_stray_space() -> None:
    assert [t for t in texts() if not t[3] or t[3] != " ".join(t[3].split())] == []


def test_japanese_is_written_with_kana_and_english_without() -> None:
    assert [t for t in texts() if bool(KANA.search(t[3])) != (t[2] == "ja")] == []


def test_sentences_end_as_sentences_and_titles_and_failures_do_not() -> None:
    full_stop = {"ja": "。", "en": "."}
    closed = {"title": False, "failed": False, "about": True}
    wrong = [
        t for t in texts() if t[1] in closed and t[3].endswith(full_stop[t[2]]) != closed[t[1]]
    ]
    assert wrong == []


def test_nothing_is_called_conformant_or_a_violation() -> None:
    assert [t for t in texts() if VERDICTS.search(t[3])] == []


def test_only_failed_has_a_blank_and_it_is_the_count() -> None:
    wrong = [t for t in texts() if blanks(t[3]) - ({"count"} if t[1] == "failed" else set())]
    assert wrong == []


def test_a_fault_of_the_whole_page_is_not_counted() -> None:
    assert [t for t in texts() if t[0] in WHOLE_PAGE and blanks(t[3])] == []


def test_both_languages_count_or_neither_does() -> None:
    failed = {rule: parts["failed"] for rule, parts in advice().items()}
    assert [rule for rule, f in failed.items() if blanks(f["ja"]) != blanks(f["en"])] == []


def test_brackets_and_quotes_are_balanced() -> None:
    uneven = [t for t in texts() for left, right in PAIRS if t[3].count(left) != t[3].count(right)]
    assert uneven == []
    assert [t for t in texts() if t[3].count('"') % 2] == []


def test_what_no_standard_demands_is_recommended() -> None:
    about = {rule: advice()[rule]["about"] for rule in RULES if SOFT & set(RULES[rule]["tags"])}
    assert about
    assert [rule for rule, a in about.items() if "推奨" not in a["ja"]] == []
    assert [rule for rule, a in about.items() if "recommended" not in a["en"]] == []


def test_what_a_standard_asks_for_is_not_called_a_recommendation() -> None:
    others = [advice()[r]["about"] for r in RULES if not SOFT & set(RULES[r]["tags"])]
    assert [a for a in others if "推奨" in a["ja"] or "recommended" in a["en"]] == []


def test_the_sentences_are_our_own() -> None:
    theirs = {RULES[rule][key] for rule in RULES for key in ("help", "description")}
    theirs |= {text for rule in AXE_JAPANESE.values() for text in rule.values()}
    assert [t for t in texts() if t[3] in theirs] == []


def test_no_two_rules_share_a_title() -> None:
    for lang in ("ja", "en"):
        titles = [parts["title"][lang] for parts in advice().values()]
        assert len(set(titles)) == len(titles)
