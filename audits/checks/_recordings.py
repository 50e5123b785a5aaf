"""What the checks of audio and video know of the text beside them."""

import re
from typing import Any

ALTERNATIVE = re.compile(
    r"書き起こし|書きおこし|文字起こし|文字おこし|テキスト版|文字版|原稿|音声の?内容|動画の?内容|全文|議事録|会議録"
    r"|テキスト|字幕|手話|音声解説|解説文|説明文|台本|スクリプト|読む"
    r"|transcript|text (?:version|alternative)|read (?:the|this)|captions?|subtitles?|described"
    r"|script",
    re.IGNORECASE,
)
SPOKEN_OF = re.compile(
    r"音声|録音|動画|映像|ビデオ|ムービー|再生|聞く|聴く|お聞き|ラジオ|放送|朗読|収録|アニメ"
    r"|audio|video|film|movie|clip|recording|listen|watch|sound|podcast|animation",
    re.IGNORECASE,
)
KANA = re.compile("[ぁ-ヺ一-龠]")
LEAST = 100  # characters, where the length of the recording is not known
PER_SECOND = {True: 2.0, False: 7.0}
"""Characters spoken in a second, at the very least: Japanese, and languages in Latin letters."""


def has_alternative(item: dict[str, Any], *, by_length: bool) -> bool:
    """Whether a link or track beside it offers the words, or a text beside it may be them.

    Such a text is long enough for what is said in the recording, or speaks of it where its length
    is not known or says nothing.
    """
    if any(ALTERNATIVE.search(name) for name in item["links"]):
        return True
    text = item["text"]
    japanese = bool(KANA.search(text))
    least = LEAST / 2 if japanese else LEAST
    if by_length and item["duration"]:
        least = min(max(least, item["duration"] * PER_SECOND[japanese]), 1500)
        return bool(len(text) >= least)
    return len(text) >= least and bool(SPOKEN_OF.search(text))


def is_decoration(item: dict[str, Any]) -> bool:
    """Whether a video only moves in the background: silent, by itself, without end or controls."""
    return bool(item["autoplay"] and item["muted"] and not item["controls"])
