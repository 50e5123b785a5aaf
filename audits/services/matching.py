"""Which tasks a page serves: by its title, headings, breadcrumb and lists together.

Everyday words prove nothing in running text; what is named in passing, to be enclosed or to be done
elsewhere as well, is not served here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audits.services.document import (
    BUTTON,
    CAPTION,
    DEFINITION,
    HEADING,
    IMAGE,
    ITEM,
    ROW,
    Block,
    ServiceDocument,
)
from audits.services.facts import LIKELY, SURE, Context, quote
from audits.services.general_names import is_general, shares_subject
from audits.services.page_kinds import OTHER, PageKind, cues, cues_below, page_kind, page_names
from audits.services.systems import Systems
from audits.services.tasks import Task
from audits.services.ways import SENTENCES, link_way
from audits.services.wording import normalise

LEAD = 46
"""Characters at the beginning of a line in which it says what it is about."""
STOP = re.compile(r"[。:、(→]|\.\.\.|…|->| - ")
LABELLED = re.compile(r":|\.\.\.|…|->")
NAME, CRUMB, SECTION, LINE, TEXT = "name", "breadcrumb", "section", "line", "text"
PASSING = re.compile(
    r"必要(?:な)?(?:書類|もの|物|持ち物)|持ち物|もちもの|持参|[持も]ってくる|お持ちいただく|添付|"
    r"提出書類|同封|準備(?:する|いただく)|"
    r"(?:あわせて|合わせて|一緒に|ほかに|他に|その他に?|そのほか)(?:の)?(?:必要|手続|届)|"
    r"(?:その他|ほか|他|そのほか|関連)の(?:手続|届|法令|制度|申請|証明)|関連(?:する)?(?:手続|届|"
    r"ページ|リンク|情報)|"
    r"(?<!亡くなった)(?<!死亡)の(?:あと|後)に$|"
    r"使い(?:みち|道)|使用目的|注意(?:事項|点)?$|お問い?合わせ|問合せ|what to bring|"
    r"required documents"
)
"""Words of a heading or a label under which tasks are named in passing."""
PASSING_LEAD = re.compile(
    r"^(?:※|\*|注|添付|必要(?:書類|な?もの)|持ち物|もちもの|用意|準備|同封|関連|書類|なお|"
    r"ただし|問)"
)
ENCLOSED = re.compile(
    r"^(?:[書証票]?(?:の写し|のコピー|\(写し\)|\(原本\)|を添|を持|をお?持|を提示|と(?!き|は|も|り)|及び|または|か(?!ら|た|な)|、|"
    r"(?:など|等)(?:を|の?写し|の?添付|が必要)|[^、。]{0,6}手数料の?(?:免除|減免|無料)|"
    r"書?で(?:確か|確認|証明|[分わ]か|見|、)|や[^、。]{1,6}の(?:とき|際|場合)に|の(?:とき|際|場合)に))"
)
DEED = re.compile(
    r"申請|申し?込|届|請求|手続|予約|登録|交付|発行|申告|提出|相談|認定|受付|受け付け|許可|助成|"
    r"窓口|電話|日以内|まで|"
    r"できます|ください|持って|apply|bring|within|visit|fill"
)
"""What a line of its own says of how a task is done."""
NOT_DONE = re.compile(
    r"取り?扱わない|できない(?:業務|手続|もの)|対象外|"
    r"(?:出せ|行って(?:い|おり)|いたし|でき|扱って(?:い|おり)|扱い|含み|含まれ|発行し|"
    r"受け付けて(?:い|おり))ません|"
    r"(?<!庁)(?<!庁は)(?<!庁も)(?<!印)(?<!印は)(?<!鑑は)(?<!紙は)(?<!紙も)(?<!類は)(?<!類の提出は)"
    r"(?<!添付は)(?<!添付も)(?<!持参は)(?<!郵送は)(?<!返送は)(?<!予約は)(?<!登録は)(?<!状は)"
    r"(?:不要|必要(?:は)?ありません|[要い]りません)(?:です|で|$|。)|"
    r"(?:廃止|終了)(?:です|$|。)|準備中|検討中|"
    r"とは(?:違|異な|別の|関係)|対象(?:と|に)(?:は)?(?:なりません|ならない)"
)
"""What a line says of something that is not done here."""
OFFICE = re.compile(r"(?:課|係|室|所|署|会|局|センター|役場|窓口|県)(?:へ|にお|にご|に相談|で)")
"""That an office is named to go to."""


@dataclass(frozen=True, slots=True)
class Match:
    """A task that a page serves: how that shows, at which block of the main part (-1: none)."""

    task: str
    by: str
    block: int
    quote: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Matched:
    """What a page serves, and what it is where it serves nothing."""

    kind: PageKind
    matches: tuple[Match, ...]


def match(document: ServiceDocument, context: Context) -> Matched:
    """The tasks of a country that a page serves."""
    tasks = [task for task in context.catalogue.tasks.values() if task.applies_to(context.body)]
    names = page_names(document)
    said, said_below = cues(document), cues_below(document)
    kind = page_kind(document)
    if kind.is_soft and len(said) >= MANY_CUES:
        kind = PageKind("", "")
    if _is_empty(document):
        kind = PageKind("empty", names[0] if names else "")
    named = _named(tasks, names, document, context)
    if not said and JAPANESE.search(" ".join(block.text for block in document.main)):
        named = {task: one for task, one in named.items() if _is_spoken_of(task, document, context)}
    if kind.name:
        anyway = [found for found in named.values() if _is_served_anyway(found.task, kind)]
        if kind.is_soft and not anyway:
            anyway = list(_entries(tasks, document, context))
        return Matched(kind, tuple(anyway))
    if any(OTHER.search(name) for name in names):
        # a word that only says whom the other service is for names no task of the page
        return Matched(kind, tuple(one for one in named.values() if one.confidence == SURE))
    is_specific = any(map(_is_specific, names))
    matches = list(named.values())
    if not said_below and (named or not is_specific):
        about = " ".join((*names, *document.breadcrumb[-2:], *context.led_by))
        bare = list(_bare(tasks, document))
        matches += [
            one
            for one in bare
            if one.task not in named
            and (len(bare) > 1 or context.catalogue.tasks[one.task].topics.search(about))
        ]
    if _says_nothing(document, said):
        return Matched(kind, tuple(matches))
    has_general_name = any(map(is_general, names)) and not named
    is_umbrella = (
        has_general_name
        or any(UMBRELLA.search(name) for name in names)
        or document.only_leads_on(*HUB)
    )
    is_list = is_umbrella or any(context.catalogue.tasks[task].is_event for task in named)
    lines = _lines(document)
    words = _words(document, lines)
    open_tasks = [
        task
        for task in tasks
        if task.id not in {one.task for one in matches}
        and not any(task.near.search(name) for name in names)
        and (task.names.search(words) or task.deeds.search(words) or task.text.search(words))
    ]
    lists = _lists_of_tasks(open_tasks, lines) if named else frozenset()
    for task in open_tasks:
        found = _by_crumb(task, document, bool(named), len(said) > 1) or _by_line(
            task, document, lines, bool(named), is_list, lists, context.known_systems
        )
        if found:
            matches.append(found)
    if is_umbrella or not matches:
        served = {one.task for one in matches}
        papers = [task for task in tasks if task.is_paper and task.id in named]
        matches += [
            one
            for one in _enumerated_tasks(open_tasks, papers, document, has_general_name)
            if one.task not in served
        ]
    if said and (has_general_name or not matches):
        served = {one.task for one in matches}
        matches += [
            found
            for task in open_tasks
            if task.id not in served and (found := _by_text(task, document))
        ]
    if not named and said:
        served = {one.task for one in matches}
        matches += [
            found
            for task in open_tasks
            if task.id not in served and (found := _by_topic(task, names, document, context))
        ]
    if not named and not is_umbrella and is_specific:
        about = " ".join((*names, *document.breadcrumb[-2:], *context.led_by))
        matches = [one for one in matches if _belongs(one, about, document, context)]
    if any(GRANT.search(name) for name in names):
        matches = [one for one in matches if one.by == NAME or one.task in GRANTED]
    return Matched(kind, tuple(matches))


SITUATION = re.compile(
    r"たい|とき|ときは|たら|れば|場合|(?:方|かた|人|皆さ[まん])(?:へ|$)|には(?:$|\()|前に|か(?:$|\?|\()|"
    r"[るたすうくぐむぬつ](?:$|\()|ください|ます(?:$|\(|。)"
)
"""Words of a title that tell of a situation of the reader, and leave to the text what is done."""
GENERIC = re.compile(
    r"^(?:無題|トップ|お知らせ|くらし|暮らし|生活|手続|届|申請|証明|窓口|ご?案内|よくある|業務|仕事|一覧|"
    r"便利|手引|ガイド|ホーム|[市町村区]民(?:生活|の)|夜間|休日|土曜)|"
    r"^(?:税|税金|福祉|子育て|健康|しごと|産業|事業者?|外国人|住民|戸籍|環境|商工|建設)(?:$|の|・|に|など|関係)|"
    r"(?:課|係|室|所|センター|手引|ガイド|一覧|早見表|ご?案内|質問|リスト|メニュー|様式|申請書|"
    r"の?届け?出?|の?手続き?|関係|その他|について|もの|こと|しおり|のお?知らせ)(?:$|\()"
)
"""Names of fields, desks and collections, under which a task may stand."""
KANJI = re.compile(r"[一-龥]")
LEAST_NAME = 5
"""Characters from which on a name says what a page is about."""


def _is_specific(name: str) -> bool:
    """Whether a name says in so many words what a page is about, so that all else is beside it.

    >>> _is_specific("福祉タクシー券の交付"), _is_specific("町民課の窓口のご案内")
    (True, False)
    """
    return (
        len(name) >= LEAST_NAME
        and KANJI.search(name) is not None
        and not SITUATION.search(name)
        and not GENERIC.search(name)
    )


def _belongs(match: Match, about: str, document: ServiceDocument, context: Context) -> bool:
    """Whether a task is of the page's own subject, or has a form or an entry of its own there."""
    task = context.catalogue.tasks[match.task]
    plain = masked(task, about)
    if match.by == CRUMB or task.topics.search(plain) or task.deeds.search(plain):
        return True
    hits = task.names.finditer(masked(task, document.main[match.block].text))
    if match.block >= 0 and shares_subject(plain, " ".join(hit[0] for hit in hits)):
        return True
    links = document.main[match.block].links if match.block >= 0 else ()
    return any(
        (link.kind in FILES or link_way(link, context.known_systems))
        and task.names.search(masked(task, link.text))
        for link in links
    )


GRANT = re.compile(r"補助|助成|奨励金|支援金|応援金|給付金|交付金|祝い?金")
GRANTED = frozenset(("hojokin", "yushi", "sogyo"))
"""Tasks that a page called after a grant may serve by its text; others name whom it is for."""
MANY_CUES = 3
"""Kinds of things that a page says of how something is done, from which on it is a service."""
UMBRELLA = re.compile(
    r"予約|事前入力|スマート窓口|リモート|オンライン相談|キオスク|サービスコーナー|連絡所|"
    r"行政サービス|市民サービス|"
    r"取り?扱(?:い)?業務|できること|業務案内|便利に|できる手続|出張所|支所|"
    r"コンビニ|証明書(?:の|を|等|自動|$|\(|交付)|(?:各種|主な|こんな|いろいろな|"
    r"さまざまな)[^、。]{0,10}(?:手続|届|申請|証明)|"
    r"手続き?(?:の)?(?:一覧|チェック|ナビ|ガイド|早見|リスト|案内)|申請書(?:の)?(?:ダウンロード|"
    r"一覧|等)|様式(?:集|一覧|の?ダウンロード)|"
    r"オンライン(?:申請|サービス|手続|窓口)|電子申請(?!でき)|スマート申請|(?:書かない|行かない|"
    r"待たない|総合|休日|夜間|土曜|日曜|時間外|臨時)[^、。]{0,4}窓口|"
    r"早見表|チェックリスト|ワンストップ|郵送(?:による|での|で)(?:請求|申請|手続|届)|"
    r"届出(?:の)?(?:一覧|案内)|(?:届出?|申請|手続き?)(?:と|・|や|、)(?:各種|諸)?証明|"
    r"(?:課|係|支所)の(?:仕事|業務|窓口)|"
    r"(?:便利|べんり)(?:帳|な)|ライフ(?:イベント|シーン|ステージ)|支援(?:策|メニュー|"
    r"制度)(?:の)?(?:一覧|ガイド)?"
)
"""Names of pages that are lists of tasks."""
ADDRESSED = re.compile(
    r"^(?:届)?[きめちりしえけ]?(?:たい)?(?:し(?:た|て|ている)|する|され(?:た|る)|を?(?:お?持ち|"
    r"お使い)の|に?加入の|の|等の|を?(?:出|提出|済ま)(?:した|された|す))?"
    r"(?:方|かた|人|皆|世帯|事業者|会社)(?:へ|に|の|は|が|向け|$)|"
    r"^[たるい](?:方|かた|人)の(?!手続|届)"
)
"""What follows a word that only says whom a page is for."""
CONDITION = re.compile(
    r"^[^、。・]{0,8}(?:前に|(?:とき|時|際|場合)の(?!お?手続|届|お?知らせ|ご?案内|申請|方法|流れ|"
    r"持ち物|必要|証明|相談|窓口|注意))"
)
"""What follows a word that only says when something else is to be done: 引っ越したときの国保."""
IN_BRACKETS = re.compile(r"^[^()]{0,8}(?:とき|場合|際|時|方)\)")
"""What follows a word in brackets that only says when: 水道の手続(引っ越しのとき)."""
ABOUT = re.compile(
    r"^[^、。・]{0,12}(?:割引|優待|紹介|デザイン|免状|控除|の声$|事例|偽造|事件|裁判|アプリ|"
    r"健康被害)|"
    r"^[^、。・]{0,3}(?:方|かた|人)(?:への|向けの?|の)(?!(?:各種|主な|必要な?)?(?:お?手続|届|ご?案内|お?知らせ|"
    r"申請|窓口|相談|証明|流れ|持ち物|予約|登録|住所|ワンストップ|オンライン|チェック|手引|ガイド|ため|$))"
)
"""What follows a word in a name that is about something else."""
FILES = frozenset(("pdf", "xls", "doc", "text", "zip"))
JAPANESE = re.compile(r"[ぁ-ん]")


HUB = (0.6, 2)
"""Share of words in links, and links, above which a page is a list of what it serves."""


LEAST = 3
"""Characters below its headings that a page must have to serve anything."""


def _is_empty(document: ServiceDocument) -> bool:
    """Whether nothing stands below the headings of a page: an empty list, a name without text."""
    below = (block for block in document.main if block.kind != HEADING)
    return not any(block.links for block in document.main) and (
        sum(len(block.text) for block in below) < LEAST
    )


def _says_nothing(document: ServiceDocument, said: frozenset[int]) -> bool:
    """Whether a page in Japanese neither tells how something is done nor leads on."""
    text = " ".join(block.text for block in document.main)
    links = sum(len(block.links) for block in document.main)
    return not said and not links and JAPANESE.search(text) is not None


PIECES = re.compile(r"[、,・/ 　]|と(?=[^、。]{2,8}$)")
COUNTED = re.compile(r"[0-9]\s?(?:人|件|世帯|枚|%|円|億|万|棟|か所|名)")
MOST_BARE = 60
LEAST_SHARE = 0.5
"""Of the characters of a bare name, those that name the task."""


def _bare(tasks: Sequence[Task], document: ServiceDocument) -> Iterator[Match]:
    """Tasks that short lines name and say no more of: 住民票 印鑑 課税証明.

    Lines of figures and sentences name none.
    """
    seen: set[str] = set()
    for index, block in enumerate(document.main):
        text = block.text
        if block.kind == HEADING or len(text) > MOST_BARE or COUNTED.search(text):
            continue
        if text.endswith("。") or _is_passing(block) or NOT_DONE.search(text):
            continue
        for piece in filter(None, map(normalise, PIECES.split(block.original))):
            for task in tasks:
                hit = task.called(masked(task, piece))
                if hit and task.id not in seen and len(hit[0]) >= LEAST_SHARE * len(piece):
                    seen.add(task.id)
                    yield Match(task.id, LINE, index, quote(block), LIKELY)


def _named(
    tasks: Sequence[Task], names: Sequence[str], document: ServiceDocument, context: Context
) -> dict[str, Match]:
    """Tasks after which the page is called; those that only address the reader come second."""
    found = {}
    for task in tasks:
        by_name = _by_name(task, names, document, context)
        if by_name:
            found[task.id] = by_name
    chief = {task: one for task, one in found.items() if one.confidence == SURE}
    return chief or found


def _entries(tasks: Sequence[Task], document: ServiceDocument, context: Context) -> Iterator[Match]:
    """Tasks that a line names and leads into, on a page that else serves nothing: an app, a plan.

    The link goes into a system, or to a form.
    """
    for task in tasks:
        for line in _lines(document):
            links = line.block.links
            if any(
                link.kind in FILES or link_way(link, context.known_systems) for link in links
            ) and any(_names(task, unit, "") for unit in line.units):
                yield Match(task.id, LINE, line.index, quote(line.block), LIKELY)
                break


EXEMPT = {
    "vaccine": frozenset(("payment",)),
    "nyusatsu": frozenset(
        ("statistics", "data", "finance", "report", "minutes", "payment", "closure")
    ),
}
"""Kinds of pages that are the very service of a task."""


def _is_served_anyway(task: str, kind: PageKind) -> bool:
    return kind.name in EXEMPT.get(task, frozenset())


def masked(task: Task, text: str) -> str:
    """Text without the phrases that hold words of a task and are something else."""
    return task.near.sub("◇", text)


def _by_name(
    task: Task, names: Sequence[str], document: ServiceDocument, context: Context
) -> Match | None:
    """The page is called so; or called after the deed, beneath what it belongs to."""
    above = " ".join((*document.breadcrumb[-3:], *context.led_by, *names))
    for name in (*names, *context.led_by):
        plain = masked(task, name)
        hit = task.called(plain)
        if hit and (ABOUT.match(plain[hit.end() :]) or plain[: hit.start()].endswith("必要な")):
            continue
        if hit:
            after = plain[hit.end() :]
            is_chief = not (
                ADDRESSED.match(after)
                or CONDITION.match(after)
                or (IN_BRACKETS.match(after) and "(" in plain[: hit.start()])
            )
            return Match(task.id, NAME, -1, name, SURE if is_chief else LIKELY)
        if task.deeds.search(plain) and task.topics.search(masked(task, above)):
            return Match(task.id, NAME, -1, name, SURE)
    return None


def _by_crumb(
    task: Task, document: ServiceDocument, is_named: bool, is_service: bool
) -> Match | None:
    """The list that led here names the task; the page names no other, and is a service."""
    if is_named:
        return None
    for part in document.breadcrumb[-2:]:
        if task.names.search(masked(task, part)) and (
            is_service or any(_speaks_of(task, block) for block in document.main)
        ):
            return Match(task.id, CRUMB, -1, part, LIKELY)
    return None


def _is_spoken_of(task: str, document: ServiceDocument, context: Context) -> bool:
    """Whether a page that says little speaks of what it is called after, or links it."""
    below = (block for block in document.main if block.text != document.heading)
    return task in EXEMPT or any(
        block.links or _speaks_of(context.catalogue.tasks[task], block) for block in below
    )


def _speaks_of(task: Task, block: Block) -> bool:
    plain = masked(task, block.text)
    return bool(task.deeds.search(plain) or task.names.search(plain) or task.topics.search(plain))


@dataclass(frozen=True, slots=True)
class _Line:
    """A block of the main part that names nothing in passing, and what stands above it."""

    index: int
    block: Block
    above: str
    own_above: str
    units: tuple[str, ...]


def _lines(document: ServiceDocument) -> tuple[_Line, ...]:
    crumb, name = " ".join(document.breadcrumb[-2:]), document.heading
    found = []
    for index, block in enumerate(document.main):
        if not _is_passing(block):
            headers = [header for cell in block.cells for header in cell.headers]
            own = (*(one for one in block.headings if one != document.heading), *headers)
            above, own_above = (" ".join((*parts, *own)) for parts in ((crumb, name), ()))
            found.append(_Line(index, block, above, own_above, tuple(_units(block))))
    return tuple(found)


def _words(document: ServiceDocument, lines: Sequence[_Line]) -> str:
    """All that could name a task, a line each: what no pattern meets here, it meets nowhere."""
    parts = [*document.breadcrumb, *(block.text for block in document.main)]
    for line in lines:
        parts += line.units
        parts += enumerated(line.block.text)
    return "\n".join(dict.fromkeys(parts))


def _lists_of_tasks(tasks: Sequence[Task], lines: Sequence[_Line]) -> frozenset[tuple[str, ...]]:
    """The headings under which several items name a task each: lists of what is to be done."""
    found: dict[tuple[str, ...], set[str]] = {}
    for line in lines:
        if line.block.kind in (ITEM, ROW, DEFINITION):
            for task in tasks:
                if not task.is_paper and any(_names(task, unit, "") for unit in line.units):
                    found.setdefault(line.block.headings, set()).add(task.id)
    return frozenset(headings for headings, named in found.items() if len(named) > 1)


def _by_line(
    task: Task,
    document: ServiceDocument,
    lines: Sequence[_Line],
    is_named: bool,
    is_list: bool,
    lists: frozenset[tuple[str, ...]],
    known: Systems,
) -> Match | None:
    """A heading, an item, a row or a link names the task, and not in passing."""
    for line in lines:
        index, block = line.index, line.block
        if block.text == document.heading:
            continue  # judged as a name of the page
        above = line.own_above if is_named and not is_list else line.above
        if not any(_names(task, unit, above) for unit in line.units) and not (
            block.kind == HEADING and task.objects.search(masked(task, block.text))
        ):
            continue
        in_list = block.kind in (ITEM, ROW, DEFINITION) and (
            is_list or (block.headings in lists and not task.is_paper)
        )
        if not is_named or in_list or _is_own(document, index, known):
            by = SECTION if block.kind == HEADING else LINE
            return Match(task.id, by, index, quote(block), LIKELY)
    return None


def _names(task: Task, unit: str, above: str) -> bool:
    """Whether a unit names the task by itself, or the deed beneath what it belongs to."""
    plain = masked(task, unit)
    if NOT_DONE.search(plain):
        return False
    hit = task.names.search(plain)
    if hit:
        after = plain[hit.end() :]
        if not (ENCLOSED.match(after) or ADDRESSED.match(after)):
            return True
    deed = task.deeds.search(plain)
    return (
        deed is not None
        and not ENCLOSED.match(plain[deed.end() :])
        and task.topics.search(masked(task, above)) is not None
    )


def _by_topic(
    task: Task, names: Sequence[str], document: ServiceDocument, context: Context
) -> Match | None:
    """The page is called after what the task belongs to, and its text names the deed."""
    above = (*names, *context.led_by, *document.breadcrumb[-1:])
    if not any(len(name) <= TOPIC and task.topics.search(masked(task, name)) for name in above):
        return None
    for index, block in enumerate(document.main):
        plain = masked(task, block.text)
        if _is_passing(block) or block.kind == HEADING or NOT_DONE.search(plain):
            continue
        hit = task.names.search(plain) or task.deeds.search(plain)
        if hit and not ENCLOSED.match(plain[hit.end() :]):
            return Match(task.id, TEXT, index, quote(block), LIKELY)
    return None


TOPIC = 14
"""Characters of a name that is no more than the name of a field."""


BESIDE = re.compile(
    r"[^、。]{1,16}を(?:添え|添付|お?持ち|持って|持参|提示|見せ)(?:て|し|のうえ|の上|になって)"
)
"""A paper that is brought or enclosed for something else."""


def _by_text(task: Task, document: ServiceDocument) -> Match | None:
    """A sentence says that the task is served here; read where nothing else says what is."""
    for index, block in enumerate(document.main):
        if _is_passing(block):
            continue
        said = (part for part in SENTENCES.split(block.text) if not NOT_DONE.search(part))
        plain = masked(task, "".join(said))
        if task.text.search(BESIDE.sub("◇", plain)) or any(
            not ENCLOSED.match(plain[hit.end() :]) and DEED.search(plain[hit.end() :][:60])
            for hit in task.names.finditer(plain)
        ):
            return Match(task.id, TEXT, index, quote(block), LIKELY)
    return None


BROUGHT = re.compile(
    r"印(?:鑑|かん)(?!登録|証明|・)|認印|本人確認|身分証|保険証(?!の)|通帳|写真[0-9]?枚"
)
"""What a cell names that lists things to bring, also where no header says so."""


def _units(block: Block) -> Iterator[str]:
    """The parts of a block that say what it is about: its beginning, its label, its links."""
    if block.kind == ROW:
        yield block.label
        yield from (
            lead(cell.text)
            for place, cell in enumerate(block.cells[:2])
            if not any(PASSING.search(header) for header in cell.headers)
            and not (place and BROUGHT.search(cell.text))
        )
    elif block.kind in (HEADING, CAPTION, BUTTON, IMAGE):
        yield block.text[: 2 * LEAD]
    elif block.kind in (ITEM, DEFINITION):
        yield lead(block.text)
        if block.label:
            yield block.label
    elif len(block.text) <= LEAD and not block.text.endswith("。"):
        yield block.text
    elif LABELLED.search(block.text[2:LEAD]):
        yield lead(block.text)
    yield from (link.text for link in block.links)


ENUMERATED = re.compile(
    r"[、,・/]|及び|および|または|や(?=[^、。]{2,12}(?:届|証明|登録|申請|手当|保険))|(?<=届)と(?=[^、。]{2,10}届)|(?<=写し)と|(?<=証明)と|(?<=証明書)と"
)
MOST_PIECE = 22
TO_BRING = re.compile(
    r"申請書|届出書|請求書|様式|添付|添え|お?持ち|持って|持参|とともに|同封|(?<!票の)写し|用意|提示|減免|"
    r"免除|割引|控除|滞納|使い|"
    r"使う|使用"
)
"""What a sentence says of papers that are named in a row to be brought or used."""


def enumerated(text: str) -> Iterator[str]:
    """The short parts of sentences that only name one thing after the other.

    >>> list(enumerated("予約できる手続:転入届、転居届、印鑑登録。郵送は不可。"))
    ['転入届', '転居届', '印鑑登録']
    """
    for sentence in SENTENCES.split(text[:600]):
        _, _, after = sentence.rpartition(":")
        pieces = [piece.strip() for piece in ENUMERATED.split(after.rstrip("。)"))]
        short = sum(len(piece) <= MOST_PIECE for piece in pieces)
        if short == len(pieces) > 1 and not (
            TO_BRING.search(sentence) or NOT_DONE.search(sentence)
        ):
            yield from (piece for piece in pieces if piece)


def _enumerated_tasks(
    tasks: Sequence[Task], papers: Sequence[Task], document: ServiceDocument, has_rows: bool
) -> Iterator[Match]:
    """Tasks that one sentence names in a row, at least two of them.

    `papers` are certificates after which the page is called: what stands beside them in the row
    is a certificate of the same desk. `has_rows`: cells of tables name tasks in a row as well.
    """
    seen: set[str] = set()
    for index, block in enumerate(document.main):
        if block.kind == HEADING or (block.kind == ROW and not has_rows) or _is_passing(block):
            continue
        texts = [block.text] if block.kind != ROW else _cells_of_tasks(block)
        pieces = [piece for text in texts for piece in enumerated(text)]
        found = [task for task in tasks if any(_names(task, piece, "") for piece in pieces)]
        if block.kind == ROW and any(_names(task, block.label, "") for task in found):
            continue  # the row is of one task, and names the others in passing
        beside = any(_names(paper, piece, "") for paper in papers for piece in pieces)
        if len(found) > 1 or (found and beside and all(task.is_paper for task in found)):
            for task in found:
                if task.id not in seen:
                    seen.add(task.id)
                    yield Match(task.id, LINE, index, quote(block), LIKELY)


def _cells_of_tasks(block: Block) -> list[str]:
    """The cells of a row that may name tasks in a row: none of what is to be brought."""
    return [
        cell.text
        for cell in block.cells
        if not BROUGHT.search(cell.text)
        and not any(PASSING.search(header) for header in cell.headers)
    ]


def lead(text: str) -> str:
    """The beginning of a line, up to its first mark.

    >>> lead("児童手当:15日以内に電子申請")
    '児童手当'
    """
    found = STOP.search(text[:LEAD], 2)
    return text[: found.start()] if found else text[:LEAD]


def _is_passing(block: Block) -> bool:
    above = block.headings[-1] if block.headings and block.kind != HEADING else block.text
    if block.kind == HEADING:
        return bool(PASSING.search(block.text))
    return bool(
        PASSING.search(above)
        or (block.label and PASSING.search(block.label))
        or PASSING_LEAD.search(block.text)
    )


def _is_own(document: ServiceDocument, index: int, known: Systems) -> bool:
    """Whether a line beside the page's own subject says how something is done."""
    block = document.main[index]
    if block.kind == HEADING:
        own = section(document, index)
        return any(DEED.search(line.text) or line.links for line in own)
    deeds = len(DEED.findall(block.text))
    if any(link.kind in FILES or link_way(link, known) for link in block.links):
        return True
    leads_on = any(link.kind == "page" for link in block.links)
    return not leads_on and (deeds > 1 or (deeds > 0 and OFFICE.search(block.text) is not None))


def section(document: ServiceDocument, index: int) -> tuple[Block, ...]:
    """The blocks of the main part beneath a heading, as far as its section goes."""
    head = document.main[index]
    found = []
    for block in document.main[index + 1 :]:
        if block.kind == HEADING and block.level <= head.level:
            break
        found.append(block)
    return tuple(found)
