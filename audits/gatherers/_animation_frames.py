"""How long a moving picture moves, read from its bytes: GIF, APNG and WebP."""

from collections.abc import Iterator
from dataclasses import dataclass

ENDLESS = 0
FASTEST = 0.02
USUAL = 0.1  # seconds that browsers show a frame which asks for less than FASTEST


@dataclass(frozen=True, slots=True)
class Motion:
    """Seconds of each frame, and how often all are shown (0: without end)."""

    frames: tuple[float, ...]
    rounds: int

    @property
    def seconds(self) -> float:
        """How long it moves; infinite when it never stops."""
        if len(self.frames) < 2:
            return 0.0
        return float("inf") if self.rounds == ENDLESS else sum(self.frames) * self.rounds


def motion(content: bytes) -> Motion | None:
    """The motion of a picture, or nothing where its bytes are of no kind that moves."""
    try:
        if content[:4] == b"GIF8":
            return gif(content)
        if content[:8] == b"\x89PNG\r\n\x1a\n":
            return png(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return webp(content)
    except IndexError:  # cut short: what is there does not tell
        return None
    return None


def shown(seconds: float) -> float:
    """A frame's time as browsers show it."""
    return seconds if seconds >= FASTEST else USUAL


def gif(content: bytes) -> Motion:
    """Graphic control blocks hold the times, an application block the rounds."""
    at = 13 + (3 << ((content[10] & 7) + 1) if content[10] & 0x80 else 0)
    frames: list[float] = []
    rounds, wait = 1, 0.0
    while content[at] != 0x3B:
        if content[at] == 0x21:
            label, body = content[at + 1], at + 2
            if label == 0xF9:
                wait = int.from_bytes(content[body + 2 : body + 4], "little") / 100
            if label == 0xFF and content[body + 1 : body + 12] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                told = int.from_bytes(content[body + 14 : body + 16], "little")
                rounds = ENDLESS if told == 0 else told + 1
            at = after_blocks(content, body)
        elif content[at] == 0x2C:
            flags = content[at + 9]
            frames.append(shown(wait))
            at += 10 + (3 << ((flags & 7) + 1) if flags & 0x80 else 0)
            at = after_blocks(content, at + 1)
        else:
            break
    return Motion(tuple(frames), rounds)


def after_blocks(content: bytes, at: int) -> int:
    """The place behind a row of blocks, each led by its length, the last of length zero."""
    while content[at]:
        at += content[at] + 1
    return at + 1


def png(content: bytes) -> Motion:
    """fcTL chunks hold the times, acTL the rounds."""
    frames: list[float] = []
    rounds = 1
    for kind, body in chunks(content, 8, "big"):
        if kind == b"acTL":
            rounds = int.from_bytes(body[4:8], "big")
        if kind == b"fcTL":
            parts = int.from_bytes(body[22:24], "big") or 100
            frames.append(shown(int.from_bytes(body[20:22], "big") / parts))
    return Motion(tuple(frames), rounds)


def webp(content: bytes) -> Motion:
    """ANMF chunks hold the times, ANIM the rounds."""
    frames: list[float] = []
    rounds = 1
    for kind, body in chunks(content, 12, "little"):
        if kind == b"ANIM":
            rounds = int.from_bytes(body[4:6], "little")
        if kind == b"ANMF":
            frames.append(shown(int.from_bytes(body[12:15], "little") / 1000))
    return Motion(tuple(frames), rounds)


def chunks(content: bytes, at: int, order: str) -> Iterator[tuple[bytes, bytes]]:
    """The named chunks of a PNG (length first, checked last) or of a RIFF file (name first)."""
    png_like = order == "big"
    while at + 8 <= len(content):
        first, second = content[at : at + 4], content[at + 4 : at + 8]
        kind, size = (second, first) if png_like else (first, second)
        length = int.from_bytes(size, "big" if png_like else "little")
        yield kind, content[at + 8 : at + 8 + length]
        at += 8 + length + (4 if png_like else length % 2)
