"""Pictures of every kind, also those that a screen reader passes by, and the letters they show.

`letters` counts what looks like letters in a picture's points, with the `lines` they stand in, the
`share` of the picture that these take, and how much of it is `flat`; null where it was not read.
`words` are those that a file in SVG writes. `lone` is what stands alone below a heading, `told`
what a list or a table follows, `lifted` what lies over or under other things.
`hidden` says by what a screen reader passes it by. `same` names an item with the same source,
and `repeats` says that the same file is told elsewhere in the page, or in turn with others.
"""

import base64
import re
from html import unescape
from typing import Any

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cached_resource
from audits.gatherers._scripts import look

ASKED = 4
BYTES = 1_500_000
NO_LETTER = re.compile(r"<[^<>]*>|[\W\d_]")
TEXT = re.compile(r"<text[\s>][^<]*+(?:<(?!/?text[\s>])[^<]*+)*+</text>")


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 300 `items`; the points of the largest are read."""
    seen: dict[str, Any] = dict(await look(tab, "pixels"))
    asked = [item for item in seen["items"] if "wants" in item]
    received = [(item, await cached_resource(tab, item["wants"], BYTES)) for item in asked[:ASKED]]
    for item, content in received:
        if content and b"<svg" in content[:2000]:
            drawing = content.decode("utf-8", "replace")
            item |= {"written": written(drawing), "words": words_in(drawing)}
    drawn = [(i, c) for i, c in received if c and not i["written"]]
    if drawn:
        given = [base64.b64encode(content).decode() for _, content in drawn]
        told = await look(tab, "_letters_batch", given=given)
        for (item, _), letters in zip(drawn, told, strict=True):
            item["letters"] = letters
    for item in asked:
        del item["wants"]
    known = {item["selector"]: item for item in seen["items"]}
    for item in seen["items"]:
        if same := known.get(item.get("same", "")):
            item |= {key: same[key] for key in ("letters", "written", "words")}
    return seen


def words_in(svg: str) -> str:
    """What an SVG writes, up to 300 characters.

    >>> words_in("<svg><text x='1'>市<tspan>役所</tspan></text><text>3階</text></svg>")
    '市役所 3階'
    """
    texts = (re.sub(r"<[^<>]*>", "", text).strip() for text in TEXT.findall(svg))
    return unescape(" ".join(texts))[:300]


def written(svg: str) -> int:
    """How many letters an SVG writes.

    >>> written("<svg><text x='1'>市<tspan>役所</tspan></text></svg>")
    3
    """
    return sum(len(NO_LETTER.sub("", text)) for text in TEXT.findall(svg))
