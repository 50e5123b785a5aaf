"""What several checks know of contrast: WCAG's ratio, and how much of it letters need."""

from collections.abc import Sequence

from audits.facts.color_schemes import SchemeText
from audits.facts.hover_focus_styles import StateColours

Colour = Sequence[float]
"""Red, green, blue and opacity, as gatherers give them."""
LookOfText = SchemeText | StateColours
ROUNDING = 0.05
SHADE = 6
"""Maximum difference, of 255, between shades that a screenshot shows of one colour."""


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


def ground(text: LookOfText) -> Colour | None:
    """What lies behind letters: as a picture shows it, or else as the styles say.

    >>> ground({"letters": [0, 0, 0, 1], "ground": [255, 255, 255, 1], "drawn": None})
    """
    known: Colour | None = text.get("drawn", text["ground"])
    return known if text["letters"] else None


def contrast(text: LookOfText) -> float:
    """The contrast of letters with what lies behind them; nothing where that is unknown."""
    letters, behind = text["letters"], ground(text)
    return ratio(letters, behind) if letters and behind else 0.0


def need(text: LookOfText) -> float:
    """The least contrast that letters may have, with room for what rounding does."""
    return wanted(text["size"], bold=text["bold"], japanese=text["japanese"]) - ROUNDING


def turns_weak(text: LookOfText) -> bool:
    """Whether letters cannot be read that can be read at `rest`."""
    if not ground(text) or contrast(text) >= need(text):
        return False
    rest = text["rest"]
    return rest is not None and ratio(rest["letters"], rest["ground"]) >= need(text)


def is_drawn(text: LookOfText) -> bool:
    """Whether a picture shows the very ground that the styles tell of."""
    drawn, told = text.get("drawn"), text["ground"]
    if not (drawn and told):
        return False
    return all(abs(one - other) <= SHADE for one, other in zip(drawn, told, strict=True))
