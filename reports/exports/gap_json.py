"""The gap figures and what the tests for two tiers said, and which decided, group by group."""

import json
from dataclasses import asdict
from pathlib import Path

from minna.records import Run
from minna.store import Store
from reports.book import Book, open_book
from reports.words import gap_sentence, languages


def write(store: Store, run: Run, folder: Path) -> Path:
    """`gap.json`: {run, groups: {group: {tier, gaps, sentence}}}."""
    book, path = open_book(store, run), folder / "gap.json"
    groups = [*(gap.group for gap in book.gaps), *(tier.group for tier in book.tiers)]
    names = dict.fromkeys(["all", *groups])
    told = {"run": run.id, "groups": {name: group(book, name) for name in names}}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def group(book: Book, name: str) -> dict[str, object]:
    """All that is known of one group."""
    tier, gaps = book.tier(name), book.gaps_of(name)
    return {
        "tier": asdict(tier) if tier else None,
        "gaps": {gap.measure: asdict(gap) for gap in gaps},
        "sentence": {lang: gap_sentence(tier, gaps, lang, book.cards) for lang in languages()},
    }
