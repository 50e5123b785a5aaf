"""Text that cannot be written down, and markup that once hung the crawl: halves of letters, escapes."""

from collections.abc import Iterator

from tests.hostile.kinds import Kind, pages_of
from tests.hostile.surveys import Surveyed

FESTIVAL = "夏祭りのお知らせ🎆" * 40
SEEN = {
    "/cut.html": f'<p style="color:#bbb">あ{FESTIVAL}</p>',
    "/title.html": "<script>document.title = '町\\ud83c のお知らせ'</script>",
    "/attribute.html": "<img src='x.png' id='half'><script>half.alt = '\\udf86町'; half.title = 'a\\ud83c'</script>",
    "/open.html": "<p>おわり</p><a " + 'x=""' * 40,
}
ODD = {
    "/address.html": "<script>history.replaceState(null, '', '?a=\\ud83c')</script>",
    "/escape.html": "<h2>\x1b[2J\x1b]0;町\x07</h2><script>document.title = '\\x1b[31m赤'</script>",
    "/marks.html": "<p>か" + "\u3099\u0301" * 100_000 + "</p>",
}


def escapes(survey: Surveyed, name: str) -> Iterator[str]:
    """Nothing of what a page says may steer a terminal, or whoever reads the report."""
    if "\x1b[2J" in survey.said:
        yield "an escape sequence reached the terminal"
    for file in (survey.folder / "out").rglob("*.*"):
        if file.suffix in (".html", ".csv") and "\x1b" in file.read_text(encoding="utf-8"):
            yield f"{file.name} holds an escape sequence"


KINDS = {
    "pages": Kind(
        pages_of(SEEN | ODD),
        pages=dict.fromkeys(SEEN, ("ok",)) | dict.fromkeys(ODD, ("ok", "timeout", "crashed")),
        check=escapes,
    )
}
