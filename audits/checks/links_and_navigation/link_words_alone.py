"""The words of a link say where it leads, read alone.

Whoever goes from link to link, or hears them as a list, does not hear the sentence around them: a
file's format, “go” or “this page” is all that they get.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.9",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "リンクの文字だけで分かる行き先", "en": "The words of links, read alone"},
    passed={
        "ja": "形式名だけ、「この資料」だけ、アドレスだけのリンクは見つかりませんでした",
        "en": "No link is only a file format, “this page” or an address",
    },
    failed={
        "unsaid": {
            "ja": "前後の文がないと行き先が分からないリンクが {count} 個あります（{examples}）",
            "en": "{count} links say where they lead only with the text around them ({examples})",
        },
        "address": {
            "ja": "アドレス（URL）をそのまま文字にしたリンクが {count} 個あります（{examples}）",
            "en": "{count} links have an address for words ({examples})",
        },
    },
    fix={
        "ja": "リンクの文字に、行き先の名前を含めます。例：<a>PDF</a> を"
        "<a>転入届の様式（PDF）</a>に、<a>https://example.jp/a/b.html</a> を"
        "<a>転入の手続き</a>に書き換えます。",
        "en": "Put the name of the destination into the link: “<a>Notice of moving in (PDF)</a>” "
        "rather than “<a>PDF</a>”, “<a>Moving in</a>” rather than “<a>https://example.jp/a/b</a>”.",
    },
    about={
        "ja": "リンクだけを順に聞く人には、前後の文が聞こえません。「PDF」「この資料」では"
        "何の資料か分からず、アドレスは一文字ずつ読み上げられて意味が取れません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-link-only",
)

FORMAT = (
    r"(?:html|epub|plain ?text|text|txt|word|docx?|excel|xlsx?|csv|zip|pptx?|powerpoint|rtf"
    r"|xml|json"
    r"|ワード|エクセル|テキスト|プレーンテキスト|パワーポイント|一太郎|音声|動画|画像"
    r"|(?:pdf|ワード|エクセル|word|excel|html|テキスト|zip|csv)(?:版|形式|ファイル))"
)
THIS = (
    r"(?:この|その|同|当該|上記の?|下記の?)(?:ページ|サイト|資料|製品|商品|表|図|文書|記事|リンク|ファイル|様式)?"
    r"|これ|それ|(?:this|that|these|those)(?: (?:page|site|document|product|article|one|file"
    r"|website|form|post|item|service|book|report|study|table|list))?"
)
GO = r"go|go!|click|press|open|start|ok|continue|次|前|進む|戻る|開く|表示|見る|行く"
UNSAID = re.compile(rf"{FORMAT}|{THIS}|{GO}")
ADDRESS = re.compile(r"(?:https?://|www\.)[^\s/]+/\S*[^\s/]\S*", re.IGNORECASE)
TRIMMED = " 　。、.,…･・:：!！>＞≫»›→⇒▶►▼↓[]【】()（）「」<＜"


def check(links: Links) -> Verdict | list[Verdict]:
    """“Here” and “more” are another check's (link-text), at level A."""
    named = [link for link in links["items"] if link["name"] and link.get("role", "link") == "link"]
    if not named:
        return inapplicable()
    kinds: dict[str, list[Link]] = {"unsaid": [], "address": []}
    for link in named:
        if kind := kind_of(link["name"]):
            kinds[kind].append(link)
    return [
        failed(kind, found, examples=some(link["name"][:50] for link in found))
        for kind, found in kinds.items()
        if found
    ] or passed()


def kind_of(name: str) -> str:
    """The way in which a name says nothing alone, or nothing.

    >>> [kind_of(n) for n in ("この資料", "転入届（PDF）", "https://example.jp/", "HTML")]
    ['unsaid', '', '', 'unsaid']
    """
    if UNSAID.fullmatch(name.strip(TRIMMED).lower()):
        return "unsaid"
    return "address" if ADDRESS.fullmatch(name.strip()) else ""
