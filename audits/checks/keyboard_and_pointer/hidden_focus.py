"""What is hidden from screen readers takes no focus.

Whoever listens to the page comes with the Tab key to something of which nothing is said, and no
longer knows where they are.
"""

from collections.abc import Iterator

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.facts._node import Node
from audits.facts.axe import Axe
from audits.facts.handlers import Handlers, HiddenPart, HiddenStop
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="4.1.2",
    impact="serious",
    title={
        "ja": "支援技術から隠した範囲の操作要素",
        "en": "Controls inside content hidden from assistive technology",
    },
    passed={
        "ja": "支援技術から隠した範囲に、フォーカスできる要素はありません",
        "en": "Nothing that is hidden from assistive technology takes focus",
    },
    failed={
        "stops": {
            "ja": 'aria-hidden="true" で隠されているのに、フォーカスできる要素が残っている部分が '
            "{count} か所あります",
            "en": 'Focusable elements remain inside aria-hidden="true" in {count} of the hidden '
            "parts",
        },
        "frames": {
            "ja": "フレームや部品の中に、隠されているのにフォーカスできる部分が {count} か所"
            "あるようです",
            "en": "{count} hidden parts inside frames or components seem to take focus",
        },
        "guards": {
            "ja": "隠された部分がフォーカスを受け取りますが、すぐ別の要素へ移すかもしれません"
            "（{count} か所）。Tab キーで確かめてください",
            "en": "{count} hidden parts take focus and may pass it on at once: please try the Tab "
            "key",
        },
    },
    fix={
        "ja": "使わせない部分は、hidden 属性や display: none で画面からもフォーカスからも"
        "外してください。画面に見せて使ってもらう部分であれば、aria-hidden 属性を取り除きます。"
        "例：閉じたメニューは <ul hidden>…</ul>",
        "en": "Take what is not to be used off the screen and out of the focus order with the "
        "hidden attribute or display: none. If it is shown and meant to be used, take aria-hidden "
        "away. Example: a closed menu is <ul hidden>…</ul>",
    },
    replaces=("aria-hidden-focus",),
    about={
        "ja": "スクリーンリーダーの利用者は、フォーカスが移っても何も読み上げられず、"
        "どこにいるのか分からなくなります。"
    },
    more="https://www.w3.org/WAI/standards-guidelines/act/rules/6cfa84/",
)


def check(axe: Axe, handlers: Handlers) -> Verdict | list[Verdict]:
    """Certain unless a script may pass focus on, as guards of dialogs do: keys show whether."""
    return list(faults(axe, handlers)) or inapplicable_or_passed(axe)


def faults(axe: Axe, handlers: Handlers) -> Iterator[Verdict]:
    """What certainly stops the Tab key, what may not, and what lies in frames."""
    parts = handlers.get("hidden", [])
    doubtful = [part for part in parts if is_doubtful(part)]
    sure = [part for part in parts if part not in doubtful]
    if sure:
        yield failed("stops", sure)
    if doubtful:
        yield cant_tell("guards", doubtful)
    if inner := list(in_frames(axe)):
        yield failed("frames", inner, certainty=Certainty.LIKELY)


def is_doubtful(part: HiddenPart) -> bool:
    """Whether a hidden part may be no stop: behind a dialog, or all its stops may be guards."""
    return bool(part["behind"]) or all(may_be_guard(stop) for stop in part["stops"])


def may_be_guard(stop: HiddenStop) -> bool:
    """Whether a stop that nobody sees may pass its focus on, or never be given it by Tab."""
    return stop["unseen"] and (stop["focus"] or (stop["empty"] and stop["keys"]))


def in_frames(axe: Axe) -> Iterator[Node]:
    """What axe found in frames and components, into which our own look does not go."""
    for rule in axe["violations"]:
        if rule["id"] == "aria-hidden-focus":
            yield from (node for node in rule["nodes"] if " >>> " in node["selector"])


def inapplicable_or_passed(axe: Axe) -> Verdict:
    """Where axe sees nothing hidden, there is nothing to judge."""
    return inapplicable() if "aria-hidden-focus" in axe["inapplicable"] else passed()
