"""What is only heard, or only seen in a silent video, can be read as well.

People who are deaf miss a recording, people who are blind a silent video; a text beside it, or a
link to one, serves both, and everyone who cannot play it just now.
"""

import re
from collections.abc import Iterable, Iterator

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.media._recordings import ALTERNATIVE, has_alternative, is_decoration, topics
from audits.facts.links import Link, Links
from audits.facts.media import Media, Recording
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.2.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={
        "ja": "音声だけ・映像だけの内容の代わりになる文字",
        "en": "Text for what is only heard or seen",
    },
    passed={
        "ja": "音声や音のない動画の近くに、内容を伝える文字かリンクがあります",
        "en": "Beside recordings and silent videos there is a text, or a link to one",
    },
    failed={
        "audio": {
            "ja": "音声の近くに、内容を書いた文字もリンクもないようです（{count} 個）",
            "en": "Beside {count} recordings there seems to be neither a text of them nor a link",
        },
        "video": {
            "ja": "音のない動画の近くに、内容を説明した文字も音声もないようです（{count} 個）",
            "en": "Beside {count} silent videos there seems to be neither a description nor a "
            "sound",
        },
        "linked": {
            "ja": "音声や音のない動画のファイルへのリンクの近くに、"
            "内容を書いた文字もリンクもないようです（{count} 個。{examples}）",
            "en": "Beside {count} links to recordings there seems to be neither a text of them nor "
            "a link to one ({examples})",
        },
    },
    fix={
        "ja": "音声や動画のすぐ下に、内容を書いた文章か、その文章へのリンクを置きます。"
        '例：<audio src="shicho.mp3" controls></audio> <a '
        'href="shicho.html">市長あいさつの書き起こし</a>。',
        "en": "Put the text right below it, or a link to the text: "
        '<audio src="mayor.mp3" controls></audio> <a href="mayor.html">Transcript</a>.',
    },
    about={
        "ja": "耳の聞こえない人には音声が、目の見えない人には音のない動画が伝わりません。"
        "文字で書かれていれば、音を出せない場所にいる人や、通信が遅い人にも届きます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/audio-only-and-video-only-prerecorded",
)


PLAYS = re.compile(r"再生|聞[くき]|聴[くき]|\bplay\b|\blisten\b|[▶►]", re.IGNORECASE)
NAMED_SOUND = re.compile(
    r"\b(?:mp3|wav|m4a|wma)\b|音声ファイル|音声データ|録音(?:データ|ファイル)", re.I
)
PAGE = re.compile(r"(?:/|\.(?:html?|php|aspx?|jsp|pdf|txt|docx?))$", re.IGNORECASE)
SOUND = re.compile(r"\.(?:mp3|m4a|wav|ogg|oga|opus|wma|aac|flac)$", re.IGNORECASE)
FILM = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|wmv|avi|mpe?g)$", re.IGNORECASE)
SILENT = re.compile(
    r"音声?(?:は|が)?(?:なし|ありません|無し)|無音|サイレント|silent|no sound|without sound", re.I
)
OF_A_TEXT = re.compile(
    r"声の|音訳|音声版|音声コード|デイジー|読み上げ|朗読版|録音版|daisy|audio version|read aloud"
    r"|spoken version|歌|曲|メロディ|チャイム|ミュージック|演奏|オルゴール"
    r"|song|music|melody|chime|anthem",
    re.IGNORECASE,
)
"""What is read from a text that stands elsewhere, or has no words to write down."""
NEAR = 2  # links before and after


def check(media: Media, links: Links) -> Verdict | list[Verdict]:
    """Audio that can be played, videos that are known or seem to be silent, and links to either."""
    stops = media.get("stops", ())
    linked = list(recordings_linked(links["items"]))
    bare = [link for link, told in linked if not told]
    found = in_page(media)
    if bare:
        found.append(failed("linked", bare, examples=some(link["name"][:30] for link in bare)))
    if not found and (linked or any(is_judged(m, stops) for m in media["items"])):
        return passed()
    return found or inapplicable()


def in_page(media: Media) -> list[Verdict]:
    """What is wrong with the recordings that a page plays itself."""
    stops = media.get("stops", ())
    audio = [m for m in media["items"] if m["tag"] == "audio" and can_be_heard(m, stops)]
    video = [m for m in media["items"] if is_film(m)]
    played = [m for m in audio if m["controls"]]
    unread = [m for m in audio if not (has_alternative(m, by_length=True) or is_beside(m, video))]
    unseen = [m for m in video if not (has_alternative(m, by_length=False) or is_beside(m, played))]
    return [failed(key, bad) for key, bad in (("audio", unread), ("video", unseen)) if bad]


def is_beside(item: Recording, others: list[Recording]) -> bool:
    """Whether one of others stands in the same part: then each may tell what the other does."""
    own = parts_of(item)
    return any(not own.isdisjoint(parts_of(other)) for other in others)


def parts_of(item: Recording) -> set[str]:
    """The selectors of the element around one, and of that around it unless it is the page's."""
    parent = item["selector"].rpartition(" > ")[0]
    outer = parent.rpartition(" > ")[0]
    return {parent} | ({outer} - {"", "body", "body > main"})


def is_judged(item: Recording, stops: Iterable[str]) -> bool:
    """Whether a recording is one of those that the check is about."""
    return (item["tag"] == "audio" and can_be_heard(item, stops)) or is_film(item)


def is_film(item: Recording) -> bool:
    """Whether it is a silent video that shows something."""
    return bool(is_silent(item) and item["shown"] and not is_decoration(item))


def recordings_linked(links: list[Link]) -> Iterator[tuple[Link, bool]]:
    """Links to files of sound, or of films called silent, and whether a text is offered."""
    for at, link in enumerate(links):
        path = link["href"].partition("?")[0].partition("#")[0]
        words = f"{link['name']} {link['around']} {link.get('item', '')}"
        is_named = NAMED_SOUND.search(link["name"]) and not PAGE.search(path)
        is_recording = SOUND.search(path) or is_named
        is_recording = is_recording or (FILM.search(path) and SILENT.search(words))
        if not is_recording or OF_A_TEXT.search(words):
            continue
        others = links[max(0, at - NEAR) : at] + links[at + 1 : at + 1 + NEAR]
        beside = " ".join([words, *(other["name"] for other in others)])
        yield link, bool(ALTERNATIVE.search(beside)) or any(same_thing(link, o) for o in others)


def same_thing(link: Link, other: Link) -> bool:
    """Whether another link leads to a page, or a document, on what a recording is about."""
    path = other["href"].partition("?")[0].partition("#")[0]
    if SOUND.search(path) or FILM.search(path):
        return False
    own = topics(link["name"])
    return bool(own) and own <= topics(other["name"])


def can_be_heard(item: Recording, buttons: Iterable[str]) -> bool:
    """Whether visitors can play it, or it plays by itself; music without end is no message."""
    if not item["autoplay"] and not item["controls"] and item["address"] and not item["loop"]:
        return any(PLAYS.search(name) for name in buttons)
    if item["loop"] and item["autoplay"]:
        return False
    return bool((item["controls"] and item["shown"]) or (item["autoplay"] and not item["muted"]))


def is_silent(item: Recording) -> bool:
    """Whether a video has no sound, as far as that is known; else its file may say so."""
    if item["tag"] != "video":
        return False
    unknown = item["sound"] is None and not item["tracks"] and bool(item["text"])
    return item["sound"] is False or (
        unknown and item["duration"] is None and bool(item["controls"])
    )
