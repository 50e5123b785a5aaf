"""What `navigation` gives: menus, search, and other languages."""

from typing import TypedDict

from audits.facts._node import Node


class NavigationPart(Node):
    """Something outside of the main content."""

    part: str  # header, footer, aside, nav; empty: none is marked


class MenuLink(TypedDict):
    """A link of a menu."""

    name: str
    href: str
    shown: bool


class Menu(NavigationPart):
    """Links that stand together."""

    nav: bool
    links: list[MenuLink]


class Search(NavigationPart):
    """A form or field for searching."""

    shown: bool
    button: str


class NavigationButton(NavigationPart):
    """A button."""

    name: str


class Choice(NavigationPart):
    """A list to choose from."""

    names: list[str]


class Navigation(TypedDict):
    """The ways to other pages."""

    menus: list[Menu]
    searches: list[Search]
    buttons: list[NavigationButton]
    choices: list[Choice]
    languages: list[str]  # tags that the head names
    widgets: list[NavigationPart]  # of machine translation
    capped: bool
