"""What is a heading, a list, a table or a picture is not said to be mere decoration.

`role="presentation"` takes a heading from the list of headings, and a picture with its alternative
from what is heard: it is for what only arranges the page.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import letters, some
from audits.facts.images import Image, Images
from audits.facts.text import Text, TextBlock
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "意味を消す role=presentation", "en": "Meaning taken away by role=presentation"},
    passed={
        "ja": "見出しや一覧、説明のある画像の意味は、role 属性で消されていません",
        "en": "No role takes away what headings, lists and described pictures mean",
    },
    failed={
        "structure": {
            "ja": '見出しや一覧、表のセルに role="presentation" や role="none" が付き、'
            "そのものとして伝わらないようです（{examples}）",
            "en": "Headings, items of lists or cells of tables seem to be kept from being told as "
            'such by role="presentation" or role="none" ({examples})',
        },
        "picture": {
            "ja": '説明のある画像に role="presentation" や role="none" が付き、'
            "説明が読み上げられないようです（{examples}）",
            "en": 'Pictures with a description have role="presentation" or role="none", so that it '
            "seems not to be read out ({examples})",
        },
    },
    fix={
        "ja": '内容を伝える要素からは role="presentation" を外します。'
        "例：<h2>ごみの出し方</h2>。見た目だけを変えたいときは CSS を使います。",
        "en": "Take the role off whatever tells something: <h2>Opening hours</h2>. To change only "
        "how it looks, use CSS.",
    },
    about={
        "ja": "画面を見ずに使う人は、見出しや一覧を手がかりにページを読み進めます。"
        "その意味が role 属性で消されていると、どこに何があるのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F92",
)

ROLE = r"(?<![\w-])role\s{0,3}=\s{0,3}[\"']?\s{0,3}(?:presentation|none)\b"
STRUCTURE = re.compile(
    rf"<(?:h[1-6]|th|caption|dt|dd|blockquote)\b[^<>]{{0,500}}{ROLE}", re.IGNORECASE
)
ITEM = re.compile(rf"<li\b[^<>]{{0,500}}{ROLE}", re.IGNORECASE)
PICTURE = re.compile(rf"<img\b[^<>]{{0,1500}}{ROLE}", re.IGNORECASE)
PARTS = re.compile(
    r"(?<![\w-])role\s{0,3}=\s{0,3}[\"']?\s{0,3}(?:tab|menuitem\w*|option|treeitem|radio|button|switch)\b"
    r"|<(?:button|input|select)\b|data-(?:bs-)?toggle",
    re.IGNORECASE,
)
"""Parts of larger controls, whose list is rightly none."""
CONTROLS = {"a", "button"}
SMALL = (40, 30)  # CSS pixels: a mark beside words
SAID = 2  # letters


def check(text: Text, images: Images) -> Verdict | list[Verdict]:
    """Never certain: what stands in a heading's or a list's tags may be neither."""
    blocks = text["items"]
    marked = [i for i in images["items"] if PICTURE.match(i["html"])]
    pictures = [i for i in marked if tells(i)]
    parted = {b["list"] for b in blocks if b["tag"] == "li" and not ITEM.match(b["html"].lstrip())}
    structure = [b for b in blocks if is_structure(b, parted)]
    if not blocks and not marked:
        return inapplicable()
    found = []
    if structure:
        words = some(block["text"].strip()[:20] for block in structure)
        found.append(failed("structure", structure, examples=words))
    if pictures:
        words = some((image["alt"] or "").strip()[:30] for image in pictures)
        found.append(failed("picture", pictures, examples=words))
    return found or passed()


def is_structure(block: TextBlock, parted: set[int]) -> bool:
    """Whether a block's own tag means something that its role takes away.

    `parted` are lists of which some items have another role or none: parts of a larger control.
    """
    html = block["html"].lstrip()
    if STRUCTURE.match(html):
        return True
    is_plain = not CONTROLS & set(block["within"]) and not PARTS.search(html)
    return bool(ITEM.match(html)) and is_plain and block["list"] not in parted


def tells(image: Image) -> bool:
    """Whether a picture is large, and its description is heard nowhere beside it."""
    alt = letters(image["alt"] or "")
    is_large = image["width"] >= SMALL[0] and image["height"] >= SMALL[1]
    heard = any(alt in letters(words) for words in (image["caption"], *image["near"]))
    return len(alt) > SAID and is_large and not heard
