"""Passages in another language say which.

Without a lang attribute a screen reader goes on in the page's voice, which is silent at, or spells
out, letters that it does not know.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.language._latin import WORDS, base, language_named, seen_instead, weights
from audits.facts.links import Links
from audits.facts.text import Text, TextBlock
from audits.facts.text_by_language import ClosedText, LanguagePart, TextByLanguage
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.1.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "外国語の部分の言語の指定", "en": "The language of passages"},
    passed={
        "ja": "日本語にない文字の部分には、言語が指定されています",
        "en": "Passages in other scripts say their language",
    },
    failed={
        "unmarked": {
            "ja": "言語の指定がない外国語の文が {count} か所あるようです（{examples}）",
            "en": "{count} passages in another language do not say which ({examples})",
        },
        "names": {
            "ja": "言語を選ぶリンクなどの外国語に、言語の指定がないようです（{examples}）",
            "en": "Names of languages, as in a language menu, do not say their language "
            "({examples})",
        },
        "wrong": {
            "ja": "lang 属性が中身の言語と違うようです（{examples}）",
            "en": "The lang attribute seems to name another language than the text’s ({examples})",
        },
        "sentences": {
            "ja": "言語の指定がない外国語の文章があるようです（{examples}）",
            "en": "Sentences in another language do not say which ({examples})",
        },
    },
    fix={
        "ja": 'その部分を囲む要素に lang 属性を付けます。例：<a lang="ko" href="/ko/">한국어</a>。',
        "en": 'Put a lang attribute on the element around it: <a lang="ko" href="/ko/">한국어</a>.',
    },
    about={
        "ja": "言語の指定がないと、音声読み上げソフトは日本語の声のまま読もうとし、"
        "読み飛ばしたり一文字ずつ読んだりします。外国語を必要とする人に届きません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/language-of-parts",
)

SCRIPTS = {
    "hangul": ("\uac00-\ud7a3\u1100-\u11ff", {"ko"}),
    "thai": ("\u0e01-\u0e5b", {"th"}),
    "cyrillic": ("\u0400-\u04ff", {"ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"}),
    "arabic": ("\u0621-\u06ff", {"ar", "fa", "ur", "ps", "ckb", "ug"}),
    "devanagari": ("\u0900-\u097f", {"hi", "ne", "mr"}),
    "myanmar": ("\u1000-\u109f", {"my"}),
    "khmer": ("\u1780-\u17ff", {"km"}),
    "sinhala": ("\u0d80-\u0dff", {"si"}),
}
"""Scripts that cannot be Japanese: their letters, and the languages that are written in them."""
LONG = 8  # letters: with fewer it is a name
SENTENCE = 50  # characters
PHRASE = 7  # words: a quotation or a title of a page, not a name
MOST = 40  # phrases of a block that are read
RUN = re.compile(r"[A-Za-z\u00c0-\u024f0-9 ,.'’\-!?:;&%$£€\"“”()\n]{50,}")
PHRASES = re.compile(r"[\"“”„«»「」『』:：;()（）\n]|[.!?。] ?")
LINKED = re.compile(r"<[^>]{0,300}>\s{0,20}<(?:a|q|cite)\b")
"""A block that begins with a link or a quotation."""
RIGHTS = re.compile(r"©|\(c\)|copyright|all rights reserved", re.IGNORECASE)
"""What every site says of itself in the same words, of whatever language."""
FEWEST = 5  # words: with fewer it is a name, or a phrase that has been taken over


def check(text: Text, text_by_language: TextByLanguage, links: Links) -> Verdict | list[Verdict]:
    """Letters that cannot be Japanese, names of languages, and words of languages that are known.

    Kanji are left alone, and single Latin words: they may be Japanese.
    """
    foreign = [(b, script) for b in text["items"] for script in SCRIPTS if letters(b, script) > 1]
    named = [e for e in shown(links) + text_by_language["closed"] if language_named(e["text"])]
    marked = [
        part for part in text_by_language["parts"] if part["selector"] != "html" and part["lang"]
    ]
    sentences = [b for b in text["items"] if is_unmarked_sentence(b)]
    if 2 * len(sentences) > len(text["items"]):
        sentences = []  # then it is the page's language that is wrong
    if not (foreign or named or marked or sentences):
        return inapplicable()
    unmarked = [(b, script) for b, script in foreign if not is_marked(b, script)]
    long = [b for b, script in unmarked if letters(b, script) >= LONG and not is_menu(b)]
    names: list[TextBlock | ClosedText] = [
        b for b, script in unmarked if letters(b, script) < LONG or is_menu(b)
    ]
    names += [
        e for e in unmarked_names(named) if e["selector"] not in {b["selector"] for b in names}
    ]
    wrong = [part for part in marked if is_wrong(part)] + [e for e in named if is_misnamed(e)]
    misnamed = {base(part["lang"]) for part in marked if is_wrong(part)} - {
        base(text_by_language["lang"])
    }
    sentences = [b for b in sentences if not misnamed & {base(lang) for lang in b["langs"]}]
    found = []
    for key, bad, more in (
        ("unmarked", long, {}),
        ("names", names, {"impact": "minor"}),
        ("wrong", list({e["selector"]: e for e in wrong}.values()), {}),
        ("sentences", sentences, {}),
    ):
        if bad:
            examples = some(e["text"][:20].strip() for e in bad)
            found.append(failed(key, bad, examples=examples, **more))
    return found or passed()


def shown(links: Links) -> list[ClosedText]:
    """Links that are drawn, with their names as text."""
    return [
        {
            "selector": link["selector"],
            "html": link["html"],
            "lang": link["lang"],
            "text": link["name"],
        }
        for link in links["items"]
    ]


def unmarked_names(named: list[ClosedText]) -> list[ClosedText]:
    """Names of languages that stand under the page's language, when there are several.

    A single “English” has become a word that every page uses.
    """
    page = [e for e in named if base(e["lang"]) == "ja" and language_named(e["text"]) != "ja"]
    return page if len(page) > 1 else []


def is_misnamed(element: ClosedText) -> bool:
    """Whether a language's name is marked as a third language, neither its own nor Japanese."""
    lang = base(element["lang"])
    return lang not in {"", "ja", language_named(element["text"])}


def is_wrong(part: LanguagePart) -> bool:
    """Whether what is marked as one language is clearly written in another.

    >>> is_wrong({"lang": "en", "text": "粗大ごみの出し方については、市役所へお電話ください。"})
    True
    """
    lang = base(part["lang"])
    kana = len(re.findall("[ぁ-ゖァ-ヺ]", part["text"]))
    all_letters = len(re.findall(r"[^\W\d_]", part["text"]))
    if lang in WORDS:
        return (kana >= LONG and kana > all_letters / 3) or bool(seen_instead(part["text"], lang))
    own = [script for script, (_, langs) in SCRIPTS.items() if lang in langs]
    scripts = [
        s for s in SCRIPTS if letters(part, s) >= LONG and letters(part, s) > all_letters / 2
    ]
    return bool(scripts) and not set(own) & set(scripts)


def is_unmarked_sentence(block: TextBlock) -> bool:
    """Whether a block is, or quotes, sentences in another language of Latin letters than the one
    that is in force in it.
    """
    langs = {base(lang) for lang in block["langs"]}
    if len(langs) != 1 or {"code", "pre", "address"} & set(block["within"]):
        return False
    own, said = langs.pop(), block["text"]
    if 2 * sum(len(word) == 1 for word in said.split()) > len(said.split()):
        return False  # letters one by one, which are no words of any language
    if own == "ja":
        apart = bool({"a", "blockquote"} & set(block["within"]))
        is_whole = apart or bool(LINKED.match(block["html"]))
        return any(is_foreign_to_japanese(run, is_whole=is_whole) for run in RUN.findall(said))
    if len(said.split()) >= FEWEST and seen_instead(said, own):
        return True
    return any(
        len(phrase.split()) >= PHRASE and seen_instead(phrase, own)
        for phrase in PHRASES.split(said)[:MOST]
    )


def is_foreign_to_japanese(run: str, *, is_whole: bool) -> bool:
    """Whether Latin letters in a row are a sentence, rather than a name.

    What is whole, as a link or a quotation is, may be a phrase as long as one.

    >>> is_foreign_to_japanese("The Lord of the Rings", is_whole=True)
    False
    >>> text = "Information for residents about waste, schools and your taxes"
    >>> is_foreign_to_japanese(text, is_whole=True), is_foreign_to_japanese(text, is_whole=False)
    (True, False)
    """
    if len(run) < SENTENCE or RIGHTS.search(run):
        return False
    weight, hits, every = weights(run.strip(" \"'“”「」"))
    best = max(weight, key=lambda lang: weight[lang])
    is_sentence = run.rstrip()[-1:] in '.!?”"):'
    few = 4 if is_sentence else 3
    long = is_sentence or (is_whole and every >= PHRASE + 2)
    return long and hits[best] >= few and hits[best] >= every / 4


def letters(block: TextBlock | LanguagePart, script: str) -> int:
    """How many letters of a script the block holds."""
    return len(re.findall(f"[{SCRIPTS[script][0]}]", block["text"]))


def is_marked(block: TextBlock, script: str) -> bool:
    """Whether a language that is written so is in force somewhere in the block."""
    return any(lang.lower().partition("-")[0] in SCRIPTS[script][1] for lang in block["langs"])


def is_menu(block: TextBlock) -> bool:
    """Whether it is a short link or button, as in a language menu."""
    return bool({"a", "button", "nav"} & set(block["within"])) and len(block["text"]) <= 40
