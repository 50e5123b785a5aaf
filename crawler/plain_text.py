"""The text of files that nobody declares the encoding of: robots.txt, sitemaps, feeds."""

import codecs

from minna.text import nfkc

BYTE_ORDER_MARKS = (  # the longer ones first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
JAPANESE = ("euc_jp", "cp932")
"""In this order: EUC-JP hardly ever decodes what is Shift_JIS."""
SAMPLE = 1000
"""Bytes from which an encoding without a byte order mark is recognized by its zeros."""
CONTROLS = (*range(0x09), 0x0E, 0x0F, *range(0x10, 0x1B), 0x7F)
UNSEEN = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF)
"""Soft hyphens, spaces without width, marks of direction and of byte order."""
INVISIBLE = dict.fromkeys(CONTROLS + UNSEEN)
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def unicode_bytes(body: bytes) -> bytes:
    """The same text as UTF-8 without a mark where it is UTF-16, UTF-32, ISO-2022-JP or marked.

    >>> unicode_bytes("Disallow: /".encode("utf-16"))
    b'Disallow: /'
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace").encode()
    if encoding := encoding_by_zeros(body[:SAMPLE]):
        return body.decode(encoding, "replace").encode()
    if b"\x1b$" in body:
        return body.decode("iso2022_jp", "replace").encode()
    return body


def encoding_by_zeros(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by where its zeros are; "" if it is neither."""
    whole = sample[: len(sample) // 4 * 4]
    zeros = tuple(whole[n::4].count(0) * 8 > len(whole) for n in range(4))  # half of the places
    encodings: dict[tuple[bool, ...], str] = {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }
    return encodings.get(zeros, "") if whole else ""


def readings(line: bytes) -> list[tuple[str, str]]:
    """What a line of bytes may say, and in which encoding: UTF-8, or each Japanese one that fits.

    >>> readings("内部".encode("cp932"))
    [('内部', 'cp932')]
    """
    fitting = []
    for encoding in ("utf-8", *JAPANESE):
        try:
            fitting.append((line.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8":
            break
    return fitting or [(line.decode("latin-1"), "latin-1")]


def visible(text: str) -> str:
    """The text without what nobody sees, and without spaces at its ends.

    >>> visible("\\ufeff\\u3000Disallow\\u200b: /\\xa0")
    'Disallow: /'
    """
    return text.translate(INVISIBLE).strip()


def half_width(text: str) -> str:
    """The text with full-width letters, digits and signs made plain.

    >>> half_width("Ｄｉｓａｌｌｏｗ：　／")
    'Disallow: /'
    """
    return text.translate(HALF_WIDTH)


def letters(text: str) -> str:
    """The plain small letters of a word, whatever stands between them.

    >>> letters("User–Agent "), letters("Ｄｉｓ-allow")
    ('useragent', 'disallow')
    """
    plain = nfkc(text).lower()
    return "".join(letter for letter in plain if "a" <= letter <= "z")
