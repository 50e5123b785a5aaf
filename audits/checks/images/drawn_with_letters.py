"""Pictures made of letters and signs have an alternative, or are not there.

A map drawn with lines and bars of type, or a smile of brackets and dots, is read out sign by sign:
“vertical bar, equals, equals”, and the picture is lost.
"""

import re
from collections.abc import Iterator

from audits.checks import Element, failed, inapplicable, passed
from audits.checks._shared.japanese import letters, some
from audits.facts.images import Images
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "文字や記号で描いた絵", "en": "Pictures made of letters and signs"},
    passed={
        "ja": "文字や記号で描いた絵は見つかりませんでした",
        "en": "No picture was found that is made of letters and signs",
    },
    failed={
        "drawing": {
            "ja": "記号を並べて描いた図に代わりの言葉がないようです（{examples}）",
            "en": "Drawings made of signs seem to have no alternative in words ({examples})",
        },
        "face": {
            "ja": "顔文字に代わりの言葉がないようです（{examples}）",
            "en": "Faces made of signs seem to have no alternative in words ({examples})",
        },
    },
    fix={
        "ja": "図は画像にして alt に内容を書くか、記号のまとまりに代わりの言葉を付けます。"
        '例：<pre role="img" aria-label="駅から橋を渡った右手が市役所">…</pre>。'
        "顔文字は言葉に置きかえます。",
        "en": "Make it an image and say in alt what it tells, or name the group of signs: "
        '<pre role="img" aria-label="From the station over the bridge, the town hall is on the '
        'right">…</pre>. Put words in place of faces.',
    },
    about={
        "ja": "記号で描いた絵は、音声読み上げでは「縦線、イコール、イコール」のように"
        "一字ずつ読まれ、何の絵か分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F72",
)

STROKE = re.compile(r"[|/\\_=+*#~^<>[\]\-─-╿▀-▟■-◿★☆｜／＼＿＝＋＊＃～＾＜＞－─]")
SIGN = re.compile(r"[^\w\s]|_")
FACE = re.compile(
    r"[（(](?=[^()（）\n]{0,9}[´｀`^＾∀ωдД▽≧≦ﾟ゜;；])"
    r"[^()（）A-NP-SU-Za-np-z0-9０-９ぁ-んァ-ヶー一-龠\n]{3,10}[)）]"
    r"|[（(][^()（）A-Za-z0-9０-９ぁ-んァ-ヶー一-龠\n]{0,3}[・･T;><][_ωд▽∀.o－-][^()（）\n]{1,3}[)）]"
    r"|m\(_ ?_\)m|(?<![\w:;])[:;]-[()DPp](?!\w)|(?<!\S)[:;]\)(?!\S)"
    r"|(?<![\w^])\^[_o.-]?\^(?![\w^])|>_<|(?<!\w)T_T(?!\w)"
    r"|[(（][oO0][_.][oO0][)）]|\^\^[;；]|(?<!\S)[:;=][-o]?[)(D](?!\w)"
    r"|¯\\?_?[（(]|(?<![A-Za-z])(?:orz|OTL)(?![A-Za-z])"
    r"|[＼\\ヽ][（(][^()（）\n]{1,9}[)）][／/ノﾉ]"
)
BARS = frozenset("■█▇▉●★*=|#+oＯ○")
SHORT_BAR = 3
LONG_BAR = 6  # signs: fewer are marks, as stars of a hotel are
BRANCH = re.compile(r"[\s│┃|]{0,40}[├└┌┝┗┣┠╠╚][\s─━-]{0,20}[^\s─━-]")
FRAMED = re.compile(r"[\[［]\s?([#=█■*●])\1{1,40}([-.░□○＿_ ])\2{1,40}[\]］]")
EDGE = re.compile(r"[+┏┌╔╭*][-=─━═]{2,80}[+┓┐╗╮*]")
WALL = re.compile(r"[|┃│║｜][^|┃│║｜]{1,80}[|┃│║｜]")
CAPTION = 15  # letters
LINES = 2  # that mainly consist of strokes
STROKES = 10  # on all of them
PERIOD = 3  # characters: what repeats itself is a rule between two parts
NAMED = re.compile(r"<(?:abbr|span)[^<>]*(?:title|aria-label)=", re.IGNORECASE)


def check(text: Text, images: Images) -> Verdict | list[Verdict]:
    """Blocks that a person would see as a picture; what is named as an image is told."""
    if not text["items"]:
        return inapplicable()
    named = tuple(i["selector"] for i in images["items"] if (i["alt"] or "").strip())
    told = tuple(figures_told(text["items"]))
    kinds: dict[str, list[Element]] = {"drawing": [], "face": []}
    for block in text["items"]:
        if is_in(block["selector"], named + told) or "code" in block["within"]:
            continue
        if any(way(block["text"]) for way in (is_drawing, has_bars, is_tree, is_shape)):
            kinds["drawing"].append(block)
        elif FACE.search(block["text"]) and not NAMED.search(block["html"]):
            kinds["face"].append(block)
    return [
        failed(key, found, examples=some(example(key, block["text"]) for block in found))
        for key, found in kinds.items()
        if found
    ] or passed()


def figures_told(blocks: list[TextBlock]) -> Iterator[str]:
    """The figures whose caption is long enough to say what is drawn, and not only what it is."""
    for block in blocks:
        if block["tag"] == "figcaption" and len(letters(block["text"])) >= CAPTION:
            yield block["selector"].rpartition(" > ")[0]


def is_in(selector: str, holders: tuple[str, ...]) -> bool:
    """Whether an element is one of these or stands in one."""
    return any(selector == each or selector.startswith(f"{each} > ") for each in holders)


def is_drawing(words: str) -> bool:
    """Whether lines of strokes stand under each other and do more than part two texts.

    >>> is_drawing("駅 ====||====橋====||" + chr(10) + "||" + chr(10) + "[市役所]")
    True
    >>> is_drawing("☆★☆★☆★☆★" + chr(10) + "お知らせ" + chr(10) + "☆★☆★☆★☆★")
    False
    >>> is_drawing("if (a) {" + chr(10) + "  b();" + chr(10) + "});" + chr(10) + "});")
    False
    """
    lines = [line for line in words.split("\n") if line.strip()]
    drawn = [line for line in lines if is_of_strokes(line)]
    strokes = ["".join(STROKE.findall(line)) for line in drawn]
    return (
        len(drawn) >= LINES
        and sum(map(len, strokes)) >= STROKES
        and any(not is_rule(line) for line in strokes)
        and len(set(strokes)) > 1
    )


def has_bars(words: str) -> bool:
    """Whether lines with a name end in bars of different lengths, and no figure says how long.

    >>> has_bars("2024年 ■■■■" + chr(10) + "2025年 ■■■■■■■■")
    True
    >>> has_bars("味 ★★★" + chr(10) + "量 ★★★★"), has_bars("A ■■■■■■ 60%" + chr(10) + "B ■■■ 30%")
    (False, False)
    """
    bars = [bar for line in words.split("\n") if (bar := bar_of(line))]
    return len(set(bars)) > 1 and max(map(len, bars)) >= LONG_BAR


def is_tree(words: str) -> bool:
    """Whether lines hang on branches that are drawn before them, as the offices of a town do.

    >>> is_tree("市長" + chr(10) + "├ 総務部" + chr(10) + "└ 市民部"), is_tree("└ 次へ")
    (True, False)
    """
    return sum(bool(BRANCH.match(line)) for line in words.split("\n")) >= LINES


def is_shape(words: str) -> bool:
    """Whether lines of one sign grow or shrink into a shape, or a bar fills a part of its frame.

    >>> is_shape(chr(10).join(["*", "***", "*****", "*******"])), is_shape("[######----] done")
    (True, True)
    >>> is_shape("[####------] 40%"), is_shape("*" + chr(10) + "***")
    (False, False)
    """
    lines = [re.sub(r"\s", "", line) for line in words.split("\n")]
    frames = [bool(EDGE.fullmatch(line)) for line in lines]
    walls = [bool(WALL.fullmatch(line)) for line in lines]
    if any(top and wall for top, wall in zip(frames, walls[1:], strict=False)):
        return True
    runs = [len(line) for line in lines if line and line[0] in "*#+/" and len(set(line)) == 1]
    grows = len(set(runs)) >= SHORT_BAR and max(runs, default=0) >= LONG_BAR
    return grows or any(FRAMED.search(line) and "%" not in line for line in words.split("\n"))


def bar_of(line: str) -> str:
    """The run of one sign with which a line ends that begins with a word."""
    shown = line.rstrip()
    name = shown.rstrip(shown[-1:])
    bar = shown[len(name) :]
    is_bar = len(bar) >= SHORT_BAR and bar[0] in BARS and name[-1:].isspace()
    return bar if is_bar and any(letter.isalnum() for letter in name) else ""


def is_of_strokes(line: str) -> bool:
    """Whether most of a line is strokes, and hardly any other signs as code has them."""
    shown = re.sub(r"\s", "", line)
    strokes = len(STROKE.findall(shown))
    others = sum(not STROKE.match(sign) for sign in SIGN.findall(shown))
    return strokes >= 2 and strokes >= 0.6 * len(shown) and others <= 0.2 * len(shown)


def is_rule(strokes: str) -> bool:
    """Whether strokes only repeat one to three signs.

    >>> is_rule("=-=-=-=-"), is_rule("=||==="), is_rule("")
    (True, False, True)
    """
    return any(
        strokes == (strokes[:period] * len(strokes))[: len(strokes)]
        for period in range(1, PERIOD + 1)
    )


def example(key: str, words: str) -> str:
    """What to show of a picture in a sentence."""
    if key == "face" and (face := FACE.search(words)):
        return face[0]
    lines = words.split("\n")
    drawn = (line.strip() for line in lines if is_of_strokes(line) or bar_of(line))
    return next(drawn, words.strip())[:20]
