"""Pages that are not there, and answer 200."""

from minna.not_a_page import wording
from minna.not_a_page.answer import SHORT, Answer

_headline = wording.compiled(wording.MISSING)
_sentence = wording.compiled(wording.MISSING_SENTENCE)

OTHER = 300
"""Characters outside of menus that such a page says at most."""


def missing_of(answer: Answer) -> str:
    """The sign of a page that is not there, or ""; menus stand around it as ever."""
    if found := answer.headline(_headline, answer.titles):
        return found
    found = answer.headline(_headline, answer.main_heading)
    if found and (answer.is_alone or (not answer.is_home and answer.main_length() <= OTHER)):
        return found
    if not answer.is_alone or answer.length > SHORT:
        return ""
    found = answer.sentence(_sentence)
    return found if found and answer.is_all(_sentence) else ""
