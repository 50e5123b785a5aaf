"""The name of a frame says what is in it.

A screen reader speaks the name at the frame's edge: “iframe” or the name of a service does not help
to decide whether to go in.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.iframes import Iframes
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "フレームの名前の言葉", "en": "The words of frame titles"},
    passed={
        "ja": "「iframe」やサービス名だけのフレームの名前は見つかりませんでした",
        "en": "No frame is called only “iframe” or by the name of a service",
    },
    failed={
        "vague": {
            "ja": "名前から内容が分からないフレームが {count} 個あるようです（{examples}）",
            "en": "{count} frames have names that do not seem to say what they show ({examples})",
        }
    },
    fix={
        "ja": 'title に内容を書きます。例：<iframe title="市長の年頭あいさつ（動画）">、'
        '<iframe title="防災課のX（旧Twitter）の投稿">。',
        "en": "Say in the title what the frame shows: <iframe title=\"Video: the mayor's new year "
        'address">, <iframe title="Posts of the disaster office on X">.',
    },
    about={
        "ja": "画面を読み上げて利用する人は、フレームの名前を聞いて、中に入るかどうかを決めます。"
        "「iframe」「YouTube video player」では、何の動画や地図か分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H64",
)

THING = (
    r"(?:i?frame|インライン ?フレーム|フレーム|埋め込み|embed(?:ded)?(?: content)?|content"
    r"|コンテンツ"
    r"|title|タイトル|page|ページ|無題|untitled|no ?title|none|blank|inner|main|widget"
    r"|ウィジェット|null|undefined)"
)
SERVICE = (
    r"(?:youtube(?: video)?(?: player)?|facebook|twitter|x|instagram|line|tiktok|vimeo(?: player)?"
    r"|google|video player|player|動画プレーヤー|プレーヤー)"
)
VAGUE = re.compile(rf"(?:{THING}[\s_-]*)+\d*|{SERVICE}|\S+\.(?:html?|php|aspx?)|\d+")


def check(iframes: Iframes) -> Verdict:
    """A frame without any name is another rule's (axe's frame-title)."""
    named = [f for f in iframes["items"] if f["name"] and min(f["width"], f["height"]) > 1]
    if not named:
        return inapplicable()
    vague = [frame for frame in named if VAGUE.fullmatch(frame["name"].lower())]
    return (
        failed("vague", vague, examples=some(v["name"][:40] for v in vague)) if vague else passed()
    )
