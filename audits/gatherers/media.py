"""Every audio and video: how it starts, how long it is, whether it sounds, and what stands beside.

`duration` is in seconds, and null where the browser does not know it; `sound` likewise. `text` and
`links` are those right before and after it that can be seen or opened; `stops` names the page's
buttons; `players` are frames of the well-known video services. Files of `captions` are read, in
the way that the browser reads them for whoever shows them: their HTTP `status` (null where none
came), how many `cues` they hold, how many characters of `said` words, and `until` which second.
"""

import base64
import re
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page as Tab

from audits.browser.isolated_world import cdp_send, evaluate, sessions
from audits.gatherers._scripts import look

WAIT = """new Promise((done) => {
  const all = (tag) => [...document.getElementsByTagName(tag)];
  const isBusy = (media) => media.networkState === 2 && media.readyState < 2;
  const busy = () => [...all('audio'), ...all('video')].some(isBusy);
  let left = 15;
  const ask = () => { if (left-- > 0 && busy()) setTimeout(ask, 100); else done('0'); };
  ask();
})"""
"""A recording tells its length with its first bytes: they are waited for, 1.5 seconds."""


FILES = 6
"""Maximum caption files read per page."""
BYTES = 100_000
TIMES = re.compile(r"-->[ \t]*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2}[.,]\d{1,3})[^\n]*")
NOT_SAID = re.compile(r"<[^<>]*>|\[[^\[\]]*\]|\([^()]*\)|（[^（）]*）|［[^［］]*］|[\W_]")
"""Marks, and what is heard that is no speech."""


async def gather(tab: Tab) -> dict[str, Any]:
    """Up to 100 `items`, the `players`, and the names of buttons that may stop the sound."""
    seen = dict(await look(tab, "media"))
    if not seen["items"]:
        return seen
    await evaluate(tab, WAIT)
    seen = dict(await look(tab, "media"))
    files = [file for item in seen["items"] for file in item.get("captions", ())]
    for file in files[:FILES]:
        file |= await captions_at(tab, file["address"])
    return seen


async def captions_at(tab: Tab, address: str) -> dict[str, Any]:
    """What a file of captions holds; its `status` alone where it does not come."""
    options = {"disableCache": False, "includeCredentials": False}
    given = {"frameId": sessions[tab].frame, "url": address, "options": options}
    try:
        told = (await cdp_send(tab, "Network.loadNetworkResource", **given))["resource"]
        if not told["success"] or "stream" not in told:
            return {"status": told.get("httpStatusCode")}
        part = await cdp_send(tab, "IO.read", handle=told["stream"], size=BYTES)
        await cdp_send(tab, "IO.close", handle=told["stream"])
    except BrowserError:  # an address that no browser loads
        return {"status": None}
    data = str(part["data"])
    text = base64.b64decode(data).decode("utf-8", "replace") if part["base64Encoded"] else data
    return {"status": told.get("httpStatusCode")} | cues_in(text)


def cues_in(text: str) -> dict[str, Any]:
    """How many cues a WebVTT or SubRip file has, what they say, and when the last one ends.

    >>> cues_in("WEBVTT\\n\\n00:01.000 --> 00:04.500\\n<v Ann>Good morning")
    {'cues': 1, 'said': 11, 'until': 4.5}
    >>> cues_in("WEBVTT\\n\\n00:00.000 --> 00:09.000\\n[音楽]")
    {'cues': 1, 'said': 0, 'until': 9.0}
    """
    parts = re.split(r"\r?\n[ \t]*\r?\n", text[:BYTES])
    cues = [(found, part[found.end() :]) for part in parts if (found := TIMES.search(part))]
    said = sum(len(NOT_SAID.sub("", words)) for _, words in cues)
    ends = [60 * (60 * int(t[1] or 0) + int(t[2])) + float(t[3].replace(",", ".")) for t, _ in cues]
    return {"cues": len(cues), "said": said, "until": max(ends, default=0.0)}
