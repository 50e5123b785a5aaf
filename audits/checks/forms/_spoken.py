"""Whether words that are seen are those that a name says, read aloud in whatever honest way.

Japanese is written in several ways that sound alike: 問合せ and お問い合わせ, 申請 and しんせい,
メニュー and menu, 國 and 国, 10:00 and 10時.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from minna.text import nfkc

CJK = r"\u3005-\u3007\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
KANJI = re.compile(r"[\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
HIRAGANA = re.compile("[ぁ-ゖ]")
KATAKANA = re.compile("[ァ-ヺー]")
JAPANESE = re.compile(f"[{CJK}]")
TOKEN = re.compile(rf"[{CJK}]|(?:(?![{CJK}_])\w)+\.?")
FINER = re.compile(rf"[{CJK}]|[0-9]+|(?:(?![{CJK}_0-9])\w)+")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")
HYPHEN = re.compile(r"(?<=[^\W\d_])[-‐‑](?=[^\W\d_])|[\u00ad\u200b-\u200d\u2060\ufeff]")
NOTES = re.compile(
    r"必須|任意|新着|更新|重要|外部(?:リンク|サイト)|別(?:ウインドウ|ウィンドウ|窓|タブ)(?:で開く|で開きます)?"
    r"|新しい(?:ウインドウ|ウィンドウ|窓|タブ)(?:で開く|で開きます)?"
    r"|(?<![a-z])(?:new|pdf|word|excel)(?![a-z])"
    r"|[0-9][0-9.,]{0,9} ?[kmg]b(?![a-z])|[0-9]{1,6}件"
)
"""What stands behind a label and is no part of it: a mark of news, a file's kind and size."""
JOINTS = re.compile(r"(?<=\w)['’‘ʼ´`/](?=\w)")
"""Signs within a word that are not spoken, and that some names leave out."""
NUMBERS = re.compile(
    r"[第0-9〇一二三四五六七八九十百千万年月日時分秒円回号番度階歳人個曜火水木金土]+"
)
GENERIC = re.compile(
    "リンク|ボタン|タブ|メニュー|アイコン|バナー|ロゴ|ページ|サイト|トップ|クリック|フォーム|テキスト"
    "|こちら|ここ|さがす|しらべる|ひらく|とじる|もどる|すすむ|みる|つぎ|まえ|くわしく|もっと|おす"
)
"""Words in kana that are no reading of another word."""
VARIANTS = str.maketrans(
    "國學會廣櫻齋齊斎髙﨑邊邉澤濱嶋島圓縣區體當賣讀醫藝藥驛鐵寶豐龍瀧壽榮條淺淵渕眞德惠繪戀櫟桒舘"
    "冨嵜舩嶌曾藪檜籠靏莊彌禮黑淸增𠮷峯穗嶽萬與餘舊號團圖國辨瓣辯戶參發臺灣關氣變證權應對轉傳",
    "国学会広桜斉斉斉高崎辺辺沢浜島島円県区体当売読医芸薬駅鉄宝豊竜滝寿栄条浅淵淵真徳恵絵恋櫟桑館"
    "富崎船島曽薮桧篭鶴荘弥礼黒清増吉峰穂岳万与余旧号団図国弁弁弁戸参発台湾関気変証権応対転伝",
)
"""Old and other forms of kanji, each with the form that it is read as."""
RUNS = 12
"""Words in one script of which the sounds are compared."""
LONG = 40
"""Letters of a label; what is longer is a text with a label in it."""


def tokens(text: str) -> list[str]:
    """Words, and Japanese letters one by one; a shortened word keeps its stop.

    A letter that stands alone is drawn for its shape, or stands for a word that is not written.
    """
    found = TOKEN.findall(plain(text))
    sign = text.strip()
    alone = len(found) == 1 and len(found[0].strip(".")) == 1 and not found[0].isdigit()
    return [] if alone or (len(sign) == 1 and not sign.isdecimal()) else found


def plain(text: str) -> str:
    """A text less notes in brackets, width, case, hyphens and old forms of kanji.

    >>> plain("募集要項（PDF）").strip(), plain("【検索】")
    ('募集要項', '【検索】')
    """
    folded = nfkc(meant(text)).casefold()
    bare = BRACKETS.sub(" ", folded)
    return HYPHEN.sub("", bare if TOKEN.search(bare) else folded).translate(VARIANTS)


def meant(text: str) -> str:
    """What a text says whose letters the browser misread: garbled words are another fault.

    >>> meant("Nextâ€¦"), meant("café")
    ('Next…', 'café')
    """
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def is_spoken(words: str, name: str) -> bool:
    """Whether the words stand in the name, whole and in one piece.

    >>> is_spoken("検索…", "サイト内検索"), is_spoken("Univ. Ave.", "University Avenue, map")
    (True, True)
    >>> is_spoken("Discover It", "Discover Italy"), is_spoken("2021", "20 21")
    (False, False)
    >>> is_spoken("お知らせ NEW", "お知らせ"), is_spoken("國の制度", "国の制度")
    (True, True)
    """
    seen, heard = tokens(words), [token.rstrip(".") for token in tokens_of(name)]
    if stands_in(seen, heard):
        return True
    less, said = NOTES.sub(" ", plain(words)), plain(name)
    return bool(JAPANESE.search(less)) and stands_in(FINER.findall(less), FINER.findall(said))


def tokens_of(name: str) -> list[str]:
    """The tokens of a name, which may be one letter."""
    return TOKEN.findall(plain(name))


def stands_in(seen: Sequence[str], heard: Sequence[str]) -> bool:
    """Whether the words seen are among those heard, in their order and next to each other."""
    places = range(len(heard) - len(seen) + 1)
    return any(all(map(fits, seen, heard[at:])) for at in places)


def fits(seen: str, heard: str) -> bool:
    """Whether a word is spoken as another: itself, or cut short with a full stop."""
    short = seen.rstrip(".")
    return short == heard or (seen != short and len(short) > 1 and heard.startswith(short))


def is_other(words: str, name: str, pieces: Sequence[str]) -> bool:
    """Whether words that do not stand in a name are other words, in every honest reading.

    >>> is_other("検索", "submit", ["検索"]), is_other("English", "英語", ["English"])
    (True, True)
    >>> is_other("問合せ", "お問い合わせ", ["問合せ"]), is_other("HOME", "ホーム", ["HOME"])
    (False, False)
    >>> is_other("Lista d’attesa", "scarica la lista dattesa", ["Lista d’attesa"])
    False
    """
    seen, heard = FINER.findall(plain(words)), FINER.findall(plain(name))
    if len("".join(seen)) > LONG:
        return False
    if not JAPANESE.search(words + name):
        is_joined = has_joints(words) and stands_in(joined(words), joined(name))
        return not (is_joined or is_short(words) or is_same_number(words, name))
    left = left_over(seen, heard)
    if not left:
        return False
    is_wholly_other = sum(map(len, left)) == len(seen)
    telling = [run for run in left if is_telling(run, is_wholly_other)]
    if not telling or (not is_wholly_other and is_apart(left, pieces)):
        return False
    theirs = ["".join(run) for run in left_over(heard, seen)]
    others = [run for run in telling if not any(is_read_as("".join(run), each) for each in theirs)]
    return bool(others) and not sounds_alike(plain(words), plain(name))


def has_joints(words: str) -> bool:
    """Whether a sign within a word is one that some names leave out."""
    return bool(JOINTS.search(plain(words)))


def joined(text: str) -> list[str]:
    """The words of a text whose parts are put together."""
    return FINER.findall(JOINTS.sub("", plain(text)))


def is_short(words: str) -> bool:
    """Whether a label is two letters that stand for a word: EN."""
    return len(words.strip()) <= 2 and words.strip().isalpha()


def is_same_number(words: str, name: str) -> bool:
    """Whether both are the same digits, which the name runs together: a telephone number.

    >>> is_same_number("03-1234-5678", "Call 0312345678"), is_same_number("2021", "20 21")
    (True, False)
    """
    seen, heard = (re.findall("[0-9]+", plain(text)) for text in (words, name))
    is_number = bool(seen) and not re.search(r"[^\W\d_]", words)
    return is_number and len(heard) < len(seen) and "".join(seen) == "".join(heard)


def left_over(seen: Sequence[str], heard: Sequence[str]) -> list[list[str]]:
    """The runs of what is seen that are nowhere in what is heard.

    One Japanese letter that both have is no word that both have; two are.

    >>> left_over(list("資料請求"), list("資料室"))
    [['請', '求']]
    """
    pairs = {*pairwise(heard)}
    said = set(heard)
    at_pair = [pair in pairs for pair in pairwise(seen)]
    runs: list[list[str]] = [[]]
    for at, token in enumerate(seen):
        in_pair = any(at_pair[max(0, at - 1) : at + 1])
        if in_pair or (token in said and not JAPANESE.match(token)):
            runs.append([])
        else:
            runs[-1].append(token)
    return [run for run in runs if run]


def is_telling(run: Sequence[str], is_wholly_other: bool) -> bool:
    """Whether letters that the name lacks are a word, rather than an ending, a number or a mark."""
    text = "".join(run)
    if NUMBERS.fullmatch(text) or len(text) < 2:
        return False
    if not JAPANESE.search(text):
        return is_wholly_other and any(len(token) > 2 for token in run)
    if is_wholly_other:
        return True
    return len(KANJI.findall(text)) >= 2 or len(KATAKANA.findall(text)) >= 3


def is_apart(left: Sequence[Sequence[str]], pieces: Sequence[str]) -> bool:
    """Whether what the name lacks stands in an element of its own: a mark, a date, a caption."""
    alone = {"".join(FINER.findall(plain(piece))) for piece in pieces}
    return all("".join(run) in alone for run in left)


def sounds_alike(words: str, name: str) -> bool:
    """Whether one of two Japanese texts may well be how the other is spelled or read."""
    return (
        is_spelled_as(words, name)
        or is_read_as(words, name)
        or is_read_as(name, words)
        or is_transcribed(words, name)
    )


def is_spelled_as(words: str, name: str) -> bool:
    """Whether the same kanji and katakana stand in both, with more or fewer endings in hiragana.

    >>> is_spelled_as("申込み", "申し込みの方法"), is_spelled_as("受付", "窓口")
    (True, False)
    """
    stems = [re.sub("[^ァ-ヺー\u3005\u3400-\u9fff]", "", text) for text in (words, name)]
    return bool(stems[0]) and stems[0] in stems[1]


def is_read_as(words: str, name: str) -> bool:
    """Whether a name in kana may be the reading of words in kanji, by its endings and its length.

    >>> is_read_as("ごみの出し方", "ごみのだしかた"), is_read_as("探す", "さがす")
    (True, True)
    >>> is_read_as("検索", "さがす"), is_read_as("検索", "リンク1")
    (False, False)
    """
    if not KANJI.search(words) or re.search("[^ぁ-ゖァ-ヺー ・、。]", name):
        return False
    if GENERIC.search(name) and not HIRAGANA.search(words):
        return False
    read = to_hiragana(re.sub("[ ・、。]", "", name))
    at = 0
    for ending in re.split("[^ぁ-ゖ]+", to_hiragana(words)):
        at = read.find(ending, at)
        if at < 0:
            return False
        at += len(ending)
    kanji = len(KANJI.findall(words))
    kana = len(HIRAGANA.findall(to_hiragana(words)))
    return kanji <= len(read) - kana <= 4 * kanji


def to_hiragana(text: str) -> str:
    """Katakana as hiragana."""
    return KATAKANA.sub(lambda m: m[0] if m[0] == "ー" else chr(ord(m[0]) - 0x60), text)


CONSONANTS = {
    letter: sound
    for sound, letters in {
        "k": "かきくけこがぎぐげご",
        "s": "さしすせそざじずぜぞ",
        "t": "たちつてとだぢづでど",
        "n": "なにぬねのん",
        "h": "はひふへほ",
        "b": "ばびぶべぼぱぴぷぺぽゔ",
        "m": "まみむめも",
        "y": "やゆよ",
        "r": "らりるれろ",
        "w": "わを",
    }.items()
    for letter in letters
}
SOUNDS = str.maketrans(
    {"c": "k", "q": "k", "g": "k", "x": "k", "z": "s", "j": "s", "d": "t", "p": "b", "v": "b"}
    | {"l": "r", "f": "h", **dict.fromkeys("aiueo", "")}
)


def is_transcribed(words: str, name: str) -> bool:
    """Whether one is in Latin letters what the other is in kana, by their consonants.

    >>> is_transcribed("instagram", "インスタグラムの頁"), is_transcribed("english", "トップ")
    (True, False)
    """
    return any(
        is_like(sounds_of(one), kana_sounds(other))
        for latin, kana in ((words, name), (name, words))
        for one in re.findall("[a-z]{2,30}", latin)[:RUNS]
        for other in re.findall("[ぁ-ゖァ-ヺー]{2,30}", kana)[:RUNS]
    )


def kana_sounds(kana: str) -> str:
    """The consonants of a word in kana."""
    return "".join(CONSONANTS.get(letter, "") for letter in to_hiragana(kana))


def sounds_of(latin: str) -> str:
    """The consonants of a word in Latin letters, as kana tell them apart."""
    return re.sub(r"(.)\1+", r"\1", latin.translate(SOUNDS))


def is_like(one: str, other: str) -> bool:
    """Whether two rows of consonants are nearly the same."""
    return bool(one and other) and SequenceMatcher(None, one, other).ratio() >= 0.66
