"""What `large_images` gives: the largest pictures, to be read."""

from typing import NotRequired, TypedDict


class LargeImage(TypedDict):
    """A picture, before or after it is read."""

    selector: str
    picture: NotRequired[str]  # JPEG in base64, until it is read
    lines: list[str] | None  # that were read; None: not yet


class LargeImages(TypedDict):
    """The pictures, and what the page says."""

    items: list[LargeImage]
    of: int
    text: str
