"""The audit of web pages: visits that keep evidence, and checks that judge it.

Its names are imported when they are first asked for: `audits.judging` needs no Playwright.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audits.judging.check_runner import run_checks
    from audits.judging.service_runner import judge_services
    from audits.runner.agents import compare_agents
    from audits.runner.runner import (
        audit,
        audit_urls,
        check_metas,
        judge_again,
        judged_urls,
        versions,
    )

__all__ = [
    "audit",
    "audit_urls",
    "check_metas",
    "compare_agents",
    "judge_again",
    "judge_services",
    "judged_urls",
    "run_checks",
    "versions",
]
HOMES = {
    "compare_agents": "audits.runner.agents",
    "judge_services": "audits.judging.service_runner",
    "run_checks": "audits.judging.check_runner",
}
RUNNER = "audits.runner.runner"
"""The module of all other names."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES.get(name, RUNNER)), name)
