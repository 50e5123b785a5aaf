"""A message that comes up away from focus is announced.

Whoever hears the page hears where focus is: what appears elsewhere passes them by unless it stands
in a part that speaks by itself (role="alert", role="status", aria-live).
"""

import re

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.checks.forms._errors import NOTICE, WRONG
from audits.facts.activation import Activation, LeftField, NewText, PressedControl, SentForm
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.3",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "後から現れるメッセージ", "en": "Messages that come up"},
    passed={
        "ja": "操作の後に現れるメッセージは、読み上げにも伝わります",
        "en": "Messages that come up after an action are announced",
    },
    failed={
        "error": {
            "ja": "入力の誤りを伝える文が、読み上げに伝わらない形で現れるようです（{examples}）",
            "en": "Messages of errors seem to come up without being announced ({examples})",
        },
        "status": {
            "ja": "操作の結果を伝える文が、読み上げに伝わらない形で現れるようです（{examples}）",
            "en": "Messages about results seem to come up without being announced ({examples})",
        },
    },
    fix={
        "ja": "文を入れる場所をあらかじめ置き、role を付けます。"
        '例：<p role="status"></p> に「保存しました」、'
        '<p role="alert"></p> に誤りの内容を入れます。'
        "誤りの欄に焦点を移してもかまいません。",
        "en": 'Have a place for it from the start: <p role="status"></p> for “Saved”, '
        '<p role="alert"></p> for an error; or move focus to the field that is wrong.',
    },
    about={
        "ja": "画面の別の所に文が現れても、読み上げでは焦点のある所しか聞こえません。"
        "誤りに気付かないまま待ち続けたり、同じ操作を繰り返したりすることになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/status-messages",
)

LONGEST, MOST = 150, 3
"""Characters of a message, and how many come at once; more is content."""
RESULT = re.compile(
    r"(?:ました|ません|でした|完了|完了です)[。.!！]?$"
    r"|\d ?(?:件|個|点|冊|items?\b|results?\b|matches\b)"
    r"|\b(?:saved|added|copied|updated|removed|deleted|submitted|subscribed|success\w*|failed)\b",
    re.IGNORECASE,
)

Used = PressedControl | SentForm | LeftField


def check(activation: Activation) -> list[Verdict]:
    """Only messages that nothing announces, with focus left where it was."""
    used = [*activation["pressed"], *activation["sent"], *activation["left"]]
    errors = unique([*sent_silently(activation["sent"]), *left_silently(activation["left"])])
    results = unique(pressed_silently(activation["pressed"]))
    found = [
        failed(key, texts, examples=some(text["text"][:40] for text in texts))
        for key, texts in (("error", errors), ("status", results))
        if texts
    ]
    return found or [clean("activation", activation, applies=any(i["texts"] for i in used))]


def unique(texts: list[NewText]) -> list[NewText]:
    """Each place once."""
    return list({text["selector"]: text for text in texts}.values())


def is_quiet(item: Used) -> bool:
    """Whether a few texts came up that nothing announced."""
    return 0 < len(item["texts"]) <= MOST and is_unannounced(item)


def is_unannounced(item: Used) -> bool:
    """Whether nothing announced what came up; what the network failed to give is left out."""
    return not item["announced"] and not item["dialog"] and not item["tried"]


def messages(item: Used) -> list[NewText]:
    """The new texts of an action that can be messages."""
    return [t for t in item["texts"] if not t["live"] and len(t["text"]) <= LONGEST]


def sent_silently(items: list[SentForm]) -> list[NewText]:
    """What a form answered to its button: an error at each field, or a few words of any kind."""
    return [
        text
        for item in items
        if is_unannounced(item) and not item["left"]
        for text in messages(item)
        if is_quiet(item) or is_error(text)
    ]


def left_silently(items: list[LeftField]) -> list[NewText]:
    """What came up beside a field after it was left; one that is tied to it is heard there."""
    quiet = [item for item in items if is_quiet(item) and not item["tied"]]
    return [t for i in quiet for t in messages(i) if is_error(t) or RESULT.search(t["text"])]


def pressed_silently(items: list[PressedControl]) -> list[NewText]:
    """What came up after a press and speaks of what was done or went wrong."""
    return [
        text
        for item in items
        if item["shown"] and item["focus"] == "control" and not item["gone"] and is_quiet(item)
        if not (item["again"] and item["again"]["shut"])
        for text in messages(item)
        if RESULT.search(text["text"]) or is_error(text)
    ]


def is_error(text: NewText) -> bool:
    """Whether a text speaks of something wrong."""
    return bool(WRONG.search(text["text"]) and not NOTICE.search(text["text"]))
