"""What we look at on a page, and what we make of it."""

from audits.judging.judge import judge
from audits.runner.agents import compare_agents
from audits.runner.runner import audit, audit_urls, cards, judge_again, versions

__all__ = ["audit", "audit_urls", "cards", "compare_agents", "judge", "judge_again", "versions"]
