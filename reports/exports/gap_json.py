"""The gap figures and what the tests for two tiers said, and which decided, group by group."""

import json
from dataclasses import asdict
from pathlib import Path

from reports.i18n import gap_sentence, languages
from reports.report_data import SurveyReport


def write(report: SurveyReport, folder: Path) -> Path:
    """`gap.json`: {run, groups: {group: {tier, gaps, sentence}}}."""
    path = folder / "gap.json"
    groups = [*(gap.group for gap in report.gaps), *(tier.group for tier in report.tiers)]
    names = dict.fromkeys(["all", *groups])
    data = {"run": report.run.id, "groups": {name: group(report, name) for name in names}}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def group(report: SurveyReport, name: str) -> dict[str, object]:
    """All that is known of one group."""
    tier, gaps = report.tier(name), report.gaps_of(name)
    return {
        "tier": asdict(tier) if tier else None,
        "gaps": {gap.measure: asdict(gap) for gap in gaps},
        "sentence": {lang: gap_sentence(tier, gaps, lang, report.metas) for lang in languages()},
    }
