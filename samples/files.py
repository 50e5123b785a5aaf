"""The smallest files that are still what they claim to be: a picture and a document."""

import struct
import zlib


def png(red: int, green: int, blue: int) -> bytes:
    """A PNG of one colour, 8 by 4 pixels (W3C Portable Network Graphics, truecolour)."""
    header = struct.pack(">IIBBBBB", 8, 4, 8, 2, 0, 0, 0)
    rows = (b"\0" + bytes((red, green, blue)) * 8) * 4
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(kind, data) for kind, data in chunks)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk: length, kind, data, checksum."""
    checksum = struct.pack(">I", zlib.crc32(kind + data))
    return struct.pack(">I", len(data)) + kind + data + checksum


def pdf(title: str) -> bytes:
    """A PDF 1.4 of one empty page with a title (ISO 32000-1, 7.5)."""
    named = ("\ufeff" + title).encode("utf-16-be").hex()
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Title <{named}> >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        body
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}"
            f"trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
        ).encode()
    )
