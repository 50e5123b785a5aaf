"""30,000 and 100,000 nodes: in a row, in tables, in shadow trees, one in another; the fault is last."""

from tests.hostile.planted import EITHER, FAULT, script, slow

BUILD = (
    "const add = (to, count) => { const all = document.createDocumentFragment();"
    "for (let n = 0; n < count; n++) all.append(Object.assign(document.createElement('p'), "
    "{textContent: '町' + n})); to.append(all); };"
)
LAST = f"document.body.insertAdjacentHTML('beforeend', '{FAULT}');"
TABLE = "<table>" + ("<tr>" + "<td>町" * 50) * 600 + "</table>"
DEEP = (
    "let e = document.body; for (let n = 0; n < %d; n++) { const d = document.createElement('div');"
    "e.append(d); e = d; } e.innerHTML = '<img src=/town.png>';"
)
TREES = (
    "for (let n = 0; n < 1500; n++) { const d = document.createElement('div'); document.body.append(d);"
    "d.attachShadow({mode: n % 2 ? 'open' : 'closed'}).innerHTML = '<p>町</p>'.repeat(5); }"
)
ONE_TREE = (
    "const d = document.createElement('div'); document.body.append(d);"
    "add(d.attachShadow({mode: 'closed'}), 100000);"
)

KINDS = {
    "flat": slow(
        {"large": (script(BUILD + "add(document.body, 100000);" + LAST), EITHER)}, first=""
    ),
    "others": slow(
        {
            "table": (TABLE + FAULT, EITHER),
            "trees": (script(TREES + LAST), EITHER),
            "tree": (script(BUILD + ONE_TREE + LAST), EITHER),
        },
        first="",
    ),
    "deep": slow(
        {"deep": (script(DEEP % 3000), EITHER), "deeper": (script(DEEP % 30000), EITHER)},
        first="",
    ),
}
