"""The main content is soon reached by ear.

A screen reader speaks a page from its top. The rates are miChecker's: 375 letters a minute, and a
short rest at the end of each line.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.speech_before_main import SpeechBeforeMain, SpokenSkip
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "本文までの読み上げ時間", "en": "The time until the main content is heard"},
    passed={
        "ja": "音声読み上げで、本文まで早くたどり着けます",
        "en": "The main content is soon reached by ear",
    },
    failed={
        "far": {
            "ja": "音声読み上げで聞くと、本文まで約 {seconds} 秒かかり、"
            "読み飛ばすリンクもありません",
            "en": "By ear it takes about {seconds} seconds to the main content, and no link "
            "skips them",
        },
        "late": {
            "ja": "本文へ移動するリンクはありますが、"
            "音声読み上げで約 {seconds} 秒聞いた後にあります",
            "en": "A link leads to the main content, but it comes after about {seconds} seconds",
        },
    },
    fix={
        "ja": "ページの先頭に、本文へ移動するリンクを置きます。"
        '例：<a href="#main">本文へ移動</a> … <main id="main">。',
        "en": 'Put a link to the main content at the very top: <a href="#main">Skip to '
        'content</a> … <main id="main">.',
    },
    whole_page=True,
    about={
        "ja": "画面を見ない人は、ページを先頭から聞きます。"
        "メニューが長いと、ページを開くたびに何分も待つことになります。"
    },
    more="https://www.soumu.go.jp/main_sosiki/joho_tsusin/b_free/michecker.html",
)

LETTER = 60 / (488 / 1.3)
"""Seconds a letter takes; this and the next are those of calcTimeJp in
https://github.com/eclipse-actf/org.eclipse.actf, VisualizeColorUtil.java"""
LINE = 0.6
LIMIT = 120
"""Seconds: what is further away miChecker calls far."""


def check(speech_before_main: SpeechBeforeMain) -> Verdict:
    """Headings and landmarks help those who know of them; everybody finds a link at the top."""
    main, skip = speech_before_main["main"], speech_before_main["skip"]
    if not main:
        return inapplicable()
    seconds = spoken(speech_before_main)
    if seconds <= LIMIT:
        return passed()
    if skip is None:
        return failed("far", [main], seconds=seconds)
    if spoken(skip) > LIMIT:
        return failed("late", [skip], seconds=spoken(skip))
    return passed()


def spoken(before: SpeechBeforeMain | SpokenSkip) -> int:
    """Seconds until something is heard, in tens: more would only seem exact.

    >>> spoken({"chars": 375, "lines": 100})
    120
    """
    seconds = float(before["chars"]) * LETTER + float(before["lines"]) * LINE
    return round(seconds / 10) * 10
