"""Links that read alike and stand next to each other lead to the same place.

Even with all that stands around them, nobody can tell which of the two to take.
"""

import re
from collections import defaultdict
from itertools import pairwise

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.links_and_navigation.link_text import is_vague
from audits.checks.links_and_navigation.same_links_elsewhere import Place, destination
from audits.facts.links import Link, Links
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.4",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "同じ文の中の同じ文字のリンク", "en": "Links of one sentence that read alike"},
    passed={
        "ja": "一つの文の中で、同じ文字のリンクは同じページに行きます",
        "en": "Within one sentence, links that read alike lead to the same page",
    },
    failed={
        "elsewhere": {
            "ja": "同じ文の中に、文字が同じで行き先の違うリンクが {count} 個あります（{examples}）",
            "en": "{count} links of one sentence read alike and lead elsewhere ({examples})",
        },
        "beside": {
            "ja": "並んだリンクに、文字が同じで行き先の違うものが {count} 個あり、"
            "周りにも違いが書かれていないようです（{examples}）",
            "en": "{count} links that stand next to each other read alike and lead elsewhere, and "
            "nothing around them seems to tell them apart ({examples})",
        },
    },
    fix={
        "ja": "リンクごとに行き先の名前を書きます。例：「申請書（<a>PDF</a>、<a>PDF</a>）」を"
        "「<a>申請書（PDF）</a>、<a>記入例（PDF）</a>」に書き換えます。",
        "en": "Name each destination: “<a>Form (PDF)</a>, <a>Example (PDF)</a>” rather than "
        "“Form (<a>PDF</a>, <a>PDF</a>)”.",
    },
    about={
        "ja": "前後の文を聞いても違いが分からないので、画面を読み上げて利用する人も、"
        "そうでない人も、開いてみるまで選べません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
)

SENTENCE = 20
"""Minimum characters beyond the link's own for the words around it to count as context."""


BETWEEN = re.compile(
    r"[\W_]{0,8}(?:と|や|か|又は|または|及び|および|and|or)?[\W_]{0,8}", re.IGNORECASE
)
"""What stands between two links and tells nothing of either."""
TITLE = re.compile(r"\s(?:title|aria-describedby|aria-label|lang|hreflang)=", re.IGNORECASE)
"""What tells a link from its neighbour where neither shows it."""
PICTURE = re.compile(r"<(?:img|svg|i|picture)\b", re.IGNORECASE)


def check(links: Links, text: Text) -> Verdict | list[Verdict]:
    """Siblings in running text, and neighbours between which nothing else stands.

    Elsewhere a list, a table or a heading may tell them apart.
    """
    named = [x for x in links["items"] if x["name"] and x.get("role", "link") == "link"]
    places: dict[tuple[str, str], dict[Place, Link]] = defaultdict(dict)
    for link in named:
        page, _ = destination(link["href"])
        if page and is_in_text(link):
            places[parent(link), spelled(link["name"])].setdefault(page, link)
    other = [link for alike in places.values() if len(alike) > 1 for link in alike.values()]
    known = {link["selector"] for link in other}
    pairs = [pair for pair in pairwise(named) if are_alike(*pair)]
    beside = {
        link["selector"]: link
        for pair in pairs
        if are_neighbours(*pair, text["items"])
        for link in pair
        if link["selector"] not in known
    }
    found = []
    if other:
        found.append(failed("elsewhere", other, examples=some(x["name"][:30] for x in other)))
    if beside:
        examples = some(link["name"][:30] for link in beside.values())
        found.append(failed("beside", beside.values(), examples=examples))
    return found or (passed() if places or pairs else inapplicable())


def spelled(name: str) -> str:
    """A name without its spaces, in small letters."""
    return "".join(name.split()).lower()


def are_alike(one: Link, other: Link) -> bool:
    """Whether two links read alike, lead to different pages, and nothing they carry differs.

    A name that says nothing at all is another check's.
    """
    if spelled(one["name"]) != spelled(other["name"]) or is_vague(one["name"]):
        return False
    (page, _), (other_page, _) = destination(one["href"]), destination(other["href"])
    carries = any(each.search(x["html"]) for x in (one, other) for each in (TITLE, PICTURE))
    return bool(page and other_page) and page != other_page and not carries


def are_neighbours(one: Link, other: Link, blocks: list[TextBlock]) -> bool:
    """Whether two links follow each other with nothing between them that could tell them apart.

    Either both stand in one text, or each is all that its block says; of cells, the column may say
    more.
    """
    if one.get("row") or other.get("row"):
        return False
    if one["around"] == other["around"] and one["around"] != one["name"]:
        return follows_at_once(one["name"], one["around"])
    if not (one["around"] == one["name"] and other["around"] == other["name"]):
        return False
    return any(
        spelled(first["text"]) == spelled(second["text"]) == spelled(one["name"])
        and is_block_of(first, one)
        and is_block_of(second, other)
        for first, second in pairwise(blocks)
    )


def is_block_of(block: TextBlock, link: Link) -> bool:
    """Whether a link stands in a block, outside of tables."""
    own, outer = str(link["selector"]), str(block["selector"])
    return own.startswith(outer) and not {"td", "th", "table"} & set(block["within"])


def follows_at_once(name: str, around: str) -> bool:
    """Whether the name comes twice in a text with no more than signs or a joining word between.

    >>> follows_at_once("様式", "（様式、様式）"), follows_at_once("地図", "南の地図、北の地図")
    (True, False)
    """
    parts = around.split(name)
    return any(BETWEEN.fullmatch(part) for part in parts[1:-1])


def is_in_text(link: Link) -> bool:
    """Whether a link stands in a sentence."""
    return link["name"] in link["around"] and len(link["around"]) - len(link["name"]) >= SENTENCE


def parent(link: Link) -> str:
    """The element right around a link; a link with an id of its own has none that is known."""
    return str(link["selector"].rpartition(" > ")[0] or link["around"])
