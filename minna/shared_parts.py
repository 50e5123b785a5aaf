"""When a selector is taken to lie in a part that a site's pages share, such as a header."""

MIN_SHARE, MIN_PAGES = 0.6, 3
"""The least share and number of the measured pages on which it must be."""


def is_shared(pages_with: int, pages: int) -> bool:
    """Whether a selector that is on `pages_with` of `pages` measured pages is in a shared part.

    >>> is_shared(6, 10), is_shared(5, 10), is_shared(2, 2)
    (True, False, False)
    """
    return pages_with >= max(MIN_PAGES, MIN_SHARE * pages)
