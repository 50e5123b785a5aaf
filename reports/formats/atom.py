"""An Atom feed (RFC 4287): what changed since an earlier survey, or else the results of this one.

Ids are UUIDs made of the survey and the site's code, so that a feed written again has the same.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, register_namespace

from minna.comparison import Comparison
from reports.comparison import gap_lines, opening, site_line
from reports.formats._request import ExportRequest, Format
from reports.formats._safe import child, plain_name, plain_text, utc, web_address, write_xml
from reports.i18n import format_date, status_label, t
from reports.reason_messages import reason_message
from reports.report_data import SiteEntry

FORMAT = Format("Atom feed", "changes.atom", "feed readers")
ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
register_namespace("", ATOM)


def write(request: ExportRequest) -> Iterator[Path]:
    """One feed; its entries are sites, after one on all of them where surveys are compared."""
    run, lang, comparison = request.report.run, request.lang, request.comparison
    feed = Element(f"{{{ATOM}}}feed", {LANGUAGE: lang})
    since = f"{comparison.old.book}@{comparison.old.run}" if comparison else ""
    add(feed, "id", identifier("feed", since, run.id))
    if comparison:
        old, new = (format_date(day, lang) for day in (comparison.old.started, run.started))
        add(feed, "title", t("export.atom.changes", lang, old=old, new=new))
    else:
        add(feed, "title", t("export.atom.survey", lang, day=format_date(run.started, lang)))
    add(feed, "updated", utc(run.finished or run.started))
    add(add(feed, "author"), "name", "Minna")
    add(feed, "generator", "Minna", version=plain_text(run.versions.get("minna", "")) or "0")
    if comparison:
        text = "\n".join([*opening(comparison, lang), *gap_lines(comparison, lang)])
        add_entry(feed, request, ("all", since), t("compare.gap", lang), text, "")
    for entry in request.entries:
        text = changed(comparison, entry, lang) if comparison else result(entry, lang)
        if text:
            label = (entry.site.code, since)
            add_entry(feed, request, label, entry.site.name, text, entry.site.url)
    yield write_xml(request.out / "changes.atom", feed)


def changed(comparison: Comparison, entry: SiteEntry, lang: str) -> str:
    """What became of a site; nothing where neither its score nor a check says that it changed."""
    sites = [site for site in comparison.sites if site.code == entry.site.code]
    moved = [site for site in sites if site.checks or site.direction != "unsure"]
    return "\n".join(site_line(site, lang) for site in moved)


def result(entry: SiteEntry, lang: str) -> str:
    """A site's score with its interval, or why there is none."""
    score = entry.score
    if score.value is None:
        status, why = status_label(score.status, lang), reason_message(entry.reason, lang)
        return f"{status}: {why}" if why else status
    figures = {"value": score.value, "low": score.low, "high": score.high, "pages": entry.pages}
    sentence = t("export.score", lang, **figures)
    if score.status == "ok":
        return sentence
    return f"{status_label(score.status, lang)}: {sentence}"


def add_entry(
    feed: Element, request: ExportRequest, label: tuple[str, str], name: str, text: str, url: str
) -> None:
    """One entry, with a link where the site's address is one of the web."""
    run = request.report.run
    entry = add(feed, "entry")
    add(entry, "id", identifier("entry", *label, run.id))
    add(entry, "title", plain_name(name) or plain_name(label[0]))
    add(entry, "updated", utc(run.finished or run.started))
    if address := web_address(url):
        add(entry, "link", rel="related", href=address)
    add(entry, "content", text, type="text")


def add(parent: Element, tag: str, text: str = "", /, **attributes: str) -> Element:
    """A new element of Atom."""
    return child(parent, f"{{{ATOM}}}{tag}", text, **attributes)


def identifier(*parts: str) -> str:
    """A permanent id that says nothing of where the feed lies."""
    name = plain_text("\n".join(("minna", *parts)))
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"
