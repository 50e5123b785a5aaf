"""Work that is begun and that nobody waits for, such as an answer to an event of the browser's."""

import asyncio
from collections.abc import Coroutine
from typing import Any

going_on: set[asyncio.Task[None]] = set()
"""Event loops hold what they run by a weak reference only."""


def begin(work: Coroutine[Any, Any, None]) -> None:
    """Have the running loop do it, held for as long as it lasts."""
    task = asyncio.ensure_future(work)
    going_on.add(task)
    task.add_done_callback(going_on.discard)
