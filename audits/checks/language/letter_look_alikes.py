"""Words are written with their own letters, not with signs that only look like them.

“𝓢𝓾𝓶𝓶𝓮𝓻” is ten signs of mathematics to a screen reader, which spells them out or leaves them out;
a search does not find them, nor does a translation.
"""

import re
import unicodedata

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.text import Text
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "文字に見える別の記号", "en": "Signs that only look like letters"},
    passed={
        "ja": "言葉は、見かけだけ似た記号ではなく、その言葉の文字で書かれています",
        "en": "Words are written with letters, not with signs that look like them",
    },
    failed={
        "alphabet": {
            "ja": "飾り文字（数学用や囲みの記号）で言葉を書いているようです（{examples}）",
            "en": "Words seem to be written with signs of mathematics or letters in circles "
            "({examples})",
        },
        "mixed": {
            "ja": "一つの言葉に、形の似た別の文字体系の文字が混じっているようです（{examples}）",
            "en": "Words seem to mix letters of different scripts that look alike ({examples})",
        },
        "parts": {
            "ja": "漢字を部分に分けて書いているようです（{examples}）",
            "en": "Characters seem to be written as their parts ({examples})",
        },
    },
    fix={
        "ja": "普通の文字で書き、見た目は CSS の書体で整えます。"
        '例：「𝓕𝓮𝓼𝓽𝓲𝓿𝓪𝓵」を <span class="script">Festival</span> に。',
        "en": "Write plain letters and choose the typeface by CSS: "
        '<span class="script">Festival</span> rather than “𝓕𝓮𝓼𝓽𝓲𝓿𝓪𝓵”.',
    },
    about={
        "ja": "形が似ていても別の記号なので、音声読み上げでは一字ずつ読まれるか飛ばされ、"
        "検索や翻訳もできません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F71",
)

FANCY = (
    r"[\U0001d400-\U0001d7ff\u249c-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f189"
    r"\u1400-\u167f\ua4d0-\ua4ff\u13a0-\u13ffℂℍℕℙℚℝℤℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨ"
    r"\u1d00-\u1d6aʙɢʜɪʟɴʀʏꜰꜱʰʲˡʳˢʷˣʸ]"
)
ALPHABET = re.compile(
    rf"{FANCY}{{4,}}|(?:[A-Za-z][\u0305\u0332\u0333\u0335-\u0338\u20d0-\u20f0]){{4,}}"
)
"""A word's length: fewer stand for quantities, or mark something."""
WORD = re.compile(r"[A-Za-z\u0370-\u03ff\u0400-\u04ff]{4,60}")
LATIN = re.compile(r"[A-Za-z]")
LIKE_LATIN = re.compile(r"[АВЕЅІЈКМНОРСТХУаеіјорсхуѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο]")
IN_KATAKANA = re.compile(r"[ァ-ヺー一二三口工力夕卜八千才]{3,20}")
TO_KATAKANA = str.maketrans("一二三口工力夕卜八千才", "ーニミロエカタトハチオ")
KATAKANA = re.compile(
    r"ニュース|カレンダー|サービス|センター|ホーム(?:ページ)?|メニュー|カタログ|オンライン"
    r"|ダウンロード|ロビー"
    r"|エレベーター|タクシー|ハローワーク|トイレ|イベント|スポーツ|コミュニティ|ボランティア"
    r"|ページ|データ|カード|エリア"
    r"|オープン|ミュージアム|コンサート|セミナー|チケット|チラシ|マイナンバー|プール|スタート"
    r"|ルール|コーナー|ホール|ワクチン"
)
"""Words that every town writes: only such can be told from names with numbers in them."""
KANJI_BY_KANA = re.compile(
    r"(?<![ァ-ヺー])エ(?=[事場業程期賃房]|作所)|(?<=[人入出窓戸火蛇糸])ロ(?![ァ-ヺー])"
    r"|(?<![ァ-ヺー])ロ(?=[座頭径腔])"
    r"|(?<![ァ-ヺー])タ(?=[方食刊陽暮涼立焼])"
    r"|(?<=[協能努電体圧火水有尽総])カ(?![ァ-ヺー所月国年条村町店か])"
    r"|(?<=[一-龠])ニ(?=[次級種等階])|(?<=[統均])ー(?![ァ-ヺー])|(?<![ァ-ヺー])ハ(?=百屋)"
    r"|(?<![一-龠々ぁ-んァ-ヺー])(?:[工卜]|口(?!コミ|ゲンカ|パク|トレ|ケア|ゴボ)|力(?!コブ|ラーメン)"
    r"|夕(?!ツアー|イベント))[ァ-ヺー]{2}|[ァ-ヺ][べぺ][ァ-ヺー]|曰(?![くわはう])|士曜|亻"
)
"""Kana in the place of kanji that they look like, or the reverse: 人ロ for 人口, 工コ for エコ."""
RADICAL = re.compile("[\u2e80-\u2fdf]")
NUMERALS = re.compile("[\u2160-\u217f]{3,20}")
UPPER_NUMERALS = re.compile("[\u2160-\u216f]+|[\u2170-\u217f]+")
TURNED = re.compile("[ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ]")
TURNED_LETTERS = 5
DIGITS_IN = re.compile(r"(?<![\w@/.#=&-])[A-Za-z0-9]{5,24}(?![\w@/=&-])")
FOR_LETTERS = re.compile(
    r"[a-z]0[a-z]{2}|[A-Z]0[A-Z]{2}|^0[a-z]{4}|^0[A-Z]{3,}$|[A-Za-z][013457][a-z]+[013457][a-z]"
)
"""Figures that stand for letters within a word, but not behind it or several in a row."""
NAMED = re.compile(r"<(?:abbr|span)[^<>]{0,300}(?:title|aria-label)=", re.IGNORECASE)
"""Words with others that stand for them."""
MONEY = re.compile(r"[A-Za-z][$€£¥][A-Za-z]|\b[A-Za-z]*[$€£]{1,2}[a-z]{2,}[$€£]")
OWN = re.compile(r"[БГДЖЗИЙЛПФЦЧШЩЪЫЬЭЮЯбгджзийлпфцчшщъыьэюяΓΔΘΛΞΠΣΦΨΩα-νξ-ω]")
PARTS = re.compile(
    r"ネ[申土兄]|木[交毎幾黄直奉]|禾[ムロ口火斗]|糸[冬己且合氏色]|言[吾舌売十己式午周兌平殳]"
    r"|貝[才反宁]"
    r"|食[反官余]|馬尺|馬主|車[云専侖]|金[失艮十同竟]|弓虽|月[巴土殳]|女[未台家兼]|日[寺央音青]"
    r"|火[登尭暴]"
    r"|土[也反成易曽]|王[里見求]|石皮|石少|矢豆|米[斗分]|虫工|酉[己乎]|里予|角虫|革化|魚羊"
    r"|氵[毎羊可永先由舌]"
)
"""Left and right of common characters, which do not stand beside each other in words."""


def check(text: Text) -> Verdict | list[Verdict]:
    """Never certain: what a sign stands for is for a person to see."""
    blocks = [b for b in text["items"] if not {"code", "pre"} & set(b["within"])]
    blocks = [b for b in blocks if not NAMED.search(b["html"])]
    if not blocks:
        return inapplicable()
    kinds: dict[str, list[Element]] = {}
    for block in blocks:
        for key, words in looks(block["text"]).items():
            kinds.setdefault(key, []).append(block | {"words": words})
    return [
        failed(key, kinds[key], examples=some(block["words"] for block in kinds[key]))
        for key in META.failed
        if key in kinds
    ] or passed()


def looks(words: str) -> dict[str, str]:
    """By the way in which a text is written otherwise than it looks, an example of it.

    >>> looks("𝓢𝓾𝓶𝓶𝓮𝓻 festival"), looks("The value 𝑥 is in Ⓟ")
    ({'alphabet': '𝓢𝓾𝓶𝓶𝓮𝓻'}, {})
    >>> looks("Click Арply now"), looks("a 20 μm film, Москва, αβγδ")
    ({'mixed': 'Арply'}, {})
    >>> looks("ネ申ネ土の秋まつり"), looks("大日寺の言葉")
    ({'parts': 'ネ申'}, {})
    """
    found = {}
    if match := ALPHABET.search(words):
        found["alphabet"] = match[0][:20]
    mixed = next((w for w in WORD.findall(words) if is_mixed(w)), "")
    mixed = mixed or next((w for w in IN_KATAKANA.findall(words) if is_not_katakana(w)), "")
    if not mixed and (money := MONEY.search(words)):
        mixed = words[max(0, money.start() - 5) : money.end() + 10].strip()
    if not mixed and (found_word := otherwise_written(words)):
        mixed = found_word
    if mixed:
        found["mixed"] = mixed[:20]
    parts = PARTS.findall(unicodedata.normalize("NFKC", words))
    if len(set(parts)) > 1:
        found["parts"] = parts[0]
    return found


def otherwise_written(words: str) -> str:
    """A word with kana for kanji, or radicals, numerals or figures for letters; or nothing.

    >>> [otherwise_written(w) for w in ("人ロの推移", "a c0uncil house", "3カ所")]
    ['人ロの推', 'c0uncil', '']
    >>> [otherwise_written(w) for w in ("COVID19 and a11y", "H2O", "Ⅲ 期、ⅩⅩⅠ", "sha256sum")]
    ['', '', '', '']
    """
    if kana := KANJI_BY_KANA.search(words):
        return words[max(0, kana.start() - 1) : kana.end() + 2]
    if radical := RADICAL.search(words):
        return words[max(0, radical.start() - 1) : radical.end() + 2]
    for numerals in NUMERALS.findall(words):
        if not UPPER_NUMERALS.fullmatch(numerals):
            return str(numerals)
    if len(set(TURNED.findall(words))) >= TURNED_LETTERS:
        return words[:20]
    for word in DIGITS_IN.findall(words):
        letters = [letter for letter in word if letter.isalpha()]
        if len(letters) >= 4 and FOR_LETTERS.search(word) and not is_code(word):
            return str(word)
    return ""


def is_code(word: str) -> bool:
    """Whether letters and figures are mixed as in a number of something, rather than in a word."""
    return bool(re.fullmatch(r"[0-9a-fA-F]+|.*[0-9]{2}.*|.*[a-z][A-Z].*", word))


def is_not_katakana(word: str) -> bool:
    """Whether a word is one in katakana with characters in it that only look so.

    >>> is_not_katakana("二ュース"), is_not_katakana("力一ド"), is_not_katakana("ベスト八チーム")
    (True, True, False)
    """
    meant = word.translate(TO_KATAKANA)
    return meant != word and any(
        meant[m.start() : m.end()] != word[m.start() : m.end()] for m in KATAKANA.finditer(meant)
    )


def is_mixed(word: str) -> bool:
    """Whether a word has Latin letters, others of the same shapes, and none of the others' own."""
    return bool(LATIN.search(word) and LIKE_LATIN.search(word) and not OWN.search(word))
