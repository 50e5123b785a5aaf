"""What counts for how much: every number of the method in one place, with its version.

MAJOR: levels are not comparable any more. MINOR: a new item that weighs nothing. PATCH: no score
moves by more than 0.1.
"""

import hashlib
import json
from collections.abc import Callable, Collection
from dataclasses import asdict, dataclass, field

from minna.criteria import Criterion, criteria
from minna.impacts import IMPACT_WEIGHTS
from minna.records import CheckMeta, Scope

METHOD = "1.3.0"
PROFILE = "jis2016-aa"
SECONDARY_PROFILE = "wcag22-aa"
"""The profile whose score is published beside the score; it moves no rank."""
PROFILES: dict[str, Callable[[Criterion], bool]] = {
    "jis2016-aa": lambda criterion: criterion.in_jis2016,
    "wcag22-aa": lambda criterion: criterion.id != "4.1.1",
}
"""Which criteria belong: JIS X 8341-3:2016 (WCAG 2.0), or WCAG 2.2, which dropped 4.1.1."""
SCORED_LEVELS = ("A", "AA")


@dataclass(frozen=True, slots=True)
class Parameters:
    """The method's numbers; scores of other numbers are another method's."""

    weights: dict[str, float] = field(default_factory=lambda: dict(IMPACT_WEIGHTS))
    penalty_scale: float = 20.0  # the penalty that leaves a page 100/e points
    first_element_share: float = 0.5  # the share of a rule's weight that its first element costs
    saturation: float = 32  # elements from which on more of them cost nothing more
    key_share: float = 0.5  # the key pages' part of a site's score
    prior_df: float = 4  # how much the national variance weighs, in pages
    prior_sd: float = 12.0  # national SD of pages within a site
    target: float = 3.0  # half-width at which the sample is large enough
    min_random: int = 20
    max_random: int = 60
    batch: int = 5
    full_census_up_to: int = 25  # frames up to this size are measured whole
    max_failed: float = 0.2  # share of failed visits above which a score is provisional
    min_pages: int = 5
    bands: tuple[float, ...] = (90, 75, 60, 40)  # lower limits of A, B, C, D
    poor_threshold: float = 60.0  # residents below it are counted
    visit_pages: int = 5  # pages of a visit, for the figure beside the score
    tie_width: float = 0.5  # sites within so many points are shown as one group
    pillar_weights: dict[str, float] = field(  # the pillars' parts of an index
        default_factory=lambda: {"access": 0.40, "task": 0.35, "mobile": 0.15, "trust": 0.10}
    )


PARAMETERS = Parameters()
DIGEST_NAMES = {
    "penalty_scale": "half_load",
    "first_element_share": "first",
    "min_random": "least_random",
    "max_random": "most_random",
    "full_census_up_to": "census",
    "max_failed": "most_failed",
    "min_pages": "least_pages",
    "poor_threshold": "line",
    "visit_pages": "visit",
    "tie_width": "tie",
    "pillar_weights": "mix",
}
"""Names that enter the fingerprint: renaming a field leaves published methods as they are."""


def digest() -> str:
    """A fingerprint of the parameters."""
    values = {DIGEST_NAMES.get(name, name): value for name, value in asdict(PARAMETERS).items()}
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def scope_of(check: CheckMeta, criteria_of_profile: Collection[str]) -> Scope:
    """What a check's certain failures are to a score by a profile of these criteria."""
    if check.level not in SCORED_LEVELS:
        return Scope.ADVICE
    return Scope.SCORED if check.criterion in criteria_of_profile else Scope.OTHER_EDITION


def profile_criteria(profile: str) -> set[str]:
    """The A and AA criteria that a profile scores; KeyError if there is no such profile.

    >>> len(profile_criteria("jis2016-aa")), "1.4.10" in profile_criteria("wcag22-aa")
    (38, True)
    """
    belongs = PROFILES[profile]
    return {c.id for c in criteria().values() if c.level in SCORED_LEVELS and belongs(c)}
