"""Lists are marked up as lists.

A screen reader says “list of five” and lets people skip or count; lines that begin with “・” are
one long paragraph to it.
"""

import re
from itertools import groupby

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import BULLETS, japanese, some
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "記号で書かれた箇条書き", "en": "Lists written with signs"},
    passed={
        "ja": "記号や番号を打ち込んだだけの箇条書きは見つかりませんでした",
        "en": "No list was found that is only typed with signs or numbers",
    },
    failed={
        "lines": {
            "ja": "記号や番号と改行だけで書かれた箇条書きがあるようです（{examples}）",
            "en": "Lines that begin with signs or numbers seem to be a list ({examples})",
        },
        "blocks": {
            "ja": "記号や番号で始まる段落が続き、箇条書きになっているようです（{examples}）",
            "en": "Paragraphs that begin with signs or numbers seem to be a list ({examples})",
        },
    },
    fix={
        "ja": "<ul><li>…</li></ul>（順番があるときは <ol>）で書き、記号や番号は CSS の "
        "list-style に任せます。",
        "en": "Write <ul><li>…</li></ul>, or <ol> where the order counts, and leave the signs to "
        "the CSS property list-style.",
    },
    about={
        "ja": "箇条書きとして書かれていれば、音声読み上げで「リスト5項目」と伝わり、"
        "項目ごとに移動できます。"
        "記号と改行だけでは、長い一つの文として読まれます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H48",
)

MARK = re.compile(
    rf"\s*(?:(?P<sign>[{BULLETS}]|[-*–](?= ))(?!(?P=sign))"
    r"|(?P<number>[0-9０-９]{1,2}[.．、)）](?![0-9０-９])|[（(][0-9０-９]{1,2}[)）]|[①-⑳]))"
    r"\s*(?P<text>\S.+)"
)
FEWEST = 3
MARKED_UP = {"li", "dt", "dd", "pre", "code", "nav", "h1", "h2", "h3", "h4", "h5", "h6"}


def check(text: Text) -> Verdict | list[Verdict]:
    """Three lines in a row, in one block or as sister blocks, that begin alike."""
    blocks = [b for b in japanese(text) if not MARKED_UP & set(b["within"])]
    if not blocks:
        return inapplicable()
    lines = [b for b in blocks if longest_run(b["text"].split("\n")) >= FEWEST]
    sisters = [b for family in families(blocks) for b in family]
    found = [
        failed(key, bad, examples=some(b["text"].split("\n")[0][:20] for b in bad))
        for key, bad in (("lines", lines), ("blocks", sisters))
        if bad
    ]
    return found or passed()


def kind(line: str) -> str:
    """The sign that a line begins with, “1” for any number, or nothing.

    >>> kind("・住民票"), kind("２．対象"), kind("○○市"), kind("1.5 km")
    ('・', '1', '', '')
    """
    match = MARK.match(line)
    return "" if not match else match["sign"] or "1"


def longest_run(lines: list[str]) -> int:
    """The most lines one after another that begin alike."""
    kinds = groupby(kind(line) for line in lines if line.strip())
    return max((len(list(group)) for sign, group in kinds if sign), default=0)


def families(blocks: list[TextBlock]) -> list[list[TextBlock]]:
    """Sister blocks of one line each, one after another, that begin alike."""
    told = groupby(
        blocks, key=lambda b: (b["parent"], b["tag"], "\n" not in b["text"] and kind(b["text"]))
    )
    groups = [(key[2], list(group)) for key, group in told]
    return [group for sign, group in groups if sign and len(group) >= FEWEST]
