"""Pictures that differ have alternatives that differ.

In a timetable or a list of rooms, a circle, a triangle and a cross say whether there is room; when
all three are called “state”, nobody who listens learns which it is.
"""

import re
from collections import defaultdict

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.images import Image, Images
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "違う絵に付いた同じ代替テキスト", "en": "Alternatives of pictures in one column"},
    passed={
        "ja": "表や一覧の中の違う絵には、違う代替テキストが付いています",
        "en": "Different pictures in a table or list have different alternatives",
    },
    failed={
        "same": {
            "ja": "表や一覧の中で、違う絵に同じ代替テキスト「{examples}」が付いているようです",
            "en": "Different pictures in a table or list seem to share the alternative "
            "“{examples}”",
        }
    },
    fix={
        "ja": "絵が表すことを代替テキストに書きます。"
        '例：<img src="maru.png" alt="空きあり">、<img src="batsu.png" alt="満室">。',
        "en": 'Say what each picture means: <img src="ok.png" alt="rooms free">, '
        '<img src="no.png" alt="full">.',
    },
    about={
        "ja": "空き状況や貸出状況を絵で示した表で、どの絵も「状況」としか読まれないと、"
        "音声で聞く人には違いがまったく伝わりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-content",
)

ROW = re.compile(r"(tr|li|dd|dt)(?::nth-of-type\(\d+\))?(?= > )")
LARGEST = 120  # pixels: a sign, not a photograph


def check(images: Images) -> Verdict:
    """Small pictures at the same place in each row, or each item, of a table or list."""
    columns: dict[str, list[Image]] = defaultdict(list)
    for image in images["items"]:
        if image["tag"] == "img" and image["alt"] and is_sign(image):
            place = ROW.sub(r"\1", image["selector"])
            if place != image["selector"]:
                columns[place].append(image)
    several = [column for column in columns.values() if len({i["file"] for i in column}) > 1]
    if not several:
        return inapplicable()
    same = [image for column in several for image in sharing(column)]
    return failed("same", same, examples=some(i["alt"] or "" for i in same)) if same else passed()


def is_sign(image: Image) -> bool:
    """Whether a picture is small, has a file of its own, and no text of its own beside it."""
    small = max(image["width"], image["height"]) <= LARGEST
    return small and bool(image["file"]) and not image["in_link"]


def sharing(column: list[Image]) -> list[Image]:
    """Pictures that have another file than one before them, and the same alternative."""
    files: dict[str, set[str]] = defaultdict(set)
    for image in column:
        files[(image["alt"] or "").strip()].add(image["file"])
    return [image for image in column if len(files[(image["alt"] or "").strip()]) > 1]
