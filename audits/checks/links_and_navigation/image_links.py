"""A link to a bare image says that it leads to an image.

Behind such a link there is no page: no text, no heading, no way back but the browser's, and nothing
that speaks to those who do not see.
"""

import re
from urllib.parse import urlsplit

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "画像ファイルへのリンク", "en": "Links to image files"},
    passed={
        "ja": "画像ファイルへのリンクには、その旨が書かれています",
        "en": "Links to image files say so",
    },
    failed={
        "unannounced": {
            "ja": "画像ファイルに直接つながり、それと分からないリンクが {count} 個あります（"
            "{examples}）",
            "en": "{count} links lead right to an image file without saying so ({examples})",
        }
    },
    fix={
        "ja": "リンクに画像であることを書き、同じ内容を文字でも載せます。"
        '例：<a href="chizu.png">会場の地図（画像）</a>。',
        "en": "Say that it is an image, and give its content as text too: <a "
        'href="map.png">Map of the '
        "venue (image)</a>.",
    },
    about={
        "ja": "画像だけが開くと、画面が見えない人には何も伝わりません。"
        "画像のファイルには、代替テキストを付けられないからです。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G94",
)

IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?)$", re.IGNORECASE)
SAID = re.compile(
    r"画像|写真|図|拡大|イラスト|ポスター|チラシ|地図|マップ|jpe?g|png|gif|image|photo|picture|enlarge|map",
    re.IGNORECASE,
)


def check(links: Links) -> Verdict:
    """Advice: the words of the link, or of the picture in it, may say so."""
    leading = [link for link in links["items"] if leads_to_image(link["href"])]
    if not leading:
        return inapplicable()
    silent: list[Link] = [link for link in leading if not SAID.search(link["name"])]
    if not silent:
        return passed()
    return failed("unannounced", silent, examples=some(link["name"][:30] or "—" for link in silent))


def leads_to_image(href: str) -> bool:
    """Whether an address is that of an image file.

    >>> leads_to_image("https://example.jp/a/map.PNG?x=1"), leads_to_image("https://example.jp/")
    (True, False)
    """
    try:
        return bool(IMAGE.search(urlsplit(href).path))
    except ValueError:
        return False
