"""Days of the duties: until when a goal is to be reached, when tests ran, when it was stated."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from audits.services.accessibility_words import ACCESSIBILITY, STANDARD, is_checklist, is_of_others
from audits.services.detectors.claims import EARLIER, day_of
from audits.services.document import HEADING, ROW, Block, ServiceDocument, once_a_document
from audits.services.facts import Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain, sentences
from audits.services.periods import BETWEEN, Span, fiscal_year, periods, spans, tidy

META = DetectorMeta(
    title={
        "ja": "目標の期限・試験の期間・表明日",
        "en": "Deadlines, days of tests, days of statements",
    },
    kinds=("deadline", "tested", "stated"),
    order=3,
)
DUE_LABEL = re.compile(
    r"期限|達成(?:時期|目標日|年|予定)|目標(?:年|時期|期日|日)|いつまで|期日|"
    r"スケジュール|deadline|time ?frame",
    re.I,
)
TEST_LABEL = re.compile(
    r"(?:試験|検証|検査|診断|点検|調査|テスト|チェック)(?:の|を)?(?:実施|"
    r"行)?(?:した|った)?(?:期間|年?月?日|時期|年月)|"
    r"^\(?(?:[0-9]{1,2}[).]? ?)?(?:実施|作業)?(?:期間|日|時期|年月日)$|"
    r"test(?:ing)? (?:period|date)",
    re.I,
)
STATED_LABEL = re.compile(
    r"表明日|策定日|制定日|公(?:表|開)(?:日|$)|宣言日|(?:取組内容)?(?:の)?確認日|改[定訂]日|作成日|"
    r"現在|策定$|制定$|改[定訂]$|掲載日|更新日|登録日"
)
DUE = re.compile(
    r"まで(?!の(?:間|期間|試験|結果))|末|年度中|年中|年度内|中(?=に|。|\)|、|$)|"
    r"を(?:目途|目処|めど|目標|期限)|"
    r"(?:に|には)[^。、]{0,24}(?:準拠|達成|対応|適合|満た)|\bby\b|\buntil\b"
)
BY = re.compile(r"\b(?:by|until|before)(?: the)?(?: end of)?(?: the)?(?: march)?(?: of)? ?$")
AIM = re.compile(
    r"目標|目指|めざ|準拠|適合|達成|対応|一部準拠|AA|レベルA|等級A|\bconform|\bcomply|\baim", re.I
)
TEST = re.compile(
    r"試験|検証|検査|診断|点検|テスト|調査|チェック|測定|適合[^。]{0,6}(?:確認|判定)|\btest", re.I
)
LONG_FIELD = 160
"""Characters of a field that its label speaks for."""
AROUND = 44
SHORT = 120
"""Characters of a sentence that is read as a whole."""
YEAR_OF_GOAL = re.compile(r"の(?:達成)?目標|を(?:達成)?目標|、|\)|$")
NOT_DUE = re.compile(
    r"(?:制定|改正|改訂|公示|施行|策定|公表|公開|表記ガイドライン|版|作成|告示|"
    r"現在|以降|から(?!令|平|20))"
)
MOVED = re.compile(
    r"^[^。、]{0,14}(?:(?:とし|目標とし|し)て(?:い|おり)?まし(?:た|て)(?:が|"
    r"ところ)?|でした(?:が|けれど)|を予定していまし|"
    r"から|を延長|より(?!$))"
)
"""A day that another has replaced."""
OTHERS_DEMAND = re.compile(r"求め(?:られ|て|る)|要請|国(?:は|が|では)|総務省(?:は|が|では|の)")
RELATIVE = {"今年度": 0, "本年度": 0, "来年度": 1, "翌年度": 1, "再来年度": 2}


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each day once, the first line that names it beside it."""
    if is_of_others(document) or not _speaks_of_it(document):
        return
    seen: set[tuple[str, str]] = set()
    for kind, value, block in (*_deadlines(document), *_tests(document), *_stated(document)):
        if (kind, value) not in seen:
            seen.add((kind, value))
            yield Fact("claim-dates", kind, value, quote(block), document.url)


def days(document: ServiceDocument) -> dict[str, tuple[str, Block]]:
    """The period of the test and the day of the statement, each with its line."""
    found: dict[str, tuple[str, Block]] = {}
    for kind, value, block in (*_tests(document), *_stated(document)):
        found.setdefault(kind, (value, block))
    return found


def _speaks_of_it(document: ServiceDocument) -> bool:
    words = (document.title, *document.breadcrumb, *(block.text for block in document.main))
    return any(ACCESSIBILITY.search(text) or STANDARD.search(plain(text)) for text in words)


SPACED = re.compile(r"^(?P<label>[^0-9 。、:]{2,12}) (?P<rest>(?:令和|平成|20[0-9]{2}).{1,200})$")
"""A label that a space parts from its day: 実施時期 令和6年11月11日."""


def _fields(block: Block) -> Iterator[tuple[str, str]]:
    """Texts of a line, each with its nearest label: cells with their headers, else one."""
    text = block.plain
    if block.kind == ROW and block.cells:
        for index, cell in enumerate(block.cells):
            label = plain(" ".join((*cell.headers, block.label if index else "")))
            yield label, plain(cell.text)
        return
    if block.label:
        yield plain(block.label), text
        return
    label, colon, rest = text.partition(":")
    if not colon and (spaced := SPACED.match(text)):
        label, colon, rest = spaced["label"], " ", spaced["rest"]
    if colon and len(label) <= 24 and rest:
        yield label, rest
    else:
        yield (plain(block.headings[-1]) if block.headings else ""), text


def _is_earlier(block: Block) -> bool:
    return any(EARLIER.search(heading) for heading in block.headings)


def _deadlines(document: ServiceDocument) -> Iterator[tuple[str, str, Block]]:
    reference = day_of(document) or next(
        (date.fromisoformat(day) for _, day, _ in _stated(document)), None
    )
    for block in document.main:
        if (block.kind == HEADING and not spans(block.text)) or _is_earlier(block):
            continue
        if is_checklist(block):
            continue
        for text, is_due in _due_texts(block):
            for sentence in sentences(text):
                for day in _due_days(sentence, is_due, reference):
                    yield "deadline", day.isoformat(), block


def _due_texts(block: Block) -> Iterator[tuple[str, bool]]:
    """Texts of a line, each with whether a label calls it a deadline."""
    is_labelled = False
    for label, text in _fields(block):
        if DUE_LABEL.search(label) and len(text) <= LONG_FIELD:
            is_labelled = True
            yield text, True
    if not is_labelled or block.kind == ROW:
        yield block.plain, False


def _due_days(sentence: str, is_due: bool, reference: date | None) -> Iterator[date]:
    text = tidy(sentence)
    if TEST.search(text) and not is_due and not re.search(r"目標|目指|めざ", text):
        return
    if OTHERS_DEMAND.search(text) and not re.search(r"目標と|目指|めざ", text):
        return
    found = spans(sentence, reference)
    for index, span in enumerate(found):
        after = text[span.end : found[index + 1].start if index + 1 < len(found) else len(text)]
        before = text[found[index - 1].end if index else 0 : span.start]
        if MOVED.search(after) or _begins_period(text, found, index):
            continue
        if is_due:
            if not NOT_DUE.match(after.lstrip("にの ")):
                yield span.last
        elif _is_due(before, after, text) or _is_year_of_goal(span, after, text):
            yield span.last
    for word, years in RELATIVE.items():
        if reference and word in text and (is_due or _is_due("", text.partition(word)[2], text)):
            yield date(fiscal_year(reference) + years + 1, 3, 31)


def _is_due(before: str, after: str, text: str) -> bool:
    near = DUE.match(after[:16]) or DUE.search(after[:8]) or BY.search(before)
    if not near or NOT_DUE.search(after[:10]):
        return False
    return AIM.search(text if len(text) <= SHORT else before[-AROUND:] + after[:AROUND]) is not None


def _is_year_of_goal(span: Span, after: str, text: str) -> bool:
    """Whether a fiscal year is named as that of a goal: 準拠を令和8年度の目標とします."""
    return (
        span.precision == "fiscal"
        and YEAR_OF_GOAL.match(after) is not None
        and re.search(r"目標|目指|めざ", text) is not None
        and AIM.search(text) is not None
        and not TEST.search(text)
    )


def _begins_period(text: str, found: list[Span], index: int) -> bool:
    if not 0 <= index < len(found) - 1:
        return False
    return BETWEEN.fullmatch(text[found[index].end : found[index + 1].start]) is not None


def _tests(document: ServiceDocument) -> Iterator[tuple[str, str, Block]]:
    """The first test that a label tells of, else a sentence; the last of those under years."""
    reference = _year_of(document) or day_of(document)
    lines = [b for b in document.main if b.kind != HEADING and not is_checklist(b)]
    now = [block for block in lines if not _is_earlier(block)]
    for blocks in (now, lines):
        labelled = [(days, b) for b in blocks for days in _labelled(b, reference)]
        told = [(days, b) for b in blocks for days in _told(b, reference)]
        if labelled or told:
            found = labelled or told
            by_year = [one for one in found if any(spans(h) for h in one[1].headings[-1:])]
            is_history = len(by_year) == len(found)
            days, block = max(found, key=lambda one: one[0][1]) if is_history else found[0]
            yield "tested", _period(*days), block
            return


def _labelled(block: Block, reference: date | None) -> Iterator[tuple[date, date]]:
    """Periods in fields that are called so, from the first day to the last."""
    for label, text in _fields(block):
        days = periods(text, reference) if TEST_LABEL.search(label) else []
        if days and len(text) <= LONG_FIELD:
            yield days[0][0], max(last for _, last in days)


def _year_of(document: ServiceDocument) -> date | None:
    """The end of the fiscal year that the title names: days of its test lie before it."""
    for text in (document.title, document.heading):
        for span in spans(text):
            if span.precision == "fiscal":
                day = day_of(document)
                return min(day, span.last) if day and day >= span.first else span.last
    return None


TEST_LABELLED = re.compile(
    r"(?:試験|検証|検査|診断|点検|調査|テスト|チェック)(?:の?実施)?(?:期間|日時?|"
    r"時期)?:? ?$|期間:? ?$|実施日:? ?$"
)
SPAN_OF_TEST = re.compile(r"^(?:実施)?(?:期間|日|時期)")
TESTED_AFTER = re.compile(
    r"^ ?\)?(?:の間)?(?:に|にかけて|まで(?:に|の間)?|、|で|の)?[^。]{0,60}?"
    r"(?:試験|検証|検査|診断|点検|調査|テスト|チェック|測定|適合[^。]{0,6}(?:確認|判定))"
    r"(?!の?結果[^。]{0,8}(?:公|掲|発表|報告|更新)|[^。]{0,10}(?:予定|ガイドライン|計画|基準|方針))"
)


TESTED_BEFORE = re.compile(
    r"(?:検証|試験|検査)\($|(?:試験|検証|検査|診断|点検|調査|テスト|チェック)(?!の?結果)[^。、]{0,30}(?:を|は)?、?$"
)
RESULT_BEFORE = re.compile(r"(?:試験|検証|検査|診断)の?結果[^。]{0,12}$")
CARRIED_OUT = re.compile(r"^ ?(?:に|から|まで|の間)?[^。、]{0,8}(?:実施|行[いっわ])")
TO_COME = re.compile(r"予定|今後|次回|定期的|毎年 ?[0-9]")


def _told(block: Block, reference: date | None) -> Iterator[tuple[date, date]]:
    """Periods of tests that sentences tell."""
    for sentence in sentences(block.plain):
        text = tidy(sentence)
        if not (TEST.search(text) or SPAN_OF_TEST.match(text)) or TO_COME.search(text):
            continue
        found, whole = spans(sentence, reference), periods(sentence, reference)
        for index, span in enumerate(found):
            if span.precision in ("fiscal", "year") or _begins_period(text, found, index - 1):
                continue
            ends = found[index + 1] if _begins_period(text, found, index) else span
            before = text[max(0, span.start - AROUND) : span.start]
            after = text[ends.end :]
            is_told = TESTED_BEFORE.search(before) or TESTED_AFTER.search(after)
            is_told = is_told or (RESULT_BEFORE.search(before) and CARRIED_OUT.match(after))
            if TEST_LABELLED.search(before) or (is_told and not NOT_DUE.match(after.lstrip(" に"))):
                last = next((end for begin, end in whole if begin == span.first), span.last)
                yield span.first, last
                break


def _period(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()} {last.isoformat()}"


ALONE = re.compile(r"^[\s()〔〕\[\]【】]*$")
SIGNATURE = re.compile(r"^ ?[一-龥]{1,8}(?:長|課|室|局|部|係)$")
STATED_NEAR = re.compile(
    r"^ ?\)?(?:に|から)?(?:現在|時点|策定|制定|公表|公開|表明|改[定訂正]|作成|"
    r"施行|適用|付け?(?!近))|^ ?\(?(?:策定|公表|公開|改[定訂])"
)
STATED_BEFORE = re.compile(
    r"(?:表明日?|策定日?|制定日?|公表日?|公開日?|改[定訂正]日?|確認日|宣言日|"
    r"評価日|基準日)[:; ]?\(?$"
)
NOT_STATED = re.compile(r"JIS|規格|ガイドライン|法律|障害者|総務省|経済産業|版")
"""What is said of the standard or of a law, not of the page."""


def _stated(document: ServiceDocument) -> Iterator[tuple[str, str, Block]]:
    """The day on which the page says that it was stated; of equal ones the latest."""
    best = max(_days_stated(document), key=lambda one: (one[0], one[1]), default=None)
    if best and best[0] > NOT_SO:
        yield "stated", best[1].isoformat(), best[2]


@once_a_document
def _days_stated(document: ServiceDocument) -> list[tuple[int, date, Block]]:
    """Days of the page, each with how much it says of itself."""
    return [
        (_rank(label, text, block), day.last, block)
        for block in document.main
        if not _is_earlier(block)
        for label, text in _fields(block)
        for day in spans(text)[:MOST_DAYS]
        if day.precision == "day"
    ]


MOST_DAYS = 4
NOT_SO, ALONE_ON_LINE, PUBLISHED, DECIDED, DECLARED = range(5)
"""How much a day says of itself: a day of publication is weaker than one of decision."""
DECLARING = re.compile(r"表明日|宣言日")
DECIDING = re.compile(r"策定|制定|確認日|改[定訂正]|現在|時点|評価日|基準日|施行|適用")
PUBLISHING = re.compile(r"公(?:表|開)|作成|掲載|更新|登録日")


def _rank(label: str, text: str, block: Block) -> int:
    """How much the first day of a field says of itself."""
    day, whole = spans(text)[0], tidy(text)
    before, after = whole[: day.start], whole[day.end :]
    is_field = block.kind != HEADING and len(text) <= 60 and not DUE_LABEL.search(label)
    if TEST_LABEL.search(label) or NOT_STATED.search(before[-30:] + after[:20]):
        return NOT_SO
    said = label if is_field and STATED_LABEL.search(label) else ""
    near_after, near_before = STATED_NEAR.search(after), STATED_BEFORE.search(before)
    said += f" {near_after[0]}" if near_after else ""
    said += f" {near_before[0]}" if near_before else ""
    for pattern, rank in ((DECLARING, DECLARED), (DECIDING, DECIDED), (PUBLISHING, PUBLISHED)):
        if pattern.search(said):
            return rank
    is_alone = (
        ALONE.match(before)
        and (ALONE.match(after) or SIGNATURE.match(after))
        and block.kind != HEADING
    )
    return ALONE_ON_LINE if is_alone else NOT_SO
