"""Home pages that say of their own site that it has been closed, or has moved elsewhere."""

from minna.not_a_page import wording
from minna.not_a_page.answer import SHORT, Answer

OTHER = 60
"""Characters that a notice that is called one says beside."""

_headline = wording.compiled(wording.CLOSED)
_sentence = wording.compiled(wording.CLOSED_SENTENCE)
_beside = wording.compiled(
    r"新しい|新URL|ブックマーク|お気に入り|合併|please update|bookmark|旧|.{0,40}解散"
)
_went = wording.compiled(rf"{wording.WENT}|変わ|moved")


def closed_of(answer: Answer) -> str:
    """The sign, with the new address where there is one; or "".

    One that leads on by itself is followed instead, as is one that leads to a page of its own site.
    """
    is_end = answer.is_home and not answer.links and not answer.structure.refresh
    if not is_end or answer.length > SHORT:
        return ""
    named = answer.headline(_headline, [*answer.titles, *answer.main_heading])
    found = answer.sentence(_sentence) or named
    is_all = (
        answer.rest(_sentence, _beside) <= OTHER if named else answer.is_all(_sentence, _beside)
    )
    if not found or not is_all or (_went.search(found) and not has_address(answer)):
        return ""
    addresses = [url[:200] for url in answer.others if "@" not in url]
    return " ".join([found[:40], *addresses[:1]])


def has_address(answer: Answer) -> bool:
    """Whether it says where the site has gone; an office that has moved names no such address."""
    text = answer.text.lower()
    return bool(answer.others) or "http" in text or "www." in text
