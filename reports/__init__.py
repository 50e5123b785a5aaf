"""From the record book to pages and tables that people can read."""

from reports import comparison
from reports.build import build
from reports.reasons import reason_words
from reports.words import certainty_word, gap_sentence, say, status_word, word

__all__ = [
    "build",
    "certainty_word",
    "comparison",
    "gap_sentence",
    "reason_words",
    "say",
    "status_word",
    "word",
]
