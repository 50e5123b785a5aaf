"""A load that may never end, beside what says that it will not."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


async def unless(
    load: Awaitable[T], over: asyncio.Event, error: Callable[[], Exception], grace: float = 0.0
) -> T:
    """What a load gives; the error where `over` is set and the load has not ended within `grace` s.

    The load is given up then, and when nobody waits for it any more.
    """
    loading, waiting = asyncio.ensure_future(load), asyncio.ensure_future(over.wait())
    try:
        await asyncio.wait({loading, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if grace and not loading.done():
            await asyncio.wait({loading}, timeout=grace)
        if not loading.done():
            raise error()
        return await loading
    finally:
        loading.cancel()
        waiting.cancel()
