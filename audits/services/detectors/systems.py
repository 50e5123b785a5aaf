"""Which application systems a page leads to: by links, printed addresses, and codes to scan."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from audits.services.document import Block, ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote
from audits.services.systems import Match, Systems, load

META = DetectorMeta(
    title={"ja": "申請・予約のシステム", "en": "Application systems"},
    kinds=("system", "unknown_system", "inquiry_form"),
)
BARE = re.compile(
    r"(?<![a-z0-9.@/_-])(?:[a-z0-9-]{1,40}\.){1,5}(?:jp|com|net|ee|gle|me|microsoft)(?![a-z0-9.-])"
    r"(?:/[a-z0-9/_.?=&%~-]{0,200})?",
    re.IGNORECASE,
)
"""A host that is printed without its scheme."""
SHARED = re.compile(r"lineit/share|/R/msg/text|/R/share|social-plugins\.line", re.IGNORECASE)
"""Buttons that pass a page on."""
PROCEDURE = re.compile(r"申し?込|申請|予約|受付|受け付け|手続|届|依頼|粗大|応募|回答")
FOREIGN = re.compile(
    r"予約|受付|申請|申し?込|システム|フォーム|届出|ナビ|apply|book", re.IGNORECASE
)
NAMED = re.compile(
    r"(?:^|[.-])(?:yoyaku|reserve|shinsei|apply|sodai|entry|uketsuke|booking|"
    r"denshi|form|saijo|navi)s?(?:[.-]|[0-9]|$)"
)
INFORMATION = re.compile(r"(?:^|\.)(?:pref|city|town|vill|metro)\.|\.(?:go|lg|or|ac|ed)\.jp$")


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each system and tenant once; systems that are in no table apart."""
    systems = context.systems if isinstance(context.systems, Systems) else load(context.country)
    seen: set[str] = set()
    for address, block, is_link in _addresses(document):
        match = systems.recognise(address, document.url)
        if match is None:
            if is_link and _is_unknown_system(address, block, document) and address not in seen:
                seen.add(address)
                yield Fact("systems", "unknown_system", address, quote(block), document.url, LIKELY)
        elif match.value not in seen and not _is_only_news(match, block, document):
            seen.add(match.value)
            kind = "inquiry_form" if match.system.kind == "inquiry" else "system"
            yield Fact("systems", kind, match.value, quote(block), document.url, SURE)
    for block in document.main:
        system = systems.named(block.text)
        if system and system.id not in {value.split()[0] for value in seen if value}:
            seen.add(system.id)
            yield Fact("systems", "system", system.id, quote(block), document.url, LIKELY)


def _addresses(document: ServiceDocument) -> Iterator[tuple[str, Block, bool]]:
    for block, link in document.links():
        if link.kind not in ("mail", "tel", "fragment"):
            yield link.href, block, True
    for printed in document.printed:
        block = document.blocks[printed.block]
        if block.region == "main":
            yield printed.address, block, False
    for address in (*document.scripts, *(form.action for form in document.forms)):
        if document.main and urlsplit(address).scheme in ("http", "https"):
            yield address, document.main[0], False
    for block in document.main:
        for match in BARE.finditer(block.text):
            yield f"https://{match[0]}", block, False


def _is_only_news(match: Match, block: Block, document: ServiceDocument) -> bool:
    """Whether a channel of messages is only offered to be followed, and nothing is applied for."""
    if match.system.kind != "channel":
        return False
    if any(SHARED.search(link.href) for link in block.links):
        return True
    return PROCEDURE.search(f"{document.title} {block.text}") is None


def _is_unknown_system(address: str, block: Block, document: ServiceDocument) -> bool:
    """Whether a link to another host applies or books there, by its words and the host."""
    host, own = urlsplit(address).hostname or "", urlsplit(document.url).hostname or ""
    if not host or host == own or INFORMATION.search(host):
        return False
    words = " ".join(link.text for link in block.links if link.href == address)
    return NAMED.search(host) is not None or FOREIGN.search(words) is not None
