"""What the pointer brings forth is to be had by keyboard too.

An explanation that only appears under the mouse does not exist for those who have none.
"""

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.japanese import some
from audits.facts.hover import Hover
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "マウスでしか出せない説明", "en": "Explanations for the mouse alone"},
    passed={
        "ja": "マウスを重ねると出る説明は、キーボードでも出せます",
        "en": "Explanations that appear on hover appear by keyboard as well",
    },
    failed={
        "pointer-only": {
            "ja": "マウスを重ねると出る説明が、キーボードでは出せません（{count} か所："
            "{examples}）",
            "en": "Explanations that appear on hover cannot be had by keyboard ({count} places: "
            "{examples})",
        },
        "menu": {
            "ja": "マウスを重ねると開くメニューに、キーボードでは開かないものがあります"
            "（{count} か所：{examples}）。中のページへ、ほかの道からも行けるか確かめてください",
            "en": "{count} menus that open on hover do not open by keyboard ({examples}); see "
            "whether there are other ways to the pages in them",
        },
        "menu-only": {
            "ja": "マウスを重ねると開くメニューが、キーボードでは開かず、中のリンクはこのページの"
            "ほかの所にありません（{count} か所：{examples}）",
            "en": "{count} menus that open on hover do not open by keyboard, and what they lead to "
            "is linked nowhere else on the page ({examples})",
        },
    },
    fix={
        "ja": "印をボタンにし、焦点が移ったときにも表示します。"
        '例：<button type="button" aria-describedby="tip">？</button>'
        '<span id="tip" role="tooltip">…</span>、'
        "button:hover + span, button:focus + span { display: block }",
        "en": 'Make the sign a button, and show the words on focus too: <button type="button" '
        'aria-describedby="tip">?</button><span id="tip" role="tooltip">…</span>, '
        "button:hover + span, button:focus + span { display: block }",
    },
    about={
        "ja": "キーボードやスイッチ、スマートフォンで操作する人は、マウスを重ねることができません。"
        "書き方の説明がそこにしかないと、手続きを正しく終えられません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/keyboard",
)


def check(hover: Hover) -> list[Verdict]:
    """Of menus that open so, the parent mostly leads to the same places: a person must look.

    Not where keys were tried, and neither the parent nor a link beside it could be pressed instead.
    """
    items = [item for item in hover["items"] if len(item["text"]) > 3]
    only = [item for item in items if not item["by_key"] and not item["links"]]
    menus = [item for item in items if not item["by_key"] and item["links"]]
    alone = [item for item in menus if item.get("alone")]
    found = []
    if only:
        found.append(failed("pointer-only", only, examples=some(i["text"][:30] for i in only)))
    if alone:
        found.append(failed("menu-only", alone, examples=some(i["text"][:30] for i in alone)))
    if rest := [item for item in menus if item not in alone]:
        found.append(cant_tell("menu", rest, examples=some(i["text"][:30] for i in rest)))
    return found or [clean("hover", hover, applies=items)]
