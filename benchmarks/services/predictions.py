"""What the detectors say of a labelled page."""

from collections.abc import Mapping
from dataclasses import dataclass

from audits.services.document import read_document
from audits.services.facts import Context, Fact, detect_all
from benchmarks.services import truth

BODIES = {"pref": "prefecture", "nation": "nation"}
ADDRESS = "https://www.body.example/section/page.html"


@dataclass(frozen=True)
class Predicted:
    """A labelled page and the facts that detectors found on it."""

    page: truth.Page
    facts: tuple[Fact, ...]

    def values(self, kind: str) -> tuple[str, ...]:
        """Values of the facts of a kind, in their order."""
        return tuple(fact.value for fact in self.facts if fact.kind == kind)

    @property
    def steps(self) -> Mapping[str, int]:
        """Tasks that are said to be served, each with its step."""
        steps = (value.split() for value in self.values("step"))
        return {task: int(step) for task, step in steps}


def predicted(page: truth.Page) -> Predicted:
    """The facts of a page as it stands within menus, related links and a footer."""
    markup = page.html if "file" in page.single else page.document
    body = BODIES.get(page.body, "municipality")
    context = Context("jp", body)
    return Predicted(page, tuple(detect_all(read_document(markup, ADDRESS, page.title), context)))
