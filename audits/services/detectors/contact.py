"""By which ways a page lets its reader ask: telephone, form, e-mail, fax."""

import re
from collections.abc import Iterable

from audits.services.document import ServiceDocument
from audits.services.facts import SURE, Context, DetectorMeta, Fact, quote

META = DetectorMeta(title={"ja": "問い合わせ先", "en": "Ways to ask"}, kinds=("contact",))
PHONE = re.compile(
    r"(?<![0-9])0[0-9]{1,4}-[0-9]{1,4}(?:-[0-9]{1,4})?(?![0-9])|"
    r"\(?0[0-9]{1,4}\)[0-9]{1,4}-[0-9]{1,4}|内線[0-9]|(?:TEL|電話|℡|☎)[:.\s]{0,3}[0-9(-]{3}|"
    r"\b[0-9]{3}-[0-9]{3}-[0-9]{4}\b",
    re.IGNORECASE,
)
FAX = re.compile(r"(?:FAX|ファク(?:シミリ|ス)|ファックス)[^0-9。]{0,8}[0-9(]{2}", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]{1,64}(?:@|\(at\)|★|\[at\])[\w-]{1,63}\.[\w.-]{1,80}")
FORM = re.compile(
    r"お?問い?合わ?せ|メール(?:フォーム|で(?:の)?お?問)?|ご意見|ご質問|contact (?:us|form)|"
    r"inquir|enquir",
    re.IGNORECASE,
)
FORM_ADDRESS = re.compile(
    r"contact|inquiry|enquiry|toiawase|otoiawase|mailform|/mail/|/form/|formmail|sec_form",
    re.IGNORECASE,
)


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each way once, from the main part alone: a switchboard in the footer answers no question."""
    seen: set[str] = set()
    for block in document.main:
        for name in _ways(block.text, block.links):
            if name not in seen:
                seen.add(name)
                yield Fact("contact", "contact", name, quote(block), document.url, SURE)


def _ways(text: str, links: Iterable[object]) -> Iterable[str]:
    without_fax = FAX.sub(" ", text)
    if PHONE.search(without_fax):
        yield "phone"
    if FAX.search(text):
        yield "fax"
    if EMAIL.search(text):
        yield "email"
    for link in links:
        kind, href, words = (
            getattr(link, "kind", ""),
            getattr(link, "href", ""),
            getattr(link, "text", ""),
        )
        if kind == "tel":
            yield "phone"
        elif kind == "mail":
            yield "email"
        elif (
            kind == "page"
            and FORM.search(words)
            and (
                FORM_ADDRESS.search(href)
                or "フォーム" in words
                or words in ("メール", "お問い合わせ")
            )
        ):
            yield "form"
