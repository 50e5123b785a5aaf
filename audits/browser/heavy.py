"""What may take long on what a page has given us: in processes that can be killed, not in the loop.

What is small is done at once. The processes are the event loop's, and are ended with `close`.
"""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from minna.workers import Workers

SMALL = 100_000
"""Characters that are read at once: at worst in a tenth of a second (docs/engine.md)."""
P = ParamSpec("P")
T = TypeVar("T")
pools: WeakKeyDictionary[asyncio.AbstractEventLoop, Workers] = WeakKeyDictionary()


async def call(
    url: str, size: int, function: Callable[P, T], /, *args: P.args, **named: P.kwargs
) -> T:
    """What a module's function gives; `url` says on whose account, `size` how much there is.

    Raises what `Workers.call` raises, where there is much.
    """
    if size <= SMALL:
        return function(*args, **named)
    workers = pools.setdefault(asyncio.get_running_loop(), Workers())
    done = await workers.call(urlsplit(url).netloc, function, *args, **named)
    return done.value


async def close() -> None:
    """End the processes of this loop."""
    workers = pools.pop(asyncio.get_running_loop(), None)
    if workers:
        await workers.close()
