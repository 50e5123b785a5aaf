"""Home pages that say of their own site that it has been closed, or has moved elsewhere."""

from minna.block_pages import wording
from minna.block_pages.answer import SHORT_TEXT, Answer

MAX_OTHER_TEXT = 60
"""Characters that a notice that is called one says beside."""

MIN_TEXT = 8
"""Characters that a page says beside that its body is no more; what says more may be about it."""

_headline = wording.compiled(wording.CLOSED)
_sentence = wording.compiled(wording.CLOSED_SENTENCE)
_body_gone, _born = wording.compiled(wording.BODY_GONE), wording.compiled(wording.BORN)
_beside = wording.compiled(
    r"新しい|新URL|新[市町村区]|ブックマーク|お気に入り|合併|please update|bookmark|旧|.{0,40}解散"
)
_went = wording.compiled(rf"{wording.WENT}|変わ|moved")


def closed_of(answer: Answer) -> str:
    """The sign, with the new address where there is one; or "".

    One that leads on by itself is followed instead, as is one that leads to a page of its own site.
    """
    is_end = answer.is_home and not answer.links and not answer.structure.refresh
    if not is_end or answer.length > SHORT_TEXT:
        return ""
    named = answer.headline(_headline, [*answer.titles, *answer.main_heading])
    sign = answer.sentence(_sentence) or named
    is_all = (
        answer.rest(_sentence, _beside) <= MAX_OTHER_TEXT
        if named
        else answer.is_all(_sentence, _beside)
    )
    if not sign and (sign := body_gone(answer)):
        is_all = answer.rest(_body_gone, _beside) <= MIN_TEXT
    if not sign or not is_all or (_went.search(sign) and not has_address(answer)):
        return ""
    addresses = [url[:200] for url in answer.others if "@" not in url]
    return " ".join([sign[:40], *addresses[:1]])


def body_gone(answer: Answer) -> str:
    """The sentence that says that the body itself is no more, where it names who came after."""
    sentence = answer.sentence(_body_gone)
    return sentence if has_address(answer) and not _born.search(sentence) else ""


def has_address(answer: Answer) -> bool:
    """Whether it says where the site has gone; an office that has moved names no such address."""
    text = answer.text.lower()
    return bool(answer.others) or "http" in text or "www." in text
