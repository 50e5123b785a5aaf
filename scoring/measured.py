"""Which checks and which visits of a site count, so that its pages stay comparable.

A check counts in a part of the sample (key or random) at a viewport if it ran on at least half of
the visits there. A visit that lacks a check that counts has measured nothing: leaving the check out
instead, on that page or on all, would let our failure raise the score. A visit on which fewer than
half of all countable checks ran (axe broke, say) measured nothing to begin with, and has no vote.
"""

from collections import Counter
from collections.abc import Collection, Iterable

from minna.records import Judged
from scoring.weights import PARAMETERS, Parameters


def ran(judged: Judged) -> set[str]:
    """The checks that came to a judgement on a visit; untested ones did not."""
    return {*judged.passed, *judged.failed, *judged.cant_tell, *judged.inapplicable}


def counted(
    visits: Iterable[Judged], countable: Collection[str], p: Parameters = PARAMETERS
) -> tuple[set[str], set[str]]:
    """Checks that count, and addresses of the visits that measured, for one part and viewport."""
    known = {j.url: ran(j) & set(countable) for j in visits}
    sound = {
        url: checks for url, checks in known.items() if len(checks) >= p.ran_on * len(countable)
    }
    votes = Counter(check for checks in sound.values() for check in checks)
    belonging = {check for check, n in votes.items() if n >= p.ran_on * len(sound)}
    return belonging, {url for url, checks in sound.items() if belonging <= checks}
