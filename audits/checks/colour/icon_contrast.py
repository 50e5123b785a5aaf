"""Links and buttons that are but a drawing can be seen.

A magnifying glass in pale grey is no way to search for whoever sees poorly: there is no word beside
it to tell that anything is there.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.icons import Icon, Icons
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.11",
    impact="moderate",
    title={"ja": "アイコンだけのリンクやボタンの濃さ", "en": "Contrast of icons without words"},
    passed={
        "ja": "アイコンだけのリンクやボタンは、まわりと見分けられる濃さです",
        "en": "Icons that stand for links and buttons can be told from their ground",
    },
    failed={
        "pale": {
            "ja": "アイコンの色が薄く、背景と見分けにくいリンクやボタンが {count} 個あります"
            "（コントラスト比 {lowest}:1。必要なのは 3:1。{examples}）",
            "en": "{count} links or buttons are but an icon too pale to be told from its ground "
            "(contrast {lowest}:1; 3:1 is needed; {examples})",
        },
        "perhaps": {
            "ja": "アイコンの色が薄く、背景と見分けにくいリンクやボタンが {count} 個あるようです"
            "（コントラスト比 {lowest}:1。必要なのは 3:1。{examples}）",
            "en": "{count} links or buttons seem to be but an icon too pale to be told from its "
            "ground (contrast {lowest}:1; 3:1 is needed; {examples})",
        },
    },
    fix={
        "ja": "アイコンの色を背景と 3:1 以上にします。"
        "そばに文字を添えると、さらに分かりやすくなります。"
        '例：<button><svg fill="#595959" aria-hidden="true">…</svg> 検索</button>。',
        "en": "Give the icon a contrast of 3:1 or more with its ground; words beside it help even "
        'more: <button><svg fill="#595959" aria-hidden="true">…</svg> Search</button>.',
    },
    about={
        "ja": "文字のないリンクやボタンは、アイコンが見えなければ、あることに気づけません。"
        "見えにくい人や、明るい屋外で画面を見る人が困ります。",
        "en": "Where there are no words, whoever cannot see the icon does not know that there is a "
        "link or button at all.",
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast",
)

ENOUGH = 3.0
ROUNDING = 0.05


def check(icons: Icons) -> Verdict | list[Verdict]:
    """Sure where one plain colour lies on another and a picture of the window shows the same."""
    if not icons["items"]:
        return inapplicable()
    pale = [item for item in icons["items"] if item["contrast"] < ENOUGH - ROUNDING]
    sure = [item for item in pale if item["plain"] and item["drawn"]]
    unsure = [item for item in pale if item not in sure and item["drawn"] is None]
    found = []
    if sure:
        found.append(told("pale", sure, Certainty.CERTAIN))
    if unsure:
        found.append(told("perhaps", unsure, Certainty.LIKELY))
    return found or passed()


def told(key: str, items: list[Icon], certainty: Certainty) -> Verdict:
    """A verdict on icons, with what they are called."""
    lowest = round(min(item["contrast"] for item in items), 1)
    names = some(item["name"][:20] or item["html"][:40] for item in items)
    return failed(key, items, certainty=certainty, lowest=lowest, examples=names)
