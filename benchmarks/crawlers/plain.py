"""Scrapy as its tutorial shows it, over the same towns with the same courtesy: `… ORDER`.

It follows a town's links, as many as the cap allows, keeps address and title, and knows nothing of
traps, twins, templates, encodings that lie, or of going on after a kill.
"""

import json
import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import HtmlResponse, Response
from scrapy.linkextractors import LinkExtractor


class Plain(scrapy.Spider):
    """Follows links."""

    name = "plain"

    def __init__(self, urls: list[str], cap: int) -> None:
        super().__init__()
        self.urls, self.cap = urls, cap
        self.asked: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.links = LinkExtractor()

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """The home pages."""
        for url in self.urls:
            yield scrapy.Request(url, self.parse)

    def parse(self, response: Response) -> Iterator[Any]:
        """A page, and its links on the same host."""
        host = urlsplit(response.url).netloc
        if not isinstance(response, HtmlResponse):
            return
        yield {"url": response.url, "title": response.css("title::text").get()}
        for link in self.links.extract_links(response):
            is_new = urlsplit(link.url).netloc == host and link.url not in self.seen
            if is_new and self.asked[host] < self.cap:
                self.asked[host] += 1
                self.seen.add(link.url)
                yield response.follow(link, self.parse)


if __name__ == "__main__":
    order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    process = AsyncCrawlerProcess(
        {
            "CONCURRENT_REQUESTS": order["lanes"],
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": order["pause"],
            "RANDOMIZE_DOWNLOAD_DELAY": False,
            "ROBOTSTXT_OBEY": True,
            "COOKIES_ENABLED": False,
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "LOG_LEVEL": "ERROR",
            "TWISTED_DNS_RESOLVER": "benchmarks.nation_hosts.Resolver",
            "FEEDS": {order["answer"]: {"format": "jsonlines"}},
        }
    )
    process.crawl(Plain, order["urls"], order["cap"])
    process.start()
