"""What moves by itself for more than five seconds can be stopped.

Movement draws the eye away from the text. Some people cannot read a page on which anything moves,
and slides change before slow readers are done.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.facts.motion_and_orientation import MotionAndOrientation
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.2.2",
    impact="serious",
    title={"ja": "動き続ける部分", "en": "Content that keeps moving"},
    passed={
        "ja": "動き続ける部分には、止めるボタンがあります",
        "en": "What keeps moving has a button that stops it",
    },
    failed={
        "marquee": {
            "ja": "marquee で流れ続ける文字があり、止めるボタンが見当たりません（{count} か所）",
            "en": "Text in a marquee keeps moving, and no button that stops it was found ("
            "{count} places)",
        },
        "moves": {
            "ja": "自動で動き続ける部分があり、止めるボタンが見当たりません（{count} か所："
            "{examples}）",
            "en": "Something keeps moving by itself, and no button that stops it was found ("
            "{count} "
            "places: {examples})",
        },
        "writes": {
            "ja": "文字が自動で変わり続ける箇所があり、止めるボタンが見当たりません（{count} か所："
            "{examples}）",
            "en": "Text keeps changing by itself, and no button that stops it was found ({count} "
            "places: {examples})",
        },
    },
    fix={
        "ja": "自動で動かさないか、止めるボタンを近くに置きます。"
        '例：<button type="button" aria-pressed="false">スライドを一時停止</button>',
        "en": "Do not start by itself, or put a button beside it that stops it: "
        '<button type="button" aria-pressed="false">Pause slides</button>',
    },
    about={
        "ja": "注意を保ちにくい人は、動くものがあると文章を読めません。"
        "ゆっくり読む人や拡大して読む人は、読み終える前にスライドが替わってしまいます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/pause-stop-hide",
)


def check(motion_and_orientation: MotionAndOrientation) -> list[Verdict]:
    """Only a marquee is sure: of the rest it is not known whether it would have ended by itself."""
    moving = {
        item["selector"]: item
        for item in (*motion_and_orientation["endless"], *motion_and_orientation["moving"])
    }
    marquees = [item for item in motion_and_orientation["marquees"] if not item["stop"]]
    others = [item for item in moving.values() if not item["stop"]]
    found = []
    if marquees:
        found.append(failed("marquee", marquees))
    if others:
        examples = some(called(item) for item in others)
        found.append(failed("moves", others, certainty=Certainty.LIKELY, examples=examples))
    if texts := [item for item in motion_and_orientation["writing"] if not item["stop"]]:
        examples = some(called(item) for item in texts)
        found.append(failed("writes", texts, certainty=Certainty.LIKELY, examples=examples))
    seen = moving or motion_and_orientation["marquees"] or motion_and_orientation["writing"]
    return found or [clean("motion_and_orientation", motion_and_orientation, applies=seen)]
