"""PDF files: which are asked for, what comes of it, and what they say of themselves."""

import io
import json

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler import parsing, pdf
from crawler.exclusion import DOCUMENT_FETCHED, DOCUMENT_FOUND
from minna.reasons import Code, Reason
from minna.records import DOCUMENT, Evidence, Page
from tests.test_crawler_crawl import Answer, crawl, html, town
from tests.test_crawler_site_crawler import HOME, answer, begin, by_url
from tests.test_crawler_site_crawler import visit as begin_visit

FILES = ("/a.pdf", "/b.pdf", "/c.pdf", "/d.xlsx")


@pytest.fixture
def file_facts(monkeypatch):
    """What is said of every file, without reading it."""
    facts = {"pages": 1}
    monkeypatch.setattr(parsing, "facts_of", lambda body: facts)
    return facts


def walk(wanted, respond):
    """A small town with files; what came of those that were asked for."""
    town_visit = begin_visit(documents=wanted)
    begin(town_visit, *FILES)
    collected = []
    while page := town_visit.next():
        is_file = page.reason == DOCUMENT_FOUND
        collected += town_visit.handle_response(
            page, respond(page) if is_file else answer(page, status=404)
        )
    return [record for record in collected if isinstance(record, Evidence)], town_visit


def file(page, status=200, body=b"%PDF-1.7"):
    return Response(page.url, status, body=body, request=Request(page.url))


def test_no_file_is_asked_for_unless_wanted(file_facts):
    assert walk(0, file)[0] == []


def test_so_many_pdf_files_are_asked_for_as_are_wanted_and_no_others(file_facts):
    visits, _ = walk(2, file)
    assert len({e.url for e in visits}) == 2
    assert {(e.viewport, e.status) for e in visits} == {(DOCUMENT, "ok")}
    assert all(e.url.endswith(".pdf") and e.facts == {"pdf": file_facts} for e in visits)
    assert len(walk(9, file)[0]) == 3


def test_the_same_files_are_drawn_every_time(file_facts):
    assert [e.url for e in walk(2, file)[0]] == [e.url for e in walk(2, file)[0]]


def test_a_file_that_is_not_there_is_a_fact(file_facts):
    [visit] = walk(1, lambda page: file(page, 404))[0]
    assert (visit.status, visit.facts["pdf"]["problem"]) == ("ok", "HTTP 404")


def test_a_page_under_the_name_of_a_file_is_no_file(file_facts):
    [visit] = walk(1, lambda page: file(page, body=b"<html>"))[0]
    assert (visit.status, visit.facts) == ("not_html", {})


def test_a_site_that_turns_us_away_is_asked_for_no_more_files(file_facts):
    [visits] = walk(3, lambda page: file(page, 403))[0]
    assert (visits.status, visits.reason) == ("http_error", "HTTP 403")


def test_a_file_that_robots_txt_forbids_is_left(file_facts):
    town_visit = begin_visit(documents=1)
    begin(town_visit, "/a.pdf")
    while (page := town_visit.next()) and page.reason != DOCUMENT_FOUND:
        town_visit.handle_response(page, answer(page, status=404))
    known_page, visit = town_visit.handle_error(page, "robots", Reason(Code.ROBOTS, path="/a.pdf"))
    assert (known_page.reason, visit.status) == (DOCUMENT_FETCHED, "robots")
    assert town_visit.next() is None
    assert town_visit.frame("ok").documents == 1


def test_a_visit_taken_up_again_asks_for_no_file_twice(file_facts):
    _, first = walk(2, file)
    pages = [Page("r", "s", HOME, "fetched", discovered_via="start"), *first.index.documents.pages]
    assert begin_visit(pages=pages, documents=2).next() is None
    assert by_url(first.index.documents.pages).keys() == {f"{HOME}{name[1:]}" for name in FILES}


def made(*, text="", picture=False, marked=False, title="", lang="", pages=1):
    """A small PDF file, written by hand."""
    catalog = "<< /Type /Catalog /Pages 2 0 R"
    catalog += " /MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot >>" * marked
    catalog += f" /Lang ({lang})" * bool(lang) + " >>"
    kids = " ".join(["3 0 R"] * pages)
    drawn = f"BT /F1 12 Tf 20 20 Td ({text}) Tj ET" * bool(text) + " /I Do" * picture
    things = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    things += " /XObject << /I 5 0 R >>" * picture + " >>"
    image = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    image += " /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    parts = [
        catalog,
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources {things} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        image,
        f"<< /Title ({title}) >>",
    ]
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, part in enumerate(parts, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{part}\nendobj\n".encode())
    start = out.tell()
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    out.write(f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{rows}".encode())
    out.write(f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R /Info 6 0 R >>\n".encode())
    out.write(f"startxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def test_a_file_made_well_says_so():
    body = made(text="Claim for child allowance", marked=True, title="Claim", lang="ja-JP")
    facts = pdf.facts_of(body)
    assert facts["bytes"] == len(body)
    assert (facts["tagged"], facts["title"], facts["lang"]) == (True, "Claim", "ja-JP")
    assert (facts["letters"], facts["pictures"], facts["bookmarks"]) == (22, 0, False)


def test_a_scan_is_pictures_without_letters():
    facts = pdf.facts_of(made(picture=True, pages=5))
    assert (facts["pages"], facts["looked"]) == (5, 3)
    assert (facts["letters"], facts["pictures"], facts["tagged"]) == (0, 3, False)


@pytest.mark.parametrize("body", [b"%PDF-1.7", b"%PDF-1.7\n" + b"x" * 5000, made()[:200]])
def test_a_broken_file_is_unreadable_and_breaks_nothing(body):
    assert pdf.facts_of(body)["problem"]


@pytest.mark.slow
def test_a_crawl_reads_the_files_that_it_was_told_to(tmp_path):
    sheet = {"Content-Type": "application/pdf"}
    answers = {
        "/": html("みどり市", "/a.pdf", "/secret.pdf"),
        "/robots.txt": Answer(b"User-agent: *\nDisallow: /secret", 200, {}),
        "/a.pdf": Answer(made(text="Claim", title="Claim"), 200, sheet),
        "/secret.pdf": Answer(made(), 200, sheet),
    }
    with town(answers) as served:
        store, [frame] = crawl(tmp_path, served.url, documents=5)
    by_name = {e.url.rpartition("/")[2]: e for e in store.read(Evidence)}
    assert {name: e.status for name, e in by_name.items()} == {
        "a.pdf": "ok",
        "secret.pdf": "robots",
    }
    assert by_name["a.pdf"].facts["pdf"]["title"] == "Claim"
    assert served.asked()["/secret.pdf"] == 0
    assert (frame.status, frame.documents) == ("ok", 2)
    assert json.dumps(by_name["a.pdf"].facts)
    store.close()
