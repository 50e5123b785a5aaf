"""Audio and video say what they are.

A screen reader meets a player and says “video”, or “play”; without a name nobody can tell whether
it is worth listening to.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks.media._recordings import is_decoration
from audits.facts.document import Document
from audits.facts.media import Media, Recording
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.1.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "音声や動画の名前", "en": "The names of audio and video"},
    passed={
        "ja": "音声や動画には、何かが分かる名前か文章が添えられています",
        "en": "Audio and video have a name or a text that says what they are",
    },
    failed={
        "missing": {
            "ja": "何の音声・動画かを伝える名前や文章がないようです（{count} 個）",
            "en": "{count} recordings seem to have no name or text that says what they are",
        }
    },
    fix={
        "ja": "すぐ前に見出しや説明を置くか、aria-label で名前を付けます。"
        '例：<video controls aria-label="ごみの分け方（3分）" src="gomi.mp4"></video>。',
        "en": "Put a heading or a sentence right before it, or name it with aria-label: "
        '<video controls aria-label="How to sort waste (3 minutes)" src="waste.mp4"></video>.',
    },
    about={
        "ja": "画面の見えない人には「動画」「再生ボタン」としか伝わらず、"
        "何の動画か、再生してみるまで分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G68",
)


def check(media: Media, document: Document) -> Verdict:
    """What visitors can play; a heading above it or any text beside it is enough.

    A page of nothing but one recording, made to be shown in a frame, is named by its title.
    """
    playable = [m for m in media["items"] if m["shown"] and not is_decoration(m)]
    if not playable:
        return inapplicable()
    alone = len(playable) == 1 and not document["headings"] and not document["landmarks"]
    if alone and document["title"]:
        return passed()
    nameless = [m for m in playable if not is_named(m)]
    return failed("missing", nameless) if nameless else passed()


def is_named(item: Recording) -> bool:
    """Whether a name, a heading or a text tells what it is."""
    return any(item[where].strip() for where in ("name", "naming", "text"))
