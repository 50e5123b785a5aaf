"""Marks of the pages that were measured: the worse of what a phone and a desktop see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from minna.records import CheckMeta, Finding, Page, PageScore
from scoring.pages import View, view
from scoring.weights import VIEWPORTS

Views = Mapping[str, View]
"""What each viewport sees."""


def marks(
    measured: Iterable[Page], findings: Iterable[Finding], cards: Mapping[str, CheckMeta]
) -> Iterator[PageScore]:
    """A mark for each measured page; only findings of these cards' checks count."""
    for page, views in seen(measured, findings, cards):
        yield to_mark(page, views)


def seen(
    measured: Iterable[Page], findings: Iterable[Finding], cards: Mapping[str, CheckMeta]
) -> Iterator[tuple[Page, Views]]:
    """Each measured page through each viewport.

    Where a check needs a page that was touched, it counts on key pages only.
    """
    whole_page = {card.id: card.whole_page for card in cards.values()}
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.check in cards:
            found[finding.url, finding.viewport].append(finding)
    for page in measured:
        told = {
            v: [f for f in found[page.url, v] if counts_on(page, cards[f.check])] for v in VIEWPORTS
        }
        yield page, {v: view(told[v], whole_page) for v in VIEWPORTS}


def counts_on(page: Page, card: CheckMeta) -> bool:
    """Whether a check's findings count on a page of its part of the sample."""
    return page.part == "key" or not card.touches


def to_mark(page: Page, views: Views) -> PageScore:
    """The worse viewport decides the score; a barrier in either is one."""
    worst = min(views, key=lambda viewport: views[viewport].score)
    return PageScore(
        page.run,
        page.site,
        page.url,
        page.part,
        page.stratum,
        score=views[worst].score,
        low=min(v.low for v in views.values()),
        load=views[worst].load,
        blocking=any(v.blocking for v in views.values()),
        clean=all(v.clean for v in views.values()),
        viewport=worst,
    )
