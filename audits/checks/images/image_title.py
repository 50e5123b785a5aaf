"""The title of an image does not say something else than its alternative.

Some hear both, some only the one, and the title shows under the mouse alone: whatever matters
stands in one of the two places only.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.images import Image, Images
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "画像の代替テキストと title", "en": "Alternatives and titles of images"},
    passed={
        "ja": "画像の title は、代替テキストと食い違っていません",
        "en": "The titles of images say nothing else than their alternatives",
    },
    failed={
        "other": {
            "ja": "代替テキストと title の言葉が違う画像が {count} 個あります（{examples}）",
            "en": "{count} images have a title that differs from their alternative ({examples})",
        },
        "hidden": {
            "ja": "代替テキストが空で、title にだけ説明のある画像が {count} 個あります"
            "（{examples}）",
            "en": "{count} images have an empty alternative and say something in their title "
            "alone ({examples})",
        },
    },
    fix={
        "ja": "title を外し、必要なことは代替テキストか本文に書きます。"
        '例：<img alt="市役所" title="市役所の外観"> を <img alt="市役所の外観"> に書き換えます。',
        "en": "Drop the title, and say what matters in the alternative or in the text: <img "
        'alt="The town hall from outside"> rather than <img alt="Town hall" title="From outside">.',
    },
    about={
        "ja": "title は、マウスを重ねた人にしか見えません。読み上げでは、代替テキストと続けて"
        "読まれたり、まったく読まれなかったりします。"
    },
    more="https://www.w3.org/WAI/tutorials/images/tips/",
)


def check(images: Images) -> Verdict | list[Verdict]:
    """Spaces and case apart, the two must be the same, or there is no title."""
    titled = [image for image in images["items"] if (image.get("title") or "").strip()]
    if not titled:
        return inapplicable()
    found = []
    if other := [image for image in titled if says_otherwise(image)]:
        both = (f"{i['alt']} / {i['title']}"[:40] for i in other)
        found.append(failed("other", other, examples=some(both)))
    if hidden := [i for i in titled if i["alt"] is not None and not i["alt"].strip()]:
        found.append(failed("hidden", hidden, examples=some(i["title"][:40] for i in hidden)))
    return found or passed()


def says_otherwise(image: Image) -> bool:
    """Whether both are there and differ."""
    said = (image["alt"], image["title"])
    alt, title = (re.sub(r"\s", "", words or "").lower() for words in said)
    return bool(alt) and alt != title
