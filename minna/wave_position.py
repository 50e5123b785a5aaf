"""The rank that a site would have in a published survey."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WavePosition:
    """The rank that a site would have in one group, with its 95 % interval."""

    group: str  # "all", or the peer group
    rank: float
    low: int
    high: int
    of: int  # sites, this one included
    replaces_own: bool  # whether the site's own published score was taken out
