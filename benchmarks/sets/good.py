"""Pages that are meant to be well: what surely fails there is a false alarm, or a fault of theirs.

People read each and write into the last column what it is; a reading that begins with `true` says
that the page is at fault, and only the others count as false alarms.
"""

from collections.abc import Iterable, Iterator, Mapping

from benchmarks.corpora import SitePage, pages_of
from benchmarks.sets import OPEN, TRUE, Measure, Told, written
from benchmarks.sightings import SURE, Report, Sighting, of_strength
from benchmarks.tables import cells, table
from minna.criteria import criteria

NAME = "good"
SITES = {
    "A6-city-komaru": "ok-all/",
    "A9-waic-as-test": "",
    "B06-digital-agency-jp": "src/",
}
"""Each with the folder of its good pages."""
HEAD = ("page", "check", "elements", "where", "reason")
COUNTED = ("A", "AA")
Reasons = Mapping[tuple[str, ...], str]


def pages(sites: Iterable[str] = SITES) -> list[SitePage]:
    """All good pages of these sites."""
    return [page for site in sites for page in pages_of(site) if page.path.startswith(SITES[site])]


def alarms(report: Report, sites: Iterable[str] = SITES) -> dict[str, list[Sighting]]:
    """What surely fails on each page under criteria of levels A and AA."""
    return {
        page.name: [
            sighting
            for sighting in of_strength(report.of(page.name), SURE)
            if any(criteria()[sc].level in COUNTED for sc in sighting.criteria)
        ]
        for page in pages(sites)
        if page.name in report.findings
    }


def is_false(page: str, sighting: Sighting, reasons: Reasons) -> bool:
    """Whether nobody has read that the page is really at fault."""
    return not reasons.get((page, f"`{sighting.name}`"), OPEN).startswith(TRUE)


def read(former: str) -> Reasons:
    """What people have written into the last column."""
    return written(cells(former), len(HEAD), slice(0, 2))


def measures(told: Told, former: str) -> list[Measure]:
    """False alarms for every twenty pages, site by site."""
    reasons = read(former)
    return [
        Measure(
            f"{site}/{folder}".rstrip("/"),
            "false alarms for every 20 pages",
            "≤ 1",
            rate(alarms(told.axe, (site,)), reasons),
            rate(alarms(told.minna, (site,)), reasons),
            "–",
        )
        for site, folder in SITES.items()
    ]


def rate(found: Mapping[str, list[Sighting]], reasons: Reasons) -> str:
    """False alarms a page, times twenty; with all that was said to fail."""
    every = [(page, sighting) for page, said in found.items() for sighting in said]
    false = sum(is_false(page, sighting, reasons) for page, sighting in every)
    per_twenty = f"{20 * false / len(found):.2f}" if found else "–"
    return f"{per_twenty} ({false} of {len(every)} findings on {len(found)} pages)"


def block(told: Told, former: str) -> str:
    """A row for each finding, with what people say of it."""
    reasons = read(former)
    return table(
        HEAD,
        [
            [
                page,
                f"`{s.name}`",
                str(s.count),
                f"`{s.selector}`",
                reasons.get((page, f"`{s.name}`"), OPEN),
            ]
            for page, said in alarms(told.minna).items()
            for s in said
        ],
    )


def missed(told: Told, former: str) -> Iterator[str]:
    """Nothing is to be found here."""
    yield from ()


def wrongly(told: Told, former: str) -> Iterator[str]:
    """What surely fails and is not known to be a fault of the page."""
    reasons = read(former)
    for page, said in alarms(told.minna).items():
        for s in said:
            if is_false(page, s, reasons):
                yield "\t".join([page, s.name, str(s.count), s.selector])
