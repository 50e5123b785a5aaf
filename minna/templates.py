"""Which pages are made from one template: those whose skeletons are close."""

from collections.abc import Iterable

CLOSE = 6
"""Bits of 64 in which the skeletons of one template may differ."""


def is_close(one: str, other: str) -> bool:
    """Whether two fingerprints are those of one template.

    >>> is_close("00000000000000ff", "000000000000000f"), is_close("0" * 16, "f" * 16)
    (True, False)
    """
    if not one or not other:
        return one == other
    return (int(one, 16) ^ int(other, 16)).bit_count() <= CLOSE


def templates(skeletons: Iterable[str]) -> dict[str, str]:
    """Each skeleton's template: the first skeleton that is close to it.

    >>> templates(["00000000000000ff", "f" * 16, "000000000000000f"])["000000000000000f"]
    '00000000000000ff'
    """
    found: dict[str, str] = {}
    leaders: list[str] = []
    for skeleton in skeletons:
        if skeleton not in found:
            found[skeleton] = next((s for s in leaders if is_close(s, skeleton)), skeleton)
            if found[skeleton] == skeleton:
                leaders.append(skeleton)
    return found
