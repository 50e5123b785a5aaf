"""Which part of a page a line belongs to: by landmarks and names, else by what the part is."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from audits.services.document import (
    ASIDE,
    BREADCRUMB,
    FOOTER,
    HEADER,
    HEADING,
    MAIN,
    NAV,
    RELATED,
    Block,
)

TAGS = {
    "main": MAIN,
    "article": MAIN,
    "header": HEADER,
    "nav": NAV,
    "footer": FOOTER,
    "aside": ASIDE,
}
ROLES = {
    "main": MAIN,
    "banner": HEADER,
    "navigation": NAV,
    "contentinfo": FOOTER,
    "complementary": ASIDE,
    "search": HEADER,
}
NAMES = (
    (
        BREADCRUMB,
        re.compile(
            r"bread_?crumbs?|crumbs?|pan|pankuzu|bread|path|pnavi|topic_?path|location|genzaichi"
        ),
    ),
    (
        FOOTER,
        re.compile(r"(?:global_?|site_?)?foot(?:er)?(?:_?(?:area|wrap|nav|inner))?|copyright"),
    ),
    (HEADER, re.compile(r"(?:global_?|site_?)?head(?:er)?(?:_?(?:area|wrap|inner))?")),
    (
        NAV,
        re.compile(
            r"(?:g|global|l|local|s|sub|side|sp|site|main|mega)?_?(?:nav|navi|navigation|menu)"
            r"(?:_?(?:area|wrap|list|inner))?"
        ),
    ),
    (
        ASIDE,
        re.compile(
            r"side(?:bar|area)?|aside|left|right|(?:left|right|sub)_?(?:col|column|side)|banners?"
        ),
    ),
    (
        MAIN,
        re.compile(
            r"(?:tmp_?)?(?:main|content|contents|honbun|article)"
            r"(?:_?(?:content|contents|body|area|wrap|inner|col|column))?|center|wysiwyg|entry"
        ),
    ),
)
SPLIT = re.compile(r"\s+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
CRUMB_MARK = re.compile(r" ?(?:>|›|»|→|≫|/(?= )) ?")
CRUMB_LEAD = re.compile(
    r"^(?:現在(?:位置|地|の?ページ)|ここから|パンくず|本文|あなたの現在地)[^:>]{0,20}[:>]?\s*"
)
RELATED_WORDS = re.compile(
    r"^(?:関連(?:する)?(?:リンク|情報|ページ|記事|サイト|コンテンツ|項目|事項|ファイル)?|"
    r"(?:この(?:ページ|記事)を見(?:た|ている)人).{0,20}|(?:よく見られる|おすすめの?|人気の?|"
    r"最近見た|"
    r"新着|注目の?)(?:ページ|記事|情報|リンク|コンテンツ)|(?:同じ|この)(?:カテゴリ|分類|階層|"
    r"フォルダ).{0,12}|"
    r"(?:こちら|以下|次のページ)も.{0,4}(?:ご覧|参照|参考|チェック).{0,6}|あわせて(?:読みたい|"
    r"ご覧).{0,10}|"
    r"リンク集|カテゴリ(?:一覧|ー)?|メニュー|お知らせ一覧|外部リンク|"
    r"related (?:links|pages|information|services)|see also|popular pages|quick links)$",
    re.IGNORECASE,
)
MAIN_SHARE = 0.3
"""Of the words outside links, the least that a part called main must hold to be believed."""
FEW = 3
SHORT = 24
"""Characters of an entry of a menu."""
IMPRINT = re.compile(
    r"copyright|©|all rights reserved|\(c\) ?[0-9]|無断転載|"
    r"^[^。]{0,24}(?:役場|役所|県庁|都庁|府庁|道庁)[^。]{0,16}(?:〒[0-9]{3}|TEL|電話|代表)|"
    r"^〒[0-9]{3}[^。]{0,40}(?:役場|役所|県庁)",
    re.IGNORECASE,
)
"""Lines with which a page ends, whatever its subject."""
SEPARATED = re.compile(r"[|｜／/\[\]・\s]+")


def named(element: Any, tag: str, outer: str) -> str:
    """The region that an element begins, by its tag, its role or its name; else that around it."""
    role = (element.get("role") or "").strip().lower()
    region = ROLES.get(role) or TAGS.get(tag)
    label = element.get("aria-label") or ""
    kind = element.get("itemtype") or ""
    if "パンくず" in label or "breadcrumb" in label.lower() or kind.endswith("BreadcrumbList"):
        region = BREADCRUMB
    if region is None or (region == NAV and outer != BREADCRUMB):
        region = _by_name(element) or region
    if region is None or outer == BREADCRUMB:
        return outer
    if outer == MAIN and region in (HEADER, FOOTER):
        return MAIN  # of an article, not of the page
    if outer in (NAV, FOOTER, ASIDE, HEADER) and region == MAIN and tag != "main":
        return outer
    if outer in (NAV, FOOTER) and region != BREADCRUMB:
        return outer
    return region


def _by_name(element: Any) -> str | None:
    words = f"{element.get('id') or ''} {element.get('class') or ''}"[:200]
    for word in SPLIT.split(CAMEL.sub("_", words)):
        plain = word.strip("_-0123456789").lower().replace("-", "_")
        for region, pattern in NAMES:
            if plain and pattern.fullmatch(plain):
                return region
    return None


def parts(crumb: str) -> tuple[str, ...]:
    """The steps of a breadcrumb.

    >>> parts("ホーム > くらし > 転出")
    ('ホーム', 'くらし', '転出')
    """
    plain = CRUMB_LEAD.sub("", crumb)
    return tuple(part for part in CRUMB_MARK.split(plain) if part)


def settled(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks with a region each, and the breadcrumb."""
    own = [len(block.text) * (1 - block.link_share) for block in blocks]
    inside = sum(size for block, size in zip(blocks, own, strict=True) if block.region == MAIN)
    free = sum(size for block, size in zip(blocks, own, strict=True) if block.region in ("", MAIN))
    has_main = inside > 0 and inside >= MAIN_SHARE * free
    regions = [_first(block, has_main) for block in blocks]
    if not has_main:
        _unnamed(blocks, regions)
    _related(blocks, regions)
    crumb = _crumb(blocks, regions)
    return (
        tuple(
            replace(block, region=region) if block.region != region else block
            for block, region in zip(blocks, regions, strict=True)
        ),
        crumb,
    )


def _first(block: Block, has_main: bool) -> str:
    if block.region == MAIN and not has_main:
        return ""
    if block.region == "" and has_main:
        return ASIDE
    return block.region


def _unnamed(blocks: Sequence[Block], regions: list[str]) -> None:
    """Where no part is called main: menus are runs of short links before and after the words."""
    free = [index for index, region in enumerate(regions) if region == ""]
    first, last = 0, len(free)
    while first < last and _is_menu(blocks[free[first]]) and not _is_title(blocks[free[first]]):
        first += 1
    if all(_is_menu(blocks[index]) for index in free):
        first = 0  # a page of nothing but links is a hub, and they are its words
    for at in range(max(first, last - 4), last):
        if IMPRINT.search(blocks[free[at]].text) and at > first:
            last = at
            break
    for at, index in enumerate(free):
        regions[index] = NAV if at < first else FOOTER if at >= last else MAIN


def _is_title(block: Block) -> bool:
    return block.kind == HEADING


def _is_menu(block: Block) -> bool:
    bare = sum(len(piece) for piece in SEPARATED.split(block.text))
    inside = sum(len(SEPARATED.sub("", link.text)) for link in block.links)
    short = all(len(link.text) <= SHORT for link in block.links)
    return bool(block.links) and short and inside >= 0.8 * bare


def _related(blocks: Sequence[Block], regions: list[str]) -> None:
    """Lists under a heading that promises other pages, as far as they are lists."""
    for index, block in enumerate(blocks):
        if regions[index] != MAIN:
            continue
        above = block.text if block.kind == HEADING else (block.headings[-1:] or ("",))[0]
        if RELATED_WORDS.match(above.strip("■●◆▼【】《》<>・ ")):
            regions[index] = RELATED


def _crumb(blocks: Sequence[Block], regions: list[str]) -> tuple[str, ...]:
    """The breadcrumb: what is called so, or a line of steps before the main part begins."""
    named_parts = [
        part
        for index, block in enumerate(blocks)
        if regions[index] == BREADCRUMB
        for part in (parts(block.text) or (block.text,))
    ]
    if named_parts:
        return tuple(named_parts)
    for index, block in enumerate(blocks[:60]):
        if block.kind == HEADING and block.level < 3 and regions[index] == MAIN:
            break
        steps = parts(block.text)
        if len(steps) > 1 and max(map(len, steps)) <= 40 and len(block.text) < 200:
            regions[index] = BREADCRUMB
            return steps
    return ()
