"""Pages that are not there, and answer 200."""

from minna.block_pages import wording
from minna.block_pages.answer import SHORT_TEXT, Answer

_headline = wording.compiled(wording.MISSING)
_sentence = wording.compiled(wording.MISSING_SENTENCE)

MAX_OTHER_TEXT = 300
"""Characters outside of menus that such a page says at most."""


def missing_of(answer: Answer) -> str:
    """The sign of a page that is not there, or ""; menus stand around it as ever."""
    if sign := answer.headline(_headline, answer.titles):
        return sign
    sign = answer.headline(_headline, answer.main_heading)
    if sign and (
        answer.is_alone or (not answer.is_home and answer.main_length() <= MAX_OTHER_TEXT)
    ):
        return sign
    if not answer.is_alone or answer.length > SHORT_TEXT:
        return ""
    sign = answer.sentence(_sentence)
    return sign if sign and answer.is_all(_sentence) else ""
