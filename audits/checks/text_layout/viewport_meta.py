"""The page says that it fits a phone.

Without that a phone draws it as wide as a desk and shrinks it until nobody can read it.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.facts.document import Document
from audits.facts.layout import Layout
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "スマートフォン用の表示幅の指定", "en": "The width that a phone is told"},
    passed={
        "ja": "スマートフォンの画面の幅に合わせて表示されます",
        "en": "The page asks a phone for its own width",
    },
    failed={
        "missing": {
            "ja": "スマートフォンの幅に合わせる指定（viewport）がありません",
            "en": "The page does not say that it fits a phone (no viewport is given)",
        },
        "fixed": {
            "ja": "viewport の指定が画面の幅に合わせるものではありません（{content}）",
            "en": "The viewport given does not follow the screen ({content})",
        },
    },
    fix={
        "ja": "head に次の1行を置き、CSS も狭い画面に合わせます。"
        '例：<meta name="viewport" content="width=device-width, initial-scale=1">。',
        "en": "Put this line into the head, and fit the styles to narrow screens: "
        '<meta name="viewport" content="width=device-width, initial-scale=1">.',
    },
    pillar="mobile",
    whole_page=True,
    about={
        "ja": "指定がないページは縮小して表示され、文字が読めないほど小さくなります。"
        "住民の多くはスマートフォンで見ています。"
    },
)

PHONE = 500
FOLLOWS = re.compile(r"width\s*=\s*device-width", re.IGNORECASE)
SCALE = re.compile(r"initial-scale\s*=", re.IGNORECASE)


def check(document: Document, layout: Layout) -> Verdict:
    """Whether zooming is forbidden there is another rule's (axe's meta-viewport)."""
    if layout["screen"] > PHONE:
        return inapplicable()
    content = document["viewport"]
    if content is None:
        return failed("missing", [{"selector": "head", "html": "<head>"}])
    has_width = "width" in content.lower()
    if FOLLOWS.search(content) or (SCALE.search(content) and not has_width):
        return passed()
    html = f'<meta name="viewport" content="{content[:200]}">'
    return failed("fixed", [{"selector": "meta[name=viewport]", "html": html}], content=content)
