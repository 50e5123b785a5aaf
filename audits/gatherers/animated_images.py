"""Moving pictures: how many frames, how long they move, and whether the page offers to stop them.

Their bytes come out of the page's own cache. `seconds` is null where they move without end, and
`folds` says that whoever looks can fold them away.
"""

import base64
import binascii
import math

from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cached_resource
from audits.facts.animated_images import AnimatedImages
from audits.gatherers._animation_frames import motion
from audits.gatherers._scripts import look

READ = 8
BYTES = 3_000_000


async def gather(tab: Tab) -> AnimatedImages:
    """The `items` that move; of many pictures the first files are read."""
    seen = await look(tab, "animated_images")
    sources = list(dict.fromkeys(item["source"] for item in seen["items"]))[:READ]
    motions = {source: motion(await content_of(tab, source) or b"") for source in sources}
    moving = []
    for item in seen["items"]:
        source = item.pop("source")
        told = motions.get(source)
        if told and told.seconds:
            seconds = None if math.isinf(told.seconds) else round(told.seconds, 1)
            item |= {"frames": len(told.frames), "seconds": seconds}
            moving.append(item | {"round": round(sum(told.frames), 2)})
    return {"items": moving, "pictures": len(seen["items"]), "stops": seen["stops"]}


async def content_of(tab: Tab, source: str) -> bytes | None:
    """The bytes behind an address, which may hold them itself."""
    if not source.startswith("data:"):
        return await cached_resource(tab, source, BYTES)
    try:
        return base64.b64decode(source.partition(",")[2])
    except (binascii.Error, ValueError):
        return None
