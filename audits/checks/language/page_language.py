"""The language that the page claims is the one it is written in.

A screen reader picks its voice by it: Japanese read by an English voice is silence or noise.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks.language._latin import is_beyond_doubt, seen_instead
from audits.facts.document import Document, LetterCounts
from audits.facts.text_by_language import TextByLanguage
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.1.1",
    impact="serious",
    title={"ja": "ページの言語の指定", "en": "The language of the page"},
    passed={
        "ja": "指定された言語と本文の文字は合っています",
        "en": "The language claimed and the letters of the text agree",
    },
    failed={
        "mismatch": {
            "ja": "html 要素の lang 属性は「{declared}」ですが、本文の文字の {share}% は"
            "「{seen}」の文字です",
            "en": "The page claims to be in “{declared}”, but {share}% of its letters are those "
            "of “{seen}”",
        },
        "words": {
            "ja": "html 要素の lang 属性は「{declared}」ですが、本文は「{seen}」"
            "で書かれているようです",
            "en": "The page claims to be in “{declared}”, but its words seem to be “{seen}”",
        },
        "latin": {
            "ja": "html 要素の lang 属性は「{declared}」ですが、本文の文字の {share}% は"
            "ラテン文字（英語など）です",
            "en": "The page claims to be in “{declared}”, but {share}% of its letters are Latin",
        },
    },
    fix={
        "ja": "html 要素の lang 属性を本文の言語に合わせます。"
        '例：日本語のページは <html lang="ja">、英語のページは <html lang="en">。'
        "CMS のひな形（テンプレート）に原因があることが多いので、全ページを確認してください。",
        "en": "Set the lang attribute of <html> to the language of the text, as in "
        '<html lang="ja">. '
        "The cause is often a template, so look at all pages that share it.",
    },
    whole_page=True,
    about={
        "ja": "音声読み上げソフトは、この指定を見て声と読み方を選びます。"
        '日本語のページに lang="en" とあると、英語の声で読まれ、内容が伝わりません。'
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page",
)

LATIN = {
    *("en", "fr", "de", "es", "pt", "it", "nl", "sv", "no", "da", "fi", "pl", "cs", "sk", "hu"),
    *("ro", "vi", "id", "ms", "tl", "fil", "tr", "sw"),
}
OWN = {"ja": ("kana", "han"), "zh": ("han",), "ko": ("hangul", "han"), "th": ("thai",)}
OWN |= {"ru": ("cyrillic",), "uk": ("cyrillic",), "ar": ("arabic",), "fa": ("arabic",)}
OWN |= dict.fromkeys(LATIN, ("latin",))
ENOUGH = {"ja": 80, "latin": 300}
"""Letters: a page with less may hold only a menu in another language, and Latin words are long."""
OTHERWISE = 200
FOREIGN = 0.8  # this share in one other script leaves no room for two languages side by side
FEW_KANA, MANY_KANA = 0.005, 0.2
"""Of the letters: Chinese has fewer kana, Japanese more; lists of names in kanji lie between."""


def check(document: Document, text_by_language: TextByLanguage) -> Verdict:
    """Shares of letters where no other language is marked; short texts are left alone.

    Languages that share their letters are told by their commonest words: surely in long texts only.
    """
    own = next((part for part in text_by_language["parts"] if part["selector"] == "html"), None)
    seen = seen_instead(own["text"], own["lang"]) if own and own["lang"] else ""
    if own and seen:
        sure = is_beyond_doubt(own["text"], seen, own["lang"])
        certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
        data = {"declared": document["lang"], "seen": seen}
        return failed("words", [{"selector": "html"}], certainty=certainty, **data)
    return by_letters(document)


def by_letters(document: Document) -> Verdict:
    """What the shares of letters say."""
    declared = document["lang"].lower().partition("-")[0]
    letters = document["letters"]
    if declared not in OWN or not letters["letters"]:
        return inapplicable()
    seen, share = seen_language(letters, declared)
    if letters["letters"] < ENOUGH.get(seen, OTHERWISE):
        return inapplicable()
    if share < FOREIGN or OWN.get(seen, ("latin",)) == OWN[declared]:
        return passed()
    return failed(
        "latin" if seen == "latin" else "mismatch",
        [{"selector": "html"}],
        declared=document["lang"],
        seen=seen,
        share=round(100 * share),
    )


def seen_language(letters: LetterCounts, declared: str) -> tuple[str, float]:
    """The language (or just “latin”) whose script covers most letters, and its share of them."""
    scripts = {
        japanese_or_chinese(letters["kana"] / letters["letters"], declared): (
            letters["kana"] + letters["han"]
        ),
        "ko": letters["hangul"],
        "th": letters["thai"],
        "ru": letters["cyrillic"],
        "ar": letters["arabic"],
        "latin": letters["latin"],
    }
    seen = max(scripts, key=lambda script: scripts[script])
    return seen, scripts[seen] / letters["letters"]


def japanese_or_chinese(kana: float, declared: str) -> str:
    """Which of the two it is by its share of kana; in doubt, what the page claims.

    >>> japanese_or_chinese(0.5, "zh"), japanese_or_chinese(0.02, "ja")
    ('ja', 'ja')
    """
    if FEW_KANA < kana < MANY_KANA and declared in {"ja", "zh"}:
        return declared
    return "ja" if kana > FEW_KANA else "zh"
