"""What several checks know of elements that scripts listen to: which are home-made controls."""

from typing import Any

PRESSED = {"click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart", "touchend"}
SHORT = 40
"""A control's words are few; a longer text that listens is a card or a part of the page."""
CONTROLS = {
    "button",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "tab",
    "option",
    "checkbox",
    "radio",
    "switch",
    "treeitem",
    "slider",
    "combobox",
    "textbox",
    "spinbutton",
    "gridcell",
}
PARTS = {
    "tbody",
    "thead",
    "tr",
    "table",
    "form",
    "main",
    "header",
    "footer",
    "nav",
    "section",
    "canvas",
}


def is_control(element: dict[str, Any]) -> bool:
    """Whether an element of its own accord does something when it is pressed, by its looks too.

    Not if a link or a button in it or around it may do the same, nor if it is large or empty.
    """
    return (
        bool(PRESSED & set(element["types"]))
        and not element["reached_inside"]
        and not element["inside"]
        and element["tag"] not in PARTS
        and not element["blocks"]
        and (
            0 < len(element["words"]) <= SHORT or (not element["words"] and element["images"] == 1)
        )
        and (element["pointer"] or (element["boxed"] and bool(element["words"])))
    )


def is_focusable(element: dict[str, Any]) -> bool:
    """Whether the Tab key gets there."""
    return element["tabindex"] is not None and not element["tabindex"].strip().startswith("-")


def shown(element: dict[str, Any]) -> str:
    """How an element is told of: by its words, else by its tag."""
    return str(element["words"] or f"<{element['tag']}>")[:30]
