"""Nobody is led to another page by a timer.

Who reads slowly, listens, or uses a magnifier has not finished when the page goes away; a voice
stops in the middle of a sentence.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.source import Source
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.2.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "時間が来ると移動するスクリプト", "en": "Scripts that lead on after a time"},
    passed={
        "ja": "スクリプトによる移動は、すぐに行われるか、十分に長い時間の後です",
        "en": "Scripts lead on at once, or after more than twenty hours",
    },
    failed={
        "timed": {
            "ja": "{seconds} 秒後に別のページへ移動するか、読み込み直すスクリプトがあるようです",
            "en": "A script seems to load another page, or the same anew, after {seconds} seconds",
        }
    },
    fix={
        "ja": "自動で移動させず、移動先へのリンクを置くか、サーバー側で転送します（301）。"
        '例：<p>このページは<a href="/new/">新しいごみの案内</a>に移りました。</p>。',
        "en": "Put a link there instead, or redirect on the server (301): "
        '<p>This page has moved to <a href="/new/">Waste collection</a>.</p>',
    },
    whole_page=True,
    about={
        "ja": "読むのに時間のかかる人、音声で聞いている人、拡大して見ている人は、"
        "読み終える前にページが変わってしまい、どこにいるか分からなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F40",
)

AT_ONCE = 0.5  # seconds
LONGEST = 72_000  # twenty hours


def check(source: Source) -> Verdict:
    """Only inline scripts can be read, and whether they run is not known."""
    timers = source["timers"]
    if not timers:
        return inapplicable()
    bad = [t for t in timers if AT_ONCE < t["seconds"] <= LONGEST]
    elements = [{"selector": "script", "html": t["html"]} for t in bad]
    return (
        failed("timed", elements, seconds=some(f"{t['seconds']:g}" for t in bad))
        if bad
        else passed()
    )
