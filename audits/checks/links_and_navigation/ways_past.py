"""There is a way past what every page repeats.

Who works with the keyboard or by ear meets the same menu on every page; a link, a heading or a
landmark leads past it in one step.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.facts._node import Node
from audits.facts.bypass_links import BypassLinks, SkipLink
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "繰り返される部分を飛ばす手段", "en": "A way past what is repeated"},
    passed={
        "ja": "本文へのリンクか、本文の見出し、main 要素があります",
        "en": "There is a link to the content, a heading in it, or a main element",
    },
    failed={
        "none": {
            "ja": "本文の前にリンクが {links} 個ありますが、"
            "それを飛ばすリンクも、本文の見出しも、main 要素もないようです",
            "en": "{links} links come before the content, and there seems to be neither a link "
            "past "
            "them, nor a heading in the content, nor a main element",
        },
        "dead": {
            "ja": "本文へのリンクの行き先がページの中になく、ほかに飛ばす手段もないようです",
            "en": "The link to the content leads nowhere on the page, and there seems to be no "
            "other "
            "way past what is repeated",
        },
    },
    fix={
        "ja": "本文を <main> で囲み、ページの先頭に本文へのリンクを置きます。"
        '例：<a href="#honbun">本文へ</a> … <main id="honbun"><h1>児童手当</h1>。',
        "en": "Put the content into <main> and a link to it at the top: "
        '<a href="#content">Skip to content</a> … <main id="content"><h1>Child allowance</h1>.',
    },
    whole_page=True,
    about={
        "ja": "キーボードや音声で使う人は、どのページでも同じメニューを毎回通り抜けなければ"
        "本文にたどり着けません。飛ばす手段があれば一度の操作で済みます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/bypass-blocks",
)

HEADING = re.compile(r"h[1-6]")
FRAME = {"header", "nav", "footer"}
LINKED = re.compile(r"^<h[1-6][^>]{0,500}>\s{0,20}<a\b", re.IGNORECASE)
MANY = 3  # links before the content; in a menu that says it is one, any
DEAD_NAME = ("本文", "スキップ", "skip", "コンテンツ", "main content", "飛ば", "とば")


def check(bypass_links: BypassLinks, text: Text) -> Verdict:
    """Any one way is enough; a skip link must have a target behind most of the links."""
    content = bypass_links["content"]
    if not content or bypass_links["before"] < (1 if bypass_links["navs"] else MANY):
        return inapplicable()
    headed = bypass_links["headings"] and not is_headed_elsewhere(content, text["items"])
    if (
        bypass_links["main"]
        or headed
        or any(skips_most(skip, bypass_links) for skip in bypass_links["skips"])
    ):
        return passed()
    dead = [s for s in bypass_links["skips"] if not s["target"] and is_skip(s["name"])]
    if dead:
        return failed("dead", dead)
    return failed("none", [content], links=bypass_links["before"])


def is_headed_elsewhere(content: Node, blocks: list[TextBlock]) -> bool:
    """Whether all headings come after the content has begun, or are links, as the site's name is.

    Nothing is known where the content is not found among the texts of the page.
    """
    places = [at for at, block in enumerate(blocks) if block["selector"] == content["selector"]]
    if not places:
        return False
    before = [b for b in blocks[: places[0]] if HEADING.fullmatch(b["tag"])]
    before = [b for b in before if FRAME.isdisjoint(b["within"])]
    return all("a" in block["within"] or LINKED.search(block["html"]) for block in before)


def skips_most(skip: SkipLink, ways: BypassLinks) -> bool:
    """Whether a link leads past at least half of what comes before the content."""
    return bool(skip["target"]) and int(skip["past"]) >= ways["before"] / 2


def is_skip(name: str) -> bool:
    """Whether a link's name says that it leads to the content.

    >>> is_skip("本文へスキップします"), is_skip("目次")
    (True, False)
    """
    return any(word in name.lower() for word in DEAD_NAME)
