"""One kind of page each: `render(report)` gives `ReportPage`s, in no language yet."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page to be: its file name under the language's folder, its template, and what is on it."""

    name: str
    template: str
    context: dict[str, Any]
    script: str = ""  # of static/, without which the page can be read as well
