"""Signs that pack several letters into one are written out.

“㈱”, “㍻” or “№” are skipped by some screen readers and missing from some fonts.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import japanese, some
from audits.facts.text import Text
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "機種依存文字", "en": "Platform-dependent characters"},
    passed={
        "ja": "「㈱」「①」などの機種依存文字は使われていません",
        "en": "Signs like ㈱ or ① are not used",
    },
    failed={
        "found": {
            "ja": "機種依存文字が {count} か所で使われています（{examples}）",
            "en": "{count} places use platform-dependent characters ({examples})",
        }
    },
    fix={
        "ja": "「㈱」は「株式会社」、「①」は「(1)」、「℡」は「電話」、「Ⅲ」は「3」のように、"
        "普通の文字で書きます。",
        "en": "Write them out: 株式会社 for ㈱, (1) for ①, 電話 for ℡, 3 for Ⅲ.",
    },
    about={
        "ja": "複数の文字を一字にまとめた記号は、読み上げソフトによって読み飛ばされたり、"
        "別の読み方をされたりします。環境によっては表示もされません。"
    },
)

PACKED = re.compile(r"[①-⓿❶-➓㈀-㏿Ⅰ-ⅿ№℡℻]")
LETTER = re.compile(r"[^\W\d_]")


def check(text: Text) -> Verdict:
    """Enclosed and squared characters, Roman numerals, № and ℡ (the list of SHIRASAGI's editor)."""
    blocks = [b for b in japanese(text) if LETTER.search(b["text"])]
    if not blocks:
        return inapplicable()
    bad = [b for b in blocks if PACKED.search(b["text"])]
    return (
        failed("found", bad, examples=some(c for b in bad for c in PACKED.findall(b["text"])))
        if bad
        else passed()
    )
