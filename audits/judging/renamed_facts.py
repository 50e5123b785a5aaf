"""Names that gatherers had in earlier surveys: their stored facts are read under today's names."""

from dataclasses import replace
from typing import Any

from minna.records import Evidence

RENAMED = {
    "behind": "text_backgrounds",
    "cover": "overlays",
    "frames": "iframes",
    "inputs": "field_changes",
    "keyboard": "tab_order",
    "keys": "character_shortcuts",
    "listening": "speech_before_main",
    "motion": "motion_and_orientation",
    "moving": "animated_images",
    "names": "accessible_names",
    "order": "visual_order",
    "reading": "large_images",
    "schemes": "color_schemes",
    "sheets": "stylesheets",
    "states": "hover_focus_styles",
    "unsent": "script_rendered_text",
    "wayfinding": "navigation",
    "ways": "bypass_links",
    "weight": "page_weight",
    "words": "text_by_language",
}
"""{earlier name: today's}; no name of today stands on the left."""


def with_current_names(evidence: Evidence) -> Evidence:
    """Evidence whose facts and errors are keyed as today's gatherers are named.

    >>> old = Evidence("r", "s", "u", "phone", "ok", facts={"ways": {}, "text": {}})
    >>> sorted(with_current_names(old).facts)
    ['bypass_links', 'text']
    """
    if RENAMED.keys().isdisjoint(evidence.facts) and RENAMED.keys().isdisjoint(evidence.errors):
        return evidence
    return replace(evidence, facts=renamed(evidence.facts), errors=renamed(evidence.errors))


def renamed(by_gatherer: dict[str, Any]) -> dict[str, Any]:
    """The same, by today's names."""
    return {RENAMED.get(name, name): value for name, value in by_gatherer.items()}
