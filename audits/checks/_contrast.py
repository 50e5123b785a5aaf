"""What several checks know of contrast: WCAG's ratio, and how much of it letters need."""

from collections.abc import Sequence

Colour = Sequence[float]
"""Red, green, blue and opacity, as gatherers give them."""


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two solid colours.

    >>> round(ratio([0, 0, 0, 1], [255, 255, 255, 1]), 1)
    21.0
    """
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(colour: Colour) -> float:
    """How light a colour is, from 0 to 1."""
    red, green, blue = (linear(value / 255) for value in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(value: float) -> float:
    """A channel's share of light."""
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def over(above: Colour, below: Colour) -> list[float]:
    """What is seen of a colour that lies on another.

    >>> over([0, 0, 0, 0.5], [255, 255, 255, 1])
    [127.5, 127.5, 127.5, 1.0]
    """
    seen = zip(above[:3], below[:3], strict=True)
    return [a * above[3] + b * (1 - above[3]) for a, b in seen] + [1.0]


def wanted(size: float, *, bold: bool, japanese: bool) -> float:
    """The ratio that letters of a size in CSS pixels need; full-width letters are large later.

    >>> wanted(24, bold=False, japanese=True), wanted(24, bold=False, japanese=False)
    (4.5, 3.0)
    """
    points = size * 0.75
    large = (18 if bold else 22) if japanese else (14 if bold else 18)
    return 3.0 if points >= large else 4.5
