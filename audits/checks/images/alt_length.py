"""The text alternative of an image is short.

It is read out in one breath, without headings or pauses to move by; what is long belongs in the
page's text, where everyone can read it.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.images import Images
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "画像の代替テキストの長さ", "en": "The length of image alternatives"},
    passed={
        "ja": "代替テキストはどれも 150 文字以内です",
        "en": "No text alternative is longer than 150 characters",
    },
    failed={
        "long": {
            "ja": "150 文字を超える代替テキストが {count} 個あります（最長 {longest} 文字）",
            "en": "{count} text alternatives are longer than 150 characters (the longest: "
            "{longest})",
        }
    },
    fix={
        "ja": "代替テキストには要点だけを書き、詳しい内容は本文や表として画像のそばに載せます。"
        '例：alt="人口の推移のグラフ。詳細は下の表を参照"。',
        "en": "Put the gist into the alternative, and the details into the text or a table beside "
        'the image: alt="Chart of the population; see the table below".',
    },
    about={
        "ja": "代替テキストは一息に読み上げられ、途中で止めたり戻ったりできません。"
        "長い説明は、だれもが読める本文に置くほうが伝わります。"
    },
    more="https://www.w3.org/WAI/tutorials/images/complex/",
)
LONGEST = 150  # characters; miChecker's limit (item C_80)


def check(images: Images) -> Verdict:
    """Lengths in characters."""
    spoken = [image for image in images["items"] if (image["alt"] or "").strip()]
    if not spoken:
        return inapplicable()
    lengths = [(image, len(image["alt"] or "")) for image in spoken]
    long = [(image, length) for image, length in lengths if length > LONGEST]
    if not long:
        return passed()
    return failed("long", [image for image, _ in long], longest=max(length for _, length in long))
