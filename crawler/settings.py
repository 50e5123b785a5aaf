"""How Scrapy behaves towards the servers it visits; the one settings file that it reads."""

from scrapy.settings.default_settings import RETRY_EXCEPTIONS

from minna.settings import RunSettings
from minna.user_agent import product_token
from minna.workers import CALL_SECONDS

BOT_NAME = "minna"
SPIDER_MODULES = ["crawler.spiders"]
USER_AGENT = product_token()
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Language": "ja,en;q=0.5",
}

# One request in flight per host and a pause after each; many hosts at once is how it goes fast.
# While a host has its pause its lane waits, so that lanes cost memory (3 MB each) and no CPU.
CONCURRENT_REQUESTS = 64
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = RunSettings().pause
DOWNLOAD_DELAY_JITTER = 0.0
DOWNLOAD_TIMEOUT = 30
DOWNLOAD_MAXSIZE = RunSettings().crawl_bytes
DOWNLOAD_WARNSIZE = 0
DNS_TIMEOUT = 15
PARSE_SECONDS = CALL_SECONDS  # CPU time of an answer that is parsed by a process of its own
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 300_000_000  # answers that wait to be parsed hold up no other site
RETRY_TIMES = 1
RETRY_EXCEPTIONS = [*RETRY_EXCEPTIONS, "crawler.egress.ProxyEnded"]
RETRY_HTTP_CODES = [408, 502, 504]  # 429 and 503 ask for patience, see middlewares/patience.py

# Redirects, robots.txt and error pages are facts about an address: our own code records them.
REDIRECT_ENABLED = False
METAREFRESH_ENABLED = False
ROBOTSTXT_OBEY = False  # middlewares/robots.py obeys it, and reads it as RFC 9309 says
HTTPERROR_ALLOW_ALL = True
COOKIES_ENABLED = False  # middlewares/cookies.py sends them where a site wants them
REFERER_ENABLED = False
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the frontier knows what was asked for
DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.private_hosts.PrivateHostMiddleware": 100,
    "crawler.middlewares.robots.RobotsMiddleware": 110,
    "crawler.middlewares.authorization.AuthorizationMiddleware": 120,
    "crawler.middlewares.retry_after.RetryAfterMiddleware": 560,
    "crawler.middlewares.conditional_get.ConditionalGetMiddleware": 570,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "crawler.middlewares.decompression.DecompressionMiddleware": 590,
    "crawler.middlewares.cookies.CookiesMiddleware": 700,
}
DOWNLOAD_HANDLERS = {
    "http": "crawler.logging_handler.LoggingDownloadHandler",
    "https": "crawler.logging_handler.LoggingDownloadHandler",
}

# Doors that Scrapy would open for its operator, and that nobody needs here.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
LOG_INSTALL_ROOT_HANDLER = False
STATS_DUMP = False
EXTENSIONS = {"scrapy.extensions.logstats.LogStats": None}
