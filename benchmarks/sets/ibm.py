"""IBM's pages for the rules of its checker, with what it expects of each."""

from benchmarks.sets.expected import ExpectedSet

NAME = "A11-ibm"
_SET = ExpectedSet(NAME)
cases, pages, measures = _SET.cases, _SET.pages, _SET.measures
block, missed, wrongly = _SET.block, _SET.missed, _SET.wrongly
claims, clean = _SET.claims, _SET.clean
