"""The largest part of the first screen is soon there, on a thin line as well.

Until it is, a phone shows an empty page, or one that cannot be used yet.
"""

from audits.checks import PAGE, failed, inapplicable, passed
from audits.facts.loading import Loading
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={
        "ja": "主な内容が表示されるまでの時間（LCP）",
        "en": "The time to the largest paint (LCP)",
    },
    passed={
        "ja": "最初の画面の主な内容は、細い回線でも長く待たせずに表示できる作りです",
        "en": "The largest part of the first screen can appear soon, on a thin line as well",
    },
    failed={
        "late": {
            "ja": "スマートフォンの細い回線では、最初の画面でいちばん大きな部分が表示されるまでに "
            "{seconds} 秒より長くかかる見込みです（先に読み込む必要のある量から、"
            "毎秒 1.6 メガビットの回線として計算。4 秒を超えると遅いとされます）",
            "en": "On a phone with a thin line the largest part of the first screen takes more "
            "than {seconds} seconds to appear (reckoned from what has to be loaded before it, at "
            "1.6 Mbit a second; more than 4 seconds counts as slow)",
        }
    },
    fix={
        "ja": "最初に見える画像は遅延読み込みにせず、軽くして先に読み込みます。表示を止める CSS や "
        "JavaScript は減らすか、後に回します。"
        '例：<img src="main-800.webp" width="800" height="450" fetchpriority="high" alt="…">、'
        '<script src="menu.js" defer></script>。',
        "en": "Load the first picture early, without loading=lazy, and make it light; cut or put "
        'off styles and scripts that hold up drawing: <img src="main-800.webp" width="800" '
        'height="450" fetchpriority="high" alt="…">, <script src="menu.js" defer></script>.',
    },
    certainty="likely",
    pillar="mobile",
    about={
        "ja": "表示が遅いと、回線の細い場所や災害時、古いスマートフォンでは、"
        "必要な情報にたどり着く前にあきらめることになります。"
    },
    more="https://web.dev/articles/lcp",
)


def check(loading: Loading) -> Verdict:
    """A page on which nothing was drawn has no largest part."""
    if not loading["painted"]:
        return inapplicable()
    if not loading["paint"]:
        return passed()
    return failed("late", loading["largest"] or [PAGE], seconds=loading["paint"])
