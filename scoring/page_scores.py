"""Scores of the measured pages: the worse of phone and desktop."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from minna.records import VIEWPORTS, CheckMeta, Finding, Page, PageScore
from scoring.page_score import ViewportScore, is_certain, viewport_score

ViewportScores = Mapping[str, ViewportScore]
"""A page's score in each viewport."""


def page_scores(
    measured: Iterable[Page], findings: Iterable[Finding], metas: Mapping[str, CheckMeta]
) -> Iterator[PageScore]:
    """A score for each measured page; only findings of these checks count."""
    for page, scores in by_viewport(measured, findings, metas):
        yield to_page_score(page, scores)


def by_viewport(
    measured: Iterable[Page], findings: Iterable[Finding], metas: Mapping[str, CheckMeta]
) -> Iterator[tuple[Page, ViewportScores]]:
    """Each measured page with its scores; interactive checks count on key pages only."""
    whole_page = {meta.id: meta.whole_page for meta in metas.values()}
    by_visit: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.check in metas:
            by_visit[finding.url, finding.viewport].append(finding)
    for page in measured:
        scored = {
            v: [f for f in by_visit[page.url, v] if is_scored_on(page, metas[f.check])]
            for v in VIEWPORTS
        }
        yield page, {v: viewport_score(scored[v], whole_page) for v in VIEWPORTS}


def scored_findings(
    measured: Iterable[Page | PageScore],
    findings: Iterable[Finding],
    metas: Mapping[str, CheckMeta],
) -> list[Finding]:
    """The findings that count in the scores of measured pages; `metas` are those of the profile."""
    page_of = {page.url: page for page in measured}
    return [f for f in findings if f.url in page_of and is_scored(f, page_of[f.url], metas)]


def is_scored(finding: Finding, page: Page | PageScore, metas: Mapping[str, CheckMeta]) -> bool:
    """Whether a finding counts: a certain failure of a scored check, on a page where that counts.

    This is the one place that decides it; the answer is stored with the finding.
    """
    meta = metas.get(finding.check)
    return meta is not None and is_certain(finding) and is_scored_on(page, meta)


def is_scored_on(page: Page | PageScore, meta: CheckMeta) -> bool:
    """Whether a check's findings count on a page of its part of the sample."""
    return page.sample_part == "key" or not meta.interactive


def to_page_score(page: Page, scores: ViewportScores) -> PageScore:
    """The worse viewport decides the score; a barrier in either is one."""
    worst = min(scores, key=lambda viewport: scores[viewport].score)
    return PageScore(
        page.run,
        page.site,
        page.url,
        page.sample_part,
        page.stratum,
        score=scores[worst].score,
        low=min(v.low for v in scores.values()),
        penalty=scores[worst].penalty,
        blocking=any(v.blocking for v in scores.values()),
        clean=all(v.clean for v in scores.values()),
        viewport=worst,
    )
