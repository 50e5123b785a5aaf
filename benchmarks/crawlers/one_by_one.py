"""A site after the other, a browser's page for each page, as CWAC and Oobee crawl: `… ORDER`.

Only the manner is theirs: one browser, links read off the rendered page, the pause between pages.
Their own programs do more with each page, and would be dearer.
"""

import json
import sys
import time
from collections import deque
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.href)"


def crawl(browser: Browser, url: str, cap: int, pause: float, until: float) -> list[str]:
    """The pages of a site, in a browser."""
    queued, waiting, crawled = {url}, deque([url]), []
    while waiting and len(crawled) < cap and time.monotonic() < until:
        page = browser.new_page()
        try:
            page.goto(waiting.popleft(), wait_until="load", timeout=10_000)
            crawled.append(page.url)
            for link in page.evaluate(LINKS):
                link = urldefrag(link).url
                if urlsplit(link).netloc == urlsplit(url).netloc and link not in queued:
                    queued.add(link)
                    waiting.append(link)
        except BrowserError:
            continue  # a page that does not load is left out, as these tools do
        finally:
            page.close()
        time.sleep(pause)
    return crawled


if __name__ == "__main__":
    order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    rules = "MAP *.nation.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    end = time.monotonic() + order["seconds"]
    with sync_playwright() as driver:
        opened = driver.chromium.launch(
            executable_path=order["browser"], args=[f"--host-resolver-rules={rules}"]
        )
        found = [
            page
            for url in order["urls"]
            if time.monotonic() < end
            for page in crawl(opened, url, order["cap"], order["pause"], end)
        ]
        opened.close()
    lines = "".join(json.dumps({"url": url}) + "\n" for url in found)
    Path(order["answer"]).write_text(lines, encoding="utf-8")
