"""What was judged of a visit, in a form in which two visits can be compared."""

from minna.records import CheckOutcomes, Finding


def summary(judged: list[Finding | CheckOutcomes]) -> set[tuple[object, ...]]:
    """All that was judged of a visit, without where on the page it was."""
    findings = {
        (f.check, f.message, f.outcome, f.impact, f.certainty, f.count)
        for f in judged
        if isinstance(f, Finding)
    }
    outcomes = {
        (j.passed, j.failed, j.cant_tell, j.inapplicable, j.untested)
        for j in judged
        if isinstance(j, CheckOutcomes)
    }
    return findings | outcomes
