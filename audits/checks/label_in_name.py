"""What is written on a control is part of its name.

Whoever works by voice says what they see: “click search” finds nothing if the button is called
“find” behind its face.
"""

import re
import unicodedata
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._japanese import some
from minna.records import Card, Certainty, Verdict

CARD = Card(
    criterion="2.5.3",
    impact="serious",
    title={"ja": "見える文字と名前", "en": "Words that are seen, and names"},
    passed={
        "ja": "ボタンやリンクの名前は、見える文字を含んでいます",
        "en": "The names of controls contain the words that are seen",
    },
    failed={
        "missing": {
            "ja": "見える文字が名前に含まれていないボタンやリンクが {count} 個あります"
            "（{examples}）",
            "en": "{count} controls have names without the words that are seen on them "
            "({examples})",
        },
        "reworded": {
            "ja": "見える文字と名前とで、文字の種類が違うボタンやリンクが {count} 個あります"
            "（{examples}）",
            "en": "{count} controls have names in other letters than the words that are seen "
            "on them "
            "({examples})",
        },
    },
    fix={
        "ja": "aria-label を外すか、見える文字をそのまま含めます。例："
        '<button aria-label="サイト内を探す">検索</button> を'
        '<button aria-label="サイト内を検索">検索</button>に書き換えます。',
        "en": "Drop the aria-label, or put the words that are seen into it: <button "
        'aria-label="Search this site">Search</button> rather than <button aria-label="Find">Search'
        "</button>.",
    },
    replaces=("label-content-name-mismatch",),
    about={
        "ja": "音声で操作する人は、見える文字を声に出して部品を選びます。"
        "裏の名前が違うと、「検索をクリック」と言っても反応しません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/label-in-name",
)

CJK = r"\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])\w)+\.?")
BRACKETS = re.compile(r"[（(\[【].*?[)）\]】]")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])|\u00ad")
SYMBOLS = {"x", "i", "b"}
"""Single letters that are drawn for their shape: close, information, bold."""
JAPANESE = re.compile(f"[{CJK}]")


def check(names: dict[str, Any]) -> Verdict | list[Verdict]:
    """Punctuation, notes in brackets and icons are not spoken; a short form may be spoken whole."""
    labelled = [
        c for c in names["items"] if c["name"] and tokens(c["words"]) and c["tag"] != "select"
    ]
    if not labelled:
        return inapplicable()
    kinds: dict[str, list[Element]] = {"missing": [], "reworded": []}
    for control in labelled:
        if not is_spoken(control["words"], control["name"]):
            other = bool(JAPANESE.search(control["words"])) is not bool(
                JAPANESE.search(control["name"])
            )
            kinds["reworded" if other else "missing"].append(control)
    return [
        failed(
            kind,
            found,
            certainty=Certainty.LIKELY if kind == "reworded" else "",
            examples=some(f"{c['words'][:20]} → {c['name'][:30]}" for c in found),
        )
        for kind, found in kinds.items()
        if found
    ] or passed()


def tokens(text: str) -> list[str]:
    """Words, and Japanese letters one by one; a shortened word keeps its stop."""
    plain = BRACKETS.sub(" ", unicodedata.normalize("NFKC", meant(text))).casefold()
    found = TOKEN.findall(HYPHEN.sub("", plain))
    return [] if len(found) == 1 and found[0].strip(".") in SYMBOLS else found


def meant(text: str) -> str:
    """What a text says whose letters the browser misread: garbled words are another fault.

    >>> meant("Nextâ€¦"), meant("café")
    ('Next…', 'café')
    """
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def is_spoken(words: str, name: str) -> bool:
    """Whether the words stand in the name, whole and in one piece.

    >>> is_spoken("検索…", "サイト内検索"), is_spoken("Univ. Ave.", "University Avenue, map")
    (True, True)
    >>> is_spoken("Discover It", "Discover Italy"), is_spoken("2021", "20 21")
    (False, False)
    """
    seen, heard = tokens(words), [token.rstrip(".") for token in tokens(name)]
    places = range(len(heard) - len(seen) + 1)
    return any(all(map(fits, seen, heard[at:])) for at in places)


def fits(seen: str, heard: str) -> bool:
    """Whether a word is spoken as another: itself, or cut short with a full stop."""
    short = seen.rstrip(".")
    return short == heard or (seen != short and len(short) > 1 and heard.startswith(short))
