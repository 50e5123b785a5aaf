"""A heading says what comes under it.

Whoever goes from heading to heading hears only these words: “heading 1” or “untitled” is no sign on
any door.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.document import Document
from minna.records import Certainty, CheckMeta, Verdict
from minna.text import nfkc

META = CheckMeta(
    criterion="2.4.6",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "見出しの言葉", "en": "The words of headings"},
    passed={
        "ja": "「見出し」「無題」などだけの見出しは見つかりませんでした",
        "en": "No heading consists of words like “heading” or “untitled” alone",
    },
    failed={
        "vague": {
            "ja": "何が書かれているか分からない見出しが {count} 個あるようです（{examples}）",
            "en": "{count} headings do not seem to say what comes under them ({examples})",
        }
    },
    fix={
        "ja": "見出しに、その下に書かれている内容を書きます。例：<h2>見出し2</h2> を"
        "<h2>申請に必要なもの</h2> に書き換えます。",
        "en": "Name what comes under it: <h2>What you need to apply</h2> rather than "
        "<h2>Heading 2</h2>.",
    },
    about={
        "ja": "画面を読み上げて利用する人は、見出しから見出しへ飛んで、読む所を探します。"
        "ひな型のままの見出しでは、何があるのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels",
)

SHORT = 40
"""Characters; a longer heading says something."""
TEMPLATE = re.compile(
    r"見出し|タイトル|表題|題名|テキスト|文字列|文章|無題|名称未設定|未設定|ダミー|サンプル|テスト|[○◯〇●]{2,}"
    r"|新規(?:ページ|ブロック)"
)
"""What templates write where a heading is to come."""
FILLING = re.compile(
    r"見出し|タイトル|表題|題名|テキスト|文字列?|文章|無題|名称未設定|未(?:設定|定|入力)|ダミー|サンプル|テスト|[○◯〇●]{2,}"
    r"|新規|新しい|追加|[大中小仮]|サブ|メイン|ページ|本文|記事|コンテンツ|セクション|ブロック|段落|カラム|エリア|項目|要素"
    r"|入力|記入|挿入|編集|入り?ます|入る|入れ(?:てる?)?|書[きくい]て?|クリック|して|します|ください|下さい|です|なし"
    r"|ここ|こちら|その|について|お知らせ|こと|もの|[のがをはにへでと]"
)
"""That, and the words of the sentences in which templates ask for it."""
PART = re.compile(
    r"(?:セクション|ブロック|段落|カラム|エリア|パーツ|パート|コンテンツ|項目|要素|その|記事|本文)"
)
ALONE = frozenset({"セクション", "ブロック", "段落", "カラム", "その"})
"""Parts of a page that say nothing even without a figure or a letter behind them."""
COUNT = re.compile(r"[0-9]+|[一二三四五六七八九十]|(?<![a-z])[a-z](?![a-z])")
POINTS = re.compile(
    r"こちら|ここ|これ|それ|以下|下記|上記|右記|左記|次の?(?:とおり|通り|よう)|つづき|続き"
)
POINTING = re.compile(
    r"こちら|ここ|これ|それ|以下|下記|上記|右記|左記|次|つづき|続き|もっと|さらに|とおり|通り|よう|読む|読んで|見る"
    r"|ご覧|ごらん|参照|確認|詳しく|くわしく|詳細|内容|クリック|して|ください|下さい|です|から|[のがをはにへで]"
)
"""Words that only point elsewhere, and what stands around them."""
ENGLISH_TEMPLATE = {
    "heading", "headline", "title", "subtitle", "subheading", "subhead",
    "untitled", "lorem", "ipsum", "placeholder", "dummy", "text",
    "test",
}  # fmt: skip
ENGLISH_PART = {
    "section", "block", "paragraph", "column", "item", "content", "panel", "widget",
    "element",
}  # fmt: skip
AROUND = {
    "a", "an", "the", "this", "your", "my", "our", "new", "is", "goes", "here", "add", "insert",
    "edit", "enter", "type", "click", "to", "level", "one", "two", "three", "four", "dolor", "sit",
    "amet",
}  # fmt: skip
HERE = {"here"}
BESIDE = {
    "click", "press", "tap", "read", "see", "more", "look", "view", "find", "out", "go",
    "to", "for", "about", "learn", "is", "are", "and", "the", "on",
}  # fmt: skip
WORD = re.compile(r"[a-z]{2,40}")
FIGURES = re.compile(r"[0-9]+")
"""One number is a template's; several are an outline's."""
LETTER = re.compile(r"\w")
SAME = re.compile(r"(\w)\1{2,}|(?:あいう(?:えお)?|abc){1,3}")


def check(document: Document) -> Verdict:
    """Only headings whose whole text is such a word; an empty one is another rule's (axe's)."""
    headings = [h for h in document["headings"] if h["text"]]
    if not headings:
        return inapplicable()
    vague = [heading for heading in headings if is_vague(heading["text"])]
    return (
        failed("vague", vague, examples=some(v["text"][:30] for v in vague)) if vague else passed()
    )


def is_vague(text: str) -> bool:
    """Whether a heading is made of nothing but words of a template, or only points elsewhere.

    >>> is_vague("見出し2"), is_vague("見出しの付け方"), is_vague("Untitled")
    (True, False, True)
    >>> is_vague("ここにタイトルを入力してください"), is_vague("Your heading goes here")
    (True, True)
    >>> is_vague("その他"), is_vague("Items to bring"), is_vague("お問い合わせはこちら")
    (False, False, False)
    """
    plain = nfkc(text).strip().lower()
    if len(plain) > SHORT:
        return plain.startswith("lorem ipsum")
    if not LETTER.search(plain) or SAME.fullmatch(plain):
        return True
    if len(FIGURES.findall(plain)) > 1:
        return False
    return is_vague_english(plain) if plain.isascii() else is_vague_japanese(plain)


def is_vague_japanese(plain: str) -> bool:
    """The same of a heading in Japanese.

    >>> is_vague_japanese("〇〇について"), is_vague_japanese("項目3"), is_vague_japanese("次の項目")
    (True, True, False)
    """
    uncounted = re.sub(r"[^\w○◯●]", "", COUNT.sub("", plain))
    if PART.fullmatch(uncounted) and (COUNT.search(plain) or uncounted in ALONE):
        return True
    if TEMPLATE.search(plain):
        return not LETTER.search(FILLING.sub("", uncounted))
    return bool(POINTS.match(uncounted)) and not LETTER.search(POINTING.sub("", uncounted))


def is_vague_english(plain: str) -> bool:
    """The same of a heading in Latin letters.

    >>> is_vague_english("section 3"), is_vague_english("section"), is_vague_english("title ix")
    (True, True, False)
    >>> is_vague_english("click here"), is_vague_english("find out more")
    (True, False)
    """
    words = set(WORD.findall(plain))
    if words & ENGLISH_TEMPLATE:
        return words <= ENGLISH_TEMPLATE | ENGLISH_PART | AROUND
    if len(words) == 1 and words <= ENGLISH_PART:
        return bool(COUNT.search(plain)) or plain in {"section", "block", "paragraph"}
    if re.fullmatch(r"h[1-6]|more", plain):
        return True
    return bool(words & HERE) and words <= HERE | BESIDE
