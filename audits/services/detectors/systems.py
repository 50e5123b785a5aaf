"""Which application systems a page leads to: by links, printed addresses, and codes to scan."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urlsplit

from audits.services.document import Block, ServiceDocument
from audits.services.facts import LIKELY, SURE, Context, DetectorMeta, Fact, quote
from audits.services.systems import PARTS, TEST, TRIAL, Match
from minna.addresses import host_of

META = DetectorMeta(
    title={"ja": "申請・予約のシステム", "en": "Application systems"},
    kinds=("system", "unknown_system", "inquiry_form"),
)
FULL = re.compile(r"https?://[a-z0-9.-]{4,80}(?:/[a-z0-9/_.?=&%~#+-]{0,300})?", re.IGNORECASE)
"""An address in the normalised text: older pages print it in full-width letters."""
HANDLER = re.compile(
    r"""(?:onclick|onchange|data-(?:href|url|link)|value)\s{0,2}=\s{0,2}(?:"([^"<>]{8,400})"|'([^'<>]{8,400})')""",
    re.IGNORECASE,
)
"""Addresses that a script opens."""
BARE = re.compile(
    r"(?<![a-z0-9.@/_-])(?:[a-z0-9-]{1,40}\.){1,5}(?:jp|com|net|ee|gle|me|microsoft)(?![a-z0-9.-])"
    r"(?:/[a-z0-9/_.?=&%~-]{0,200})?",
    re.IGNORECASE,
)
"""A host that is printed without its scheme."""
POINTING = re.compile(
    r"^[(\[【「]?(?:こちら|ここ|リンク|サイト|ページ|詳細|click here|here)[^ ]{0,8}$", re.I
)
"""Words that only point: what a link is about stands beside it."""
SHARED = re.compile(r"lineit/share|/R/msg/text|/R/share|social-plugins\.line", re.IGNORECASE)
"""Buttons that pass a page on."""
PROCEDURE = re.compile(r"申し?込|申請|予約|受付|受け付け|手続|届|依頼|粗大|応募|回答")
NEWS = re.compile(r"配信|友だち|友達|登録|お知らせ|防災|緊急|情報発信|SNS|広報|ソーシャル|フォロー")
FOREIGN = re.compile(
    r"予約|受付|申請|申し?込|システム|フォーム|届出|ナビ|apply|book", re.IGNORECASE
)
NAMED = re.compile(
    r"(?:^|[.-])(?:yoyaku|reserve|shinsei|apply|sodai|entry|uketsuke|booking|"
    r"denshi|form|saijo|navi)s?(?:[.-]|[0-9]|$)"
)
ELSEWHERE = re.compile(
    r"(?:^|\.)(?:youtube|youtu|facebook|twitter|x|instagram|adobe|google|apple|microsoft)\."
)
"""Hosts of films, maps, messages and programs, where nobody applies for anything."""
ADDRESS = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)
"""An address printed in place of words."""
INFORMATION = re.compile(r"(?:^|\.)(?:pref|city|town|vill|metro)\.|\.(?:go|lg|or|ac|ed)\.jp$")


def detect(document: ServiceDocument, context: Context) -> Iterable[Fact]:
    """Each system and tenant once; systems that are in no table apart."""
    systems = context.known_systems
    found: dict[str, tuple[Match, Block]] = {}
    unknown: dict[str, Block] = {}
    for address, block, is_link in _addresses(document):
        match = systems.recognise(address, document.url)
        if match is None:
            if is_link and _is_unknown_system(address, block, document):
                unknown.setdefault(address, block)
        elif not _is_only_news(match, block, document):
            found.setdefault(match.value, (match, block))
    tenants = {match.system.id for match, _ in found.values() if match.tenant}
    for value, (match, block) in found.items():
        if match.is_trial or match.tenant or match.system.id not in tenants:
            kind = "inquiry_form" if match.system.kind == "inquiry" else "system"
            yield Fact("systems", kind, value, quote(block), document.url, SURE)
    for address, block in unknown.items():
        first = host_of(address).partition(".")[0]
        is_trial = TRIAL & set(PARTS.split(first))
        kind, value = ("system", TEST) if is_trial else ("unknown_system", address)
        yield Fact("systems", kind, value, quote(block), document.url, LIKELY)
    known = {match.system.id for match, _ in found.values()}
    for block in document.main:
        system = systems.named(block.text)
        if system and system.id not in known:
            known.add(system.id)
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
    for match in HANDLER.finditer(document.markup) if document.main else ():
        for written in FULL.finditer(unescape(match[1] or match[2])):
            yield written[0], document.main[0], False
    for block in document.main:
        is_entry = FOREIGN.search(block.text) is not None
        for match in FULL.finditer(block.text):
            yield match[0], block, is_entry
        for match in BARE.finditer(block.text):
            yield f"https://{match[0]}", block, False


def _is_only_news(match: Match, block: Block, document: ServiceDocument) -> bool:
    """Whether a channel of messages is only offered to be followed, and nothing is applied for."""
    if match.system.kind != "channel":
        return False
    if any(SHARED.search(link.href) for link in block.links):
        return True
    if PROCEDURE.search(block.text):
        return False
    around = " ".join((block.text, *block.headings[-1:], document.title))
    return NEWS.search(around) is not None or PROCEDURE.search(around) is None


def _is_unknown_system(address: str, block: Block, document: ServiceDocument) -> bool:
    """Whether a link to another host applies or books there, by its words and the host."""
    host, own = host_of(address), host_of(document.url)
    if not host or host == own or INFORMATION.search(host):
        return False
    if ELSEWHERE.search(host):
        return False
    words = " ".join(link.text for link in block.links if link.href == address)
    if not words or POINTING.match(words) or ADDRESS.match(words):
        words = " ".join((block.text, *block.headings[-1:]))
        return (NAMED.search(host) or FOREIGN.search(words)) is not None
    return NAMED.search(host) is not None or FOREIGN.search(words) is not None
