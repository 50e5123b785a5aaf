"""Which pages are made from one template: those whose DOM fingerprints are close."""

from collections.abc import Iterable

MAX_DISTANCE_BITS = 6
"""Maximum of 64 bits in which the fingerprints of one template differ."""


def same_template(one: str, other: str) -> bool:
    """Whether two fingerprints are those of one template.

    >>> same_template("00000000000000ff", "000000000000000f"), same_template("0" * 16, "f" * 16)
    (True, False)
    """
    if not one or not other:
        return one == other
    return (int(one, 16) ^ int(other, 16)).bit_count() <= MAX_DISTANCE_BITS


def cluster_by_fingerprint(fingerprints: Iterable[str]) -> dict[str, str]:
    """Each fingerprint's template: the first fingerprint that is close to it.

    >>> cluster_by_fingerprint(["00000000000000ff", "000000000000000f"])["000000000000000f"]
    '00000000000000ff'
    """
    by_fingerprint: dict[str, str] = {}
    representatives: list[str] = []
    for fingerprint in fingerprints:
        if fingerprint not in by_fingerprint:
            by_fingerprint[fingerprint] = next(
                (s for s in representatives if same_template(s, fingerprint)), fingerprint
            )
            if by_fingerprint[fingerprint] == fingerprint:
                representatives.append(fingerprint)
    return by_fingerprint
