"""From findings to numbers: page, site, rank, tier and gap."""

from scoring.compare import compare_waves
from scoring.run import read_wave, score, scored_cards, wanted
from scoring.weights import METHOD, PROFILE

__all__ = ["METHOD", "PROFILE", "compare_waves", "read_wave", "score", "scored_cards", "wanted"]
