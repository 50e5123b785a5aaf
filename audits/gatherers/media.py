"""Every audio and video: how it starts, how long it is, whether it sounds, and what stands beside.

`duration` is in seconds, and null where the browser does not know it; `sound` likewise. `text` and
`links` are those right before and after it that can be seen or opened; `stops` names the page's
buttons; `players` are frames of the well-known video services.
"""

from typing import Any

from playwright.async_api import Page as Tab

from audits.gatherers._look import look
from audits.world import ask

WAIT = """new Promise((done) => {
  const all = (tag) => [...document.getElementsByTagName(tag)];
  const isBusy = (media) => media.networkState === 2 && media.readyState < 2;
  const busy = () => [...all('audio'), ...all('video')].some(isBusy);
  let left = 15;
  const ask = () => { if (left-- > 0 && busy()) setTimeout(ask, 100); else done('0'); };
  ask();
})"""
"""A recording tells its length with its first bytes: they are waited for, 1.5 seconds."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 100 `items`, the `players`, and the names of buttons that may stop the sound."""
    seen = dict(await look(tab, "media"))
    if not seen["items"]:
        return seen
    await ask(tab, WAIT)
    return dict(await look(tab, "media"))
