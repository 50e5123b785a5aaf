"""What the browser tells its driver of without end: requests, frames, workers, sockets, documents."""

from tests.hostile.planted import EITHER, script, slow


def again(code: str, times: int = 30, wait: int = 5) -> str:
    """A script that does something so many times every few milliseconds."""
    return script(
        f"setInterval(() => {{ for (let n = 0; n < {times}; n++) {{ {code} }} }}, {wait});"
    )


BLOB = "URL.createObjectURL(new Blob(['%s'], {type: 'text/javascript'}))"
FRAME = "const f = document.createElement('iframe'); f.title = 'x'; document.body.append(f); "
WITHIN = "const d = f.contentWindow; d.setInterval(() => { for (let i = 0; i < 50; i++) %s; }, 3);"
NESTED = (
    "onmessage = () => { for (let n = 0; n < 50; n++) new Worker(location.href).postMessage(0); };"
)

KINDS = {
    "requests": slow(
        {
            "blobs": (
                script(f"const u = {BLOB % 'x'};") + again("fetch(u);", 60),
                EITHER,
            ),
            "pictures": (
                again("new Image().src = 'data:image/png;base64,' + n + Math.random();", 60),
                EITHER,
            ),
            "posts": (
                again("fetch('/x?' + n, {method: 'POST', body: 'x'}).catch(() => 0);"),
                EITHER,
            ),
        }
    ),
    "sent": slow(
        {
            "beacons": (again("navigator.sendBeacon('/x', 'x');"), EITHER),
            "sockets": (again("new WebSocket(`ws://${location.host}/x`);", 5), EITHER),
            "violations": (
                "<meta http-equiv='Content-Security-Policy' content=\"img-src 'none'\">"
                + again("new Image().src = '/x.png?' + Math.random();", 60),
                EITHER,
            ),
        }
    ),
    "frames": slow(
        {
            "attached": (again(FRAME + "f.remove();", 20), EITHER),
            "led-on": (
                script(
                    f"{FRAME} setInterval(() => {{ f.src = 'about:blank?' + Math.random(); }}, 3);"
                ),
                EITHER,
            ),
            "opened": (
                script(FRAME) + again("f.contentDocument.open(); f.contentDocument.close();"),
                EITHER,
            ),
        }
    ),
    "said": slow(
        {
            "within": (script(FRAME + WITHIN % "d.console.log(i, {i})"), EITHER),
            "rejected": (script(FRAME + WITHIN % "d.Promise.reject(new d.Error(i))"), EITHER),
            "endless": (script("for (;;) console.log('町'.repeat(1000), {});"), EITHER),
        }
    ),
    "workers": slow(
        {
            "many": (again(f"new Worker({BLOB % 'close()'});", 5), EITHER),
            "shared": (again(f"new SharedWorker({BLOB % 'close()'});", 5), EITHER),
            "nested": (
                script(f"new Worker({BLOB % NESTED}).postMessage(0);"),
                EITHER,
            ),
        }
    ),
    "addresses": slow(
        {
            "titles": (again("document.title = '町' + Math.random();", 100), EITHER),
            "places": (again("location.hash = Math.random();", 100), EITHER),
            "downloads": (
                again(
                    f"Object.assign(document.createElement('a'), {{href: {BLOB % 'x'}, download: 'x'}}).click();"
                ),
                EITHER,
            ),
        }
    ),
}
