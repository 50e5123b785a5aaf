"""What only the pictures of a video tell can be heard or read as well.

People who are blind hear the voices of a video and miss what is shown without words: a map, a
table, the steps of a demonstration.
"""

import re

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.media._recordings import has_alternative
from audits.facts.media import Media, Recording
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.2.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
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
        },
        "shown": {
            "ja": "手順や様子を見せる動画のようですが、音声解説も文字による説明も"
            "見つかりません（{count} 個。{examples}）",
            "en": "{count} videos seem to show how something is done or looks, without a "
            "description to hear or read ({examples})",
        },
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


SHOWS = re.compile(
    r"手順|やり方|作り方|つくり方|使い方|仕方|の方法|手本|体操|ストレッチ|運動|実演|実技|操作|組み立て|開設|設営"
    r"|着付け|散策|巡り|めぐり|歩く|散歩|風景|景色|空撮|ドローン|見学|ツアー|踊り|ダンス|レシピ|調理|折り紙|工作|手話"
    r"|\b(?:how to|step[- ]by[- ]step|steps"
    r"|demonstrat\w+|walk\w*|tours?|exercises?|gymnastics|stretch\w*"
    r"|danc\w+|recipes?|cook\w*|scenery|views? of|drone|aerial|animation|instructions?"
    r"|set(?:ting)? up|tutorial|making of|from above|guided)\b",
    re.IGNORECASE,
)
"""What names of videos say that have something to see."""
SPEAKS = re.compile(
    r"講演|講座|講話|対談|会見|あいさつ|挨拶|メッセージ|インタビュー|議会|会議|ラジオ|朗読|スピーチ|説明会"
    r"|\b(?:interview|speech|lecture|talk|address|message|meeting|council|press conference"
    r"|podcast|reading)\b",
    re.IGNORECASE,
)
"""What names of videos say in which people speak."""


def check(media: Media) -> Verdict | list[Verdict]:
    """Videos with sound; whether voices tell everything is never certain."""
    videos = [m for m in media["items"] if m["tag"] == "video" and m["shown"] and m["sound"]]
    videos = [m for m in videos if not (m["muted"] and m["autoplay"])]
    if not videos:
        return inapplicable()
    bare = [m for m in videos if not is_described(m)]
    shown = [m for m in bare if is_to_be_seen(m)]
    rest = [m for m in bare if m not in shown]
    found = [failed("shown", shown, examples=some(m["name"][:30] for m in shown))] if shown else []
    return [*found, *([cant_tell("missing", rest)] if rest else [])] or passed()


def is_to_be_seen(item: Recording) -> bool:
    """Whether its name, or the heading over it, speaks of something shown, and not of speech."""
    named = f"{item['name']} {item['naming']}"
    return bool(SHOWS.search(named)) and not SPEAKS.search(named)


def is_described(item: Recording) -> bool:
    """Whether there is a track of descriptions, or a text beside it that may be one."""
    return "descriptions" in item["tracks"] or has_alternative(item, by_length=True)
