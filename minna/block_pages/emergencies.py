"""Home pages that have made way for an emergency.

Such a page names itself so, says that it is being shown in place of the usual one, or leads back to
it; and what it offers is about the emergency. Towns speak of disasters on their usual home pages,
and of the page that they would show: that is none of these.
"""

from minna.block_pages import wording
from minna.block_pages.answer import Answer, parts
from minna.block_pages.structure import PageLink, own_links

MAX_EVERYDAY_LINKS = 2
"""Links of everyday life (waste, taxes, schools) that such a page has at most, or ..."""
MIN_EMERGENCY_SHARE = 0.6
"""... the share of its links that are about the emergency at least."""
MAX_TEXT = 6000
"""Characters: a page that says more is a usual one, whatever else it says."""

_page = wording.compiled(wording.DISASTER_PAGE)
_sure = wording.compiled(wording.DISASTER_SURE)
_back = wording.compiled(wording.BACK_TO_USUAL)
_place, _setting = wording.compiled(wording.PLACE), wording.compiled(wording.SETTING)
_switched = wording.compiled(wording.SWITCHED)
_alarm = wording.compiled(wording.EMERGENCY_WORDS)
_event = wording.compiled(wording.EVENT)
_happening = wording.compiled(wording.HAPPENING)
_calm = wording.compiled(wording.NO_ALARM)


def emergency_of(answer: Answer) -> str:
    """The sign of an emergency, or ""."""
    if answer.length > MAX_TEXT or not is_about_it(answer):
        return ""
    leads = own_links(answer.structure.leads, answer.url)
    backs = [lead.words for lead in leads if is_back(lead.words)]
    if any(_setting.fullmatch(lead.words[: wording.MAX_LENGTH]) for lead in leads):
        backs = [words for words in backs if _place.search(words)]  # "usual" is how letters are
    back = next(iter(backs), "")
    if not answer.own:  # without links, what is said stands for them
        back = next((words for words in answer.sentences if is_back(words)), "")
    titles = [*answer.titles, *in_brackets(answer.title)]
    where = [*titles, *above(answer), *(() if answer.own else answer.sentences)]
    named, in_title = answer.headline(_page, where), answer.headline(_page, titles)
    switched = next((words for words in answer.sentences if _switched.search(words)), "")
    happens = has_event(answer)
    if switched and (back or named) and is_happening(answer):
        return switched
    is_sure = _sure.search(in_title) or (_sure.search(named) and answer.own)
    if (named and back) or (is_sure and is_happening(answer)):
        return named
    return back if back and happens and has_event_above(answer) else ""


def is_back(words: str) -> bool:
    """Whether a link leads back to the usual home page.

    >>> is_back("通常のトップページはこちら"), is_back("通常学級のページ")
    (True, False)
    """
    return bool(_back.fullmatch(words.strip(" 。.>»→")[: wording.MAX_LENGTH]))


def in_brackets(title: str) -> list[str]:
    """What stands in brackets at the end of a title.

    >>> in_brackets("みんな町(災害時簡易ページ)")
    ['災害時簡易ページ']
    """
    before, opened, inside = title.removesuffix(")").rpartition("(")
    return [inside] if before and opened and title.endswith(")") else []


def is_about_it(answer: Answer) -> bool:
    """Whether the page offers next to nothing but what an emergency asks for."""
    offered = [lead for lead in answer.own if not is_back(lead.words)]
    everyday = [lead for lead in offered if not is_alarming(lead)]
    return len(everyday) <= MAX_EVERYDAY_LINKS or len(everyday) <= (1 - MIN_EMERGENCY_SHARE) * len(
        offered
    )


def is_alarming(lead: PageLink) -> bool:
    """Whether a link is about an emergency."""
    return bool(_alarm.search(lead.words[: wording.MAX_LENGTH]))


def has_event(answer: Answer) -> bool:
    """Whether something is said to happen; that nothing does is no alarm."""
    texts = [*answer.titles, *answer.sentences, *(lead.words for lead in answer.own)]
    return any(_event.search(words) and not _calm.search(words) for words in texts)


def is_happening(answer: Answer) -> bool:
    """Whether the page reports what goes on, and not what would be done."""
    texts = [*answer.sentences, *(lead.words for lead in answer.own)]
    return any(_happening.search(words) and not _calm.search(words) for words in texts)


def has_event_above(answer: Answer) -> bool:
    """Whether the title or the main heading names the event."""
    texts = [*answer.titles, *above(answer)]
    return any(_event.search(words) and not _calm.search(words) for words in texts)


def above(answer: Answer) -> list[str]:
    """What stands large at its top: the first two headings, whole and in parts."""
    if not answer.structure.blocks:
        return answer.main_heading
    return [part for words in answer.top[:2] for part in parts(words)]
