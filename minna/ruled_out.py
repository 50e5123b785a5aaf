"""What is left of findings once rulings have taken elements out of the scores."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from minna.finding_ids import element_key
from minna.records import Finding, RuledOut


def elements(finding: Finding) -> list[str]:
    """What each listed element is, in their order; a fault of the whole page has one without name.

    See `minna/finding_ids.py`.
    """
    if not finding.nodes:
        return [""]
    snippets = (*finding.snippets, *[""] * len(finding.nodes))
    return [element_key(n, s) for n, s in zip(finding.nodes, snippets, strict=False)]


def without_ruled_out(findings: Iterable[Finding], ruled: Iterable[RuledOut]) -> Iterator[Finding]:
    """The findings less the elements that were ruled out, and less those of which none is left."""
    by_key = {(r.site, r.url, r.viewport, r.check, r.message): r for r in ruled}
    for finding in findings:
        key = (finding.site, finding.url, finding.viewport, finding.check, finding.message)
        ruling = by_key.get(key)
        if ruling is None:
            yield finding
        elif not ruling.whole:
            yield less(finding, ruling)


def less(finding: Finding, ruling: RuledOut) -> Finding:
    """A finding without the elements that were ruled out."""
    out = set(ruling.nodes)
    kept = [n for n, node in enumerate(finding.nodes) if node not in out]
    snippets = (*finding.snippets, *[""] * len(finding.nodes))
    boxes = finding.boxes if len(finding.boxes) == len(finding.nodes) else ()
    return replace(
        finding,
        count=max(1, finding.count - ruling.elements),
        nodes=tuple(finding.nodes[n] for n in kept),
        snippets=tuple(snippets[n] for n in kept),
        boxes=tuple(boxes[n] for n in kept) if boxes else (),
    )
