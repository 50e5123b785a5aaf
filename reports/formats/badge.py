"""A badge for each body: its score with the interval, or that it was not measured.

One pair of colours for all, of a contrast above 4.5:1: a colour by score would read as a verdict.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from reports.formats._request import ExportRequest, Format
from reports.formats._safe import child, plain_name, write_xml
from reports.i18n import format_date, status_label, t
from reports.report_data import SiteEntry

FORMAT = Format("Badge (SVG)", "SITE.svg", "web pages, as an image")
SVG = "http://www.w3.org/2000/svg"
HEIGHT, PADDING, NARROW, WIDE = 20, 8, 7, 12
"""In CSS pixels; the last two are the widths of a letter of 11 px, Latin and Japanese."""
LABEL, VALUE, TEXT = "#333333", "#1f4e79", "#ffffff"
FONTS = "Verdana, 'Hiragino Sans', 'Yu Gothic', 'Noto Sans JP', sans-serif"


def write(request: ExportRequest) -> Iterator[Path]:
    """A file for each site."""
    day = format_date(request.report.run.started, request.lang)
    for entry in request.entries:
        yield write_xml(request.out / f"{entry.slug}.svg", badge(entry, day, request.lang))


def badge(entry: SiteEntry, day: str, lang: str) -> Element:
    """Two fields of text; what a screen reader says names the body and the day as well."""
    label, value = t("export.badge.label", lang), badge_value(entry, lang)
    widths = [text_width(text) + 2 * PADDING for text in (label, value)]
    size = {"width": str(sum(widths)), "height": str(HEIGHT)}
    name = t("export.badge.title", lang, name=plain_name(entry.site.name), value=value, day=day)
    root = Element("svg", {"xmlns": SVG, **size, "role": "img", "lang": lang})
    root.set("viewBox", f"0 0 {sum(widths)} {HEIGHT}")
    root.set("aria-label", plain_name(name))
    child(root, "title", plain_name(name))
    left = 0
    for text, width, colour in zip((label, value), widths, (LABEL, VALUE), strict=True):
        child(root, "rect", x=str(left), width=str(width), height=str(HEIGHT), fill=colour)
        place = {"x": str(left + PADDING), "y": "14", "textLength": str(width - 2 * PADDING)}
        style = {"font-size": "11", "font-family": FONTS, "fill": TEXT, "aria-hidden": "true"}
        child(root, "text", text, **place, **style)
        left += width
    return root


def badge_value(entry: SiteEntry, lang: str) -> str:
    """The score with its interval; a provisional one says that it is; else the status."""
    score = entry.score
    if score.value is None:
        return plain_name(status_label(score.status, lang))[:40]
    figures = t("export.badge.value", lang, value=score.value, low=score.low, high=score.high)
    return figures if score.status == "ok" else f"{status_label(score.status, lang)[:40]} {figures}"


def text_width(text: str) -> int:
    """About how wide a text of 11 px is."""
    return sum(WIDE if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in text)
