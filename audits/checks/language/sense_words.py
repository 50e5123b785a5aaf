"""What a sentence sends people to has a name, not only a place or a shape.

Who does not see the page does not know what is on the right, or round; on a phone and in large
print the right side is below.
"""

import re

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.language._pointing import ACTING, names_it, sentences
from audits.facts.document import Document
from audits.facts.images import Images
from audits.facts.links import Links
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "場所や形だけに頼った説明", "en": "Instructions by place or shape alone"},
    passed={
        "ja": "説明文は、場所や形のほかに名前でも示しています",
        "en": "Instructions name things, and do not only say where or how they look",
    },
    failed={
        "place": {
            "ja": "「右の」「左の」など、場所だけで示した説明があるようです（{examples}）",
            "en": "Instructions seem to point to things by their place alone ({examples})",
        },
        "shape": {
            "ja": "「丸い」「大きい」など、形だけで示した説明があるようです（{examples}）",
            "en": "Instructions seem to point to things by their shape alone ({examples})",
        },
        "perhaps": {
            "ja": "場所で示した文があります。名前でも分かるか確かめてください（{examples}）",
            "en": "Sentences tell things by their place: look whether they can be told by name too "
            "({examples})",
        },
    },
    fix={
        "ja": "ボタンや欄の名前を書き添えます。"
        "例：「右のボタンを押してください」を「右の「申請する」ボタンを押してください」にします。",
        "en": "Add the name: “Press the “Apply” button on the right” rather than “Press the button "
        "on the right”.",
    },
    about={
        "ja": "画面の見えない人には「右」や「丸い」が分かりません。"
        "スマートフォンや拡大表示では、右にあるはずのものが下に来ます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F14",
)

THING = (
    r"(?:ボタン|メニュー|リンク|アイコン|バナー|入力欄|欄|フォーム|図|表|地図|グラフ|一覧|枠"
    r"|マーク|タブ|ナビ\w*"
    r"|検索窓|検索ボックス|画像|イラスト|ＱＲコード|QRコード|二次元コード|カレンダー|リスト"
    r"|ウィンドウ|写真"
    r"|矢印|三本線|[三３3]つの点|もの|列|段|絵|パネル|カード|スイッチ|吹き出し|キャラクター)"
)
PLACE_JA = re.compile(
    r"(?<![左座])(?P<side>右上|右下|左上|左下|右側|左側|右端|左端|右隅|左隅|真ん中|まんなか|隣"
    r"|となり|右|左)"
    r"(?![右左])(?:から[二三四五0-9０-９]番目の|の|にある|に(?:表示され|出て|並ん|見え)\w{0,4}"
    r"|部の|側の|隅の)?"
    rf"(?:\w{{0,6}}?の|小さい|大きい|小さな|大きな)?(?P<thing>{THING})"
    r"(?!が?丘|島|区)"
)
SIDE_JA = re.compile(
    r"(?<![左座])(?P<side>右上|右下|左上|左下|右側|左側|右|左)(?P<thing>)"
    r"(?=を(?:クリック|タップ|押し|選び|ご覧|参照))"
)
"""A side without any thing on it."""
SHAPE_JA = re.compile(
    r"(?P<side>丸い|まるい|円い|円形の|四角い|四角の|三角の|三角形の|星形の|星の|ハートの"
    r"|ひし形の|細長い|尖った|とがった"
    r"|大きな|大きい|小さな|小さい)"
    r"(?:\w{0,4}の)?(?P<thing>ボタン|アイコン|マーク|リンク|枠|記号|バナー|矢印|絵を)"
)
FORM_JA = r"(?:丸|円|三角|四角|星形?|ハート|ひし形|矢印|三本線|[三３3]つの点|歯車|吹き出し)"
OUTLINE_JA = re.compile(
    r"(?P<side>丸い|まるい|四角い|三角の|尖った|とがった|細長い)(?P<thing>方|ほう|ところ|所|もの"
    r"|印|部分)"
    r"(?=を(?:押|クリック|タップ|選)|に[^。、]{0,10}(?:入力|記入|書)|から(?:お)?進)"
    rf"|(?P<form>{FORM_JA})(?P<sign>(?:の(?:印|マーク|記号|アイコン|ボタン|絵))?)(?=を(?:押し"
    rf"|押す|クリック|タップ|選))"
    r"|(?P<inside>四角|丸|枠)の中(?P<room>に)(?=[^。、]{0,12}(?:入力|記入|書|入れ))"
    rf"|(?P<around>(?:四角|丸|枠|二重線|太線)で囲(?:まれた|んだ|った))(?P<part>部分|項目|欄|ところ)"
)
"""Things that are called by nothing but an outline."""
NOUN = (
    r"(?:button|icon|menu|navigation|link|box|field|form|column|panel|sidebar|image|picture"
    r"|table|list"
    r"|tab|banner|map|chart|symbol|bar)"
)
FAR = r"(?:far |top |bottom |upper |lower )?"
AFTER = (
    r"(?=\s*(?:[,.;:!?)]|$)"
    r"|[- ](?:hand|side|column|corner|menu|panel|sidebar|is|are|was|were|has|have|shows?|lists?"
    r"|gives?|tells?|contains?|will|can|won|for|when|and|\w+ed)\b"
    r"| of (?:the|this|your) (?:page|screen|window)\b)"
)
"""What may follow “on the right” where it is a place: “the right form” and “the right to vote” are
none.
"""
THING_EN = re.compile(
    rf"\b(?P<thing>{NOUN})s?\b[^.]{{0,20}}?\bon the {FAR}(?P<side>right|left)\b"
    rf"(?:{AFTER}|(?= to (?!vote|appeal|know|be|have|object|access|rent|buy|work)\w))",
    re.IGNORECASE,
)
PLACE_EN = re.compile(
    rf"(?P<thing>)\b(?:(?:on|to) the {FAR}(?P<side>right|left){AFTER}"
    r"|(?:at|in) the (?:top |bottom |upper |lower )?(?:right|left)"
    r"[- ](?:hand|side|column|corner|panel)"
    r"|(?:at|in|on) the (?:very )?(?:top|bottom|upper|lower)[- ](?:right|left)(?=\s*(?:[,.;:!?)]|$)"
    r"|[- ](?:of|to|corner))"
    rf"|(?:second|third|fourth|next) {NOUN}s? from the (?:left|right)"
    rf"|{NOUN}s? on your (?:left|right)"
    rf"|the middle (?:one|{NOUN}))",
    re.IGNORECASE,
)
SIDE_EN = re.compile(
    rf"\b(?P<side>right|left)(?:-| )hand (?:side )?(?P<thing>{NOUN})", re.IGNORECASE
)
FORM = (
    r"(?:round|circular|square|rectangular|triangular|triangle|oval|star[- ]shaped|large[rst]*"
    r"|big(?:ger|gest)?|small(?:er|est)?|pointed|curved)"
)
SHAPED = (
    r"(?:button|icon|link|ones?|arrow|symbol|box|boxes|field|shape|sign|mark|picture|image|tab|tile"
    r"|control|circle|square)"
)
SHAPE_EN = re.compile(
    rf"\b(?P<side>{FORM}) (?P<thing>{SHAPED})s?\b(?<!\bbig picture)", re.IGNORECASE
)
PRESSED_EN = re.compile(
    r"\b(?:press|click|tap|select|choose|hit|touch|push)(?: on)? the (?P<thing>(?P<side>circle"
    r"|triangle"
    r"|square|star|arrow|diamond|cross|oval|heart|cog|gear|dots|shape|three (?:lines|dots|bars)))\b"
    r"(?! (?:keys?|metres?|meters?|feet|rating|marked|labell?ed|called|named)\b| ?[(“\"])",
    re.IGNORECASE,
)
BY_SHAPE = re.compile(
    r"\b(?:under(?:neath)?|beneath|below|above|beside|behind|next to|inside|within) the "
    r"(?P<thing>(?P<side>star|circle|triangle|square|arrow|diamond|oval|cross))(?! \w+ menu)\b",
    re.IGNORECASE,
)
NAMEABLE = THING.replace(r"ナビ\w*", "ナビゲーション")
GLOSSED = re.compile(
    rf"(?:{NAMEABLE}|{FORM_JA}|{NOUN}s?)(?:の(?:印|マーク|記号))?"
    r"\s?[（(]\s?[「『“\"]?[^\W\d_]{2}",
    re.IGNORECASE,
)
"""A name in brackets right behind the thing."""
SIDES = ("side", "form", "inside", "around", "where")
THINGS = ("thing", "sign", "room", "part", "there")
"""Groups of the patterns: how a sentence points, and to what."""
MENU = re.compile(r"menu|navigation|メニュー|ナビ", re.IGNORECASE)


def check(text: Text, links: Links, document: Document, images: Images) -> Verdict | list[Verdict]:
    """Sentences that tell people to do something; above and below are the order of reading."""
    names = names_on(text, document, images)
    told = [(block, s, *found) for block, s in sentences(text) for found in pointing(s)]
    if not told:
        return inapplicable()
    nameless = [
        (block, s, key, thing)
        for block, s, key, side, thing in told
        if not names_it(s, links)
        and not GLOSSED.search(s)
        and not is_named(side, thing, names, document)
    ]
    found: list[Verdict] = []
    for key in ("place", "shape"):
        bad = [(b, s) for b, s, k, _ in nameless if k == key and ACTING.search(s)]
        if bad:
            found.append(failed(key, blocks(bad), examples=some(s[:30] for _, s in bad)))
    perhaps = [(b, s) for b, s, key, _ in nameless if key == "place" and not ACTING.search(s)]
    if perhaps and not found:
        found.append(
            cant_tell("perhaps", blocks(perhaps), examples=some(s[:30] for _, s in perhaps))
        )
    return found or passed()


def pointing(sentence: str) -> list[tuple[str, str, str]]:
    """Where a sentence points by place or shape: the kind, the word, and the thing.

    >>> pointing("画面右上のボタンを押してください")
    [('place', '右上', 'ボタン')]
    >>> pointing("information on the right to appeal, sent to the right department")
    []
    """
    found = []
    for key, patterns in (
        ("shape", (SHAPE_JA, OUTLINE_JA, SHAPE_EN, PRESSED_EN, BY_SHAPE)),
        ("place", (PLACE_JA, SIDE_JA, THING_EN, PLACE_EN, SIDE_EN)),
    ):
        for pattern in patterns:
            if match := pattern.search(sentence):
                told = match.groupdict()
                side = next((told[name] for name in SIDES if told.get(name)), "")
                thing = next((told[name] for name in THINGS if told.get(name)), "")
                found.append((key, side.lower(), thing.lower()))
                break
    return found


def names_on(text: Text, document: Document, images: Images) -> list[str]:
    """The names that the page gives to things: headings, buttons, labels, alternatives."""
    told = {"button", "label", "legend", "caption", "summary", "th", "figcaption"}
    own = [b["text"] for b in text["items"] if told & {b["tag"], *b["within"]}]
    parts = [part["label"] for part in document["landmarks"]]
    headings = [heading["text"] for heading in document["headings"]]
    alternatives = [image["alt"] or "" for image in images["items"]]
    return [name.lower() for name in (*own, *parts, *headings, *alternatives) if name]


def is_named(side: str, thing: str, names: list[str], document: Document) -> bool:
    """Whether the thing can be found by the sentence's own words: they are its name."""
    if MENU.search(thing):
        menus = [p for p in document["landmarks"] if p["role"] in {"nav", "navigation"}]
        return len(menus) == 1 or any(MENU.search(name) for name in names)
    return bool(side and thing) and any(side in name and thing in name for name in names)


def blocks(found: list[tuple[TextBlock, str]]) -> list[TextBlock]:
    """Each block once."""
    return list({block["selector"]: block for block, _ in found}.values())
