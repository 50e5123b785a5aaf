"""Evidence as compressed JSON: a page's worth is some hundred kilobytes plain, a few packed."""

import json
import sys
from typing import Any

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd


def compress_json(value: Any) -> bytes:
    """JSON, Zstandard level 3: higher levels cost time and gain nothing measurable here.

    >>> decompress_json(compress_json({"title": "駒"}))
    {'title': '駒'}
    """
    return zstd.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)


class CorruptData(ValueError):
    """What was to be unpacked is nothing that was packed."""


def decompress_json(data: bytes) -> Any:
    """The value that was packed; BadPack if it is damaged."""
    try:
        return json.loads(zstd.decompress(data))
    except (zstd.ZstdError, ValueError, TypeError, RecursionError) as error:
        raise CorruptData(f"{type(error).__name__}: {error}"[:100]) from error
