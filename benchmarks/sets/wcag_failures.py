"""The code of WCAG's failures, and of its sufficient techniques, each in a page."""

from benchmarks.sets.expected import ExpectedSet

NAME = "A13-wcag-failures"
_SET = ExpectedSet(NAME)
cases, pages, measures = _SET.cases, _SET.pages, _SET.measures
block, missed, wrongly = _SET.block, _SET.missed, _SET.wrongly
claims, clean = _SET.claims, _SET.clean
