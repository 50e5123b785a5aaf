"""What we look at on a page, and what we make of it."""

from audits.agents import compare_agents
from audits.judge import judge
from audits.run import audit, cards, judge_again, look, versions

__all__ = ["audit", "cards", "compare_agents", "judge", "judge_again", "look", "versions"]
