"""Tell a page from what answers in its place.

Firewalls, log-ins, notices and parked domains answer in a site's place, often with 200. Who scores
them scores the wrong thing, so crawler and audits ask here first. A notice is known by what the
answer is: its status, its title and main heading, and that there is no site around it; never by a
sentence in a page that has its menus. A false gate costs a town its score and an unnoticed one an
odd score, so that in doubt an answer is a page.
"""

from collections.abc import Mapping

from minna.not_a_page.answer import LINKS, SHORT, NotAPage, answer_of
from minna.not_a_page.challenges import challenge_of
from minna.not_a_page.closed import closed_of
from minna.not_a_page.emergencies import emergency_of
from minna.not_a_page.logins import login_of
from minna.not_a_page.maintenance import maintenance_of
from minna.not_a_page.missing import missing_of
from minna.not_a_page.parked import parked_of
from minna.not_a_page.structure import MOST

__all__ = ["LINKS", "MOST", "SHORT", "NotAPage", "challenge", "not_a_page"]

SIGN = 40
"""Characters of a sign that are kept."""
IN_TURN = {"parked": parked_of, "missing": missing_of, "maintenance": maintenance_of}


def not_a_page(
    status: int | None,
    headers: Mapping[str, str],
    title: str,
    text: str,
    html: str = "",
    *,
    url: str = "",
    is_home: bool = False,
) -> NotAPage | None:
    """What answered in a page's place, or None; the arguments are those of `challenge`.

    `url` tells links that stay from links that leave. Only a home page can be `postponed` (it has
    made way for an emergency, and is audited another day), `closed`, or a wall of a `login`.

    >>> not_a_page(200, {}, "", "ただいまメンテナンス中です。").kind
    'maintenance'
    """
    answer = answer_of(status, title, text, html, url, is_home=is_home)
    if sign := challenge_of(answer, headers):
        return NotAPage("challenge", sign)
    if answer.structure.is_cut or status in (404, 410):
        return None  # too long for a gate, or it says itself what it is
    if is_home and (sign := emergency_of(answer)):
        return NotAPage("postponed", sign[:SIGN])
    if sign := login_of(answer):
        return NotAPage("login", sign[:SIGN])
    for kind, sign_of in IN_TURN.items():
        if sign := sign_of(answer):
            return NotAPage(kind, sign[:SIGN])
    sign = closed_of(answer)
    return NotAPage("closed", sign) if sign else None


def challenge(
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

    >>> challenge(403, {}, "Access Denied", "You don't have permission to access this server.")
    'access denied'
    >>> challenge(200, {}, "みんな町", "防災情報 くらし 子育て") is None
    True
    """
    return challenge_of(answer_of(status, title, text, html, url), headers) or None
