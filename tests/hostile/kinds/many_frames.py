"""Frames: 400 of them, 50 deep, that load each other anew, come and go, or hang."""

from tests.hostile.planted import EITHER, SEEN, faulty, script, slow

FRAMES = "".join(f"<iframe title='{n}' srcdoc='<p>{n}'></iframe>" for n in range(400))
DEEP = script(
    "let inner = document; for (let depth = 0; depth < 50; depth++) {"
    "const frame = inner.createElement('iframe'); frame.title = '内'; inner.body.append(frame);"
    "inner = frame.contentDocument; inner.body.innerHTML = '<p>' + depth; }"
    "inner.body.innerHTML = '<img src=/town.png>';"
)
EACH_OTHER = "".join(
    f"<iframe name={one} title={one} srcdoc='<p>{one}<script>setInterval(() => "
    f"parent.{other}.location.reload(), 10)</script>'></iframe>"
    for one, other in ("ab", "ba")
)
CHURN = script(
    "setInterval(() => { for (let n = 0; n < 20; n++) { const frame = "
    "document.createElement('iframe'); document.body.append(frame); frame.remove(); } }, 5);"
)
HANGS = (
    "<iframe title='x' srcdoc='<script>setTimeout(() => { for (;;); }, 1500)</script>'></iframe>"
)

KINDS = {
    "400": slow({"many": (FRAMES, EITHER)}),
    "deep": faulty({"deep": (DEEP, SEEN)}),
    "restless": slow({"reload": (EACH_OTHER, EITHER), "churn": (CHURN, EITHER)}),
    "hung": slow({"hung": (HANGS, EITHER)}),
}
