"""Chance that follows from a survey's seed: the same order of addresses wherever it is drawn."""

import hashlib

SAMPLE_BYTES = 16
"""Bytes by which samples are drawn; another number draws other samples."""
CRAWL_BYTES = 8
"""Bytes by which a crawl takes pages of one rank in turn."""


def seeded_hash(seed: str, url: str, size: int = SAMPLE_BYTES) -> bytes:
    """A random number for an address, the same wherever the seed and the size are.

    >>> seeded_hash("1", "http://a/") == seeded_hash("1", "http://a/") != seeded_hash("2", "http://a/")
    True
    """
    return hashlib.blake2b(f"{seed}:{url}".encode(), digest_size=size).digest()
