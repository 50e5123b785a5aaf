"""Pages that will not stay: history floods, windows without end, location loops, closing themselves."""

from dataclasses import replace

from tests.hostile.planted import EITHER, EVENTS, SEEN, faulty, script, slow
from tests.hostile.serving import Answer, Request

LOOPS = slow(
    {
        "now": (script("location.href = '?' + Math.random();"), EITHER),
        "late": (
            script("setTimeout(() => { location.href = '?' + Math.random(); }, 900);"),
            EITHER,
        ),
    }
)


def whatever_is_asked(request: Request) -> Answer:
    """The loops' pages, with whatever query."""
    return LOOPS.answering(replace(request, path=request.path.partition("?")[0]))


KINDS = {
    "history": slow(
        {
            "push": (
                script(
                    "setInterval(() => { for (let n = 0; n < 100; n++) history.pushState(0, '', '#' + Math.random()); }, 2);"
                ),
                EITHER,
            ),
            "long": (script("history.replaceState(0, '', '?' + 'x'.repeat(1900000));"), EITHER),
            "back": (
                script(
                    "history.pushState(0, '', '#a'); setInterval(() => { history.back(); history.forward(); }, 9);"
                ),
                (*EITHER, "not_html"),  # it goes back to where it came from, which is nowhere
            ),
        }
    ),
    "windows": slow(
        {
            "flood": (script("setInterval(() => open('about:blank', '_blank'), 30);"), EITHER),
            "hung": (
                script(
                    "const w = open('about:blank'); w && w.document.write('<script>for (;;);</' + 'script>');"
                ),
                EITHER,
            ),
            "events": (script(EVENTS % "() => open('/', '_blank', 'noopener')"), SEEN),
        }
    ),
    "closes": faulty({"closes": (script("open('', '_self'); close();"), EITHER)}),
    "loops": replace(LOOPS, answering=whatever_is_asked),
}
