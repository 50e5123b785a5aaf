"""The product that made a page: by two signs in two different things; one alone is a hint."""

from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, QUOTED, SURE, Context, DetectorMeta, Fact
from audits.services.vendors import signs

META = DetectorMeta(
    title={"ja": "サイトを作った製品", "en": "The product that made the site"},
    kinds=("vendor", "vendor_hint"),
)
ENOUGH = 2


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """The product with most signs, if they are enough; hints of others."""
    found = signs(document.markup, context.known_products)
    ranked = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    for place, (product, shows) in enumerate(ranked):
        is_named = place == 0 and len(shows) >= ENOUGH
        is_alone = is_named and (len(ranked) == 1 or len(ranked[1][1]) < len(shows))
        quotes = "; ".join(f"{thing.where}: {thing.text[:80]}" for thing in shows)
        yield Fact(
            "vendors",
            "vendor" if is_named else "vendor_hint",
            product,
            quotes[:QUOTED],
            document.url,
            SURE if is_alone else LIKELY,
        )
