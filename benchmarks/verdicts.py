"""Where what Minna tells of a page differs from what axe-playwright-python tells of it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.tables import cells, table

RuleNodes = Mapping[str, Mapping[str, Mapping[str, int]]]
"""Page → outcome → rule → number of elements."""
HEAD = ("page", "rule", "outcome", "axe by itself", "Minna", "ways of Minna", "reason")
UNEXPLAINED = "?"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One rule on one page that two tell differently."""

    page: str
    rule: str
    outcome: str
    wanted: int
    told: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What a reason is given for; numbers may move."""
        return self.page, self.rule, self.outcome


def differences(expected: RuleNodes, reports: RuleNodes) -> Iterator[Difference]:
    """Of the pages that both have seen."""
    for page in sorted(expected.keys() & reports.keys()):
        for outcome in ("violations", "incomplete"):
            true, ours = expected[page][outcome], reports[page][outcome]
            for rule in sorted(true.keys() | ours.keys()):
                numbers = true.get(rule, 0), ours.get(rule, 0)
                if numbers[0] != numbers[1]:
                    yield Difference(page, rule, outcome, *numbers)


def block(expected: RuleNodes, ways: Mapping[str, RuleNodes], former: str) -> str:
    """Who tells the same on how many pages, then each difference with its reason."""
    lines, same = [], defaultdict(list)
    for way, reports in ways.items():
        different = list(differences(expected, reports))
        both = expected.keys() & reports.keys()
        alike = len(both - {difference.page for difference in different})
        lines.append([f"`{way}`", str(len(both)), str(alike), str(len(different))])
        for difference in different:
            same[difference].append(way)
    told_table = table(("way", "pages compared", "all the same", "rules that differ"), lines)
    if not same:
        return told_table
    given = reasons(former)
    rows = [
        [
            d.page,
            f"`{d.rule}`",
            d.outcome,
            str(d.wanted),
            str(d.told),
            ", ".join(same[d]),
            given.get(d.key, UNEXPLAINED),
        ]
        for d in sorted(same)
    ]
    return told_table + "\n\n" + table(HEAD, rows)


def reasons(former: str) -> dict[tuple[str, str, str], str]:
    """What was written by hand into the last column of a former table."""
    by_rule = {}
    for row in cells(former):
        if len(row) == len(HEAD) and row[1].startswith("`") and row[-1] != UNEXPLAINED:
            page, rule, outcome, *_, reason = row
            by_rule[page, rule.strip("`"), outcome] = reason
    return by_rule
