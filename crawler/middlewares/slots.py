"""Scrapy's download slots: the turns that hosts wait for."""

from time import monotonic

from scrapy.crawler import Crawler


def raise_delay(crawler: Crawler, slot: str, pause: float) -> None:
    """Leave at least so many seconds between two requests of a slot, now and if it is made anew."""
    assert crawler.engine is not None
    downloader = crawler.engine.downloader
    kept = downloader.per_slot_settings.get(slot, {}).get("delay", 0.0)
    pause = max(pause, kept)
    downloader.per_slot_settings[slot] = {"delay": pause, "concurrency": 1, "jitter": 0.0}
    if slot in downloader.slots:
        downloader.slots[slot].delay = pause


def restart_delay(crawler: Crawler, slot: str) -> None:
    """Begin the pause of a slot now.

    Scrapy counts from when a request was about to leave, so that on a busy machine, or after a
    slow answer, the server would see less than the pause.
    """
    assert crawler.engine is not None
    if slot in crawler.engine.downloader.slots:
        crawler.engine.downloader.slots[slot].lastseen = monotonic()


def delay_of(crawler: Crawler, slot: str) -> float:
    """The seconds between two requests of a slot."""
    assert crawler.engine is not None
    return float(crawler.engine.downloader.per_slot_settings.get(slot, {}).get("delay", 0.0))
