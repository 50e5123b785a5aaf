"""Tell a page from what answers in its place.

Firewalls, log-ins, notices and parked domains answer in a site's place, often with 200. Who scores
them scores the wrong thing, so crawler and audits ask here first. A notice is known by what the
answer is: its status, its title and main heading, and that there is no site around it; never by a
sentence in a page that has its menus. A false gate costs a town its score and an unnoticed one an
odd score, so that in doubt an answer is a page.
"""

from collections.abc import Mapping

from minna.block_pages.answer import MIN_SITE_LINKS, SHORT_TEXT, BlockPage, answer_of
from minna.block_pages.challenges import challenge_of
from minna.block_pages.closed import closed_of
from minna.block_pages.emergencies import emergency_of
from minna.block_pages.logins import login_of
from minna.block_pages.maintenance import maintenance_of
from minna.block_pages.missing import missing_of
from minna.block_pages.parked import parked_of
from minna.block_pages.structure import MAX_HTML

__all__ = [
    "MAX_HTML",
    "MIN_SITE_LINKS",
    "SHORT_TEXT",
    "BlockPage",
    "detect_block_page",
    "detect_waf_challenge",
]

MAX_SIGN = 40
"""Characters of a sign that are kept."""
DETECTORS = {"parked": parked_of, "missing": missing_of, "maintenance": maintenance_of}


def detect_block_page(
    status: int | None,
    headers: Mapping[str, str],
    title: str,
    text: str,
    html: str = "",
    *,
    url: str = "",
    is_home: bool = False,
) -> BlockPage | None:
    """What answered in a page's place, or None; the arguments are those of `detect_waf_challenge`.

    `url` distinguishes links that stay from links that leave. Only a home page can be `postponed`
    (it has made way for an emergency, and is audited another day), `closed`, or a wall of a
    `login`.

    >>> detect_block_page(200, {}, "", "ただいまメンテナンス中です。").kind
    'maintenance'
    """
    answer = answer_of(status, title, text, html, url, is_home=is_home)
    if sign := challenge_of(answer, headers):
        return BlockPage("challenge", sign)
    if answer.structure.is_cut or status in (404, 410):
        return None  # too long for a gate, or it says itself what it is
    if is_home and (sign := emergency_of(answer)):
        return BlockPage("postponed", sign[:MAX_SIGN])
    if sign := login_of(answer):
        return BlockPage("login", sign[:MAX_SIGN])
    for kind, sign_of in DETECTORS.items():
        if sign := sign_of(answer):
            return BlockPage(kind, sign[:MAX_SIGN])
    sign = closed_of(answer)
    return BlockPage("closed", sign) if sign else None


def detect_waf_challenge(
    status: int | None,
    headers: Mapping[str, str],
    title: str,
    text: str,
    html: str = "",
    url: str = "",
) -> str | None:
    """The gate that answered in a page's place, or None.

    `text` is the visible text, `html` the source where it is at hand. A missing page or a server
    in trouble (404, 410, 5xx but 503) is judged by products' marks alone, not by its words.

    >>> detect_waf_challenge(403, {}, "Access Denied", "You don't have permission.")
    'access denied'
    >>> detect_waf_challenge(200, {}, "みんな町", "防災情報 くらし 子育て") is None
    True
    """
    return challenge_of(answer_of(status, title, text, html, url), headers) or None
