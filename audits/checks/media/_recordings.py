"""What the checks of audio and video know of the text beside them."""

import re

from audits.facts.media import Recording

ALTERNATIVE = re.compile(
    r"書き起こし|書きおこし|文字起こし|文字おこし|テキスト版|文字版|原稿|音声の?内容|動画の?内容|全文|議事録|会議録"
    r"|テキスト|字幕|手話|音声解説|解説文|説明文|台本|スクリプト|(?:文字|文章|言葉|文|記事|内容)[でを]?読む|^読む$"
    r"|transcript|text (?:version|alternative)|read (?:the|this)|captions?|subtitles?|described"
    r"|\bscript\b",
    re.IGNORECASE,
)
WRITTEN_DOWN = re.compile(
    r"書き起こし|書きおこし|文字起こし|文字おこし|テキスト版|文字版|原稿|音声の?内容|動画の?内容|映像の?内容|全文"
    r"|transcript|text (?:version|alternative)|in words|description of the",
    re.IGNORECASE,
)
"""What a text says of itself that stands in for a recording."""
SPOKEN_OF = re.compile(
    r"音声|録音|動画|映像|ビデオ|ムービー|再生|聞く|聴く|お聞き|ラジオ|放送|朗読|収録|アニメ"
    r"|audio|video|film|movie|clip|recording|listen|watch|sound|podcast|animation",
    re.IGNORECASE,
)
KANA = re.compile("[ぁ-ヺ一-龠]")
TOPIC = re.compile(r"[一-龠]{2,}|[ァ-ヺー]{3,}|[a-zà-ÿ]{4,}")
EMPTY = re.compile(
    r"動画|音声|映像|録音|再生|放送|手順|紹介|案内|収録|時間|ダウンロード|ファイル|データ|サイズ"
    r"|プレーヤー|ボリューム|第?[0-9０-９一二三四五六七八九十]{1,4}回"
    r"|\b(?:play|pause|mute|stop|download|file|size|minutes?|seconds?|video|audio"
    r"|film|movie|clip|recording|sound|listen|watch|this|that|with|from|about|your"
    r"|through|into|over|after|before)\b"
)
"""Words of names that any recording, or any text, may have."""
INVITES = re.compile(
    r"お聞き|お聴き|聞けます|聴けます|視聴でき|視聴くだ|ご覧(?:いただけ|くだ|になれ)|再生(?:して|ボタン|でき)"
    r"|ダウンロード(?:して|でき)|準備中|後日|掲載予定|公開予定"
    r"|\b(?:listen(?: to| with|ing)|watch (?:the|this|our)|press play|headphones|download"
    r"|coming soon|will (?:be added|follow|appear)|available (?:soon|later))\b",
    re.IGNORECASE,
)
"""Sentences that ask people to hear or see a recording, or promise more, tell nothing of it."""
SENTENCE = re.compile(r"[^。.!?\n]+[。.!?\n]*|[。.!?\n]")
CAPTION = {True: 25, False: 60}
"""Characters of a text that is more than a caption: Japanese, and in Latin letters."""
LEAST = 100  # characters, where the length of the recording is not known
PER_SECOND = {True: 2.0, False: 7.0}
"""Characters spoken in a second, at the very least: Japanese, and languages in Latin letters."""


def has_alternative(item: Recording, *, by_length: bool) -> bool:
    """Whether a link or track beside it offers the words, or a text beside it may be them.

    Such a text is long enough for what is said in the recording, or speaks of it where its length
    is not known or says nothing; and it has to do with what the recording is called.
    """
    if any(ALTERNATIVE.search(name) for name in item["links"]):
        return True
    text = about_it(item)
    japanese = bool(KANA.search(text))
    least = LEAST / 2 if japanese else LEAST
    if by_length and item["duration"]:
        least = min(max(least, item["duration"] * PER_SECOND[japanese]), 1500)
        return bool(len(text) >= least)
    return len(text) >= least and bool(SPOKEN_OF.search(text))


def about_it(item: Recording) -> str:
    """The texts beside a recording, less those that have nothing to do with its name.

    What is no longer than a caption repeats the name and tells nothing.

    >>> about_it({"name": "防災講座", "naming": "", "text": "防災講座\\n" + "地震への備え。" * 9})
    ''
    >>> len(about_it({"name": "防災講座", "naming": "", "text": "防災のため、水を備えます。" * 3}))
    39
    >>> about_it({"name": "", "naming": "", "text": "What is beside it"})
    'What is beside it'
    >>> about_it({"name": "", "naming": "", "text": "市長のあいさつ\\n" + "図書館は休みです。" * 9})
    ''
    """
    said = [each for each in SENTENCE.findall(item["text"]) if not INVITES.search(each)]
    lines = [text for text in "".join(said).split("\n") if text.strip()]
    words = topics(item["name"]) or caption_topics(lines) or topics(item["naming"])
    if not words:
        return "\n".join(lines)
    texts = [text for text in lines if len(text) >= CAPTION[bool(KANA.search(text))]]
    is_told = any(
        WRITTEN_DOWN.search(text) or any(word in text.lower() for word in words) for text in texts
    )
    return "\n".join(texts) if is_told else ""


def caption_topics(lines: list[str]) -> set[str]:
    """What the nearest text is about, if it is no longer than a caption and others follow."""
    if len(lines) < 2 or len(lines[0]) >= CAPTION[bool(KANA.search(lines[0]))]:
        return set()
    return topics(lines[0])


def topics(name: str) -> set[str]:
    """The words of a name that say what it is about.

    >>> sorted(topics("動画：避難所の開設手順")), sorted(topics("A walk to the castle (video)"))
    (['避難', '開設'], ['castle', 'walk'])
    """
    found = TOPIC.findall(EMPTY.sub(" ", name.lower()))
    return {word[:2] if KANA.match(word) else word for word in found}


def is_decoration(item: Recording) -> bool:
    """Whether a video only moves in the background: silent, by itself, without end or controls."""
    return bool(item["autoplay"] and item["muted"] and not item["controls"])
