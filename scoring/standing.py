"""A site's score with all that stands beside it, from the marks of its pages."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from minna.records import Page, PageScore, Score, SiteCrawl
from scoring.bands import band, is_borderline
from scoring.sites import Estimate, Stratum, part, site_estimate, tenth_percentile, wilson
from scoring.weights import METHOD, PARAMETERS, digest


@dataclass(frozen=True, slots=True)
class Sample:
    """A site's pages with a place in its sample (key, random or reserve), and what became of them.

    `failed` counts pages whose visits measured nothing, `waiting` those not visited so far.
    """

    pages: tuple[Page, ...]
    marks: tuple[PageScore, ...]
    failed: int = 0
    waiting: int = 0

    def marks_of(self, part: str) -> list[PageScore]:
        """The marks of one part."""
        return [mark for mark in self.marks if mark.part == part]

    @property
    def key_size(self) -> int:
        """How many key pages there are, measured or not."""
        return sum(page.part == "key" for page in self.pages)

    def key(self, figure: str) -> Stratum:
        """The key pages; `figure` names the field of a mark."""
        return Stratum(self.key_size, tuple(getattr(m, figure) for m in self.marks_of("key")))

    def estimate(self, figure: str = "score") -> Estimate | None:
        """The site's figure with its standard error; None when nothing was measured."""
        return site_estimate(self.key(figure), self.strata(figure))

    def strata(self, figure: str) -> list[Stratum]:
        """All other pages of the frame by stratum, with the figures of the random ones measured."""
        return [
            Stratum(size, tuple(getattr(mark, figure) for mark in measured))
            for size, measured in self.by_stratum()
        ]

    def by_stratum(self) -> list[tuple[int, list[PageScore]]]:
        """The strata of the pages that are no key pages: size, and marks of the random pages."""
        sizes = Counter(page.stratum for page in self.pages if page.part != "key")
        measured: dict[str, list[PageScore]] = defaultdict(list)
        for mark in self.marks_of("random"):
            measured[mark.stratum].append(mark)
        return [(size, measured[name]) for name, size in sorted(sizes.items())]


def unscored(frame: SiteCrawl, profile: str) -> Score:
    """A site without a score: its state, and what is known of its size."""
    method = f"{METHOD}+{digest()}"
    blank = Score(frame.run, frame.site, frame.status, frame.reason, frame_pages=frame.pages)
    return replace(blank, profile=profile, method=method)


def scored(frame: SiteCrawl, sample: Sample, profile: str) -> Score:
    """The site's figures; provisional when too little was measured, none when nothing was."""
    key, random = sample.marks_of("key"), sample.marks_of("random")
    told = replace(
        unscored(frame, profile),
        key_pages=len(key),
        random_pages=len(random),
        failed_pages=sample.failed,
        frame=frame_digest(sample.pages),
    )
    found, lowest = sample.estimate(), sample.estimate("low")
    if found is None or lowest is None:
        return replace(told, status="no_pages", reason=why_none(sample))
    low, high = limits(found)
    status, reason = standing(sample)
    return replace(
        told,
        status=status,
        reason=reason,
        value=found.mean,
        low=low,
        high=high,
        se=found.se,
        key_mean=mean([sample.key("score")]),
        random_mean=mean(sample.strata("score")),
        lower_bound=lowest.mean,
        p10=tenth_percentile(mark.score for mark in sample.marks),
        band=band(found.mean, key_blocking=any(mark.blocking for mark in key)),
        borderline=is_borderline(low, high),
        **shares(sample.marks),
    )


def with_outlook(score: Score, found: Estimate | None) -> Score:
    """The score with what the outlook's profile says of the same pages."""
    if found is None:
        return score
    low, high = limits(found)
    return replace(score, outlook=found.mean, outlook_low=low, outlook_high=high)


def with_visit(score: Score, found: Estimate | None) -> Score:
    """The score with what a visit of the same pages meets."""
    if found is None or score.value is None:
        return score
    low, high = limits(found)
    return replace(score, visit=found.mean, visit_low=low, visit_high=high)


def limits(found: Estimate) -> tuple[float, float]:
    """The 95 % interval, within the scale."""
    return max(0.0, found.mean - found.half), min(100.0, found.mean + found.half)


def frame_digest(pages: Iterable[Page]) -> str:
    """A fingerprint of the frame that a score is about."""
    told = "\n".join(sorted(page.url for page in pages))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def mean(strata: list[Stratum]) -> float | None:
    """The mean of one part alone."""
    found = part(strata)
    return found.mean if found else None


def shares(marks: Iterable[PageScore]) -> dict[str, Any]:
    """How many pages have a blocking barrier, and any at all, with the limits of their shares."""
    told = list(marks)
    blocking = sum(mark.blocking for mark in told)
    problem = sum(not mark.clean for mark in told)
    blocking_low, blocking_high = wilson(blocking, len(told))
    problem_low, problem_high = wilson(problem, len(told))
    return {
        "blocking_pages": blocking,
        "blocking_low": blocking_low,
        "blocking_high": blocking_high,
        "problem_pages": problem,
        "problem_low": problem_low,
        "problem_high": problem_high,
    }


def standing(sample: Sample) -> tuple[str, str]:
    """Whether a score may be ranked, and why not."""
    measured = len(sample.marks)
    visited = sample.failed + measured
    if measured < PARAMETERS.least_pages:
        return "provisional", f"{measured} pages measured"
    if sample.failed > PARAMETERS.most_failed * visited:
        return "provisional", f"{sample.failed} of {visited} pages could not be measured"
    if sample.waiting:
        return "provisional", f"{sample.waiting} pages not visited yet"
    return "ok", ""


def why_none(sample: Sample) -> str:
    """The reason for no score at all."""
    if sample.failed:
        return f"none of {sample.failed} pages could be measured"
    return "no page visited yet" if sample.waiting else "no page in the sample"
