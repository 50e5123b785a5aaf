"""What is only heard, or only seen in a silent video, can be read as well.

People who are deaf miss a recording, people who are blind a silent video; a text beside it, or a
link to one, serves both, and everyone who cannot play it just now.
"""

from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._recordings import has_alternative, is_decoration
from minna.records import Card, Certainty, Verdict

CARD = Card(
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


def check(media: dict[str, Any]) -> Verdict | list[Verdict]:
    """Audio that can be played, and videos that are known, or seem, to be silent."""
    audio = [m for m in media["items"] if m["tag"] == "audio" and can_be_heard(m)]
    described = {m["selector"] for m in audio if m["controls"]}
    video = [m for m in media["items"] if is_silent(m) and m["shown"] and not is_decoration(m)]
    if not (audio or video):
        return inapplicable()
    beside_video = bool(video and described)
    unread = [m for m in audio if not has_alternative(m, by_length=True) and not beside_video]
    unseen = [m for m in video if not (has_alternative(m, by_length=False) or described)]
    found = [failed(key, bad) for key, bad in (("audio", unread), ("video", unseen)) if bad]
    return found or passed()


def can_be_heard(item: Element) -> bool:
    """Whether visitors can play it, or it plays by itself; music without end is no message."""
    if item["loop"] and item["autoplay"]:
        return False
    return bool((item["controls"] and item["shown"]) or (item["autoplay"] and not item["muted"]))


def is_silent(item: Element) -> bool:
    """Whether a video has no sound, as far as that is known; else its file may say so."""
    if item["tag"] != "video":
        return False
    unknown = item["sound"] is None and not item["tracks"] and bool(item["text"])
    return item["sound"] is False or (
        unknown and item["duration"] is None and bool(item["controls"])
    )
