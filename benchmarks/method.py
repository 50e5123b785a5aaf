"""Does the method hold? Trials on cases whose truth is known, one table each.

`python -m benchmarks.method tiers` runs one trial and prints its table, `--write` puts it into
docs/scoring.md. Seeds are fixed: the same code tells the same figures.
"""

import argparse
import importlib
import time
from pathlib import Path

from benchmarks.tables import write

DOCUMENT = Path(__file__).parent.parent / "docs" / "scoring.md"
TRIALS = ("order", "faults", "samples", "failures", "ranks", "tiers", "classes", "scale", "waves")


def main() -> None:
    """Run the trials that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("trials", nargs="*", help="all if none is named")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/scoring.md")
    options = parser.parse_args()
    for name in options.trials or TRIALS:
        begun = time.process_time()
        block = importlib.import_module(f"benchmarks.trials.{name}").block()
        command = f"`python -m benchmarks.method {name}`"
        text = f"{command}, {time.process_time() - begun:.0f} s of CPU time.\n\n{block}"
        print(f"{text}\n", flush=True)
        if options.write:
            write(DOCUMENT, f"method-{name}", text)


if __name__ == "__main__":
    main()
