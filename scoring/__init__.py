"""From findings to numbers: page, site, rank, tier and gap."""

from scoring.compare import compare_surveys
from scoring.pipeline import (
    read_snapshot,
    sample_target,
    score,
    scored_metas,
    store_replies,
)
from scoring.published_wave import positions_in_wave, read_wave, site_key
from scoring.weights import METHOD, PROFILE

__all__ = [
    "METHOD",
    "PROFILE",
    "compare_surveys",
    "positions_in_wave",
    "read_snapshot",
    "read_wave",
    "sample_target",
    "score",
    "scored_metas",
    "site_key",
    "store_replies",
]
