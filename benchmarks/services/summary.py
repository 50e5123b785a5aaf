"""How large the labelled set is, as the table of docs/services.md."""

from collections import Counter
from collections.abc import Iterable

from benchmarks.services import labels, truth

BODIES = (*labels.CLASSES, "pref", "nation")


def table() -> str:
    """Records by kind, half and kind of body, and steps of tasks by half, in Markdown."""
    pages, trees = truth.pages(), truth.trees()
    rows = [_row("", (*BODIES, "all")), _row("---", ("---:",) * (len(BODIES) + 1))]
    for name, records in (("pages", pages), ("trees", trees)):
        for half in ("open", "sealed"):
            bodies = Counter(one.body for one in records if one.sealed == (half == "sealed"))
            rows.append(
                _row(f"{name}, {half}", [*(bodies[body] for body in BODIES), bodies.total()])
            )
    rows += ["", _row("step", labels.STEPS), _row("---", ("---:",) * len(labels.STEPS))]
    for half in ("open", "sealed"):
        here = [page for page in pages if page.sealed == (half == "sealed")]
        steps = Counter(step for page in here for step in page.serves.values())
        steps[0] = sum(len(page.false_for) for page in here)
        rows.append(_row(f"tasks of pages, {half}", (steps[step] for step in labels.STEPS)))
        found = Counter(
            one.step for tree in trees if tree.sealed == (half == "sealed") for one in tree.truths
        )
        rows.append(_row(f"tasks of trees, {half}", (found[step] for step in labels.STEPS)))
    return "\n".join(rows)


def _row(first: str, cells: Iterable[object]) -> str:
    return f"| {first} | {' | '.join(str(cell) for cell in cells)} |"
