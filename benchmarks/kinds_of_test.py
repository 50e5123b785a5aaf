"""What a check's verdict rests on, which decides whether its like may speak for it.

A way of failing that few pages of others show cannot prove itself by its own number. Where nothing
is judged, tests of one kind go wrong in the same manner (what they look at is not what the standard
means), and what is known of all of them says something of each. Where words or looks stand for a
meaning, each test goes wrong in its own manner and has to prove itself alone. Who writes a check
does not choose its kind: what is named nowhere here is judged.
"""

from typing import Final

COMPUTED: Final = "computed"
"""A specification's rule or number, from the document, its styles or its pixels."""
TRIED: Final = "tried"
"""What keys, pointer, time, zoom or a turned screen did to the page."""
JUDGED: Final = "judged"
"""Words, pictures or looks stand for a meaning."""
POOLED = (COMPUTED, TRIED)
"""Kinds whose tests speak for each other."""
OURS = {
    COMPUTED: frozenset(
        {
            "held-spacing",
            "hidden-focus",
            "placeholder-contrast",
            "sideways-scroll",
            "source-parses",
            "text-over-image",
        }
    ),
    TRIED: frozenset(
        {
            "change-on-focus",
            "change-on-input",
            "focus-lost",
            "focus-visible",
            "hidden-focus-kept",
            "keyboard-trap",
            "media-autoplay",
            "moving-content",
            "moving-image",
            "orientation",
            "scroll-by-keyboard",
            "state-contrast",
            "text-at-200",
        }
    ),
}
AXE_JUDGES = frozenset({"axe:bypass", "axe:table-fake-caption", "axe:td-has-header"})
"""axe's rules that guess what something is for; all others are computed."""


def kind_of(check: str) -> str:
    """What the verdicts of a check rest on.

    >>> kind_of("axe:image-alt"), kind_of("keyboard-trap"), kind_of("page-title-words")
    ('computed', 'tried', 'judged')
    """
    if check.startswith("axe:"):
        return JUDGED if check in AXE_JUDGES else COMPUTED
    return next((kind for kind, checks in OURS.items() if check in checks), JUDGED)
