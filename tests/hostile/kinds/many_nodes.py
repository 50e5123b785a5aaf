"""30,000 and 100,000 nodes: in a row, in tables, in shadow trees, one in another; the fault is last."""

from tests.hostile.planted import EITHER, FAULT, faulty, script

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
    "flat": faulty({"large": (script(BUILD + "add(document.body, 100000);" + LAST), EITHER)}),
    "others": faulty(
        {
            "table": (TABLE + FAULT, EITHER),
            "trees": (script(TREES), EITHER),
            "tree": (script(BUILD + ONE_TREE), EITHER),
        }
    ),
    "deep": faulty(
        {"deep": (script(DEEP % 3000), EITHER), "deeper": (script(DEEP % 30000), EITHER)}
    ),
}
