"""Log-ins that stand before a site: the home page asks who its reader is, and offers nothing else.

A box for members on a home page with links of its own is a part of that page, and a log-in that is
no home page is a page with a form.
"""

from minna.block_pages import wording
from minna.block_pages.answer import LONG_TEXT, Answer

_headline = wording.compiled(wording.LOGIN)
_sentence = wording.compiled(wording.LOGIN_SENTENCE)


def login_of(answer: Answer) -> str:
    """The sign of a wall, or ""."""
    if answer.status == 401:
        return "HTTP 401"
    structure = answer.structure
    if not answer.is_home or not answer.is_alone or answer.length > LONG_TEXT:
        return ""
    where = [*answer.titles, *answer.main_heading, *structure.buttons]
    headline = answer.headline(_headline, [*answer.titles, *answer.main_heading])
    if headline and (structure.has_password or structure.has_account_field):
        return headline
    asks = answer.headline(_headline, where) or answer.sentence(_sentence)
    is_all = answer.is_all(_sentence, _headline)
    return asks if structure.has_password and is_all else ""
