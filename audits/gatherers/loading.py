"""How the page came up, by the browser's own record of the load: paints, shifts, long tasks.

A page is one of several that a machine looks at, and a clock on the wall mostly tells how busy the
machine is: one that was drawn in 0.2 s took 3 s the next time. So what is told hangs on the clock
as little as can be: what had to arrive before the largest paint, reckoned for a thin line; shifts
that anybody may have seen; the time that scripts held the page up, and no more than they worked.
"""

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cdp_send
from audits.facts.loading import Loading
from audits.gatherers._scripts import look

VIEWPORTS = ("phone",)
"""The viewport in which loading is measured: most residents come with a phone."""
ORDER = -9  # before the other looks, whose own work would be taken for the page's
BITS = 1_600_000  # a second
TRIP = 0.15  # seconds, there and back
"""A phone's line as Lighthouse has it, says
https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md"""
PAINT = (4, 6, 10, 15, 20, 30)
"""Seconds; poor begins at 4: https://web.dev/articles/lcp"""
SHIFT = (0.25, 0.5, 1, 2)
"""Poor begins at 0.25: https://web.dev/articles/cls"""
BLOCKED = (0.6, 5)
"""Seconds; slow on phones begins at 0.6, says
https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time"""


async def gather(tab: Tab) -> Loading:
    """Figures as the last step that each has passed, 0 before the first, and the elements at work.

    Steps, because a second load is never exactly as long as the first.
    """
    worked = await cpu_seconds(tab)
    seen = await look(tab, "loading")
    paint = step(PAINT, on_thin_line(seen["bytes"], seen["trips"]))
    shift = step(SHIFT, seen["shift"])
    return {
        "painted": seen["painted"],
        "paint": paint,
        "largest": seen["largest"] if paint else [],
        "shift": shift,
        "pushed": seen["pushed"] if shift else [],
        "blocked": step(BLOCKED, min(seen["blocked"], worked)),
    }


async def cpu_seconds(tab: Tab) -> float:
    """How long the page's main thread has worked since it was opened, no matter who else did."""
    told = await cdp_send(tab, "Performance.getMetrics")
    found = (each["value"] for each in told["metrics"] if each["name"] == "TaskDuration")
    return float(next(found, 0.0))


def on_thin_line(size: float, trips: int) -> float:
    """Seconds until so many bytes have arrived, at the least.

    >>> on_thin_line(200_000, 4)
    1.6
    """
    return 8 * size / BITS + trips * TRIP


def step(steps: tuple[float, ...], value: float) -> float:
    """The last step that a value has passed.

    >>> step(SHIFT, 0.6), step(SHIFT, 0.2)
    (0.5, 0)
    """
    return max((each for each in steps if value > each), default=0)
