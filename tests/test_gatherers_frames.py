"""How long moving pictures move, by their bytes."""

import struct

import pytest

from audits.gatherers._animation_frames import motion


def gif(delays, rounds=None):
    """A GIF of one-pixel frames, shown for so many hundredths of a second each."""
    content = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + bytes(6)
    if rounds is not None:
        content += b"!\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", rounds) + b"\0"
    for delay in delays:
        content += b"!\xf9\x04\0" + struct.pack("<H", delay) + b"\0\0"
        content += b"," + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"
    return content + b";"


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + bytes(4)


def riff(kind, body):
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def test_a_gif_without_end_moves_for_ever():
    animation = motion(gif([50, 50, 100], rounds=0))
    assert animation.frames == (0.5, 0.5, 1.0)
    assert animation.seconds == float("inf")


def test_a_gif_that_is_shown_once_moves_as_long_as_its_frames():
    assert motion(gif([100, 200])).seconds == 3.0
    assert motion(gif([100, 100], rounds=2)).seconds == 6.0


def test_a_gif_of_one_frame_does_not_move():
    assert motion(gif([10], rounds=0)).seconds == 0.0


def test_frames_that_ask_for_no_time_get_what_browsers_give_them():
    assert motion(gif([0, 1])).frames == (0.1, 0.1)


def test_png_and_webp_may_move_too():
    frame = struct.pack(">IIIIIHHBB", 0, 1, 1, 0, 0, 1, 2, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n" + chunk(b"acTL", struct.pack(">II", 2, 3)) + 2 * chunk(b"fcTL", frame)
    )
    assert motion(png).seconds == 3.0
    shown = bytes(12) + (400).to_bytes(3, "little") + b"\0"
    webp = riff(b"ANIM", bytes(4) + struct.pack("<H", 0)) + 2 * riff(b"ANMF", shown)
    animation = motion(b"RIFF" + struct.pack("<I", 4 + len(webp)) + b"WEBP" + webp)
    assert (animation.frames, animation.rounds) == ((0.4, 0.4), 0)


@pytest.mark.parametrize(
    "content", [b"", b"GIF8", gif([50, 50], 0)[:40], b"<svg/>", b"\xff\xd8\xff"]
)
def test_what_is_cut_short_or_no_picture_tells_nothing_of_its_motion(content):
    assert motion(content) is None
