"""What does the same is called the same on all pages.

A link or a button that changes its name from page to page seems to be another one: people who
search by words or listen to a list of links do not find it again.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import TypedDict

from audits.checks._shared.japanese import letters
from audits.facts.document import Document
from audits.facts.navigation import Navigation
from audits.site_checks import LIKELY, failed, inapplicable, passed, some
from audits.site_checks._ways import address, is_within_page
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.4",
    impact="moderate",
    title={"ja": "同じ機能の呼び名", "en": "Names of what does the same"},
    passed={
        "ja": "共通部分のリンクやボタンは、どのページでも同じ名前です",
        "en": "Links and buttons of the shared parts have the same names on all pages",
    },
    failed={
        "names": {
            "ja": "同じ行き先や機能に、ページによって違う名前が付いているようです"
            "（{count} ページ。{examples}）",
            "en": "The same link or button seems to have different names on different pages "
            "({count} pages: {examples})",
        }
    },
    fix={
        "ja": "共通部分のリンク、ボタン、アイコンの名前（代替テキストを含む）を、"
        "サイト全体で一つに決めます。例：「お問い合わせ」と「ご意見はこちら」を"
        "「お問い合わせ」にそろえます。",
        "en": "Settle on one name for each shared link, button and icon, alternatives included: "
        "always “Contact”, not “Contact” here and “Write to us” there.",
    },
    certainty=LIKELY,
    about={
        "ja": "リンクの一覧を読み上げで聞く人や、言葉で探す人は、"
        "名前が変わると別の機能だと思い、見つけられません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/consistent-identification",
)

PAGES = 4
"""On so many pages something must come back to be a shared part."""
USUAL = 0.6
"""A name on such a share of them is its usual name."""


class Names(TypedDict):
    """What is kept of a page."""

    lang: str
    names: dict[str, list[str]]  # by target


def extract(document: Document, navigation: Navigation) -> Names:
    """{target: names} of what stands outside the main content, and the page's language."""
    names: dict[str, list[str]] = defaultdict(list)
    for menu in navigation["menus"]:
        for link in menu["links"]:
            target = address(link["href"])
            if target and link["name"] and not is_within_page(link["href"], document["url"]):
                names[target].append(link["name"])
    for search in navigation["searches"]:
        if search["button"] and search["part"] != "main":
            names["search"].append(search["button"])
    return {"lang": document["lang"].lower().partition("-")[0], "names": dict(names)}


def check(pages: Mapping[str, Names]) -> Verdict:
    """Names are held against those that a target has on most pages of the same language."""
    targets: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for url, page in pages.items():
        for target, names in page["names"].items():
            targets[page["lang"], target][url] = names
    shared = [on for on in targets.values() if len(on) >= PAGES]
    if not shared:
        return inapplicable()
    odd = [found for on in shared for found in odd_ones(on)]
    if not odd:
        return passed()
    pairs = [(url, f"{name}（{usual}）") for url, name, usual in odd]
    return failed("names", pairs, examples=some(f"{usual}／{name}" for _, name, usual in odd))


def odd_ones(on: Mapping[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """(address, name, usual name) where none of the names is the usual one or says it shorter."""
    spelled = {letters(name): name for names in on.values() for name in names}
    counts = Counter(name for names in on.values() for name in {letters(n) for n in names})
    usual = {name for name, count in counts.items() if name and count >= USUAL * len(on)}
    if not usual:
        return
    for url, names in on.items():
        said = [letters(name) for name in names]
        if all(said) and not any(is_same(name, other) for name in said for other in usual):
            yield url, names[0], spelled[max(usual, key=lambda name: (counts[name], name))]


def is_same(one: str, other: str) -> bool:
    """Whether a name is another one, or a longer or shorter form of it."""
    return one in other or other in one
