"""Text enlarged to twice its size is still all there.

Many read with the browser's zoom. Boxes of a fixed height cut off the second line, and nobody who
does not zoom ever sees it.
"""

import re
from collections.abc import Iterator

from audits.checks import failed, inapplicable, passed, untested
from audits.checks._shared.japanese import some
from audits.facts.zoom import CutText, Window, Zoom
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.4",
    impact="serious",
    title={"ja": "200% に拡大した文字", "en": "Text at 200 %"},
    passed={
        "ja": "200% に拡大しても、文字が切れたり隠れたりしません",
        "en": "At 200 % no text is cut off or covered",
    },
    failed={
        "cut": {
            "ja": "200% に拡大すると、文字が途中で切れます（{count} か所：{examples}）",
            "en": "At 200 % text is cut off ({count} places: {examples})",
        },
        "perhaps": {
            "ja": "200% に拡大しても、枠からはみ出た文字が切れたままです（{count} か所："
            "{examples}）",
            "en": "Text that runs out of its box is still cut off at 200 % ({count} places: "
            "{examples})",
        },
        "covered": {
            "ja": "200% に拡大すると、文字に画像が重なります（{count} か所：{examples}）",
            "en": "At 200 % pictures lie over text ({count} places: {examples})",
        },
        "held": {
            "ja": "文字の大きさがウィンドウの幅や高さだけで決まり、拡大しても大きくなりません"
            "（{count} か所：{examples}）",
            "en": "Letters are sized by the window alone and do not grow when the page is enlarged "
            "({count} places: {examples})",
        },
    },
    fix={
        "ja": "文字の入る枠の高さを固定しません。"
        "例：.box { height: 3em; overflow: hidden } を .box { min-height: 3em } に直します。"
        "画像を position: absolute で重ねず、並べて置きます。"
        "文字の大きさは vw や vh だけで指定せず、calc(1rem + 1vw) のように rem を含めます。",
        "en": "Do not fix the height of boxes with text: .box { min-height: 3em } rather than "
        ".box { height: 3em; overflow: hidden }. Put pictures beside text, not over it. "
        "Size letters with rem rather than vw or vh alone: calc(1rem + 1vw).",
    },
    about={
        "ja": "視力の弱い人や高齢の人は、ブラウザの拡大機能で文字を大きくして読みます。"
        "枠の高さが決まっていると、二行目から下が読めなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/resize-text",
)


def check(zoom: Zoom) -> list[Verdict]:
    """Lines that a box cuts through, and those that a box leaves out of its own text.

    What is left out of several parts, as of a list whose items come one by one, and what leads on
    to the whole or ends in dots, is meant so.
    """
    if "twice" in zoom:
        return list(faults(zoom)) or [judged(zoom["twice"])]
    return [untested("zoom", zoom["stopped"])]


def is_its_own(item: CutText) -> bool:
    """Whether a box holds nothing but the text that it leaves out the end of, and is no link.

    >>> is_its_own({"selector": "#a > p", "html": "<p>粗大ごみは", "text": "粗大ごみは"})
    True
    >>> is_its_own({"selector": "#a", "html": "<ul><li>お知らせ", "text": "お知らせ"})
    False
    """
    words = item["html"].partition(">")[2].lstrip()
    leads = re.search(r"(?:^| > )(?:a|button)(?::[\w()-]+)?(?= > |$)", item["selector"])
    return bool(item["text"]) and words.startswith(item["text"][:20]) and not leads


def judged(twice: Window) -> Verdict:
    """Nothing was found, on a page with text or on one without."""
    return passed() if twice["texts"] else inapplicable()


def faults(zoom: Zoom) -> Iterator[Verdict]:
    """What is cut now and was not, what was cut already, and what is covered now and was not.

    Pictures may come to lie over text where the page is enlarged, or where only its letters are.
    """
    before, twice = zoom["as_it_was"], zoom["twice"]
    was = {item["selector"] for item in before["cut"]}
    hidden = {item["selector"] for item in before["covered"]}
    new = [i for i in twice["cut"] if i["selector"] not in was and not i["placed"]]
    old = [i for i in twice["cut"] if i["selector"] in was or i["placed"]]
    both = {i["selector"]: i for i in (*twice["covered"], *zoom["larger"]["covered"])}
    old += [i for i in twice.get("lines", ()) if is_its_own(i)]
    covered = [item for place, item in both.items() if place not in hidden]
    held = zoom.get("held", [])
    for key, found in (("cut", new), ("perhaps", old), ("covered", covered), ("held", held)):
        if found:
            sure = Certainty.CERTAIN if key == "cut" else Certainty.LIKELY
            examples = some(item["text"][:30] for item in found)
            yield failed(key, found, certainty=sure, examples=examples)
