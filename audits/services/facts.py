"""What detectors say of a page: facts with the line that shows them, and how sure it is."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, replace
from types import ModuleType
from typing import Protocol

from audits.services.document import Block, ServiceDocument
from audits.services.systems import Systems
from audits.services.systems import load as load_systems
from audits.services.tasks import Catalogue, catalogue
from audits.services.vendors import Product
from audits.services.vendors import load as load_products
from minna import discover

SURE, LIKELY = "sure", "likely"
QUOTED = 240
"""Characters of a quote."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One judgement: which detector, of what kind, what it is, and the line that shows it."""

    detector: str
    kind: str
    value: str
    quote: str = ""
    url: str = ""
    confidence: str = SURE


@dataclass(frozen=True, slots=True)
class DetectorMeta:
    """What a detector is for, in one sentence each; `kinds` are those of its facts.

    `order`: detectors that read what others found come after them; see `Context.earlier`.
    """

    title: Mapping[str, str]
    kinds: tuple[str, ...]
    order: int = 0


@dataclass(frozen=True)
class Context:
    """What a detector may know besides the page.

    `body` is the type of the body (municipality, prefecture, nation, county …); `tasks` and
    `systems` stand in place of the country's own, which `catalogue` and `known_systems` give.
    `led_by` are the words of the links that lead to the page, with the headings above them.
    """

    country: str = "jp"
    body: str = "municipality"
    _: KW_ONLY
    tasks: Catalogue | None = None
    systems: Systems | None = None
    led_by: tuple[str, ...] = ()
    earlier: tuple[Fact, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The tasks that are looked for."""
        return self.tasks or catalogue(self.country)

    @property
    def known_systems(self) -> Systems:
        """The systems that are recognised."""
        return self.systems or load_systems(self.country)

    @property
    def known_products(self) -> tuple[Product, ...]:
        """The products that are recognised."""
        return load_products(self.country)


class Detector(Protocol):
    """A module of `audits/services/detectors/`: its `META`, and `detect`, a pure function."""

    META: DetectorMeta

    def detect(self, document: ServiceDocument, context: Context) -> Iterable[Fact]:
        """Facts about a page, each with its quote."""


def quote(block: Block) -> str:
    """The line of a block as the page has it, cut to what a report shows."""
    return block.original[:QUOTED]


def detectors() -> dict[str, ModuleType]:
    """All detectors by their dashed names, in the order in which they are asked."""
    from audits.services import detectors as folder

    found = discover.discover(folder)
    return dict(sorted(found.items(), key=lambda item: (item[1].META.order, item[0])))


def detect_all(document: ServiceDocument, context: Context) -> Iterator[Fact]:
    """Facts of all detectors; each sees what those before it found."""
    earlier: tuple[Fact, ...] = context.earlier
    for module in detectors().values():
        facts = tuple(module.detect(document, replace(context, earlier=earlier)))
        earlier += facts
        yield from facts
