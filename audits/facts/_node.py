"""What all facts about an element begin with."""

from typing import TypedDict


class Node(TypedDict):
    """An element of the page."""

    selector: str  # CSS; of an element in a frame or shadow tree the path to it
    html: str  # its beginning, as the browser writes it


Colour = list[float]
"""[red, green, blue, opacity]: 0 to 255, and 0 to 1."""
