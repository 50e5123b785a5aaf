"""Two surveys compared, as text for people and as files for programs."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from minna.comparison import KINDS, Comparison, ComparisonWarning, SiteChange, SpreadChange
from reports.csv_writer import write_csv
from reports.exports._ranking import short
from reports.i18n import format_date, format_rank, in_language, t, t_or

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


def opening(comparison: Comparison, lang: str) -> list[str]:
    """What was compared, what could not be, and what else was not the same."""
    days = {
        "old_day": format_date(comparison.old.started, lang),
        "new_day": format_date(comparison.new.started, lang),
    }
    lines = [
        t("compare.title", lang, old=comparison.old.run, new=comparison.new.run, **days),
        t("compare.paired", lang, n=len(comparison.sites)),
    ]
    if comparison.unpaired:
        reasons = Counter(site.why for site in comparison.unpaired)
        items = [
            t("compare.unpaired.item", lang, why=t(f"compare.why.{name}", lang), n=n)
            for name, n in sorted(reasons.items())
        ]
        lines.append(t("compare.unpaired", lang, list=t("list.comma", lang).join(items)))
    if comparison.cautions:
        items = [warning_message(caution, lang) for caution in comparison.cautions]
        lines.append(t("compare.cautions", lang, list=t("list.comma", lang).join(items)))
    return lines


def warning_message(warning: ComparisonWarning, lang: str) -> str:
    """What differed, from what to what."""
    name = t_or(f"{warning.kind}.{warning.name}", lang, warning.name)
    none = t("none", lang)
    return t("compare.caution", lang, name=name, old=warning.old or none, new=warning.new or none)


def gap_lines(comparison: Comparison, lang: str) -> list[str]:
    """Whether the gap has grown, measure by measure, or that there are too few sites."""
    if not comparison.spreads:
        return [t("compare.few", lang)]
    return [spread_line(spread, lang) for spread in comparison.spreads]


def spread_line(spread: SpreadChange, lang: str) -> str:
    """One measure before and after, its change with its interval, and what may be said of it."""
    kind = "mean" if spread.measure == "mean" else "gap"
    blanks = asdict(spread) | {
        "measure": t(f"measure.{spread.measure}", lang),
        "verdict": t(f"compare.{kind}.{spread.direction}", lang),
    }
    return t("compare.spread", lang, **blanks)


def direction_counts_line(comparison: Comparison, lang: str) -> str:
    """How many scores rose, fell, or did neither significantly."""
    count = Counter(site.direction for site in comparison.sites)
    blanks = {name: count[name] for name in ("more", "less", "unsure")}
    return t("compare.tally", lang, **blanks)


def site_line(site: SiteChange, lang: str) -> str:
    """One site: its scores, what lies between, and ranks only where their change is significant."""
    blanks = {"change": site.change, **asdict(site)}
    clauses = [t("compare.site", lang, **blanks)]
    clauses += [
        t("compare.part", lang, kind=t(f"compare.kind.{kind}", lang), points=points)
        for kind, points in site.parts.items()
        if abs(points) >= 0.05
    ]
    if site.has_moved and site.old_rank and site.new_rank:
        old, new = format_rank(site.old_rank, lang), format_rank(site.new_rank, lang)
        clauses.append(t("compare.rank", lang, old=old, new=new))
    return t("list.comma", lang).join(clauses)


def check_lines(comparison: Comparison, lang: str) -> list[str]:
    """The checks that moved the mean score most."""
    return [
        t(
            "compare.check",
            lang,
            kind=t(f"compare.kind.{total.kind}", lang),
            title=in_language(comparison.metas[total.check].title, lang) or total.check,
            **{name: value for name, value in asdict(total).items() if name != "kind"},
        )
        for total in check_totals(comparison)[:CHECKS_SHOWN]
        if abs(total.points) >= 0.005
    ]


def check_totals(comparison: Comparison) -> Sequence[CheckTotal]:
    """Every check and kind over all sites, the weightiest first."""
    points: dict[tuple[str, str], float] = defaultdict(float)
    sites: Counter[tuple[str, str]] = Counter()
    pages: Counter[tuple[str, str]] = Counter()
    for site in comparison.sites:
        for change in site.checks:
            key = change.check, change.kind
            points[key] += change.points / len(comparison.sites)
            sites[key] += 1
            pages[key] += change.pages
    ordered = sorted(points, key=lambda key: (-abs(points[key]), key))
    return [CheckTotal(*key, points[key], sites[key], pages[key]) for key in ordered]


def to_data(comparison: Comparison) -> dict[str, object]:
    """Everything as plain data: surveys, spreads, sites with their checks, who is left out, why."""
    return {
        "old": asdict(comparison.old),
        "new": asdict(comparison.new),
        "spreads": [asdict(s) | {"direction": s.direction} for s in comparison.spreads],
        "sites": [to_site(site) for site in comparison.sites],
        "checks": [asdict(total) for total in check_totals(comparison)],
        "unpaired": [asdict(site) for site in comparison.unpaired],
        "cautions": [asdict(caution) for caution in comparison.cautions],
    }


def to_site(site: SiteChange) -> dict[str, object]:
    """One site as plain data."""
    values = dict(zip(SITE_NAMES, site_values(site), strict=True))
    return values | {"checks": [asdict(change) for change in site.checks]}


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


def write_comparison(comparison: Comparison, folder: Path) -> list[Path]:
    """`comparison.json` with everything, and a table of the sites and one of their checks."""
    folder.mkdir(parents=True, exist_ok=True)
    json_path = folder / "comparison.json"
    json_path.write_text(
        json.dumps(to_data(comparison), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    checks = (
        (site.code, change.check, change.kind, short(change.points), change.pages)
        for site in comparison.sites
        for change in site.checks
    )
    return [
        json_path,
        write_csv(
            folder / "comparison.csv", SITE_NAMES, map(tuple, map(site_values, comparison.sites))
        ),
        write_csv(folder / "comparison_checks.csv", CHECK_NAMES, checks),
    ]
