"""Links within a page lead somewhere.

Whoever follows one by keyboard or screen reader expects to be taken to the place that it names.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Links
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "ページ内リンクの行き先", "en": "Where links within the page lead"},
    passed={
        "ja": "ページ内のリンクには行き先があります",
        "en": "Links within the page lead to places that are there",
    },
    failed={
        "gone": {
            "ja": "行き先がページ内に見つからないリンクが {count} 個あるようです（{examples}）",
            "en": "The places that {count} links lead to do not seem to be on the page "
            "({examples})",
        },
        "nowhere": {
            "ja": "行き先が「#」や javascript: だけのリンクが {count} 個あります（{examples}）",
            "en": "{count} links have no address but # or javascript: ({examples})",
        },
    },
    fix={
        "ja": '行き先の要素に id を付けます。例：<a href="#hours">開館時間</a>…'
        '<h2 id="hours">開館時間</h2>。'
        '画面の中で何かを動かすものは <button type="button"> にします。',
        "en": 'Give the place its id: <a href="#hours">Opening hours</a> … <h2 id="hours">Opening '
        'hours</h2>. What acts within the page is a <button type="button">.',
    },
    about={
        "ja": "リンクと読まれたのに移動しないと、読み上げやキーボードで利用する人は、"
        "自分の操作を誤ったのか、ページが壊れているのか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H91",
)

TO_TOP = re.compile(r"先頭|冒頭|トップ|一番上|上へ|上に|戻る|\btop\b|\bup\b|↑|▲", re.IGNORECASE)
"""Where # alone does lead."""


def check(links: Links) -> list[Verdict]:
    """Scripts may read any address, so that no link is surely dead; told buttons are none."""
    within = [i for i in links["items"] if i["within"] and i["role"] == "link"]
    within = [i for i in within if i["within"] != "nowhere" or not TO_TOP.search(i["name"])]
    found = []
    for key in ("gone", "nowhere"):
        if bad := [link for link in within if link["within"] == key]:
            found.append(failed(key, bad, examples=some(link["name"][:30] for link in bad)))
    return found or [passed() if within else inapplicable()]
