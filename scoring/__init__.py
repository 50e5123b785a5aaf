"""From findings to numbers: page, site, rank, tier and gap."""

from scoring.compare import compare_surveys
from scoring.pipeline import (
    read_snapshot,
    sample_target,
    score,
    scored_metas,
    store_replies,
)
from scoring.weights import METHOD, PROFILE

__all__ = [
    "METHOD",
    "PROFILE",
    "compare_surveys",
    "read_snapshot",
    "sample_target",
    "score",
    "scored_metas",
    "store_replies",
]
