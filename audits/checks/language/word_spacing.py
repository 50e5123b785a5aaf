"""Words are written without spaces inside them.

A space put between two letters for looks splits the word: a screen reader speaks the letters one
by one, in other readings, and a search for the word does not find it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import BULLETS, HIRAGANA, KANJI, SPACE, japanese, some
from audits.checks.language._label_nouns import NOUNS, SURNAMES, are_two_words, is_place_or_rank
from audits.facts.images import Images
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.2",
    impact="moderate",
    title={"ja": "単語の中の空白", "en": "Spaces inside words"},
    passed={
        "ja": "単語の途中に空白を入れた箇所は見つかりませんでした",
        "en": "No spaces were found inside words",
    },
    failed={
        "word": {
            "ja": "単語の文字と文字の間に空白があります（{examples}）",
            "en": "There are spaces between the letters of a word ({examples})",
        },
        "perhaps": {
            "ja": "単語の文字と文字の間に空白があるようです（{examples}）",
            "en": "There seem to be spaces between the letters of a word ({examples})",
        },
        "spread": {
            "ja": "一文字ずつ空白で区切って書かれた言葉があるようです（{examples}）",
            "en": "A word seems to be written with a space after every letter ({examples})",
        },
    },
    fix={
        "ja": "「日　時」のような空白を取り、「日時」と続けて書きます。"
        "字の間を空けて見せたいときは CSS の letter-spacing や text-align-last: justify を"
        "使います。",
        "en": "Take the space out (日時, not 日　時). To set letters apart for looks, use the CSS "
        "properties letter-spacing or text-align-last: justify.",
    },
    about={
        "ja": "見た目をそろえるための空白が単語を二つに分けています。"
        "音声読み上げでは「日　時」が「ひ、とき」のように一文字ずつ読まれ、意味が伝わりません。"
        "ページ内検索でも見つからなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F32",
)

NUMBER = r"[（(]?[0-9０-９]{1,2}[）)]?[.．、]?"
AFTER = r"[※*＊：:（(】〕\]＞>》]"  # what may follow a label, as the mark of a required field
LABEL = re.compile(
    rf"(?:(?:{NUMBER}|[{BULLETS}]){SPACE}*)?(?P<open>[【〔\[＜<《])?"
    rf"(?P<word>(?P<one>[{KANJI}]){SPACE}+(?P<other>[{KANJI}]))"
    rf"(?:{SPACE}*(?P<colon>[：:]).*|{SPACE}*{AFTER}.*|{SPACE}+(?P<rest>\S.*))?"
)
LETTER = f"[{KANJI}{HIRAGANA}ァ-ヺー]"
SPREAD = re.compile(rf"(?P<word>(?:{LETTER}{SPACE}+){{2,}}{LETTER})(?:{SPACE}*{AFTER}.*)?")
SMALL = "ァィゥェォッャュョヮーぁぃぅぇぉっゃゅょゎ"
KANA = re.compile(
    rf"(?<![ぁ-ヺー])(?P<word>(?:[ぁ-ヺー]{SPACE}{{1,2}}){{2,20}}[ぁ-ヺー])(?![ァ-ヺー])"
)
"""Kana one by one, with or without words around them."""
IROHA = "いろはにほへとちりぬるを"
TITLES = 4  # kanji of a heading that nobody lists one by one
SINGLES = re.compile(rf"[{KANJI}](?:{SPACE}+[{KANJI}])*")
"""More single kanji behind the first two: 電　話　番　号."""
ENDING = f"(?:(?![とのはやにへをもがかで])[{HIRAGANA}])"
"""Hiragana that is no word of its own, as a particle would be."""
ONE_WORD = re.compile(rf"[おご][{KANJI}]|[{KANJI}]{ENDING}+[{KANJI}]")
"""Letters of which none can stand alone: お名前, 申し込み."""
NAME = re.compile(
    rf"[{KANJI}]{{1,3}}{SPACE}+[{KANJI}ぁ-ヶ]{{2,4}}|[{KANJI}]{{2,3}}{SPACE}+[{KANJI}]"
)
NAMES_BELOW = re.compile(r"氏名|名前|議員|委員|職員|役員|者名?$|name", re.IGNORECASE)
LABELS = {"th", "dt", "label", "legend", "caption", "button", "summary"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
SEARCHED = 200_000
"""Characters of a page in which a word is looked for."""
Place = tuple[Element, "re.Match[str]"]


def check(text: Text, images: Images) -> Verdict | list[Verdict]:
    """Certain only of a noun that is no name, no place and no pair of things, set as a label is.

    林　誠 is a person, 津　市 a place, 出　欠 a choice, wherever they stand and whatever stands
    beside them; 日　時 is none of these.
    """
    blocks = japanese(text)
    alternatives = [i | {"text": i["alt"]} for i in images["items"] if i["alt"]]
    if not blocks and not alternatives:
        return inapplicable()
    joined = "\n".join(block["text"] for block in blocks)[:SEARCHED]
    names = lists_of_names(blocks)
    pairs = [(b, m) for b in blocks for m in pairs_in(b) if is_noun(m) or not is_name(b, names)]
    spread = [(b, m) for b in blocks for m in (*spread_in(b), *kana_in(b))]
    nouns = [pair for pair in pairs if is_noun(pair[1])]
    word = [p for p in nouns if is_label(*p) or is_joined(p[1], joined) or has_others(p, nouns)]
    perhaps: list[Place] = [pair for pair in pairs if pair not in word and not pair[1]["rest"]]
    perhaps += [(i, m) for i in alternatives for m in pairs_in(i) if not m["rest"]]
    word += [place for place in spread if is_one_word(*place, joined)]
    kinds: dict[str, Sequence[Place]] = {
        "word": word,
        "perhaps": perhaps,
        "spread": [p for p in spread if p not in word and is_likely_word(*p, joined)],
    }
    return [told(kind, places) for kind, places in kinds.items() if places] or passed()


def told(kind: str, places: Sequence[Place]) -> Verdict:
    """A verdict on the places of one kind, each block once."""
    blocks = {block["selector"]: block for block, _ in places}.values()
    certainty = Certainty.CERTAIN if kind == "word" else Certainty.LIKELY
    return failed(kind, blocks, certainty=certainty, examples=some(m["word"] for _, m in places))


def pairs_in(block: Element) -> list["re.Match[str]"]:
    """Lines that begin with two kanji set apart, unless these are names or words of their own."""
    found = [LABEL.fullmatch(line.strip()) for line in block["text"].split("\n")]
    return [m for m in found if m and (is_noun(m) or not stand_apart(m["one"], m["other"]))]


def is_noun(match: "re.Match[str]") -> bool:
    """Whether the two kanji make a noun that labels things and can be nothing else.

    Where more single kanji follow they may be a row of things: 日　時　分.
    """
    rest = re.split(SPACE, match["rest"] or "", maxsplit=1)[0]
    in_a_row = len(rest) == 1 and are_two_words(match["other"], rest)
    return match["one"] + match["other"] in NOUNS and not in_a_row


def stand_apart(one: str, other: str) -> bool:
    """Whether two kanji can well be two: a person's names, a place, two things named side by side.

    >>> stand_apart("林", "誠"), stand_apart("津", "市"), stand_apart("土", "日")
    (True, True, True)
    >>> stand_apart("演", "題")
    False
    """
    return one in SURNAMES or is_place_or_rank(other) or are_two_words(one, other)


def spread_in(block: TextBlock) -> list["re.Match[str]"]:
    """Lines of three and more single letters."""
    found = [SPREAD.fullmatch(line.strip()) for line in block["text"].split("\n")]
    return [match for match in found if match]


def kana_in(block: TextBlock) -> list["re.Match[str]"]:
    """Kana set apart that must be one word: a small one, or a long sound, begins none."""
    found = [match for line in block["text"].split("\n") for match in KANA.finditer(line)]
    return [m for m in found if is_kana_word(re.sub(SPACE, "", m["word"])) and not spread_in(block)]


def is_kana_word(word: str) -> bool:
    """Whether kana are no row of letters by which things are numbered or looked up.

    >>> is_kana_word("ニュース"), is_kana_word("おしらせ"), is_kana_word("あかさたな")
    (True, False, False)
    """
    return any(letter in SMALL for letter in word[1:])


def is_kana_row(word: str) -> bool:
    """Whether kana stand in an order by which things are looked up or numbered.

    >>> is_kana_row("アイウエオ"), is_kana_row("イロハ"), is_kana_row("おしらせ")
    (True, True, False)
    """
    plain = "".join(chr(ord(each) - 96) if "ァ" <= each <= "ヶ" else each for each in word)
    return plain in IROHA or all(one < other for one, other in pairwise(plain))


def is_one_word(block: TextBlock, match: "re.Match[str]", joined: str) -> bool:
    """Whether single letters of kanji and hiragana are one word beyond doubt."""
    word = re.sub(SPACE, "", match["word"])
    if not (LABELS | HEADINGS) & set(block["within"]) or not is_mixed(word):
        return False
    return bool(ONE_WORD.match(word) or (re.search(ENDING, word) and word in joined))


def is_likely_word(block: TextBlock, match: "re.Match[str]", joined: str) -> bool:
    """No list of things mixes kanji with hiragana; of one script, the page must know the word."""
    word = re.sub(SPACE, "", match["word"])
    if f'aria-label="{word}' in block["html"]:
        return False  # it is heard as it should be
    if is_mixed(word) or is_kana_word(word):
        return True
    if re.fullmatch("[ぁ-ヺー]{4,}", word) and not is_kana_row(word):
        return True
    apart = any(are_two_words(one, other) for one, other in pairwise(word))
    is_titled = bool((LABELS | HEADINGS) & set(block["within"]))
    is_long = len(word) >= TITLES and bool(HEADINGS & set(block["within"]))
    is_long = is_long and bool(re.fullmatch(f"[{KANJI}]+", word))
    is_title = is_titled and is_long and word[0] not in SURNAMES
    return not apart and (word in joined or is_title)


def is_mixed(word: str) -> bool:
    """Whether a word has both kanji and hiragana."""
    return bool(re.search(f"[{KANJI}]", word) and re.search(f"[{HIRAGANA}]", word))


def is_label(block: TextBlock, match: "re.Match[str]") -> bool:
    """Whether the place, a bracket or a colon says that this is a label."""
    stands = (LABELS | HEADINGS) & set(block["within"]) or block.get("first_cell")
    goes_on = match["rest"] and not SINGLES.fullmatch(match["rest"])
    return bool(match["colon"] or match["open"] or (stands and not goes_on))


def is_joined(match: "re.Match[str]", joined: str) -> bool:
    """Whether the page writes the same word without a space elsewhere."""
    return match["one"] + match["other"] in joined


def has_others(pair: Place, nouns: Sequence[Place]) -> bool:
    """Labels come in sets: another such word in the same list or table, in the same tag."""
    block, match = pair
    place = (block["list"], block["tag"])
    return any((b["list"], b["tag"]) == place and m["word"] != match["word"] for b, m in nouns)


def lists_of_names(blocks: list[TextBlock]) -> set[int]:
    """Lists and tables in which most of what is set apart looks like names."""
    kinds = Counter((b["list"], kind) for b in blocks if (kind := name_or_pair(b)))
    return {place for place, _ in kinds if kinds[place, "name"] > 2 * kinds[place, "pair"]}


def name_or_pair(block: TextBlock) -> str:
    """What a block with a space in it looks like, by the numbers of its letters."""
    if NAME.fullmatch(block["text"].strip()):
        return "name"
    return "pair" if pairs_in(block) else ""


def is_name(block: TextBlock, names: set[int]) -> bool:
    """Whether the column is headed as one of names, or the list is one."""
    return block["list"] in names or bool(NAMES_BELOW.search(block.get("column", "")))
