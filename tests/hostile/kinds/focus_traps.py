"""Focus that is held, moved, refused or lost, and keys that are swallowed or hang the page."""

from tests.hostile.kinds import Kind, pages_of
from tests.hostile.planted import EITHER, SEEN, script, slow

FIELDS = "<button id='b'>送る</button> <label>名前 <input id='i'></label> <a href='/'>戻る</a>"
TOUCHED = ("--touch", "all")


def trap(code: str) -> str:
    return FIELDS + script(code)


KINDS = {
    "held": slow(
        {
            "swallowed": (
                trap("addEventListener('keydown', (e) => e.preventDefault(), true);"),
                SEEN,
            ),
            "given-back": (trap("addEventListener('focusout', () => b.focus(), true);"), SEEN),
            "circle": (
                trap("b.onblur = () => { i.focus(); b.focus(); }; i.onfocus = () => b.focus();"),
                SEEN,
            ),
            "timer": (trap("setInterval(() => i.focus(), 1);"), SEEN),
            "dialogs": (
                trap(
                    "const open = () => { const d = document.createElement('dialog');"
                    "d.innerHTML = '<button>閉じる</button><img src=/town.png>'; d.oncancel = (e) => e.preventDefault();"
                    "document.body.append(d); d.showModal(); d.onclose = open; };"
                    "open(); addEventListener('keydown', open, true);"
                ),
                SEEN,
            ),
            "removed": (trap("addEventListener('focusin', (e) => e.target.remove(), true);"), SEEN),
        },
        words=TOUCHED,
    ),
    "inert": Kind(  # an image that is inert while it is looked at has no fault
        pages_of(
            {"/inert.html": trap("setInterval(() => document.body.toggleAttribute('inert'), 7);")}
        ),
        pages={"/inert.html": SEEN},
        quick=False,
        words=TOUCHED,
    ),
    "hung": slow(
        {"hung": (trap("addEventListener('focusin', () => { for (;;); }, true);"), EITHER)},
        words=TOUCHED,
    ),
}
