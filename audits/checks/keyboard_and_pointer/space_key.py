"""What is told as a button is worked by the space bar, as buttons are.

A link with role=button answers Enter alone unless a script makes up for it: who was told “button”
presses the space bar, and the page scrolls.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.handlers import Handlers
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.1.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "ボタンとして伝わるリンクのキー操作", "en": "Keys of links told as buttons"},
    passed={
        "ja": "ボタンとして伝わるリンクは、キーの操作を受け取ります",
        "en": "Links that are told as buttons listen to keys",
    },
    failed={
        "deaf": {
            "ja": 'role="button" のリンクに、スペースキーで動かないものがあるようです'
            "（{count} か所：{examples}）",
            "en": "{count} links with role=button do not seem to react to the space bar "
            "({examples})",
        }
    },
    fix={
        "ja": "画面の中で何かを動かすものは <button> にします。"
        '例：<a href="#" role="button">開く</a> を <button type="button">開く</button> に直します。'
        '別のページへ移るものは、role="button" をはずしてリンクのままにします。',
        "en": 'Make what acts within the page a <button>: <button type="button">Open</button> '
        'rather than <a href="#" role="button">Open</a>. What leads to another page stays a link, '
        "without role=button.",
    },
    about={
        "ja": "画面を読み上げて利用する人には「ボタン」と読まれます。ボタンはスペースキーで押せる"
        "ものなので、押しても動かなければ、壊れていると受け取られます。"
    },
    more="https://www.w3.org/WAI/ARIA/apg/patterns/button/",
)


def check(handlers: Handlers) -> Verdict:
    """Keys may be heard further up: a link is deaf only if nobody above it listens to keys."""
    buttons = handlers["buttons"]
    deaf = [] if handlers["keys"] else [b for b in buttons if not b["keys"]]
    if deaf:
        return failed("deaf", deaf, examples=some(b["words"][:30] or "—" for b in deaf))
    return passed() if buttons else inapplicable()
