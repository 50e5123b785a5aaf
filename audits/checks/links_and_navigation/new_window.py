"""Links that open a new window announce it.

In the new window the way back is gone, and whoever does not see the screen, or sees a small part of
it, does not notice why.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "別ウィンドウで開くリンク", "en": "Links that open a new window"},
    passed={
        "ja": "別ウィンドウで開くリンクには、その旨が書かれています",
        "en": "Links that open a new window say so",
    },
    failed={
        "unannounced": {
            "ja": "予告なく別ウィンドウで開くリンクが {count} 個あります（{examples}）",
            "en": "{count} links open a new window without saying so ({examples})",
        }
    },
    fix={
        "ja": 'target="_blank" をやめるか、「（別ウィンドウで開きます）」と書き添えます。'
        'アイコンで示すときは alt="別ウィンドウで開く" を付けます。',
        "en": 'Drop target="_blank", or add “(opens in a new window)”; give an icon that shows it '
        'alt="opens in a new window".',
    },
    about={
        "ja": "別ウィンドウでは「戻る」が使えません。画面が見えない人や拡大して見る人は、"
        "ウィンドウが変わったことに気付かないことがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G201",
)

SAME = {"", "_self", "_parent", "_top"}
ANNOUNCED = re.compile(
    r"ウ[ィイ]ンドウ|新しい(?:タブ|画面|窓)|別(?:の)?(?:タブ|画面|窓)|タブで開|外部(?:サイト|リンク|ページ)"
    r"|new (?:window|tab)|external",
    re.IGNORECASE,
)


def check(links: Links) -> Verdict:
    """The words may stand in the link, in its attributes or in the line around it."""
    opening = [link for link in links["items"] if link["target"].lower() not in SAME]
    if not opening:
        return inapplicable()
    silent = [link for link in opening if not is_announced(link)]
    return (
        failed("unannounced", silent, examples=some(s["name"][:30] for s in silent))
        if silent
        else passed()
    )


def is_announced(link: Link) -> bool:
    """Whether anything about the link speaks of a window, a tab or another site."""
    return any(ANNOUNCED.search(link[where]) for where in ("name", "html", "around"))
