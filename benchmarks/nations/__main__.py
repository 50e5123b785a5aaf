"""`python -m benchmarks.nations`: which way of scoring orders sites by the harm that they do?

The tables are printed as they come; `--write` puts them into docs/scoring.md. It needs the kept
evidence of `python -m benchmarks.injection --look`.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import tables
from benchmarks.corpora import are_here
from benchmarks.nations import prefecture, trial
from benchmarks.nations.candidates import PRESENT, VISIT, candidates, named
from benchmarks.nations.harm import DEFINITIONS
from benchmarks.nations.measured import Measured, measure
from benchmarks.nations.towns import Shape

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "scoring.md"
PLAIN = Shape()
SHAPES = (
    PLAIN,
    Shape("half as many barriers", 0.75, 1.0, 1.5, 2.0),
    Shape("twice as many barriers", 3.0, 4.0, 6.0, 8.0),
    Shape("barriers in templates alone", 3.0, 4.0, 0.0, 0.0),
    Shape("barriers in content alone", 0.0, 0.0, 6.0, 8.0),
    Shape("sites more alike", spread=0.4),
    Shape("sites further apart", spread=1.2),
    Shape("all kinds equally frequent", uneven=0.0),
    Shape("no clean twins", clean=0.0),
    Shape("all kinds, profile wcag22-aa", profile="wcag22-aa"),
)
TRIED = (
    PRESENT.name,
    "weights: equal",
    "weights: groups",
    "√share, equal",
    VISIT.name,
    "worst of five, equal",
    "worst of five, groups",
)
FOLDS = 4


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nations", description=__doc__)
    parser.add_argument("tables", nargs="*", help=f"of {', '.join(TABLES)}; all if none is named")
    parser.add_argument("--nations", type=int, default=12, help="nations of each table")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scoring.md")
    options = parser.parse_args()
    if not are_here():
        print("Nothing is measured: the pages are not beside this checkout, in ../shared/corpora.")
        return
    measured = measure(PLAIN.profile)
    for name in options.tables or TABLES:
        block = "\n\n".join(TABLES[name](measured, options.nations))
        print(f"{block}\n", flush=True)
        if options.write:
            tables.write(DOCUMENT, f"method-nations-{name}", block)


def of_candidates(measured: Measured, nations: int) -> Iterator[str]:
    """All candidates, today and were more found."""
    yield headline(measured, nations)
    tallies_by_name = trial.tallies(measured, PLAIN, nations, more=named(*TRIED))
    yield by_candidate(tallies_by_name)
    yield by_recall(tallies_by_name)


def of_shapes(measured: Measured, nations: int) -> Iterator[str]:
    """Other nations, and how sure the figure is of itself."""
    yield by_shape(measured, max(2, nations // 3))
    yield how_sure(measured)


def of_kinds(measured: Measured, nations: int) -> Iterator[str]:
    """Kinds that a choice was not made by."""
    yield by_fold(measured, max(2, nations // 3))


def of_prefecture(_measured: Measured, _nations: int) -> Iterator[str]:
    """The sample prefecture by both methods."""
    yield prefecture.block()


TABLES: Mapping[str, Callable[[Measured, int], Iterator[str]]] = {
    "candidates": of_candidates,
    "shapes": of_shapes,
    "kinds": of_kinds,
    "prefecture": of_prefecture,
}


def headline(measured: Measured, nations: int) -> str:
    """What the nations are made of."""
    sure = sum(any(s.is_sure for s in m.said) for m in measured.barriers)
    likely = sum(bool(m.said) for m in measured.barriers)
    wrong = sum(any(s.is_sure for s in m.said) for m in measured.clean)
    doubted = sum(bool(m.said) for m in measured.clean)
    n, clean = len(measured.barriers), len(measured.clean)
    return (
        f"`python -m benchmarks.nations`: {nations} nations of "
        f"{trial.SITES} sites from {n} measured barriers of "
        f"{len({m.case.kind for m in measured.barriers})} kinds, {clean} clean twins and "
        f"{len(measured.hosts)} pages. Surely found are {sure / n:.0%} of the barriers, "
        f"with likely findings {likely / n:.0%}; of the clean twins {wrong / clean:.1%} and "
        f"{doubted / clean:.1%} are said to fail."
    )


def by_candidate(tallies: trial.Tallies) -> str:
    """Every way of scoring, by every definition of harm."""
    rows = []
    limits = (trial.LIMIT_SURE, trial.LIMIT_ANY)
    for name in (*(c.name for c in candidates()), *limits):
        tally = tallies[name]
        mean = float(tally.of_nations().mean())
        over, low, high = trial.gain(tallies, name)
        rows.append(
            [
                name,
                *(f"{r:.2f}" for r in tally.means()),
                f"{mean:.3f} [{', '.join(f'{x:.3f}' for x in trial.interval(tally.of_nations()))}]",
                "" if name == PRESENT.name else f"{over:+.3f} [{low:+.3f}, {high:+.3f}]",
                tables.figure(average(tally.retest), 3),
                tables.figure(average(tally.places), 1),
                tables.figure(average(tally.moved), 1),
            ]
        )
    head = (
        "score",
        *DEFINITIONS,
        "mean ρ",
        "above the present",
        "retest ρ",
        "places lost",
        "moved",
    )
    return tables.table(head, rows)


def average(numbers: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return sum(numbers) / len(numbers) if numbers else None


def by_recall(tallies: trial.Tallies) -> str:
    """The same scores, were more found than is."""
    tried = [c for c in candidates() if trial.name_with_more(c, trial.FOUND_MORE[0]) in tallies]
    rows = [
        [
            c.name,
            f"{tallies[c.name].of_nations().mean():.3f}",
            *(
                f"{tallies[trial.name_with_more(c, share)].of_nations().mean():.3f} "
                f"({tallies[trial.name_with_more(c, share)].means().min():.2f})"
                for share in trial.FOUND_MORE
            ),
        ]
        for c in tried
    ]
    more = (f"{share:.0%} of the rest" for share in trial.FOUND_MORE)
    return tables.table(("mean ρ (the least of the definitions)", "as it is", *more), rows)


def how_sure(measured: Measured) -> str:
    """Whether the interval of the figure by visits holds what it should."""
    held, half = trial.coverage(measured, PLAIN, 2)
    return (
        f"The 95 % interval of `{VISIT.name}` holds what {trial.LARGE:,} other random pages say "
        f"in {held:.1%} of {2 * trial.SITES} sites; half of it is {half:.1f} points on average."
    )


def by_shape(measured: Measured, nations: int) -> str:
    """Nations of other shapes."""
    rows = []
    for shape in SHAPES:
        of_profile = measured if shape.profile == PLAIN.profile else measure(shape.profile)
        tallies_by_name = trial.tallies(of_profile, shape, nations, named(*TRIED))
        over, low, high = trial.gain(tallies_by_name, VISIT.name)
        rows.append(
            [
                shape.name,
                *(
                    f"{tallies_by_name[name].of_nations().mean():.3f}"
                    for name in (*TRIED, trial.LIMIT_SURE)
                ),
                f"{over:+.3f} [{low:+.3f}, {high:+.3f}]",
            ]
        )
    gain = f"{VISIT.name} above the present"
    return tables.table((f"nations ({nations} each)", *TRIED, "limit", gain), rows)


def by_fold(measured: Measured, nations: int) -> str:
    """Chosen by some kinds, tried on the others."""
    rows = []
    for number, (best, chosen, tried) in enumerate(
        trial.left_out(measured, PLAIN, nations, FOLDS, named(*TRIED)), 1
    ):
        over, low, high = trial.gain(tried, best)
        rows.append(
            [
                str(number),
                best,
                f"{chosen[best].of_nations().mean():.3f}",
                f"{tried[best].of_nations().mean():.3f}",
                f"{tried[PRESENT.name].of_nations().mean():.3f}",
                f"{over:+.3f} [{low:+.3f}, {high:+.3f}]",
            ]
        )
    head = ("fold left out", "best by the others", "ρ there", "ρ on the fold", "present", "gain")
    return tables.table(head, rows)


if __name__ == "__main__":
    main()
