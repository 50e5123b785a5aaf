"""Measures the detectors of tasks: `python -m benchmarks.services`.

`--write` renews the table in docs/services.md; `--missed DETECTOR` and `--false DETECTOR` list what
is wrong on the open half.
"""

import argparse
from pathlib import Path

from benchmarks.services import measure
from benchmarks.tables import write

DOCUMENT = Path(__file__).parents[2] / "docs" / "services.md"
MARKERS = "measured tasks"


def main() -> None:
    """Print the tables, or write them, or list what is wrong."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.services", description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the table in docs/services.md")
    parser.add_argument("--missed", metavar="DETECTOR", help="what it misses on the open half")
    parser.add_argument("--false", metavar="DETECTOR", help="what it finds wrongly there")
    asked = parser.parse_args()
    if asked.missed or asked.false:
        for line in measure.wrong(asked.missed or asked.false, bool(asked.missed)):
            print(line)
        return
    tables = measure.tables()
    print(tables)
    if asked.write:
        write(DOCUMENT, MARKERS, tables)


if __name__ == "__main__":
    main()
