"""What we look at on a page, and what we make of it."""

from audits.judge import cards, judge
from audits.run import audit, judge_again, look, versions

__all__ = ["audit", "cards", "judge", "judge_again", "look", "versions"]
