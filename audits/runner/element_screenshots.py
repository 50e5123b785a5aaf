"""What the worst findings of a page look like: screenshots of their elements.

A screenshot shows an element with a margin around it: one for each way in which a check fails on a
site, however many pages do so.
"""

import asyncio
import base64
from collections.abc import Iterable, Sequence

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import capture_png
from minna.records import Certainty, Finding, Outcome, Screenshot

SECONDS = 5.0
MAX_SCREENSHOTS = 24
"""Maximum screenshots per site: one for each way to fail."""
MAX_BYTES = 40_000
"""Maximum size of a screenshot; a larger one is taken again at half the scale."""
MARGIN, WIDTH, HEIGHT = 24, 640, 480
"""CSS pixels: around the element, and of a screenshot at most."""
Box = tuple[int, int, int, int]


def findings_to_capture(
    findings: Iterable[Finding], pictured: set[tuple[str, str]]
) -> list[Finding]:
    """The first finding of each way to fail that has no picture yet, the surest first."""
    wanted: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        sure = finding.certainty in (Certainty.CERTAIN, Certainty.LIKELY)
        kind = (finding.check, finding.message)
        failed = finding.outcome == Outcome.FAILED and sure
        if failed and has_box(finding) and kind not in pictured:
            wanted.setdefault(kind, finding)
    surest = sorted(wanted.values(), key=lambda f: f.certainty != Certainty.CERTAIN)
    return surest[: max(0, MAX_SCREENSHOTS - len(pictured))]


def has_box(finding: Finding) -> bool:
    """Whether a picture can show it; the whole page is no place."""
    return any(finding.boxes) and finding.nodes[0] not in ("html", "body")


async def capture_screenshots(
    tab: Tab, findings: Iterable[Finding], pictured: set[tuple[str, str]]
) -> list[Screenshot]:
    """Pictures of what has a place here and was not pictured yet; these are added to `pictured`.

    A picture only illustrates: where the browser gives none in time, the finding stands without.
    """
    taken: list[Screenshot] = []
    for finding in findings_to_capture(findings, pictured):
        try:
            kept = await asyncio.wait_for(capture(tab, finding), SECONDS)
        except (BrowserError, TimeoutError):
            break
        if kept:
            taken.append(kept)
            pictured.add((finding.check, finding.message))
    return taken


async def capture(tab: Tab, finding: Finding) -> Screenshot | None:
    """A picture of a finding's first element that has a place; nothing if it cannot be small."""
    at = next(n for n, box in enumerate(finding.boxes) if box)
    box = finding.boxes[at]
    left, top, width, height = clip = clip_around(box)
    for scale in (1.0, 0.5):
        image = await capture_clip(tab, clip, scale)
        if len(image) <= MAX_BYTES:
            return Screenshot(
                finding.run,
                finding.site,
                finding.check,
                finding.message,
                finding.url,
                finding.viewport,
                finding.nodes[at],
                (box[0] - left, box[1] - top, box[2], box[3]),
                width,
                height,
                image,
            )
    return None


def clip_around(box: Sequence[int]) -> Box:
    """What a picture shows of the page: the element and a margin, at most so large.

    >>> clip_around((100, 50, 200, 40)), clip_around((0, 0, 5000, 9000))
    ((76, 26, 248, 88), (0, 0, 640, 480))
    """
    left, top = max(0, box[0] - MARGIN), max(0, box[1] - MARGIN)
    right, bottom = box[0] + box[2] + MARGIN, box[1] + box[3] + MARGIN
    return left, top, max(1, min(right - left, WIDTH)), max(1, min(bottom - top, HEIGHT))


async def capture_clip(tab: Tab, clip: Box, scale: float) -> bytes:
    """A part of the page as WebP."""
    left, top, width, height = clip
    part = {"x": left, "y": top, "width": width, "height": height, "scale": scale}
    webp = {"format": "webp", "quality": 60, "optimizeForSpeed": False}
    return base64.b64decode(await capture_png(tab, part, **webp, captureBeyondViewport=True))
