"""The page answers to a touch while it loads.

Scripts that work for long at a stretch leave touches, scrolling and screen readers without an
answer; on a cheap phone several times as long as where it was measured.
"""

from audits.checks import PAGE, failed, inapplicable, passed
from audits.facts.loading import Loading
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={
        "ja": "読み込み中に操作が効かない時間（TBT）",
        "en": "The time for which the page does not answer (TBT)",
    },
    passed={
        "ja": "読み込み中に、長い間操作が効かなくなることはありませんでした",
        "en": "The page did not stop answering for long while it loaded",
    },
    failed={
        "long": {
            "ja": "スクリプトの処理のため、操作に応えられない時間が、合わせて {seconds} 秒より長く"
            "ありました（検査用のパソコンで一度読み込んだときの値で、スマートフォンでは 0.6 秒を"
            "超えると遅いとされます）",
            "en": "Scripts kept the page from answering for more than {seconds} seconds in all "
            "(measured on one load where this audit ran; on phones more than 0.6 counts as slow)",
        }
    },
    fix={
        "ja": "使っていないスクリプトを外し、残りは defer や async で後から読み込み、"
        "長い処理は小さく分けます。"
        '例：<script src="map.js" defer></script>、地図や SNS は押されてから読み込む。',
        "en": "Remove scripts that are not used, load the others with defer or async, and cut long "
        'work into pieces: <script src="map.js" defer></script>, and maps only when asked for.',
    },
    certainty="likely",
    pillar="mobile",
    whole_page=True,
    about={
        "ja": "安いスマートフォンや古い機種ではさらに長くなり、押しても動かないので、"
        "壊れていると思って何度も押すことになります。読み上げソフトも止まります。"
    },
    more="https://developer.chrome.com/docs/lighthouse/performance/lighthouse-total-blocking-time",
)


def check(loading: Loading) -> Verdict:
    """What counts is the time beyond the first 50 ms of each task, from the first paint on.

    A slow machine makes tasks longer, so no more is counted than the processor worked.
    """
    if not loading["painted"]:
        return inapplicable()
    if not loading["blocked"]:
        return passed()
    return failed("long", [PAGE], seconds=loading["blocked"])
