"""Scripts that never end: as the page loads, afterwards, on an event, in workers, in small pieces."""

from tests.hostile.planted import EITHER, NOT_SEEN, SEEN, script, slow

PIECES = (
    "const busy = (ms) => { const end = performance.now() + ms; while (performance.now() < end); };"
)
WORKERS = (
    "for (let n = 0; n < 4; n++) new Worker(URL.createObjectURL(new Blob(["
    "'const end = Date.now() + 20000; while (Date.now() < end);'])));"
)

KINDS = {
    "load": slow({"load": (script("for (;;);"), NOT_SEEN)}),
    "microtasks": slow(
        {
            "tasks": (
                script(
                    "setTimeout(() => { const f = () => Promise.resolve().then(f); f(); }, 900);"
                ),
                EITHER,
            )
        }
    ),
    "after": slow({"after": (script("setTimeout(() => { for (;;); }, 5000);"), EITHER)}),
    "pieces": slow(
        {
            "frames": (
                script(PIECES + "const f = () => { busy(150); requestAnimationFrame(f); }; f();"),
                EITHER,
            ),
            "timer": (script(PIECES + "setInterval(() => busy(250), 260);"), EITHER),
            "workers": (script(WORKERS), SEEN),
        }
    ),
}
