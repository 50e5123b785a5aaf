"""Points of the self-evaluation sheet, in all the spellings in which bodies publish them.

The sheet has 20 points for the whole body and 30 for each site; parts of them are told apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from audits.services.accessibility_words import (
    ACCESSIBILITY,
    OTHER_EVALUATION,
    SHEET,
    is_about_web,
    is_of_others,
    subject,
)
from audits.services.detectors.claims import EARLIER
from audits.services.document import HEADING, ROW, Block, ServiceDocument
from audits.services.facts import Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain

META = DetectorMeta(
    title={"ja": "取組確認・評価表の点", "en": "Points of the evaluation sheet"},
    kinds=("points", "part_points"),
    order=2,
)
_UNIT = r"(?:点|ポイント|pt|points?)"
_N = r"(?P<{}>[0-9]{{1,3}})"
_R, _F = _N.format("reached"), _N.format("full")
FORMS = (
    re.compile(
        rf"(?<![0-9.]){_R} ?{_UNIT} ?[(\[]? ?(?:/ ?)?(?:満点(?:は|:|が)? ?|全|配点(?:は|"
        rf":)?|最高|上限)? ?{_F} ?{_UNIT}(?:満点|中)? ?[)\]]?(?!以上|未満)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9.]){_F} ?{_UNIT} ?満点 ?(?:中|で|のうち|の内|に対し(?:て)?|"
        rf"[)\]:、,|は]){{0,2}} ?(?:の)?、? ?(?:得点|合計)?:? ?{_R}(?: ?{_UNIT})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9.]){_F} ?{_UNIT} ?(?:中|のうち|の内)(?:の|、|は|で|に)? ?{_R}(?: ?{_UNIT})?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"満点 ?:?(?:は)? ?{_F} ?{_UNIT}? ?[)\]]?(?:中|のうち|に対し(?:て)?|の内|"
        rf"で|、)? ?(?:の)? ?(?:得点|合計|取得|獲得|結果)?(?:は|:)? ?{_R} ?{_UNIT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9./]){_R} ?{_UNIT}? ?[(\[] ?(?:満点:?|全|/|"
        rf"配点:?) ?{_F} ?{_UNIT}? ?(?:満点|中)? ?[)\]]",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9./]){_R} ?(?:{_UNIT})? ?/ ?{_F} ?(?:{_UNIT})? ?(?:満点|中)?(?![0-9/年月])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9./]){_R} ?(?:{_UNIT})? ?[(\[] ?{_F} ?{_UNIT} ?(?:満点|中) ?[)\]]",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9./]){_R} (?:out of|of|/) {_F}\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![0-9./]){_F}分の{_R}(?![0-9])",
        re.IGNORECASE,
    ),
)
WHOLE = (20, 30)
PARTS = frozenset((2, 3, 4, 6, 8, 12, 16))
FULL_HEADER = re.compile(r"満点|配点|上限|最高点|最大")
REACHED_HEADER = re.compile(
    r"得点|取得|獲得|評価点|自己採点|取り?組み?ポイント|点数|ポイント数?$|^点$|結果|合計点|評価$"
)
NUMBER = re.compile(r"(?P<n>[0-9]{1,3}) ?(?:点|ポイント|pt)?", re.IGNORECASE)
FULL_IN_HEADER = re.compile(
    r"(?P<full>[0-9]{1,3}) ?(?:点|ポイント) ?満点|満点(?:は|:)? ?(?P<after>[0-9]{1,3})"
)
LATER_YEAR = re.compile(r"(?:前回|昨年度?|前年度?)[^。]{0,10}$")


@dataclass(frozen=True, slots=True)
class Points:
    """Points reached of those that can be reached."""

    reached: int
    full: int
    block: Block

    @property
    def is_whole(self) -> bool:
        """Whether they are of the whole sheet, not of a part of it."""
        return self.full in WHOLE or self.full not in PARTS


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Points of the sheet and of its parts, each pair once."""
    if is_of_others(document) or not _is_sheet(document):
        return
    seen: set[tuple[int, int, tuple[str, ...]]] = set()
    for points in _all(document):
        key = (points.reached, points.full, points.block.headings[-1:])
        if key in seen or points.reached > points.full or not points.full:
            continue
        seen.add(key)
        kind = "points" if points.is_whole else "part_points"
        value = f"{points.reached} {points.full}"
        yield Fact("evaluation-points", kind, value, quote(points.block), document.url)


def _is_sheet(document: ServiceDocument) -> bool:
    """Whether the page is about the sheet: accessibility and evaluation, not of other work."""
    named = subject(document)
    if OTHER_EVALUATION.search(plain(f"{document.title} {document.heading}")):
        return False
    words = "\n".join((named, *(block.plain for block in document.main)))
    has_sheet = SHEET.search(words) is not None
    is_near = any(
        (ACCESSIBILITY.search(line) and "評価" in line) or "evaluation" in line.lower()
        for line in words.split("\n")
    )
    if has_sheet or (is_near and ACCESSIBILITY.search(named) is not None):
        return True
    fulls = {points.full for points in _all(document)}
    return is_about_web(document) and fulls >= set(WHOLE)


def all_points(document: ServiceDocument) -> list[Points]:
    """Points of a page that is a sheet."""
    if is_of_others(document) or not _is_sheet(document):
        return []
    return list(_all(document))


def points_in(text: str, block: Block) -> list[Points]:
    """Points that a text tells together with those that can be reached."""
    return list(_forms(text, block))


def _all(document: ServiceDocument) -> Iterator[Points]:
    for block in document.main:
        if any(EARLIER.search(heading) for heading in block.headings):
            continue
        text = block.plain
        found = list(_forms(text, block))
        if not found and block.kind == ROW:
            found = list(_row(block))
        over = FULL_IN_HEADER.search(plain(block.label)) if block.kind != ROW else None
        alone = NUMBER.fullmatch(text)
        if over and alone and not found:
            found = [Points(int(alone["n"]), int(over["full"] or over["after"]), block)]
        if not found and block.headings and block.kind != HEADING and len(text) <= 40:
            above = plain(block.headings[-1])
            found = list(_forms(f"{above} {text}", block))
            if not _forms_cover(text):
                found = found if NUMBER.match(text) else []
        yield from found
    yield from _side_by_side(document)


def _side_by_side(document: ServiceDocument) -> Iterator[Points]:
    """Points whose full number and reached number stand in lines or rows of their own."""
    full: list[int] = []
    reached: list[int] = []
    for block in document.main:
        label, values = _labelled(block)
        if not values:
            continue
        if FULL_HEADER.search(label):
            full = values
        elif REACHED_HEADER.search(label):
            reached = values
        else:
            continue
        if full and len(full) == len(reached):
            yield from (Points(r, f, block) for r, f in zip(reached, full, strict=True))
            full, reached = [], []


def _labelled(block: Block) -> tuple[str, list[int]]:
    """The label of a line or row, and the numbers that stand beside it and nothing else."""
    if block.kind == ROW and len(block.cells) > 1:
        texts = [plain(cell.text) for cell in block.cells[1:]]
        label = plain(block.cells[0].text)
    else:
        label, colon, rest = block.plain.partition(":")
        if block.label:
            label, rest, colon = plain(block.label), block.plain, ":"
        elif not colon and block.headings and block.kind != HEADING:
            label, rest = plain(block.headings[-1]), block.plain
        texts = [rest.strip()]
    numbers = [NUMBER.fullmatch(text) for text in texts]
    return label, [int(number["n"]) for number in numbers if number] if all(numbers) else []


def _forms_cover(text: str) -> bool:
    return any(form.search(text) for form in FORMS)


def _forms(text: str, block: Block) -> Iterator[Points]:
    """Pairs of a text; of two forms that overlap the earlier one counts."""
    taken: list[tuple[int, int]] = []
    for form in FORMS:
        for match in form.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if int(match["reached"]) > int(match["full"]) or LATER_YEAR.search(
                text[: match.start()]
            ):
                continue
            taken.append((match.start(), match.end()))
            yield Points(int(match["reached"]), int(match["full"]), block)


def _row(block: Block) -> Iterator[Points]:
    """Points of a row whose columns are called 満点 and 得点, in either order."""
    full = reached = None
    for cell in block.cells:
        for header in cell.headers:
            over = FULL_IN_HEADER.search(plain(header))
            alone = NUMBER.fullmatch(plain(cell.text))
            if over and alone:
                yield Points(int(alone["n"]), int(over["full"] or over["after"]), block)
                return
    for cell in block.cells:
        number = NUMBER.fullmatch(plain(cell.text))
        headers = [plain(header) for header in cell.headers]
        if number is None:
            continue
        if any(FULL_HEADER.search(header) for header in headers):
            full = int(number["n"])
        elif any(REACHED_HEADER.search(header) for header in headers):
            reached = int(number["n"])
    if full is not None and reached is not None:
        yield Points(reached, full, block)
