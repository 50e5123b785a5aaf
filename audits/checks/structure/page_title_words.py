"""The title of the page names the page.

It is the first thing a screen reader speaks, and the only name of the page among tabs, bookmarks
and search results.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.facts.document import Document
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.2",
    impact="serious",
    title={"ja": "ページタイトルの言葉", "en": "The words of the page title"},
    passed={
        "ja": "タイトルは「無題」やファイル名ではありません",
        "en": "The title is neither “untitled” nor a file name",
    },
    failed={
        "placeholder": {
            "ja": "タイトルが「{title}」のままで、ページの内容を表していません",
            "en": "The title is still “{title}”, which says nothing about the page",
        },
        "address": {
            "ja": "タイトルがファイル名やアドレス（{title}）になっています",
            "en": "The title is a file name or an address ({title})",
        },
        "vague": {
            "ja": "タイトルが「{title}」だけで、どのサイトのページか分からないようです",
            "en": "The title is only “{title}”, which may not tell whose page it is",
        },
    },
    fix={
        "ja": "「ページの内容 | 団体名」の形で、内容が分かるタイトルを付けます。"
        "例：<title>児童手当の申請 | みどり市</title>。",
        "en": "Name the page, then the site: <title>Child allowance | City of Midori</title>.",
    },
    whole_page=True,
    about={
        "ja": "タイトルは、音声読み上げで最初に読まれ、"
        "タブやお気に入り、検索結果でページの名前になります。"
        "「無題」が並ぶと、開いて確かめるほかありません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F25",
)

PLACEHOLDER = re.compile(
    r"無題(?:の?(?:ドキュメント|文書|ページ))?\s*\d*|名称未設定\S*|タイトル(?:なし|未設定)?"
    r"|ページタイトル|ページ名|新規(?:ページ|文書|ドキュメント)|新しいページ"
    r"|untitled(?:[ -](?:document|page))?[ -]?\d*|no title|(?:page ?)?title|new page[ -]?\d*"
    r"|document\d*",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|[\w%.~-]+\.(?:html?|xhtml|php|aspx?|jsp|cgi|pdf)|index|default",
    re.IGNORECASE,
)
VAGUE = re.compile(
    r"トップ(?:ページ)?|ホーム(?:ページ)?|home ?page|home|top ?page|top|page ?\d*", re.IGNORECASE
)


def check(document: Document) -> Verdict:
    """Judges the words only; a page without any title is another rule's (axe's document-title)."""
    title = document["title"].strip()
    if not title:
        return inapplicable()
    page = [{"selector": "title", "html": f"<title>{title}</title>"}]
    if PLACEHOLDER.fullmatch(title):
        return failed("placeholder", page, title=title)
    if ADDRESS.fullmatch(title):
        return failed("address", page, title=title)
    if VAGUE.fullmatch(title):
        return failed("vague", page, certainty=Certainty.LIKELY, title=title)
    return passed()
