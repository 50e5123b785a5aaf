"""Links say where they lead.

Screen reader users call up a list of a page's links, and people who zoom see little around them:
“here” and “more” say nothing there.
"""

import re

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.4",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "リンクの文字", "en": "The words of links"},
    passed={
        "ja": "「こちら」などだけのリンクは見つかりませんでした",
        "en": "No link consists of words like “here” alone",
    },
    failed={
        "vague": {
            "ja": "リンク先が分からない文字だけのリンクが {count} 個あります（{examples}）",
            "en": "{count} links do not say where they lead ({examples})",
        },
        "address": {
            "ja": "アドレスやファイル名だけで、行き先の分からないリンクが {count} 個あるようです"
            "（{examples}）",
            "en": "{count} links have only an address or the name of a file for words, and nothing "
            "around them says where they lead ({examples})",
        },
        "sentence": {
            "ja": "前後の文がないと行き先の分からないリンクが {count} 個あります（{examples}）。"
            "リンクだけを聞く人にも分かるか確かめてください",
            "en": "{count} links say where they lead only together with the words around them "
            "({examples}): please see whether who hears the links alone understands them",
        },
    },
    fix={
        "ja": "リンクの文字を行き先の名前にします。"
        "例：「申請方法は<a>こちら</a>」を「<a>児童手当の申請方法</a>」に書き換えます。",
        "en": "Make the link the name of what it leads to: “<a>How to apply for child "
        "allowance</a>” rather than “To apply, click <a>here</a>”.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、リンクだけを抜き出して聞くことがあります。"
        "「こちら」「詳細」が並ぶと、どれが目的のリンクか分かりません。"
        "拡大表示で前後の文が見えない人も同じです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-in-context",
)

LEADING = r"(?:(?:詳しく|くわしく|詳細|続き|つづき|一覧|リンク|ダウンロード|申込み?|申請)は)"
VAGUE = re.compile(
    rf"{LEADING}?(?:こちら|コチラ|ここ)(?:から|へ|まで|です|を?クリック|をご覧ください)*"
    r"|(?:詳しく|くわしく|詳細)(?:は|へ|を?(?:見る|みる|読む|表示))?"
    r"|(?:もっと(?:詳しく)?|続きを|つづきを|さらに)(?:見る|みる|読む)"
    r"|一覧(?:へ|を(?:見る|みる|表示))?|クリック|リンク|ダウンロード(?:する)?|pdf"
    r"|click(?: here)?|here|(?:read |see |view |learn )?more(?: info(?:rmation)?)?"
    r"|(?:view |see )?details|(?:this )?link|download"
    r"|(?:この|その|当該?|上記の?|下記の?)?(?:ウェブ|web)?(?:ページ|サイト|資料|ファイル|リンク先?)"
    r"(?:へ|を(?:見る|みる|開く|表示))?|ホームページ|(?:開く|見る|参照|確認)(?:する)?|url"
    r"|(?:click |see |view |go to |open |visit )?(?:this |the )?(?:web ?)?(?:page|site"
    r"|file|document)"
    r"|click(?: here| on this| this)?(?: link)?|press here|tap here|(?:go|look|see"
    r"|view) here|this|url"
)
ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s/]{1,200}/\S*[^\s/]\S*|/[\w.~%-]{1,80}(?:/[\w.~%-]{0,80}){0,20}(?:\?\S*)?"
    r"|[\w%+()-]{1,80}(?:\.[\w%+()-]{1,40}){0,3}\.(?:html?|php|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|zip|csv)"
    r"(?:\?\S*)?",
    re.IGNORECASE,
)
"""An address beyond the name of a site, a path, or the name of a file."""
IN_WORDS = re.compile(r"(?<![a-z])[a-z]{3,20}(?:[-_][a-z]{2,20}){2}", re.IGNORECASE)
"""An address that is written in words can be read as these."""
TRIMMED = " 　。、.,…･・:：!！>＞≫»›→⇒▶►▼↓[]【】()（）「」<＜"
GENERIC = re.compile(
    r"(?:について|に関して|に関する|詳細|詳しい|詳しく|くわしく|続き|つづき|情報|内容|ページ|リンク"
    r"|ダウンロード|クリック|一覧|資料|ファイル|以下|下記|上記|次|こちら|コチラ|確認|参照|下さい|ご覧|見る|読む|知りたい|見たい|方|見て|読んで|開いて|押して|ウェブ|サイト)"
)
"""What stands around vague links and names nothing either."""
NAMES = re.compile(r"[々\u3400-\u9fff\uf900-\ufaff]|[ァ-ヺー]{2}|[A-Za-zÀ-ž]{3}")
"""A kanji, katakana or Latin letters: in what is left they belong to the name of something."""
STOP = {
    "all", "and", "csv", "doc", "docx", "excel", "html", "pdf", "rtf", "word", "xls", "xlsx", "zip",
    "any", "article", "button", "can", "click", "continue", "details", "download",
    "find", "following", "for", "full", "further", "get", "have", "here", "info", "information",
    "about", "learn", "link", "look", "more", "tap", "these", "them", "that",
    "now", "our", "out", "page", "please", "press", "read", "see",
    "site", "the", "this", "visit", "view", "web", "website", "want", "will", "with", "you", "your",
}  # fmt: skip
"""English words, and kinds of files, that name nothing."""
LETTERS = re.compile(r"[A-Za-zÀ-ž]+")
POINTS = re.compile(
    r"こちら|コチラ|ここ|こっち|そちら|そこ|これ|それ|下記|上記|以下|クリック|タップ|押して"
    r"|\b(?:here|click|tap)\b"
)
"""Words that point at what only the eye finds."""
SHORT = 40
WHOLE = 190
"""Characters: gatherers keep 200 of a longer text, which is that of a part of the page."""


def check(links: Links) -> Verdict | list[Verdict]:
    """Only links whose whole name is such a word.

    Where the sentence, list item or cell around such a link names something, the criterion may be
    met, though not for who hears the links alone: a person is asked.
    """
    named = [link for link in links["items"] if link["name"]]
    if not named:
        return inapplicable()
    vague = [link for link in named if is_vague(link["name"])]
    addresses = [x for x in named if is_address(x["name"]) and not is_in_sentence(x)]
    alone = [link for link in vague if not is_in_sentence(link)]
    others = [link for link in vague if link not in alone]
    verdicts = []
    if alone:
        verdicts.append(failed("vague", alone, examples=some(v["name"] for v in alone)))
    if addresses:
        examples = some(link["name"][:50] for link in addresses)
        verdicts.append(failed("address", addresses, examples=examples))
    if others:
        verdicts.append(cant_tell("sentence", others, examples=some(v["name"] for v in others)))
    return verdicts or passed()


def is_vague(name: str) -> bool:
    """Whether a link's name says nothing about where it leads.

    >>> is_vague("詳しくはこちら >>"), is_vague("児童手当の詳細")
    (True, False)
    >>> is_vague("知りたい方はこちら"), is_vague("You can find it here"), is_vague("次のページ")
    (True, True, False)
    """
    plain = name.strip(TRIMMED).lower()
    if VAGUE.fullmatch(plain):
        return True
    return len(plain) <= SHORT and bool(POINTS.search(plain)) and not NAMES.search(named_in(plain))


def is_address(name: str) -> bool:
    """Whether a name is an address or the name of a file, and not written in words.

    >>> is_address("/k.php?n=9"), is_address("00045.html"), is_address("www.example.jp")
    (True, True, False)
    >>> is_address("https://example.org/how-to-apply.html"), is_address("Node.js")
    (False, False)
    """
    bare = name.strip()[:500]
    return bool(ADDRESS.fullmatch(bare)) and not IN_WORDS.search(bare)


def is_in_sentence(link: Link) -> bool:
    """Whether the words around a vague link name something besides; its own letters do not count.

    What a label says in place of a link's letters stands in no sentence; what holds a whole page
    or article is no item.
    """
    is_relabelled = "aria-label" in link["html"] and link["name"] not in link["around"]
    item = link.get("item", "")
    said = (link["around"], item if len(item) < WHOLE else "", link.get("row", ""))
    return not is_relabelled and any(is_said(words, link["name"]) for words in said)


def is_said(around: str, name: str) -> bool:
    """Whether the words around a vague link name something besides.

    >>> is_said("申請の方法はこちら。", "こちら"), is_said("詳細はこちらをご覧ください", "こちら")
    (True, False)
    >>> is_said("Click here for permits", "Click here"), is_said("See more here", "here")
    (True, False)
    """
    words = " ".join(
        w for w in around.replace(name, " ").split() if not is_address(w.strip(TRIMMED))
    )
    return bool(NAMES.search(named_in(words)))


def named_in(words: str) -> str:
    """What is left of a text without the words that name nothing."""
    rest = GENERIC.sub(" ", words)
    return LETTERS.sub(lambda word: " " if word[0].lower() in STOP else word[0], rest)
