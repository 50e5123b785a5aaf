"""Elements that axe faults by the letter of ARIA, and that may be told rightly all the same.

A rule may be sure of most of its elements and not of these: what they lack is something that hardly
any assistive technology uses, or they have what is asked for and something else beside it.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from audits.facts._node import Node
from audits.facts.accessible_names import AccessibleNames
from audits.facts.axe import AxeRule
from minna.records import Evidence

TAG = re.compile(r"\s*<[^\s<>]{1,60}((?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}')*)")
ATTRIBUTE = re.compile(
    r"([^\s\"'<>/=]{1,60})(?:\s{0,3}=\s{0,3}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})'|([^\s\"'>]{1,500})))?"
)
YES_OR_NO = frozenset({"true", "false"})
THREE_STATES = YES_OR_NO | {"mixed"}
TOKENS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("aria-atomic", "aria-busy", "aria-disabled", "aria-expanded", "aria-hidden"),
            *("aria-modal", "aria-multiline", "aria-multiselectable", "aria-readonly"),
            *("aria-required", "aria-selected"),
        ),
        YES_OR_NO,
    ),
    **dict.fromkeys(("aria-checked", "aria-pressed"), THREE_STATES),
    "aria-autocomplete": frozenset({"inline", "list", "both", "none"}),
    "aria-current": YES_OR_NO | {"page", "step", "location", "date", "time"},
    "aria-haspopup": YES_OR_NO | {"menu", "listbox", "tree", "grid", "dialog"},
    "aria-invalid": YES_OR_NO | {"grammar", "spelling"},
    "aria-live": frozenset({"off", "polite", "assertive"}),
    "aria-orientation": frozenset({"horizontal", "vertical", "undefined"}),
    "aria-sort": frozenset({"ascending", "descending", "none", "other"}),
}
"""Values of ARIA 1.2 for attributes that have a list of them."""
NUMBERS = frozenset(
    f"aria-{name}"
    for name in (
        *("colcount", "colindex", "colspan", "level", "posinset", "rowcount", "rowindex"),
        *("rowspan", "setsize", "valuemax", "valuemin", "valuenow"),
    )
)
NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,12})?")
UNSET = frozenset({"", "undefined"})
"""Values that leave an attribute as if it were not there."""
OWNED: Mapping[str, frozenset[str]] = {
    "tablist": frozenset({"tab"}),
    "listbox": frozenset({"option"}),
    "menu": frozenset({"menuitem", "menuitemcheckbox", "menuitemradio"}),
    "menubar": frozenset({"menuitem", "menuitemcheckbox", "menuitemradio"}),
    "radiogroup": frozenset({"radio"}),
    "tree": frozenset({"treeitem"}),
}
"""What a part of these roles must hold, as far as visits note it."""
ROLE = re.compile(r"(?<![\w-])role\s{0,3}=\s{0,3}[\"']?\s{0,3}([a-z]{3,20})", re.IGNORECASE)


def has_only_lost_references(node: Node, evidence: Evidence) -> bool:
    """Whether no value is wrong in itself: what is named by an id is not there, or nothing is set.

    A control works and is told as before where `aria-controls` names a part that is made later.
    """
    tag = TAG.match(str(node["html"]))
    return not any(is_wrong(name, value) for name, value in attributes(tag[1] if tag else ""))


def attributes(markup: str) -> Iterable[tuple[str, str]]:
    """The ARIA attributes of a start tag with their values."""
    for name, *values in ATTRIBUTE.findall(markup):
        if name.lower().startswith("aria-"):
            yield name.lower(), next((value for value in values if value), "").strip()


def is_wrong(name: str, value: str) -> bool:
    """Whether an attribute has a value that is none of its own.

    >>> is_wrong("aria-expanded", "yes"), is_wrong("aria-checked", ""), is_wrong("aria-level", "x")
    (True, False, True)
    >>> is_wrong("aria-controls", "menu-3")
    False
    """
    if value.lower() in UNSET:
        return False
    if name in NUMBERS:
        return not NUMBER.fullmatch(value)
    return name in TOKENS and value.lower() not in TOKENS[name]


def holds_what_is_asked(node: Node, evidence: Evidence) -> bool:
    """Whether a part holds what its role must hold, with something else beside it."""
    role = ROLE.search(str(node["html"]).partition(">")[0])
    wanted = OWNED.get(role[1].lower(), frozenset()) if role else frozenset()
    inner = f"{node['selector']} > "
    names: AccessibleNames | None = evidence.facts.get("accessible_names")
    return any(
        control["role"] in wanted and control["selector"].startswith(inner)
        for control in (names.get("items", ()) if names else ())
    )


DOUBTS: Mapping[str, Callable[[Node, Evidence], bool]] = {
    "aria-valid-attr-value": has_only_lost_references,
    "aria-required-children": holds_what_is_asked,
}
"""By the rule, whether it is no more than likely to be right of an element."""


def split(rule: AxeRule, evidence: Evidence) -> list[tuple[AxeRule, bool]]:
    """A rule's faults in those of which it is sure, and those of which it is not (then true).

    Elements that axe counted without listing them go with those that are listed: surely at fault
    if any is.
    """
    doubt = DOUBTS.get(rule["id"])
    if doubt is None:
        return [(rule, False)]
    doubtful = [node for node in rule["nodes"] if doubt(node, evidence)]
    certain = [node for node in rule["nodes"] if node not in doubtful]
    unlisted = rule["count"] - len(rule["nodes"])
    parts: list[tuple[AxeRule, bool]] = []
    if certain:
        count = len(certain) + unlisted
        parts.append((rule | {"nodes": certain, "count": count}, False))
    if doubtful:
        count = len(doubtful) + (0 if certain else unlisted)
        parts.append((rule | {"nodes": doubtful, "count": count}, True))
    return parts
