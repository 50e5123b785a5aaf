"""From findings to numbers: page, site, rank, tier and gap."""

from scoring.run import score
from scoring.weights import METHOD

__all__ = ["METHOD", "score"]
