"""Tell a page from what answers in its place.

Firewalls, log-ins, maintenance notices and parked domains answer in a site's place, often with
200. Who scores them scores the wrong thing, so crawler and audits ask here first. Signatures are
data: wording and markup seen in the answers of the products named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
NOTICES = {  # kind → pattern in the title or the words of a page that says little else
    "missing": r"(お探しの|ご指定の|指定された|アクセスした)(ページ|URL|ファイル).{0,14}"
    r"(見つかり|見付かり|あり|存在し|表示でき)ません|ページ(が|は)(見つかり|見付かり|存在し)ません"
    r"|ページ(が|は)(移動|削除)(または|もしくは|、|・|，|,)?(移動|削除)?(され|し)(た|て).{0,12}可能性"
    r"|^(error )?404\b|\b404 (error|not found)\b|^(page |file )?not found\b|\bpage not found\b",
    "maintenance": r"(メンテナンス|システム(停止|保守|点検)|保守(作業|点検)).{0,30}"
    r"(中|のため|により|実施|停止|休止)|(ただいま|現在|一時的に).{0,20}(停止|休止|閉鎖)(中|して|され)"
    r"|\b(under|scheduled|down for) maintenance\b|\bmaintenance mode\b"
    r"|\btemporarily (down|unavailable|offline)\b",
    "parked": r"\bdomain( name)? .{0,40}(is|may be) for sale\b|\bbuy this domain\b"
    r"|\b(this )?domain( name)? (has )?expired\b|\bdomain parking\b|\bparked (free|domain)\b"
    r"|このドメイン(名)?(は|が|を).{0,30}(売|販売|取得|購入|期限|失効|登録)"
    r"|ドメイン(名)?の(有効期限|登録期限).{0,12}(切れ|過ぎ|満了)"
    r"|\bweb ?site coming soon\b"
    r"|(ホームページ|コンテンツ)が(まだ)?(公開|アップロード)されていません",
    "login": r"ログイン|サインイン|会員認証|\blog ?in\b|\bsign ?in\b|パスワードを入力",
}
PARKED = r"(sedoparking|parkingcrew|bodis|dan|afternic|above)\.com/|d1hi41nc56pmug\.cloudfront"
PASSWORD = r"<input\b[^>]*type=[\"']?password"
DISASTER = (  # what a home page says that has made way for an emergency
    r"災害(時|用|モード).{0,8}(トップ|ホーム|緊急|簡易|軽量|専用).{0,4}ページ|災害モード(中|で|に)"
    r"|(緊急|災害)時?(用)?(の)?(簡易|軽量)版"
    r"|(簡易|軽量|緊急|災害)(版|用)?(の)?(トップ|ホーム)?ページ(を|に|へ)(表示|切り?替)"
    r"|emergency (home ?page|mode)"
)
USUAL = r"(通常|平常|普段)(時|版|用)?の?(トップ|ホーム|サイト)?(ページ)?(は|へ|を|に|の表示)"
ALARM = r"災害|地震|津波|台風|大雨|洪水|噴火|避難|特別警報|緊急"
SHORT = 600
"""Characters: a gate says little; a long page that speaks of refused access is about it."""
HEAD = 60_000
LINKS = 6
"""Links: a gate offers one or two, a page of a site its menus."""

LONG = 3000
"""Characters: a home page that has made way for an emergency is a short one."""

_link = re.compile(r"<a\s[^>]*href", re.I)
_headers = {n: (h, re.compile(p, re.I)) for n, (h, p) in HEADERS.items()}
_source = {n: re.compile(p, re.I | re.S) for n, p in SOURCE.items()}
_wording = {n: re.compile(p, re.I | re.S) for n, p in WORDING.items()}

_notices = {n: re.compile(p, re.I | re.S) for n, p in NOTICES.items()}


@dataclass(frozen=True, slots=True)
class NotAPage:
    """What answered in a page's place: the word for its status, and the sign it was known by."""

    kind: str  # challenge, login, maintenance, parked, missing, postponed
    sign: str


def not_a_page(
    status: int | None,
    headers: Mapping[str, str],
    title: str,
    text: str,
    html: str = "",
    *,
    is_home: bool = False,
) -> NotAPage | None:
    """What answered in a page's place, or None; the arguments are those of `challenge`.

    A home page that has made way for an emergency is `postponed`: it is read as usual by its
    residents, and audited another day. A log-in is a wall in a home page's place only: elsewhere it
    is a page with a form, unless it answers 401.

    >>> not_a_page(200, {}, "", "ただいまメンテナンス中です。").kind
    'maintenance'
    """
    gate = challenge(status, headers, title, text, html)
    if gate:
        return NotAPage("challenge", gate)
    words = " ".join(f"{title} {text}".split())
    if is_home and (sign := disaster(words)):
        return NotAPage("postponed", sign)
    if status in (404, 410):
        return None  # it says itself what it is
    if status == 401:
        return NotAPage("login", "HTTP 401")
    if re.search(PARKED, html[:HEAD], re.I) and len(words) <= SHORT:
        return NotAPage("parked", "parking service")
    if len(words) > SHORT or len(_link.findall(html)) >= LINKS:
        found = _notices["missing"].match(title.strip())  # menus stand around it as ever
        return NotAPage("missing", found[0]) if found else None
    for kind, pattern in _notices.items():
        found = pattern.search(title) or pattern.search(words)
        is_wall = is_home and re.search(PASSWORD, html, re.I)
        if found and (kind != "login" or is_wall):
            return NotAPage(kind, found[0][:40])
    return None


def disaster(words: str) -> str:
    """What shows that a home page has made way for an emergency, or "".

    >>> disaster("みんな町 災害時用トップページ 避難所の開設状況 通常のトップページはこちら")
    '災害時用トップページ'
    >>> disaster("みんな町 防災 災害時の備え くらし")
    ''
    """
    if len(words) > LONG or not re.search(ALARM, words):
        return ""
    found = re.search(DISASTER, words, re.I)
    if found and (len(words) <= SHORT or re.search(USUAL, words)):
        return found[0]
    usual = re.search(r"(通常|平常)(時|版|用)?の?(トップ|ホーム)ページ(は|へ|を|に)", words)
    return usual[0] if usual else ""


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
