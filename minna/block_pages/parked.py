"""Domains and servers where no site is: for sale, run out, or as they came from the shop."""

from minna.addresses import host_of, is_at_or_below
from minna.block_pages import wording
from minna.block_pages.answer import LONG_TEXT, SHORT_TEXT, Answer
from minna.block_pages.signatures import PARKING, PARKING_MARKS

_default = wording.compiled(wording.DEFAULT_PAGE)
_default_sentence = wording.compiled(wording.DEFAULT_SENTENCE)
_coming = wording.compiled(wording.COMING)
_coming_sentence = wording.compiled(wording.COMING_SENTENCE)
_parked = wording.compiled(wording.PARKED)
_parked_sentence = wording.compiled(wording.PARKED_SENTENCE)


def parked_of(answer: Answer) -> str:
    """The sign of a domain or a server without a site, or ""."""
    if answer.is_small and answer.length <= LONG_TEXT and is_served_by_dealer(answer):
        return "parking service"
    if not answer.is_alone:
        return ""
    headlines = [*answer.titles, *answer.main_heading]
    if sign := answer.headline(_default, headlines):
        return sign if answer.length <= 2 * LONG_TEXT else ""
    if answer.length > SHORT_TEXT:
        return ""
    if sign := answer.headline(_parked, headlines):
        return sign
    sentences = (_parked_sentence, _default_sentence)
    for pattern in sentences:
        if (sign := answer.sentence(pattern)) and answer.is_all(*sentences):
            return sign
    if not answer.is_home:
        return ""
    sign = answer.sentence(_coming_sentence) or answer.headline(_coming, headlines)
    return sign if answer.is_all(_coming, _coming_sentence) else ""


def is_served_by_dealer(answer: Answer) -> bool:
    """Whether scripts, frames or forms come from a host that serves domains for sale."""
    scripts = answer.structure.scripts.lower()
    if any(mark in scripts for mark in PARKING_MARKS):
        return True
    for source in answer.structure.sources:
        if any(mark in source.lower() for mark in PARKING_MARKS):
            return True
        if any(is_at_or_below(host_of(source), name) for name in PARKING):
            return True
    return False
