"""What is true of the made-up nation: how well each site is built, and what its templates fail.

A site's quality is normal, some of it its vendor's; a fault is in a template with the logit
`fault.logit` − quality, and a vendor's sites have some template faults in common. In a nation of
two classes, some sites still have the older generation of their vendor's product, which is worse.
"""

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from minna.records import Site

VENDORS = 40
WITHOUT_VENDOR = 0.2
"""Share of sites of which nobody knows who built them."""
VENDOR_SHARE = 0.1
"""Of the variance of quality within a class."""
SAME = 0.3
"""Share of template faults that a site has from its vendor."""
CLASS_SHARE, OLDER, NEWER = 0.35, -2.1, 1.1
"""Of the older generation in a nation of two classes, and the quality of both, in SDs."""
SIZE_SLOPE = 0.25
"""Quality for ten times the residents, in SDs."""
PAGE_RATE, MAX_PAGE_RATE = 0.004, 0.1
"""Share of the pages on which a fault is that is not in the template, at a quality of 0."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way in which a page of the nation may fail."""

    check: str
    message: str
    part: str  # header, nav, footer, side, shared or own
    logit: float
    most: int
    selector: str
    snippet: str
    window: str = ""  # phone or desktop; "" for both
    outcome: str = "failed"
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SiteTruth:
    """One site as it was built."""

    vendor: int | None
    is_older: bool  # of the older generation
    quality: float  # in SDs
    template: frozenset[int]  # numbers of the faults in its template

    @property
    def page_rate(self) -> float:
        """Share of the pages on which any fault outside the template is."""
        return min(PAGE_RATE * math.exp(-self.quality), MAX_PAGE_RATE)


@cache
def faults() -> tuple[Fault, ...]:
    """All faults of `faults.toml`."""
    text = Path(__file__).with_name("faults.toml").read_text(encoding="utf-8")
    return tuple(Fault(**entry) for entry in tomllib.loads(text)["fault"])


def has_two_classes(seed: int) -> bool:
    """Whether a seed's nation is of two classes: the even ones are."""
    return seed % 2 == 0


def site_truth(site: Site, seed: int) -> SiteTruth:
    """How a site was built; the same for the same seed and code."""
    rng = Random(f"{seed}:{site.code}")
    vendor = draw_vendor(rng)
    is_older = rng.random() < CLASS_SHARE and has_two_classes(seed)
    own = rng.gauss(0, 1)
    shared = vendor_quality(vendor, seed) if vendor is not None else rng.gauss(0, 1)
    size = SIZE_SLOPE * (math.log10(max(site.population or 1, 100)) - 4.4)
    class_shift = generation_shift(is_older, seed)
    quality = math.sqrt(VENDOR_SHARE) * shared + math.sqrt(1 - VENDOR_SHARE) * own
    quality += size + class_shift
    common = vendor_template(vendor, is_older, seed) if vendor is not None else frozenset()
    template = frozenset(
        number
        for number, fault in enumerate(faults())
        if (
            number in common
            if vendor is not None and rng.random() < SAME
            else rng.random() < logistic(fault.logit - quality)
        )
    )
    return SiteTruth(vendor, is_older, quality, template)


def generation_shift(is_older: bool, seed: int) -> float:
    """How much better or worse a generation is, in SDs; 0 in a nation of one class."""
    if not has_two_classes(seed):
        return 0.0
    return OLDER if is_older else NEWER


def draw_vendor(rng: Random) -> int | None:
    """A vendor, the first ones more often; None where nobody knows."""
    if rng.random() < WITHOUT_VENDOR:
        return None
    return rng.choices(range(VENDORS), vendor_weights())[0]


@cache
def vendor_weights() -> Sequence[float]:
    """How often a site is of each vendor, not normalized."""
    return [1 / (number + 3) for number in range(VENDORS)]


@cache
def vendor_quality(vendor: int, seed: int) -> float:
    """How good a vendor's work is, in SDs."""
    return Random(f"{seed}:vendor:{vendor}").gauss(0, 1)


@cache
def vendor_template(vendor: int, is_older: bool, seed: int) -> frozenset[int]:
    """The faults in a generation of a vendor's template."""
    rng = Random(f"{seed}:template:{vendor}:{is_older}")
    quality = math.sqrt(VENDOR_SHARE) * vendor_quality(vendor, seed)
    quality += generation_shift(is_older, seed)
    return frozenset(
        number
        for number, fault in enumerate(faults())
        if rng.random() < logistic(fault.logit - quality)
    )


def logistic(x: float) -> float:
    """A probability from its logit."""
    return 1 / (1 + math.exp(-x))
