"""Firewalls, bot checks, walls of scripts and of consent: known by products' marks, else by words.

A mark that only gates have is believed where the answer says little. Words are believed where they
are the title, a heading, or all that is said.
"""

from collections.abc import Mapping

from minna.block_pages import wording
from minna.block_pages.answer import SHORT_TEXT, Answer, bare
from minna.block_pages.signatures import COMPANIONS, HEADERS, IDS, SCRIPTS, SOURCES, WORDS

MIN_TEXT = 60
"""Characters: an answer that says no more has nothing to show but what its scripts do."""
MAX_OTHER_TEXT = 300
"""Characters outside of menus that a notice among the menus of its site says at most."""

_headlines = {
    "access denied": wording.compiled(wording.ACCESS_DENIED),
    "bot check": wording.compiled(wording.BOT_CHECK),
}
_sentences = {
    "access denied": wording.compiled(wording.DENIED_SENTENCE),
    "bot check": wording.compiled(wording.BOT_SENTENCE),
    "script gate": wording.compiled(wording.SCRIPT_SENTENCE),
}
_no_proof = wording.compiled(wording.NO_PROOF)
_consent = wording.compiled(wording.CONSENT_SENTENCE)
_consent_button = wording.compiled(wording.CONSENT_BUTTON)


def challenge_of(answer: Answer, headers: Mapping[str, str]) -> str:
    """The product that challenges, or the kind of the challenge; "" if there is none."""
    return by_headers(headers) or by_marks(answer) or by_words(answer)


def by_headers(headers: Mapping[str, str]) -> str:
    """The product whose challenge the headers name."""
    lowered = {name.lower(): value.lower() for name, value in headers.items()}
    for product, (header, values) in HEADERS.items():
        if any(value in lowered.get(header, "") for value in values):
            return product
    return ""


def by_marks(answer: Answer) -> str:
    """The product whose marks are in the markup."""
    if answer.length > SHORT_TEXT or not answer.is_small:
        return ""
    structure, words = answer.structure, f"{answer.title} {answer.text}"[: 2 * SHORT_TEXT].lower()
    sources = [source.lower() for source in structure.sources]
    scripts = structure.scripts.lower()
    for product, marks in SOURCES.items():
        if any(all(mark in source for mark in every) for every in marks for source in sources):
            return product
    for product, ids in IDS.items():
        if any(name.startswith(ids) for name in structure.ids):
            return product
    for product, whole in SCRIPTS.items():
        if any(mark in scripts for mark in whole):
            return product
    if not answer.is_alone:
        return ""
    for product, whole in WORDS.items():
        if any(mark in words for mark in whole):
            return product
    if answer.length > MIN_TEXT or answer.links:
        return ""
    for product, whole in COMPANIONS.items():
        if any(mark in source for mark in whole for source in sources):
            return product
    return ""


def by_words(answer: Answer) -> str:
    """The kind of a challenge, by its words."""
    status = answer.status or 0
    is_error = status in (404, 410) or (status >= 500 and status != 503)
    is_plain = status == 403 and "forbidden" in answer.title.lower()  # what any server says
    if is_error or is_plain or answer.length > SHORT_TEXT:
        return ""
    for kind, pattern in _headlines.items():
        in_title = answer.headline(pattern, answer.titles)
        in_heading = answer.headline(pattern, answer.main_heading)
        headline = in_title or in_heading
        if _no_proof.fullmatch(bare(headline)) and not has_challenge_sentence(answer):
            continue
        is_sure = in_title and in_heading and answer.main_length() <= MAX_OTHER_TEXT
        if headline and (answer.is_alone or (answer.is_small and in_title) or is_sure):
            return kind
    if not answer.is_alone or answer.structure.fields > 1:  # a form that ends with a check
        return ""
    for kind, pattern in _sentences.items():
        if answer.sentence(pattern) and answer.is_all(*_sentences.values()):
            return kind
    return "consent" if is_consent_alone(answer) else ""


def has_challenge_sentence(answer: Answer) -> bool:
    """Whether a sentence says that the reader is kept out or checked."""
    return any(p.match(words) for p in _sentences.values() for words in answer.prose)


def is_consent_alone(answer: Answer) -> bool:
    """Whether a reader is asked to agree to cookies, and shown nothing before."""
    asks = any(_consent_button.fullmatch(label) for label in answer.structure.buttons)
    return asks and bool(answer.sentence(_consent)) and answer.is_all(_consent)
