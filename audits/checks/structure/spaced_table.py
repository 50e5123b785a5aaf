"""Tables are marked up as tables, not drawn with spaces.

A screen reader reads the lines from left to right and says nothing of columns; in large print and
on a phone the columns fall apart.
"""

import re
from itertools import pairwise

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "空白で書かれた表", "en": "Tables drawn with spaces"},
    passed={
        "ja": "空白で列をそろえただけの表は見つかりませんでした",
        "en": "No table was found that is only drawn with spaces",
    },
    failed={
        "spaces": {
            "ja": "空白で列をそろえただけの表があるようです（{examples}）",
            "en": "Lines whose columns are made of spaces seem to be a table ({examples})",
        }
    },
    fix={
        "ja": "<table> で書き、見出しのセルを <th> にします。"
        '例：<tr><th scope="row">住民票の写し</th><td>300円</td></tr>。',
        "en": 'Write a <table> with header cells: <tr><th scope="row">Copy</th><td>¥300</td></tr>.',
    },
    about={
        "ja": "音声読み上げは空白で作った列を区切らず、一行の文として続けて読みます。"
        "拡大表示やスマートフォンでは列が崩れ、どの数字が何の値か分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F34",
)

GAP = re.compile(r"(?<=\S)(?:[\u3000\u00a0]{2,}|[ \u3000\u00a0]{3,}|\t+)(?=\S)")
FIGURE = re.compile(r"[0-9０-９]|^[○×△－―-]$")
FULL = "\u3000"
LINES = 3
WIDE, WIDE_FULL = 5, 4  # characters, and full-width spaces: a gap that nobody leaves between words
WIDE_SPACE = re.compile("[\u3000\u00a0]+")
BROKEN_OFF = re.compile(r"[一-龠ぁ-ん]{2}[はがをにでとのもへや、てきしり]$")
LATIN = re.compile("[a-z]$")
PARTS = re.compile(r"[\u3000\u00a0 \t]{2,}")


def check(text: Text) -> Verdict:
    """Three lines in a row with the same columns, of figures if they are only two."""
    blocks = [b for b in text["items"] if GAP.search(b["text"]) and "code" not in b["within"]]
    if not blocks:
        return inapplicable()
    drawn = [b for b in blocks if is_drawn(b) or is_side_by_side(b)]
    return (
        failed("spaces", drawn, examples=some(b["text"].split("\n")[0][:20] for b in drawn))
        if drawn
        else passed()
    )


def is_wide(gap: str) -> bool:
    """Whether a gap is wider than any that is left between words; full-width spaces take more."""
    return len(gap) >= WIDE or gap.count(FULL) >= WIDE_FULL


def is_side_by_side(block: TextBlock) -> bool:
    """Whether two texts stand side by side, and each goes on in the line below.

    >>> is_side_by_side({"text": "We open early    The pool is shut\\nfrom May.    until June."})
    True
    >>> is_side_by_side({"text": "日時　　　10月1日\\n会場　　　市民会館"})
    False
    """
    lines = [PARTS.split(line.strip()) for line in block["text"].split("\n")]
    pairs = [(above, below) for above, below in pairwise(lines) if len(above) == len(below) == 2]
    return all(any(goes_on(above[at], below[at]) for above, below in pairs) for at in (0, 1))


def goes_on(above: str, below: str) -> bool:
    """Whether a line breaks off within a sentence that the next one takes up.

    >>> goes_on("図書館は月曜を", "除く毎日"), goes_on("Monday", "Swimming")
    (True, False)
    """
    return bool(BROKEN_OFF.search(above) or (below[:1].islower() and LATIN.search(above)))


def is_drawn(block: TextBlock) -> bool:
    """Whether lines one after another have as many gaps, and what stands in them is short.

    >>> is_drawn({"text": "住民票　　300円\\n戸籍　　　450円\\n印鑑証明　　300円"})
    True
    """
    run, last = 0, 0
    for line in block["text"].split("\n"):
        gaps = GAP.findall(line.strip())
        cells = PARTS.split(line.strip())
        if 0 < len(gaps) < last and FIGURE.search(cells[-1]):  # wide figures leave a single space
            gaps = WIDE_SPACE.findall(line.strip())
            cells = re.split("[\u3000\u00a0]+", line.strip())
        alone = len(gaps) == 1 and (is_wide(gaps[0]) or bool(FIGURE.search(cells[-1])))
        fits = (alone or len(gaps) > 1) and all(len(cell) <= 25 for cell in cells)
        run = run + 1 if fits and len(gaps) == last else int(fits)
        last = len(gaps)
        if run >= LINES:
            return True
    return False
