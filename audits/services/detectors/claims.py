"""What a body claims of its site: goal or result, level, and the degree that belongs to the level.

準拠, 一部準拠 and 配慮 are words of WAIC's 対応度表記ガイドライン; 適合 is the standard's own.
A goal is no result; explanations, demands of others, denials and withdrawn claims are no claims.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from audits.services.accessibility_words import (
    ACCESSIBILITY,
    STANDARD,
    WEB,
    is_checklist,
    is_of_others,
    subject,
)
from audits.services.document import HEADING, ROW, Block, Cell, ServiceDocument, once_a_document
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote
from audits.services.numerals import plain, sentences
from audits.services.periods import fiscal_year, spans

META = DetectorMeta(
    title={"ja": "アクセシビリティの目標と結果", "en": "Claims of accessibility"},
    kinds=("claim",),
    order=2,
)
GOAL, RESULT = "goal", "result"
FULL, PART, CARE, MET, NONE = "準拠", "一部準拠", "配慮", "適合", "none"
WEAKEST = (CARE, PART, NONE, MET, FULL)
DOUBLED = (
    (re.compile(r"トリプル ?[・-]?(?:A|エー)|triple[ -]?A\b", re.IGNORECASE), "AAA"),
    (re.compile(r"ダブル ?[・-]?(?:A|エー)|double[ -]?A\b", re.IGNORECASE), "AA"),
    (re.compile(r"シングル ?[・-]?(?:A|エー)|single[ -]?A\b", re.IGNORECASE), "A"),
    (re.compile(r"(?<![A-Za-z])A A(?![A-Za-z])"), "AA"),
    (re.compile(r"(?<![A-Za-z])A ?& ?(?=AA)"), "A・"),
    (re.compile(r"\b(A{1,3}) ?\(\1\)"), r"\1"),
    (re.compile(r"[「『][^」』]{0,60}配慮設計指針[^」』]{0,60}[」』]"), ""),
    (re.compile(r"高齢者・?障[^ ]{1,3}者等?配慮設計指針[^。]{0,40}第3部[^。]{0,14}コンテンツ"), ""),
    (re.compile(r"配慮設計指針"), ""),
    (re.compile(r"(?:JIS ?X ?8341-3[^。「」]{0,12}?)?対応度表記ガイドライン"), "表記ガイドライン"),
    (re.compile(r"適合(?=レベル)"), ""),
    (re.compile(r"\([^()]{0,60}(?:満た|達成基準)[^()]{0,40}\)"), ""),
    (
        re.compile(
            r"\(?(?:の)?(?:全|すべての)?[0-9]{1,2}(?:項目|基準)\)?(?=(?:、|・|と|"
            r"及び)?(?:レベル|等級)?A)"
        ),
        "",
    ),
)
"""Names and spellings that would be taken for a level or a degree."""
LEVEL = re.compile(
    r"(?<![A-Za-z0-9&])(?<![^A]/)(?<![A-Za-z.]-)(?P<level>AAA|AA|A)(?![A-Za-z0-9&]|[.-][A-Za-z0-9])"
)
DEGREE = re.compile(
    r"(?P<part>\(?一部\)?(?:に|を|は|のみ|だけ|の達成基準に)?準拠|部分(?:的に?)?準拠|一部適合|"
    r"partial(?:ly)?[ -](?:conform|compl)[a-z]{0,8})"
    r"|(?P<full>準拠(?!度)|\bconform[a-z]{0,6}|\bcompl(?:y|ies|iant|iance)\b)"
    r"|(?P<care>配慮)"
    r"|(?P<met>(?<!不)適合(?!試験|性|率|証明|度|の?要件|判定))",
    re.IGNORECASE,
)
WORD_OF = {"part": PART, "full": FULL, "care": CARE, "met": MET}
JOINED = re.compile(
    r"[」』\"'”]?(?:と|及び|および|並びに|ならびに|・|、|,|/|~|から|かつ|\band\b|&|又は|も| )*"
    r"(?:JIS X 8341-3:20\d\d ?の?)?(?:レベル|等級|level|grade)?[「『\"'“]?",
    re.IGNORECASE,
)
"""What stands between two levels that one degree belongs to."""
GAP = 34
TIGHT = re.compile(r"[」』)\]\"' ]*+(?:に|の|へ|を|は|:|\(|\||対応度|として)*+[「『( |]*+")
FAILED = re.compile(
    r"不適合|満たさな|満たして(?:い|お)(?:な|り?ま)|うち[0-9]|[0-9]項目(?:で|が|は)"
)
FLIPPED = re.compile(
    r"[:(「『 |はがも]*+(?:レベル|等級|達成)*+[: 「『]*+|"
    r"[^。、A-Za-z(]{0,14}\((?:レベル|等級)[: 「『]*"
)
ENGLISH_GAP = 48
DEFINED = re.compile(
    r"^.{0,14}?(?:という(?:表記|表現|用語|言葉|記載|語|の)|とは|の意味(?:は|する|"
    r"について)|の?表記(?:は|に(?:よ|つ)|方法)|"
    r"と定義|refers? to|means)|(?:[とを](?:いい|言い|呼び)|を指し|"
    r"を意味し)ます。?$|を(?:指す|意味する)。?$"
)
"""What follows the words that a sentence explains, at once or at its end."""
DEMANDED = re.compile(
    r"求め(?:られ|て|る|ま)|義務(?:付|づ)|推奨(?:さ|し)|要請(?:さ|し)|べき(?:と|で)|"
    r"必要(?:が|と|です|である)|望ましい"
)
NAMED_ONLY = re.compile(
    r"^」?の(?:判定|方法|定義|基準|考え方|条件|状況|ため|可否|有無|対象|作り方|"
    r"要件|違い|意味|例|試験|検証|検査|"
    r"達成基準(?!に|を(?:すべて|全て)?満た)|進め方|解説|必要)|"
    r"^」?し(?:て(?:い|お)る|た)(?:団体|自治体|市町村|市区町村|都道府県|(?:サイト|"
    r"ページ)[はが][0-9])|"
    r"^」?(?:かどうか|"
    r"か否か|するには|の?ための?(?:達成|方法|手順))|"
    r"^」?[^。]{0,14}(?:ですか|ますか|でしょうか|\?)|^」?(?:なの|である)?か[。?」]?$"
)
DENIED = re.compile(
    r"ません|ない(?!よう)|なかった|ず(?:、|に)|至ら|困難|できていな|未達|"
    r"には(?:遠|届)|見送|\bnot\b|\bno\b|取り下げ|撤回|取り消"
)
BUT = re.compile(r"(?:まし|でし|てい|だっ|とし)た(?:が|ものの|けれど|ところ)")
"""What was so; whether it is still depends on what follows."""
REPLACED = re.compile(r"^」?[^、。]{0,16}(?:を|から)(?=「?(?:一部準拠|準拠|配慮|適合))")
WRONG = re.compile(r"誤(?:り|っ|記)|訂正|取り消|撤回")
AIM_MISSED = re.compile(r"目標と?し?(?:てい)?た|目標でし")
IN_BRACKETS = re.compile(r"\([^()]{0,80}\)")
CORRECTED = re.compile(
    r"訂正|正しく|正誤|誤(?:り|っ|記)|改め|修正(?:し|いた|版)|変更し|見直し|お詫び"
)
REACHED = re.compile(r"目標(?:を|は)?(?:ほぼ)?達成(?:し(?:まし)?た|してい|済)")
AIMED = re.compile(
    r"目標|目指|めざ|努め|予定|までに|まで(?:の|と)|取り?組|図[りる]|ていき|"
    r"こと(?:と|に)し|もの(?:と|に)し|計画|"
    r"見込|する(?:ため|よう)|向け|順次|いきます|進め|\baims?\b|\bgoal|\btarget|\bwill\b|\bby\b"
)
DONE = re.compile(
    r"し(?:て(?:い|お)|まし|た(?=[。、)]|$|こと|結果|ところ))|"
    r"いたし(?:まし|てお)|達成(?:し|済)|確認|であること|(?:と|に)な(?:り|っ)|"
    r"となって|でし|認め|宣言|表明|結果と|\bis\b|\bare\b|\bwas\b"
)
FUTURE = re.compile(r"^」?(?:と?し|いたし)?ます|^」?する[。)]?$|^」?すること")
GOALS = re.compile(
    r"目標|目指|めざ|期限|方針|基準とする|ポリシー|\bgoal|\btarget|\baim|policy", re.IGNORECASE
)
RESULTS = re.compile(
    r"結果|満た(?:す|し)|達成(?:した|状況|等級$)|表明|現状|現在|状況|試験|検証|"
    r"検査|診断|点検|\bresult|\btest|achieved",
    re.IGNORECASE,
)
OF_STANDARD = re.compile(
    r"[^。、]{0,24}(?:改正|制定|公示|改訂)(?:された|の|版)|[0-9]{4}年?[0-9]{0,2}月?版"
)
"""Days of the standard and its guides, which are no days of a claim."""
MOST_CLAIMS = 200
"""From so many on a page is no statement any more."""
EARLIER_SUBJECT = re.compile(
    r"(?:前回|昨年度?|前年度?|過去|以前|旧方針|"
    r"改[定正]前)(?:の[^。、]{0,10})?(?:は|では|に|:| )[^。、]{0,14}$"
)
"""A claim of then; 前回の指摘を直し、AA準拠 is one of now."""
EARLIER = re.compile(
    r"過去|これまで|以前の|旧(?:方針|規格|サイト|ホームページ)|前回|昨年|前年|経過|経緯|履歴|推移|"
    r"バックナンバー|改定前|改正前|アーカイブ"
)
VENDOR = re.compile(
    r"(?:メーカー|ベンダー?|製品|パッケージ|ソフト(?:ウェア)?|ツール|CMS|"
    r"テンプレート|当社|弊社|御社|自社|他社|開発元|株式会社|ASP)"
    r"[^。、に]{0,2}(?:は|が|も|製)|"
    r"(?:他の?(?:市|町|村|自治体|団体)|近隣|先進|県内|全国)[^。、]{0,8}(?:は|が|では|も)"
)
"""Those who claim something that is not the body's own site."""
NEIGHBOUR = re.compile(
    r"(?:^|[、「])(?:県|国|都|府|隣の?(?:市|町|村))の[^。、]{0,4}(?:ホームページ|"
    r"サイト|HP)(?:は|が)[^。]{0,40}$"
)
"""A sentence about another body, unless the page is a prefecture's or the state's own."""
OURS = re.compile(r"(?:本|当)(?:市|町|村|区)(?!場)")
OF_STANDARD_LEVEL = re.compile(r"JIS[^。]{0,20}(?:レベル|等級|AA)|適合レベル|達成等級")
OF_LEVELS = re.compile(r"レベル|等級|JIS|WCAG|8341|level|grade", re.IGNORECASE)
LEVEL_AIMED = re.compile(
    r"[」』]?(?:レベル|等級)?(?:の?(?:達成|対応|実現|確保|水準|基準|クリア))?(?:を|へ|に|の)"
    r"[^。、]{0,24}(?:目標|目指|めざ|努め)"
)
ENGLISH_AIM = re.compile(r"\b(?:aim|goal|target|strive)[^.]{0,80}$", re.IGNORECASE)
ENGLISH_MET = re.compile(r"\b(?:meets?|satisf(?:y|ies)|achieved)\b[^.]{0,60}$", re.IGNORECASE)
LEVEL_MET = re.compile(
    r"[」』]?の?(?:(?:全て|すべて)の)?(?:達成)?(?:基準)?を?(?:全て|すべて)?"
    r"(?:満た(?:し|す(?:こと|もの)を?確認)|達成し|クリアし)(?:て|まし|た|)"
)
FEW = 3
EXAMPLE = re.compile(r"(?:記載|表記|記入)?例[::)）]|例えば|たとえば")
OWN_DEGREE = re.compile(r"「?(?:一部準拠|準拠|配慮|適合)」?")
MARK = re.compile(r"[○◯〇●◎✓✔レ]")
"""What stands in the column of the degree that holds."""
OWN_LEVEL = re.compile(r"(?:適合|達成)?(?:レベル|等級)?[ :「(]*(?P<level>A{1,3})[」)]?")
NAMES_LEVEL = re.compile(r"(?:^|の)(?:適合|達成)?(?:レベル|等級)[ :「(]*A{1,3}[」)]?$")
WORDED = re.compile(r"「?(一部準拠|準拠|配慮)」?という(?:対応度の)?(?:表記|表現|用語)")
"""A policy's note on the word that it uses: the degree of its goal, where only a level is named."""
LEVEL_LABEL = re.compile(
    r"(?P<goal>(?:目標|目指|めざ)[^|]{0,14}(?:レベル|等級)|^目標$|(?:レベル|等級)の目標)|"
    r"(?P<result>(?:満た|達成)し(?:てい)?[たる][^|]{0,10}(?:レベル|等級))|"
    r"(?P<plain>^(?:[(（]?\d{1,2}[)）.]? ?)?(?:JIS[^|"
    r"]{0,20})?の?(?:達成)?(?:レベル|等級)(?:及び|と|・)?(?:対応度)?)"
)
DEGREE_LABEL = re.compile(r"対応度|達成度|準拠の?(?:程度|度合)|準拠[・/]")
LONGEST_FIELD = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, with the line that it stands in and what is known of its scope and year."""

    kind: str
    level: str
    degree: str
    block: Block
    scope: str = ""
    site: str = ""
    year: int | None = None
    is_earlier: bool = False
    confidence: str = SURE

    @property
    def value(self) -> str:
        """`goal AA 準拠`, as labels write it."""
        return f"{self.kind} {self.level} {self.degree}"


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    is_level: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    level: str
    degree: str
    start: int
    end: int


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Claims in force, each once."""
    for claim in claims(document):
        yield Fact(
            "claims", "claim", claim.value, quote(claim.block), document.url, claim.confidence
        )


@once_a_document
def claims(document: ServiceDocument) -> list[Claim]:
    """Claims in force: of several years the last, of two degrees the weaker, corrections done."""
    return _in_force(stated(document), document)


@once_a_document
def stated(document: ServiceDocument) -> list[Claim]:
    """All claims that stand on a page, those of earlier years as well."""
    if is_of_others(document) or not _is_on_subject(document):
        return []
    found: list[Claim] = []
    for block in document.main:
        if is_checklist(block):
            continue
        line = prepared(_line(block))
        if not ACCESSIBILITY.search(line) and not _may_hold(line):
            continue
        found += _claims_of_line(line, block, document)
        found = _corrected(found, line)
        if len(found) > MOST_CLAIMS:
            break
    found += _claims_of_fields(document, found)
    if not found and document.main:
        found += _claims_of_line(prepared(document.title), document.main[0], document)
    return found


def _is_on_subject(document: ServiceDocument) -> bool:
    text = "\n".join((subject(document), *(block.plain for block in document.main)))
    is_of_web = WEB.search(text) is not None and OF_STANDARD_LEVEL.search(text) is not None
    return bool(STANDARD.search(text) or ACCESSIBILITY.search(text) or is_of_web)


def _may_hold(line: str) -> bool:
    return LEVEL.search(line) is not None or DEGREE.search(line) is not None


def _line(block: Block) -> str:
    if block.kind == ROW and block.cells:
        return " | ".join(_cell(cell) for cell in block.cells)
    return f"{block.label}: {block.text}" if block.label and block.kind != ROW else block.text


def _cell(cell: Cell) -> str:
    """A cell with the level that its header names, where the cell has the degree alone."""
    text = plain(cell.text)
    if MARK.fullmatch(text):
        headers = [plain(header) for header in cell.headers]
        return next((header for header in headers if OWN_DEGREE.fullmatch(header)), text)
    if DEGREE.search(text) and not LEVEL.search(text):
        for header in cell.headers:
            level = OWN_LEVEL.fullmatch(plain(header))
            if level:
                return f"{level['level']}: {text}"
    return text


def prepared(text: str) -> str:
    """A line in which only levels look like levels, and only degrees like degrees."""
    line = plain(text)
    for pattern, instead in DOUBLED:
        line = pattern.sub(instead, line)
    return line


def _claims_of_line(line: str, block: Block, document: ServiceDocument) -> Iterator[Claim]:
    for sentence in sentences(line):
        pairs = _pairs(sentence)
        if not pairs:
            yield from _claims_without_degree(sentence, block, document)
            continue
        if _is_no_statement(sentence, pairs) or _is_of_neighbour(sentence, pairs, document):
            continue
        for index, pair in enumerate(pairs):
            following = pairs[index + 1].start if index + 1 < len(pairs) else len(sentence)
            is_last = following == len(sentence)
            own = sentence[pair.end : max(following, pair.end)]
            said = own if is_last else _first_clause(own)
            if _is_void(said, sentence[: pair.start], sentence[pair.end :]):
                continue
            kind, confidence = _kind(sentence, pair, own, block, document)
            year, is_earlier = _year(sentence[: pair.start], block, document)
            site = _site(sentence[: pair.start], block)
            yield Claim(
                kind,
                pair.level,
                pair.degree,
                block,
                _scope(block),
                site,
                year,
                is_earlier,
                confidence,
            )


def _first_clause(text: str) -> str:
    return text.partition("、")[0]


def _tokens(sentence: str) -> list[_Token]:
    tokens = [
        _Token(match["level"], match.start(), match.end(), True)
        for match in LEVEL.finditer(sentence)
    ]
    for match in DEGREE.finditer(sentence):
        word = WORD_OF[str(match.lastgroup)]
        tokens.append(_Token(word, match.start(), match.end(), False))
    return sorted(tokens, key=lambda token: token.start)


def _pairs(sentence: str) -> list[_Pair]:
    """Levels with the degree that belongs to each, in the order of the sentence."""
    pairs: list[_Pair] = []
    levels: list[_Token] = []
    last: list[_Token] = []
    degree: _Token | None = None
    for token in _tokens(sentence):
        if token.is_level:
            if levels and not JOINED.fullmatch(sentence[levels[-1].end : token.start]):
                levels = []
            levels.append(token)
            if degree and _flips(sentence[degree.end : token.start]):
                pairs.append(_Pair(token.text, degree.text, degree.start, token.end))
                last, levels = levels, []
            continue
        gap = sentence[levels[-1].end : token.start] if levels else ""
        if levels and _belongs(gap, token.text):
            pairs += [_Pair(level.text, token.text, level.start, token.end) for level in levels]
            last, levels, degree = levels, [], None
        elif not levels and last and _replaces(sentence[pairs[-1].end : token.start]):
            pairs += [_Pair(one.text, token.text, token.start, token.end) for one in last]
        else:
            degree = token
    return pairs


def _belongs(gap: str, degree: str) -> bool:
    if degree in (CARE, MET):
        return len(gap) <= GAP and (
            TIGHT.fullmatch(gap) is not None
            or (
                degree == MET
                and re.fullmatch(r"[」』]?の?(?:達成)?基準(?:の?(?:すべて|全て))?に", gap)
                is not None
            )
        )
    return len(gap) <= GAP and (degree == PART or not FAILED.search(gap))


def _flips(gap: str) -> bool:
    """Whether a degree belongs to the level after it: 一部準拠(レベルAA), conform to Level AA."""
    if FLIPPED.fullmatch(gap):
        return True
    return len(gap) <= ENGLISH_GAP and gap.isascii() and "." not in gap.replace("8341-3", "")


def _replaces(gap: str) -> bool:
    """Whether a later degree replaces one before it: 準拠を一部準拠に訂正, 準拠でしたが一部準拠."""
    return len(gap) <= 60 and (
        re.match(r"」?(?:を|から|でなく|ではなく)「?$", gap) is not None
        or CORRECTED.search(gap) is not None
        or (BUT.search(gap) or WRONG.search(gap)) is not None
    )


def _is_no_statement(sentence: str, pairs: Sequence[_Pair]) -> bool:
    """Whether the whole sentence explains, demands of others, or tells what others say."""
    after = sentence[pairs[0].end :]
    if DEFINED.search(IN_BRACKETS.sub("", after)):
        return True
    tail = sentence[pairs[-1].end :]
    if DEMANDED.search(tail) and not re.search(r"目標|目指|めざ|取り?組", tail):
        return True
    before = sentence[: pairs[0].start]
    return bool(EXAMPLE.search(before) or VENDOR.search(before))


def _is_of_neighbour(sentence: str, pairs: Sequence[_Pair], document: ServiceDocument) -> bool:
    """Whether a sentence speaks of another body, on a page that calls its own otherwise."""
    if not NEIGHBOUR.search(sentence[: pairs[0].start]):
        return False
    return any(OURS.search(block.text) for block in document.main)


def _claims_without_degree(
    sentence: str, block: Block, document: ServiceDocument
) -> Iterator[Claim]:
    """Levels that are aimed at or met without a word for the degree: レベルAAを目標とします."""
    levels = list(LEVEL.finditer(sentence))
    if not levels or len(levels) > FEW:
        return
    before, after = sentence[: levels[0].start()], sentence[levels[-1].end() :]
    if (
        DEFINED.search(IN_BRACKETS.sub("", after))
        or DEMANDED.search(after)
        or DENIED.search(after[:60])
    ):
        return
    if EXAMPLE.search(before) or VENDOR.search(before) or BUT.search(after[:40]):
        return
    is_aim = LEVEL_AIMED.match(after) or ENGLISH_AIM.search(before)
    is_met = LEVEL_MET.match(after) or ENGLISH_MET.search(before)
    kind = GOAL if is_aim else RESULT if is_met else ""
    is_sure = any(level["level"] != "A" for level in levels) or OF_LEVELS.search(before[-40:])
    if not kind or not is_sure:
        return
    year, is_earlier = _year(before, block, document)
    for level in levels:
        yield Claim(kind, level["level"], NONE, block, _scope(block), "", year, is_earlier, LIKELY)


def _is_void(own: str, before: str, tail: str) -> bool:
    """Whether a pair is denied, withdrawn, or only named; `tail` is the rest of the sentence."""
    if NAMED_ONLY.search(own) or REPLACED.search(own[:40]) or WRONG.search(own[:40]):
        return True
    but = BUT.search(own[:40])
    if but:
        rest = tail[but.end() :]
        if DEGREE.search(rest) or WRONG.search(rest) or AIM_MISSED.search(own[: but.end()]):
            return True
    if DENIED.search(_first_clause(IN_BRACKETS.sub("", own))):
        return True
    return re.search(r"[(【「]?誤[)】」::]? ?[^正]{0,30}$", before) is not None


def _kind(
    sentence: str, pair: _Pair, own: str, block: Block, document: ServiceDocument
) -> tuple[str, str]:
    """Goal or result: by the words after the pair, those before, the labels, the page."""
    before, tail = sentence[: pair.start], sentence[pair.end :]
    if REACHED.search(tail):
        return RESULT, SURE
    bare = IN_BRACKETS.sub("", own)
    for text in (_first_clause(bare), bare, own, tail):
        is_aim, is_done = AIMED.search(text), DONE.search(text)
        if is_aim and not (is_done and is_done.start() < is_aim.start() and "目" not in text):
            return GOAL, SURE
        if is_done:
            return RESULT, SURE
    kind = _named(before[-60:])
    if kind:
        return kind, SURE
    if FUTURE.search(tail):
        return GOAL, SURE
    for label in _labels(block):
        kind = _named(label)
        if kind:
            return kind, SURE
    kind = _named(plain(f"{document.title} {document.heading}"))
    return (kind, LIKELY) if kind else (GOAL, LIKELY)


def _named(text: str) -> str:
    """Goal or result by the word that stands nearest to the end; "" for neither."""
    goal = max((match.start() for match in GOALS.finditer(text)), default=-1)
    if AIMED.search(text):
        goal = max(goal, max(match.start() for match in AIMED.finditer(text)))
    result = max((match.start() for match in RESULTS.finditer(text)), default=-1)
    if goal == result:
        return ""
    return GOAL if goal > result else RESULT


def _labels(block: Block) -> Iterator[str]:
    """What stands over a line, the nearest first."""
    headers = {header for cell in block.cells for header in cell.headers}
    yield plain(" ".join((block.label, *headers)))
    for heading in reversed(block.headings):
        yield plain(heading)


SITE = re.compile(
    r"(?!当|本サ|本ホ|この)[一-龥ァ-ヶー々A-Za-z]{0,12}(?:図書館|病院|議会|美術館|"
    r"博物館|消防|水道|教育|観光|防災|予約|公式|本庁|"
    r"サイト|ホームページ|版|館|システム|ポータル|アプリ|公社|協会|センター)[一-龥ァ-ヶー]{0,8}"
)
"""What a site is called, where a page speaks of several."""
ANY_SITE = {"サイト", "ウェブサイト", "ホームページ", "版", "システム", "ポータル", "アプリ", "館"}
GENERIC = re.compile(
    r"レベル|等級|目標|結果|対応度|規格|準拠|期限|期間|方法|適合|達成|表明|項目|内容|区分|日"
)


def _scope(block: Block) -> str:
    """What a row of a table claims it of, where rows are several sites."""
    label = plain(block.label)
    if block.kind == ROW and label and not GENERIC.search(label):
        return label
    return ""


def _site(before: str, block: Block) -> str:
    """The site that a claim speaks of, where it is called by its name."""
    for text in (before, plain(block.label), *(plain(h) for h in reversed(block.headings))):
        names = [name for name in SITE.findall(text) if name not in ANY_SITE]
        if names:
            return str(names[-1])
    return ""


def _year(before: str, block: Block, document: ServiceDocument) -> tuple[int | None, bool]:
    """The fiscal year that a claim speaks of, and whether it stands under a word for the past."""
    above = (plain(block.label), *(plain(heading) for heading in reversed(block.headings)))
    is_earlier = EARLIER_SUBJECT.search(before) or any(EARLIER.search(text) for text in above)
    for text in (before, *above, plain(document.title)):
        days = spans(OF_STANDARD.sub("", text))
        fiscal = [span for span in days if span.precision == "fiscal"]
        if days:
            last = (fiscal or days)[-1]
            is_bare = last.precision == "year"
            return last.first.year if is_bare else fiscal_year(last.first), bool(is_earlier)
    return None, bool(is_earlier)


def _corrected(found: list[Claim], line: str) -> list[Claim]:
    """Claims after a correction that names two degrees and no level."""
    if not CORRECTED.search(line) or LEVEL.search(line):
        return found
    degrees = [token.text for token in _tokens(line)]
    if len(degrees) < 2 or degrees[0] == degrees[-1]:
        return found
    was, now = degrees[0], degrees[-1]
    return [replace(claim, degree=now) if claim.degree == was else claim for claim in found]


def _claims_of_fields(document: ServiceDocument, known: list[Claim]) -> Iterator[Claim]:
    """Level and degree that stand in fields of their own: 適合レベル AA, 対応度 一部準拠."""
    level: Claim | None = None
    for block in document.main:
        text = prepared(block.cells[-1].text if block.cells else block.text)
        if ":" in text and not block.label:
            label, _, text = text.partition(":")
        elif block.cells or block.label:
            label = prepared(" ".join((block.label, *_headers(block))))
        else:
            label = prepared(block.headings[-1]) if block.headings else ""
        if is_checklist(block) or len(text) > LONGEST_FIELD:
            continue
        named = None if block.kind == HEADING else LEVEL_LABEL.search(label)
        if not named and NAMES_LEVEL.search(text):
            named = LEVEL_LABEL.search("レベル")
        levels = [token.text for token in _tokens(text) if token.is_level]
        degrees = [token.text for token in _tokens(text) if not token.is_level]
        if named and levels and not degrees and len(set(levels)) == 1:
            if level:
                yield from _lone(level, known)
            kind = str(named.lastgroup)
            if kind == "plain":
                kind = _kind_above(block, document)
            year, is_earlier = _year("", block, document)
            degree = _worded(document) if named.lastgroup == "goal" else NONE
            level = Claim(kind, levels[0], degree, block, "", "", year, is_earlier, LIKELY)
            level = replace(level, confidence=SURE if named.lastgroup != "plain" else LIKELY)
        elif level and degrees and not levels and (DEGREE_LABEL.search(label) or len(text) <= 8):
            yield replace(level, degree=degrees[0], confidence=SURE)
            level = None
    if level:
        yield from _lone(level, known)


def _worded(document: ServiceDocument) -> str:
    """The one degree whose word the page explains as its own."""
    words = {word for block in document.main for word in WORDED.findall(block.plain)}
    return words.pop() if len(words) == 1 else NONE


def _headers(block: Block) -> Sequence[str]:
    return block.cells[-1].headers if block.cells else ()


def _kind_above(block: Block, document: ServiceDocument) -> str:
    for label in (*_labels(block), plain(document.title)):
        kind = _named(label)
        if kind:
            return kind
    return GOAL


def _lone(level: Claim, known: list[Claim]) -> Iterator[Claim]:
    """A level alone counts where nothing else is claimed of its kind, or nothing else at all."""
    now = [claim for claim in known if not claim.is_earlier]
    others = [claim for claim in now if claim.kind == level.kind or level.confidence == LIKELY]
    if not others:
        yield level


def _in_force(found: list[Claim], document: ServiceDocument) -> list[Claim]:
    """Without those of earlier years, and with the weaker of two degrees of one level."""
    told = {claim.kind for claim in found if not claim.is_earlier}
    now = [claim for claim in found if not claim.is_earlier or claim.kind not in told]
    results = [claim for claim in now if claim.kind == RESULT]
    years = [claim.year for claim in results if claim.year is not None]
    last = max(years, default=None)
    kept: dict[tuple[str, str, str, str], Claim] = {}
    for claim in now:
        is_old = claim.kind == RESULT and last is not None and (claim.year or last) < last
        if is_old and not _is_of_another(claim, results, last):
            continue
        degree = claim.degree if claim.kind == GOAL else ""
        key = (claim.kind, claim.level, claim.scope or _named_site(claim, now), degree)
        other = kept.get(key)
        if other is None or WEAKEST.index(claim.degree) < WEAKEST.index(other.degree):
            kept[key] = claim
    with_degree = {claim.kind for claim in kept.values() if claim.degree != NONE}
    once: dict[str, Claim] = {}
    for claim in kept.values():
        if claim.degree != NONE or claim.kind not in with_degree:
            once.setdefault(claim.value, claim)
    return list(once.values())


def _named_site(claim: Claim, claims: list[Claim]) -> str:
    """The site of a claim, where all claims of its kind and level name theirs.

    Names of which one ends like the other are of one site: 公式サイト, 町公式サイト.
    """
    alike = [one for one in claims if (one.kind, one.level) == (claim.kind, claim.level)]
    if not all(one.site for one in alike):
        return ""
    names = [one.site for one in alike]
    same = [name for name in names if name.endswith(claim.site) or claim.site.endswith(name)]
    return min(same, key=len)


def _is_of_another(claim: Claim, results: list[Claim], last: int | None) -> bool:
    """Whether an older claim is of another site than those of the last year."""
    newer = {other.site for other in results if other.year == last}
    return bool(claim.site) and "" not in newer and claim.site not in newer


@once_a_document
def day_of(document: ServiceDocument) -> date | None:
    """The day of the page, for dates that name no year."""
    return date.fromisoformat(document.updated) if document.updated else None
