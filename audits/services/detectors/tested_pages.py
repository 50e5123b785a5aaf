"""How many pages were tested, and how they were chosen (JIS X 8341-3:2016, JB.3.1)."""

import re
from collections.abc import Iterable, Iterator, Mapping

from audits.services.accessibility_words import is_about_web, is_checklist, is_of_others
from audits.services.detectors.claims import EARLIER
from audits.services.document import ROW, Block, ServiceDocument
from audits.services.facts import Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain

META = DetectorMeta(
    title={"ja": "試験したページ", "en": "Pages tested"}, kinds=("sample",), order=2
)
REPRESENTATIVE, RANDOM, ALL, TOTAL = "representative", "random", "all", "total"
COUNT = re.compile(r"(?<![0-9.,-])(?:[0-9]{1,3}(?:,[0-9]{3}){1,2}|[0-9]{1,6})(?![0-9.]|年|月|日)")
UNIT = re.compile(r" ?(?:の?(?:ウェブ|web ?)?ページ|頁|URL|画面|(?:web ?)?pages?\b)", re.I)
THINGS = re.compile(r" ?(?:件|個|か所)")
RANDOMLY = re.compile(
    r"(?<!非)(?:ランダム|無作為|任意抽出)(?!(?:な方法)?(?:では|で)ない)|\brandom", re.I
)
CHOSEN = re.compile(
    r"非(?:ランダム|無作為)|代表|(?:ランダム|無作為)(?:な方法)?(?:では|で)ない|"
    r"(?<!無)作為的?(?:に|な)|任意の|主要な(?=[0-9])|重要|representative|"
    r"選定した(?=[0-9])",
    re.I,
)
SUMMED = re.compile(r"(?:合計|計|合わせて|あわせて|併せて|総数|=|→|total)[^0-9]{0,10}$", re.I)
NOT_TESTED = re.compile(r"ページ(?:番号|目|ID|数の)|第[0-9]|ページあたり|P\.|約|のうち|枚目|No\.")
OF_THEM = re.compile(r"(?:中|のうち|内)[、,]?(?:の)?[^。]{0,16}$")
TEST = re.compile(
    r"試験|検証|検査|診断|点検|チェック|対象|選択|選定|抽出|ランダム|無作為|代表|"
    r"調査|\btest|select",
    re.I,
)
TESTED = re.compile(r"試験|検証|検査|診断|点検|チェック")
GOALS = re.compile(r"適用|方針|目標|範囲")
SPLIT = re.compile(r"[、。,+=]|及び|および")
PAGE = re.compile(r"ページ|頁|URL|画面|サイト")
SHORT = 20
AROUND = 40
"""Characters around a number in which it is said how the pages were chosen."""
EVERY = re.compile(
    r"(?:全て|すべて|全部)の(?:html|ウェブ|web)?(?:ページ|コンテンツ)|全(?:html|"
    r"ウェブ|web)?ページ|全数|\ball (?:the )?(?:web)?pages",
    re.I,
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """One fact: how the pages were chosen, with numbers, and the total."""
    counted = counts(document)
    value = _value(counted[0]) if counted else ""
    if counted and value:
        yield Fact("tested-pages", "sample", value, quote(counted[1]), document.url)


def counts(document: ServiceDocument) -> tuple[dict[str, int], Block] | None:
    """Numbers of pages by how they were chosen, and the first line that tells one."""
    if is_of_others(document) or not is_about_web(document):
        return None
    found: dict[str, int] = {}
    first: Block | None = None
    for block in document.main:
        if is_checklist(block) or any(EARLIER.search(h) for h in block.headings):
            continue
        text, above = _text(block), plain(" ".join(block.headings[-1:]))
        if TEST.search(f"{text} {above}"):
            for kind, number in _counts(text, above):
                found.setdefault(kind, number)
                first = first or block
    return (found, first) if first else None


def _text(block: Block) -> str:
    if block.kind == ROW and block.cells:
        return " ".join(plain(cell.text) for cell in block.cells)
    return plain(f"{block.label}: {block.text}" if block.label else block.text)


def _counts(text: str, above: str) -> Iterator[tuple[str, int]]:
    numbers = list(COUNT.finditer(text))
    for index, match in enumerate(numbers):
        number = int(match[0].replace(",", ""))
        before = text[numbers[index - 1].end() if index else 0 : match.start()]
        after = text[match.end() : numbers[index + 1].start() if index + 1 < len(numbers) else None]
        unit = UNIT.match(after)
        rest = after[unit.end() if unit else 0 :]
        if not number or NOT_TESTED.search(before[-4:] + match[0] + after[:6]):
            continue
        led = UNIT.match(before) if index else None
        before = before[led.end() :] if led else before
        kind = _kind(_clause(before[-AROUND:], last=True), _clause(rest[:AROUND], last=False))
        if not (unit or _is_of_pages(text, above, before, after, kind)):
            continue
        if SUMMED.search(before):
            yield TOTAL, number
        elif kind:
            yield kind, number
        elif not OF_THEM.search(before[-AROUND:]):
            yield TOTAL, number
            if re.search(r"(?:全|全て|すべて)(?:の|で|部で)?$", before):
                yield ALL, number
    if EVERY.search(text) and TESTED.search(f"{above} {text}") and not GOALS.search(above):
        yield ALL, 0


def _is_of_pages(text: str, above: str, before: str, after: str, kind: str) -> bool:
    """Whether a number without the word counts pages: 代表10, ランダム:28, 重要ページ5件."""
    if THINGS.match(after):
        return bool(kind) or PAGE.search(before[-SHORT:]) is not None
    is_short = len(text) <= SHORT and PAGE.search(f"{above} {text}") is not None
    return bool(kind) and (UNIT.search(text) is not None or is_short)


def _clause(text: str, last: bool) -> str:
    """The clause next to a number; what follows it in brackets is one."""
    if not last and text.startswith("("):
        return text.partition(")")[0]
    parts = SPLIT.split(text)
    return parts[-1] if last else parts[0]


def _kind(near: str, follows: str) -> str:
    """How pages were chosen: by the word nearest before their number, else nearest after it."""
    before = [(match.start(), kind) for kind, match in _ways(near)]
    if before:
        return max(before)[1]
    return min(((match.start(), kind) for kind, match in _ways(follows)), default=(0, ""))[1]


def _ways(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    for kind, pattern in ((REPRESENTATIVE, CHOSEN), (RANDOM, RANDOMLY)):
        for match in pattern.finditer(text):
            yield kind, match


def _value(counts: Mapping[str, int]) -> str:
    parts = [counts[kind] for kind in (REPRESENTATIVE, RANDOM) if kind in counts]
    total = max(sum(parts), 0) if len(parts) == 2 else counts.get(TOTAL, sum(parts))
    words = [f"{kind} {counts[kind]}" for kind in (REPRESENTATIVE, RANDOM) if kind in counts]
    if ALL in counts and not parts:
        words.append(ALL)
    if total:
        words.append(f"{TOTAL} {total}")
    return " ".join(words)
