"""A riddle in a picture has another way past it.

Whoever does not see the picture, or cannot make out its letters, is kept from sending the form at
all.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import about
from audits.facts.fields import Field, Fields
from audits.facts.images import Image, Images
from audits.facts.links import Link, Links
from audits.facts.pixels import Picture, Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="critical",
    certainty=Certainty.LIKELY,
    title={"ja": "画像認証の代わりの手段", "en": "Another way than the riddle in a picture"},
    passed={
        "ja": "画像認証に、音声や質問などの代わりの手段があるようです",
        "en": "There seems to be another way than the riddle in a picture",
    },
    failed={
        "picture-only": {
            "ja": "画像の文字を読ませる認証に、代わりの手段が見当たりません（{examples}）",
            "en": "A picture's letters must be read, and there seems to be no other way "
            "({examples})",
        }
    },
    fix={
        "ja": "音声で聞ける認証や簡単な質問、電話での受付を並べて示します。"
        "例：「画像が見えない方は<a>音声で聞く</a>か、電話 00-0000-0000 へ」。"
        "見えない仕組みで防げば、なお良いです。",
        "en": "Offer the letters as sound, a simple question or a telephone number beside it: "
        "“Cannot see "
        "it? <a>Listen</a> or call 00-0000-0000”. Defences that ask nothing are better still.",
    },
    about={
        "ja": "画像が見えない人や、ゆがんだ文字を読み取れない人は、"
        "申し込みそのものができなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G144",
)

RIDDLE = re.compile(
    r"captcha|画像認証|文字認証|画像(?:に|の|内の?|中の?)[^。]{0,12}(?:文字|数字|英数字"
    r"|ひらがな)|表示されている(?:文字|数字|英数字)"
    r"|(?:letters|characters|code|text|word)s? (?:shown |you see )?in the (?:image|picture)"
    r"|認証(?:コード|用画像)|(?:上|下|左|右|枠内|見えている)の?(?:文字|数字|英数字|ひらがな)を"
    r"|(?:type|enter|copy|repeat) (?:out )?(?:the )?"
    r"(?:letters|characters|code|text|digits|numbers|words?) "
    r"(?:that )?(?:you )?(?:see|above|below|shown|displayed|from the)"
    r"|(?:letters|characters|code|text|word|digits|numbers?)s? (?:of|from|on|in) the "
    r"(?:image|picture|box|graphic|drawing)"
    r"|what (?:you|the (?:image|picture)) (?:see|says?)|what is (?:written"
    r"|shown) in the (?:image|picture)"
    r"|(?:画像|図|絵|イラスト)(?:に|の|で|内|中)[^。]{0,15}(?:番号|コード|キーワード|単語|言葉"
    r"|カタカナ|答え)"
    r"|見え(?:る|た|ている)(?:とおり|通り|まま|文字|数字|もの)|ゆがんだ",
    re.IGNORECASE,
)
OTHER_WAY = re.compile(
    r"音声|読み上げ|聞く|聞き取|計算|質問に答え|電話(?:で|に|へ|を|による|受付|\D{0,3}\d)"
    r"|見えない|読めない|読みにくい|見えにくい|別の方法|ほかの方法|他の方法"
    r"|audio|listen|hear\b|spoken|(?:answer|solve) (?:a|the|this) (?:question|sum)"
    r"|by (?:tele)?phone"
    r"|(?:phone|call|ring|write to) us|(?:can ?not|can.t) (?:see|read)|another way",
    re.IGNORECASE,
)


READS_PAGES = re.compile(
    r"(?:この|ページ|サイト|ホームページ|本文|記事|音声|[をので・ ]){0,4}(?:読み?上げ"
    r"|音声)(?:を?(?:る|機能|ソフト|サービス|開始|ツール))?"
    r"|(?:この|ページ|記事|音声|[をで]){0,4}(?:聞く|聴く)"
    r"|(?:listen|read aloud|read out|browse ?aloud|readspeaker)(?: (?:to )?(?:this|the) (?:page"
    r"|site|article))?",
    re.IGNORECASE,
)
"""Links and tools of a site that have its pages read out, which read no picture."""
NO_WAY = re.compile(r"電話番号")
LINKED_WAY = re.compile(
    r"音声|読み上げ|聞[くき]|聴[くき]|見えない|読めない|読みにくい|見えにくい|別の方法"
    r"|ほかの方法|他の方法"
    r"|audio|listen|hear|(?:can ?not|can.t) (?:see|read)|another way|other ways?",
    re.IGNORECASE,
)
"""What a link says that leads past the picture; one to frequent questions, or to telephones, does
not."""


GUARDED = re.compile(
    r"セキュリティ|確認用?の?(?:コード|文字|番号|数字|英数字|キー)|認証|スパム|迷惑|ロボット"
    r"|人間|いたずら|不正|自動(?:送信|登録|投稿)"
    r"|security|verif|spam|human|robot|\bbots?\b|letters|characters|enter the code",
    re.IGNORECASE,
)
"""What is said of fields that keep machines out, and of others too."""
SENT = re.compile(
    r"カード|裏面|届い|届き|届く|送信し|送った|お送り|メール|携帯|SMS|通知|郵送|はがき|封書"
    r"|アプリ|トークン|暗証|生年月日"
    r"|\bcard\b|cvv|cvc|\bsent\b|e-?mail|text message|\bphone\b|letter (?:we|you)|your letter"
    r"|\bapp\b|token|authenticator|voucher|one-time",
    re.IGNORECASE,
)
"""Codes that come by another way than a picture."""
PUZZLE = re.compile(
    r"captcha|認証|文字|数字|英数|ゆがん|distort|letters|characters|digits|security|verif"
    r"|seccode|vcode"
    r"|check_?code|auth|ninsho",
    re.IGNORECASE,
)
"""What pictures of letters are called, and their files."""


def check(fields: Fields, images: Images, links: Links, pixels: Pixels) -> Verdict:
    """Another way is anything about the fields of the form, or a link, that speaks of one.

    A link elsewhere that has pages read out is none: it reads no picture.
    """
    drawn = [p for p in pixels["items"] if p["kind"] in {"canvas", "svg"} and p["holder"] is None]
    boxes = [p for p in pixels["items"] if p["kind"] == "background" and p["holder"] is None]
    shown: list[Image | Picture] = [*images["items"], *drawn, *boxes]
    pictures = [p for p in shown if is_picture(p)]
    puzzling = [p for p in pictures if is_puzzle(p)]
    riddles = [f for f in fields["items"] if is_riddle(f) or (puzzling and is_guard(f))]
    if not riddles or not pictures:
        return inapplicable()
    forms = {field["form"] for field in riddles}
    said = [about(field) for field in fields["items"] if field["form"] in forms]
    ways = any(OTHER_WAY.search(NO_WAY.sub("", text)) for text in said)
    if ways or any(is_way(link, said) for link in links["items"]):
        return passed()
    return failed(
        "picture-only", riddles, examples=some(f["label"][:40] or f["name"][:40] for f in riddles)
    )


def is_way(link: Link, said: list[str]) -> bool:
    """Whether a link says so: one that has pages read out only where it stands beside a field."""
    name = link["name"]
    if not LINKED_WAY.search(name):
        return False
    return not READS_PAGES.fullmatch(name.strip()) or any(name in text for text in said)


def is_riddle(field: Field) -> bool:
    """Whether a field asks for the letters of a picture."""
    return is_typed(field) and bool(RIDDLE.search(f"{about(field)} {field['field_name']}"))


def is_guard(field: Field) -> bool:
    """Whether a field is there to keep machines out, and its code comes by no other way."""
    words = f"{about(field)} {field['field_name']}"
    return is_typed(field) and bool(GUARDED.search(words)) and not SENT.search(words)


def is_typed(field: Field) -> bool:
    """Whether letters or figures are typed into a field."""
    return field["type"] in {"text", "number", "tel", "search"}


def is_picture(image: Image | Picture) -> bool:
    """Whether an image may be such a picture: wide, low, and not a link."""
    return not image.get("in_link") and image["width"] >= 60 and 15 <= image["height"] <= 200


def is_puzzle(image: Image | Picture) -> bool:
    """Whether an image is called as pictures of letters are."""
    return bool(PUZZLE.search(f"{image['alt'] or ''} {image['file']}"))
