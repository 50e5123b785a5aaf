"""What several checks know of elements that scripts listen to: which are home-made controls."""

import re

from audits.facts.handlers import Handlers, Listener

PRESSED = {
    "click",
    "dblclick",
    "mousedown",
    "mouseup",
    "pointerdown",
    "pointerup",
    "touchstart",
    "touchend",
}
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
INNER = {
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "tab",
    "option",
    "radio",
    "treeitem",
    "gridcell",
}
"""Parts of a larger control, within which arrow keys move."""
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


ACTS = re.compile(r"""\bonclick="[^"]*(?:location|open\(|submit\(|href)""", re.IGNORECASE)
"""A script in the markup that leads somewhere, sends something or opens a window."""


def is_control(element: Listener) -> bool:
    """Whether an element of its own accord does something when it is pressed, by its looks too.

    Not if a link or a button in it or around it may do the same, nor if it is large or empty.
    """
    return bool(PRESSED & set(element["types"])) and looks_alone(element) and is_signed(element)


def may_be_control(element: Listener) -> bool:
    """Whether an element has a pointing hand where only the page as a whole listens."""
    return not element["types"] and element["pointer"] and looks_alone(element)


def looks_alone(element: Listener) -> bool:
    """Whether an element is small, says something, and holds no control and is in none."""
    return (
        not element["reached_inside"]
        and not element["inside"]
        and element["tag"] not in PARTS
        and not element["blocks"]
        and (
            0 < len(element["words"]) <= SHORT or (not element["words"] and element["images"] == 1)
        )
    )


def is_signed(element: Listener) -> bool:
    """Whether an element looks as if it could be pressed, or its script says what it does."""
    return (
        element["pointer"]
        or (element["boxed"] and bool(element["words"]))
        or element["tag"] in {"a", "img"}
        or bool(ACTS.search(element["html"]))
    )


def is_focusable(element: Listener) -> bool:
    """Whether the Tab key gets there."""
    return element["tabindex"] is not None and not element["tabindex"].strip().startswith("-")


def shown(element: Listener) -> str:
    """How an element is told of: by its words, else by its tag."""
    return str(element["words"] or f"<{element['tag']}>")[:30]


def unreached(handlers: Handlers) -> list[Listener]:
    """Home-made controls that the Tab key does not get to."""
    controls = [element for element in handlers["items"] if is_control(element)]
    return [c for c in controls if not is_focusable(c) and not is_moved_to(c)]


def deaf(handlers: Handlers) -> list[Listener]:
    """Those that it gets to, and that listen to no keys: nor does anything above them."""
    controls = [element for element in handlers["items"] if is_control(element)]
    return [c for c in controls if is_focusable(c) and not c["keys"] and not handlers["keys"]]


def is_moved_to(control: Listener) -> bool:
    """Whether arrow keys may get there, as they do in menus and lists: then nothing is known."""
    return control["role"] in INNER or control["tabindex"] is not None
