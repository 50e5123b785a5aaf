"""A picture full of words has more than a title for an alternative.

A notice, a timetable or a chart that was scanned or drawn says a page's worth; whoever hears
“flyer” in its place has heard nothing.
"""

from audits.checks import cant_tell, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.images._letters import is_logo
from audits.facts.pixels import Picture, Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    certainty=Certainty.REVIEW,
    title={"ja": "文字の多い画像の代替テキスト", "en": "Alternatives of images full of words"},
    passed={
        "ja": "文字の多い画像には、内容を伝える代替テキストがあります",
        "en": "Images full of words have alternatives that tell what they say",
    },
    failed={
        "short": {
            "ja": "文字の多い画像に、短い代替テキストしかありません。内容がページの文章でも"
            "分かるか、確かめてください（{examples}）",
            "en": "Images full of words have short alternatives: please check that what they say "
            "also stands in the text ({examples})",
        }
    },
    fix={
        "ja": "画像に書かれた日時・場所・連絡先などを、ページの本文にも書きます。"
        '例：alt="健康フェアのチラシ。内容は下の本文のとおり"。',
        "en": "Write the dates, places and contacts of the picture into the page as well: "
        'alt="Flyer of the health fair; the text below says the same".',
    },
    about={
        "ja": "チラシや表を画像にすると、画面が見えない人には代替テキストしか伝わりません。"
        "「チラシ」だけでは、いつ、どこで、何があるのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G92",
)

LETTERS = 60  # what looks like letters
SIZE = (300, 200)
SHORT = 20  # letters of an alternative


def check(pixels: Pixels) -> Verdict:
    """Whether the text of the page says the same, a person must see."""
    full = [i for i in pixels["items"] if is_full_of_words(i)]
    if not full:
        return inapplicable()
    short = [image for image in full if len(image["alt"]) < SHORT and not image["hidden"]]
    if not short:
        return passed()
    return cant_tell("short", short, examples=some((i["alt"] or i["file"])[:30] for i in short))


def is_full_of_words(image: Picture) -> bool:
    """Whether a large picture with a flat ground shows many letters."""
    seen = image["letters"]
    large = image["width"] >= SIZE[0] and image["height"] >= SIZE[1]
    flat = seen is not None and seen["flat"] >= 0.6 and seen["letters"] >= LETTERS
    return bool(large and flat and image["kind"] in {"img", "input"} and not is_logo(image))
