"""When a page says that it was last changed."""

from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote

META = DetectorMeta(title={"ja": "更新日", "en": "Last update"}, kinds=("updated",))


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """The day of the last change, as the page says it; sure where a word says what the day is."""
    updated = document.updated
    for date in document.dates:
        if date.iso == updated:
            sure = SURE if date.is_update else LIKELY
            block = document.blocks[date.block]
            yield Fact("updated", "updated", updated, quote(block), document.url, sure)
            return
