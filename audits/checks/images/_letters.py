"""What checks of pictures share: whether a picture mainly shows text, and whether it is a logo."""

import re

from audits.facts.pixels import Picture

LOGO = re.compile(r"logo|ロゴ|市章|町章|村章|県章|紋章|シンボルマーク|emblem|brand", re.IGNORECASE)
LOW = 60  # points: what is lower is a button, a menu's item or a headline


def shows_text(image: Picture) -> bool:
    """Whether letters are what a picture is made of, rather than something in it.

    Charts and maps have a few letters beside each mark, photographs have no flat ground, and a
    drawing's strokes do not stand in a row.
    """
    if image["written"] >= 4:
        return True
    seen = image["letters"]
    if not seen or not seen["lines"]:
        return False
    if seen["flat"] < (0.45 if seen["height"] <= LOW else 0.56):
        return False
    fills = seen["share"] >= 0.12 and seen["tall"] <= 0.45 * seen["height"]
    if seen["height"] <= LOW and seen["width"] >= 2.2 * seen["height"]:
        fills = seen["share"] >= 0.12
        if seen["letters"] >= 4 and fills and seen["tall"] <= 24 and seen["lines"] <= 2:
            return True
    many = seen["letters"] >= 20 and seen["letters"] >= 10 * seen["lines"]
    return bool(many or (seen["letters"] >= 6 and fills))


def is_logo(image: Picture) -> bool:
    """Whether its names or its place say that it is a logo, which may be a picture of text."""
    names = f"{image['file']} {image['alt']} {image['names']}"
    return bool(LOGO.search(names)) or (image["home"] and image["frame"])
