"""`python -m crawler BOOK RUN [PARENT PORT [SEARCH]]`: a run's pending sites, in its own process.

Started by a PARENT, it reads from standard input which servers want a user and password, and goes
through the proxy at a PORT of loopback; without one, through a proxy of its own. With the dotted
name of a SEARCH (`minna.task_search`), it searches sites that are crawled in place of crawling.
Scrapy's event loop can be started once in a process, so the rooms' caller keeps out of it.
"""

import logging
import os
import sys

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler import settings as scrapy_settings
from crawler.spiders.services import ServicesSpider
from crawler.spiders.sites import SitesSpider
from minna import credentials
from minna.egress import Egress
from minna.parent import exit_with_parent
from minna.store import Store
from minna.user_agent import product_token

GOOD_ENDS = ("finished", "shutdown")
GRACE = 3.0
"""Seconds for a graceful end, before an end without grace; the database minds neither."""


def settings_of(path: str, run_id: str) -> Settings:
    """Our settings with those of the run laid over them."""
    store = Store(path)
    limits = store.run(run_id).settings
    store.close()
    settings = Settings()
    settings.setmodule(scrapy_settings)
    settings.update(
        {
            "DATABASE": path,
            "RUN": run_id,
            "USER_AGENT": product_token(limits.contact),
            "DOWNLOAD_DELAY": limits.pause,
            "DOWNLOAD_MAXSIZE": limits.crawl_bytes,
            "ALLOW_PRIVATE": limits.allow_private,
        }
    )
    return settings


def main(path: str, run_id: str, parent: str = "", port: str = "", search: str = "") -> int:
    """Crawl; 0 if all was visited or we were asked to stop, 1 with a line on stderr if not."""
    logging.basicConfig(level=logging.WARNING)
    for handler in logging.getLogger().handlers:
        handler.setLevel(logging.WARNING)
    wanted_by = int(parent) if parent else os.getppid()
    if parent:  # whoever starts us so has a line for us
        credentials.from_text(sys.stdin.readline())
    exit_with_parent(wanted_by, GRACE)
    settings = settings_of(path, run_id)
    settings.set("TASK_SEARCH", search)
    if port:
        return crawl(settings, int(port))
    with Egress(allow_private=settings.getbool("ALLOW_PRIVATE")) as egress:
        return crawl(settings, egress.crawler_port)


def crawl(settings: Settings, port: int) -> int:
    """Crawl through the proxy at a port."""
    settings.set("EGRESS_PORT", port)
    process = AsyncCrawlerProcess(settings)
    for name in ("scrapy", "twisted"):  # Scrapy sets its own to DEBUG: a line for each page
        logging.getLogger(name).setLevel(logging.WARNING)
    is_search = bool(settings.get("TASK_SEARCH"))
    crawler = process.create_crawler(ServicesSpider if is_search else SitesSpider)
    process.crawl(crawler)
    process.start()
    reason = crawler.stats.get_value("finish_reason") if crawler.stats else None
    if reason in GOOD_ENDS:
        return 0
    sys.stderr.write(f"{reason or 'the crawl did not begin'}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
