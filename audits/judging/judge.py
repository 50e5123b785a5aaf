"""Evidence to findings: every check is handed just the evidence that it names."""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import ModuleType

from audits import checks
from audits.judging import axe_rules
from audits.judging.ceilings import highest, lowered
from audits.runner.gatherer_registry import gatherers, interactive, opt_in
from minna.criteria import criteria
from minna.discover import discover
from minna.records import (
    DOCUMENT,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Outcome,
    Verdict,
)

BUCKETS = {
    Outcome.PASSED: "passed",
    Outcome.FAILED: "failed",
    Outcome.CANT_TELL: "cant_tell",
    Outcome.INAPPLICABLE: "inapplicable",
    Outcome.UNTESTED: "untested",
}
NOT_ASKED = "not-asked"
"""Untested by plan: through this window, on this page or in this survey nobody was to look."""
CAPPED = "capped"
"""The message of a check that found nothing in the part of a long page that was read."""
TOLD = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)


@cache
def own_checks() -> dict[str, ModuleType]:
    """Every check in the folder, by its id."""
    return discover(checks)


@cache
def own_cards() -> dict[str, CheckMeta]:
    """The checks' cards, completed with what their file and their criterion say."""
    return {check_id: complete(check_id, module) for check_id, module in own_checks().items()}


def complete(check_id: str, module: ModuleType) -> CheckMeta:
    """A card with its id, the level of its criterion, and its docstring as the English `about`."""
    card: CheckMeta = module.CARD
    return replace(
        card,
        id=check_id,
        level=criteria()[card.criterion].level if card.criterion else "",
        touches=not interactive().isdisjoint(wanted(module)),
        about={"en": inspect.cleandoc(module.__doc__ or "")} | card.about,
    )


def cards(run: str = "") -> list[CheckMeta]:
    """Every card we can judge by: our own, and one for each axe rule that none of ours replaces.

    Each says how sure it may be, which may be less than its file says.
    """
    every = (*own_cards().values(), *rules_kept().values())
    return [replace(card, run=run, certainty=highest(card)) for card in every]


@cache
def rules_kept() -> dict[str, CheckMeta]:
    """axe's rules less those that a check of ours replaces."""
    replaced = {f"axe:{rule}" for card in own_cards().values() for rule in card.replaces}
    return {card.id: card for card in axe_rules.cards() if card.id not in replaced}


@cache
def settled() -> frozenset[str]:
    """Rules of axe's whose undecided places a check of ours judges: it names them in `SETTLES`."""
    return frozenset(rule for m in own_checks().values() for rule in getattr(m, "SETTLES", ()))


def judge(evidence: Evidence, *, as_declared: bool = False) -> tuple[list[Finding], CheckOutcomes]:
    """All findings of one visit, and which checks were judged on it.

    `as_declared` is for who measures: each check is as sure as it says, not as it was right.
    """
    verdicts: list[tuple[CheckMeta, Verdict]] = []
    for check_id, module in own_checks().items():
        card = own_cards()[check_id]
        verdicts += [(card, verdict) for verdict in verdicts_of(module, evidence)]
    verdicts += axe_verdicts(evidence)
    if not as_declared:
        verdicts = [(card, lowered(card, verdict)) for card, verdict in verdicts]
    findings = [to_finding(evidence, card, v) for card, v in verdicts if is_told(v)]
    return findings, to_judged(evidence, verdicts)


def axe_verdicts(evidence: Evidence) -> list[tuple[CheckMeta, Verdict]]:
    """What axe's rules say of one visit; all untested where its answer is of no shape we know."""
    try:
        return list(axe_rules.verdicts(evidence, rules_kept(), settled()))
    except Exception as error:  # noqa: BLE001 - as of our own checks: broken is untested
        broken = Verdict(Outcome.UNTESTED, "axe-error", {"error": repr(error)[:300]})
        return [(card, broken) for card in rules_kept().values()]


def is_told(verdict: Verdict) -> bool:
    """Whether a verdict is kept as a finding."""
    return verdict.outcome in TOLD and verdict.message != NOT_ASKED


def wanted(module: ModuleType) -> tuple[str, ...]:
    """The gatherers whose facts a check asks for."""
    return tuple(inspect.signature(module.check).parameters)


@cache
def needed() -> frozenset[str]:
    """The gatherers without which a page cannot be scored: what checks that may be sure ask for."""
    sure = [
        wanted(own_checks()[check_id])
        for check_id, card in own_cards().items()
        if card.certainty == Certainty.CERTAIN and card.criterion and not card.touches
    ]
    return frozenset({"axe"}.union(*sure))


def is_not_asked(gatherer: str, evidence: Evidence) -> bool:
    """Whether facts are missing because nobody was meant to gather them on this visit."""
    module = dict(gatherers()).get(gatherer)
    windows = getattr(module, "VIEWPORTS", (evidence.viewport,))
    if evidence.viewport not in windows:
        return True
    by_choice = gatherer in interactive() or gatherer in opt_in()
    return by_choice and gatherer not in evidence.errors


def verdicts_of(module: ModuleType, evidence: Evidence) -> Iterator[Verdict]:
    """What one check says of one visit; evidence it lacks, or a check that breaks, is untested."""
    missing = [name for name in wanted(module) if name not in evidence.facts]
    if any(is_not_asked(name, evidence) for name in missing):
        yield Verdict(Outcome.UNTESTED, NOT_ASKED)
        return
    if missing:
        yield Verdict(Outcome.UNTESTED, "no-evidence", {"missing": missing})
        return
    try:
        answer = module.check(**{name: evidence.facts[name] for name in wanted(module)})
        found = [answer] if isinstance(answer, Verdict) else list(answer)
        capped = any(is_capped(evidence.facts[name]) for name in wanted(module))
        yield from map(of_a_part, found) if capped else found
    except Exception as error:  # noqa: BLE001 - a stranger's page meets our code: broken is untested
        yield Verdict(Outcome.UNTESTED, "check-error", {"error": repr(error)[:300]})


def is_capped(facts: object) -> bool:
    """Whether a gatherer saw more than it tells of."""
    return isinstance(facts, dict) and facts.get("capped") is True


def of_a_part(verdict: Verdict) -> Verdict:
    """A verdict on a page of which a part was seen: what was found stands, of the rest a person
    is asked, for the page was measured as far as it was read.
    """
    if verdict.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return Verdict(Outcome.CANT_TELL, CAPPED)
    return verdict


def judgement(evidence: Evidence) -> list[Finding | CheckOutcomes]:
    """What the record book keeps of a visit; one that measured nothing leaves nothing."""
    if evidence.status != "ok" or evidence.viewport == DOCUMENT:
        return []
    findings, judged = judge(evidence)
    return [*findings, judged]


def to_finding(evidence: Evidence, card: CheckMeta, verdict: Verdict) -> Finding:
    """A verdict, stamped with its visit."""
    return Finding(
        evidence.run,
        evidence.site,
        evidence.url,
        evidence.viewport,
        card.id,
        verdict.message,
        verdict.outcome,
        str(verdict.data.get("impact", card.impact)),
        verdict.certainty or card.certainty,
        int(verdict.data.get("count", 1)),
        verdict.nodes,
        verdict.snippets,
        {k: v for k, v in verdict.data.items() if k != "impact"},
        boxes(verdict.nodes, evidence.facts.get("places")),
    )


def boxes(nodes: Iterable[str], places: object) -> tuple[list[int], ...]:
    """Each node's place on the page; nothing where none is known."""
    known = places if isinstance(places, dict) else {}
    found = tuple(box if isinstance(box := known.get(n), list) else [] for n in nodes)
    return found if any(found) else ()


def to_judged(evidence: Evidence, verdicts: Iterable[tuple[CheckMeta, Verdict]]) -> CheckOutcomes:
    """Check ids by outcome; a check with several verdicts counts once, as its gravest."""
    gravest: dict[str, Outcome] = {}
    for card, verdict in verdicts:
        known = gravest.get(card.id)
        if known is None or GRAVITY.index(verdict.outcome) < GRAVITY.index(known):
            gravest[card.id] = verdict.outcome
    by_outcome = {
        name: tuple(sorted(check for check, outcome in gravest.items() if outcome is o))
        for o, name in BUCKETS.items()
    }
    return CheckOutcomes(evidence.run, evidence.site, evidence.url, evidence.viewport, **by_outcome)


GRAVITY = (
    Outcome.FAILED,
    Outcome.UNTESTED,
    Outcome.CANT_TELL,
    Outcome.PASSED,
    Outcome.INAPPLICABLE,
)
