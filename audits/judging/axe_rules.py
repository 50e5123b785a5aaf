"""axe-core's rules as check metadata and verdicts; only this module knows axe's results."""

import json
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from audits.facts.axe import Axe, AxeRule
from audits.judging.axe_doubts import split
from minna.criteria import criteria
from minna.records import Certainty, CheckMeta, Evidence, Outcome, Verdict

Bucket = Literal["violations", "incomplete"]
VENDORED = Path(__file__).parent.parent / "vendor" / "axe-core"
SCRIPT = VENDORED / "axe.min.js"
ADVICE = Path(__file__).with_name("axe_advice.json")
VERSION = (VENDORED / "VERSION").read_text().strip()
WHOLE_PAGE = {
    "aria-hidden-body",
    "bypass",
    "css-orientation-lock",
    "document-title",
    "html-has-lang",
    "html-lang-valid",
    "html-xml-lang-mismatch",
    "landmark-one-main",
    "meta-refresh",
    "meta-refresh-no-exceptions",
    "meta-viewport",
    "meta-viewport-large",
    "page-has-heading-one",
}
"""Rules whose fault is the page's, not that of so many elements."""


COVERAGE_RULES = {"frame-tested"}
"""Rules that report frames which could not be tested: no fault of the page, nothing to judge."""
SKIPPED = {
    "color-contrast-enhanced",  # AAA, never scored, and as dear as all other rules together
    "aria-roledescription",  # deprecated: aria-allowed-attr says the same
    "meta-refresh-no-exceptions",  # AAA, never scored; it takes a wait of days for a time limit
    "audio-caption",  # deprecated: it reports every audio element, whatever stands beside it
}


@cache
def axe_metas() -> tuple[CheckMeta, ...]:
    """Metadata of every rule that axe runs, with our own sentences."""
    advice = json.loads(ADVICE.read_text(encoding="utf-8"))
    rules = json.loads((VENDORED / "rules.json").read_text(encoding="utf-8"))
    return tuple(to_meta(rule, advice[rule["id"]]) for rule in rules if rule["id"] not in SKIPPED)


def to_meta(rule: dict[str, Any], advice: dict[str, dict[str, str]]) -> CheckMeta:
    """A rule's own metadata, in the form of a check's.

    An experimental rule is no more than likely to be right: it never counts in a score.
    """
    criterion = next(criteria_of(rule["tags"]), "")
    return CheckMeta(
        criterion=criterion,
        impact=rule["impact"],
        title=advice["title"],
        passed=advice["title"],
        failed={
            "violation": advice["failed"],
            "incomplete": UNDECIDED,
            "axe-error": RULE_ERROR_TEXT,
        },
        fix=advice["fix"],
        level=criteria()[criterion].level if criterion else "",
        certainty=Certainty.LIKELY if "experimental" in rule["tags"] else Certainty.CERTAIN,
        whole_page=rule["id"] in WHOLE_PAGE,
        about=advice["about"],
        more=f"https://dequeuniversity.com/rules/axe/{VERSION.rpartition('.')[0]}/{rule['id']}",
        id=f"axe:{rule['id']}",
    )


UNDECIDED = {
    "ja": "自動では判定できない箇所が {count} 個あります。目で確かめてください",
    "en": "{count} places cannot be judged by machine: please look at them",
}
RULE_ERROR_TEXT = {
    "ja": "このページではこの項目を検査できませんでした",
    "en": "This could not be tested on this page",
}


def criteria_of(tags: list[str]) -> Iterator[str]:
    """Success criteria among axe's tags.

    >>> list(criteria_of(["wcag2aa", "wcag1410", "best-practice"]))
    ['1.4.10']
    """
    for tag in tags:
        number = tag.removeprefix("wcag")
        if number != tag and number.isdigit() and len(number) >= 3:
            yield f"{number[0]}.{number[1]}.{number[2:]}"


def verdicts(
    evidence: Evidence, kept: dict[str, CheckMeta], settled: Collection[str] = ()
) -> Iterator[tuple[CheckMeta, Verdict]]:
    """What axe said of a visit, rule by rule; all untested when axe saw nothing.

    What the `settled` rules leave undecided is judged by a check of ours, and not reported here.
    """
    axe: Axe | None = evidence.facts.get("axe")
    if axe is None:
        for meta in kept.values():
            yield meta, Verdict(Outcome.UNTESTED, "no-evidence", {"missing": ["axe"]})
        return
    messages: dict[Bucket, str] = {"violations": "violation", "incomplete": "incomplete"}
    outcomes: dict[Bucket, Outcome] = {
        "violations": Outcome.FAILED,
        "incomplete": Outcome.CANT_TELL,
    }
    seen: set[str] = set()
    for bucket, message in messages.items():
        for rule in axe[bucket]:
            if bucket == "incomplete" and rule["id"] in settled:
                continue
            if told_card := kept.get(f"axe:{rule['id']}"):
                seen.add(told_card.id)
                outcome = Outcome.UNTESTED if rule["id"] in COVERAGE_RULES else outcomes[bucket]
                if outcome is not Outcome.FAILED:
                    yield told_card, rule_verdict(rule, outcome, message)
                    continue
                for part, is_doubtful in split(rule, evidence):
                    verdict = rule_verdict(part, outcome, message)
                    doubted = replace(verdict, certainty=Certainty.LIKELY)
                    yield told_card, doubted if is_doubtful else verdict
    if axe.get("part") or axe.get("unseen"):
        why = "in-part" if axe.get("part") else "unseen-roots"
        looked = dict(axe["part"]) if axe.get("part") else {}
        # A fault is a fault; what is well in a part says nothing of the rest.
        faulty = {f"axe:{rule['id']}" for rule in axe["violations"]}
        for meta in kept.values():
            if meta.id not in faulty:
                yield meta, Verdict(Outcome.UNTESTED, why, looked)
        return
    broken, passes, skipped = set(axe["broken"]), axe["passes"], set(axe["inapplicable"])
    skipped |= {rule["id"] for rule in axe["incomplete"] if rule["id"] in settled}
    for meta in kept.values():
        rule_id = meta.id.removeprefix("axe:")
        if rule_id in broken:
            yield meta, Verdict(Outcome.UNTESTED, "axe-error", {"error": axe["broken"][rule_id]})
        elif meta.id not in seen and rule_id in passes:
            yield meta, Verdict(Outcome.PASSED)
        elif meta.id not in seen and rule_id in skipped:
            yield meta, Verdict(Outcome.INAPPLICABLE)
        elif meta.id not in seen:
            yield meta, Verdict(Outcome.UNTESTED, "not-run")


def rule_verdict(rule: AxeRule, outcome: Outcome, message: str) -> Verdict:
    """One rule's failing or undecided elements as a verdict."""
    data: dict[str, object] = {"count": rule["count"]}
    if rule["impact"]:
        data["impact"] = rule["impact"]
    if rule.get("detail"):
        data["detail"] = rule["detail"]
    return Verdict(
        outcome,
        message,
        data,
        tuple(node["selector"] for node in rule["nodes"]),
        tuple(node["html"] for node in rule["nodes"]),
        Certainty.REVIEW if outcome is Outcome.CANT_TELL else "",
    )
