"""In which languages a page speaks; plain Japanese is one of its own."""

import re
from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact

META = DetectorMeta(title={"ja": "言語", "en": "Languages"}, kinds=("page_language",))
KANA = re.compile(r"[ぁ-んァ-ヶ]")
HANGUL = re.compile(r"[가-힣]")
HAN = re.compile(r"[一-龥]")
THAI = re.compile(r"[ก-๛]")
DEVANAGARI = re.compile(r"[\u0900-\u097f]")
MYANMAR = re.compile(r"[\u1000-\u109f]")
VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
PORTUGUESE = re.compile(
    r"\b(?:não|você|são|ção|para|município|cartão|mudança|cidade|dias|uma?|dos?|das?)\b|ções\b|"
    r"ção\b",
    re.IGNORECASE,
)
SPANISH = re.compile(
    r"\b(?:el|los|las|usted|ciudad|días|para|una?|del|por|señor)\b|ción\b|ñ", re.IGNORECASE
)
TAGALOG = re.compile(r"\b(?:ang|mga|sa|ng|kung|para|inyong|po)\b", re.IGNORECASE)
INDONESIAN = re.compile(r"\b(?:yang|dan|untuk|dengan|anda|di|ke|adalah)\b", re.IGNORECASE)
LATIN = re.compile(r"[A-Za-z]{2,}")
RUBY = re.compile(r"[一-龥]{1,6}\((?:[ぁ-ん ]{1,14})\)")
EASY = re.compile(r"やさしい(?:日本語|にほんご)")
SPLIT = re.compile(r"[ぁ-ん]{2} [ぁ-んァ-ヶ一-龥]")


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """One language, that of the main part."""
    text = " ".join(block.original for block in document.main)[:20_000]
    language = _language(text, document)
    if language:
        sure = LIKELY if language == "easy" else SURE
        yield Fact("languages", "page_language", language, document.heading, document.url, sure)


def _language(text: str, document: ServiceDocument) -> str:
    kana, han = len(KANA.findall(text)), len(HAN.findall(text))
    if kana > 2 and kana >= 0.15 * (kana + han):
        return "easy" if _is_easy(text, document) else "ja"
    if len(HANGUL.findall(text)) > 10:
        return "ko"
    for name, letters in (("th", THAI), ("ne", DEVANAGARI), ("my", MYANMAR)):
        if len(letters.findall(text)) > 10:
            return name
    latin = len(LATIN.findall(text))
    if han > 8 and han > latin:
        return "zh"
    if latin < 5:
        return ""
    if len(VIETNAMESE.findall(text)) > 5:
        return "vi"
    scores = {
        "pt": len(PORTUGUESE.findall(text)),
        "es": len(SPANISH.findall(text)),
        "tl": len(TAGALOG.findall(text)),
        "id": len(INDONESIAN.findall(text)),
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 0.12 * latin and scores[best] > 2 else "en"


def _is_easy(text: str, document: ServiceDocument) -> bool:
    named = EASY.search(" ".join((document.title, *document.breadcrumb, document.heading)))
    spaced = text.replace("\u3000", " ")
    return bool(named) or len(RUBY.findall(spaced)) > 2 or len(SPLIT.findall(spaced)) > 3
