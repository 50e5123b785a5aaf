"""Notices that a site is at rest: being worked upon, broken down, or overrun.

What is at rest must be the site. A furnace, a road or a booking system that is at rest is news of
a page that is there.
"""

from minna.not_a_page import wording
from minna.not_a_page.answer import LONG, SHORT, Answer

_headline = wording.compiled(f"{wording.MAINTENANCE}|{wording.BUSY}|{wording.MAINTENANCE_EN}")
_english = wording.compiled(wording.MAINTENANCE_SENTENCE_EN)
_now = wording.compiled(wording.NOW_SENTENCE)
_not_seen = wording.compiled(wording.NOT_SEEN)
_dated = wording.compiled(wording.DATED)
_stopped = wording.compiled(wording.STOPPED)
_subject = wording.compiled(wording.SUBJECT)
_another = wording.compiled(wording.ANOTHER)
_any = wording.compiled(rf".{{0,60}}?(?:{wording.STOPPED})|{wording.MAINTENANCE_SENTENCE_EN}")

OTHER = 300
"""Characters outside of menus that a notice among the menus of its site says at most."""


def maintenance_of(answer: Answer) -> str:
    """The sign of a notice that the site is at rest, or ""."""
    in_title = answer.headline(_headline, answer.titles)
    in_heading = answer.headline(_headline, answer.main_heading)
    said = sentence_of(answer)
    if (answer.status or 0) >= 500:
        return in_title or in_heading or said
    found = in_title or in_heading
    if found and not answer.is_home and not (said or answer.says_nothing):
        found = ""  # a page of news, of what is to come or of something else
    if answer.is_alone and found:
        return found if answer.length <= (LONG if answer.is_home else SHORT) else ""
    if answer.is_home and in_title and answer.length <= LONG:
        is_whole = in_heading and answer.main_length() <= OTHER
        return in_title if answer.is_small or is_whole else ""
    if not answer.is_alone or answer.length > SHORT:
        return ""
    return said if said and answer.is_all(_any) else ""


def sentence_of(answer: Answer) -> str:
    """The sentence that says that the site is at rest now, or "".

    A server that says so by its status need not name what is at rest.
    """
    is_down = (answer.status or 0) >= 500
    for words in answer.prose:
        is_ours = bool(_subject.search(words) and not _another.search(words)) or is_down
        is_now = _now.search(words) or (_not_seen.search(words) and not _dated.search(words))
        is_rest = is_ours and is_now and _stopped.search(words)
        if is_rest or _headline.fullmatch(words) or _english.match(words):
            return words
    return ""
