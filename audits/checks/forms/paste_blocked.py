"""Passwords and codes can be pasted.

Whoever cannot remember or copy a long password has it put in by a manager of passwords, or pastes
it; a field that refuses is a test of memory and of typing.
"""

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.facts.pasting import PastedField, Pasting
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.8",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ログイン欄への貼り付け", "en": "Pasting into fields of a login"},
    passed={
        "ja": "パスワードや認証コードの欄に貼り付けができます",
        "en": "Passwords and codes can be pasted",
    },
    failed={
        "blocked": {
            "ja": "パスワードや認証コードの欄で、貼り付けが妨げられているようです（{examples}）",
            "en": "Pasting into fields for passwords or codes seems to be blocked ({examples})",
        }
    },
    fix={
        "ja": "貼り付けを止めるスクリプトを外し、autocomplete を書きます。"
        '例：<input type="password" autocomplete="current-password">。',
        "en": "Remove the script that stops pasting, and say what the field is for: "
        '<input type="password" autocomplete="current-password">.',
    },
    about={
        "ja": "長いパスワードを覚えたり書き写したりするのが難しい人は、"
        "管理アプリの自動入力や貼り付けを使います。これを妨げると、ログインできなくなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F109",
)


def check(pasting: Pasting) -> Verdict:
    """Never certain: what a script does with a real hand's paste may differ."""
    asked = [item for item in pasting["items"] if is_of_login(item)]
    blocked = [item for item in asked if item["by"]]
    if not blocked:
        return clean("pasting", pasting, applies=asked)
    return failed("blocked", blocked, examples=some(item["html"][:60] for item in blocked))


def is_of_login(item: PastedField) -> bool:
    """Whether a field is one by which people log in, rather than choose a new password.

    >>> field = {"type": "password", "autocomplete": "", "passwords": 1}
    >>> is_of_login(field), is_of_login(field | {"passwords": 2})
    (True, False)
    """
    kinds = item["autocomplete"].split()
    if {"current-password", "one-time-code"} & set(kinds):
        return True
    return item["passwords"] == 1 and "new-password" not in kinds
