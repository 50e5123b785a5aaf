"""Tell a page from the gate in front of it.

Firewalls and bot checks answer in the site's place, often with 200. Who scores them scores the
wrong thing, so crawler and audits ask here first. Signatures are data: wording and markup seen
in the answers of the products named.
"""

import re
from collections.abc import Mapping

HEADERS = {  # product → (header, pattern): set on its challenges alone
    "Cloudflare": ("cf-mitigated", r"challenge"),
    "AWS WAF": ("x-amzn-waf-action", r"challenge|captcha"),
}
SOURCE = {  # product → pattern in the first part of the HTML; only its gates have it
    "Imperva": r"_Incapsula_Resource\?[^\"']*(incident|edet|SWUDNSAI|CWUDNSAI)"
    r"|Request unsuccessful\. Incapsula incident ID",
    "Cloudflare": r"/cdn-cgi/challenge-platform/[^\"']*orchestrate|window\._cf_chl_opt"
    r"|id=[\"']cf-(challenge|error-details)|cf-browser-verification",
    "Akamai": r"errors\.edgesuite\.net|sec-if-cpt-container|/_sec/cp_challenge/",
    "DataDome": r"(geo\.captcha-delivery\.com|ct\.captcha-delivery\.com)/",
    "PerimeterX": r"id=[\"']px-captcha|window\._pxAppId[^<]{0,400}block",
    "Radware": r"validate\.perfdrive\.com|Radware (Captcha|Bot Manager) (Page|Captcha)",
    "AWS WAF": r"awsWafCookieDomainList|\.awswaf\.com/[^\"']*/challenge\.js",
    "Sucuri": r"Sucuri WebSite Firewall - Access Denied|sucuri_cloudproxy_js",
    "F5": r"The requested URL was rejected\. Please consult with your administrator"
    r"|/TSPD/[0-9a-f]{8,}",
    "SiteGuard": r"SiteGuard.{0,80}(Detected|blocked|検出|遮断)",
    "DDoS-Guard": r"check\.ddos-guard\.net|ddos-guard.{0,40}Checking",
}
WORDING = {  # kind → pattern in the title or the words of a page that says little else
    "access denied": r"\bAccess (to this (page|site) (has been|is|was) )?(denied|blocked)\b"
    r"|\byou have been blocked\b|\bRequest (blocked|rejected)\b|\bWeb Page Blocked\b",
    "アクセス拒否": r"アクセス(が|は|を)?(拒否|遮断|制限|ブロック)(され|し)(まし|てい|ます)"
    r"|(不正な?アクセス|不正な?リクエスト)(を検知|と判断|として|の可能性)"
    r"|(海外|国外)からの(アクセス|接続)(は|を)?(制限|遮断|お断り|拒否)"
    r"|閲覧する権限が(ありません|ない)|アクセス権(限)?がありません",
    "bot check": r"\bchecking (your browser|if the site connection is secure)\b"
    r"|\bverify(ing)? (that )?you are (a )?human\b|\bare you a robot\b|\bjust a moment\b"
    r"|\battention required\b|\bunusual traffic\b|\bsecurity (check|verification)\b"
    r"|\bcomplete the captcha\b|ロボットではない|人間であることを確認|画像認証を行って",
    "script gate": r"\b(please )?enable (javascript|js)( and cookies)? to (continue|proceed)\b"
    r"|\bjavascript is (required|disabled)\b.{0,60}\b(continue|proceed|browser)\b"
    r"|java ?script ?を有効に(して|し).{0,30}(再|もう一度|アクセス|続)",
}
SHORT = 600
"""Characters: a gate says little; a long page that speaks of refused access is about it."""
HEAD = 60_000
LINKS = 6
"""Links: a gate offers one or two, a page of a site its menus."""

_link = re.compile(r"<a\s[^>]*href", re.I)
_headers = {n: (h, re.compile(p, re.I)) for n, (h, p) in HEADERS.items()}
_source = {n: re.compile(p, re.I | re.S) for n, p in SOURCE.items()}
_wording = {n: re.compile(p, re.I | re.S) for n, p in WORDING.items()}


def challenge(
    status: int | None, headers: Mapping[str, str], title: str, text: str, html: str = ""
) -> str | None:
    """The gate that answered in a page's place, or None.

    `text` is the visible text, `html` the source where it is at hand. A missing page or a server
    in trouble (404, 410, 5xx but 503) is judged by products' marks alone, not by its words.

    >>> challenge(403, {}, "Access Denied", "You don't have permission to access this server.")
    'access denied'
    >>> challenge(200, {}, "みんな町", "防災情報 くらし 子育て") is None
    True
    """
    lowered = {name.lower(): value for name, value in headers.items()}
    for product, (header, found) in _headers.items():
        if found.search(lowered.get(header, "")):
            return product
    words = " ".join(f"{title} {text}".split())
    if len(words) > SHORT:
        return None
    for product, found in _source.items():
        if found.search((html or text)[:HEAD]):
            return product
    if status in (404, 410) or (status != 503 and (status or 0) >= 500):
        return None
    if len(_link.findall(html)) >= LINKS:
        return None
    return next((kind for kind, found in _wording.items() if found.search(words)), None)
