"""Which standard a claim refers to: JIS X 8341-3 of 2004, 2010 or 2016, or WCAG 2.0, 2.1, 2.2."""

import re
from collections.abc import Iterable

from audits.services.accessibility_words import is_of_others
from audits.services.document import ServiceDocument
from audits.services.facts import Context, DetectorMeta, Fact, quote

META = DetectorMeta(
    title={"ja": "アクセシビリティの規格", "en": "Standards of accessibility"},
    kinds=("standard",),
    order=2,
)
JIS = re.compile(
    r"8341-?3 ?(?:規格)?(?:[:;.\-(\[「]| |の)? ?(?:平成(?P<heisei>16|22|28)年|"
    r"(?P<year>2004|2010|2016)(?!年 ?[0-9]月))"
)
REVISED = re.compile(
    r"(?P<year>2004|2010|"
    r"2016)年?(?:\([^)]{0,8}\))?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)"
    r"?(?:[にの]?(?:改正|改訂|制定|公示))(?:された|の|版)"
    r"[^。]{0,24}8341-?3(?! ?[:(] ?20)"
)
HEISEI = {"16": "2004", "22": "2010", "28": "2016"}
WCAG = re.compile(
    r"WCAG ?(?:バージョン|ver\.?)? ?(?P<list>2\.[0-2](?:[^0-9。()]{1,12}2\.[0-2]){0,2})", re.I
)
VERSION = re.compile(r"2\.[0-2]")
REPLACED = re.compile(
    r"^ ?」?(?:から(?!の)|を改(?:正|訂)|が改(?:正|訂)|(?:は|が)廃止|に代わ|"
    r"の改(?:正|訂)(?:版|に伴)|当時)"
)
ALIKE = re.compile(
    r"^[^。]{0,16}(?:相当|同等|一致|同じ|同一|と整合|を基に|をもとに|"
    r"に基づ(?:いて|き)(?:作成|制定)|ベース)"
)
ALIKE_BEFORE = re.compile(r"(?:40500[^。]{0,14}|=|すなわち|つまり) ?\(?$")
NOT_IN_FORCE = re.compile(r"過去|旧(?:規格|方針)|以前は|これまで")


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each standard once, with the first line that names it."""
    if is_of_others(document):
        return
    seen: set[str] = set()
    for block in document.main:
        line = block.plain
        if NOT_IN_FORCE.search(" ".join((line[:20], *block.headings))):
            continue
        for standard in _standards(line):
            if standard not in seen:
                seen.add(standard)
                yield Fact("standards", "standard", standard, quote(block), document.url)


def _standards(line: str) -> Iterable[str]:
    for match in JIS.finditer(line):
        if not REPLACED.search(line[match.end() :]):
            yield match["year"] or HEISEI[match["heisei"]]
    for match in REVISED.finditer(line):
        yield match["year"]
    for match in WCAG.finditer(line):
        after, before = line[match.end() :], line[: match.start()]
        if ALIKE.search(after) or ALIKE_BEFORE.search(before[-24:]):
            continue
        for version in VERSION.findall(match["list"]):
            yield f"wcag{version.replace('.', '')}"
