"""What Minna's audit sees of barriers that are known, and what it sees where there are none.

`python -m benchmarks.detection --look` looks at every page of the sets through both windows and
keeps the evidence outside the repository; `python -m benchmarks.detection` judges it with today's
checks and prints the tables, `--write` puts them into docs/detection.md. `--missed A2-act` and
`--false A2-act` are working lists for those who write checks. Of the sealed half of a set only
totals are told (see benchmarks/sealed.py).
"""

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

from audits.judging import axe_rules
from audits.judging.axe_rules import VENDORED, criteria_of
from audits.judging.check_runner import page_check_metas, run_checks, to_finding
from benchmarks import seeing, tables
from benchmarks.corpora import EVERY, SitePage, are_here, served
from benchmarks.sealed import is_open, is_sealed
from benchmarks.seeing import Gathered
from benchmarks.sets import TRUE, Claim, EngineReports, Measure, Share, every, gds, good
from benchmarks.sightings import Report
from minna.records import Evidence, Finding

DOCUMENT = Path(__file__).parent.parent / "docs" / "detection.md"
SETS: dict[str, ModuleType] = every()
STRICTER = {
    "1.4.3": "1.4.6",
    "1.4.5": "1.4.9",
    "2.1.1": "2.1.3",
    "2.2.1": "2.2.3",
    "2.3.1": "2.3.2",
    "2.4.4": "2.4.9",
}
"""Criteria of level A or AA, and those of level AAA that ask the same without exceptions."""
HEAD = ("set", "measure", "must reach", "axe alone", "sure", "sure or likely")
HALVES = (
    "set",
    "measure",
    "axe alone: open",
    "sealed",
    "sure: open",
    "sealed",
    "sure or likely: open",
    "sealed",
    "apart by",
)
READ_HEAD = (
    "set",
    "said of clean cases: open",
    "read",
    "of these true",
    "sealed",
    "read",
    "of these true",
)
WHOLE = ("detection", "halves")
"""Blocks that are of all sets."""
APART = 5.0
"""Points between the halves of a set from which on its checks fit the half that was seen."""


def look(names: Iterable[str], only: str) -> None:
    """Look at the pages of these sets that today's eyes have not seen."""
    by_name = {page.name: page for name in names for page in SETS[name].pages()}
    pages = seeing.unseen([page for name, page in by_name.items() if only in name])
    print(f"{len(pages)} of {len(by_name)} pages are to be looked at", flush=True)
    if not pages:
        return
    with tempfile.TemporaryDirectory() as place:
        folders = {page.site: EVERY.get(page.site, "") for page in pages}
        if gds.SKELETON.site in folders:
            folders[gds.SKELETON.site] = str(gds.skeleton_site(Path(place)))
        with served(folders) as roots:
            seeing.look_at(pages, roots, Path(place))


def judged(visited: Gathered, *, as_declared: bool = False) -> EngineReports:
    """The evidence as all checks judge it, and as axe's rules alone do.

    A page that one window did not see is not measured. `as_declared`: each check is as sure as its
    file says, whatever was measured of it.
    """
    measured = {
        name: visits
        for name, visits in visited.pages.items()
        if visits and all(evidence.status == "ok" for evidence in visits)
    }
    of_check = criteria_by_check()
    by_name: dict[str, list[Finding]] = {name: [] for name in measured}
    had: dict[str, frozenset[str]] = dict.fromkeys(measured, frozenset())
    for name, visits in measured.items():
        for evidence in visits:
            findings, outcomes = run_checks(evidence, as_declared=as_declared)
            by_name[name] += findings
            had[name] |= {*outcomes.passed, *outcomes.failed, *outcomes.cant_tell}
    axe = {name: [f for e in visits for f in by_axe(e)] for name, visits in measured.items()}
    return EngineReports(Report(by_name, of_check), Report(axe, of_check), had)


def by_axe(evidence: Evidence) -> Iterator[Finding]:
    """What axe's rules alone find, those included that a check of ours replaces."""
    cards_of_axe = {card.id: card for card in axe_rules.axe_metas()}
    for card, verdict in axe_rules.verdicts(evidence, cards_of_axe):
        yield to_finding(evidence, card, verdict)


def criteria_by_check() -> dict[str, tuple[str, ...]]:
    """The criteria of every check, with those that are broken wherever one of them is.

    A rule of axe's may have several, and its card names the first.
    """
    rules = json.loads((VENDORED / "rules.json").read_text(encoding="utf-8"))
    by_id: dict[str, tuple[str, ...]] = {
        card.id: (card.criterion,) if card.criterion else () for card in page_check_metas()
    }
    by_id |= {f"axe:{rule['id']}": tuple(criteria_of(rule["tags"])) for rule in rules}
    return {check: with_stricter(own) for check, own in by_id.items()}


def with_stricter(own: Sequence[str]) -> tuple[str, ...]:
    """Criteria with their stricter siblings: who breaks the first breaks the second.

    >>> with_stricter(["2.4.4", "4.1.2"])
    ('2.4.4', '4.1.2', '2.4.9')
    """
    return tuple(dict.fromkeys([*own, *(STRICTER[sc] for sc in own if sc in STRICTER)]))


def former(name: str) -> str:
    """A set's block as the document has it."""
    return tables.between(DOCUMENT.read_text(encoding="utf-8"), f"detection-{name}")


def blocks(names: Sequence[str], reports: EngineReports, visited: Gathered) -> dict[str, str]:
    """The summary, and each set's own table."""
    rows = [m.cells() for name in names for m in SETS[name].measures(reports, former(name))]
    summary = f"{circumstances(visited)}\n\n{tables.table(HEAD, rows)}"
    own = {f"detection-{name}": SETS[name].block(reports, former(name)) for name in names}
    return {"detection": summary, "halves": halves(names, reports)} | own


def halves(names: Sequence[str], reports: EngineReports) -> str:
    """What can be counted by halves, both side by side."""
    rows = []
    for name in names:
        parts = [SETS[name].measures(reports, former(name), part) for part in (is_open, is_sealed)]
        for measure, unseen in zip(*parts, strict=True):
            if all(isinstance(m.likely, Share) and m.likely.whole for m in (measure, unseen)):
                rows.append(half_row(measure, unseen))
    return tables.table(HALVES, rows) + "\n\n" + read_table(names, reports)


def read_table(names: Sequence[str], reports: EngineReports) -> str:
    """How much of what fails clean cases was read by people, in both halves of each set.

    Pages that are meant to be well have no halves and are left out.
    """
    rows = []
    for name in names:
        said = [claim for claim in SETS[name].claims(reports, former(name)) if claim.of_clean]
        if said and name != good.NAME:
            parts = [[c for c in said if is_sealed(c.case) == sealed] for sealed in (False, True)]
            rows.append([name, *(cell for part in parts for cell in read_cells(part))])
    return tables.table(READ_HEAD, rows)


def read_cells(claims: Sequence[Claim]) -> list[str]:
    """How many claims there are, how many were read, and how many of these are true."""
    read = [claim for claim in claims if claim.is_read]
    true = sum(claim.reading == TRUE for claim in read)
    return [str(len(claims)), str(len(read)), str(true)]


def half_row(measure: Measure, unseen: Measure) -> list[str]:
    """A measure of both halves; the greatest difference is marked where it is too great."""
    strengths = (
        (measure.axe, unseen.axe),
        (measure.sure, unseen.sure),
        (measure.likely, unseen.likely),
    )
    apart = [points(*pair) for pair in strengths]
    mark = f"**{max(apart[1:]):.1f}**" if max(apart[1:]) > APART else f"{max(apart[1:]):.1f}"
    return [measure.of, measure.what, *(str(share) for pair in strengths for share in pair), mark]


def points(one: Share | str, other: Share | str) -> float:
    """By how many points two shares differ; those of nothing do not."""
    if isinstance(one, str) or isinstance(other, str):
        return 0.0
    if one.percent is None or other.percent is None:
        return 0.0
    return abs(one.percent - other.percent)


def circumstances(visited: Gathered) -> str:
    """With what the pages were looked at, and when they were judged."""
    runs_line = "; ".join(
        f"{run.started[:10]} by eyes `{run.id}` with {run.versions['chromium']}, "
        f"axe-core {run.versions['axe-core']}, Playwright {run.versions['playwright']}"
        for run in visited.runs
    )
    not_ok = sorted(n for n, es in visited.pages.items() if any(e.status != "ok" for e in es))
    return (
        f"`python -m benchmarks.detection`, judged on {date.today().isoformat()}; "
        f"{len(visited.pages)} pages, looked at on {runs_line or 'no day yet'}."
        + (f" Not measured: {', '.join(not_ok)}." if not_ok else "")
    )


def warn(pages: Sequence[SitePage], visited: Gathered) -> None:
    """Say which evidence is missing or older than the eyes of today."""
    missing = sum(page.name not in visited.pages for page in pages)
    if missing or visited.stale:
        print(
            f"{missing} pages have not been looked at, and {len(visited.stale)} not with today's "
            "gatherers: --look does it.\n"
        )


def listed(lines: Mapping[str, Iterable[str]]) -> None:
    """Print working lists."""
    for name, entries in lines.items():
        in_order = sorted(entries)
        print(f"{name}: {len(in_order)}", *in_order, sep="\n")


def main() -> None:
    """Do what the command line asks for."""
    arguments = parsed()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    names = [arguments.set] if arguments.set else list(SETS)
    if arguments.look:
        look(names, arguments.only)
        return
    chosen = arguments.missed or arguments.false
    pages = [page for name in ([chosen] if chosen else names) for page in SETS[name].pages()]
    visited = seeing.gathered(pages)
    warn(pages, visited)
    findings_by_page = judged(visited)
    if chosen:
        which = SETS[chosen].missed if arguments.missed else SETS[chosen].wrongly
        print("Of the open half alone; cases of the sealed half are listed nowhere.\n")
        listed({chosen: which(findings_by_page, former(chosen))})
        return
    for place, block in blocks(names, findings_by_page, visited).items():
        print(block, end="\n\n")
        if arguments.write and (place not in WHOLE or not arguments.set):
            tables.write(DOCUMENT, place, block)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--look", action="store_true", help="at pages that today's eyes have not seen"
    )
    parser.add_argument("--set", choices=SETS, help="only this one")
    parser.add_argument("--only", default="", help="look at pages with this in their names")
    parser.add_argument("--missed", choices=SETS, help="list what is not found")
    parser.add_argument("--false", choices=SETS, help="list what is wrongly said to fail")
    parser.add_argument("--write", action="store_true", help="into docs/detection.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
