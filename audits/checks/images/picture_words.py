"""What a picture says in words can be had without seeing it.

Whoever hears the page learns of a notice, a banner or a flyer only what its alternative and the
text around it tell; the date and the place that stand in the picture alone are lost.
"""

import re
from difflib import SequenceMatcher

from audits.checks import Element, cant_tell, failed, inapplicable, passed, untested
from audits.checks._shared.japanese import HIRAGANA, KANJI, letters, some
from audits.checks.images._letters import is_logo
from audits.checks.images.image_of_text import DEPICTS, REPEATED
from audits.facts.large_images import LargeImages
from audits.facts.pixels import Picture, Pixels
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "画像の中の文字と代替テキスト", "en": "Words in pictures and their alternatives"},
    passed={
        "ja": "読み取れた画像の文字は、代替テキストか本文にもあります",
        "en": "The words that could be read in pictures are in their alternatives or in the text",
    },
    failed={
        "unsaid": {
            "ja": "画像の中の文字が、代替テキストにも本文にも見当たりません"
            "（{count} 個の画像。例：{examples}）",
            "en": "Words in pictures are neither in their alternatives nor in the text "
            "({count} pictures; for instance: {examples})",
        },
        "perhaps": {
            "ja": "画像の中に、代替テキストにも本文にもない文字があります。"
            "リンク先や画像の役割から見て足りているか、確かめてください"
            "（{count} 個の画像。例：{examples}）",
            "en": "Pictures have words that are neither in their alternatives nor in the text; "
            "please see whether they are needed there, given where the picture leads or what it "
            "is for ({count} pictures; for instance: {examples})",
        },
    },
    fix={
        "ja": "短い文字は代替テキストに、長い内容はページの本文にも書きます。"
        '例：<img src="fair.jpg" alt="健康フェアのチラシ。内容は下の本文のとおり">'
        "<p>日時：11月23日 午前10時から　会場：市民会館</p>。",
        "en": "Put a few words into the alternative, and longer ones into the page as text: "
        '<img src="fair.jpg" alt="Flyer of the health fair; the text below says the same">'
        "<p>23 November, from 10 am, City Hall</p>.",
    },
    about={
        "ja": "画像に書かれた日時や会場は、画面を読み上げて利用する人には伝わりません。"
        "拡大すると文字がぼやけ、翻訳もできないため、見えにくい人や日本語に不慣れな人も困ります。"
    },
    more="https://www.w3.org/WAI/tutorials/images/textual/",
)

LINE = 4  # letters: less is a label or a mark that was misread
UNSAID = 15  # letters of a picture that nothing else says
SHARE = 0.5  # of what was read there
ALIKE = 0.6  # of a line's letters that the page has in this order; the reader mistakes some
JAPANESE = re.compile(f"[{HIRAGANA}ァ-ヺ{KANJI}]")
WORDS = re.compile(r"[A-Za-z]{2,}")


def check(pixels: Pixels, large_images: LargeImages) -> Verdict | list[Verdict]:
    """Never certain: letters are misread, and not all that stands in a picture must be told."""
    read = [(i["selector"], i["lines"]) for i in large_images["items"] if i["lines"]]
    known = {image["selector"]: image for image in pixels["items"]}
    said = letters(large_images["text"])
    found: dict[str, list[Element]] = {"unsaid": [], "perhaps": []}
    judged = 0
    for selector, every in read:
        image = known.get(selector)
        lines = [line for line in every if is_sentence(line)]
        if not image or not lines or is_logo(image) or is_silenced(image):
            continue
        judged += 1
        if missing := unsaid(lines, said):
            kind = "perhaps" if needs_a_look(image, missing) else "unsaid"
            found[kind].append(image | {"missing": missing})
    verdicts = told(found)
    if any(item["lines"] is None for item in large_images["items"]) and not verdicts:
        return untested("large_images", "time")
    return verdicts or (passed() if judged else inapplicable())


def told(found: dict[str, list[Element]]) -> list[Verdict]:
    """A verdict on each kind, with the lines that are missing as examples."""
    examples = {
        key: some(f"「{image['missing'][0][:30]}」" for image in images)
        for key, images in found.items()
    }
    verdicts = []
    if found["unsaid"]:
        verdicts.append(failed("unsaid", found["unsaid"], examples=examples["unsaid"]))
    if found["perhaps"]:
        verdicts.append(cant_tell("perhaps", found["perhaps"], examples=examples["perhaps"]))
    return verdicts


def unsaid(lines: list[str], said: str) -> list[str]:
    """The lines that the page does not say, if they are many and most of the picture's."""
    missing = [line for line in lines if not is_said(letters(line), said)]
    count, of = (sum(len(letters(line)) for line in each) for each in (missing, lines))
    return missing if count >= UNSAID and count >= SHARE * of else []


def is_said(line: str, said: str) -> bool:
    """Whether most of a line stands in the text, in its order and near together.

    >>> is_said("会場市民会館大ホ一ル", "健康フェア会場は市民会館大ホールです")
    True
    >>> is_said("会場市民会館大ホール", "市民の会館を館内の会場で見る大きなホタル")
    False
    """
    if line in said:
        return True
    pairs = [line[at : at + 2] for at in range(len(line) - 1)]
    if sum(pair in said for pair in pairs) < 0.5 * len(pairs):
        return False
    for start in {said.find(pair) for pair in pairs} - {-1}:
        part = said[max(0, start - len(line)) : start + 2 * len(line)]
        blocks = SequenceMatcher(None, line, part, autojunk=False).get_matching_blocks()
        if sum(block.size for block in blocks if block.size > 1) >= ALIKE * len(line):
            return True
    return False


def is_sentence(line: str) -> bool:
    """Whether a line says something: some Japanese, or several words.

    >>> is_sentence("受付時間"), is_sentence("VISION"), is_sentence("Free for children under 12")
    (True, False, True)
    """
    if len(letters(line)) < LINE:
        return False
    return len(JAPANESE.findall(line)) >= 2 or len(WORDS.findall(line)) >= 3


def is_silenced(image: Picture) -> bool:
    """Whether it is one slide of several, or a copy, and told elsewhere."""
    hidden = str(image["hidden"])
    return hidden == "aria-hidden" or bool(hidden and image["repeats"])


def needs_a_look(image: Picture, missing: list[str]) -> bool:
    """Whether its words may be told where it leads or otherwise, or belong to what it depicts."""
    alt = str(image["alt"])
    if 2 * len(letters(alt)) >= sum(len(letters(line)) for line in missing):
        return True  # as long as that, it may say the same in words of its own
    beside = f"{alt} {image['before']} {image['after']} {image['caption']}"
    return image["holder"] is not None or bool(DEPICTS.search(alt) or REPEATED.search(beside))
