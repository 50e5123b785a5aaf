"""How it was measured, and what a machine cannot see."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from minna.criteria import Criterion, criteria
from minna.records import Certainty, CheckMeta
from reports.book import Book
from reports.pages import Sheet


@dataclass(frozen=True, slots=True)
class Reach:
    """How far checks reach into one criterion: in part, as candidates for a person, or not."""

    criterion: Criterion
    kind: str  # machine, candidates, person
    checks: int


def render(book: Book) -> Iterator[Sheet]:
    """One page: the method, and which criteria it reaches."""
    reaches = list(reach(book.cards.values()))
    context = {
        "reaches": reaches,
        "tally": Counter(r.kind for r in reaches if r.criterion.in_jis2016),
        "checks": len(book.cards),
        "methods": sorted({e.score.method for e in book.entries if e.score.method}),
        "profiles": sorted({e.score.profile for e in book.entries if e.score.profile}),
    }
    yield Sheet("method.html", "method.html", context)


def reach(cards: Iterable[CheckMeta]) -> Iterator[Reach]:
    """Every criterion of levels A and AA, and what the cards of this run have for it."""
    known: dict[str, list[CheckMeta]] = defaultdict(list)
    for card in cards:
        known[card.criterion].append(card)
    for criterion in criteria().values():
        if criterion.level in ("A", "AA"):
            yield Reach(criterion, kind_of(known[criterion.id]), len(known[criterion.id]))


def kind_of(cards: Iterable[CheckMeta]) -> str:
    """The furthest that any of the checks reaches."""
    certainties = {card.certainty for card in cards}
    if Certainty.CERTAIN in certainties:
        return "machine"
    return "candidates" if certainties else "person"
