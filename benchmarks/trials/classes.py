"""V12b: two tiers claimed of nations seen through few checks, and found where there are two.

A nation has one latent quality q with one hump, or with two. Each of K checks fails in a site's
template with logit P = a − q, and else on some of its 30 pages. Few common faults make lumps of
scores, whatever the quality. Trials that are done are kept in `benchmarks/results/classes.jsonl`;
a trial's seed is its own, so that more of them can be added.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import beta

from benchmarks.tables import table
from benchmarks.trials import SEED
from scoring.check_outcomes import Outcomes
from scoring.leave_one_out import Dependence, single_dependence
from scoring.posterior import Floats
from scoring.tier_test import tier_test
from scoring.tiers import bimodality_test

KEPT = Path(__file__).parent.parent / "results" / "classes.jsonl"
PAGES = 30
CHECKS = (6, 12, 25, 40)
SIZES = (1741, 300, 47)
SAME = 0.9
"""Share of a site's templates that are its vendor's."""
HEAD = ("truth", *(f"{n} sites" for n in SIZES), "shape alone (until now)")
Rng = np.random.Generator


@dataclass(frozen=True, slots=True)
class Nation:
    """What is true of a nation; two classes have the lower one's share and a distance in SDs."""

    n: int
    checks: int
    sd: float = 1.0  # of quality, within a class, in logits
    shape: str = "normal"
    two: tuple[float, float] | None = None
    vendors: int = 0
    known: bool = True  # whether the registry names them
    discrete: bool = True  # a check's faults weigh the same everywhere
    ceiling: bool = False  # faults are rare, scores near 100
    alike: float = 0.0  # how much pages of a site are alike beyond its quality


def qualities(truth: Nation, size: int, rng: Rng) -> Floats:
    """Latent quality of one hump, shape (size,)."""
    if truth.shape == "skewed":
        return -truth.sd * (rng.gamma(2, 1, size) - 2) / np.sqrt(2)
    if truth.shape == "heavy tails":
        return truth.sd * rng.standard_t(3, size) / np.sqrt(3)
    return rng.normal(0, truth.sd, size)


def draw(truth: Nation, rng: Rng) -> tuple[Outcomes, list[str]]:
    """A nation's outcomes, and the vendors that are known."""
    n, checks = truth.n, truth.checks
    difficulty = rng.normal(-3.0 if truth.ceiling else -1.6, 1.1, checks)
    q = qualities(truth, n, rng)
    if truth.two:
        share, apart = truth.two
        q = q + truth.sd * np.where(rng.random(n) < share, -apart / 2, apart / 2)
    vendor = rng.integers(0, max(truth.vendors, 1), n)
    if truth.vendors:
        of_vendor = qualities(truth, truth.vendors, rng)
        q = np.sqrt(0.5) * (of_vendor[vendor] + q)
    template = rng.random((n, checks)) < logistic(difficulty - q[:, None])
    if truth.vendors:
        common = rng.random((truth.vendors, checks)) < logistic(difficulty - of_vendor[:, None])
        template = np.where(rng.random((n, checks)) < SAME, common[vendor], template)
    usual = np.minimum(0.04 * np.exp(-q) * (0.25 if truth.ceiling else 1), 0.5)[:, None]
    rate = np.broadcast_to(usual, (n, checks))
    if truth.alike:
        spread = 1 / truth.alike - 1
        rate = rng.beta(usual * spread, (1 - usual) * spread, (n, checks))
    fails = template[:, None, :] | (rng.random((n, PAGES, checks)) < rate[:, None, :])
    weight = rng.choice([10, 7, 3, 1], checks, p=[0.15, 0.4, 0.3, 0.15])
    extent = rng.uniform(0.5, 1, (1 if truth.discrete else n, 1, checks))
    names = [f"v{v}" for v in vendor] if truth.vendors and truth.known else [""] * n
    outcomes = Outcomes(
        tuple(str(i) for i in range(n)),
        tuple(f"c{c}" for c in range(checks)),
        np.full((n, PAGES), 1 / PAGES),
        (fails * weight * extent).astype(np.float32),
        np.ones(fails.shape, bool),
        fails.mean(axis=1) >= 0.8,
    )
    return outcomes, names


def logistic(x: Floats) -> Floats:
    """A probability from its logit."""
    chance: Floats = 1 / (1 + np.exp(-x))
    return chance


def one_hump() -> dict[str, list[Nation]]:
    """Nations of one hump, of which nothing may be claimed, by the rows of the table."""
    rows = {}
    for k in CHECKS:
        base = Nation(0, k)
        rows[f"one hump, K = {k}: normal, SD 1 and 0.5"] = [base, replace(base, sd=0.5)]
        rows[f"one hump, K = {k}: skewed; heavy tails"] = [
            replace(base, shape="skewed"),
            replace(base, shape="heavy tails"),
        ]
        rows[f"one hump, K = {k}: sizes of faults vary; near 100; pages alike"] = [
            replace(base, discrete=False),
            replace(base, ceiling=True),
            replace(base, alike=0.2),
        ]
        rows[f"one hump, K = {k}: 12 and 60 vendors"] = [
            replace(base, vendors=12),
            replace(base, vendors=60),
        ]
        rows[f"one hump, K = {k}: 12 and 60 vendors, not known"] = [
            replace(base, vendors=12, known=False),
            replace(base, vendors=60, known=False),
        ]
    return rows


def two_classes() -> dict[str, list[Nation]]:
    """Nations of two classes, three SDs apart."""
    return {
        f"two, K = {k}: {name}, SD {sd}": [Nation(0, k, sd, two=(share, 3.0))]
        for k, (name, share), sd in product(CHECKS, (("50/50", 0.5), ("70/30", 0.3)), (1.0, 0.5))
    }


def rows() -> dict[str, list[Nation]]:
    """All rows."""
    return one_hump() | two_classes()


def trial(truth: Nation, repetition: int) -> dict[str, Any]:
    """One nation: what the test says, and what the shape of the scores says alone."""
    key = json.dumps(asdict(truth), sort_keys=True)
    rng = np.random.default_rng([SEED, repetition, *key.encode()])
    outcomes, vendors = draw(truth, rng)
    begun = time.process_time()
    tier = tier_test(outcomes, vendors, repetition)
    apart = (
        single_dependence(outcomes, vendors, tier, repetition) if tier.is_claimed else Dependence()
    )
    used = time.process_time() - begun
    scores = outcomes.scores()
    shape = bimodality_test(scores[scores < 100 - 1e-6], 1)
    return {
        "truth": asdict(truth),
        "repetition": repetition,
        "decided": tier.decided or apart.decided,
        "gains": [tier.sites_gain, tier.checks_gain],
        "apart": [tier.ashman_d, tier.smaller_share],
        "p": tier.shape_p,
        "shape": shape.status if shape else "",
        "cpu": used,
    }


def run(kinds: Sequence[str], repetitions: Sequence[int], kept: Path) -> None:
    """Add trials to a file of them; those that are there are not done again."""
    done = {key(done_trial) for done_trial in read(kept)}
    for number in repetitions:
        for name, cells in rows().items():
            if not any(name.startswith(kind) for kind in kinds):
                continue
            for cell, n in product(cells, SIZES):
                truth = replace(cell, n=n)
                if (json.dumps(asdict(truth)), number) in done:
                    continue
                done_trial = trial(truth, number)
                with kept.open("a", encoding="utf-8") as file:
                    file.write(line(done_trial) + "\n")


def key(fields: dict[str, Any]) -> tuple[str, int]:
    """A trial's truth and its number."""
    return json.dumps(asdict(Nation(**fields["truth"]))), fields["repetition"]


def line(fields: dict[str, Any]) -> str:
    """A trial as it is kept: of its truth what is unusual, and figures in short."""
    usual = asdict(Nation(0, 0))
    truth = {name: value for name, value in fields["truth"].items() if value != usual[name]}
    short = {name: rounded(value) for name, value in fields.items()}
    return json.dumps(short | {"truth": truth})


def rounded(value: Any) -> Any:
    """Numbers, also those in a list, with two decimals."""
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return round(value, 2) if isinstance(value, float) else value


def read(kept: Path) -> list[dict[str, Any]]:
    """The trials that are done."""
    if not kept.exists():
        return []
    trials = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()]
    for one in trials:
        truth = one["truth"]
        if truth.get("two"):
            truth["two"] = tuple(truth["two"])
        one["truth"] = asdict(Nation(**truth))
    return trials


def table_rows(trials: list[dict[str, Any]]) -> Iterator[list[str]]:
    """A row for each truth that was tried: claims of trials, by number of sites."""
    for name, cells in rows().items():
        by_size = [
            [t for t in trials if Nation(**t["truth"]) in {replace(c, n=n) for c in cells}]
            for n in SIZES
        ]
        if any(by_size):
            every = [t for of_size in by_size for t in of_size]
            old = sum(t["shape"] in ("S1", "S2") for t in every)
            yield [name, *map(counted, by_size), f"{old} of {len(every)}"]


def counted(trials: list[dict[str, Any]]) -> str:
    """How many claim two classes."""
    return f"{sum(not t['decided'] for t in trials)} of {len(trials)}" if trials else "–"


def most(claims: int, trials: int) -> float:
    """The upper 95 % limit of a share (Clopper & Pearson 1934, one-sided)."""
    return float(beta.ppf(0.95, claims + 1, trials - claims)) if claims < trials else 1.0


def pooled(trials: list[dict[str, Any]]) -> Iterator[list[str]]:
    """False claims, pooled by what is true."""
    one = [t for t in trials if not t["truth"]["two"]]
    kinds = {
        "no vendors": [t for t in one if not t["truth"]["vendors"]],
        "vendors, known": [t for t in one if t["truth"]["vendors"] and t["truth"]["known"]],
        "vendors, not known": [t for t in one if not t["truth"]["known"]],
    }
    for name, chosen in kinds.items():
        for n in SIZES:
            here = [t for t in chosen if t["truth"]["n"] == n]
            claims = sum(not t["decided"] for t in here)
            old = sum(t["shape"] in ("S1", "S2") for t in here)
            if here:
                limit = f"{100 * most(claims, len(here)):.1f} %"
                yield [name, f"{n:,}", f"{claims} of {len(here)}", limit, f"{old}"]


def block() -> str:
    """Both tables, of the trials that are kept."""
    trials = read(KEPT)
    head = ("one hump", "sites", "false claims", "upper 95 % limit", "by shape alone")
    seconds = [t["cpu"] for t in trials if t["truth"]["n"] == max(SIZES)]
    text = f"{len(trials)} trials; {np.median(seconds):.0f} s of CPU time for one of 1,741 sites."
    return f"{text}\n\n{table(head, pooled(trials))}\n\n{table(HEAD, table_rows(trials))}"


def main() -> None:
    """Add trials."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kinds", nargs="*", default=[""], help="beginnings of rows' names")
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--repetitions", type=int, default=10)
    parser.add_argument("--into", type=Path, default=KEPT)
    options = parser.parse_args()
    span = range(options.first, options.first + options.repetitions)
    run(options.kinds, span, options.into)


if __name__ == "__main__":
    main()
