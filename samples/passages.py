"""Which passages a page carries, faulty or clean, and their HTML.

Clean twins are planted beside the faulty ones, under ids that tell nothing: who reports them, errs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from samples.catalogue import Barrier, catalogue, fragment, selector
from samples.prefecture import Municipality
from samples.truth import Planted

TIMES = (1, 1, 1, 2, 3, 5)
"""How often a faulty passage stands on a page."""
ALL_OVER = ("lang", "viewport", "header", "footer")
"""Places that a site decides once for all its pages."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A barrier or its clean twin, so many times."""

    barrier: Barrier
    faulty: bool
    times: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page; for lang, title and viewport the HTML is a bare value."""

    place: str
    html: str
    planted: Planted | None  # None: the clean twin


def template_choices(town: Municipality, rng: Random) -> list[Choice]:
    """What every page of a site shares: its barriers, and some clean twins around them."""
    choices = []
    for barrier in catalogue().values():
        if barrier.id in town.template:
            choices.append(Choice(barrier, faulty=True))
        elif barrier.place in ("header", "footer") and rng.random() < 0.4:
            choices.append(Choice(barrier, faulty=False))
    return choices


def page_choices(town: Municipality, shared: Iterable[Choice], rng: Random) -> list[Choice]:
    """What one page carries of its own; no check has two faults of different kinds to see."""
    own = [barrier for barrier in catalogue().values() if barrier.place not in ALL_OVER]
    taken = {key for choice in shared if choice.faulty for key in keys(choice.barrier)}
    choices = []
    for barrier in rng.sample(own, rng.randint(4, 7)):
        faulty = rng.random() < town.faults and not taken & keys(barrier)
        if faulty:
            taken |= keys(barrier)
        if faulty or not barrier.whole_page:
            times = rng.choice(TIMES) if faulty and not barrier.whole_page else 1
            choices.append(Choice(barrier, faulty, times))
    return choices


def keys(barrier: Barrier) -> set[str]:
    """What two faults of a page must not share: a check, or a place that holds one thing."""
    return {*barrier.checks, *([barrier.place] if barrier.whole_page else [])}


def write_passages(
    choices: Iterable[Choice], path: str, words: Sequence[str], links: Sequence[str], town: str
) -> list[Passage]:
    """Every choice as HTML, with elements c1, c2 … in order; words and links take turns."""
    each = [choice for choice in choices for _ in range(choice.times)]
    passages = []
    for number, choice in enumerate(each, 1):
        element = f"c{number}"
        blanks = {
            "id": element,
            "word": words[number % len(words)],
            "town": town,
            "href": links[number % len(links)],
            "file": f"dsc{number:04d}",
        }
        html = fragment(choice.barrier, faulty=choice.faulty, blanks=blanks)
        place = selector(choice.barrier, element)
        planted = Planted(choice.barrier.id, path, place) if choice.faulty else None
        passages.append(Passage(choice.barrier.place, html, planted))
    return passages


def at(passages: Iterable[Passage], place: str) -> list[str]:
    """The HTML of the passages that belong in one place."""
    return [passage.html for passage in passages if passage.place == place]
