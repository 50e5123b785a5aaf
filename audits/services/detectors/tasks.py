"""Which tasks a page serves, and how far it takes each: the ladder."""

from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import QUOTED, Context, DetectorMeta, Fact
from audits.services.ladder import steps
from audits.services.matching import match

META = DetectorMeta(
    title={"ja": "手続とその段階", "en": "Tasks and their steps"},
    kinds=("task", "step", "page_kind"),
    order=-10,
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """A `task` and a `step` for each task served; a `page_kind` where a page is no service."""
    found = match(document, context)
    if found.kind.name:
        yield Fact("tasks", "page_kind", found.kind.name, found.kind.quote[:QUOTED], document.url)
    for one in found.matches:
        yield Fact("tasks", "task", one.task, one.quote[:QUOTED], document.url, one.confidence)
    for step in steps(document, found.matches, context):
        value = f"{step.task} {step.step}"
        yield Fact("tasks", "step", value, step.quote, document.url, step.confidence)
