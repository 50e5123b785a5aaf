"""Ways to audit the same pages: each module prepares a command, and reads what it has measured.

A way's command is this package's own program in a process of its own, or another tool's.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to audit: the site that it belongs to, its address, the fingerprint of its shape."""

    site: str
    url: str
    dom_fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Pages, the browser to see them with, and a folder for what comes of it."""

    folder: Path
    visits: tuple[Visit, ...]
    browser: Path
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def order(self) -> Path:
        """Where a way's program reads what it is to do."""
        return self.folder / "order.json"

    @property
    def answer(self) -> Path:
        """Where a way's program writes what it has seen, by address."""
        return self.folder / "answer.json"

    def write(self, **more: Any) -> None:
        """Write the order down."""
        urls = [visit.url for visit in self.visits]
        order = {"urls": urls, "browser": str(self.browser), "answer": str(self.answer), **more}
        self.order.write_text(json.dumps(order), encoding="utf-8")

    def read_answer(self) -> dict[str, Any]:
        """What the program has seen; nothing where it broke down before it could tell."""
        if not self.answer.exists():
            return {}
        data: dict[str, Any] = json.loads(self.answer.read_text(encoding="utf-8"))
        return data


def measured_count(job: Job) -> int:
    """How many pages a program of ours saw; one that it could not see is told of as a sentence."""
    return sum(not isinstance(answer, str) for answer in job.read_answer().values())
