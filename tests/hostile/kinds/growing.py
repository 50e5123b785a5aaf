"""Content that grows: on scrolling, on timers, whenever its size or the window's changes."""

from tests.hostile.planted import EITHER, script, slow

MORE = (
    "const more = (count) => { for (let n = 0; n < count; n++) document.body.append("
    "Object.assign(document.createElement('p'), {textContent: 'お知らせ' + n})); };"
)

KINDS = {
    "content": slow(
        {
            "scroll": (script(MORE + "onscroll = () => more(200); more(80);"), EITHER),
            "timer": (script(MORE + "setInterval(() => more(30), 10);"), EITHER),
            "resize": (script(MORE + "onresize = () => more(3000);"), EITHER),
            "observer": (
                script(MORE + "new ResizeObserver(() => more(20)).observe(document.body);"),
                EITHER,
            ),
        }
    ),
}
