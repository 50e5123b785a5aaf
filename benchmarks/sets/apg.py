"""The W3C's examples of accessible widgets: what fails there by their criteria is a false alarm."""

from benchmarks.sets.expected import ExpectedSet

NAME = "A10-apg"
_SET = ExpectedSet(NAME)
cases, pages, measures = _SET.cases, _SET.pages, _SET.measures
block, missed, wrongly = _SET.block, _SET.missed, _SET.wrongly
