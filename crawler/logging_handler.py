"""Where a request leaves for the network, through the proxy, and its answer comes back.

It is the place to take its time.
"""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.egress import ProxiedPool
from crawler.lenient_http import ClientFactory
from minna.clock import now


class LoggingDownloadHandler(HTTP11DownloadHandler):
    """Scrapy's own handler; the spider is notified of every request, robots.txt among them."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # which one is settled when a crawl begins

        port, per_host = crawler.settings.getint("EGRESS_PORT"), self._pool.maxPersistentPerHost
        self._pool = ProxiedPool(reactor, port, self._contextFactory, per_host, ClientFactory)

    async def download_request(self, request: Request) -> Response:
        """Send the request, and log when, and the bytes of the body as they were sent."""
        began, size = now(), 0
        try:
            response = await super().download_request(request)
            size = len(response.body)
            return response
        finally:
            log_request = getattr(self._crawler.spider, "log_request", None)
            if log_request:
                log_request(request, began, now(), size)
