"""Documents that are written anew, taken away, turned into another kind, or other at each look."""

from dataclasses import replace

from tests.hostile.planted import EITHER, SEEN, faulty, script

WRITE = "document.open(); document.write('<title>新</title><h1>新しい</h1><img src=/town.png>');"
CHANGES = (
    "let n = 0; setInterval(() => { n++; document.body.innerHTML = n % 2 ? '<h1>一</h1><img src=/t.png>' :"
    "'<h2>二</h2><img src=/t.png><table><tr><td>x</table>'; }, 37);"
)
SVG = (
    "setTimeout(() => document.replaceChild(document.createElementNS('http://www.w3.org/2000/svg', "
    "'svg'), document.documentElement), 2500);"
)

KINDS = {
    "written": faulty(
        {
            "late": (script(f"setTimeout(() => {{ {WRITE} document.close(); }}, 2000);"), SEEN),
            "again": (
                script(f"const f = () => {{ {WRITE} setTimeout(f, 100); }}; setTimeout(f, 500);"),
                EITHER,
            ),
            "open": (script(f"setTimeout(() => {{ {WRITE} }}, 300);"), EITHER),
        }
    ),
    # What is gone when we look has no fault any more.
    "gone": replace(
        faulty(
            {
                "late": (
                    script("setTimeout(() => document.documentElement.remove(), 2500);"),
                    (*EITHER, "missing"),
                ),
                "body": (
                    script("setInterval(() => document.body && document.body.remove(), 400);"),
                    (*EITHER, "missing"),
                ),
                "kind": (script(SVG), (*EITHER, "missing")),
                "changes": (script(CHANGES), SEEN),
            }
        ),
        check=None,
        quick=False,
    ),
}
