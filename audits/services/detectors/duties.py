"""The three accessibility duties of a public site: policy, test result, self-evaluation sheet.

A page is one, or its main part leads to one. Pages about buildings, exams, other evaluations,
tenders and lectures use the same words, and so do pages that only promise one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from audits.services.accessibility_words import (
    ACCESSIBILITY,
    CRITERION,
    OTHER_EVALUATION,
    SHEET,
    STANDARD,
    is_about_web,
    is_of_others,
)
from audits.services.detectors import claim_dates, claims, evaluation_points, tested_pages
from audits.services.document import (
    HEADING,
    MAIN,
    RELATED,
    ROW,
    Block,
    Link,
    ServiceDocument,
)
from audits.services.facts import LIKELY, QUOTED, SURE, Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain

META = DetectorMeta(
    title={
        "ja": "ウェブアクセシビリティ方針・試験結果・取組確認評価表",
        "en": "Accessibility policy, test result and evaluation sheet",
    },
    kinds=("duty", "duty_link"),
    order=1,
)
POLICY, RESULT, EVALUATION = "policy", "result", "evaluation"
NAMED = {
    POLICY: re.compile(
        r"方針|ポリシー|指針(?!」)|基本的?な?考え方|policy|宣言|statement", re.IGNORECASE
    ),
    RESULT: re.compile(
        r"(?:試験|検証|検査|診断|点検|チェック|調査|テスト).{0,12}(?:結果|実施|"
        r"報告|レポート|行い|表示|公表|公開|について|を?しました)|確認(?:の)?結果"
        r"|(?:試験|検証|検査|診断)$|達成基準チェックリスト|附属書 ?JB|対応状況|"
        r"test results?|results? of"
        r"|(?:適合|達成|準拠)状況|AMCC|miCheckerによる",
        re.IGNORECASE,
    ),
    EVALUATION: re.compile(
        r"(?:取り?組み?|対応|実施)(?:内容|状況)?(?:の|"
        r"に関する)?(?:確認)?(?:[・･及びと]|および)*評価"
        r"|確認[・･]?評価(?:表|結果|シート)|評価表|自己評価|評価(?:結果|シート)|evaluation",
        re.IGNORECASE,
    ),
}
OTHER_TEST = re.compile(r"採用|入学|学力|水質|耐震|受験|合格者|放射|大気|検定|健康診断|資格")
SECTIONS = re.compile(
    r"対象(?:とする)?(?:範囲|サイト)|目標(?:を|とする|を達成|の?達成|等級|適合)|"
    r"達成(?:期限|等級|目標)|例外(?:事項|とする)|"
    r"追加する達成基準|対象外|(?:適合|達成)(?:レベル|等級)|期限|担当部署"
)
"""Headings that a policy has (JIS X 8341-3:2016, JA.1)."""
FACTS_OF_TEST = re.compile(
    r"満たして(?:いる)?適合|達成した(?:等級|適合)|試験(?:対象|実施期間|期間|"
    r"を行った|を実施した|日|の?方法)|表明日|"
    r"選択した方法|検証(?:対象|期間)|検査(?:対象|期間|日)"
)
TEST_SECTION = re.compile(
    r"(?:試験|検証|検査|診断)(?:の)?結果(?!の?(?:公|掲|表示方))|test results?|results? of",
    re.IGNORECASE,
)
TOLD = re.compile(r"[0-9]年|[0-9] ?ページ|準拠(?!する)|適合|20[0-9]{2}|compliant")
PROMISED = re.compile(
    r"準備中|作成中|策定中|検討中|策定(?:する|を)予定|公(?:表|開)(?:する|を)?予定|"
    r"未(?:策定|実施|定)|"
    r"今後(?:、)?(?:公表|公開|策定|作成|掲載|実施)|後日|これから|(?:実施|公表|"
    r"公開|策定|作成)して(?:い|お)りません|(?:実施|公表|公開|策定|"
    r"作成)していません"
)
SECTION_LEAST = 2
OF_ALL = 0.4
"""Share of a page's lines that speak of accessibility where no name does."""
NEWS = re.compile(r"リニューアル|新しくし|新しくなり|開設|開始|公開しました|お知らせ$|ニュース")
AND = re.compile(r"(?:方針|ポリシー|結果|評価表?)(?:」)?(?:と|・|及び|および|並びに|、|&|/)")
OWN_NAME = re.compile(r"取り?組み?|確認|評価表|自己評価")
"""The ministry's sheet; any other evaluation may be a test."""
STRONG = re.compile(
    r"結果|チェックリスト|附属書|報告|レポート|しました|行いました|表示|公表|"
    r"results?",
    re.IGNORECASE,
)
RESULT_NAME = re.compile(r"^(?:試験|検証|検査|診断|点検)[^。]{0,10}(?:結果|報告|公表|公開)")
BASED = re.compile(
    r"(?:方針|ポリシー)」?(?:に基づ|にもとづ|に係|に関する(?:試験|検証)|で定め|"
    r"の達成状況)"
)
OF_POLICY = re.compile(r"目標を達成する|達成期限|例外|追加する達成基準|担当部署|目標とする")
OTHER_SUBJECT = re.compile(
    r"計画|プラン|構想|ビジョン|戦略|議会|質問|だより|広報紙|広報誌|予算|条例|"
    r"講座|研修|パブリックコメント|意見募集|"
    r"素案|\(案\)|ランキング|受賞|アンケート"
)
ABOUT_SITE = re.compile(
    r"サイト(?:について|ポリシー|の(?:使|利用|考え方|運営|案内|ご案内))|"
    r"ホームページ(?:について|の(?:使い|利用|考え方|運[用営]|作成|方針|検|試|"
    r"JIS))|"
    r"使いやす|当サイト|このサイト|ご利用(?:案内|にあたって)|JIS"
)
"""Pages on how a site is made: what they state of its accessibility, they are."""
GENERIC = re.compile(
    r"^(?:こちら|ここ|詳細|詳しく|ダウンロード|別(?:紙|ページ|ウィンドウ)|PDF|"
    r"HTML|本文|リンク|ファイル|開く|見る|表示|全文|一覧)"
    r"[^。]{0,16}$|^$",
    re.IGNORECASE,
)
NO_LINK = re.compile(
    rf"{OTHER_EVALUATION.pattern}|{OTHER_TEST.pattern}|{OTHER_SUBJECT.pattern}|"
    rf"対応度表記|策定ガイドライン|実施ガイドライン"
)
OF_OTHERS = re.compile(r"waic\.jp|soumu\.go\.jp|w3\.org|jisc\.go\.jp|digital\.go\.jp|jsa\.or\.jp")
"""Makers of the standard and its guides."""


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each duty that the page is, and each that a link of its main part leads to."""
    is_web = is_about_web(document)
    found: dict[str, Fact] = {}
    if is_web and not is_of_others(document) and not _is_empty(document):
        for duty, line, confidence in _is_one(document):
            found.setdefault(
                duty, Fact("duties", "duty", duty, line[:QUOTED], document.url, confidence)
            )
    for duty, block, link in _leads(document, is_web):
        address = link.href
        yield Fact("duties", "duty_link", f"{duty} {address}", quote(block), document.url)
        found.setdefault(duty, Fact("duties", "duty", duty, quote(block), document.url, LIKELY))
    yield from found.values()


def _is_one(document: ServiceDocument) -> Iterator[tuple[str, str, str]]:
    """Duties by the names of the page and its parts; by what it states, where no name tells."""
    own = [plain(document.title), plain(document.heading)]
    named = list(_by_names(document, own))
    yield from named
    yield from _by_sections(document, {duty for duty, _, _ in named})
    if not named and not OTHER_SUBJECT.search(" ".join(own)) and _is_topic(document, own):
        yield from _by_statements(document)


def _is_topic(document: ServiceDocument, own: Sequence[str]) -> bool:
    """Whether the page is on its site's accessibility: by its name, or by most of its lines."""
    top = " ".join((*own, *document.breadcrumb[-1:]))
    if ACCESSIBILITY.search(top) or STANDARD.search(top) or ABOUT_SITE.search(top):
        return True
    if NEWS.search(top):
        return False
    lines = [block.plain for block in document.main if block.kind != HEADING]
    on_it = [text for text in lines if ACCESSIBILITY.search(text) or STANDARD.search(text)]
    return len(on_it) >= OF_ALL * len(lines)


def _by_names(document: ServiceDocument, own: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    sections = {h for claim in claims.claims(document) for h in claim.block.headings[-1:]}
    if any(ACCESSIBILITY.search(heading) for heading in sections) and ABOUT_SITE.search(own[0]):
        yield from _by_statements(document)
    crumb = " ".join(plain(text) for text in document.breadcrumb)
    by_title = {duty: text for text in own for duty in _named(text, crumb, document)}
    for duty in (POLICY, RESULT, EVALUATION):
        if duty in by_title:
            yield duty, by_title[duty], SURE
            continue
        for block in document.main:
            text = block.plain
            is_named = block.kind == HEADING and text not in own and _names(duty, text, crumb)
            if is_named and _tells(block, document, duty):
                yield duty, block.original, LIKELY
                break


def _named(title: str, crumb: str, document: ServiceDocument) -> Iterator[str]:
    """Duties that a title names. Of two without an "and" it is the last: 方針に基づく試験結果."""
    duties = [duty for duty in NAMED if _names(duty, title, crumb)]
    places = {duty: max(match.start() for match in NAMED[duty].finditer(title)) for duty in duties}
    if len(duties) > 1 and not AND.search(title):
        duties = [max(duties, key=lambda duty: places[duty])]
    for duty in duties:
        if duty == EVALUATION and not OWN_NAME.search(title):
            yield EVALUATION if _has_points(document) or not _has_results(document) else RESULT
        elif duty != RESULT or STRONG.search(title) or _has_results(document):
            yield duty


def _has_results(document: ServiceDocument) -> bool:
    """Whether the page tells of a test: a result, a period, pages, criteria, or a file of them."""
    return (
        any(claim.kind == claims.RESULT for claim in claims.claims(document))
        or "tested" in claim_dates.days(document)
        or tested_pages.counts(document) is not None
        or _is_list_of_criteria(document)
        or any(link.kind in ("pdf", "xls", "doc") for _, link in document.links())
    )


def _tells(heading: Block, document: ServiceDocument, duty: str) -> bool:
    """Whether something stands under a heading that its name promises."""
    under = [one for one in document.main if heading.text in one.headings]
    if duty == POLICY:
        return bool(under) or bool(heading.links)
    texts = [plain(one.text) for one in under]
    return any(one.links for one in (heading, *under)) or any(TOLD.search(t) for t in texts)


def _by_sections(document: ServiceDocument, named: set[str]) -> Iterator[tuple[str, str, str]]:
    sections = [block for block in document.main if SECTIONS.search(_label(block))]
    own = [block for block in sections if OF_POLICY.search(_label(block))]
    is_other = bool(named) and POLICY not in named
    labels = {_label(block) for block in (own if is_other else sections)}
    if len(labels) > SECTION_LEAST and _goal(document):
        yield POLICY, sections[0].original, LIKELY
    facts = [block for block in document.main if FACTS_OF_TEST.search(_label(block))]
    if len({_label(block) for block in facts}) >= SECTION_LEAST or _is_list_of_criteria(document):
        yield RESULT, facts[0].original if facts else document.title, LIKELY
    for block in _test_sections(document):
        yield RESULT, block.original, LIKELY
        break
    if next(iter(evaluation_points.detect(document, Context())), None):
        yield EVALUATION, document.title, LIKELY


def _by_statements(document: ServiceDocument) -> Iterator[tuple[str, str, str]]:
    stated = claims.claims(document)
    for kind, duty in ((claims.GOAL, POLICY), (claims.RESULT, RESULT)):
        found = next((claim for claim in stated if claim.kind == kind), None)
        if found:
            yield duty, found.block.original, LIKELY


def _test_sections(document: ServiceDocument) -> Iterator[Block]:
    """Headings of results, on a page about accessibility, under which something is told."""
    if not ACCESSIBILITY.search(plain(f"{document.title} {document.heading}")):
        return
    for block in document.main:
        if block.kind != HEADING or not TEST_SECTION.search(block.plain):
            continue
        under = [one for one in document.main if block.text in one.headings]
        if any(one.links or TOLD.search(plain(one.text)) for one in under):
            yield block


def _label(block: Block) -> str:
    """What a line is called: its label, the heading itself, or what stands before a colon."""
    text = block.plain
    if block.kind == HEADING:
        return text
    return plain(block.label) or (text.partition(":")[0] if ":" in text[:30] else "")


def _names(duty: str, line: str, crumb: str) -> bool:
    """Whether a title or heading names a duty of the web's accessibility."""
    if OTHER_SUBJECT.search(line) or PROMISED.search(line) or not NAMED[duty].search(line):
        return False
    is_near = ACCESSIBILITY.search(line) or ACCESSIBILITY.search(crumb)
    if duty == EVALUATION:
        return bool(is_near or SHEET.search(line)) and not OTHER_EVALUATION.search(line)
    if duty == RESULT:
        is_of_standard = STANDARD.search(line) or "JIS" in line
        return bool(is_near or is_of_standard or RESULT_NAME.search(line)) and not (
            OTHER_TEST.search(line)
        )
    if BASED.search(line) or ("ガイドライン" in line and not re.search(r"方針|ポリシー", line)):
        return False
    return ACCESSIBILITY.search(line) is not None or line.startswith(("方針", "基本方針"))


def _goal(document: ServiceDocument) -> bool:
    text = "\n".join(block.plain for block in document.main)
    return re.search(r"目標|目指|めざ|方針", text) is not None


def _has_points(document: ServiceDocument) -> bool:
    return any(re.search(r"\d ?(?:点|ポイント)", block.plain) for block in document.main)


def _is_list_of_criteria(document: ServiceDocument) -> bool:
    """Whether criteria stand in a list with their results."""
    rows = [
        block
        for block in document.main
        if CRITERION.search(block.plain[:40])
        and re.search(r"適合|不適合|[○×〇✕✓]|適用なし|対象外|該当", block.original)
    ]
    return len(rows) >= SECTION_LEAST + 1


def _is_empty(document: ServiceDocument) -> bool:
    """Whether the page says only that something is to come."""
    rest = [block for block in document.main if block.kind != HEADING]
    text = " ".join(block.plain for block in rest)
    return (
        bool(PROMISED.search(text)) and len(text) < 120 and not any(block.links for block in rest)
    )


def _leads(document: ServiceDocument, is_web: bool) -> Iterator[tuple[str, Block, Link]]:
    regions = (MAIN, RELATED) if is_web else (MAIN,)
    for block, link in document.links(*regions):
        words = plain(link.text)
        if GENERIC.match(words):
            words = plain(block.label if block.kind == ROW else block.text)[:60]
            if GENERIC.match(words) and block.headings:
                words = plain(block.headings[-1])
        above = " ".join(plain(heading) for heading in (document.title, *block.headings))
        if PROMISED.search(block.plain) or link.kind in ("mail", "tel", "fragment"):
            continue
        is_subject = ACCESSIBILITY.search(words) or (is_web and ACCESSIBILITY.search(above))
        if not is_subject or NO_LINK.search(words) or OF_OTHERS.search(link.href):
            continue
        for duty, pattern in NAMED.items():
            if duty == POLICY and "ガイドライン" in words and "方針" not in words:
                continue
            if pattern.search(words):
                yield duty, block, link
