"""What is written on a control is part of its name.

Whoever works by voice says what they see: “click search” finds nothing if the button is called
“find” behind its face.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._spoken import is_other, is_spoken, tokens
from audits.facts.accessible_names import AccessibleNames, NamedControl
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
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
            "ja": "見える文字と名前の書き方が違うボタンやリンクが {count} 個あるようです"
            "（{examples}）",
            "en": "The names of {count} controls seem to put the words that are seen on them "
            "otherwise ({examples})",
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

OFF = re.compile(r' (?:disabled=""|aria-disabled="true")')
COUNT = re.compile(r"[0-9０-９]{1,6}[+＋件]?")


def check(accessible_names: AccessibleNames) -> Verdict | list[Verdict]:
    """Certain only where no way of reading the words aloud is in the name."""
    labelled = [
        c
        for c in accessible_names["items"]
        if c["name"] and tokens(c["words"]) and not is_off(c["html"])
    ]
    if not labelled:
        return inapplicable()
    kinds: dict[str, list[NamedControl]] = {"missing": [], "reworded": []}
    for control in labelled:
        if not is_called(control):
            kinds["missing" if is_missing(control) else "reworded"].append(control)
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


def is_off(html: str) -> bool:
    """Whether a control is disabled: nobody can speak to it.

    >>> is_off('<input disabled="">'), is_off('<a class="disabled">'), is_off("<b>is disabled</b>")
    (True, False, False)
    """
    return bool(OFF.search(html.partition(">")[0] + ">"))


def is_called(control: NamedControl) -> bool:
    """Whether the words stand in the name, as they are written or with their ruby instead."""
    names = [control["name"], with_bases(control["name"], control["readings"])]
    words = [control["words"], with_readings(control["words"], control["readings"])]
    words.append(without_counts(control["words"], control["pieces"]))
    return any(is_spoken(each, name) for each in words for name in names)


def is_missing(control: NamedControl) -> bool:
    """Whether the words are others beyond doubt: seen for certain, and read in no way the name."""
    if control["doubtful"]:
        return False
    shown = [control["words"], control["open"]] if tokens(control["open"]) else [control["words"]]
    return all(is_other(words, control["name"], control["pieces"]) for words in shown)


def without_counts(words: str, pieces: list[str]) -> str:
    """The words less a count behind them that stands in an element of its own.

    >>> without_counts("通知99+", ["通知", "99+"]), without_counts("12", ["12"])
    ('通知', '12')
    """
    if len(pieces) > 1 and COUNT.fullmatch(pieces[-1]):
        return words.removesuffix(pieces[-1]).rstrip()
    return words


def with_readings(words: str, readings: list[list[str]]) -> str:
    """The words with their ruby in place of what it stands beside.

    >>> with_readings("申請の方法", [["申請", "しんせい"], ["方法", "ほうほう"]])
    'しんせいのほうほう'
    """
    for base, reading in readings:
        words = words.replace(base, reading, 1)
    return words


def with_bases(name: str, readings: list[list[str]]) -> str:
    """A name with the words in place of their readings, where it has not both.

    >>> with_bases("こうえんの地図", [["公園", "こうえん"]])
    '公園の地図'
    """
    for base, reading in readings:
        name = name.replace(reading, "" if base in name else base, 1)
    return name
