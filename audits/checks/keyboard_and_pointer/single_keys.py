"""No single letter, figure or sign typed anywhere sets something off.

Who dictates to the browser says many letters, and who has a trembling hand strikes many keys: the
page would jump at each of them.
"""

import re

from audits.checks import cant_tell, clean, failed
from audits.checks._shared.japanese import some
from audits.facts.character_shortcuts import CharacterShortcuts
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.4",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "一文字だけのショートカットキー", "en": "Single-key shortcuts"},
    passed={
        "ja": "文字キーを一つ押しただけで何かが起きることはありません",
        "en": "No single key typed on the page sets anything off",
    },
    failed={
        "acts": {
            "ja": "文字キーを一つ押すだけで画面が変わります（{examples}）",
            "en": "A single key changes the page ({examples})",
        },
        "setting": {
            "ja": "文字キーを一つ押すだけで画面が変わります（{examples}）。"
            "設定でやめられるか、確かめてください",
            "en": "A single key changes the page ({examples}); see whether the setting turns "
            "it off",
        },
        "unsteady": {
            "ja": "画面がひとりでに変わり続けるため、文字キーの働きと区別できません（{examples}）。"
            "目で確かめてください",
            "en": "The page keeps changing by itself, so that what keys do cannot be told apart "
            "({examples}); please look",
        },
    },
    fix={
        "ja": "Ctrl キーなどと組み合わせるか、やめる設定を用意するか、部品に焦点があるときだ"
        "け動くように"
        "します。例：if (event.key === 'h' && event.altKey) goHome();",
        "en": "Ask for a key held as well, offer a way to turn it off, or act only where the "
        "control has "
        "focus: if (event.key === 'h' && event.altKey) goHome();",
    },
    whole_page=True,
    about={
        "ja": "音声入力で操作する人の言葉は、文字キーとして届きます。手が震える人は、意図しな"
        "いキーに"
        "触れます。そのたびに画面が変わると、操作を続けられません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts",
)


CHOICE = re.compile(r"\btype=[\"']?(?:checkbox|radio|button|submit|range)\b", re.IGNORECASE)
NAMED_KEY = re.compile(r"(?:[:：（(]|キー?は)\s?[A-Za-z0-9?/]\s?(?:[)）]|キー|$|<)")
"""What tells the key of a control, which does something else than turn keys off."""


def check(character_shortcuts: CharacterShortcuts) -> Verdict:
    """Keys that did something each time, on pages that listen for keys as a whole."""
    if acts := character_shortcuts["keys"]:
        nodes = [key | {"html": key["html"] or f"<{key['selector']}>"} for key in acts]
        examples = some(key["key"] for key in acts)
        if settings := [
            each for each in character_shortcuts["settings"] if may_turn_off(each["html"])
        ]:
            return cant_tell("setting", settings, examples=examples)
        return failed("acts", nodes, examples=examples)
    if unsteady := character_shortcuts.get("unsteady"):
        page = {"selector": "html", "html": "<html>"}
        return cant_tell("unsteady", [page], examples=some(unsteady))
    return clean(
        "character_shortcuts", character_shortcuts, applies=character_shortcuts["listeners"]
    )


def may_turn_off(html: str) -> bool:
    """Whether a control that speaks of keys may turn them off: a choice or a button, and no field.

    >>> may_turn_off('<input type="checkbox" id="keys">'), may_turn_off('<input type="text">')
    (True, False)
    >>> may_turn_off('<button type="button">検索を開く（ショートカット：S）</button>')
    False
    """
    if html.startswith("<input"):
        return bool(CHOICE.search(html))
    return not NAMED_KEY.search(html)
