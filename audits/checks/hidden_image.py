"""Images that say something are told to those who do not see them.

An empty alternative says “decoration” to a screen reader, which passes the image by: right for a
flourish, and wrong for a banner, a map or a notice drawn as a picture.
"""

import re
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import some
from audits.checks._letters import shows_text
from minna.records import Card, Certainty, Verdict

CARD = Card(
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
        "drawn": {
            "ja": "図として描かれた canvas や svg に代わりの言葉がないようです（{examples}）",
            "en": "Drawings (canvas or svg) seem to have no alternative in words ({examples})",
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
SMALLEST = (60, 40)  # CSS pixels: less is an icon
ANNOUNCED = re.compile(
    r"(?:logo|map|chart|graph|diagram|figure|illustration|picture|ロゴ|地図|案内図|図|グラフ|写真"
    r"|イラスト|チラシ|ポスター)\s*+(?:(?:\d++|[（(][^（()）]{0,100}[)）])\s*+)?[:：]?$",
    re.IGNORECASE,
)
LETTERS = 5


def check(pixels: dict[str, Any]) -> Verdict | list[Verdict]:
    """Never certain: whether an image is decoration is for a person to say."""
    hidden = [image for image in pixels["items"] if image["hidden"]]
    if not hidden:
        return inapplicable()
    kinds: dict[str, list[Element]] = {}
    for image in hidden:
        kinds.setdefault(kind_of(image), []).append(image)
    found = [
        failed(key, kinds[key], examples=some(name_of(image) for image in kinds[key]))
        for key in CARD.failed
        if key in kinds
    ]
    return found or passed()


def kind_of(image: Element) -> str:
    """Why an image seems to say something, or nothing."""
    if image["repeats"]:
        return ""  # a slide or a copy
    if image["holder"] is not None:
        return ""  # the link or button around it is named, or axe says that it is not
    alone = not (image["before"] or image["after"] or image["caption"])
    if image["kind"] in {"canvas", "svg"}:
        drawn = bool(image["letters"]) and image["letters"]["letters"] >= LETTERS
        told = is_large(image) and bool(ANNOUNCED.search(image["before"]))
        return "drawn" if image["hidden"] == "unnamed" and (drawn or told) else ""
    if not alone:
        return ""  # the words beside it may say the same
    if shows_text(image):
        return "text"
    named = NAMED.search(image["file"])
    if not named or image["hidden"] == "background" or not is_large(image):
        return ""
    # A banner or a flyer that shows no letters is a photograph by that name.
    silent = image["letters"] is not None and image["letters"]["letters"] < LETTERS
    return "" if named["words"] and silent else "named"


def is_large(image: Element) -> bool:
    """Whether an image is more than an icon."""
    return bool(image["width"] >= SMALLEST[0] and image["height"] >= SMALLEST[1])


def name_of(image: Element) -> str:
    """What to call an image in a sentence."""
    return str(image["file"] or image["kind"])[:30]
