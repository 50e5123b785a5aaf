"""The title of the page belongs to the page.

It is the first thing that a screen reader speaks, and how a page is found again among tabs,
bookmarks and search results: one taken over from another page leads astray.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.facts.document import Document
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.2",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ページタイトルと本文の一致", "en": "Whether the title fits the page"},
    passed={
        "ja": "タイトルの言葉は、見出しや本文にも出てきます",
        "en": "Words of the title come again in the headings or the text",
    },
    failed={
        "several": {
            "ja": "title 要素が {count} 個あり、最初の「{title}」だけが使われます。"
            "本文に合うのは後のもののようです",
            "en": "There are {count} title elements and only the first, “{title}”, is used; a "
            "later "
            "one seems to fit the page",
        },
        "foreign": {
            "ja": "タイトル「{title}」の言葉が、見出しにも本文にも出てこないようです",
            "en": "No word of the title “{title}” seems to come in the headings or the text",
        },
        "site": {
            "ja": "タイトルが「{title}」だけで、大見出し「{heading}」の内容を表していないようです",
            "en": "The title is only “{title}” and seems not to tell what the main heading says: "
            "“{heading}”",
        },
        "welcome": {
            "ja": "タイトルが「{title}」だけで、ページの内容を表していないようです",
            "en": "The title is only “{title}”, which seems not to tell what the page is about",
        },
    },
    fix={
        "ja": "大見出しの言葉を入れて「ページの内容 | 団体名」の形にします。"
        "例：<title>児童手当の申請 | みどり市</title>。",
        "en": "Take the words of the main heading, then the site’s name: "
        "<title>Child allowance | City of Midori</title>.",
    },
    whole_page=True,
    about={
        "ja": "タイトルは音声読み上げで最初に読まれ、タブやお気に入りの名前になります。"
        "別のページのタイトルのままだと、違うページを開いたと思われてしまいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F25",
)

PARTS = re.compile(r"\s[-–—|｜:：／/＞>»«・]\s|[|｜＞»]|【|】|\s{2,}|　")
KANJI_RUN = re.compile(r"[一-龠々〆ヶ]{2,}|[ァ-ヺー]{2,}")
WORD = re.compile(r"[^\W\d_]{3,}")
EMPTY = frozenset(
    {"the", "and", "for", "with", "from", "page", "home", "welcome", "official", "site", "website"}
    | {"web", "index", "your", "our"}
    | {"サイト", "ページ", "ホーム", "ホームページ", "トップ", "トップページ", "公式"}
)
WELCOME = re.compile(
    r"(?:ようこそ[、!！]?.{0,20}|.{0,20}(?:へ|に)ようこそ|welcome(?: to [\w' ]{1,40})?)[!！。.]?",
    re.IGNORECASE,
)
LEAST, LEAST_JA = 40, 200  # letters of text: a shorter page says too little
LONG = 400  # letters in which a Latin title's words would come, were they the subject
STEM = 4  # letters by which words of other endings are taken for one


def check(document: Document, text: Text) -> Verdict:
    """Only a title none of whose words the page knows is told, and one that is just the site's."""
    title = document["title"].strip()
    if WELCOME.fullmatch(title):
        page = [{"selector": "title", "html": f"<title>{title}</title>"}]
        return failed("welcome", page, title=title)
    said = said_on(text)
    least = LEAST_JA if is_japanese(said) else LEAST
    if not words_of(title) or len(re.findall(r"[^\W\d_]", said)) < least:
        return inapplicable()
    page = [{"selector": "title", "html": f"<title>{title}</title>"}]
    others = [other for other in document["titles"][1:] if other and other != title]
    if others:
        fits = [other for other in others if share(other, said) > share(title, said)]
        return (
            failed("several", page, count=len(document["titles"]), title=title)
            if fits
            else passed()
        )
    if is_elsewhere(title, document, said):
        return failed("foreign", page, title=title)
    heading = main_heading(document)
    if heading and is_only_the_site(title, heading):
        return failed("site", page, title=title, heading=heading[:60])
    return passed()


def said_on(text: Text) -> str:
    """All that the page says outside its menus, in small letters."""
    running = [b["text"] for b in text["items"] if not {"nav", "a", "footer"} & set(b["within"])]
    return "\n".join(running).lower()


def is_japanese(said: str) -> bool:
    """Whether there are letters that Latin does not have."""
    return bool(re.search("[ぁ-ヺ一-龠]", said))


def words_of(title: str) -> list[str]:
    """The words of a title that say something.

    >>> words_of("児童手当の申請 | みどり市 公式サイト"), words_of("Apple harvesting season")
    (['児童手当', '申請'], ['apple', 'harvesting', 'season'])
    """
    plain = title.lower()
    kanji = KANJI_RUN.findall(plain)
    latin = [w for w in WORD.findall(plain) if w.isascii() or not re.search("[ぁ-ヺ一-龠]", w)]
    return [word for word in [*kanji, *latin] if word not in EMPTY]


def is_known(word: str, said: str) -> bool:
    """Whether a word, or its stem, is said; of kanji any two in a row are enough."""
    if word.isascii():
        return bool(re.search(rf"\b{re.escape(word[: max(STEM, len(word) - 3)])}", said))
    if re.fullmatch("[ァ-ヺー]+", word):
        return word[:STEM] in said
    return any(word[i : i + 2] in said for i in range(len(word) - 1))


def share(title: str, said: str) -> float:
    """The share of a title's words that the page says."""
    words = words_of(title)
    return sum(is_known(word, said) for word in words) / len(words) if words else 0.0


def is_elsewhere(title: str, document: Document, said: str) -> bool:
    """Whether the title's subject comes nowhere: its first word, which names it, above all.

    A title in another script than the page (a name in Latin letters) is left alone.
    """
    words = words_of(title)
    japanese = is_japanese(said)
    if japanese and all(word.isascii() for word in words):
        return False
    known = [word for word in words if is_known(word, said)]
    if japanese:
        return not known
    if not known:
        return len(words) > 1 and len(said) >= LONG
    subject = not document["headings"] and len(words) >= 3
    return subject and words[0] not in known and len(said) < 5 * LONG


def main_heading(document: Document) -> str:
    """The text of the one heading of the first level, if there is just one."""
    first = [h["text"] for h in document["headings"] if h["level"] == 1 and h["text"]]
    return first[0] if len(first) == 1 else ""


def is_only_the_site(title: str, heading: str) -> bool:
    """Whether the title is one part that the heading ends with or names in passing.

    >>> is_only_the_site("みどり市", "児童手当の申請（みどり市）"), is_only_the_site("ごみ", "ごみ")
    (True, False)
    """
    own, full = title.strip().lower(), heading.strip().lower()
    if PARTS.search(own) or own == full or own not in full:
        return False
    rest = full.replace(own, "")
    return not full.startswith(own) and len(re.findall(r"[^\W\d_]", rest)) >= 4
