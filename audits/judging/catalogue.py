"""All checks, as tables for the docs; `python -m audits.judging.catalogue` prints them."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator

from audits.judging import site_check_runner
from audits.judging.check_runner import active_axe_rules, own_checks, page_check_metas
from minna.records import Certainty, CheckMeta

HEAD = (
    "| check | criterion | impact | counts in a score | title | 検査の対象 |\n"
    "|---|---|---|---|---|---|"
)
TOGETHER = (
    "Judged when the last page of a site has been seen, on what the pages show as a desktop; of\n"
    "fewer than five pages nothing is said. None of it counts in a score."
)
SURE = {
    Certainty.CERTAIN: "yes",
    Certainty.LIKELY: "no: likely",
    Certainty.REVIEW: "no: to review",
    Certainty.MANUAL: "no: by hand",
}


def catalogue() -> str:
    """Our own checks, axe's rules, and what is judged of a site's pages together, as tables."""
    axe_ids = set(active_axe_rules())
    ours = "\n\n".join(by_topic(meta for meta in page_check_metas() if meta.id not in axe_ids))
    axe = table(meta for meta in page_check_metas() if meta.id in axe_ids)
    together = table(site_check_runner.site_check_metas(), counts=False)
    return (
        f"## Our own checks\n\n{ours}\n\n## axe-core's rules\n\n{axe}\n\n"
        f"## On a site's pages together\n\n{TOGETHER}\n\n{together}\n"
    )


def by_topic(ours: Iterable[CheckMeta]) -> Iterator[str]:
    """A heading, a sentence and a table for each folder of checks."""
    folders: dict[str, list[CheckMeta]] = defaultdict(list)
    for meta in ours:
        folders[own_checks()[meta.id].__name__.rpartition(".")[0]].append(meta)
    for folder in sorted(folders):
        name = folder.rpartition(".")[2].replace("_", " ").capitalize()
        yield f"### {name}\n\n{sys.modules[folder].__doc__}\n\n{table(folders[folder])}"


def table(given: Iterable[CheckMeta], *, counts: bool = True) -> str:
    """A Markdown table with one row per check, by criterion and id."""
    ordered = sorted(given, key=lambda meta: (not meta.criterion, order(meta.criterion), meta.id))
    return "\n".join([HEAD, *(row(meta, may_count=counts) for meta in ordered)])


def row(meta: CheckMeta, *, may_count: bool = True) -> str:
    """One check's row; advice has no criterion and never counts."""
    criterion = f"{meta.criterion} ({meta.level})" if meta.criterion else "advice"
    counts = SURE[Certainty(meta.certainty)] if meta.criterion and may_count else "no"
    cells = (f"`{meta.id}`", criterion, meta.impact, counts, meta.title["en"], meta.title["ja"])
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def order(criterion: str) -> list[int]:
    """A criterion's place in the standard.

    >>> order("1.4.10") > order("1.4.2")
    True
    """
    return [int(part) for part in criterion.split(".") if part]


if __name__ == "__main__":
    sys.stdout.write(catalogue())
