"""How long the report of a made-up nation takes, how much memory, and how large it becomes.

    python -m benchmarks.report [--seed 1] [--sites 1741] [--keep FOLDER]

Makes up the nation (`samples/nation`), scores it, writes its report, writes it again with nothing
changed and with one page of one body changed, and prints what each took.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.tables import table
from minna.records import Finding, Page, PageScore, Run, Tier
from minna.store import Store

HEAD = ("step", "seconds", "CPU seconds", "peak memory", "must be below")
SIZES = ("what", "size", "must be below")
STEPS = {
    "made up": "",
    "scored": "",
    "report": "90 s, 1 GB",
    "again, nothing changed": "5 s",
    "again, one body changed": "5 s",
}
MB = 1_000_000


def main() -> None:
    """Measure, and print two tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", type=int, default=1741)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--step", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(step(given.step, given.keep, given.seed, given.sites)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(report(folder, given.seed, given.sites))


def report(folder: Path, seed: int, sites: int) -> str:
    """Both tables; each step is a process of its own, so that memory is its own too."""
    rows = []
    for name, limit in STEPS.items():
        command = [sys.executable, "-m", "benchmarks.report", "--step", name, "--keep", str(folder)]
        command += ["--seed", str(seed), "--sites", str(sites)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        took = json.loads(done.stdout.splitlines()[-1])
        memory = f"{took['mb']:.0f} MB"
        rows.append([name, f"{took['wall']:.1f}", f"{took['cpu']:.1f}", memory, limit])
        print(rows[-1], file=sys.stderr, flush=True)
    return "\n\n".join([about(folder), table(HEAD, rows), table(SIZES, sizes(folder / "report"))])


def step(name: str, folder: Path, seed: int, sites: int) -> dict[str, float]:
    """One step, with its seconds, seconds of all processes, and memory of the largest."""
    import reports
    import scoring
    from minna.cli.demo import make_up_nation, places

    begun = time.monotonic()
    store = Store(folder / "nation.db")
    if name == "made up":
        make_up_nation(store, seed, places()[:sites])
    elif name == "scored":
        scoring.score(store, store.run())
    else:
        if name.endswith("one body changed"):
            change(store, store.run())
        reports.build(store, store.run(), folder / "report")
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "wall": time.monotonic() - begun,
        "cpu": sum(each.ru_utime + each.ru_stime for each in used),
        "mb": max(each.ru_maxrss for each in used) / 1024,
    }


def change(store: Store, run: Run) -> None:
    """Another title for one page of a body."""
    scored = next(store.read(PageScore, run=run.id))
    page = store.get(Page, run=run.id, site=scored.site, url=scored.url)
    assert page is not None, "what has a score is a page"
    store.save([replace(page, title=f"{page.title}（改）")])


def about(folder: Path) -> str:
    """What was measured."""
    store = Store(folder / "nation.db")
    run = store.run()
    tier = store.get(Tier, run=run.id, group="all")
    return (
        f"Seed {run.seed}: {store.count(PageScore):,} pages with {store.count(Finding):,} findings;"
        f" two tiers: {tier.status if tier else 'not asked'}."
    )


def sizes(out: Path) -> list[list[str]]:
    """The sizes of the front page, body pages and the whole without pictures."""
    files = [path for path in out.rglob("*") if path.is_file()]
    bodies = sorted(path.stat().st_size for path in files if path.parent.name == "sites")
    whole = sum(path.stat().st_size for path in files if path.suffix != ".webp")
    return [
        ["front page", f"{(out / 'index.html').stat().st_size / 1000:.0f} kB", "300 kB"],
        ["body page, median", f"{bodies[len(bodies) // 2] / 1000:.0f} kB", ""],
        ["body page, largest", f"{bodies[-1] / 1000:.0f} kB", "150 kB"],
        ["whole report", f"{whole / MB:.0f} MB", "250 MB"],
    ]


if __name__ == "__main__":
    main()
