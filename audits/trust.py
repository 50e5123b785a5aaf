"""Where a resized page tells what a second visit would tell, and where it does not.

Most pages look the same whether they were opened on a desktop or opened on a phone and then given a
desktop's window. Some do not: their scripts decide once, when they load. Nothing in a page says
which it is, so the first pages of each template of a site are looked at both ways; only where all
of them agree is the second visit left out for the template's other pages.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from minna.records import Finding, Judged

TRIALS = 2
"""So many pages of a template must agree first."""
WORTHWHILE = 4
"""With fewer pages of a template in the sample, trying costs more than it can save."""


@dataclass(slots=True)
class Trust:
    """What was learnt of a site's templates: how often resizing agreed, and where it did not."""

    agreed: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    differing: set[str] = field(default_factory=set)

    def is_enough(self, template: str) -> bool:
        """Whether a template's pages need no second visit."""
        return template not in self.differing and self.agreed[template] >= TRIALS

    def is_worthwhile(self, template: str, pages: int) -> bool:
        """Whether to look at a resized page at all; one without template is just visited twice."""
        return bool(template) and template not in self.differing and pages >= WORTHWHILE

    def learn(
        self, template: str, resized: list[Finding | Judged], visited: list[Finding | Judged]
    ) -> None:
        """Compare what was judged of a page both ways; one difference settles its template."""
        if verdicts(resized) == verdicts(visited):
            self.agreed[template] += 1
        else:
            self.differing.add(template)


def verdicts(judged: list[Finding | Judged]) -> set[tuple[object, ...]]:
    """All that a look says of a page, without where in the page it says so."""
    findings = {
        (f.check, f.message, f.outcome, f.impact, f.certainty, f.count)
        for f in judged
        if isinstance(f, Finding)
    }
    outcomes = {
        (j.passed, j.failed, j.cant_tell, j.inapplicable, j.untested)
        for j in judged
        if isinstance(j, Judged)
    }
    return findings | outcomes
