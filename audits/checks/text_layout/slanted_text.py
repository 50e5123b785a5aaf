"""Long text stands upright.

Slanted letters run into each other; people with dyslexia and people who see poorly read them
slowly, and kanji, which were never meant to lean, worst of all.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.styles import Styles
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "斜体の文章", "en": "Slanted text"},
    passed={
        "ja": "斜体の長い文章は見つかりませんでした",
        "en": "No long text was found in slanted letters",
    },
    failed={
        "slanted": {
            "ja": "斜体の長い文章が {count} 個あります",
            "en": "{count} long pieces of text are in slanted letters",
        }
    },
    fix={
        "ja": "文章には斜体を使わず、強調は太字にします。例：<strong>締切は5月31日です</strong>。",
        "en": "Do not slant text; for stress use bold: <strong>The deadline is May 31</strong>.",
    },
    about={
        "ja": "斜体は字の形がつぶれ、読み書きに困難のある人や見えにくい人には読みづらくなります。"
        "漢字の多い文章では特に読みにくくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/visual-presentation",
)

JAPANESE = 40  # letters
LATIN = 100


def check(styles: Styles) -> Verdict:
    """A slanted word or title is no trouble."""
    if not (styles["prose"] or any(styles["looked"].values())):
        return inapplicable()
    slanted = [
        p
        for p in styles["prose"]
        if p["slanted"] and p["chars"] >= (JAPANESE if p["japanese"] else LATIN)
    ]
    return failed("slanted", slanted) if slanted else passed()
