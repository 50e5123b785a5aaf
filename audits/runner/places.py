"""Where findings lie on their page, and what the worst of them look like.

A place is the box of an element in CSS pixels from the page's upper left corner, as it stood when
the page had been looked at. A picture shows such a place with a little around it: one for each way
in which a check fails on a site, however many pages do so.
"""

import asyncio
import base64
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.clobbering import guarded
from audits.browser.world import LookFailed, ask, picture
from audits.judging.judge import judge
from minna.records import Certainty, Evidence, Finding, Outcome, Screenshot

SCRIPT = Path(__file__).with_name("places.js").read_text(encoding="utf-8")
PLACES = 400
"""So many elements of a page have their place written down."""
SECONDS = 5.0
PICTURES = 24
"""So many ways to fail are pictured of a site."""
BYTES = 40_000
"""A picture takes no more; a larger one is taken again at half the scale."""
MARGIN, WIDTH, HEIGHT = 24, 640, 480
"""CSS pixels: around the element, and of a picture at most."""
Box = tuple[int, int, int, int]


async def located(tab: Tab, seen: Evidence) -> Evidence:
    """Evidence with the places of all that is found on the page, which is still open.

    Where a page lets nobody ask, its findings have no place, and stand without.
    """
    if seen.status != "ok":
        return seen
    findings, _ = judge(seen)
    selectors = list(dict.fromkeys(node for f in findings if is_shown(f) for node in f.nodes))
    if not selectors:
        return seen
    asked = guarded(f"JSON.stringify(({SCRIPT})({json.dumps(selectors[:PLACES])}))")
    try:
        places = await asyncio.wait_for(ask(tab, asked), SECONDS)
    except (BrowserError, LookFailed, TimeoutError):
        return seen
    return replace(seen, facts=seen.facts | {"places": places})


def is_shown(finding: Finding) -> bool:
    """Whether a reader is to be shown where it is."""
    return finding.outcome in (Outcome.FAILED, Outcome.CANT_TELL)


def worth_a_picture(findings: Iterable[Finding], pictured: set[tuple[str, str]]) -> list[Finding]:
    """The first finding of each way to fail that has no picture yet, the surest first."""
    wanted: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        sure = finding.certainty in (Certainty.CERTAIN, Certainty.LIKELY)
        kind = (finding.check, finding.message)
        failed = finding.outcome == Outcome.FAILED and sure
        if failed and has_a_place(finding) and kind not in pictured:
            wanted.setdefault(kind, finding)
    surest = sorted(wanted.values(), key=lambda f: f.certainty != Certainty.CERTAIN)
    return surest[: max(0, PICTURES - len(pictured))]


def has_a_place(finding: Finding) -> bool:
    """Whether a picture can show it; the whole page is no place."""
    return any(finding.boxes) and finding.nodes[0] not in ("html", "body")


async def pictures(tab: Tab, seen: Evidence, pictured: set[tuple[str, str]]) -> list[Screenshot]:
    """Pictures of what is found here and was not pictured yet; these are added to `pictured`.

    A picture only illustrates: where the browser gives none in time, the finding stands without.
    """
    if len(pictured) >= PICTURES or not seen.facts.get("places"):
        return []
    findings, _ = judge(seen)
    taken: list[Screenshot] = []
    for finding in worth_a_picture(findings, pictured):
        try:
            kept = await asyncio.wait_for(take(tab, finding), SECONDS)
        except (BrowserError, TimeoutError):
            break
        if kept:
            taken.append(kept)
            pictured.add((finding.check, finding.message))
    return taken


async def take(tab: Tab, finding: Finding) -> Screenshot | None:
    """A picture of a finding's first element that has a place; nothing if it cannot be small."""
    at = next(n for n, box in enumerate(finding.boxes) if box)
    box = finding.boxes[at]
    left, top, width, height = clip = around(box)
    for scale in (1.0, 0.5):
        image = await shoot(tab, clip, scale)
        if len(image) <= BYTES:
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


def around(box: Sequence[int]) -> Box:
    """What a picture shows of the page: the element and a margin, at most so large.

    >>> around((100, 50, 200, 40)), around((0, 0, 5000, 9000))
    ((76, 26, 248, 88), (0, 0, 640, 480))
    """
    left, top = max(0, box[0] - MARGIN), max(0, box[1] - MARGIN)
    right, bottom = box[0] + box[2] + MARGIN, box[1] + box[3] + MARGIN
    return left, top, max(1, min(right - left, WIDTH)), max(1, min(bottom - top, HEIGHT))


async def shoot(tab: Tab, clip: Box, scale: float) -> bytes:
    """A part of the page as WebP."""
    left, top, width, height = clip
    part = {"x": left, "y": top, "width": width, "height": height, "scale": scale}
    webp = {"format": "webp", "quality": 60, "optimizeForSpeed": False}
    return base64.b64decode(await picture(tab, part, **webp, captureBeyondViewport=True))
