"""From the record book to pages and tables that people can read."""

from reports.build import build
from reports.words import certainty_word, gap_sentence, say, status_word, word

__all__ = ["build", "certainty_word", "gap_sentence", "say", "status_word", "word"]
