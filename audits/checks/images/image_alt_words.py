"""The text alternative of an image says what the image says.

Whoever does not see the image hears its alternative: a file name, “image 1” or “photo” leaves them
with nothing, and words that stand beside the image anyway are heard twice.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.images._alternative_words import LEFT_OVER, ONLY_SEEN, ORNAMENT, STEM, WRITTEN
from audits.checks.images._other_picture import of_others
from audits.facts.images import Image, Images
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="serious",
    title={"ja": "画像の代替テキストの言葉", "en": "The words of image alternatives"},
    passed={
        "ja": "ファイル名や「画像1」などの代替テキストは見つかりませんでした",
        "en": "No image has a file name or a word like “image 1” as its alternative",
    },
    failed={
        "file-name": {
            "ja": "代替テキストがファイル名になっています（{examples}）",
            "en": "The text alternative is a file name ({examples})",
        },
        "stem": {
            "ja": "代替テキストがファイル名のようです（{examples}）",
            "en": "The text alternative seems to be a file's name ({examples})",
        },
        "serial": {
            "ja": "代替テキストが「画像1」のような通し番号です（{examples}）",
            "en": "The text alternative is a mere number, like “image 1” ({examples})",
        },
        "generic": {
            "ja": "代替テキストが「写真」「バナー」などの言葉だけのようです（{examples}）",
            "en": "The text alternative seems to be only a word like “photo” or “banner” "
            "({examples})",
        },
        "generic-link": {
            "ja": "リンクになっている画像の代替テキストから行き先が分かりません（{examples}）",
            "en": "The text alternative of a linked image does not say where it leads ({examples})",
        },
        "placeholder": {
            "ja": "代替テキストが、入れ忘れの文字のままのようです（{examples}）",
            "en": "The text alternative seems to be words left by a template ({examples})",
        },
        "another": {
            "ja": "代替テキストが、別の画像のもののようです（{examples}）",
            "en": "The text alternative seems to be that of another picture ({examples})",
        },
        "decoration": {
            "ja": "飾りの画像に、それと分かるだけの代替テキストがあり、"
            "読み上げのじゃまになるようです（{examples}）",
            "en": "Pictures that only decorate seem to have alternatives that say so ({examples})",
        },
        "button": {
            "ja": "画像ボタンの代替テキストから、押すと何が起きるか分かりません（{examples}）",
            "en": "The text alternative of an image button does not say what it does ({examples})",
        },
        "redundant": {
            "ja": "すぐそばの文字と同じ代替テキストがあり、"
            "二度読み上げられるようです（{examples}）",
            "en": "The text alternative repeats the words beside the image ({examples})",
        },
    },
    fix={
        "ja": '画像が伝えている内容を短い言葉で書きます。例：alt="受付窓口は市役所1階の東側"。'
        'リンクの画像には行き先を書き、飾りの画像やそばに同じ文字がある画像は alt="" とします。',
        "en": 'Say in few words what the image tells: alt="The counter is on the first floor, '
        'east side". For a linked image name the destination; for decoration, or where the same '
        'words stand beside it, write alt="".',
    },
    replaces=("image-redundant-alt",),
    about={
        "ja": "画像が見えない人は、代替テキストを聞いて内容を知ります。"
        "ファイル名や「画像1」では何の画像か分からず、そばの文字と同じ言葉は"
        "二度聞かされることになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F30",
)

FILE = re.compile(r"[^\s。、]+\.(?:jpe?g|jfif|gif|png|bmp|tiff?|svg|webp)", re.IGNORECASE)
CAMERA = re.compile(
    r"(?:img|dsc[fn]?|imag|pict?|photo|image)[_-]?\d{3,}|\w[^\W_]*+_\w*+(?<=\d{3})", re.IGNORECASE
)
# (No “line”: LINE is the name of an app that nearly every town has an account with.)
THING = (
    r"(?>イメージ画像|画像|写真|図|イメージ|イラスト|バナー|アイコン|ボタン|ロゴ|背景|空白|スペーサー"
    r"|線|点|影|罫線|サムネイル|図表|チャート|(?:円|棒|折れ線)?グラフ"
    r"|(?:bar |pie |line )?(?:chart|graph)|diagram|screenshot|スクリーンショット"
    r"|(?:image|photo|picture|pic|figure)(?:s(?!pacer))?|img|fig|banner|icon|button"
    r"|logo|spacer|blank|background|thumbnail)"
)
SERIAL = re.compile(rf"{THING}[ _　-]*(?:no\.?)?[（(]?[0-9０-９]+[)）]?", re.IGNORECASE)
PRESS = re.compile(
    r"(?:ここを?|画像を?)?(?:クリック|押す|押して|タップ)(?:する|してください|ください)?|ここ"
    r"|こちら|画像 ?ボタン"
    r"|(?:please )?(?:click|press|push|tap)(?: (?:here|me|this|on|now|button))*|here"
    r"|image button",
    re.IGNORECASE,
)
"""Words that ask to press and do not say why; “submit” and 「送信」 say what happens."""
TINY = 24  # CSS pixels: a bullet, or as high as a line between two parts
SPECK = 3  # CSS pixels: nothing can be seen there
GENERIC = re.compile(rf"{THING}(?:[の・ 　_-]?{THING})*+", re.IGNORECASE)


SURE = {"file-name", "serial", "generic-link", "button"}


def check(images: Images) -> Verdict | list[Verdict]:
    """One verdict per way to fail; an empty or missing alternative is not ours to judge."""
    spoken = [image for image in images["items"] if (image["alt"] or "").strip()]
    if not spoken:
        return inapplicable()
    kinds: dict[str, list[Image]] = {}
    others = {image["selector"] for image in of_others(spoken)}
    for image in spoken:
        kind = kind_of(image) or ("another" if image["selector"] in others else "")
        kinds.setdefault(kind, []).append(image)
    found = [
        failed(
            kind,
            kinds[kind],
            certainty="" if kind in SURE else Certainty.LIKELY,
            examples=some((image["alt"] or "").strip() for image in kinds[kind]),
            impact="minor" if kind in {"redundant", "decoration"} else META.impact,
        )
        for kind in META.failed
        if kind in kinds
    ]
    return found or passed()


def kind_of(image: Image) -> str:
    """The way in which an alternative fails, or nothing."""
    alt = (image["alt"] or "").strip()
    if image["tag"] == "input" and PRESS.fullmatch(alt):
        return "button"
    if FILE.fullmatch(alt) or is_own_file(alt, image["file"]):
        return "file-name"
    if is_joined(alt, image["file"]) or LEFT_OVER.fullmatch(alt):
        return "stem" if is_joined(alt, image["file"]) else "placeholder"
    if is_ornament(alt, image):
        return "decoration"
    if SERIAL.fullmatch(alt) and not image["caption"] and not alt.startswith(("図", "fig", "Fig")):
        return "serial"
    if GENERIC.fullmatch(alt) or SERIAL.fullmatch(alt) or ONLY_SEEN.fullmatch(alt):
        return "generic-link" if image["in_link"] and image["alone"] else "generic"
    return "redundant" if repeats(alt, image) else ""


def is_own_file(alt: str, file: str) -> bool:
    """Whether the alternative is the file's name without its ending, as cameras give them.

    >>> is_own_file("IMG_0123", "IMG_0123.JPG"), is_own_file("covid19", "covid19.png")
    (True, False)
    """
    return alt == file.rpartition(".")[0] and bool(CAMERA.fullmatch(alt))


def is_joined(alt: str, file: str) -> bool:
    """Whether the alternative is written as files are called, and not as words of a language.

    >>> is_joined("map_evacuation_final2", ""), is_joined("top-main-banner", "top-main-banner.png")
    (True, True)
    >>> is_joined("step-by-step", "steps.png"), is_joined("Wi-Fi", "Wi-Fi.svg")
    (False, False)
    """
    if not STEM.fullmatch(alt):
        return False
    return not WRITTEN.fullmatch(alt) or alt.lower() == file.rpartition(".")[0].lower()


def is_ornament(alt: str, image: Image) -> bool:
    """Whether a picture that nobody could read anything from is described all the same."""
    if image["in_link"] or image["tag"] == "input":
        return False
    low, high = sorted((image["width"], image["height"]))
    if image["tag"] == "img" and 0 < high <= SPECK:
        return True
    tells_nothing = ORNAMENT.fullmatch(alt) or "spacer" in image["file"].lower()
    return bool(
        tells_nothing and (low <= TINY or alt.lower().startswith(("decorat", "飾", "装飾")))
    )


def repeats(alt: str, image: Image) -> bool:
    """Whether the same words stand in the caption, the link or right beside."""
    return len(alt) > 1 and squeezed(alt) in {
        squeezed(t) for t in (image["caption"], *image["near"])
    }


def squeezed(text: str) -> str:
    """Text without its spaces."""
    return re.sub(r"\s", "", text)
