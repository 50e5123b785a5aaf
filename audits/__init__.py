"""What we look at on a page, and what we make of it."""

from audits.judge import judge
from audits.run import audit, cards, judge_again, look, versions

__all__ = ["audit", "cards", "judge", "judge_again", "look", "versions"]
