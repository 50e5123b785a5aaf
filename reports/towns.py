"""The names of all sites for the search of the first page: a script, as pages opened from a disk
may not read files of data.
"""

import json
from pathlib import Path

from minna.text import replace_control_characters
from reports.report_data import SurveyReport

MAX_LENGTH = 60
"""Characters of a name."""


def write(report: SurveyReport, out: Path) -> Path:
    """`static/towns.js`: name, reading, prefecture and file name of each site."""
    rows = [
        [
            *(
                replace_control_characters(text)[:MAX_LENGTH]
                for text in (entry.site.name, entry.site.kana, entry.site.pref)
            ),
            entry.slug,
        ]
        for entry in report.entries
    ]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    for character in ("<", "\u2028", "\u2029"):
        text = text.replace(character, f"\\u{ord(character):04x}")
    path = out / "static" / "towns.js"
    path.write_text(f"window.minnaTowns={text};\n", encoding="utf-8")
    return path
