"""Headings are headings, and not a way to write large.

Whoever goes from heading to heading stops at each; a telephone number or a whole paragraph among
them says nothing of what comes below.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見た目のための見出し", "en": "Headings for their looks"},
    passed={
        "ja": "見出しの要素は、見出しだけに使われています",
        "en": "Heading elements are used for headings alone",
    },
    failed={
        "rows": {
            "ja": "見出しでない行に見出しの要素が使われているようです（{examples}）",
            "en": "Lines that head nothing seem to be marked up as headings ({examples})",
        },
        "sentences": {
            "ja": "本文の文章に見出しの要素が使われているようです（{examples}）",
            "en": "Running text seems to be marked up as a heading ({examples})",
        },
    },
    fix={
        "ja": "本文や連絡先は <p> で書き、文字の大きさは CSS で整えます。"
        '例：<p class="large">電話 03-1234-5678</p>。',
        "en": "Write text as <p> and make it large by CSS: "
        '<p class="large">Phone 03-1234-5678</p>.',
    },
    about={
        "ja": "画面を見ずに使う人は、見出しから見出しへ移動して読む所を探します。"
        "大きく見せるためだけの見出しが混じると、ページの組み立てが分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F43",
)

HEADING = re.compile("h[1-6]")
ROWS = 3
DETAIL = re.compile(
    r"©|all rights reserved|\d{1,4}-\d{1,3}-\d{1,3}\b"
    r"|\d{2,4}[-‐－ー() ]\d{2,4}[-‐－ー) ]\d{3,4}|[\w.+-]{1,64}@[\w-]{1,64}\.|〒"
    r"|\d{1,2}(?:時|:\d\d|：\d\d)"
    r"|\b\d{1,2} ?(?:am|pm)\b|\b\d{1,2} (?:to|-|–) \d{1,2}\b|[¥￥£$€] ?\d|\d円|丁目|番地"
    r"|\b(?:street|road|avenue)\b",
    re.IGNORECASE,
)
"""What lines of an address, of hours and prices hold."""
ALONE = re.compile(
    r"(?:電話(?:番号)?|ＴＥＬ|tel|fax|ファ[クッ]ク?ス|phone|call)?[\s:：.]*"
    r"[（(]?\d{2,5}[)）\-‐－ー ]{1,2}\d{1,4}[\-‐－ー ]\d{3,4}$"
    r"|〒\s?\d|[^\d]{0,12}\d{1,3}(?:,\d{3})?円$|.{0,30}[£$€]\d+(?:\.\d\d)?$|©|copyright\b",
    re.IGNORECASE,
)
"""A line that is a number to call, an address, a price or a notice of rights, and no more."""
SIGNED = re.compile(r"※(?!.{0,12}※)")
SIGNED_NOTE = 10
INNER = re.compile(r"(?:す|い|た|ん|ル)。(?=[^」』）)\s])|[a-z]{2}[.!] [A-Z]")
SENTENCE, SENTENCE_LATIN = 40, 70  # characters: shorter ones may be slogans
NOTE, NOTE_LATIN = 20, 50  # characters of a note
IS_NOTE = re.compile(r"[※＊*]|(?:注意?|ご注意)[:：]|(?:please )?note[:,]", re.IGNORECASE)
FULL_STOP = re.compile(r"(?<![か])[。．]$|(?<![.?!])\.$")
ENDED = re.compile(r"[。．.!?！？：:」）)]$")
GOES_ON = re.compile(
    r"(?:です|ます|でした|ました)[。．]|[はがをにのとも][^っ]|[,，、]|(?:and|or|is|are|was|of|for) "
)
LINK = {"a", "button"}
JAPANESE = re.compile("[ぁ-ヺ一-龠]")


def check(text: Text) -> Verdict | list[Verdict]:
    """Rows of headings with nothing between them, and headings that are whole sentences.

    Those that lead or open something, and questions, are none of these.
    """
    blocks = text["items"]
    heads = [b for b in blocks if HEADING.fullmatch(b["tag"])]
    if not heads:
        return inapplicable()
    rows = [b for row in rows_of(blocks) if is_detail(row) for b in row]
    sentences = [b for b in heads if b not in rows and is_running(b)]
    around = zip(blocks, blocks[1:], blocks[2:], strict=False)
    sentences += [head for before, head, after in around if is_within(before, head, after)]
    sentences += [b for b in heads if b not in (*rows, *sentences) and is_said_in_full(b)]
    rows += [b for b in lonely(blocks) if b not in (*rows, *sentences)]
    found = []
    for key, bad in (("rows", rows), ("sentences", sentences)):
        if bad:
            found.append(failed(key, bad, examples=some(b["text"][:20] for b in bad)))
    return found or passed()


def rows_of(blocks: list[TextBlock]) -> list[list[TextBlock]]:
    """Headings of one level that follow each other in one parent with no words between."""
    rows: list[list[TextBlock]] = []
    last: TextBlock | None = None
    for block in blocks:
        if HEADING.fullmatch(block["tag"]) and not {"a", "button"} & set(block["within"]):
            joins = last and (last["tag"], last["parent"]) == (block["tag"], block["parent"])
            if joins:
                rows[-1].append(block)
            else:
                rows.append([block])
            last = block
        else:
            last = None
    return rows


def is_detail(row: list[TextBlock]) -> bool:
    """Whether a row of headings is the lines of an address or a text."""
    telling = [b for b in row if DETAIL.search(b["text"]) or FULL_STOP.search(b["text"].strip())]
    return len(row) >= ROWS and bool(telling)


def lonely(blocks: list[TextBlock]) -> list[TextBlock]:
    """Headings that are a number, an address or a price alone, with nothing under them to head."""
    found = []
    for at, block in enumerate(blocks):
        if not HEADING.fullmatch(block["tag"]) or not ALONE.match(block["text"].strip()):
            continue
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if not after or "footer" in after["within"] or is_as_high(after, block):
            found.append(block)
    return found


def is_as_high(after: TextBlock, block: TextBlock) -> bool:
    """Whether a heading follows that stands as high as another, or higher."""
    return bool(HEADING.fullmatch(after["tag"])) and after["tag"] <= block["tag"]


def is_said_in_full(block: TextBlock) -> bool:
    """Whether a heading is two sentences or more, or a note that begins with its sign."""
    words = block["text"].strip()
    if LINK & set(block["within"]) or "<a " in block["html"] or block["tag"] == "h1":
        return False  # what leads somewhere, and the name of the page, may be a sentence
    if SIGNED.match(words) and len(words) >= SIGNED_NOTE:
        return True
    least = (NOTE_LATIN, NOTE)[bool(JAPANESE.search(words))]
    return len(words) >= least and bool(FULL_STOP.search(words) and INNER.search(words))


def is_running(block: TextBlock) -> bool:
    """Whether a heading is a sentence or more of running text, or a note of some length."""
    words = block["text"].strip()
    if {"a", "button"} & set(block["within"]) or not FULL_STOP.search(words):
        return False
    is_japanese = bool(JAPANESE.search(words))
    least = (SENTENCE, NOTE) if is_japanese else (SENTENCE_LATIN, NOTE_LATIN)
    return len(words) >= least[bool(IS_NOTE.match(words))]


def is_within(before: TextBlock, head: TextBlock, after: TextBlock) -> bool:
    """Whether a heading is a word in the middle of a sentence, which goes on behind it."""
    if not HEADING.fullmatch(head["tag"]) or HEADING.fullmatch(before["tag"]):
        return False
    broken_off = not ENDED.search(before["text"].strip()) and not LINK & set(before["within"])
    return broken_off and bool(GOES_ON.match(after["text"].strip()))
