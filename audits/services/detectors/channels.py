"""By which ways the first task of a page is done, in the order in which the page names them."""

from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote
from audits.services.ladder import BOOKING_IS_DEED
from audits.services.ways import BOOKING, ONLINE, ways

META = DetectorMeta(
    title={"ja": "手続の方法とその順", "en": "Channels, in their order"},
    kinds=("channel",),
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each open way once, where it is named first."""
    served = [fact.value for fact in context.earlier if fact.kind == "task"]
    if not served:
        return
    is_deed = served[0] in BOOKING_IS_DEED
    seen: set[str] = set()
    for block in document.main:
        for way in ways(block, context.known_systems, is_deed):
            if way.name in seen or (way.name == ONLINE and BOOKING in seen and not way.is_linked):
                continue
            seen.add(way.name)
            sure = SURE if way.is_linked else LIKELY
            yield Fact("channels", "channel", way.name, quote(block), document.url, sure)
