"""Site checks on small made-up sites: each page is what its gatherers would say."""

from dataclasses import fields, replace

import pytest

from audits.judging import site_check_runner
from audits.judging.check_runner import page_check_metas as page_cards
from audits.judging.site_check_runner import SiteNotes, all_checks, all_metas
from audits.runner.runner import audit, judge_again
from audits.site_checks import MIN_PAGES
from minna.records import (
    SITE,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Outcome,
    Page,
    Run,
    Site,
    SiteCrawl,
)
from minna.settings import RunSettings
from minna.store import Store
from scoring.coverage import measured_pages, scored_checks
from scoring.pipeline import read_visits

BASE = "https://www.midori.example.jp"
MENU = ("くらし", "子育て", "しごと", "市政")
RUN = Run("r", "2026-11-25", None, "site", "", 1, RunSettings(), {})


def link(name, href=None, shown=True):
    return {"name": name, "href": href or f"{BASE}/{name}/", "shown": shown, "selector": "a"}


def menu(*links, part="header", nav=True):
    made = [link(one) if isinstance(one, str) else one for one in links]
    return {"selector": "ul", "html": "<ul>", "part": part, "nav": nav, "links": made}


def page(path, title="", heading="", menus=None, content=(), **more):
    title = title or f"{path} | みどり市"
    facts = {
        "document": {
            "url": f"{BASE}{path}",
            "title": title,
            "lang": "ja",
            "letters": {"kana": 100},
            "headings": [{"text": heading or path}],
        },
        "links": {"items": [link(one) if isinstance(one, str) else one for one in content]},
        "text": {"items": [{"ruby": False}] * 10},
        "navigation": {
            "menus": menus if menus is not None else [menu(*MENU)],
            "searches": [],
            "buttons": [],
            "choices": [],
            "languages": [],
            "widgets": [],
        }
        | more,
    }
    return Evidence("r", "s", f"{BASE}{path}", "desktop", "ok", facts=facts)


def site(*odd, pages=8, **same):
    """Like pages, of which the first ones are replaced by odd ones."""
    return [*odd, *(page(f"/{n}", **same) for n in range(len(odd), pages))]


def said(check, pages):
    notes = SiteNotes()
    for one in pages:
        notes.collect(one)
    [verdict] = [v for card, v in notes.verdicts() if card.id == check]
    return verdict


def outcome(check, pages):
    verdict = said(check, pages)
    return verdict.outcome, verdict.message


PASSED = (Outcome.PASSED, "")
NOTHING = (Outcome.INAPPLICABLE, "")


def failing(message):
    return Outcome.FAILED, message


OF_DOCUMENTS = sorted(check for check in all_checks() if check.startswith("pdf-"))
OF_PAGES = sorted(set(all_checks()) - set(OF_DOCUMENTS))


@pytest.mark.parametrize("check", OF_PAGES)
def test_of_too_few_pages_nothing_is_said(check):
    assert outcome(check, site(pages=MIN_PAGES - 1)) == (Outcome.UNTESTED, "few-pages")
    assert outcome(check, site(pages=MIN_PAGES))[0] != Outcome.UNTESTED


@pytest.mark.parametrize("check", OF_PAGES)
def test_pages_without_the_evidence_are_untested(check):
    blind = [Evidence("r", "s", f"{BASE}/{n}", "desktop", "ok") for n in range(9)]
    assert outcome(check, blind) == (Outcome.UNTESTED, "no-evidence")


def test_a_check_that_trips_over_a_page_is_untested():
    broken = page("/0")
    broken.facts["document"]["title"] = None
    assert outcome("repeated-titles", site(broken)) == (Outcome.UNTESTED, "check-error")


def test_different_pages_under_one_title_are_told():
    same = [page("/a", "お知らせ", "入札"), page("/b", "お知らせ", "休館日")]
    verdict = said("repeated-titles", site(*same))
    assert (verdict.outcome, verdict.data["count"]) == failing(2)
    assert [place["url"] for place in verdict.data["places"]] == [f"{BASE}/a", f"{BASE}/b"]


def test_the_parts_of_one_list_may_share_a_title():
    parts = [page(f"/list?p={n}", "新着一覧", "新着一覧") for n in range(3)]
    assert outcome("repeated-titles", site(*parts)) == PASSED


def test_a_logo_as_heading_does_not_tell_pages_apart():
    pages = [page(f"/{n}", "みどり市", "みどり市") for n in range(8)]
    assert outcome("repeated-titles", pages) == NOTHING
    for n, one in enumerate(pages):
        one.facts["document"]["headings"].append({"text": f"見出し{n}"})
    assert outcome("repeated-titles", pages) == failing("repeated")


def test_titles_that_differ_in_brackets_differ():
    pages = [page(f"/{n}", f"市の計画（その{n}）", f"計画{n}") for n in range(8)]
    assert outcome("repeated-titles", pages) == PASSED


def test_a_menu_in_another_order_is_told_for_sure_where_it_is_a_nav():
    moved = page("/0", menus=[menu("くらし", "しごと", "子育て", "市政")])
    verdict = said("navigation-order", site(moved))
    assert (verdict.outcome, verdict.message) == failing("order")
    assert verdict.certainty == Certainty.CERTAIN
    assert verdict.data["places"] == [
        {"url": f"{BASE}/0", "text": "くらし → しごと → 子育て → 市政"}
    ]


def test_a_list_of_links_that_is_no_nav_is_only_likely_a_menu():
    moved = page("/0", menus=[menu("しごと", "くらし", "子育て", "市政", part="", nav=False)])
    same = [menu(*MENU, part="", nav=False)]
    assert said("navigation-order", site(moved, menus=same)).certainty == Certainty.LIKELY


def test_a_menu_that_leaves_out_the_page_itself_keeps_its_order():
    without = page("/0", menus=[menu("くらし", "しごと", "市政")])
    assert outcome("navigation-order", site(without)) == PASSED


def test_a_list_that_changes_all_the_time_has_no_usual_order():
    lists = [MENU[n % 4 :] + MENU[: n % 4] for n in range(8)]
    pages = [page(f"/{n}", menus=[menu(*lists[n])]) for n in range(8)]
    assert outcome("navigation-order", pages) == NOTHING


def test_the_same_links_in_header_and_footer_are_two_menus():
    both = [menu(*MENU), menu(*reversed(MENU), part="footer", nav=False)]
    assert outcome("navigation-order", site(menus=both)) == PASSED


def test_a_shared_link_under_another_name_is_told():
    usual = [menu(*MENU, link("お問い合わせ", f"{BASE}/contact/"))]
    odd = page("/0", menus=[menu(*MENU, link("ご意見箱", f"{BASE}/contact/"))])
    verdict = said("same-names", site(odd, menus=usual))
    assert (verdict.outcome, verdict.message) == failing("names")
    assert verdict.data["examples"] == "「お問い合わせ／ご意見箱」"


@pytest.mark.parametrize(
    "name", ["お問い合わせ（担当課）", "お問合せ・お問い合わせ", "お問い合わせ "]
)
def test_a_longer_form_of_a_name_is_the_same_name(name):
    usual = [menu(*MENU, link("お問い合わせ", f"{BASE}/contact/"))]
    odd = page("/0", menus=[menu(*MENU, link(name, f"{BASE}/contact/"))])
    assert outcome("same-names", site(odd, menus=usual)) == PASSED


def test_another_name_beside_the_usual_one_is_fine():
    logo = [menu(*MENU, link("みどり市", f"{BASE}/"), link("ホーム", f"{BASE}/"))]
    crumbs = page("/0", menus=[menu(*MENU, link("みどり市", f"{BASE}/"), link("戻る", f"{BASE}/"))])
    assert outcome("same-names", site(crumbs, menus=logo)) == PASSED


def test_the_button_of_the_search_has_one_name():
    search = {"part": "header", "selector": "form", "html": "", "shown": True}
    odd = page("/0", searches=[search | {"button": "GO"}])
    pages = site(odd, searches=[search | {"button": "検索"}])
    assert outcome("same-names", pages) == failing("names")


def test_a_site_without_search_and_site_map_has_one_way_only():
    assert outcome("two-ways", site()) == failing("one")
    assert outcome("two-ways", site(content=["サイトマップ"])) == PASSED
    search = {"part": "header", "selector": "form", "html": "", "button": "", "shown": True}
    assert outcome("two-ways", site(searches=[search])) == PASSED


def test_a_menu_of_all_pages_is_a_second_way():
    everything = [menu(*(link(str(n), f"{BASE}/{n}") for n in range(8)))]
    assert outcome("two-ways", site(menus=everything)) == PASSED


def test_help_that_moves_is_told():
    contact = link("お問い合わせ", f"{BASE}/contact/")
    footer = [menu(*MENU), menu(contact, part="footer")]
    moved = page("/0", menus=[menu(*MENU, contact)])
    assert outcome("help-place", site(moved, menus=footer)) == failing("moves")
    none = page("/0")
    assert outcome("help-place", site(none, menus=footer)) == PASSED
    assert outcome("help-place", site()) == NOTHING


def test_the_accessibility_page_is_linked_from_everywhere():
    footer = [menu(*MENU), menu("ウェブアクセシビリティ", part="footer")]
    itself = page("/0", "アクセシビリティについて", menus=[])
    assert outcome("accessibility-page", site(itself, menus=footer)) == PASSED
    assert outcome("accessibility-page", site(page("/0"), menus=footer)) == failing("some")
    assert outcome("accessibility-page", site()) == failing("none")


def test_other_languages_are_offered_somewhere():
    assert outcome("language-versions", site()) == failing("none")
    assert outcome("language-versions", site(page("/0", content=["English"]))) == PASSED
    assert outcome("language-versions", site(page("/0", languages=["ja", "en"]))) == PASSED
    assert outcome("language-versions", site(languages=["ja"])) == failing("none")


def test_plain_japanese_is_offered_somewhere():
    assert outcome("easy-japanese", site()) == failing("none")
    assert outcome("easy-japanese", site(page("/0", content=["やさしい日本語"]))) == PASSED


def test_a_site_that_is_not_japanese_need_not_offer_plain_japanese():
    pages = site()
    for one in pages:
        one.facts["document"]["letters"]["kana"] = 0
    assert outcome("easy-japanese", pages) == outcome("language-versions", pages) == NOTHING


WELL = {
    "pages": 30,
    "tagged": True,
    "title": "児童手当 認定請求書",
    "shows_title": True,
    "lang": "ja-JP",
    "looked": 3,
    "letters": 900,
    "pictures": 1,
    "bookmarks": True,
}


def document(n=0, **other):
    facts = {"pdf": other if "problem" in other else WELL | other}
    return Evidence("r", "s", f"{BASE}/{n}.pdf", "document", "ok", facts=facts)


@pytest.mark.parametrize("check", OF_DOCUMENTS)
def test_a_file_made_well_passes_and_one_is_enough(check):
    assert outcome(check, [*site(), document()]) == PASSED


@pytest.mark.parametrize("check", OF_DOCUMENTS)
def test_of_documents_nothing_is_said_where_none_was_asked_for(check):
    notes = SiteNotes()
    for one in site():
        notes.collect(one)
    assert check not in {card.id for card, _ in notes.verdicts()}


@pytest.mark.parametrize(
    ("check", "message", "facts"),
    [
        ("pdf-links", "dead", {"problem": "HTTP 404"}),
        ("pdf-tags", "untagged", {"tagged": False}),
        ("pdf-title", "missing", {"title": ""}),
        ("pdf-title", "missing", {"title": "Microsoft Word - 様式1.doc"}),
        ("pdf-title", "missing", {"title": "sinsei.xlsx"}),
        ("pdf-language", "missing", {"lang": ""}),
        ("pdf-text", "scanned", {"letters": 0, "pictures": 3}),
        ("pdf-text", "scanned", {"letters": 4, "pictures": 3}),
        ("pdf-bookmarks", "missing", {"bookmarks": False}),
    ],
)
def test_what_a_file_lacks_is_told_with_its_address(check, message, facts):
    verdict = said(check, [document(0, **facts), document(1)])
    assert (verdict.outcome, verdict.message) == failing(message)
    assert [place["url"] for place in verdict.data["places"]] == [f"{BASE}/0.pdf"]
    assert verdict.data["count"] == 1
    sentence = all_metas()[check].failed[message]["ja"]
    assert "{" not in sentence.format(**verdict.data)


@pytest.mark.parametrize(
    ("check", "facts"),
    [
        ("pdf-tags", {"problem": "locked"}),
        ("pdf-text", {"problem": "unreadable"}),
        ("pdf-tags", {"letters": 0, "tagged": False}),
        ("pdf-language", {"letters": 0, "lang": ""}),
        ("pdf-bookmarks", {"pages": 4, "bookmarks": False}),
    ],
)
def test_of_a_file_that_cannot_be_judged_nothing_is_said(check, facts):
    assert outcome(check, [document(0, **facts)]) == NOTHING


def test_a_drawing_without_letters_is_no_scan():
    assert outcome("pdf-text", [document(0, letters=0, pictures=0)]) == PASSED


@pytest.mark.parametrize("check", sorted(all_checks()))
def test_a_card_speaks_both_languages(check):
    card = all_metas()[check]
    for words in (card.title, card.passed, card.fix, card.about, *card.failed.values()):
        assert {"ja", "en"} == set(words)
    texts = [str(getattr(card, f.name)) for f in fields(card)]
    assert not any(word in text for text in texts for word in ("準拠", "違反", "conform", "violat"))
    assert bool(card.criterion) == bool(card.level)
    assert card.criterion or card.impact == "minor"


def test_no_site_check_is_called_like_a_check_of_pages():
    assert not {card.id for card in page_cards()} & set(all_metas())


@pytest.fixture
def store():
    book = Store(":memory:")
    book.save([RUN, Site("r", "s", "みどり市", f"{BASE}/"), *site()])
    yield book
    book.close()


def test_what_is_found_is_kept_apart_from_what_is_found_on_pages(store):
    site_check_runner.judge_site(store, RUN, "s")
    findings = list(store.read(Finding))
    assert {(f.url, f.viewport) for f in findings} == {(f"{BASE}/", SITE)}
    assert {"two-ways", "accessibility-page"} <= {f.check for f in findings}
    [judged] = store.read(CheckOutcomes)
    assert judged.viewport == SITE and "repeated-titles" in judged.passed


def test_judging_anew_replaces_what_was_said(store):
    site_check_runner.judge_site(store, RUN, "s")
    before = list(store.read(Finding)), list(store.read(CheckOutcomes))
    site_check_runner.judge_site(store, RUN, "s")
    assert (list(store.read(Finding)), list(store.read(CheckOutcomes))) == before


def test_a_site_is_judged_through_one_window(store):
    phone = [Evidence("r", "s", e.url, "phone", "ok", facts=e.facts) for e in store.read(Evidence)]
    store.save(phone)
    assert {e.viewport for e in site_check_runner.site_evidence(store, RUN, "s")} == {"desktop"}
    store.delete(Evidence, viewport="desktop")
    assert {e.viewport for e in site_check_runner.site_evidence(store, RUN, "s")} == {"phone"}


def test_a_survey_that_was_killed_after_its_last_page_judges_the_site_when_it_goes_on(store):
    urls = [e.url for e in store.read(Evidence)]
    store.save(
        Page("r", "s", url, "fetched", sample_part="key", visit_order=n)
        for n, url in enumerate(urls)
    )
    store.save(Evidence("r", "s", url, "phone", "ok") for url in urls)
    store.save([SiteCrawl("r", "s", "ok")])
    audit(store, RUN, progress=lambda *_: None)
    assert site_check_runner.is_judged(store, RUN, "s")


def test_a_document_is_judged_with_its_site_and_never_as_a_page(store):
    store.save([document(0, tagged=False), SiteCrawl("r", "s", "ok")])
    judge_again(store, RUN, progress=lambda *_: None)
    rows = {(f.viewport, f.url) for f in store.read(Finding, check="pdf-tags")}
    assert rows == {(SITE, f"{BASE}/")}
    assert not store.count(CheckOutcomes, viewport="document")
    assert not store.count(Finding, url=f"{BASE}/0.pdf")


def test_a_site_of_which_nothing_was_measured_has_no_findings(store):
    store.delete(Evidence)
    site_check_runner.judge_site(store, RUN, "s")
    assert not site_check_runner.is_judged(store, RUN, "s")


def test_what_is_judged_of_the_site_measures_no_page(store):
    site_check_runner.judge_site(store, RUN, "s")
    for viewport in ("phone", "desktop"):
        store.save([CheckOutcomes("r", "s", f"{BASE}/1", viewport, ("axe:a",), (), (), (), ())])
    axe = CheckMeta("1.1.1", "serious", {}, {}, {}, {}, "A", id="axe:a")
    certain = replace(all_metas()["repeated-titles"], certainty=Certainty.CERTAIN)
    cards = {card.id: card for card in (axe, certain)}
    visits, touching = read_visits(store, RUN, cards)
    assert measured_pages(visits, scored_checks(visits, touching))["s"] == {f"{BASE}/1"}
