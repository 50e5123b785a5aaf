"""Notices that a site is at rest: being worked upon, broken down, or overrun.

What is at rest must be the site. A furnace, a road or a booking system that is at rest is news of
a page that is there.
"""

from minna.block_pages import wording
from minna.block_pages.answer import LONG_TEXT, SHORT_TEXT, Answer

_headline = wording.compiled(f"{wording.MAINTENANCE}|{wording.BUSY}|{wording.MAINTENANCE_EN}")
_english = wording.compiled(wording.MAINTENANCE_SENTENCE_EN)
_now = wording.compiled(wording.NOW_SENTENCE)
_not_seen = wording.compiled(wording.NOT_SEEN)
_dated = wording.compiled(wording.DATED)
_stopped = wording.compiled(wording.STOPPED)
_subject = wording.compiled(wording.SUBJECT)
_another = wording.compiled(wording.ANOTHER)
_any = wording.compiled(rf".{{0,60}}?(?:{wording.STOPPED})|{wording.MAINTENANCE_SENTENCE_EN}")

MAX_OTHER_TEXT = 300
"""Characters outside of menus that a notice among the menus of its site says at most."""


def maintenance_of(answer: Answer) -> str:
    """The sign of a notice that the site is at rest, or ""."""
    in_title = answer.headline(_headline, answer.titles)
    in_heading = answer.headline(_headline, answer.main_heading)
    sentence = sentence_of(answer)
    if (answer.status or 0) >= 500:
        return in_title or in_heading or sentence
    headline = in_title or in_heading
    if headline and not answer.is_home and not (sentence or answer.says_nothing):
        headline = ""  # a page of news, of what is to come or of something else
    if answer.is_alone and headline:
        return headline if answer.length <= (LONG_TEXT if answer.is_home else SHORT_TEXT) else ""
    if answer.is_home and in_title and answer.length <= LONG_TEXT:
        is_whole = in_heading and answer.main_length() <= MAX_OTHER_TEXT
        return in_title if answer.is_small or is_whole else ""
    if not answer.is_alone or answer.length > SHORT_TEXT:
        return ""
    return sentence if sentence and answer.is_all(_any) else ""


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
