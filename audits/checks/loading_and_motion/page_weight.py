"""The page is light enough for a phone with a thin line.

In a disaster, in the mountains and at the end of the month the line is thin; and every megabyte is
paid for by someone.
"""

from audits.checks import PAGE, failed, inapplicable, passed
from audits.facts.page_weight import PageWeight
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "ページの重さ", "en": "The weight of the page"},
    passed={"ja": "ページは軽く作られています", "en": "The page is not heavy"},
    failed={
        "heavy": {
            "ja": "このページは約 {megabytes} MB、{requests} 件の読み込みがあり、"
            "スマートフォンや災害時の回線には重すぎます",
            "en": "The page loads about {megabytes} MB in {requests} requests, too much for a "
            "phone or a thin line",
        }
    },
    fix={
        "ja": "写真は表示する大きさに縮めて WebP などで保存し、画面の外の画像は後から読み込みます。"
        '例：<img src="photo-800.webp" width="800" height="600" loading="lazy" alt="…">。',
        "en": "Scale photographs to the size shown, store them as WebP, and load those off screen "
        'later: <img src="photo-800.webp" width="800" height="600" loading="lazy" alt="…">.',
    },
    pillar="mobile",
    whole_page=True,
    about={
        "ja": "重いページは、回線の細い場所や災害時に開けません。"
        "通信量の上限がある人には、見ること自体が負担になります。"
    },
    more="https://almanac.httparchive.org/en/2024/page-weight",
)

MEGABYTES = 5
REQUESTS = 150
"""Both more than twice the median of the web's pages on phones: 2.3 MB and 66 requests in October
2024, by the HTTP Archive's Web Almanac, https://almanac.httparchive.org/en/2024/page-weight"""


def check(page_weight: PageWeight) -> Verdict:
    """As far as sizes are told: things from elsewhere may keep theirs, and then weigh nothing."""
    if page_weight["requests"] == 1 and page_weight["bytes"] / 1e6 <= MEGABYTES:
        return inapplicable()  # nothing was loaded for it
    megabytes = page_weight["bytes"] / 1e6
    if megabytes <= MEGABYTES and page_weight["requests"] <= REQUESTS:
        return passed()
    return failed(
        "heavy", [PAGE], megabytes=round(megabytes, 1), requests=page_weight["requests"], count=1
    )
