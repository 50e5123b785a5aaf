"""Changes without end: of text and classes, of styles that ask for layout, of animations."""

from tests.hostile.planted import EITHER, script, slow

MUTATIONS = (
    "const p = document.querySelector('p'); setInterval(() => { for (let n = 0; n < 300; n++) {"
    "p.className = 'c' + n; p.style.color = `rgb(${n % 200}, 0, 0)`; } }, 4);"
)
ANSWERS = (
    "new MutationObserver(() => { document.body.dataset.n = Math.random(); })"
    ".observe(document.body, {attributes: true}); document.body.dataset.n = 1;"
)
LAYOUT = (
    "setInterval(() => { document.body.style.width = 300 + Math.random() * 500 + 'px';"
    "document.body.offsetHeight; }, 2);"
)
ANIMATIONS = (
    "for (let n = 0; n < 1500; n++) { const i = document.createElement('i'); i.textContent = '町';"
    "document.body.append(i); i.animate([{opacity: 0}, {opacity: 1}], {duration: 900 + n, "
    "iterations: n % 2 ? Infinity : 1e6}); }"
)
NEW = "setInterval(() => document.body.animate([{opacity: 0}, {opacity: 1}], {duration: 1e5}), 5);"
AGAIN = (
    "const a = document.body.animate([{opacity: .9}, {opacity: 1}], 500); a.onfinish = () => a.play();"
    "setInterval(() => a.play(), 3);"
)

KINDS = {
    "changes": slow(
        {
            "mutations": (script(MUTATIONS), EITHER),
            "answers": (script(ANSWERS), EITHER),
            "layout": (script(LAYOUT), EITHER),
            "new": (script(NEW), EITHER),
            "again": (script(AGAIN), EITHER),
        }
    ),
    "animations": slow({"many": (script(ANIMATIONS), EITHER)}),
}
