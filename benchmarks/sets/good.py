"""Pages that are meant to be well: what surely fails there is a false alarm, or a fault of theirs.

People read each finding and write what it is into readings.csv; what nobody has read counts as a
false alarm. Nothing is sealed here but examples of widgets, which are a set of their own as well:
what is true of a page is known only by reading it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from benchmarks.corpora import SitePage, pages_of
from benchmarks.sealed import Part, is_any, is_open
from benchmarks.sets import Claim, EngineReports, Measure
from benchmarks.sets import readings as read_by_people
from benchmarks.sets.readings import FALSE, OPEN, TRUE, Reading, readings
from benchmarks.sightings import FAILED, SURE, Report, Sighting, of_strength
from benchmarks.tables import table
from minna.criteria import criteria

NAME = "good"
SITES = {
    "A6-city-komaru": "ok-all/",
    "A9-waic-as-test": "",
    "B06-digital-agency-jp": "src/",
    "A10-apg": "content/patterns/",
    "B29-uk-govuk-template": "",
    "B11-tokyo-supportnavi": "",
    "B31-us-phila-ui": "",
    "B04-covid19-katsushika": "",
    "B20-it-comuni": "",
    "B01-shirasagi": "",
}
"""Each with the folder of its good pages: written to be examples, or published by public bodies."""
CLAIMED = tuple(site for site in SITES if site != "A10-apg")
"""The others; examples of widgets are a set of their own, half of which is sealed."""
HEAD = ("site", "check", "pages", "elements", "true", "false", "not read", "what was read")
COUNTED = ("A", "AA")
Known = Mapping[tuple[str, str], Reading]


def pages(sites: Iterable[str] = SITES) -> list[SitePage]:
    """All good pages of these sites."""
    return [page for site in sites for page in pages_of(site) if page.path.startswith(SITES[site])]


def alarms(
    report: Report, sites: Iterable[str] = SITES, strengths: Sequence[str] = (SURE,)
) -> dict[str, list[Sighting]]:
    """What fails on each page under criteria of levels A and AA, surely if nothing else is said."""
    return {
        page.name: [
            sighting
            for sighting in of_strength(report.of(page.name), *strengths)
            if any(criteria()[sc].level in COUNTED for sc in sighting.criteria)
        ]
        for page in pages(sites)
        if page.name in report.findings
    }


def shown(by_page: Mapping[str, list[Sighting]]) -> dict[str, list[Sighting]]:
    """Without the sealed half of the examples of widgets, which are a set of their own."""
    return {
        page: said
        for page, said in by_page.items()
        if page.partition("/")[0] in CLAIMED or is_open(page)
    }


def reading_of(page: str, sighting: Sighting, readings_by_key: Known) -> Reading:
    """What was read of a finding; open where nobody has."""
    by_digest = Reading(page, sighting.name, read_by_people.reading_of(page, sighting.name))
    return readings_by_key.get((page, sighting.name), by_digest)


def open_and_read(reports: EngineReports) -> list[Reading]:
    """A reading for every sure finding of today, as it was read or open; likely ones if read.

    Sealed examples of widgets are left out: their readings are kept by digest.
    """
    readings_by_key = readings()
    rows = [
        (s, reading_of(page, s, readings_by_key))
        for page, said in shown(alarms(reports.minna, strengths=FAILED)).items()
        for s in said
    ]
    return [reading for s, reading in rows if s.strength == SURE or reading.reading != OPEN]


def measures(reports: EngineReports, former: str, part: Part = is_any) -> list[Measure]:
    """False alarms for every twenty pages, site by site; what is true of them is only read."""
    readings_by_key = readings()
    return [
        Measure(
            f"{site}/{folder}".rstrip("/"),
            "false alarms for every 20 pages",
            "≤ 1",
            rate(alarms(reports.axe, (site,)), readings_by_key),
            rate(alarms(reports.minna, (site,)), readings_by_key),
            "–",
        )
        for site, folder in SITES.items()
    ]


def rate(by_page: Mapping[str, list[Sighting]], readings_by_key: Known) -> str:
    """False alarms a page, times twenty; with all that was said to fail."""
    every = [reading_of(page, s, readings_by_key) for page, said in by_page.items() for s in said]
    false = sum(reading.reading != TRUE for reading in every)
    per_twenty = f"{20 * false / len(by_page):.2f}" if by_page else "–"
    return f"{per_twenty} ({false} of {len(every)} findings on {len(by_page)} pages)"


def block(reports: EngineReports, former: str) -> str:
    """A row for each check that surely fails pages of a site, with what people say of it."""
    readings_by_key = readings()
    rows: dict[tuple[str, str], list[tuple[Sighting, Reading]]] = defaultdict(list)
    for page, said in shown(alarms(reports.minna)).items():
        for s in said:
            rows[page.partition("/")[0], s.name].append((s, reading_of(page, s, readings_by_key)))
    return table(
        HEAD, [row(site, name, rows_of_check) for (site, name), rows_of_check in rows.items()]
    )


def row(site: str, name: str, rows_read: list[tuple[Sighting, Reading]]) -> list[str]:
    """One check on one site: on how many pages it fails, and what was read there."""
    count = Counter(reading.reading for _, reading in rows_read)
    reasons = dict.fromkeys(reading.reason for _, reading in rows_read if reading.reason)
    numbers = [
        len(rows_read),
        sum(s.count for s, _ in rows_read),
        *(count[r] for r in (TRUE, FALSE, OPEN)),
    ]
    return [site, f"`{name}`", *map(str, numbers), "; ".join(reasons) or OPEN]


def missed(reports: EngineReports, former: str) -> Iterator[str]:
    """Nothing is to be found here."""
    yield from ()


def claims(reports: EngineReports, former: str, sites: Iterable[str] = CLAIMED) -> Iterator[Claim]:
    """What fails, as it was read; what is likely may be unread."""
    readings_by_key = readings()
    for page, said in alarms(reports.minna, sites, FAILED).items():
        for s in said:
            reading = reading_of(page, s, readings_by_key).reading
            yield Claim(page, s, reading, of_clean=True, is_read=reading != OPEN)


def clean(sites: Iterable[str] = CLAIMED) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All pages, for all criteria."""
    for page in pages(sites):
        yield page.name, ()


def wrongly(reports: EngineReports, former: str) -> Iterator[str]:
    """What surely fails and is not known to be a fault of the page."""
    readings_by_key = readings()
    for page, said in shown(alarms(reports.minna)).items():
        for s in said:
            if reading_of(page, s, readings_by_key).reading != TRUE:
                yield "\t".join([page, s.name, str(s.count), s.selector])
