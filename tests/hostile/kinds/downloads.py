"""Pages that are offered as files, and pages that start downloads by themselves."""

from collections.abc import Iterator
from urllib.parse import quote

from tests.hostile.kinds import Kind, as_homes, for_browsers
from tests.hostile.serving import Answer, Request, answer, page

BODY = page("ファイル", "<p>町の案内。</p>")
DISPOSITIONS = {
    "attachment": "attachment",
    "with a name": "attachment; filename=\"a.html\"; filename*=UTF-8''" + quote("案内.html"),
    "a path": 'attachment; filename="../../../../tmp/minna-was-here.html"',
    "a long name": f'attachment; filename="{"a" * 5000}.html"',
    "inline": 'inline; filename="a.html"',
    "words": "町".encode().decode("latin-1"),
}
ANSWERS = {n: answer(BODY, Content_Disposition=told) for n, told in DISPOSITIONS.items()}
BY_ITSELF = {
    "/click.html": "<a id=a href='/file' download>取る</a><script>onload = () => a.click()</script>",
    "/many.html": """<a id=a href='/file' download='x'>取る</a><script>
onload = () => { for (let n = 0; n < 50; n++) a.click() }</script>""",
    "/frame.html": "<iframe src='/file' title='案内'></iframe>" * 5,
    "/data.html": """<a id=a download='町.bin'>取る</a><script>
onload = () => { a.href = URL.createObjectURL(new Blob([new Uint8Array(5e7)])); a.click() }</script>""",
    "/moves.html": "<script>onload = () => { location.href = '/file' }</script>",
    "/endless.html": "<script>onload = () => { location.href = '/endless' }</script>",
}
LEADING = ("/moves.html", "/endless.html")
"""Of them, those that the crawl does not take for pages, as they lead on."""


def endless() -> Iterator[bytes]:
    disposition = "attachment; filename=a.bin"
    yield answer(b"", Content_Length=str(2 * 10**9), Content_Disposition=disposition)
    for _ in range(2000):
        yield b"\x00" * 1_000_000


def by_itself(request: Request) -> Answer:
    if request.path == "/endless":
        return endless()
    if request.path == "/file":
        return answer(b"\x00" * 100_000, Content_Disposition="attachment; filename=a.bin")
    more = BY_ITSELF.get(request.path)
    return answer(page(f"{request.path} の案内", more)) if more else None


KINDS = {
    **as_homes(ANSWERS, frame=("ok", "not_html"), home=("ok", "not_html")),
    **for_browsers(ANSWERS, ("ok", "not_html"), quick=True),
    "by itself": Kind(
        by_itself,
        pages={path: ("ok",) for path in BY_ITSELF if path not in LEADING},
        left_out=dict.fromkeys(LEADING, "redirects to"),
        quick=False,
    ),
}
