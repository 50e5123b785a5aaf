"""What the checks of plain words read: whole Japanese sentences of running text.

Menus, headings, addresses and bare lines have no sentences; a line break ends one, so that what is
written line by line is never taken for one long sentence.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audits.checks._shared.japanese import HIRAGANA, KANJI, japanese
from audits.facts.text import Text, TextBlock

ENOUGH = 5
"""Of fewer sentences nothing is said: one notice is no style."""

APART = {"nav", "header", "footer", "form", "label", "legend", "button", "pre", "code", "address"}
END = re.compile(r"(?<=[。！？])(?![）」』])")
QUOTED = re.compile(r"「[^」]{0,300}」|『[^』]{0,300}』")
BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|https?://[\w/.?=&%#~+-]+")
LETTERS = re.compile(rf"[{KANJI}{HIRAGANA}ァ-ヺー]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence less what stands in brackets, and the block that it stands in."""

    text: str
    block: TextBlock


def sentences(text: Text) -> list[Sentence]:
    """The sentences of a page in their order; none where there are too few to judge by."""
    found = [
        Sentence(sentence, block)
        for block in running(text)
        for line in block["text"].split("\n")
        for part in END.split(line)
        if (sentence := BRACKETS.sub("", part).strip()).endswith(("。", "！", "？"))
        and LETTERS.search(sentence)
    ]
    return found if len(found) >= ENOUGH else []


def running(text: Text) -> list[TextBlock]:
    """Japanese blocks outside of menus, headers, footers and forms."""
    return [block for block in japanese(text) if not APART & set(block["within"])]


def unquoted(block: TextBlock) -> str:
    """A block's text less what stands in corner brackets: a name, or words that are spoken of."""
    return QUOTED.sub("", str(block["text"]))


def quoted(words: Iterable[str], most: int = 3) -> str:
    """The first few different words as quotations, for a sentence."""
    return "、".join(f"「{word}」" for word in list(dict.fromkeys(words))[:most])


def blocks_of(found: list[Sentence]) -> list[TextBlock]:
    """The blocks of sentences, each once."""
    return list({s.block["selector"]: s.block for s in found}.values())


def clipped(sentence: str, most: int = 40) -> str:
    """A sentence's beginning, to be quoted."""
    return sentence if len(sentence) <= most else f"{sentence[: most - 1]}…"
