"""Sound that starts by itself can be stopped.

It drowns the voice of a screen reader, and whoever uses one cannot hear where to turn it off; it
also throws those whose attention is easily caught.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.facts.media import Media, Recording
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.2",
    impact="serious",
    title={"ja": "自動で始まる音声", "en": "Sound that starts by itself"},
    passed={
        "ja": "自動で始まる音声には、止める手段があるか、3秒以内に終わります",
        "en": "Sound that starts by itself can be stopped, or ends within three seconds",
    },
    failed={
        "unstoppable": {
            "ja": "自動で始まり、止める手段のない音声や動画が {count} 個あります",
            "en": "{count} recordings start by themselves and cannot be stopped",
        },
        "perhaps": {
            "ja": "自動で始まる音声や動画が {count} 個あり、止める手段がないようです",
            "en": "{count} recordings start by themselves and seem to have no means to stop them",
        },
    },
    fix={
        "ja": "autoplay 属性を外して、利用者が再生するようにします。"
        '例：<audio src="furusato.mp3" controls></audio>。'
        "動画を自動で流すときは muted 属性を付けます。",
        "en": "Leave out autoplay and let people start it themselves: "
        '<audio src="song.mp3" controls></audio>. A video that must start needs muted.',
    },
    replaces=("no-autoplay-audio",),
    about={
        "ja": "ページを開いたとたんに音が流れると、音声読み上げの声が聞き取れません。"
        "止めるボタンを探すこともできなくなります。"
        "集中が途切れやすい人や、静かな場所で見ている人も困ります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/audio-control",
)

SHORT = 3.0  # seconds: sound that ends within is no barrier
STOP = re.compile(
    r"停止|一時停止|止める|とめる|ストップ|ミュート|消音|音声?を?(?:切る|消す|オフ|止)|音量|音声|再生"
    r"|stop|pause|mute|sound|audio|volume|silence|play",
    re.IGNORECASE,
)
SECONDS = r"[0-9]{1,9}(?:\.[0-9]{0,9})?"
FRAGMENT = re.compile(rf"\bt=(?:npt:)?(?P<start>{SECONDS})?(?:,(?P<end>{SECONDS}))?")


def check(media: Media) -> Verdict | list[Verdict]:
    """Elements that start with sound; a button of that name on the page may stop them."""
    starting = [m for m in media["items"] if m["autoplay"] and not m["muted"]]
    starting = [m for m in starting if m["sound"] is not False and m["address"]]
    if not starting:
        return inapplicable()
    heard = [m for m in starting if not can_be_stopped(m, media["stops"]) and lasts(m) is not False]
    sure = [m for m in heard if m["sound"] and lasts(m)]
    perhaps = [m for m in heard if m not in sure]
    found = []
    if sure:
        found.append(failed("unstoppable", sure))
    if perhaps:
        found.append(failed("perhaps", perhaps, certainty=Certainty.LIKELY))
    return found or passed()


def can_be_stopped(item: Recording, stops: list[str]) -> bool:
    """Whether its own controls are shown, or a button's name speaks of sound or of stopping."""
    return (item["controls"] and item["shown"]) or any(STOP.search(name) for name in stops)


def lasts(item: Recording) -> bool | None:
    """Whether it sounds for more than three seconds; None where its length is not known."""
    if item["loop"] or item["endless"]:
        return True
    if item["duration"] is None:
        return None
    return played(item) > SHORT


def played(item: Recording) -> float:
    """The seconds that are played, of which the address may name a part.

    >>> played({"address": "a.mp4#t=8,10", "duration": 13.7})
    2.0
    """
    whole = float(item["duration"] or 0)
    parts = list(FRAGMENT.finditer(item["address"].partition("#")[2]))
    if not parts:
        return whole
    part = parts[-1]
    start = float(part["start"] or 0)
    return min(float(part["end"] or whole), whole) - start
