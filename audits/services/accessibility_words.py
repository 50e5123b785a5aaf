"""Words by which a page speaks of the accessibility of web sites, and not of buildings or exams."""

import re

from audits.services.document import HEADING, Block, ServiceDocument, once_a_document
from audits.services.numerals import plain

ACCESSIBILITY = re.compile(r"アクセシビリティ|アクセシビリティー|accessibility", re.IGNORECASE)
WEB = re.compile(
    r"ウェブ|ウエブ|web|ホームページ|HP|サイト|スマートフォン版|CMS|コンテンツ", re.IGNORECASE
)
STANDARD = re.compile(
    r"8341-?3|WCAG|miChecker|みんなの公共サイト|ウェブアクセシビリティ基盤委員会|WAIC",
    re.IGNORECASE,
)
OF_LEVELS = re.compile(
    r"(?:レベル|等級|level|grade) ?[「\"“]?A{1,3}(?![A-Za-z])|"
    r"(?<![A-Za-z])AA(?![A-Za-z])",
    re.I,
)
"""Levels of conformance, which buildings do not have."""
WEB_TOGETHER = re.compile(
    r"(?:ウェブ|ウエブ|web|ホームページ|サイト)の?・?アクセシビリティ", re.IGNORECASE
)
OWN_SHEET = re.compile(r"取り?組み?(?:内容)?(?:の)?確認[・･及びと]{0,2}評価")
"""The name of the ministry's own sheet."""
SELF_CHECK = re.compile(r"取り?組み?(?:内容)?の?(?:確認)?[・･]?評価")
PROCUREMENT = re.compile(
    r"仕様書|プロポーザル|公募|業務委託|委託業務|入札|調達|募集要項|企画提案|見積|"
    r"契約|RFI|情報提供依頼"
)
NAMES_DUTY = re.compile(
    r"アクセシビリティ(?:対応)?の?(?:方針|ポリシー|試験|検証|検査|取り?組み?(?:内容)?の?確認)"
)
ORDERED = re.compile(
    r"業務|委託|仕様|プロポーザル|公募|募集|研修|講座|講演|セミナー|入札(?:結果|公告|"
    r"情報)|見積"
)
LECTURE = re.compile(r"研修|講座|セミナー|講演|勉強会|ワークショップ|シンポジウム")
SHEET = re.compile(
    r"取り?組み?(?:確認)?[・･]?(?:確認)?[・･]?評価表?|確認[・･]評価|みんなの公共サイト.{0,20}評価"
)
"""Words of the ministry's own sheet, which need no other beside them."""
OTHER_EVALUATION = re.compile(
    r"事務事業|行政評価|施策評価|政策評価|指定管理|学校評価|人事評価|総合評価"
)
BEGINNING = 12
"""Characters in which a line of a list names its criterion."""
CRITERION = re.compile(r"(?<![\d.])(?:7\.)?([1-4]\.[1-5]\.(?:1[0-3]|[1-9]))(?![\d.])")
"""A success criterion by its number; JIS X 8341-3:2010 writes a 7 before it."""


@once_a_document
def subject(document: ServiceDocument) -> str:
    """What the page says it is about: title, breadcrumb and headings, one to a line."""
    headings = [block.text for block in document.main if block.kind == HEADING]
    return "\n".join(plain(t) for t in (document.title, *document.breadcrumb, *headings))


@once_a_document
def is_about_web(document: ServiceDocument) -> bool:
    """Whether the page is about the accessibility of web sites.

    Buildings are accessible too: the web, or a standard of it, must be named as well.
    """
    named = subject(document)
    if OWN_SHEET.search(named):
        return True
    is_named = ACCESSIBILITY.search(named) is not None
    if is_named and (WEB.search(named) or SELF_CHECK.search(named)):
        return True
    texts = [block.plain for block in document.main]
    return any(
        STANDARD.search(text)
        or (is_named and (WEB_TOGETHER.search(text) or OF_LEVELS.search(text)))
        for text in texts
    )


@once_a_document
def is_of_others(document: ServiceDocument) -> bool:
    """Whether the page asks others for accessibility, or teaches it: tenders and lectures."""
    top = f"{document.title} {document.heading}"
    if NAMES_DUTY.search(plain(top)) and not ORDERED.search(plain(top)):
        return False
    return PROCUREMENT.search(top) is not None or LECTURE.search(top) is not None


def is_checklist(block: Block) -> bool:
    """Whether a line belongs to a list of success criteria: it begins with the number of one."""
    texts = [block.text, *(cell.text for cell in block.cells)]
    return any(CRITERION.search(plain(text)[:BEGINNING]) is not None for text in texts)
