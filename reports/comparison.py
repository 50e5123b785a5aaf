"""Two surveys compared, in words for people and as files for programs."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from minna.comparison import KINDS, Comparison, ComparisonWarning, SiteChange, SpreadChange
from reports.cells import write_table
from reports.exports._ranking import short
from reports.words import day, in_language, rank_words, word, word_or

CHECKS_SHOWN = 10
SITE_NAMES = (
    *("code", "name", "old", "new", "change", "low", "high", "direction", *KINDS),
    *("old_rank", "old_rank_low", "old_rank_high", "new_rank", "new_rank_low", "new_rank_high"),
    *("old_visit", "new_visit"),
)
CHECK_NAMES = ("code", "check", "kind", "points", "pages")


@dataclass(frozen=True, slots=True)
class CheckTotal:
    """What one check did to all sites together, for one kind of change."""

    check: str
    kind: str
    points: float  # of the mean score
    sites: int
    pages: int


def opening(told: Comparison, lang: str) -> list[str]:
    """What was compared, what could not be, and what else was not the same."""
    days = {"old_day": day(told.old.started, lang), "new_day": day(told.new.started, lang)}
    lines = [
        word("compare.title", lang, old=told.old.run, new=told.new.run, **days),
        word("compare.paired", lang, n=len(told.sites)),
    ]
    if told.unpaired:
        why = Counter(site.why for site in told.unpaired)
        items = [
            word("compare.unpaired.item", lang, why=word(f"compare.why.{name}", lang), n=n)
            for name, n in sorted(why.items())
        ]
        lines.append(word("compare.unpaired", lang, list=word("list.comma", lang).join(items)))
    if told.cautions:
        items = [caution_words(caution, lang) for caution in told.cautions]
        lines.append(word("compare.cautions", lang, list=word("list.comma", lang).join(items)))
    return lines


def caution_words(caution: ComparisonWarning, lang: str) -> str:
    """What differed, from what to what."""
    name = word_or(f"{caution.kind}.{caution.name}", lang, caution.name)
    none = word("none", lang)
    return word(
        "compare.caution", lang, name=name, old=caution.old or none, new=caution.new or none
    )


def gap_lines(told: Comparison, lang: str) -> list[str]:
    """Whether the gap has grown, measure by measure, or that it cannot be asked."""
    if not told.spreads:
        return [word("compare.few", lang)]
    return [spread_line(spread, lang) for spread in told.spreads]


def spread_line(spread: SpreadChange, lang: str) -> str:
    """One measure before and after, its change with its interval, and what may be said of it."""
    kind = "mean" if spread.measure == "mean" else "gap"
    blanks = asdict(spread) | {
        "measure": word(f"measure.{spread.measure}", lang),
        "verdict": word(f"compare.{kind}.{spread.direction}", lang),
    }
    return word("compare.spread", lang, **blanks)


def tally_line(told: Comparison, lang: str) -> str:
    """How many scores rose, fell, or did neither for sure."""
    count = Counter(site.direction for site in told.sites)
    blanks = {name: count[name] for name in ("more", "less", "unsure")}
    return word("compare.tally", lang, **blanks)


def site_line(site: SiteChange, lang: str) -> str:
    """One site: its scores, what lies between, and ranks only where their change may be told."""
    blanks = {"change": site.change, **asdict(site)}
    told = [word("compare.site", lang, **blanks)]
    told += [
        word("compare.part", lang, kind=word(f"compare.kind.{kind}", lang), points=points)
        for kind, points in site.parts.items()
        if abs(points) >= 0.05
    ]
    if site.has_moved and site.old_rank and site.new_rank:
        old, new = rank_words(site.old_rank, lang), rank_words(site.new_rank, lang)
        told.append(word("compare.rank", lang, old=old, new=new))
    return word("list.comma", lang).join(told)


def check_lines(told: Comparison, lang: str) -> list[str]:
    """The checks that moved the mean score most."""
    return [
        word(
            "compare.check",
            lang,
            kind=word(f"compare.kind.{t.kind}", lang),
            title=in_language(told.cards[t.check].title, lang) or t.check,
            **{name: value for name, value in asdict(t).items() if name != "kind"},
        )
        for t in check_totals(told)[:CHECKS_SHOWN]
        if abs(t.points) >= 0.005
    ]


def check_totals(told: Comparison) -> Sequence[CheckTotal]:
    """Every check and kind over all sites, the weightiest first."""
    points: dict[tuple[str, str], float] = defaultdict(float)
    sites: Counter[tuple[str, str]] = Counter()
    pages: Counter[tuple[str, str]] = Counter()
    for site in told.sites:
        for change in site.checks:
            key = change.check, change.kind
            points[key] += change.points / len(told.sites)
            sites[key] += 1
            pages[key] += change.pages
    ordered = sorted(points, key=lambda key: (-abs(points[key]), key))
    return [CheckTotal(*key, points[key], sites[key], pages[key]) for key in ordered]


def to_data(told: Comparison) -> dict[str, object]:
    """Everything as plain data: surveys, spreads, sites with their checks, who is left out, why."""
    return {
        "old": asdict(told.old),
        "new": asdict(told.new),
        "spreads": [asdict(s) | {"direction": s.direction} for s in told.spreads],
        "sites": [to_site(site) for site in told.sites],
        "checks": [asdict(total) for total in check_totals(told)],
        "unpaired": [asdict(site) for site in told.unpaired],
        "cautions": [asdict(caution) for caution in told.cautions],
    }


def to_site(site: SiteChange) -> dict[str, object]:
    """One site as plain data."""
    told = dict(zip(SITE_NAMES, site_values(site), strict=True))
    return told | {"checks": [asdict(change) for change in site.checks]}


def site_values(site: SiteChange) -> Iterator[object]:
    """The values of SITE_NAMES; ranks are empty where their change may be chance."""
    yield from (site.code, site.name)
    yield from map(short, (site.old, site.new, site.change, site.low, site.high))
    yield site.direction
    yield from (short(site.parts[kind]) for kind in KINDS)
    for rank in (site.old_rank, site.new_rank):
        shown = rank if site.has_moved else None
        yield from (shown.rank, shown.low, shown.high) if shown else (None, None, None)
    yield from (short(site.old_visit), short(site.new_visit))


def write_comparison(told: Comparison, folder: Path) -> list[Path]:
    """`comparison.json` with everything, and a table of the sites and one of their checks."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "comparison.json"
    whole.write_text(json.dumps(to_data(told), ensure_ascii=False, indent=1), encoding="utf-8")
    checks = (
        (site.code, change.check, change.kind, short(change.points), change.pages)
        for site in told.sites
        for change in site.checks
    )
    return [
        whole,
        write_table(
            folder / "comparison.csv", SITE_NAMES, map(tuple, map(site_values, told.sites))
        ),
        write_table(folder / "comparison_checks.csv", CHECK_NAMES, checks),
    ]
