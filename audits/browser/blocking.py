"""Leave out kinds of resources: a shortcut, off unless asked for, since it changes what is seen."""

from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Route

THIRD_PARTY = "third-party"


async def block(context: BrowserContext, kinds: frozenset[str]) -> None:
    """Let a context load none of these kinds (Playwright's names: image, media, font …)."""
    if not kinds:
        return

    async def decide(route: Route) -> None:
        request = route.request
        foreign = THIRD_PARTY in kinds and is_foreign(request.url, request.frame.page.url)
        if request.is_navigation_request() or not (request.resource_type in kinds or foreign):
            await route.continue_()
        else:
            await route.abort()

    await context.route("**/*", decide)


def is_foreign(url: str, page: str) -> bool:
    """Whether an address belongs to another host than the page that asks for it.

    >>> is_foreign("https://cdn.example/x.js", "https://a.jp/"), is_foreign("data:,", "https://a.jp/")
    (True, False)
    """
    host = urlsplit(url).hostname
    return host is not None and host != urlsplit(page).hostname
