"""Which sites are audited at once, so that the cores have work during the hosts' crawl delays."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")
SITES_PER_CORE = 8
"""Sites in progress for each core: three are visited, and with a crawl delay of 1 s after visits of
1.2 s it takes five more to have one ready at any time; see tests/test_audits_host_throttle.py."""
SLOW_HOST_DELAY = 2.0
"""Hosts with a longer crawl delay (seconds) use a separate semaphore, so they cannot starve faster
hosts."""


@dataclass(slots=True)
class HostQueue(Generic[T]):
    """Sites that share an IP address: audited one after the other, as they share its throttle."""

    pause: float = 0.0
    pages: int = 0
    sites: list[T] = field(default_factory=list)

    def seconds(self) -> float:
        """About how long it will take."""
        return self.pages * (1 + self.pause)


def group_by_host(sites: Iterable[tuple[T, str, float, int]]) -> list[HostQueue[T]]:
    """Lanes of (site, slot, pause, pages), the longest first: begun late, it would end alone."""
    queues: dict[str, HostQueue[T]] = defaultdict(HostQueue)
    for site, slot, pause, pages in sites:
        queue = queues[slot]
        queue.sites.append(site)
        queue.pages += pages
        queue.pause = max(queue.pause, pause)
    return sorted(queues.values(), key=HostQueue.seconds, reverse=True)


async def run_all(
    queues: Iterable[HostQueue[T]], cores: int, go: Callable[[T], Awaitable[None]]
) -> None:
    """Run all queues, as many at once as the semaphores allow."""
    usual, slow = (asyncio.Semaphore(cores * SITES_PER_CORE) for _ in range(2))
    async with asyncio.TaskGroup() as group:
        for queue in queues:
            group.create_task(
                run_queue(queue, slow if queue.pause > SLOW_HOST_DELAY else usual, go)
            )


async def run_queue(
    queue: HostQueue[T], semaphore: asyncio.Semaphore, go: Callable[[T], Awaitable[None]]
) -> None:
    """Run the sites of one queue once the semaphore is free."""
    async with semaphore:
        for site in queue.sites:
            await go(site)
