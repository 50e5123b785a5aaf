"""What we look at on a page, and what we make of it."""

from audits.judging.judge import judge
from audits.runner.agents import compare_agents
from audits.runner.run import audit, cards, judge_again, look, versions

__all__ = ["audit", "cards", "compare_agents", "judge", "judge_again", "look", "versions"]
