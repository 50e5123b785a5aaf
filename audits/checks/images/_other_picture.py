"""Alternatives that belong to another picture: what gives them away beside the picture itself."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

from audits.facts.images import Image

LARGE = (100, 60)  # CSS pixels: smaller pictures are marks, and share their alternatives by right
COPIES = 3  # of one alternative: more were left by a template
WORDS = 4  # letters of an alternative that says something
TOPIC = re.compile(r"[一-龠々]{2,12}|[ァ-ヺー]{3,12}|[a-zà-ÿ]{4,20}")
EMPTY = re.compile(
    r"写真|画像|外観|内観|様子|全景|風景|正面|周辺|場所|案内|令和|平成|昭和|[0-9０-９]+"
    r"|\b(?:photo(?:graph)?|picture|image|view|front|from|with|that|this|town|city|year|inside|outside)\b"
)
"""Words that say nothing of what is shown."""
KINDS = {
    "photo": re.compile(r"写真|\bphoto(?:graph)?s?\b", re.IGNORECASE),
    "chart": re.compile(r"グラフ|図表|推移|内訳|割合|\b(?:chart|graph)s?\b", re.IGNORECASE),
    "map": re.compile(r"地図|案内図|位置図|マップ|\bmaps?\b", re.IGNORECASE),
    "calendar": re.compile(r"カレンダー|予定表|\bcalendar\b", re.IGNORECASE),
    "notice": re.compile(r"ポスター|チラシ|\b(?:poster|flyer|leaflet)\b", re.IGNORECASE),
    "code": re.compile(r"QRコード|二次元コード|\bqr code\b", re.IGNORECASE),
}
"""What a picture may be, as alternatives and captions call it."""
FILES = {
    "chart": re.compile(r"(?<![a-z])(?:chart|graph)(?![a-z])", re.IGNORECASE),
    "map": re.compile(r"(?<![a-z])(?:map|chizu)(?![a-z])", re.IGNORECASE),
    "calendar": re.compile(r"(?<![a-z])calendar(?![a-z])", re.IGNORECASE),
    "code": re.compile(r"(?<![a-z])qr(?:code)?(?![a-z])", re.IGNORECASE),
}
"""The same as files are called."""
TOLD = re.compile(
    r"\d|[０-９]|%|％|増|減|多い|少な|高い|低い|\b(?:more|less|rise|rose|fall|fell|grew|highest|lowest)\b",
    re.IGNORECASE,
)
"""What an alternative says that tells what a chart shows."""
PLACES = (
    ("library", "toshokan", "tosyokan", "図書館"),
    ("pool", "プール"),
    ("park", "kouen", "公園"),
    ("school", "gakko", "gakkou", "学校", "小学校", "中学校"),
    ("hospital", "byoin", "byouin", "病院"),
    ("station", "eki", "駅"),
    ("museum", "hakubutsukan", "bijutsukan", "博物館", "美術館", "資料館"),
    ("gym", "gymnasium", "taiikukan", "体育館"),
    ("castle", "shiro", "城"),
    ("bridge", "hashi", "橋"),
    ("beach", "hama", "浜", "海岸"),
    ("church", "kyokai", "教会"),
    ("shrine", "jinja", "神社"),
    ("market", "ichiba", "市場"),
    ("airport", "kuko", "空港"),
    ("nursery", "hoikuen", "保育園", "保育所"),
    ("zoo", "dobutsuen", "動物園"),
)
"""Places that cannot be shown for each other, as files and texts call them."""
COMMON = re.compile(
    r"images?|img|photos?|pics?|pictures?|main|sub|hero|top|banner|thumb(?:nail)?|small|large|left"
    r"|right|new|copy|item|slide|sample|default|dummy|the|and"
)
"""Parts of files' names that say nothing."""


def of_others(images: Iterable[Image]) -> Iterator[Image]:
    """The images whose alternative seems to be another's."""
    shown = [i for i in images if i["tag"] == "img" and is_large(i) and is_told(i["alt"])]
    swapped = {i["selector"] for pair in combinations(shown[:60], 2) for i in exchanged(*pair)}
    told = Counter((image["alt"] or "").strip() for image in shown)
    rare = [image for image in shown[:60] if told[(image["alt"] or "").strip()] <= COPIES]
    copied = {i["selector"] for pair in combinations(rare, 2) for i in copies(*pair)}
    for image in shown:
        if image["selector"] in swapped | copied or contradicts(image):
            yield image


def is_large(image: Image) -> bool:
    """Whether an image is more than a mark."""
    return bool(image["width"] >= LARGE[0] and image["height"] >= LARGE[1])


def is_told(alt: str | None) -> bool:
    """Whether an alternative says something."""
    return len(re.findall(r"[^\W_]", alt or "")) >= WORDS


def exchanged(one: Image, other: Image) -> list[Image]:
    """Two images of which each is told by the other's caption, and not by its own."""
    captions = topics(one["caption"]), topics(other["caption"])
    alts = topics(one["alt"] or ""), topics(other["alt"] or "")
    crossed = alts[0] & captions[1] and alts[1] & captions[0]
    own = alts[0] & captions[0] or alts[1] & captions[1]
    return [one, other] if crossed and not own else []


def copies(one: Image, other: Image) -> list[Image]:
    """Two images with the same alternative whose files are called after different things."""
    alts = (one["alt"] or "").strip(), (other["alt"] or "").strip()
    if alts[0] != alts[1] or one["file"] == other["file"]:
        return []
    names = parts_of(one["file"]), parts_of(other["file"])
    if not all(names) or names[0] & names[1] or one["in_link"] or other["in_link"]:
        return []
    return [one, other]


def parts_of(file: str) -> set[str]:
    """The words of a file's name that say what is shown; none where figures make it a number.

    >>> sorted(parts_of("taiiku-gaikan.jpg")), parts_of("IMG_1234.jpg"), parts_of("3fa9c07b.png")
    (['gaikan', 'taiiku'], set(), set())
    """
    stem = file.rpartition(".")[0].lower()
    if sum(letter.isdigit() for letter in stem) > 2:
        return set()
    return {word for word in re.findall("[a-z]{3,20}", stem) if not COMMON.fullmatch(word)}


def contradicts(image: Image) -> bool:
    """Whether what the caption or the file calls a picture is not what its alternative says."""
    alt, caption = image["alt"] or "", image["caption"]
    of_alt, of_caption = kinds(alt, KINDS), kinds(caption, KINDS)
    of_file = kinds(image["file"].rpartition(".")[0].replace("_", "-"), FILES)
    if of_alt and not of_alt & (of_caption or of_file or of_alt):
        return True
    is_data = bool(of_caption & {"chart", "map", "calendar"})
    if is_data and not of_alt and not TOLD.search(alt) and not topics(alt) & topics(caption):
        return bool(topics(alt))
    named, said = places(image["file"].rpartition(".")[0]), places(alt)
    return bool(named and said and not named & said)


def kinds(text: str, patterns: dict[str, re.Pattern[str]]) -> set[str]:
    """The kinds of picture that a text names."""
    return {kind for kind, pattern in patterns.items() if pattern.search(text)}


def places(text: str) -> set[int]:
    """The places that a text names, by their number; of Latin letters only whole words count.

    >>> places("library-front") == places("中央図書館の外観"), places("parking"), places("駅前")
    (True, set(), {5})
    """
    words = set(re.findall("[a-z]+", text.lower()))
    return {
        at
        for at, names in enumerate(PLACES)
        if any(name in words if name.isascii() else name in text for name in names)
    }


def topics(text: str) -> set[str]:
    """The words of a text that say what it is about; of kanji, each two that stand together.

    >>> sorted(topics("中央図書館の外観（令和5年）")), sorted(topics("Photo of the castle"))
    (['中央', '図書', '央図', '書館'], ['castle'])
    """
    found: set[str] = set()
    for word in TOPIC.findall(EMPTY.sub(" ", text.lower())):
        is_kanji = "一" <= word[0] <= "龠"
        found |= {word[at : at + 2] for at in range(len(word) - 1)} if is_kanji else {word}
    return found
