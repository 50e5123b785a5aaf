"""What we look at on a page, and what we make of it."""

from audits.judging.check_runner import run_checks
from audits.runner.agents import compare_agents
from audits.runner.runner import audit, audit_urls, check_metas, judge_again, versions

__all__ = [
    "audit",
    "audit_urls",
    "check_metas",
    "compare_agents",
    "judge_again",
    "run_checks",
    "versions",
]
