"""Pictures, sounds and frames that cases bring along, made when they are asked for.

Addresses below /_injected/: `photo`, `chart` and `icon` are drawn, `words` shows the words of the
query (`w`, with colours `fg` and `bg`); sounds are a tone; films are those of the collection.
"""

import hashlib
import io
import math
import random
import wave
from functools import cache
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

from benchmarks.corpora import CORPORA

ROOT = "/_injected/"
FILMS = CORPORA / "A2-act/WAI/content-assets/wcag-act-rules/test-assets/rabbit-video"
SECONDS, RATE = 30, 8000
CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:05.000\nGood morning, and welcome to the town.\n"
TEXTS = {
    "captions.vtt": CAPTIONS,
    "descriptions.vtt": CAPTIONS.replace("Good morning", "A man stands at a window"),
    "chapters.vtt": CAPTIONS.replace("Good morning", "Chapter one"),
    "empty.vtt": "WEBVTT\n",
}
FRAME = (
    '<!doctype html><html lang="ja"><head><title>地図</title></head>'
    "<body><main><h1>地図</h1><p>市役所周辺の地図</p></main></body></html>"
)
SVG = "image/svg+xml"


def asset(address: str) -> tuple[str, bytes] | None:
    """The media type and bytes of an address below `ROOT`; None where there is nothing."""
    parts = urlsplit(address)
    name = unquote(parts.path).removeprefix(ROOT)
    kind = name.partition("/")[0]
    if kind == "words":
        asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
        return SVG, words(asked.get("w", ""), asked.get("fg", "222222"), asked.get("bg", "ffffff"))
    if kind in ("photo", "chart", "icon") and "/" in name:
        return SVG, drawn(kind, name)
    if name in TEXTS:
        return "text/vtt; charset=utf-8", TEXTS[name].encode()
    if name == "frame.html":
        return "text/html; charset=utf-8", FRAME.encode()
    if name in ("film.mp4", "talk.mp4"):
        file = FILMS / ("silent.mp4" if name == "film.mp4" else "video.mp4")
        return "video/mp4", file.read_bytes()
    if name.startswith(("speech.", "loud.")):
        return "audio/wav", tone()
    return None


def words(text: str, ink: str, paper: str) -> bytes:
    """A picture of words."""
    width = 24 + sum(26 if ord(letter) > 0x2E80 else 15 for letter in text)
    return svg(
        width,
        64,
        f'<rect width="100%" height="100%" fill="#{escape(paper)}"/>'
        f'<text x="12" y="42" font-size="25" font-family="sans-serif" fill="#{escape(ink)}">'
        f"{escape(text)}</text>",
    )


def drawn(kind: str, name: str) -> bytes:
    """A picture without words: a scene, bars, or a sign."""
    chance = random.Random(hashlib.sha256(name.encode()).digest())
    if kind == "icon":
        return svg(48, 48, '<circle cx="24" cy="24" r="18" fill="#357"/>')
    if kind == "chart":
        bars = (
            f'<rect x="{30 + 60 * place}" y="{280 - height}" width="40" height="{height}" '
            'fill="#357"/>'
            for place, height in enumerate(chance.randrange(40, 250) for _ in range(7))
        )
        return svg(480, 300, '<rect width="100%" height="100%" fill="#fff"/>' + "".join(bars))
    shapes = (
        f'<circle cx="{chance.randrange(480)}" cy="{chance.randrange(300)}" '
        f'r="{chance.randrange(8, 60)}" fill="hsl({chance.randrange(360)},45%,'
        f'{chance.randrange(30, 85)}%)"/>'
        for _ in range(60)
    )
    return svg(480, 300, '<rect width="100%" height="100%" fill="#9bd"/>' + "".join(shapes))


def svg(width: int, height: int, inner: str) -> bytes:
    """A drawing of that size."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" preserveAspectRatio="none">{inner}</svg>'
    ).encode()


@cache
def tone() -> bytes:
    """Half a minute of sound that comes and goes as speech does."""
    samples = bytes(
        128 + int(90 * abs(math.sin(at / 2000)) * math.sin(at * 2 * math.pi * 220 / RATE))
        for at in range(SECONDS * RATE)
    )
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    return file.getvalue()
