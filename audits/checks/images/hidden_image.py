"""Images that say something are told to those who do not see them.

An empty alternative says “decoration” to a screen reader, which passes the image by: right for a
flourish, and wrong for a banner, a map or a notice drawn as a picture.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import letters, some
from audits.checks.images._letters import shows_text
from audits.facts.pixels import Picture, Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "読み上げられない画像", "en": "Images that screen readers pass by"},
    passed={
        "ja": "読み上げられない画像に、伝えるべき内容のあるものは見つかりませんでした",
        "en": "No image that screen readers pass by seems to say anything",
    },
    failed={
        "named": {
            "ja": "内容のありそうな画像が、読み上げられない指定になっているようです（{examples}）",
            "en": "Images that seem to say something are kept from screen readers ({examples})",
        },
        "text": {
            "ja": "文字の書かれた画像が、読み上げられない指定になっているようです（{examples}）",
            "en": "Images that show text seem to be kept from screen readers ({examples})",
        },
        "pointed": {
            "ja": "本文が「図のとおり」などと示している画像が、"
            "読み上げられない指定になっているようです（{examples}）",
            "en": "The text refers to pictures that seem to be kept from screen readers "
            "({examples})",
        },
        "drawn": {
            "ja": "図として描かれた canvas や svg などに代わりの言葉がないようです（{examples}）",
            "en": "Drawings (canvas, svg or object) seem to have no alternative in words "
            "({examples})",
        },
    },
    fix={
        "ja": "画像が伝えている内容を alt に書きます。例："
        '<img src="map.png" alt="市役所までの地図。駅の北口から徒歩5分">。'
        'svg や canvas には role="img" と aria-label を付けます。'
        '飾りの画像だけ alt="" にします。',
        "en": 'Say in alt what the image tells: <img src="map.png" alt="Map: the city hall is five '
        'minutes from the north exit of the station">. Give svg and canvas role="img" and '
        'aria-label. Only decoration has alt="".',
    },
    about={
        "ja": 'alt="" や aria-hidden の画像は、音声読み上げでは「ない」ものになります。'
        "地図やお知らせの画像にこの指定をすると、画面が見えない人には何も伝わりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F38",
)

# What a file is called by people who meant it to be looked at; a word of its own in the name.
NAMED = re.compile(
    r"(?<![a-z])(?:logo(?:type)?|chart|graph|map|diagram|infographic|timetable"
    r"|(?P<words>banner|bnr|flyer|flier|chirashi|poster|leaflet|calendar))(?![a-z])",
    re.IGNORECASE,
)
PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
SMALLEST = (60, 40)  # CSS pixels: less is an icon
ANNOUNCED = re.compile(
    r"(?:logo|map|chart|graph|diagram|figure|illustration|picture|ロゴ|地図|案内図|図|グラフ|写真"
    r"|イラスト|チラシ|ポスター)\s*+(?:(?:\d++|[（(][^（()）]{0,100}[)）])\s*+)?[:：]?$",
    re.IGNORECASE,
)
PICTURE_JA = (
    r"(?:図|グラフ|地図|マップ|写真|イラスト|画像|チャート|カレンダー|時刻表|一覧表|早見表|QRコード"
    r"|バーコード)"
)
POINTS_TO = re.compile(
    rf"{PICTURE_JA}(?:は|を|に|の|で|が|から)?(?:、)?(?:次|下|以下|右|左|下記|こちら)?の?"
    r"(?:とおり|通り|ように|示す|示し|示さ|ご覧|参照|ご参照|ごらん|表し|見ると|なります)"
    rf"|(?:次|下|以下|右|左|下記)の[^。、]{{0,6}}{PICTURE_JA}"
    r"|は(?:、)?(?:次|以下|下記|下)の(?:とおり|通り)です。?$|(?:次|以下|下記|下)の(?:とおり|通り)。?$"
    r"|\b(?:shown|seen|illustrated|see|described|explained)\b[^.]{0,40}"
    r"\b(?:chart|graph|map|diagram|figure|picture|image|photo|plan|poster|drawing)\b"
    r"|\b(?:chart|graph|map|diagram|figure|picture|image|plan|drawing)\b"
    r"(?: (?:below|above|shows?|illustrates?)\b|[^.]{0,30}:$)|\b(?:as follows|is below)[.:]?$",
    re.IGNORECASE,
)
"""Words right before a picture that leave it to the picture to tell."""
ENDS_IN_IT = re.compile(r"[:：＝=→]\s*$")
LEADS = 80  # CSS pixels: less is an icon above a text
BLANK = 0.995  # of a canvas that is flat: nothing is drawn there
LONG = 40  # letters: a text after a picture may tell what it shows
LETTERS = 5


def check(pixels: Pixels) -> Verdict | list[Verdict]:
    """Never certain: whether an image is decoration is for a person to say."""
    hidden = [image for image in pixels["items"] if image["hidden"]]
    if not hidden:
        return inapplicable()
    kinds: dict[str, list[Picture]] = {}
    for image in hidden:
        kinds.setdefault(kind_of(image), []).append(image)
    found = [
        failed(key, kinds[key], examples=some(name_of(image) for image in kinds[key]))
        for key in META.failed
        if key in kinds
    ]
    return found or passed()


def kind_of(image: Picture) -> str:
    """Why an image seems to say something, or nothing."""
    if image["repeats"]:
        return ""  # a slide or a copy
    if image["holder"] is not None:
        return ""  # the link or button around it is named, or axe says that it is not
    if image["kind"] == "object":
        is_picture = PICTURE_FILE.search(image["file"]) and is_large(image)
        return "drawn" if image["hidden"] == "unnamed" and is_picture else ""
    if image["kind"] in {"canvas", "svg"}:
        return "drawn" if is_telling_drawing(image) else ""
    if shows_text(image) and not may_be_said(image):
        return "text"
    if is_pointed_at(image):
        return "pointed"
    if image["before"] or image["after"] or image["caption"]:
        return ""  # the words beside it may say the same
    named = NAMED.search(image["file"])
    if not named or image["hidden"] == "background" or not is_large(image):
        return ""
    # A banner or a flyer that shows no letters is a photograph by that name.
    silent = image["letters"] is not None and image["letters"]["letters"] < LETTERS
    return "" if named["words"] and silent else "named"


def is_telling_drawing(image: Picture) -> bool:
    """Whether a drawing without a name shows letters, or is what its part of the page is about."""
    if image["hidden"] != "unnamed":
        return False
    if image["letters"] and image["letters"]["letters"] >= LETTERS:
        return True
    if not is_large(image) or image.get("lifted") or image.get("told"):
        return False
    is_alone = image.get("lone", False) and max(image["width"], image["height"]) >= LEADS
    announced = bool(ANNOUNCED.search(image["before"])) or is_pointed_at(image)
    return is_alone or announced or is_chart_like(image)


def is_chart_like(image: Picture) -> bool:
    """Whether it is a canvas in the flow of the page, with something drawn and no words after."""
    seen = image["letters"]
    is_drawn = seen is not None and 0.5 <= seen["flat"] < BLANK
    return image["kind"] == "canvas" and is_drawn and not image["after"] and "lifted" in image


def is_pointed_at(image: Picture) -> bool:
    """Whether the text before it leaves it to the picture to tell, and nothing after it does."""
    if not is_large(image) or image.get("told") or len(image["after"]) >= LONG:
        return False
    return bool(POINTS_TO.search(image["before"])) and "lone" in image


def may_be_said(image: Picture) -> bool:
    """Whether words beside a picture of text may be the same ones.

    A heading that shows a picture, and a line that ends in one, leave it to the picture; so does
    text that is shorter than what the picture shows, or that has none of its known words.
    """
    beside = f"{image['before']} {image['after']} {image['caption']}"
    if not beside.strip():
        return False
    if image.get("words"):
        return bool(letters(image["words"]) in letters(beside))
    ends_in_it = ENDS_IN_IT.search(image["before"]) and not image["after"]
    return not (image.get("heading") or ends_in_it)


def is_large(image: Picture) -> bool:
    """Whether an image is more than an icon."""
    return bool(image["width"] >= SMALLEST[0] and image["height"] >= SMALLEST[1])


def name_of(image: Picture) -> str:
    """What to call an image in a sentence."""
    return str(image["file"] or image["kind"])[:30]
