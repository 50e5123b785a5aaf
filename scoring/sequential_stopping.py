"""When a site's sample is large enough: batches of five random pages, from 20 on, until ±3 points.

The order of the pages is fixed before the first is fetched, so that stopping early chooses none of
them. Small sites are measured whole. At 60 pages the interval is published as wide as it is.
"""

from collections.abc import Callable

from scoring.estimators import Estimate
from scoring.weights import PARAMETERS, Parameters


def is_enough(estimate: Estimate | None, n_random: int, p: Parameters = PARAMETERS) -> bool:
    """Whether the number of random pages and their estimate end the sampling."""
    if n_random >= p.max_random:
        return True
    return n_random >= p.min_random and estimate is not None and estimate.half_width <= p.target


def next_checkpoint(
    visited: int,
    frame_pages: int,
    estimate: Callable[[], Estimate | None],
    p: Parameters = PARAMETERS,
) -> int:
    """Returns `visited` to stop, or the next number of pages at which to re-evaluate.

    The estimate so far is computed only at the end of a batch.

    >>> [next_checkpoint(visited, 300, lambda: None) for visited in (0, 22, 25, 60)]
    [20, 25, 30, 60]
    """
    if frame_pages <= p.full_census_up_to:
        return max(visited, frame_pages)
    if visited < p.min_random:
        return p.min_random
    if visited % p.batch:
        return visited + p.batch - visited % p.batch
    return visited if is_enough(estimate(), visited, p) else visited + p.batch
