"""Dialogs in loops, on timers, on everything that a visitor does, and on leaving."""

from tests.hostile.planted import EITHER, EVENTS, NOT_SEEN, SEEN, script, slow

ALL_THREE = "() => { alert(1); confirm(2); prompt(3); }"
LEAVING = (
    "onbeforeunload = (event) => { event.preventDefault(); return event.returnValue = 'x'; };"
    "onpagehide = onunload = () => { for (;;); };"
)

KINDS = {
    "without end": slow({"loop": (script("while (true) alert(1);"), NOT_SEEN)}),
    "many": slow(
        {
            "many": (script("for (let n = 0; n < 60; n++) { alert(n); confirm(n); }"), SEEN),
            "timer": (script("setInterval(() => alert(1), 20);"), SEEN),
            "events": (script(EVENTS % ALL_THREE), SEEN),
            "huge": (script("alert('x'.repeat(2e7));"), SEEN),
            "print": (script("print(); setInterval(print, 30);"), SEEN),
            "leaving": (script(LEAVING), EITHER),
        }
    ),
}
