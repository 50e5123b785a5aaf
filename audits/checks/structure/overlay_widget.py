"""No widget is laid over the page in place of mending it.

Overlay widgets change the page under the hands of those who brought their own aids, and leave most
barriers where they were: over 800 experts say so in the Overlay Fact Sheet.
"""

from urllib.parse import urlsplit

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.structure._overlays import OVERLAYS
from audits.facts.page_weight import PageWeight
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "アクセシビリティの補助ウィジェット", "en": "Accessibility overlay widgets"},
    passed={
        "ja": "知られている補助ウィジェットは使われていません",
        "en": "No known overlay widget is used",
    },
    failed={
        "found": {
            "ja": "補助ウィジェット（{products}）が使われています。"
            "ページそのものの問題は、これでは直りません",
            "en": "An overlay widget is used ({products}); it does not mend the page itself",
        }
    },
    fix={
        "ja": "ウィジェットに頼らず、HTML と CSS の問題を直します。文字の大きさや色は、"
        "利用者が自分のブラウザーやOSで変えられるように作ります（例：px でなく rem を使う）。",
        "en": "Mend the HTML and CSS instead, so that people can use the settings of their own "
        "browser and system, for instance by sizing text in rem rather than px.",
    },
    pillar="mobile",
    whole_page=True,
    about={
        "ja": "自分の読み上げソフトや拡大鏡を使う人の操作とぶつかり、かえって使えなくなる"
        "ことがあります。"
    },
    more="https://overlayfactsheet.com/",
)


def check(page_weight: PageWeight) -> Verdict:
    """By the host that a script comes from."""
    scripts = page_weight["scripts"]
    if not scripts:
        return inapplicable()
    found = [(s, product) for s in scripts if (product := product_of(s["src"]))]
    if not found:
        return passed()
    return failed("found", [s for s, _ in found], products=some(product for _, product in found))


def product_of(src: str) -> str:
    """The product whose script this is, or nothing.

    >>> product_of("https://cdn.userway.org/widget.js"), product_of("/js/app.js")
    ('UserWay', '')
    """
    host = urlsplit(src).hostname or ""
    return next(
        (name for own, name in OVERLAYS.items() if host == own or host.endswith(f".{own}")),
        "",
    )
