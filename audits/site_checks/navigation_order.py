"""Menus that come back on every page keep their order.

Whoever learnt that “contact” is the fourth link of the menu, by ear, by magnifier or by habit,
looks for it there on the next page.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypedDict

from audits.checks._shared.japanese import letters
from audits.facts.navigation import Navigation
from audits.site_checks import LIKELY, failed, inapplicable, passed
from audits.site_checks._ways import address, commonest
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.3",
    impact="moderate",
    title={"ja": "メニューの並び順", "en": "The order of menus"},
    passed={
        "ja": "繰り返し現れるメニューは、どのページでも同じ順番に並んでいます",
        "en": "Menus that come back keep the same order on all pages",
    },
    failed={
        "order": {
            "ja": "繰り返し現れるメニューの項目の順番が、ほかのページと違います（{count} ページ）",
            "en": "A menu that comes back has its items in another order than on other pages "
            "({count} pages)",
        }
    },
    fix={
        "ja": "共通メニューは一つのテンプレートから出力し、どのページでも同じ順番にします。"
        "例：すべてのページで「くらし → 子育て → しごと → 市政」の順に並べます。",
        "en": "Make the menu from one template, in one order on all pages: always Living, "
        "Families, Business, Council.",
    },
    certainty=LIKELY,
    about={
        "ja": "画面を拡大して一部だけを見ている人や、音声で順番に聞いている人、"
        "場所で覚えている人が、ページごとに探し直すことになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/consistent-navigation",
)

LINKS = 3
"""Fewer links are hardly a menu."""
ALIKE = 0.6
"""So much two menus have in common that are one: the link to the page itself may be missing."""
PAGES = 3
"""On so many pages an order must be seen to be the usual one."""

Order = tuple[str, ...]


class MenuNote(TypedDict):
    """What is kept of a menu."""

    place: str
    main: bool  # it is a nav of the header, or of no part
    links: list[str]
    names: list[str]


def extract(navigation: Navigation) -> list[MenuNote]:
    """The menus outside the main content, each with its place and its links in their order."""
    found: list[MenuNote] = []
    for menu in navigation["menus"]:
        links = [
            f"{letters(link['name'])} {address(link['href'])}"
            for link in menu["links"]
            if link["name"] and address(link["href"])
        ]
        links = [link for link in links if links.count(link) == 1]
        if len(links) >= LINKS:
            place = f"{menu['part']} {menu['nav']}"
            names = [link["name"] for link in menu["links"]]
            is_main = menu["nav"] and menu["part"] in ("header", "nav")
            found.append({"place": place, "main": is_main, "links": links, "names": names})
    return found


def check(pages: Mapping[str, list[MenuNote]]) -> Verdict:
    """A menu's usual order is that of most of its pages; where none is usual, nothing is said.

    Sure where the very same links have changed places in the nav of a header, or in one outside of
    all parts: elsewhere lists are also made of what was read most, which changes meanwhile.
    """
    families = [family for family in same_menus(pages) if len(family) >= PAGES]
    judged, sure, places = False, True, []
    for family in families:
        usual, count = commonest(tuple(menu["links"]) for menu in family.values())
        if count < PAGES or count * 2 < len(family):
            continue
        judged = True
        for url, menu in family.items():
            if not is_in_order(menu["links"], usual):
                sure = sure and menu["main"] and set(menu["links"]) == set(usual)
                places.append((url, " → ".join(menu["names"])))
    if not judged:
        return inapplicable()
    if not places:
        return passed()
    return failed("order", places, certainty=Certainty.CERTAIN if sure else LIKELY)


def is_in_order(links: Sequence[str], usual: Order) -> bool:
    """Whether the links that two menus share come in the same order."""
    both = set(links) & set(usual)
    return [link for link in links if link in both] == [link for link in usual if link in both]


def same_menus(pages: Mapping[str, list[MenuNote]]) -> list[dict[str, MenuNote]]:
    """{address: menu} for each menu that comes back; a page with two that fit is left out of it."""
    families: list[dict[str, MenuNote]] = []
    heads: list[set[str]] = []
    known: dict[str, list[int]] = defaultdict(list)
    twice: set[tuple[int, str]] = set()
    for url, menus in pages.items():
        for menu in menus:
            links = set(menu["links"])
            keys = [f"{menu['place']} {link}" for link in links]
            fitting = sorted({n for key in keys for n in known[key] if alike(heads[n], links)})
            number = fitting[0] if fitting else len(families)
            if not fitting:
                families.append({})
                heads.append(links)
                for key in keys:
                    known[key].append(number)
            if url in families[number] and families[number][url]["links"] != menu["links"]:
                twice.add((number, url))
            families[number][url] = menu
    for number, url in twice:
        del families[number][url]
    return families


def alike(one: set[str], other: set[str]) -> bool:
    """Whether two sets of links are one menu."""
    both = len(one & other)
    return both >= 2 and both >= ALIKE * len(one | other)
