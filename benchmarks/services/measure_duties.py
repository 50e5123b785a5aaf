"""Measures the detectors of duties, claims, systems, trust and vendors on the labelled set.

`python -m benchmarks.services.measure_duties` prints the table, open and sealed side by side, and
what is wrong on pages of the open half. Of the sealed half only totals are printed, ever.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from audits.services.detectors import (
    claim_dates,
    claims,
    contradictions,
    duties,
    evaluation_points,
    standards,
    systems,
    tested_pages,
    trust,
    vendors,
)
from audits.services.document import ServiceDocument, read_document
from audits.services.facts import Context, Detector
from benchmarks.services import labels, truth
from benchmarks.services.measure import Tally
from benchmarks.tables import write

DOCUMENT = Path(__file__).parents[2] / "docs" / "services.md"
MARKERS = "measured duties"
ADDRESS = "https://www.city.example.lg.jp/page/1.html"
DETECTED: dict[str, tuple[Detector, str]] = {
    "duty": (duties, "duty"),
    "claim": (claims, "claim"),
    "standard": (standards, "standard"),
    "deadline": (claim_dates, "deadline"),
    "tested": (claim_dates, "tested"),
    "stated": (claim_dates, "stated"),
    "sample": (tested_pages, "sample"),
    "points": (evaluation_points, "points"),
    "contradiction": (contradictions, "contradiction"),
    "system": (systems, "system"),
    "unknown_system": (systems, "unknown_system"),
    "trust": (trust, "trust"),
    "vendor": (vendors, "vendor"),
}
"""What is measured: the key of the label, its detector, and the kind of its facts."""
LISTS = frozenset(("duty", "standard", "trust", "vendor"))
"""Labels whose values are a list, each of them true."""
ON_MAIN = frozenset(("trust", "vendor"))
"""Labels that speak of the main part alone."""
WHERE_LABELLED = frozenset(("stated", "trust"))
"""Labels that were not given to every page: other pages say nothing of these."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a page says, and what was found on it."""

    page: truth.Page
    key: str
    wanted: frozenset[str]
    found: frozenset[str]


def differences(pages: Iterable[truth.Page]) -> Iterator[Difference]:
    """For each page and key the wanted and the found, those that agree as well."""
    for page in pages:
        whole = read_document(page.document, ADDRESS, page.title, page.crumb)
        main = read_document(_alone(page), ADDRESS, page.title, page.crumb)
        for key in DETECTED:
            if key in WHERE_LABELLED and not (page.all(key) or page.all(f"not{key}")):
                continue
            wanted = _wanted(page, key)
            found = _found(main if key in ON_MAIN else whole, key)
            yield Difference(page, key, wanted, _aligned(page, key, wanted, found, whole))


def _alone(page: truth.Page) -> str:
    if "<body" in page.html or "<head" in page.html:
        return page.html
    title = escape(page.title)
    return f"<html><head><title>{title}</title></head><body><main>{page.html}</main></body></html>"


def _wanted(page: truth.Page, key: str) -> frozenset[str]:
    if key == "unknown_system":
        return frozenset({"unknown"} & {label.values[0] for label in page.all("system")})
    if key == "system":
        values = {" ".join(label.values) for label in page.all(key)}
        return frozenset(values - {"unknown", "cgiform"})
    if key == "contradiction":
        return frozenset({"yes"} if page.all(key) else ())
    if key in LISTS:
        return frozenset(value for label in page.all(key) for value in label.values) - {"none"}
    return frozenset(" ".join(label.values) for label in page.all(key)) - {"none"}


def _found(document: ServiceDocument, key: str) -> frozenset[str]:
    module, kind = DETECTED[key]
    return frozenset(f.value for f in module.detect(document, Context()) if f.kind == kind)


def _aligned(
    page: truth.Page,
    key: str,
    wanted: frozenset[str],
    found: frozenset[str],
    document: ServiceDocument,
) -> frozenset[str]:
    """What was found, in the words of the labels: only what the label speaks of is compared."""
    if key == "contradiction":
        return frozenset({"yes"} if found else ())
    if key == "system":
        known = frozenset(value for value in found if value.split()[0] in labels.SYSTEMS)
        return frozenset(_tenant_as(wanted, value) for value in known)
    if key == "unknown_system":
        others = {v for v in _found(document, "system") if v.split()[0] not in labels.SYSTEMS}
        return frozenset({"unknown"} if found or others else ())
    if key == "sample":
        return frozenset(_sample_as(wanted, value) for value in found)
    if key == "points":
        parts = evaluation_points.detect(document, Context())
        return found | (wanted & {f.value for f in parts if f.kind == "part_points"})
    if key == "trust":
        denied = {value for label in page.all("nottrust") for value in label.values}
        return found & (wanted | denied)
    return found


def _tenant_as(wanted: frozenset[str], value: str) -> str:
    """A system without its tenant where the label names none."""
    return value.split()[0] if value.split()[0] in wanted else value


def _sample_as(wanted: frozenset[str], value: str) -> str:
    """The label, if all that it says of the pages was found so."""
    found = _numbers(value)
    for label in wanted:
        if all(found.get(kind) == number for kind, number in _numbers(label).items()):
            return label
    return value


def _numbers(value: str) -> dict[str, str]:
    """Numbers of pages by how they were chosen; `all 58` and `all total 58` say the same."""
    words = value.split()
    numbers = {
        word: words[place + 1] if place + 1 < len(words) and words[place + 1].isdecimal() else ""
        for place, word in enumerate(words)
        if not word.isdecimal()
    }
    if numbers.get("all"):
        numbers["total"], numbers["all"] = numbers["all"], ""
    return numbers


Key = tuple[str, str, str]
"""Key of the label, half, and size class or `all`."""


def tallies(pages: Iterable[truth.Page]) -> dict[Key, Tally]:
    """Counts for each key, half and size class."""
    counted: dict[Key, Tally] = {}
    for one in differences(pages):
        half = "sealed" if one.page.sealed else "open"
        for size in (one.page.body, "all"):
            counted.setdefault((one.key, half, size), Tally()).add(one.wanted, one.found)
    return counted


SIZES = (*labels.CLASSES, "all")


def table(counted: dict[Key, Tally] | None = None) -> str:
    """Precision and recall by detector and size class, open and sealed side by side."""
    counted = tallies(truth.pages()) if counted is None else counted
    head = [f"{half} {size}" for half in ("open", "sealed") for size in SIZES]
    rows = [f"| precision / recall (of) | {' | '.join(head)} |", f"| --- |{' ---: |' * len(head)}"]
    for key in DETECTED:
        cells = [
            _cell(counted.get((key, half, size), Tally()))
            for half in ("open", "sealed")
            for size in SIZES
        ]
        rows.append(f"| {key} | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cell(tally: Tally) -> str:
    numbers = [f"{n:.2f}" if n is not None else "–" for n in (tally.precision, tally.recall)]
    return f"{numbers[0]} / {numbers[1]} ({tally.right + tally.missed})"


def wrong(pages: Iterable[truth.Page]) -> Iterator[str]:
    """What is wrong on pages of the open half, one line each."""
    for one in differences(page for page in pages if not page.sealed):
        if one.wanted != one.found:
            missed, false = sorted(one.wanted - one.found), sorted(one.found - one.wanted)
            yield f"{one.page.where} {one.page.id} {one.key}: missed {missed}, false {false}"


def main() -> None:
    """Print the table and what is wrong on open pages; `--write` renews docs/services.md."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.services.measure_duties")
    parser.add_argument("--write", action="store_true", help="renew the table in docs/services.md")
    asked = parser.parse_args()
    pages = truth.pages()
    shown = table(tallies(pages))
    print(shown)
    if asked.write:
        write(DOCUMENT, MARKERS, shown)
    for line in wrong(pages):
        print(line)


if __name__ == "__main__":
    main()
