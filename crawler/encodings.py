"""Encodings as browsers have them: bytes to text, and the query of an address to bytes.

Encoding Standard (encoding.spec.whatwg.org) and URL Standard, "percent-encode after encoding".
Python's codecs for Japanese know the national standards only; pages are in Microsoft's extensions
of them (①, ㈱, 髙), and so are the tables of browsers.
"""

import codecs
import re
import unicodedata
from functools import cache

from w3lib.encoding import resolve_encoding

UTF_8 = "utf-8"
SHIFT_JIS, EUC_JP, ISO_2022_JP = "shift_jis", "euc-jp", "iso-2022-jp"
LABELS = {
    **dict.fromkeys(["csshiftjis", "ms932", "ms_kanji", "shift-jis", "shift_jis"], SHIFT_JIS),
    **dict.fromkeys(["sjis", "windows-31j", "x-sjis", "cp932", "ms932c"], SHIFT_JIS),
    **dict.fromkeys(["cseucpkdfmtjapanese", "euc-jp", "x-euc-jp", "euc_jp", "eucjp"], EUC_JP),
    **dict.fromkeys(["csiso2022jp", "iso-2022-jp", "iso2022jp", "jis"], ISO_2022_JP),
    **dict.fromkeys(["utf-8", "utf8", "x-unicode20utf8", "unicode-1-1-utf-8"], UTF_8),
    **dict.fromkeys(["gbk", "gb2312", "gb_2312-80", "x-gbk", "chinese", "csgb2312"], "gbk"),
    "x-user-defined": "cp1252",
}
OTHERS = frozenset(  # what else a page may be in, by Python's names; nothing like rot13 or utf-7
    {"big5hkscs", "cp949", "gb18030", "koi8-r", "koi8-u", "cp866", "mac-roman", "mac-cyrillic"}
    | {f"cp{number}" for number in (874, *range(1250, 1259))}
    | {f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)}
    | {"utf-16", "utf-16-le", "utf-16-be"}
)
DECODERS = {"gbk": "gb18030", SHIFT_JIS: "cp932"}
ENCODERS = {"gbk": "gb18030", "big5hkscs": "cp950"}
ESCAPE = re.compile(rb"\x1b(\([BJI]|\$[@B])")
"""Switches of ISO-2022-JP: to ASCII, to JIS-Roman, to half-width katakana, to kanji."""
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
QUERY_SET = frozenset(b" \"#<>'") | frozenset(range(0x20)) | frozenset(range(0x7F, 0x100))
"""Bytes that the URL Standard percent-encodes in the query of a web address."""
COLUMNS = 94
NEC_SELECTED = range(8272, 8836)
"""Pointers that Shift_JIS does not encode to: the same characters stand elsewhere."""
HALF_WIDTH = range(0xFF61, 0xFFA0)
MARKS = {"ﾞ": "゛", "ﾟ": "゜"}
"""Half-width signs that stand alone in full width, and that NFKC would join to a letter."""
MICROSOFT = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
"""Characters that Python reads as the national standard has them."""


def encoding_of(label: str) -> str:
    """The encoding that a label in a header or a page means; "" if browsers know none."""
    label = label.strip(" \t\n\f\r\"'").lower()
    if label in LABELS:
        return LABELS[label]
    try:
        name = codecs.lookup(resolve_encoding(label) or "").name
    except (LookupError, ValueError):
        return ""
    return LABELS.get(name) or (name if name in OTHERS else "")


def decode(body: bytes, encoding: str) -> str:
    """The text of the bytes; what cannot be read is U+FFFD."""
    if encoding == ISO_2022_JP:
        return decode_iso_2022_jp(body)
    if encoding == EUC_JP:
        return body.decode("euc_jp", "minna-jis").translate(MICROSOFT)
    return body.decode(DECODERS.get(encoding, encoding), "replace")


def encode_query(query: str, encoding: str) -> str:
    """A query with what is not ASCII percent-encoded as bytes of the page's encoding.

    What the encoding lacks becomes a numeric character reference, as in a form that is sent.

    >>> encode_query("ka=総", "shift_jis"), encode_query("ka=総", "utf-8")
    ('ka=%91%8D', 'ka=%E7%B7%8F')
    >>> encode_query("ka=☃", "euc-jp")
    'ka=%26%239731%3B'
    """
    if query.isascii():
        return query
    if encoding == ISO_2022_JP:
        return encode_iso_2022_jp(query)
    return NOT_ASCII.sub(lambda match: percent_encoded(match[0], encoding), query)


def percent_encoded(text: str, encoding: str) -> str:
    """Text without ASCII, as it stands in a query; not for ISO-2022-JP."""
    if encoding.startswith("utf"):
        return quoted(text.encode("utf-8", "replace"))
    encoded = ((character, encode_character(character, encoding)) for character in text)
    return "".join(
        reference(c) if encoded_bytes is None else quoted(encoded_bytes)
        for c, encoded_bytes in encoded
    )


def encode_character(character: str, encoding: str) -> bytes | None:
    """The bytes of one character that is not ASCII; None if the encoding lacks it."""
    code = ord(character)
    if encoding in (SHIFT_JIS, EUC_JP):
        if code in (0xA5, 0x203E):
            return b"\\" if code == 0xA5 else b"~"
        if code in HALF_WIDTH:
            half = bytes([code - 0xFF61 + 0xA1])
            return half if encoding == SHIFT_JIS else b"\x8e" + half
        if encoding == SHIFT_JIS and code == 0x80:
            return b"\x80"
        pointer = pointers(encoding).get("－" if code == 0x2212 else character)
        return None if pointer is None else jis_bytes(pointer, encoding)
    try:
        encoded = character.encode(ENCODERS.get(encoding, encoding))
    except UnicodeEncodeError:
        return None
    if encoding != "gbk":
        return encoded
    return b"\x80" if character == "€" else encoded if len(encoded) == 2 else None


def jis_bytes(pointer: int, encoding: str) -> bytes:
    """The two bytes of a pointer into the table, in EUC-JP or Shift_JIS."""
    if encoding == EUC_JP:
        return bytes([pointer // COLUMNS + 0xA1, pointer % COLUMNS + 0xA1])
    lead, trail = divmod(pointer, 2 * COLUMNS)
    return bytes([lead + (0x81 if lead < 0x1F else 0xC1), trail + (0x40 if trail < 0x3F else 0x41)])


@cache
def jis_table() -> dict[int, str]:
    """The table of browsers for JIS X 0208 with Microsoft's extensions: pointer → character."""
    table = {}
    for pointer in range(120 * COLUMNS):
        try:
            character = jis_bytes(pointer, SHIFT_JIS).decode("cp932")
        except (UnicodeDecodeError, ValueError):
            continue
        if len(character) == 1 and not "\ue000" <= character <= "\uf8ff":
            table[pointer] = character
    return table


@cache
def pointers(encoding: str) -> dict[str, int]:
    """The same table the other way, as an encoding's encoder reads it: the first pointer counts."""
    spared: range | tuple[()] = NEC_SELECTED if encoding == SHIFT_JIS else ()
    return {
        character: pointer
        for pointer, character in reversed(jis_table().items())
        if pointer not in spared
    }


def read_jis_pair(error: UnicodeError) -> tuple[str, int]:
    """What Python's euc_jp cannot read: two bytes of the extensions, else U+FFFD for one byte."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    pair = error.object[error.start : error.start + 2]
    if len(pair) == 2 and min(pair) >= 0xA1:
        character = jis_table().get((pair[0] - 0xA1) * COLUMNS + pair[1] - 0xA1, "")
        return (character, error.start + 2) if character else ("\ufffd", error.start + 2)
    return "\ufffd", error.start + 1


codecs.register_error("minna-jis", read_jis_pair)


def decode_iso_2022_jp(body: bytes) -> str:
    """The text between the switches, each part in its own set."""
    parts = ESCAPE.split(body)
    text = [read_ascii(parts[0])]
    for escape, part in zip(parts[1::2], parts[2::2], strict=True):
        if escape.startswith(b"$"):
            text += [decode_kanji(line) for line in re.split(rb"([\r\n]+)", part)]
        elif escape == b"(I":
            katakana = (chr(b + 0xFF40) if 0x21 <= b <= 0x5F else chr(b) for b in part)
            text.append("".join(katakana))
        else:
            roman = read_ascii(part)
            text.append(roman if escape == b"(B" else roman.translate({0x5C: "¥", 0x7E: "‾"}))
    return "".join(text)


def decode_kanji(line: bytes) -> str:
    """Pairs of seven-bit bytes; a line's end stands between them as itself."""
    if not line.strip(b"\r\n"):
        return line.decode("ascii")
    raised = bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in line)
    return decode(raised, EUC_JP)


def read_ascii(part: bytes) -> str:
    """ASCII; higher bytes are none."""
    return part.decode("ascii", "replace")


def encode_iso_2022_jp(query: str) -> str:
    """With its switches, which are bytes of the query too; it ends in ASCII."""
    written, state = list[str](), b"(B"
    table = pointers(EUC_JP)
    for character in query:
        wide = full_width(character) if ord(character) in HALF_WIDTH else character
        pointer = table.get("－" if wide == "\u2212" else wide)
        if character in "¥‾":
            escape_to, encoded = b"(J", b"\\" if character == "¥" else b"~"
        elif not character.isascii() and pointer is not None:
            raised = jis_bytes(pointer, EUC_JP)
            escape_to, encoded = b"$B", bytes(byte & 0x7F for byte in raised)
        elif character.isascii() and (state != b"(J" or character in "\\~"):
            escape_to, encoded = b"(B", character.encode("ascii")
        elif character.isascii():
            escape_to, encoded = state, character.encode("ascii")
        else:  # a reference stands in the state that there is, and kanji are none for it
            escape_to, encoded = b"(B" if state == b"$B" else state, b""
        written += [quoted(b"\x1b" + escape_to)] if escape_to != state else []
        state = escape_to
        written.append(quoted(encoded) if encoded else reference(character))
    return "".join(written) + (quoted(b"\x1b(B") if state != b"(B" else "")


def full_width(character: str) -> str:
    """A half-width katakana letter or sign in full width."""
    return MARKS.get(character) or unicodedata.normalize("NFKC", character)


def quoted(encoded: bytes) -> str:
    """Bytes as they stand in the query of a web address."""
    return "".join(f"%{byte:02X}" if byte in QUERY_SET else chr(byte) for byte in encoded)


def reference(character: str) -> str:
    """A numeric character reference, percent-encoded."""
    return f"%26%23{ord(character)}%3B"
