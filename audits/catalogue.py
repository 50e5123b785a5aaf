"""Everything we judge by, as the tables that `python -m audits.catalogue` prints for the docs."""

import sys
from collections.abc import Iterable

from audits.judge import own_cards, rules_kept
from minna.records import Card, Certainty

HEAD = (
    "| check | criterion | impact | counts in a score | title | 検査の対象 |\n"
    "|---|---|---|---|---|---|"
)
SURE = {
    Certainty.CERTAIN: "yes",
    Certainty.LIKELY: "no: likely",
    Certainty.REVIEW: "no: to review",
    Certainty.MANUAL: "no: by hand",
}


def catalogue() -> str:
    """Our own checks, then axe's rules, as two Markdown tables."""
    ours, axe = table(own_cards().values()), table(rules_kept().values())
    return f"## Our own checks\n\n{ours}\n\n## axe-core's rules\n\n{axe}\n"


def table(cards: Iterable[Card]) -> str:
    """A Markdown table with one row per card, by criterion and id."""
    ordered = sorted(cards, key=lambda card: (not card.criterion, order(card.criterion), card.id))
    return "\n".join([HEAD, *map(row, ordered)])


def row(card: Card) -> str:
    """One card's row; advice has no criterion and never counts."""
    criterion = f"{card.criterion} ({card.level})" if card.criterion else "advice"
    counts = SURE[Certainty(card.certainty)] if card.criterion else "no"
    cells = (f"`{card.id}`", criterion, card.impact, counts, card.title["en"], card.title["ja"])
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def order(criterion: str) -> list[int]:
    """A criterion's place in the standard.

    >>> order("1.4.10") > order("1.4.2")
    True
    """
    return [int(part) for part in criterion.split(".") if part]


if __name__ == "__main__":
    sys.stdout.write(catalogue())
