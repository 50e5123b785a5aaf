"""Two statements of one page that exclude one another.

一部準拠 of level AA is for bodies that meet all of level A (U-Works, u-works.co.jp): where a
criterion of A fails on the same page, the two exclude one another. So does 準拠 with a failing
criterion of its level. The page is told of; which of the two statements is wrong is not said.
"""

import re
from collections.abc import Iterable, Iterator

from audits.services.accessibility_words import CRITERION, is_of_others
from audits.services.detectors import claim_dates, evaluation_points, tested_pages
from audits.services.detectors.claims import (
    CARE,
    CORRECTED,
    FULL,
    MET,
    PART,
    RESULT,
    Claim,
    claims,
    stated,
)
from audits.services.document import ROW, Block, ServiceDocument
from audits.services.facts import LIKELY, Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain
from minna.criteria import criteria

META = DetectorMeta(
    title={
        "ja": "表明と試験結果の食い違い",
        "en": "Claims that contradict the results beside them",
    },
    kinds=("contradiction", "failing"),
    order=3,
)
FAILS = re.compile(
    r"不適合|不合格|[×✕✖╳]|^[xX]$|\bfail(?:s|ed)?\b|満たして(?:い|お)(?:ない|"
    r"りません)|未達成|問題あり",
    re.I,
)
PASSES = re.compile(
    r"(?<!不)適合|[○〇◯●✓✔]|合格|該当(?:なし|せず)|対象外|適用(?:なし|外|せず)|非適用|\bpass", re.I
)

LEVELS = ("A", "AA", "AAA")
ONE = re.compile(r"^(?:レベル)? ?(A{1,3})$")
TOO_FAR = 16
NEGLIGIBLE = re.compile(r"修正(?:済|し(?:まし)?た)|改善済|対応済")


def failing(document: ServiceDocument) -> list[tuple[str, str, Block]]:
    """Criteria that the page itself says fail: number, level, and the line that says so."""
    found: dict[str, tuple[str, str, Block]] = {}
    for block in document.main:
        text = block.plain
        numbers = list(CRITERION.finditer(text))
        if not numbers:
            continue
        for index, match in enumerate(numbers):
            end = numbers[index + 1].start() if index + 1 < len(numbers) else len(text)
            number = match[1]
            if _fails(block, text[match.end() : end], len(numbers) == 1):
                found.setdefault(number, (number, _level(block, number), block))
    return list(found.values())


def _fails(block: Block, rest: str, is_alone: bool) -> bool:
    if NEGLIGIBLE.search(block.original):
        return False
    if block.kind == ROW and is_alone:
        results = [cell for cell in block.cells if _is_result(cell.text)]
        named = [cell for cell in results if any("結果" in h or "適合" in h for h in cell.headers)]
        verdict = (named or results)[-1:] if results else []
        return any(FAILS.search(plain(cell.text).strip()) for cell in verdict)
    sign = FAILS.search(rest)
    return sign is not None and not PASSES.search(rest[: sign.start()][-TOO_FAR:])


def _is_result(text: str) -> bool:
    short = plain(text).strip()
    return len(short) <= TOO_FAR and bool(FAILS.search(short) or PASSES.search(short))


def _level(block: Block, number: str) -> str:
    for cell in block.cells:
        match = ONE.match(plain(cell.text))
        if match:
            return match[1]
    return level_of(number)


def level_of(number: str) -> str:
    """The level of a criterion of JIS X 8341-3:2016 that the duties ask for (A, AA), or ""."""
    one = criteria().get(number)
    return one.level if one and one.in_jis2016 and one.level in ("A", "AA") else ""


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Failing criteria, and pairs of statements that exclude one another."""
    if is_of_others(document):
        return
    fails = failing(document)
    for number, level, block in fails:
        yield Fact("contradictions", "failing", f"{number} {level}", quote(block), document.url)
    for value, block in _contradictions(document, fails):
        yield Fact("contradictions", "contradiction", value, quote(block), document.url, LIKELY)


def _contradictions(
    document: ServiceDocument, fails: list[tuple[str, str, Block]]
) -> Iterator[tuple[str, Block]]:
    results = [claim for claim in claims(document) if claim.kind == RESULT]
    yield from _against_criteria(results, fails)
    yield from _against_words(results, document)
    yield from _between_levels(results)
    if not any(CORRECTED.search(block.plain) for block in document.main):
        yield from _between_degrees(document)
    yield from _sums(document)
    yield from _points(document)
    yield from _order_of_days(document)


def _against_criteria(
    results: list[Claim], fails: list[tuple[str, str, Block]]
) -> Iterator[tuple[str, Block]]:
    for claim in results:
        for number, level, block in fails:
            if excludes(claim.level, claim.degree, level):
                yield f"{claim.level} {claim.degree} {number}", block
                break


def _against_words(results: list[Claim], document: ServiceDocument) -> Iterator[tuple[str, Block]]:
    """Failing told in words (不適合が3項目, 満たしていない箇所があります), or no test at all."""
    for block in document.main:
        text = block.plain
        for claim in results:
            is_whole = claim.degree in (FULL, MET) and claim.block is not block
            if is_whole and UNMET.search(text) and not REPAIRED.search(text):
                yield f"{claim.level} {claim.degree} 不適合", block
                break
            if claim.degree == PART and claim.level != "A" and UNMET_A.search(text):
                yield f"{claim.level} {claim.degree} A", block
                break
            if claim.degree in (FULL, PART, MET) and UNTESTED.search(text):
                yield f"{claim.level} {claim.degree} 試験なし", block
                break


def _between_levels(results: list[Claim]) -> Iterator[tuple[str, Block]]:
    """A higher level is claimed than the lower one that it contains."""
    for higher in results:
        for lower in results:
            is_below = LEVELS.index(lower.level) < LEVELS.index(higher.level)
            is_less = lower.degree in (PART, CARE) and higher.degree in (FULL, PART, MET)
            if is_below and is_less and lower.scope == higher.scope:
                pair = f"{lower.level} {lower.degree} {higher.level} {higher.degree}"
                yield pair, lower.block
                return


def _between_degrees(document: ServiceDocument) -> Iterator[tuple[str, Block]]:
    """One level is claimed in full and in part, of the same site and year."""
    told = [claim for claim in stated(document) if claim.kind == RESULT and not claim.is_earlier]
    for one in told:
        for other in told:
            alike = (one.level, one.scope, one.year) == (other.level, other.scope, other.year)
            if alike and one.degree == FULL and other.degree == PART:
                yield f"{one.level} {one.degree} {other.degree}", other.block
                return


def _sums(document: ServiceDocument) -> Iterator[tuple[str, Block]]:
    """Pages by how they were chosen that do not make up the total which stands beside them."""
    counted = tested_pages.counts(document)
    if counted is None:
        return
    numbers, block = counted
    parts = [numbers.get(kind, 0) for kind in (tested_pages.REPRESENTATIVE, tested_pages.RANDOM)]
    total = numbers.get(tested_pages.TOTAL, 0)
    if all(parts) and total and sum(parts) != total:
        yield f"{parts[0]} + {parts[1]} ≠ {total}", block


def _points(document: ServiceDocument) -> Iterator[tuple[str, Block]]:
    """Points of the parts of the sheet, all of them told, that do not make up the whole."""
    whole = {points.full: points for points in evaluation_points.all_points(document)}
    for full, names in PARTS_OF.items():
        parts = [part for part in (_part(document, name) for name in names) if part is not None]
        total = whole.get(full)
        if total and len(parts) == len(names) and sum(parts) != total.reached:
            yield f"{' + '.join(map(str, parts))} ≠ {total.reached}", total.block


PARTS_OF = {
    20: ("基本的対応の徹底", "段階的拡大"),
    30: ("継続性", "実現内容の確認と公開", "利用者との協調"),
}
"""Parts of the ministry's sheet, by the points of the whole."""
POINTS = re.compile(r"^[^0-9]{0,12}([0-9]{1,2}) ?(?:点|ポイント)(?! ?(?:満点|中|のうち))")


def _part(document: ServiceDocument, name: str) -> int | None:
    """Points of a part, from the line that names it."""
    for block in document.main:
        rest = block.plain.partition(name)[2]
        told = evaluation_points.points_in(rest, block) if rest else []
        alone = POINTS.match(rest)
        if told or alone:
            return told[0].reached if told else int(alone[1]) if alone else None
    return None


def _order_of_days(document: ServiceDocument) -> Iterator[tuple[str, Block]]:
    """A test that ended after the day on which its result was stated."""
    days = claim_dates.days(document)
    tested, told = days.get("tested"), days.get("stated")
    is_declared = told is not None and "表明日" in plain(
        " ".join((told[1].text, told[1].label, *told[1].headings[-1:]))
    )
    if tested and told and is_declared and tested[0].split()[-1] > told[0]:
        yield f"{tested[0].split()[-1]} > {told[0]}", tested[1]


UNMET = re.compile(
    r"(?:[1-9][0-9]{0,2} ?(?:項目|件|か所|箇所|ページ|つ)[^。]{0,12}(?:不適合|"
    r"適合して(?:い|お)(?:ない|りません|ません)|満たして(?:い|お)(?:ない|りません|"
    r"ません)|準拠して(?:い|お)(?:ない|りません|ません)))|"
    r"(?:不適合|満たして(?:い|お)(?:ない|りません|ません)|"
    r"問題)[^。]{0,16}(?:[1-9][0-9]{0,2} ?(?:項目|件|か所|箇所|ページ)|(?:が|"
    r"も)(?:あり|残|見つか|確認|存在))|"
    r"一部(?:の|に)[^。]{0,30}(?:満たして|適合して|準拠して|対応できて)(?:い|"
    r"お)(?:ない|りません|ません)"
)
UNMET_A = re.compile(
    r"(?<![A-Za-z])(?:レベル|"
    r"等級)? ?[「(]?A[」)]?(?![A-Za-z])[^。A]{0,30}(?:不適合|満たして(?:い|"
    r"お)(?:ない|りません|ません)|達成できて(?:い|お)|適合して(?:い|お)(?:ない|"
    r"りません|ません))"
)
REPAIRED = re.compile(
    r"修正(?:済|し(?:まし)?た|を終え)|改善(?:済|し(?:まし)?た)|以前|対象外|例外|除く|除き|"
    r"場合|とき(?:は|に)|際(?:は|に)|可能性|おそれ|ことがあ"
)
"""Failures that are mended, left out, or only spoken of."""
UNTESTED = re.compile(
    r"試験(?:は|を)?[^。]{0,10}(?:実施|行っ)て?(?:して)?(?:い|お)?(?:ない|ません|"
    r"りません)|試験(?:は)?未実施"
)


def excludes(claimed: str, degree: str, failed: str) -> bool:
    """Whether a failing criterion of a level excludes a claim of a level and degree.

    >>> excludes("AA", "一部準拠", "A"), excludes("AA", "一部準拠", "AA")
    (True, False)
    """
    if failed not in LEVELS:
        return False
    if degree == FULL:
        return LEVELS.index(failed) <= LEVELS.index(claimed)
    return degree == PART and LEVELS.index(failed) < LEVELS.index(claimed)
