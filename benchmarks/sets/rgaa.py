"""Asqatasun's pages for the tests of RGAA, with what it expects of each."""

from benchmarks.sets.expected import ExpectedSet

NAME = "A12-rgaa"
_SET = ExpectedSet(NAME)
cases, pages, measures = _SET.cases, _SET.pages, _SET.measures
block, missed, wrongly = _SET.block, _SET.missed, _SET.wrongly
claims, clean = _SET.claims, _SET.clean
