"""An answer as those who judge it see it: its headlines, its sentences, and the site around it."""

import re
from dataclasses import dataclass, field
from functools import cached_property

from minna.block_pages.structure import (
    PageLink,
    Structure,
    normal,
    outbound_urls,
    own_links,
    read_structure,
)
from minna.block_pages.wording import (
    APOLOGY,
    BESIDE,
    CONTACT,
    IMPRINT,
    LANGUAGES,
    MAX_LENGTH,
    VERB,
    compiled,
)

SHORT_TEXT = 600
"""Characters: what says no more may be a notice and nothing else."""
LONG_TEXT = 3000
"""Characters: a notice with its tables and its addresses says no more."""
MIN_SITE_LINKS = 6
"""Links of its own: a page with as many stands among the menus of its site."""
MIN_SMALL_SITE_LINKS = 2
"""Links of its own from which on there is a site around a page, if a small one."""
MIN_FORM_FIELDS = 3
"""Fields to write or choose in from which on a page is a form; a check or a log-in asks for one."""
MAX_OTHER_TEXT = 24
"""Characters beside a notice and its apologies that do not make it a page about something else."""
MAX_SECTIONS = 3
"""Maximum headings of a notice, where none of them says what it is."""
MAX_SENTENCES = 400

_ends = re.compile(r"[。！？!?\n]|\. ")
_divides = re.compile(r"[|｜»«<>【】／–—:：]| [-/・] ")
_japanese = re.compile(r"[぀-ヿ㐀-鿿]")
_beside = compiled(BESIDE)
_language = compiled(LANGUAGES)
_apology = compiled(f"{APOLOGY}|{CONTACT}")
_imprint, _verb = compiled(IMPRINT), compiled(VERB)
_no_words = re.compile(r"[\d\W_]*")


@dataclass(frozen=True, slots=True)
class BlockPage:
    """What answered in a page's place: the word for its status, and the sign it was known by."""

    kind: str  # challenge, login, maintenance, parked, missing, closed, postponed
    sign: str


@dataclass
class Answer:
    """An HTTP answer, and what can be derived from it; `text` is what a reader sees of it."""

    status: int | None
    title: str
    text: str
    structure: Structure
    url: str = ""
    is_home: bool = False
    sentences: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.title = normal(self.title or self.structure.title)[:300]
        self.text = " ".join(self.text.split())
        self.sentences = self._sentences()

    @cached_property
    def own(self) -> list[PageLink]:
        """Its links that stay on its site, without those that stand beside any notice."""
        leads = own_links(self.structure.leads, self.url)
        return [lead for lead in leads if lead.is_frame or not is_beside(lead)]

    @cached_property
    def links(self) -> int:
        """How many links of its own it has.

        A frame holds a page of its site, and an element of the site's own making may hold menus:
        each stands for as many links as make a small site.
        """
        hidden = MIN_SMALL_SITE_LINKS if self.structure.has_components else 0
        return hidden + sum(MIN_SMALL_SITE_LINKS if lead.is_frame else 1 for lead in self.own)

    @cached_property
    def others(self) -> list[str]:
        """The addresses of other sites that it leads to."""
        return outbound_urls(self.structure.leads, self.url)

    @property
    def is_alone(self) -> bool:
        """Whether there is no site around it, and no form to fill in."""
        return self.links < MIN_SMALL_SITE_LINKS and self.structure.fields < MIN_FORM_FIELDS

    @property
    def is_small(self) -> bool:
        """Whether it has none of the menus that a site has."""
        return self.links < MIN_SITE_LINKS

    @cached_property
    def length(self) -> int:
        """Characters that it says."""
        return len(self.text) or sum(len(block.all_words) for block in self.structure.blocks)

    @cached_property
    def titles(self) -> list[str]:
        """Its title, and the parts that stand in it between strokes, colons and the like."""
        return parts(self.title)

    @cached_property
    def headings(self) -> list[str]:
        """Its headings; where there is no markup, what stands alone and is short."""
        if self.structure.blocks:
            return [part for words in self.structure.headings for part in parts(words)]
        return [words for words in self.sentences if len(words) <= 30]

    @cached_property
    def main_heading(self) -> list[str]:
        """The first heading, whole and in parts; the second where the first is but the title.

        Where several follow, they are sections of the page that the first one names.
        """
        if not self.structure.blocks:
            return self.headings[:3]
        first = self.top[:1]
        if first and bare(first[0]) in self.names and len(self.top) <= MAX_SECTIONS:
            first = self.top[-1:]
        return [part for words in first for part in parts(words)]

    @cached_property
    def top(self) -> list[str]:
        """Its headings, each once, in order."""
        return list(dict.fromkeys(self.structure.headings))

    @cached_property
    def names(self) -> set[str]:
        """What the title says, by parts."""
        return {bare(part) for part in self.titles}

    def headline(self, pattern: re.Pattern[str], where: list[str]) -> str:
        """The headline that says as a whole what the pattern says, or ""."""
        return next((words for words in where if pattern.fullmatch(bare(words)[:MAX_LENGTH])), "")

    def sentence(self, pattern: re.Pattern[str]) -> str:
        """The first sentence that begins as the pattern says, or ""."""
        return next((words for words in self.sentences if pattern.match(words)), "")

    def rest(self, *patterns: re.Pattern[str]) -> int:
        """Characters beside notice, apologies, contacts and name; Latin letters count for less."""
        return sum(
            len(words) - sum(map(str.isascii, words)) * 3 // 5
            for words in self.sentences
            if not any(pattern.match(words) for pattern in patterns)
            and not is_formula(words)
            and bare(words) not in self.names
        )

    @cached_property
    def prose(self) -> list[str]:
        """Its sentences that are no headings."""
        headings = {part for words in self.structure.headings for part in ends(words)}
        return [words for words in self.sentences if words not in headings]

    @property
    def says_nothing(self) -> bool:
        """Whether there are but apologies, contacts and numbers under its headings."""
        return all(is_formula(words) for words in self.prose)

    def is_all(self, *patterns: re.Pattern[str]) -> bool:
        """Whether next to nothing is said but the notice, and there are no sections."""
        return len(self.top) <= MAX_SECTIONS and self.rest(*patterns) <= MAX_OTHER_TEXT

    def main_length(self) -> int:
        """Characters that it says outside of headers, footers, menus and links."""
        blocks = [block for block in self.structure.blocks if not block.is_around]
        return sum(len(block.words) for block in blocks)

    def _sentences(self) -> list[str]:
        """What it says, sentence by sentence, links left out unless there is nothing else."""
        blocks = [block.words for block in self.structure.blocks if block.words]
        if 2 * sum(len(block.all_words) for block in self.structure.blocks) < len(self.text):
            blocks += [normal(self.text[: MAX_LENGTH * MAX_SENTENCES])]
        sentences = []
        for block in blocks:
            sentences += ends(block)
        if not self.structure.blocks:  # no markup: what spaces divide may be lines
            sentences = [part for words in sentences for part in [words, *spaced(words)]]
        return sentences[:MAX_SENTENCES]


def answer_of(
    status: int | None, title: str, text: str, html: str, url: str = "", *, is_home: bool = False
) -> Answer:
    """The answer with its HTML taken apart."""
    return Answer(status, title, text, read_structure(html), url, is_home)


def is_beside(lead: PageLink) -> bool:
    """Whether a link stands beside any notice: help, terms, another language.

    In a menu it is one of a site's, but for languages.
    """
    words = lead.words[:60]
    return bool(_language.search(words) or (not lead.in_menu and _beside.search(words)))


def is_formula(words: str) -> bool:
    """Whether a sentence stands beside any notice: an apology, a contact, a number."""
    if _apology.search(words) or _no_words.fullmatch(words):
        return True
    return bool(_imprint.search(words) and not _verb.search(words))


def ends(block: str) -> list[str]:
    """The sentences of a block, each cut to what is examined."""
    divided = (words.strip() for words in _ends.split(block))
    return [words[:MAX_LENGTH] for words in divided if words]


def parts(words: str) -> list[str]:
    """A headline as a whole, and the parts that strokes and spaces divide it into.

    >>> parts("メンテナンス中｜みんな町")
    ['メンテナンス中｜みんな町', 'メンテナンス中', 'みんな町']
    """
    words = words[:300]
    pieces = [words]
    divided = [part.strip() for part in _divides.split(words) if part.strip()]
    pieces += divided if len(divided) > 1 else []
    return [*pieces, *(part for piece in divided or [words] for part in spaced(piece))]


def spaced(words: str) -> list[str]:
    """What spaces divide in Japanese, where they stand between phrases and not between words."""
    divided = words.split()
    return [part for part in divided if _japanese.search(part)] if len(divided) > 1 else []


def bare(words: str) -> str:
    """Words without the signs at their ends.

    >>> bare("🚧 メンテナンス中 🚧")
    'メンテナンス中'
    """
    start, end = 0, len(words)
    while start < end and not (words[start].isalnum()):
        start += 1
    while end > start and not (words[end - 1].isalnum() or words[end - 1] == ")"):
        end -= 1
    return words[start:end]
