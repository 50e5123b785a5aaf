"""What does the same on a page is called the same.

A second search that is called otherwise seems to search something else.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import letters, some
from audits.facts.images import Image, Images
from audits.facts.links import Links
from audits.facts.navigation import Navigation
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.2.4",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "同じ機能の名前の統一", "en": "One name for what does the same"},
    passed={
        "ja": "同じ機能のリンクやボタンは、同じ名前です",
        "en": "Links and buttons that do the same have the same name",
    },
    failed={
        "names": {
            "ja": "同じ機能に違う名前が付いているようです（{examples}）",
            "en": "What does the same seems to have different names ({examples})",
        }
    },
    fix={
        "ja": "同じ機能の名前を一つに決めます。例：検索のボタンは、どれも「検索」にします。",
        "en": "Settle on one name: both buttons “Search”, not “Search” here and “Find” there.",
    },
    about={"ja": "言葉で機能を探す人や、読み上げで聞く人は、名前が違うと別の機能だと思います。"},
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F31",
)

FUNCTIONS = {
    "search": r"(?:サイト内)?(?:を)?検索(?:する|開始)?|探す|さがす|調べる|しらべる"
    r"|search|find|look up|go|query",
    "contact": r"お?問い?合わ?せ(?:先)?(?:はこちら)?|ご?意見(?:箱|・ご?要望)?|ご連絡(?:先)?|連絡先"
    r"|contact(?: us)?|(?:send |give )?(?:us )?(?:your )?feedback|get in touch"
    r"|write to us|e?mail us|enquiries|enquire",
    "print": r"(?:この)?(?:ページ)?(?:を)?印刷(?:する|用)?|プリント(?:する|アウト)?"
    r"|print(?: this)?(?: page)?|hard copy",
    "login": r"ログイン|サインイン|ログオン|log ?[io]n|sign in|enter|member access",
    "register": r"(?:新規|会員|利用者)?登録(?:する)?|サインアップ|入会|register|sign up"
    r"|join|create (?:an )?account|enrol",
    "logout": r"ログアウト|サインアウト|log ?out|log off|sign out|exit",
    "help": r"ヘルプ|使い方|ご?利用(?:案内|方法)|よくある(?:ご)?質問|help|how to use"
    r"|support|faqs?|assistance",
    "sitemap": r"サイトマップ|サイト(?:の)?地図|全体図|目次一覧|site ?map|site index"
    r"|site contents|all pages",
    "download": r"ダウンロード(?:する)?|保存(?:する)?|取得(?:する)?|download|save"
    r"|get(?: it| file)?",
    "top": r"(?:この)?(?:ページ|頁)?の?(?:先頭|トップ|上部?|最初)(?:へ|に)?(?:戻る|移動)?"
    r"|(?:back )?to (?:the )?top|top of (?:the )?page|up",
    "home": r"ホーム|トップ(?:ページ)?|(?:トップ|ホーム)(?:へ|に)?(?:戻る)?"
    r"|home(?: page)?|main page|start(?: page)?|front page",
    "close": r"閉じる|とじる|終了|close|dismiss|shut",
    "share": r"共有|シェア(?:する)?|share|send to a friend|recommend",
    "subscribe": r"購読(?:する)?|メール配信(?:登録)?|subscribe|sign up for (?:news"
    r"|updates)|get updates",
    "apply": r"申し?込(?:み|む)?|申請(?:する)?|応募(?:する)?|apply(?: now| online)?"
    r"|request|submit an? application",
    "reserve": r"予約(?:する)?|ご予約|申し?込(?:み|む)|reserve|book(?: now)?"
    r"|make a (?:reservation|booking)",
    "cart": r"カート(?:を見る)?|買い物(?:かご|カゴ)|(?:shopping )?(?:cart|basket|bag|trolley)",
    "map": r"(?:周辺)?地図|(?:アクセス|周辺)?マップ|案内図|map|directions|how to get here|plan",
    "language": r"言語(?:選択)?|language|foreign languages?|多言語",
}  # fmt: skip
PATTERNS = {key: re.compile(pattern) for key, pattern in FUNCTIONS.items()}
TRIMMED = " 　。、.,…･・:：!！>＞≫»›→⇒▶►▼▲↑[]【】()（）「」<＜"


ACTION = re.compile(r"<form\b[^>]{0,600}\baction=\"([^\"]{1,200})\"")
ONCLICK = re.compile(r"<(?:button|a|input)\b[^>]{0,600}\bonclick=\"([^\"]{3,200})\"")
ITSELF = re.compile(r"\b(?:this|event)\b")
"""A script that asks which control called it does not the same for all."""
STEADY = re.compile(r"(?:window\.)?(?:print|history\.back|history\.go|scrollTo)\s{0,3}\(")
"""What never opens the one time and shuts the next."""
ADDRESSES = defaultdict(
    lambda: re.compile(r"(?!)"),
    {
        key: re.compile(rf"[/_.=-](?:{words})(?![a-z])", re.IGNORECASE)
        for key, words in {
            "contact": "contact(?:-?us)?|inquir(?:y|ies)|enquir(?:y|ies)|o?toiawase|feedback",
            "help": "help|faqs?",
            "sitemap": "site-?map",
            "login": "log-?in|sign-?in",
            "search": "search|kensaku",
            "cart": "cart|basket",
            "reserve": "reserv(?:e|ation)|booking|yoyaku",
            "subscribe": "subscribe|newsletter|mail-?maga(?:zine)?",
        }.items()
    },
)
"""Addresses that say themselves what a link does."""
LABEL = 14
"""Characters of a link in a menu or a footer."""
PIECE = re.compile(r"[々\u3400-\u9fff]|[ァ-ヺー]{2,20}|[a-z]{3,20}")
IDLE = re.compile(r"void\b|return false|event\.|$")
SCRIPT = "javascript:"
SHORT = 20
"""Characters of a control's name."""
ICON = 40  # CSS pixels


def check(links: Links, navigation: Navigation, text: Text, images: Images) -> Verdict:
    """Links to one address whose names are both of one function, forms that search at one address,
    links and buttons with one script, and icons from one file.

    A name that only says more than the other is none: “Contact” and “Contact us”. What one script
    does is the same whatever it is called; a long name may be a text that is to be pressed.
    """
    named = [x for x in links["items"] if x["name"] and x["href"] and x["within"] != "nowhere"]
    searches = [s | {"name": s["button"]} for s in navigation["searches"] if s["button"]]
    buttons = [b | {"name": b["text"]} for b in text["items"] if b["tag"] == "button"]
    icons = [i | {"name": i["alt"]} for i in images["items"] if is_icon(i)]
    if not (named or searches or buttons):
        return inapplicable()
    pairs = [
        *(p for group in by(named, lambda x: str(x["href"])) for p in unlike(group)),
        *(p for group in by(searches, action_of) for p in others(group)),
        *(p for group in by(buttons, script_of) for p in others(group) if any(map(is_function, p))),
        *(p for group in by([*buttons, *named], same_each_time) for p in others(group)),
        *(p for group in by(icons, lambda x: str(x["file"])) for p in others(group)),
    ]
    if not pairs:
        return passed()
    second = list({other["selector"]: other for _, other in pairs}.values())
    return failed("names", second, examples=some(f"{a['name']}／{b['name']}" for a, b in pairs))


def by(elements: Sequence[Element], key: Callable[[Element], str]) -> Iterable[list[Element]]:
    """Elements that have something in common; those without it are left out."""
    groups: dict[str, list[Element]] = defaultdict(list)
    for element in elements:
        if same := key(element):
            groups[same].append(element)
    return groups.values()


def action_of(form: Element) -> str:
    """Where a form is sent."""
    found = ACTION.match(form["html"])
    return found[1] if found else ""


def script_of(control: Element) -> str:
    """What a button or a link does, as far as its markup says; nothing if it does nothing itself.

    >>> script_of({"html": "", "href": "javascript:window.print();"})
    'window.print()'
    >>> script_of({"html": "", "href": "javascript:void(0)"})
    ''
    """
    found = ONCLICK.match(control["html"])
    address = str(control.get("href", ""))
    led = address[len(SCRIPT) :] if address.lower().startswith(SCRIPT) else ""
    script = (found[1] if found else unquote(led)).strip().rstrip(";")
    return "" if ITSELF.search(script) or IDLE.match(script) else script


def same_each_time(control: Element) -> str:
    """What a control with a short name does, where that is the same however often it is pressed."""
    script = script_of(control) if len(control["name"]) <= SHORT else ""
    return script if STEADY.match(script) else ""


def is_function(element: Element) -> bool:
    """Whether a name is one of a function that is known."""
    return bool(functions(element["name"]))


def is_icon(image: Image) -> bool:
    """Whether an image is a small sign beside the words of a link."""
    small = 0 < image["width"] <= ICON and 0 < image["height"] <= ICON
    return bool(small and not image["alone"] and image["alt"] and image["file"])


def others(group: list[Element]) -> Iterator[tuple[Element, Element]]:
    """The first of a group, and all whose name is another word."""
    for element in group[1:50]:
        if are_other_words(group[0]["name"], element["name"]):
            yield group[0], element


def unlike(group: list[Element]) -> Iterator[tuple[Element, Element]]:
    """The first of a group, and others of its function whose name is another word for it."""
    known: dict[str, Element] = {}
    for element in group[:50]:
        for key in functions(element["name"]):
            first = known.setdefault(key, element)
            if are_other_words(first["name"], element["name"]):
                yield first, element
    for element in group[:50]:
        yield from (
            (first, element) for key, first in known.items() if is_renamed(key, first, element)
        )


def is_renamed(key: str, first: Element, other: Element) -> bool:
    """Whether an address that says its function has one name for it and one that is none."""
    return (
        bool(ADDRESSES[key].search(other["href"]))
        and is_label(first)
        and is_label(other)
        and not functions(other["name"])
        and are_apart(first["name"], other["name"])
    )


def is_label(link: Element) -> bool:
    """Whether a link is a short word or two, alone in its block, and not a part of a text."""
    return len(link["name"]) <= LABEL and link["around"] in ("", link["name"])


def are_apart(one: str, other: str) -> bool:
    """Whether two names have no kanji, and no word, in common.

    >>> are_apart("お問い合わせ", "メールを書く"), are_apart("お問い合わせ", "問合せ先一覧")
    (True, False)
    """
    return are_other_words(one, other) and not set(PIECE.findall(one.lower())) & set(
        PIECE.findall(other.lower())
    )


def functions(name: str) -> list[str]:
    """The functions that a name may be one of.

    >>> functions("Search"), functions("お問い合わせ"), functions("Search results")
    (['search'], ['contact'], [])
    """
    plain = name.strip(TRIMMED).lower()[:60]
    return [key for key, pattern in PATTERNS.items() if pattern.fullmatch(plain)]


def are_other_words(one: str, other: str) -> bool:
    """Whether neither of two names stands in the other.

    >>> are_other_words("Contact", "Contact us"), are_other_words("検索", "探す")
    (False, True)
    """
    a, b = letters(one), letters(other)
    return bool(a and b) and a not in b and b not in a
