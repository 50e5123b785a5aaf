"""Precision, recall and agreement of the detectors of tasks on the labelled set, by half and class.

Of the sealed half only totals are given, never a page.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from audits.services.document import read_document
from audits.services.facts import Context
from audits.services.matching import match
from benchmarks.services import labels, truth
from benchmarks.services.predictions import ADDRESS, Predicted, predicted

HALVES = ("open", "sealed")
CLASSES = (*labels.CLASSES, "all")
Values = Callable[[Predicted], frozenset[str]]


@dataclass(slots=True)
class Tally:
    """Right, false and missed values of a detector."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, wanted: frozenset[str], found: frozenset[str]) -> None:
        """Count what is in both, and what is in one alone."""
        self.right += len(wanted & found)
        self.false += len(found - wanted)
        self.missed += len(wanted - found)

    @property
    def precision(self) -> float | None:
        """Share of what was found that is true; None where nothing was found."""
        found = self.right + self.false
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what is true that was found; None where nothing is true."""
        wanted = self.right + self.missed
        return self.right / wanted if wanted else None


@dataclass(frozen=True)
class Measured:
    """A detector: how its labels and its facts are read as sets of values of a page."""

    name: str
    wanted: Callable[[truth.Page], frozenset[str]]
    found: Values
    applies: Callable[[truth.Page], bool] = field(default=lambda page: bool(page.serves))


def _labelled(key: str, default: str = "") -> Callable[[truth.Page], frozenset[str]]:
    def wanted(page: truth.Page) -> frozenset[str]:
        values = {v for label in page.all(key) for v in label.values if v != "none"}
        return frozenset(values or ({default} if default else ()))

    return wanted


def _facts(kind: str) -> Values:
    return lambda predicted: frozenset(predicted.values(kind))


def _updated(page: truth.Page) -> frozenset[str]:
    day = page.single["updated"]
    return frozenset(() if day == "-" else (day,))


def _is_judged(page: truth.Page) -> bool:
    """Whether anything is said of tasks: a page of duties alone must not be found to serve one."""
    return True


DETECTORS = (
    Measured("task found", lambda page: frozenset(page.serves), _facts("task"), _is_judged),
    Measured("channels", _labelled("channels"), _facts("channel")),
    Measured("store printing", _labelled("store"), _facts("store")),
    Measured("refusals", _labelled("refuses"), _facts("refusal")),
    Measured("paper duties", _labelled("paper"), _facts("paper")),
    Measured("formats", _labelled("formats"), _facts("format")),
    Measured("five facts", _labelled("facts"), _facts("fact")),
    Measured("contact", _labelled("contact"), _facts("contact")),
    Measured("languages", _labelled("lang", "ja"), _facts("page_language")),
    Measured("last update", _updated, _facts("updated")),
)


def kappa(pairs: Sequence[tuple[int, int]], is_weighted: bool = False) -> float | None:
    """Cohen's κ of two judgements on the steps 0 to 5; weighted by the square of the distance.

    None where there is nothing to agree on.

    >>> kappa([(0, 0), (1, 1), (5, 5)])
    1.0
    """
    if not pairs:
        return None

    def apart(one: int, other: int) -> float:
        return float((one - other) ** 2) if is_weighted else float(one != other)

    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(apart(a, b) * first[a] * second[b] for a in first for b in second)
    seen = sum(apart(a, b) for a, b in pairs) * len(pairs)
    return 1 - seen / chance if chance else None


def rungs(one: Predicted) -> Iterator[tuple[int, int]]:
    """True and predicted steps of the tasks that a page serves or tempts with."""
    for task in sorted(one.page.serves.keys() | one.page.false_for):
        yield one.page.step(task), one.steps.get(task, 0)


def predictions(half: str) -> list[Predicted]:
    """All pages of a half, with what the detectors say of them."""
    return [predicted(page) for page in truth.pages() if page.sealed == (half == "sealed")]


def tally(detector: Measured, ones: Iterable[Predicted], size_class: str) -> Tally:
    """Counts of a detector over the pages of a size class."""
    counted = Tally()
    for one in ones:
        if detector.applies(one.page) and size_class in (one.page.body, "all"):
            counted.add(detector.wanted(one.page), detector.found(one))
    return counted


def tables() -> str:
    """Both tables as Markdown: detectors by half and class, and the ladder's agreement."""
    halves = {half: predictions(half) for half in HALVES}
    lines = [_row("", [f"{half} {size}" for size in CLASSES for half in HALVES])]
    lines.append(_row("---", ["---:"] * (len(CLASSES) * len(HALVES))))
    for detector in DETECTORS:
        cells = [_pair(tally(detector, halves[half], size)) for size in CLASSES for half in HALVES]
        lines.append(_row(detector.name, cells))
    for name, is_weighted in (("ladder κ", False), ("ladder κ, weighted", True)):
        cells = [
            _number(kappa(_pairs(halves[half], size), is_weighted))
            for size in CLASSES
            for half in HALVES
        ]
        lines.append(_row(name, cells))
    given = [predicted(page) for page in truth.given() if page.html]
    lines += ["", _second(second()), "", _names(), "", _given(given)]
    return "\n".join(lines)


def second() -> list[Predicted]:
    """The pages of the second set, with what the detectors say of them."""
    return [predicted(page) for page in truth.pages(truth.SECOND)]


def _second(ones: Sequence[Predicted]) -> str:
    found, agreed = tally(DETECTORS[0], ones, "all"), kappa(_pairs(ones, "all"))
    return (
        f"On the {len(ones)} pages of the second set: task found {_pair(found)}, "
        f"ladder κ {_number(agreed)}."
    )


TOLD = {
    "names.txt": "対象の方は、申請書に必要な書類を添えて、担当課の窓口へ提出してください。"
    "手数料は無料です。受付期間は3月1日から3月31日までです。",
    "news.txt": "このたび、市では取りまとめを行いました。今後も努めてまいります。",
}
"""What stands below the names of a file, whatever they are."""


def names_tally(name: str) -> Tally:
    """Tasks of pages that only their names tell of, found above the text that is said of all."""
    counted = Tally()
    for task, title in truth.names(truth.SECOND / name):
        markup = f"<main><h1>{title}</h1><p>{TOLD[name]}</p></main>"
        found = match(read_document(markup, ADDRESS, title), Context()).matches
        counted.add(frozenset({task} - {""}), frozenset(one.task for one in found))
    return counted


def _names() -> str:
    named, news = names_tally("names.txt"), names_tally("news.txt")
    names, others = (len(truth.names(truth.SECOND / name)) for name in TOLD)
    return (
        f"On {names} names of pages alone: task found {_pair(named)}; on {others} names of news "
        f"and figures: {news.false} false."
    )


def _given(given: Sequence[Predicted]) -> str:
    if not given:
        return "The pages of `given.page` are not there to be measured."
    found = tally(DETECTORS[0], given, "all")
    return (
        f"On the {len(given)} given pages (`given.page`): task found {found.right} right, "
        f"{found.false} false, {found.missed} missed."
    )


def _pairs(ones: Iterable[Predicted], size_class: str) -> list[tuple[int, int]]:
    chosen = (one for one in ones if size_class in (one.page.body, "all"))
    return [pair for one in chosen for pair in rungs(one)]


def wrong(name: str, is_missed: bool) -> Iterator[str]:
    """What a detector misses, or finds and should not, on each page of the open half."""
    detector = next((one for one in DETECTORS if one.name == name), None)
    if detector is None:
        yield f"{name!r} is none of: {', '.join(one.name for one in DETECTORS)}."
        return
    ones = predictions("open") + (second() if detector is DETECTORS[0] else [])
    for one in ones:
        if not detector.applies(one.page):
            continue
        wanted, found = detector.wanted(one.page), detector.found(one)
        values = sorted(wanted - found if is_missed else found - wanted)
        if values:
            quotes = [fact.quote[:80] for fact in one.facts if fact.value in values]
            yield " | ".join((one.page.id, " ".join(values), *quotes))


def _pair(counted: Tally) -> str:
    return f"{_number(counted.precision)} / {_number(counted.recall)}"


def _number(share: float | None) -> str:
    return "–" if share is None else f"{share:.2f}"


def _row(first: str, cells: Iterable[object]) -> str:
    return f"| {first} | {' | '.join(str(cell) for cell in cells)} |"
