"""Links of one sentence that read alike lead to the same place.

Even with all that stands around them, nobody can tell which of the two to take.
"""

from collections import defaultdict
from typing import Any

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.links_and_navigation.same_links_elsewhere import Place, destination
from minna.records import Certainty, CheckMeta, Verdict

CARD = CheckMeta(
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
        }
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
"""So many characters more than the link itself make words around it a context."""


def check(links: dict[str, Any]) -> Verdict:
    """Only siblings in running text: a list, a table or a heading may tell others apart."""
    places: dict[tuple[str, str], dict[Place, Element]] = defaultdict(dict)
    for link in links["items"]:
        page, _ = destination(link["href"])
        if link["name"] and page and link.get("role", "link") == "link" and is_in_text(link):
            key = (parent(link), "".join(link["name"].split()).lower())
            places[key].setdefault(page, link)
    if not places:
        return inapplicable()
    other = [link for alike in places.values() if len(alike) > 1 for link in alike.values()]
    if not other:
        return passed()
    return failed("elsewhere", other, examples=some(link["name"][:30] for link in other))


def is_in_text(link: Element) -> bool:
    """Whether a link stands in a sentence."""
    return link["name"] in link["around"] and len(link["around"]) - len(link["name"]) >= SENTENCE


def parent(link: Element) -> str:
    """The element right around a link; a link with an id of its own has none that is known."""
    return str(link["selector"].rpartition(" > ")[0] or link["around"])
