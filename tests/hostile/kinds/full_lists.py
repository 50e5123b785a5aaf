"""As much as the looks take along of a page, and each of it long: links, fields, images, text, tables."""

from tests.hostile.planted import EITHER, script, slow

MANY = "document.querySelector('main').insertAdjacentHTML('beforeend', %s);"


def filled(markup: str, times: int, **letters: int) -> str:
    """A script that writes markup so many times; `{name}` in it is so many letters."""
    for name, length in letters.items():
        markup = markup.replace(f"{{{name}}}", f"${{'案内a '.repeat({length // 4})}}")
    each = f"Array.from({{length: {times}}}, (_, n) => `{markup}`).join('')"
    return script(MANY % each)


KINDS = {
    "lists": slow(
        {
            "links": (filled("<a href='/x${n}{long}'>{long}</a> ", 2500, long=600), EITHER),
            "fields": (
                filled(
                    "<label>{long}<input name='{long}' placeholder='{long}'></label>",
                    600,
                    long=1600,
                ),
                EITHER,
            ),
            "images": (
                filled("<img src='/x${n}.png' alt='{long}' title='{long}'>", 2500, long=400),
                EITHER,
            ),
        }
    ),
    "text": slow(
        {
            "blocks": (
                filled("<p style='color: #bbb'>{long}</p><h3>{long}</h3>", 2500, long=400),
                EITHER,
            ),
            "tables": (
                filled("<table><tr><td>{long}<td>${n}<tr><td>1<td>{long}</table>", 1000, long=400),
                EITHER,
            ),
            "spaces": (filled("<p>${' '.repeat(2000)}x${'　'.repeat(2000)}</p>", 1500), EITHER),
        }
    ),
}
