"""Text is text, not a picture of it.

Whoever enlarges a page sees the letters of a picture blur; other colours, other fonts and machine
translation do not reach them.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.images._letters import is_logo, shows_text
from audits.facts.pixels import Picture, Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.5",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "文字の画像", "en": "Images of text"},
    passed={
        "ja": "文字を画像にした箇所は見つかりませんでした",
        "en": "No image was found that is made of text",
    },
    failed={
        "image": {
            "ja": "文字を画像にした箇所が {count} 個あるようです（{examples}）",
            "en": "{count} images seem to be made of text ({examples})",
        }
    },
    fix={
        "ja": "文字は HTML のテキストで書き、見た目は CSS で整えます。"
        '例：<a class="banner" href="/kosodate/">子育て応援サイト</a>。'
        "ロゴは画像のままで構いません。",
        "en": "Write text as text, and style it by CSS: "
        '<a class="banner" href="/family/">Family support</a>. A logo may stay an image.',
    },
    about={
        "ja": "画像の文字は、拡大するとぼやけ、配色や書体を変えて読むこともできません。"
        "見えにくい人や、翻訳して読む人が困ります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/images-of-text",
)

DEPICTS = re.compile(
    r"図(?!書|工|鑑)|グラフ|地図|マップ|写真|イラスト|画面|表紙|スクリーンショット|サンプル|記入例|見本"
    r"|\b(?:charts?|graphs?|maps?|diagrams?|figures?|photo(?:graph)?s?|screen ?shots?"
    r"|illustrations?|cover)\b",
    re.IGNORECASE,
)
"""What alternatives call pictures that have letters by right; a library (図書館) is none.

>>> [bool(DEPICTS.search(words)) for words in ("市の地図", "図書館だより", "Discover the coast")]
[True, False, False]
"""
REPEATED = re.compile(
    r"(?:以下|下記|本文|次)の?(?:とおり|通り|文|本文|説明|テキスト|表|内容)"
    r"|(?:内容|詳細|詳しく)は[^。]{0,6}(?:以下|下記|本文|次)|(?:以下|下記|本文)(?:に|を)(?:記|書|同じ|ご覧|参照|あり|掲載|示)"
    r"|本文(?:に|と|を|参照)|テキスト版|described below|following text|same text|text below",
    re.IGNORECASE,
)
EMBLEM = 120  # points: the longer side of a sign that stands beside words
READ = 10  # points: lower letters are lines that stand for letters
DESCRIBED = 40  # letters: an alternative this much longer than the text describes a picture


def check(pixels: Pixels) -> Verdict:
    """Never certain: a picture of a document, or of how something is written, is one by right."""
    seen = [image for image in pixels["items"] if image["letters"] or image["written"]]
    if not seen:
        return inapplicable()
    found = [image for image in seen if is_made_of_text(image)]
    if not found:
        return passed()
    return failed("image", found, examples=some(name_of(image) for image in found))


def is_made_of_text(image: Picture) -> bool:
    """Whether a picture is mainly text and neither a logo nor described as a picture."""
    if image["kind"] in {"canvas", "svg"} or is_logo(image) or not shows_text(image):
        return False
    if is_emblem(image):
        return False
    if DEPICTS.search(str(image["alt"])) or REPEATED.search(str(image["alt"])):
        return False  # its letters belong to what it shows, or stand in the page as well
    seen = image["letters"]
    letters = image["written"] or (seen["letters"] if seen else 0)
    return len(str(image["alt"])) <= 3 * letters + DESCRIBED


def is_emblem(image: Picture) -> bool:
    """Whether a picture is a small sign of a page, a form or a table, whose lines nobody can read.

    >>> seen = {"tall": 9, "width": 84, "height": 84}
    >>> is_emblem({"written": 0, "letters": seen})
    True
    >>> is_emblem({"written": 0, "letters": seen | {"tall": 16}})
    False
    >>> is_emblem({"written": 0, "letters": seen | {"width": 300}})
    False
    """
    seen = image["letters"]
    if image["written"] or not seen:
        return False
    low, high = sorted((seen["width"], seen["height"]))
    return bool(high <= EMBLEM and high <= 2 * low and seen["tall"] < READ)


def name_of(image: Picture) -> str:
    """What to call a picture in a sentence."""
    return str(image["alt"] or image["file"] or image["kind"])[:30]
