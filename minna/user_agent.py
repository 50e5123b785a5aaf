"""Who we say we are to every server: always Minna, always with an address to complain to."""

from minna import __version__

CONTACT = "https://example.org/minna"
"""Where a site's operator can read about us and ask us to stop; `--contact` replaces it."""


def product_token(contact: str = CONTACT) -> str:
    """Our name, version and contact; robots.txt may address us as `Minna`.

    >>> product_token("https://example.lg.jp/about").endswith("(+https://example.lg.jp/about)")
    True
    """
    return f"Minna/{__version__} (+{contact})"


def user_agent(chromium: str, *, mobile: bool, contact: str = CONTACT) -> str:
    """The browser's name as its pages expect it, with our own behind it.

    Without a contact it is the browser's ordinary one, which only `--plain-agent` asks for.
    """
    system = "Linux; Android 10; K" if mobile else "X11; Linux x86_64"
    safari = "Mobile Safari/537.36" if mobile else "Safari/537.36"
    major = chromium.partition(".")[0]
    ordinary = (
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{major}.0.0.0 {safari}"
    )
    return f"{ordinary} {product_token(contact)}" if contact else ordinary


def brands(chromium: str, contact: str = CONTACT) -> list[dict[str, str]]:
    """The same for the client hints: the browser, by no name of one without a head, and we.

    >>> [brand["brand"] for brand in brands("156", "")]
    ['Not:A-Brand', 'Chromium']
    """
    versions = {"Not:A-Brand": "8", "Chromium": chromium}
    if contact:
        versions["Minna"] = __version__
    return [{"brand": brand, "version": version} for brand, version in versions.items()]
