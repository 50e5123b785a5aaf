"""From evidence to findings: runs each check on the facts that its parameters name."""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from types import ModuleType

from audits import checks
from audits.judging import axe_rules
from audits.judging.ceilings import highest, lowered
from audits.judging.gatherer_declarations import Declaration, declarations, interactive
from audits.judging.renamed_facts import with_current_names
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
NOT_SCHEDULED = "not-asked"
"""Not scheduled: the gatherer does not run for this viewport, page or survey."""
CAPPED = "capped"
"""Message of a check that found nothing in the part of a long page that was read."""
STORED = (Outcome.FAILED, Outcome.CANT_TELL, Outcome.UNTESTED)


@cache
def own_checks() -> dict[str, ModuleType]:
    """Every page check by its id."""
    return discover(checks)


@cache
def own_metas() -> dict[str, CheckMeta]:
    """The checks' metadata, completed from their module and criterion."""
    return {check_id: complete(check_id, module) for check_id, module in own_checks().items()}


def complete(check_id: str, module: ModuleType) -> CheckMeta:
    """Metadata with id, the criterion's level, and the docstring as the English `about`."""
    meta: CheckMeta = module.META
    return replace(
        meta,
        id=check_id,
        level=criteria()[meta.criterion].level if meta.criterion else "",
        interactive=not interactive().isdisjoint(gatherers_of(module)),
        about={"en": inspect.cleandoc(module.__doc__ or "")} | meta.about,
    )


def page_check_metas(run: str = "") -> list[CheckMeta]:
    """The metadata of all page checks: our own, and the axe rules that none of ours replaces.

    Each says how sure it may be, which may be less than its file says.
    """
    every = (*own_metas().values(), *active_axe_rules().values())
    return [replace(meta, run=run, certainty=highest(meta)) for meta in every]


@cache
def active_axe_rules() -> dict[str, CheckMeta]:
    """axe's rules less those that a check of ours replaces."""
    replaced = {f"axe:{rule}" for meta in own_metas().values() for rule in meta.replaces}
    return {meta.id: meta for meta in axe_rules.axe_metas() if meta.id not in replaced}


@cache
def undecided_axe_rules_we_judge() -> frozenset[str]:
    """Rules of axe's whose undecided nodes a check of ours judges (its `RESOLVES_INCOMPLETE`)."""
    return frozenset(
        rule for m in own_checks().values() for rule in getattr(m, "RESOLVES_INCOMPLETE", ())
    )


def run_checks(
    evidence: Evidence, *, as_declared: bool = False
) -> tuple[list[Finding], CheckOutcomes]:
    """All findings of one visit, and which checks were judged on it.

    `as_declared` is for who measures: each check is as sure as it says, not as it was right.
    """
    evidence = with_current_names(evidence)
    verdicts: list[tuple[CheckMeta, Verdict]] = []
    for check_id, module in own_checks().items():
        meta = own_metas()[check_id]
        verdicts += [(meta, verdict) for verdict in verdicts_of(module, evidence)]
    verdicts += axe_verdicts(evidence)
    if not as_declared:
        verdicts = [(meta, lowered(meta, verdict)) for meta, verdict in verdicts]
    findings = [to_finding(evidence, meta, v) for meta, v in verdicts if is_stored(v)]
    return findings, to_outcomes(evidence, verdicts)


def axe_verdicts(evidence: Evidence) -> list[tuple[CheckMeta, Verdict]]:
    """What axe's rules say of one visit; all untested where its answer is of no shape we know."""
    try:
        return list(
            axe_rules.verdicts(evidence, active_axe_rules(), undecided_axe_rules_we_judge())
        )
    except Exception as error:  # noqa: BLE001 - as of our own checks: broken is untested
        broken = Verdict(Outcome.UNTESTED, "axe-error", {"error": repr(error)[:300]})
        return [(meta, broken) for meta in active_axe_rules().values()]


def is_stored(verdict: Verdict) -> bool:
    """Whether a verdict is stored as a finding."""
    return verdict.outcome in STORED and verdict.message != NOT_SCHEDULED


def gatherers_of(module: ModuleType) -> tuple[str, ...]:
    """The gatherers whose facts a check takes as parameters."""
    return tuple(inspect.signature(module.check).parameters)


@cache
def required_gatherers() -> frozenset[str]:
    """The gatherers without which a page cannot be scored: what checks that may be sure ask for."""
    sure = [
        gatherers_of(own_checks()[check_id])
        for check_id, meta in own_metas().items()
        if meta.certainty == Certainty.CERTAIN and meta.criterion and not meta.interactive
    ]
    return frozenset({"axe"}.union(*sure))


def is_not_scheduled(gatherer: str, evidence: Evidence) -> bool:
    """Whether facts are missing because nobody was meant to gather them on this visit."""
    declaration = declarations().get(gatherer, Declaration())
    if not declaration.runs_at(evidence.viewport):
        return True
    by_choice = declaration.interactive or bool(declaration.opt_in)
    return by_choice and gatherer not in evidence.errors


def verdicts_of(module: ModuleType, evidence: Evidence) -> Iterator[Verdict]:
    """What one check says of one visit; evidence it lacks, or a check that breaks, is untested."""
    missing = [name for name in gatherers_of(module) if name not in evidence.facts]
    if any(is_not_scheduled(name, evidence) for name in missing):
        yield Verdict(Outcome.UNTESTED, NOT_SCHEDULED)
        return
    if missing:
        yield Verdict(Outcome.UNTESTED, "no-evidence", {"missing": missing})
        return
    try:
        answer = module.check(**{name: evidence.facts[name] for name in gatherers_of(module)})
        found = [answer] if isinstance(answer, Verdict) else list(answer)
        capped = any(is_capped(evidence.facts[name]) for name in gatherers_of(module))
        yield from map(partial_verdict, found) if capped else found
    except Exception as error:  # noqa: BLE001 - a stranger's page meets our code: broken is untested
        yield Verdict(Outcome.UNTESTED, "check-error", {"error": repr(error)[:300]})


def is_capped(facts: object) -> bool:
    """Whether a gatherer read only part of a long page."""
    return isinstance(facts, dict) and facts.get("capped") is True


def partial_verdict(verdict: Verdict) -> Verdict:
    """A verdict on a page of which a part was seen: what was found stands, of the rest a person
    is asked, for the page was measured as far as it was read.
    """
    if verdict.outcome in (Outcome.PASSED, Outcome.INAPPLICABLE):
        return Verdict(Outcome.CANT_TELL, CAPPED)
    return verdict


def to_records(evidence: Evidence) -> list[Finding | CheckOutcomes]:
    """The findings and outcomes to store of a visit; none if it measured nothing."""
    if evidence.status != "ok" or evidence.viewport == DOCUMENT:
        return []
    findings, judged = run_checks(evidence)
    return [*findings, judged]


def to_finding(evidence: Evidence, meta: CheckMeta, verdict: Verdict) -> Finding:
    """A verdict, stamped with its visit."""
    return Finding(
        evidence.run,
        evidence.site,
        evidence.url,
        evidence.viewport,
        meta.id,
        verdict.message,
        verdict.outcome,
        str(verdict.data.get("impact", meta.impact)),
        verdict.certainty or meta.certainty,
        int(verdict.data.get("count", 1)),
        verdict.nodes,
        verdict.snippets,
        {k: v for k, v in verdict.data.items() if k != "impact"},
        boxes_of(verdict.nodes, evidence.facts.get("places")),
    )


def boxes_of(nodes: Iterable[str], places: object) -> tuple[list[int], ...]:
    """Each node's place on the page; nothing where none is known."""
    known = places if isinstance(places, dict) else {}
    found = tuple(box if isinstance(box := known.get(n), list) else [] for n in nodes)
    return found if any(found) else ()


def to_outcomes(evidence: Evidence, verdicts: Iterable[tuple[CheckMeta, Verdict]]) -> CheckOutcomes:
    """Check ids by outcome; a check with several verdicts counts once, as its gravest."""
    gravest: dict[str, Outcome] = {}
    for meta, verdict in verdicts:
        known = gravest.get(meta.id)
        if known is None or OUTCOME_PRECEDENCE.index(verdict.outcome) < OUTCOME_PRECEDENCE.index(
            known
        ):
            gravest[meta.id] = verdict.outcome
    by_outcome = {
        name: tuple(sorted(check for check, outcome in gravest.items() if outcome is o))
        for o, name in BUCKETS.items()
    }
    return CheckOutcomes(evidence.run, evidence.site, evidence.url, evidence.viewport, **by_outcome)


OUTCOME_PRECEDENCE = (
    Outcome.FAILED,
    Outcome.UNTESTED,
    Outcome.CANT_TELL,
    Outcome.PASSED,
    Outcome.INAPPLICABLE,
)
