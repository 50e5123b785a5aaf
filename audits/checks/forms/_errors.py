"""What several checks know of messages of errors: which texts are some, and which say nothing."""

import re

from audits.checks.forms._fields import squeezed
from audits.facts.fields import FieldError
from minna.text import nfkc

WRONG = re.compile(
    r"エラー|誤り|間違|正しく(?:ありません|入力|ない)|不正|無効|未入力|入力されていません|選択されていません|確認してください"
    r"|ご確認ください|入力し(?:直し)?てください|修正|不備|一致しません|一致していません"
    r"|\berrors?\b|invalid|not valid|incorrect|is required|wrong|missing|fix |please (?:enter"
    r"|check|correct|fix)"
    r"|must be|cannot be|can.t be|does not match|not accepted|not allowed"
    r"|受け付けられません|受け付けできません|使えません|使用できません",
    re.IGNORECASE,
)
NOTICE = re.compile(
    r"javascript|cookie|ブラウザ|お知らせ|注意報|警報|避難|災害|詐欺|メンテナンス|coron|コロナ",
    re.IGNORECASE,
)
SUMMARY = 400
"""Longer texts are no messages."""
JAPANESE = re.compile(r"[ぁ-ヺ\u3400-\u9fff]")
STRONG = re.compile(
    r"エラー|誤りが|間違って|不正|未入力|入力されていません|\berrors?\b|invalid|not accepted",
    re.IGNORECASE,
)
MARKED = re.compile(r"^<[^>]*(?:error|invalid|role=\"alert\"|aria-live)", re.IGNORECASE)
"""Marked up as a message of an error; “alert” and “warning” may be anything."""
SAYS_WRONG = re.compile(
    r"正し|誤|間違|不正|無効|有効|エラー|違い|違って|異な|不備|確認し|ご確認|確認の|確かめ|見直|修正|使え|使用でき|受け?付け?|不適切|認識|ng(?![a-z])"
)
"""What a message in Japanese has that tells of a mistake and of nothing else."""
UNHELPFUL = re.compile(
    r"正しく|正しい|誤[りっ]た?|間違[いっえ]て?た?|不正|無効|有効|エラー|違[いっ]て?た?|異なって?|不備|確認|確かめ|見直し?|修正"
    r"|直し|使えません|使用できません|受け?付け?|不適切|認識|ng(?![a-z])|入力|記入|送信|内容|値|形式|書式|フォーマット|項目|欄|もの|箇所"
    r"|もう一度|再度|再|いただいた|頂いた|された|られません|できません|ありません|あります|あるよう|います|いません|されて"
    r"|ません|です|ます|して|のうえ|の上|ください|下さい|ようです|この|その"
)
"""That, and what else stands in messages that say no more."""
HELPFUL = re.compile(r"[々\u3400-\u9fffァ-ヺーa-z0-9@]|[ぁ-ゖ]{3}")
"""A word that is left: it says what is wrong, or what is wanted."""
WRONG_WORDS = {
    "invalid", "incorrect", "wrong", "error", "errors", "valid", "correct", "accepted",
    "recognised", "recognized", "allowed", "right", "check", "fix", "problem", "mistake",
}  # fmt: skip
IDLE_WORDS = {
    "a", "an", "the", "your", "this", "that", "it", "its", "is", "are", "was", "be", "has",
    "have", "had", "not", "isn", "aren", "wasn", "t", "s", "please", "enter", "type", "try",
    "again", "and", "field", "value", "input", "entry", "data", "format", "answer",
    "answers", "contains", "contain", "there", "with", "in", "of", "for", "provide",
    "given", "entered", "you", "we", "looks", "seems", "to", "must", "should", "sorry",
    "here", "once", "more", "number",
}  # fmt: skip
LATIN = re.compile(r"[a-z]{1,40}|[0-9]+")


def is_bare(line: str, name: str = "") -> bool:
    """Whether a message says nothing but that something is wrong, less the name of its field.

    >>> is_bare("電話番号の形式が違います", "電話番号"), is_bare("電話番号が短すぎます", "電話番号")
    (True, False)
    >>> is_bare("Please enter a valid phone number.", "phone"), is_bare("Date: 31/12/2030", "date")
    (True, False)
    """
    if not JAPANESE.search(line):
        words = set(LATIN.findall(nfkc(line).lower())) - set(LATIN.findall(name.lower()))
        return bool(words & WRONG_WORDS) and words <= WRONG_WORDS | IDLE_WORDS
    plain, own = squeezed(line), squeezed(name)
    rest = plain.replace(own, " ", 1) if own else plain
    return bool(SAYS_WRONG.search(rest)) and not HELPFUL.search(UNHELPFUL.sub(" ", rest))


def is_message(error: FieldError) -> bool:
    """Whether a text that is marked up as a message speaks of an error."""
    text = error["text"]
    wrong = WRONG if MARKED.search(error["html"]) else STRONG
    return len(text) <= SUMMARY and bool(wrong.search(text)) and not is_notice(error)


def is_notice(error: FieldError) -> bool:
    """Whether a text is about something else than what was filled in."""
    return bool(NOTICE.search(error["text"]))
