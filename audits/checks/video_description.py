"""What only the pictures of a video tell can be heard or read as well.

People who are blind hear the voices of a video and miss what is shown without words: a map, a
table, the steps of a demonstration.
"""

from typing import Any

from audits.checks import Element, cant_tell, inapplicable, passed
from audits.checks._recordings import has_alternative
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="1.2.3",
    impact="moderate",
    certainty=Certainty.REVIEW,
    title={"ja": "動画の音声解説か文字による説明", "en": "Description of what videos show"},
    passed={
        "ja": "音声のある動画に、音声解説のトラックか文字による説明があります",
        "en": "Videos with sound have a track of descriptions, or a text that tells them",
    },
    failed={
        "missing": {
            "ja": "動画 {count} 個に音声解説も文字による説明も見つかりません。"
            "映像だけで伝えていることがないか確かめてください",
            "en": "{count} videos have neither a description to hear nor a text: look whether "
            "anything is told by pictures alone",
        }
    },
    fix={
        "ja": "映像だけで示したことも声で説明するか、動画の下に内容を書きます。"
        '例：<video controls src="taiso.mp4"></video> '
        '<a href="taiso.html">体操の手順（文字版）</a>。',
        "en": "Say in words what is shown, or write it below the video: "
        '<video controls src="gym.mp4"></video> <a href="gym.html">The exercises as text</a>.',
    },
    about={
        "ja": "目の見えない人は、映像に映った表や地図、動作が分かりません。"
        "声での説明や文字の説明があれば、同じ内容を受け取れます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G203",
)


def check(media: dict[str, Any]) -> Verdict:
    """Videos with sound; whether their voices tell everything is for a person to hear."""
    videos = [m for m in media["items"] if m["tag"] == "video" and m["shown"] and m["sound"]]
    videos = [m for m in videos if not (m["muted"] and m["autoplay"])]
    if not videos:
        return inapplicable()
    bare = [m for m in videos if not is_described(m)]
    return cant_tell("missing", bare) if bare else passed()


def is_described(item: Element) -> bool:
    """Whether there is a track of descriptions, or a text beside it that may be one."""
    return "descriptions" in item["tracks"] or has_alternative(item, by_length=True)
