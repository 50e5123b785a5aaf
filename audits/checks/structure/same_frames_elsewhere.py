"""Frames of the same name show the same thing.

A screen reader lists frames by name; of two that are called alike, nobody can choose.
"""

import re
from collections import defaultdict
from urllib.parse import urlsplit

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.iframes import Frame, Iframes
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "同じ名前のフレームの内容", "en": "What frames of the same name show"},
    passed={
        "ja": "同じ名前のフレームは、同じ内容を表示しています",
        "en": "Frames of the same name show the same thing",
    },
    failed={
        "elsewhere": {
            "ja": "名前が同じで内容の違うフレームが {count} 個あるようです（{examples}）",
            "en": "{count} frames seem to have the same name and other contents ({examples})",
        }
    },
    fix={
        "ja": 'title に、それぞれの内容を書きます。例：<iframe title="市役所本庁舎の地図">、'
        '<iframe title="東支所の地図">。',
        "en": 'Say in each title what the frame shows: <iframe title="Map: town hall">, '
        '<iframe title="Map: east branch">.',
    },
    about={
        "ja": "画面を読み上げて利用する人は、フレームの名前を聞いて、中に入るかどうかを決めます。"
        "同じ名前では、中を聞くまで違いが分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H64",
)

INTERCHANGEABLE = re.compile(r"広告|バナー|スポンサー|advert|sponsor|\bads?\b", re.IGNORECASE)
ALIKE = 0.5
"""Minimum share of words in common of two documents that count as the same."""


def check(iframes: Iframes) -> Verdict:
    """Frames that cannot be looked into are told apart by their addresses."""
    alike: dict[str, list[Frame]] = defaultdict(list)
    for frame in iframes["items"]:
        if frame["name"] and not is_tiny(frame):
            alike[frame["name"].lower()].append(frame)
    several = {name: found for name, found in alike.items() if len(found) > 1}
    if not several:
        return inapplicable()
    other = [
        frame
        for name, found in several.items()
        if not INTERCHANGEABLE.search(name) and any(differ(found[0], f) for f in found[1:])
        for frame in found
    ]
    return (
        failed("elsewhere", other, examples=some(f["name"][:40] for f in other))
        if other
        else passed()
    )


def is_tiny(frame: Frame) -> bool:
    """Whether a frame is one that nobody sees, as trackers have them."""
    return bool(min(frame["width"], frame["height"]) <= 1)


def differ(one: Frame, other: Frame) -> bool:
    """Whether two frames show different things, as far as can be seen."""
    first, second = one["inside"], other["inside"]
    if not first or not second:
        return bool(one["src"] and other["src"] and address(one["src"]) != address(other["src"]))
    if address(first["url"]) == address(second["url"]) and first["url"] != "about:srcdoc":
        return False
    if first["title"] == second["title"] and first["title"]:
        return not shares(first["words"], second["words"])
    return bool(first["words"] != second["words"] or first["images"] != second["images"])


def address(url: str) -> tuple[str, str, str]:
    """What of an address decides what is shown."""
    parts = urlsplit(url)
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query


def shares(one: str, other: str) -> bool:
    """Whether most of the words are the same.

    >>> shares("Root > Page One Home Contact", "Home Contact"), shares("Home", "Lorem ipsum")
    (True, False)
    """
    first, second = (set(re.findall(r"[^\W_]+", text.lower())) for text in (one, other))
    smaller = min(len(first), len(second))
    return smaller == 0 or len(first & second) / smaller >= ALIKE
