"""From findings to numbers: page, site, rank, tier and gap."""

from scoring.run import score, scored_cards, wanted
from scoring.weights import METHOD, PROFILE

__all__ = ["METHOD", "PROFILE", "score", "scored_cards", "wanted"]
