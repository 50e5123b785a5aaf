"""Two gigabytes that a page goes on to receive after it has loaded: fetched, framed or shown."""

from collections.abc import Iterator

from tests.hostile.kinds import Kind
from tests.hostile.serving import Answer, Request, answer, flood, page

PART = b"\x00" * 1_000_000
PARTS = 2000
FETCH = """<script>
onload = () => setTimeout(async () => {
  const reader = (await fetch('/endless.bin')).body.getReader()
  while (!(await reader.read()).done);
}, %d)
</script>"""
LATE = {
    "/fetch.html": FETCH % 0,
    "/fetch-late.html": FETCH % 4500,
    "/kept.html": "<script>onload = async () => { (await fetch('/endless.bin')).blob() }</script>",
    "/again.html": """<script>
onload = async () => { for (let n = 0; n < 500; n++) await (await fetch('/4mb.bin?' + n)).blob() }
</script>""",
    "/picture.html": "<img id=a alt='町の写真'><script>onload = () => { a.src = '/endless.png' }</script>",
    "/frame.html": "<iframe id=a title='地図'></iframe><script>onload = () => { a.src = '/endless.html' }</script>",
    "/worker.html": """<script>
onload = () => new Worker(URL.createObjectURL(new Blob([`
  (async () => {
    const reader = (await fetch('${location.origin}/flood.bin')).body.getReader()
    while (!(await reader.read()).done);
  })()`])))
</script>""",
}
HONEST = {"/film.html": "<video src='/film.mp4' autoplay muted title='町の紹介'></video>"}


def endless(kind: str) -> Iterator[bytes]:
    yield answer(b"", kind=kind, Content_Length=str(len(PART) * PARTS))
    for _ in range(PARTS):
        yield PART


def answering(request: Request) -> Answer:
    path = request.path.partition("?")[0]
    if more := {**LATE, **HONEST}.get(path):
        return answer(page(f"{path} の案内", more))
    if path == "/flood.bin":
        return flood(PART, answer(b"", kind="application/octet-stream", Content_Length=""))()
    if path == "/4mb.bin":
        return answer(PART * 4, kind="application/octet-stream")
    kinds = {"bin": "application/octet-stream", "png": "image/png", "html": "text/html"}
    ending = path.rpartition(".")[2]
    return endless(kinds[ending]) if path.startswith("/endless.") else None


KINDS = {"pages": Kind(answering, pages=dict.fromkeys([*LATE, *HONEST], ("ok",)))}
