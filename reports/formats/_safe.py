"""Text of strangers in files for programs: whatever a page says stays data in every format.

JSON is written by `json` and XML by ElementTree, which escape what has a meaning there. What no
escape makes legal (control characters, lone surrogates) is replaced by U+FFFD before.
"""

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from minna.text import one_line, replace_control_characters

MAX_TEXT = 5_000
"""Characters of one text; what is longer is cut, and ends with an ellipsis."""
MAX_NAME = 200
"""Characters of a name or title."""
LINE_SEPARATORS = re.compile("[\u2028\u2029]")
"""Ends of lines in YAML 1.1 and JavaScript, where they would end a string."""
NONCHARACTERS = re.compile("[\ufffe\uffff]")
"""What XML 1.0 and YAML exclude beside control characters."""
ADDRESS = re.compile(r"(https?://[^/?#]+)([^#]*)(#?)(.*)", re.I | re.S)
STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
EPOCH = "1970-01-01T00:00:00Z"


def plain_text(text: str, limit: int = MAX_TEXT) -> str:
    """A text that XML 1.0, JSON and YAML can hold, and of bounded length.

    >>> plain_text("町\\x00]]>") == "町\ufffd]]>", plain_text("abcdef", 4)
    (True, 'abc…')
    """
    kept = LINE_SEPARATORS.sub("\n", text[: limit + 1])
    kept = NONCHARACTERS.sub("\ufffd", replace_control_characters(kept))
    return kept if len(kept) <= limit else f"{kept[: limit - 1]}…"


def plain_name(text: str) -> str:
    """A name or title on one line, without marks that turn the direction of what follows."""
    return plain_text(one_line(text[: MAX_NAME + 1]), MAX_NAME)


def plain_data(value: Any) -> Any:
    """The same value with every text in it plain, and None for numbers that JSON does not have."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {plain_text(str(name)): plain_data(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(inner) for inner in value]
    return value


def web_address(url: str) -> str:
    """An http(s) address with all percent-encoded that RFC 3986 excludes; "" for any other.

    One that is too long is none: cut, it would lead elsewhere.

    >>> web_address("https://a.example/ä b?q=1#x#y"), web_address("javascript:alert(1)")
    ('https://a.example/%C3%A4%20b?q=1#x%23y', '')
    """
    match = ADDRESS.fullmatch(plain_text(url)) if len(url) <= MAX_TEXT else None
    if not match:
        return ""
    host, path, sign, fragment = match.groups()
    encoded = (
        quote(host, safe=":/@[]!$&'()*+,;=%"),
        quote(path, safe=":/?@!$&'()*+,;=%"),
        sign,
        quote(fragment, safe=":/?@!$&'()*+,;=%"),
    )
    return STRAY_PERCENT.sub("%25", "".join(encoded))


def name_in_urn(text: str) -> str:
    """A text as one segment of an identifier."""
    return quote(plain_text(text), safe="")


def utc(moment: str | None) -> str:
    """A stored moment as RFC 3339 in UTC, as Atom and SARIF want it.

    >>> utc("2026-11-24T09:30:00+09:00"), utc("")
    ('2026-11-24T00:30:00Z', '1970-01-01T00:00:00Z')
    """
    try:
        when = datetime.fromisoformat(moment or "")
    except ValueError:
        return EPOCH
    when = when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"


def write_json(path: Path, data: Any, indent: int | None = 1) -> Path:
    """A JSON file in UTF-8; being JSON without escaped surrogates, it is valid YAML 1.2 as well.

    Without `indent` it is one line, and about two thirds of the size.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(plain_data(data), ensure_ascii=False, indent=indent, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def child(
    parent: ElementTree.Element, tag: str, text: str = "", /, **attributes: str
) -> ElementTree.Element:
    """A new element at the end of another, with plain text and attributes."""
    element = ElementTree.SubElement(parent, tag, plain_data(attributes))
    element.text = plain_text(text) or None
    return element


def write_xml(path: Path, root: ElementTree.Element) -> Path:
    """An XML file in UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return path
