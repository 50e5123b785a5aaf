"""What several checks know of messages of errors: which texts are some, and which say nothing."""

import re

from audits.checks import Element

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
STRONG = re.compile(
    r"エラー|誤りが|間違って|不正|未入力|入力されていません|\berrors?\b|invalid|not accepted",
    re.IGNORECASE,
)
MARKED = re.compile(r"^<[^>]*(?:error|invalid|role=\"alert\"|aria-live)", re.IGNORECASE)
"""Marked up as a message of an error; “alert” and “warning” may be anything."""
BARE = re.compile(
    r"[:：]?(?:の?(?:入力)?(?:内容|値|形式))?(?:を|に|が|は)?(?:もう一度|再度)?(?:正しく)?(?:、)?"
    r"(?:(?:ご)?確認(?:して|の上)?ください|誤りがあります|間違っています|間違いがあります|不正です|無効です"
    r"|エラーです|正しくありません|正しく入力してください|修正してください|不備があります|入力エラー"
    r"|エラーがあります|エラー|受け付けられません|受け付けできません|使えません|使用できません)[。.!！]*|(?:不正な|無効な|誤った)(?:入力|値)(?:です)?[。.!！]*"
    r"|:?(?:field |value |input )?(?:is|are)? ?"
    r"(?:not ?valid|invalid|incorrect|wrong|not ?correct|not ?accepted|not ?allowed)[.!]*"
    r"|(?:is )?(?:an )?error[.!]*|(?:invalid|wrong|incorrect) (?:value|input|entry|data)[.!]*"
)
LEAD = re.compile(r"^(?:(?:the|your|this|please (?:check|correct)(?: the| your)?) )+")


def is_message(error: Element) -> bool:
    """Whether a text that is marked up as a message speaks of an error."""
    text = error["text"]
    wrong = WRONG if MARKED.search(error["html"]) else STRONG
    return len(text) <= SUMMARY and bool(wrong.search(text)) and not NOTICE.search(text)


def is_bare(line: str, rest: str) -> bool:
    """Whether a message without the field's name says nothing but that it is wrong."""
    english = LEAD.sub("", line.strip().lower())
    return bool(BARE.fullmatch(rest) or BARE.fullmatch(english))
