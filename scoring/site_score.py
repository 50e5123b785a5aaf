"""A site's score with the figures published beside it, from the scores of its pages."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from minna.reasons import NO_REASON, Code, Reason
from minna.records import Page, PageScore, Score, SiteCrawl
from scoring.bands import band, is_borderline
from scoring.estimators import (
    Estimate,
    Stratum,
    site_estimate,
    stratified_mean,
    tenth_percentile,
    wilson,
)
from scoring.weights import METHOD, PARAMETERS, digest


@dataclass(frozen=True, slots=True)
class MeasuredSample:
    """A site's pages with a place in its sample (key, random or reserve), and what became of them.

    `failed` counts pages whose visits measured nothing, `waiting` those not visited so far.
    """

    pages: tuple[Page, ...]
    page_scores: tuple[PageScore, ...]
    failed: int = 0
    waiting: int = 0

    def page_scores_of(self, part: str) -> list[PageScore]:
        """The page scores of one part of the sample."""
        return [page_score for page_score in self.page_scores if page_score.sample_part == part]

    @property
    def key_size(self) -> int:
        """How many key pages there are, measured or not."""
        return sum(page.sample_part == "key" for page in self.pages)

    def key(self, figure: str) -> Stratum:
        """The key pages; `figure` names a field of `PageScore`."""
        return Stratum(self.key_size, tuple(getattr(m, figure) for m in self.page_scores_of("key")))

    def estimate(self, figure: str = "score") -> Estimate | None:
        """The site's figure with its standard error; None when nothing was measured."""
        return site_estimate(self.key(figure), self.strata(figure))

    def strata(self, figure: str) -> list[Stratum]:
        """All other pages of the frame by stratum, with the figures of the random ones measured."""
        return [
            Stratum(size, tuple(getattr(page_score, figure) for page_score in measured))
            for size, measured in self.by_stratum()
        ]

    def by_stratum(self) -> list[tuple[int, list[PageScore]]]:
        """The strata of the pages that are no key pages: size, and scores of the random pages."""
        sizes = Counter(page.stratum for page in self.pages if page.sample_part != "key")
        measured: dict[str, list[PageScore]] = defaultdict(list)
        for page_score in self.page_scores_of("random"):
            measured[page_score.stratum].append(page_score)
        return [(size, measured[name]) for name, size in sorted(sizes.items())]


def no_score(frame: SiteCrawl, profile: str) -> Score:
    """A site without a score: its state, and what is known of its size."""
    method = f"{METHOD}+{digest()}"
    blank = Score(frame.run, frame.site, frame.status, frame.reason, frame_pages=frame.pages)
    return replace(blank, profile=profile, method=method)


def score_site(frame: SiteCrawl, sample: MeasuredSample, profile: str) -> Score:
    """The site's figures; provisional when too little was measured, none when nothing was."""
    key, random = sample.page_scores_of("key"), sample.page_scores_of("random")
    score = replace(
        no_score(frame, profile),
        key_pages=len(key),
        random_pages=len(random),
        failed_pages=sample.failed,
        frame=frame_digest(sample.pages),
    )
    estimate, lower_bound = sample.estimate(), sample.estimate("low")
    if estimate is None or lower_bound is None:
        return replace(score, status="no_pages", reason=no_score_reason(sample))
    low, high = interval_limits(estimate)
    status, reason = publication_status(sample)
    return replace(
        score,
        status=status,
        reason=reason,
        value=estimate.mean,
        low=low,
        high=high,
        se=estimate.se,
        key_mean=part_mean([sample.key("score")]),
        random_mean=part_mean(sample.strata("score")),
        lower_bound=lower_bound.mean,
        p10=tenth_percentile(page_score.score for page_score in sample.page_scores),
        band=band(estimate.mean, key_blocking=any(page_score.blocking for page_score in key)),
        borderline=is_borderline(low, high),
        **page_shares(sample.page_scores),
    )


def with_secondary(score: Score, estimate: Estimate | None) -> Score:
    """The score with the secondary profile's score of the same pages."""
    if estimate is None:
        return score
    low, high = interval_limits(estimate)
    return replace(score, secondary_value=estimate.mean, secondary_low=low, secondary_high=high)


def with_visit(score: Score, estimate: Estimate | None) -> Score:
    """The score with what a visit of the same pages meets."""
    if estimate is None or score.value is None:
        return score
    low, high = interval_limits(estimate)
    return replace(score, visit=estimate.mean, visit_low=low, visit_high=high)


def interval_limits(estimate: Estimate) -> tuple[float, float]:
    """The 95 % interval, within the scale."""
    return max(0.0, estimate.mean - estimate.half_width), min(
        100.0, estimate.mean + estimate.half_width
    )


def frame_digest(pages: Iterable[Page]) -> str:
    """A fingerprint of the frame that a score is about."""
    text = "\n".join(sorted(page.url for page in pages))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def part_mean(strata: list[Stratum]) -> float | None:
    """The mean of one part alone."""
    estimate = stratified_mean(strata)
    return estimate.mean if estimate else None


def page_shares(page_scores: Iterable[PageScore]) -> dict[str, Any]:
    """How many pages have a blocking barrier, and any at all, with the limits of their shares."""
    scored = list(page_scores)
    blocking = sum(page_score.blocking for page_score in scored)
    problem = sum(not page_score.clean for page_score in scored)
    blocking_low, blocking_high = wilson(blocking, len(scored))
    problem_low, problem_high = wilson(problem, len(scored))
    return {
        "blocking_pages": blocking,
        "blocking_low": blocking_low,
        "blocking_high": blocking_high,
        "problem_pages": problem,
        "problem_low": problem_low,
        "problem_high": problem_high,
    }


def publication_status(sample: MeasuredSample) -> tuple[str, Reason]:
    """Whether a score may be ranked, and why not."""
    measured = len(sample.page_scores)
    visited = sample.failed + measured
    if measured < PARAMETERS.min_pages:
        return "provisional", Reason(Code.FEW_PAGES, n=measured)
    if sample.failed > PARAMETERS.max_failed * visited:
        return "provisional", Reason(Code.FAILED_PAGES, n=sample.failed, of=visited)
    if sample.waiting:
        return "provisional", Reason(Code.WAITING, n=sample.waiting)
    return "ok", NO_REASON


def no_score_reason(sample: MeasuredSample) -> Reason:
    """The reason for no score at all."""
    if sample.failed:
        return Reason(Code.ALL_FAILED, n=sample.failed)
    return Reason(Code.NONE_VISITED if sample.waiting else Code.NONE_DRAWN)
