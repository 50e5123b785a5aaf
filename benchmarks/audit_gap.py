"""`python -m benchmarks.audit_gap FILE …`: Minna's command line, its audit's event loop watched.

How long the loop does not turn at most, in seconds of the CPU time of its own thread, is written
to the file; the gaps of the crawler's loop are in benchmarks/loop_gap.py.
"""

import json
import sys
from pathlib import Path

from audits.runner.runner import AuditRunner
from benchmarks.loop_gap import Heartbeat
from minna.cli import main


def watch(path: Path) -> None:
    """Have the longest gap of all audits of this process written to the file as each ends."""
    go = AuditRunner.audit

    async def watched(survey: AuditRunner) -> None:
        before = longest_gap(path)
        beat = Heartbeat(str(path))
        beat.longest = before
        beat.begin()
        try:
            await go(survey)
        finally:
            beat.end()

    AuditRunner.audit = watched  # type: ignore[method-assign]


def longest_gap(path: Path) -> float:
    """The longest gap that is written down, in seconds; 0 where no audit has ended."""
    return float(json.loads(path.read_text())["longest"]) if path.exists() else 0.0


if __name__ == "__main__":
    watch(Path(sys.argv.pop(1)))
    main()
