"""Links that read alike lead to the same place.

Whoever hears the list of a page's links cannot tell two of the same name apart, and learns only
after the journey that it was the other one.
"""

import re
from collections import Counter, defaultdict
from urllib.parse import unquote, urlsplit

from audits.checks import cant_tell, failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Link, Links
from minna.addresses import INDEX, url_key
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="2.4.9",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "同じ文字のリンクの行き先", "en": "Where links that read alike lead"},
    passed={
        "ja": "同じ文字のリンクは、同じページに行きます",
        "en": "Links that read alike lead to the same page",
    },
    failed={
        "elsewhere": {
            "ja": "文字が同じで行き先が違うリンクが {count} 個あります（{examples}）",
            "en": "{count} links read alike and lead elsewhere ({examples})",
        },
        "perhaps": {
            "ja": "文字が同じで行き先が違うようなリンクが {count} 個あります（{examples}）。"
            "同じ内容のページか確かめてください",
            "en": "{count} links read alike and have other addresses ({examples}): please see "
            "whether "
            "the pages are the same",
        },
    },
    fix={
        "ja": "行き先ごとに違う名前にします。例：「お問い合わせ」を二つ並べず、"
        "<a>税務課へのお問い合わせ</a>、<a>福祉課へのお問い合わせ</a>とします。",
        "en": "Give each destination a name of its own: <a>Contact the tax office</a> and "
        "<a>Contact the welfare office</a> rather than “Contact” twice.",
    },
    about={
        "ja": "画面を読み上げて利用する人がリンクの一覧を聞くと、同じ名前が二つ並び、"
        "どちらが目的のリンクか分かりません。開いてから違うと気付いて戻ることになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/link-purpose-link-only",
)

FRONT = re.compile(r"/(?:main|top)\.(?:s?html?|php|aspx?|jsp|cgi)$", re.IGNORECASE)

Place = tuple[str, ...]


def check(links: Links) -> Verdict | list[Verdict]:
    """Two files of one folder may be copies of each other: there, a person must look."""
    alike: dict[str, dict[Place, tuple[Place, Link]]] = defaultdict(dict)
    counted: Counter[str] = Counter()
    for link in links["items"]:
        page, folder = destination(link["href"])
        if link["name"] and page and link.get("role", "link") == "link":
            name = re.sub(r"\s", "", link["name"]).lower()
            alike[name].setdefault(page, (folder, link))
            counted[name] += 1
    if not any(count > 1 for count in counted.values()):
        return inapplicable()
    found: dict[str, list[Link]] = {"elsewhere": [], "perhaps": []}
    for pages in alike.values():
        if len(pages) > 1:
            apart = len({folder for folder, _ in pages.values()}) > 1
            found["elsewhere" if apart else "perhaps"] += [link for _, link in pages.values()]
    told = {url_key: some(e["name"][:30] for e in elements) for url_key, elements in found.items()}
    verdicts = []
    if found["elsewhere"]:
        verdicts.append(failed("elsewhere", found["elsewhere"], examples=told["elsewhere"]))
    if found["perhaps"]:
        verdicts.append(cant_tell("perhaps", found["perhaps"], examples=told["perhaps"]))
    return verdicts or passed()


def destination(href: str) -> tuple[Place, Place]:
    """What of an address decides which page it is, and the folder it lies in; empty if unknown.

    >>> destination("https://www.example.jp/a/index.html#x")
    (('web', 'example.jp/a'), ('web', 'example.jp/a'))
    >>> destination("http://example.jp/a?p=2")
    (('web', 'example.jp/a?p=2'), ('web', 'example.jp'))
    >>> destination("javascript:void(0)")
    ((), ())
    """
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return (), ()
    if parts.scheme in {"mailto", "tel"}:
        return (parts.scheme, parts.path.lower()), (parts.scheme, parts.path.lower())
    if parts.scheme not in {"http", "https"}:
        return (), ()
    # Unlike the crawl, which would lose a page by it, we take a folder's main.html and top.html for
    # its front page, and %7E for ~: who says that two links lead apart must be sure of it.
    page = parts._replace(path=FRONT.sub("/", unquote(parts.path)))
    path = INDEX.sub("/", page.path)
    folder = page._replace(path=path.rpartition("/")[0], query="")
    return ("web", url_key(page.geturl())), ("web", url_key(folder.geturl()))
