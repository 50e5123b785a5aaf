"""The kinds of barrier, their places, and what counts as found: without a browser but for one."""

import re
from collections import Counter

import pytest
from playwright.async_api import async_playwright

from benchmarks.claims import Count, Place, Way
from benchmarks.corpora import are_here
from benchmarks.injection import assets, results, visits
from benchmarks.injection import claims as injected_claims
from benchmarks.injection.catalog import (
    KINDS,
    NOT_ON_ONE_PAGE,
    PLACES,
    Case,
    Change,
    cases,
    kinds,
    read,
)
from benchmarks.injection.hosts import HostPage, HostSite, host_pages
from benchmarks.injection.plan import InjectedPage, baselines, fits, plan
from benchmarks.injection.results import Hit, Result, hits_on, missed, share_found
from benchmarks.injection.rewrite import JAPANESE, MARK, owner, parsed, rewrite, selector, suits
from benchmarks.injection.server import serving
from benchmarks.sealed import is_sealed
from benchmarks.sightings import LIKELY, SURE
from minna.criteria import criteria
from minna.records import Evidence, Finding

MADE_UP = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>町の案内</title>
<meta name="viewport" content="width=device-width"></head><body><a href="#main">本文へ</a>
<header><h2>町</h2></header><nav><a href="/a">くらし</a></nav><main id="main"><h1>案内</h1>
<p>一</p><h2>二</h2><p>三</p><img src="a.png" alt="橋"><form><label for="q">語</label>
<input id="q"><input aria-label="年"></form><p>四</p></main><footer>町役場</footer></body></html>"""


@pytest.fixture
def host(tmp_path):
    """A page of our own, so that no test needs the collection."""
    return made_up(tmp_path, MADE_UP)


def made_up(folder, text):
    (folder / "page.html").write_text(text, encoding="utf-8")
    site = HostSite("made-up", str(folder), "by hand", ("*.html",), "main")
    return HostPage(site, "page.html")


def in_english(folder):
    return made_up(folder, MADE_UP.replace('lang="ja"', 'lang="en"'))


def in_italian(folder):
    return made_up(folder, MADE_UP.replace('lang="ja"', 'lang="it"'))


def case_of(kind, name="a", *, is_clean=False):
    return next(c for c in cases() if (c.kind, c.name, c.is_clean) == (kind, name, is_clean))


def finding(check, *nodes, count=0, certainty="certain", message="odd"):
    return Finding(
        "r", "s", "p", "desktop", check, message, "failed", "serious", certainty,
        count or len(nodes) or 1, nodes,
    )  # fmt: skip


# The catalogue


def test_every_file_of_the_folder_is_a_kind():
    assert {kind.id for kind in kinds()} == {path.stem for path in KINDS.iterdir()}
    assert len(kinds()) >= 120


def test_every_criterion_that_one_page_can_show_has_a_kind_and_the_others_a_reason():
    shown = {criterion for kind in kinds() for criterion in kind.criteria}
    asked = {c.id for c in criteria().values() if c.level in ("A", "AA")}
    assert asked - shown == set(NOT_ON_ONE_PAGE)
    assert shown <= asked


def test_every_kind_has_four_variants_and_two_clean_twins_with_names_of_their_own():
    for kind in kinds():
        assert len(kind.variants) >= 4, kind.id
        assert len(kind.clean) >= 2, kind.id
        assert kind.source and kind.stops and kind.what
    assert max(Counter(case.id for case in cases()).values()) == 1
    assert max(Counter(case.key for case in cases()).values()) == 1


def test_no_two_cases_of_a_kind_are_the_same():
    done = Counter((case.kind, case.place, case.html, case.changes) for case in cases())
    assert [what for what, times in done.items() if times > 1] == []


def test_nine_kinds_of_ten_that_are_markup_come_in_japanese_and_in_english():
    markup = [kind for kind in kinds() if all(case.html for case in kind.variants)]
    both = [
        kind
        for kind in markup
        if len({bool(JAPANESE.search(case.html)) for case in kind.variants}) == 2
    ]
    assert len(both) >= 0.9 * len(markup)


def test_both_halves_hold_about_as_many_barriers():
    sealed = sum(is_sealed(case.id) for case in cases())
    assert 0.4 < sealed / len(cases()) < 0.6


def test_a_file_with_an_unknown_criterion_or_place_is_refused(tmp_path):
    text = 'what=""\ncriteria=["{c}"]\nsource=""\nstops=""\n[[variant]]\nname="a"\nplace="{p}"\n'
    text += 'html="<p>"\n[[clean]]\nname="a"\nhtml="<p>"\n'
    file = tmp_path / "odd.toml"
    for criterion, place in (("9.9.9", "main"), ("1.1.1", "cellar")):
        file.write_text(text.format(c=criterion, p=place), encoding="utf-8")
        with pytest.raises(ValueError, match=r"odd"):
            read(file)
    file.write_text(text.format(c="1.1.1", p="main"), encoding="utf-8")
    assert read(file).variants[0].place in PLACES


# Rewriting


def test_every_case_really_changes_a_page(tmp_path):
    hosts = []
    for make in (made_up_in_japanese, in_english, in_italian):
        folder = tmp_path / make.__name__
        folder.mkdir()
        hosts.append(make(folder))
    for case in cases():
        suiting = [host for host in hosts if suits(host, case)]
        assert suiting, case.id
        changed = rewrite(suiting[0], [case], 1).html
        assert changed != rewrite(suiting[0], [], 1).html, case.id
        assert f"<x-{case.key}>" not in changed, case.id
        assert "KEY" not in changed, case.id


def made_up_in_japanese(folder):
    return made_up(folder, MADE_UP)


def test_the_same_seed_finds_the_same_place_and_seeds_differ(host):
    case = case_of("image-no-alt")
    pages = [rewrite(host, [case], seed).html for seed in (1, 1, 2, 3, 4, 5, 6)]
    assert pages[0] == pages[1]
    assert len(set(pages)) > 1


def test_broken_markup_is_served_as_it_was_written(host):
    case = case_of("markup-broken")
    assert 'alt="港" alt="写真"' in rewrite(host, [case], 1).html


def test_a_change_is_made_on_a_marked_element_and_the_other_page_has_the_mark_alone(host):
    case = next(c for c in cases() if c.kind == "image-no-alt" and c.changes)
    done = rewrite(host, [case], 1)
    assert f'<img src="a.png" {MARK}="{case.key}">' in done.html
    assert f'<img src="a.png" alt="橋" {MARK}="{case.key}">' in done.unchanged


def test_an_element_is_renamed_with_all_that_is_in_it(host):
    renaming = Change("main h2", "every", "rename", ("div",))
    case = Case("k", "a", False, ("1.3.1",), False, "main", "", (renaming,))
    assert f'<div {MARK}="{case.key}">二</div>' in rewrite(host, [case], 1).html


def test_a_deleted_element_is_gone_and_an_absent_one_is_no_fault(host):
    actions = (Change("title", "one", "delete", (True,)), Change("video", "any", "delete", (True,)))
    case = Case("k", "a", False, ("2.4.2",), True, "main", "", actions)
    assert "<title" not in rewrite(host, [case], 1).html


def test_words_of_another_language_are_marked_as_such(host, tmp_path):
    japanese, english = case_of("heading-by-looks", "a"), case_of("heading-by-looks", "b")
    assert f'{MARK}="{japanese.key}">' in rewrite(host, [japanese], 1).html
    assert f'{MARK}="{english.key}" lang="en">' in rewrite(host, [english], 1).html


def test_nothing_is_put_where_it_may_not_be_seen(tmp_path):
    shut = '<main><div class="modal"><p>a</p></div><div hidden><p>b</p></div><p>c</p></main>'
    host = made_up(tmp_path, f"<html><head></head><body>{shut}</body></html>")
    case = case_of("image-no-alt")
    for seed in range(9):
        html = rewrite(host, [case], seed).html
        assert html.index("<p>c</p>") < html.index(case.key)


def test_scripts_that_build_the_page_anew_are_left_out(tmp_path):
    page = made_up(tmp_path, "<html><head><script src=a.js></script></head><body><main></main>")
    static = HostPage(HostSite("s", str(tmp_path), "", (), "main", is_static=True), page.path)
    assert "<script" in (parsed(page, page.text()).html or "")
    assert "<script" not in (parsed(static, static.text()).html or "")


def test_main_means_the_site_s_own_element_around_the_content(host):
    site = HostSite("s", host.site.folder, "", (), "#content")
    assert selector(HostPage(site, "p"), Change("main img", "one", "remove", ("alt",))) == (
        "#content img"
    )


# The plan


def test_every_case_is_dealt_out_once_and_again_to_the_same_page(host):
    chosen = [case for case in cases() if suits(host, case)]
    pages = plan(chosen, [host], 1)
    assert Counter(c.id for p in pages for c in p.cases) == Counter(c.id for c in chosen)
    assert pages == plan(list(reversed(chosen)), [host], 1)
    assert pages != plan(chosen, [host], 2)
    assert [p.host for p in baselines(pages)] == [host]


def test_cases_that_disturb_others_have_a_page_of_their_own(host):
    for page in plan([c for c in cases() if suits(host, c)], [host], 1):
        assert len(page.cases) == 1 or not any(case.is_alone for case in page.cases)
        assert len({case.is_clean for case in page.cases}) == 1
        assert len({case.kind for case in page.cases}) == len(page.cases)


def test_no_criterion_is_in_dispute_between_two_of_a_page():
    link, same = case_of("link-says-nothing"), case_of("link-is-an-address")
    assert not fits(link, [same])
    assert fits(case_of("image-no-alt"), [case_of("image-alt-file-name")])


# What counts as found


def page_with(host, *held):
    return InjectedPage(host, held, 1)


def test_a_finding_belongs_to_the_case_it_points_into(host):
    held = case_of("image-no-alt"), case_of("heading-by-looks")
    page = page_with(host, *held)
    findings = [finding("axe:image-alt", f"#{held[0].key}-part > p > img")]
    hits = hits_on(page, findings, [])
    assert [hit.check for hit in hits[held[0].key]] == ["axe:image-alt"]
    assert hits[held[1].key] == []


def test_a_path_without_ids_is_followed_in_the_page(host):
    case = case_of("image-no-alt")
    page = page_with(host, case)
    tree = parsed(host, page.rewritten.html)
    assert owner(tree, "body main div > p > img", [case.key]) == case.key
    assert owner(tree, "body > footer", [case.key]) == ""
    assert owner(tree, "iframe >>> img[", [case.key]) == ""


def test_what_the_page_had_before_is_not_new(host):
    case = next(c for c in cases() if c.kind == "image-no-alt" and c.changes)
    page = page_with(host, case, case_of("heading-by-looks"))
    said = finding("axe:image-alt", "main > img")
    assert hits_on(page, [said], [])[case.key]
    assert not hits_on(page, [said], [said])[case.key]


def test_what_is_said_of_the_page_belongs_to_the_one_case_of_its_criterion(host):
    title = case_of("title-says-nothing")
    said = finding("axe:document-title", "title")
    assert hits_on(page_with(host, title), [said], [])[title.key]
    assert not hits_on(page_with(host, title), [said], [said])[title.key]
    image = case_of("image-no-alt")
    assert not hits_on(page_with(host, image), [said], [])[image.key]


def test_a_page_that_was_not_measured_gives_no_result(host):
    page = page_with(host, case_of("image-no-alt"))
    without = page_with(host)
    broken = Evidence("", "", page.name, "desktop", "timeout")
    fine = Evidence("", "", without.name, "desktop", "ok")
    visits = {page.name: [broken], without.name: [fine]}
    assert results.results([page], {host.name: without}, visits) == []
    assert results.results([page], {host.name: without}, {without.name: [fine]}) == []


def test_a_case_that_nobody_can_see_gives_no_result(host):
    case = case_of("image-no-alt")
    page, without = page_with(host, case), page_with(host)
    evidence_by_page = {
        each.name: [Evidence("", "", each.name, "desktop", "ok", facts=facts)]
        for each, facts in ((page, {visits.FACT: [case.key]}), (without, {}))
    }
    assert results.results([page], {host.name: without}, evidence_by_page) == []
    evidence_by_page[page.name] = evidence_by_page[without.name]
    assert len(results.results([page], {host.name: without}, evidence_by_page)) == 1


def hit(strength=SURE, *own):
    return Hit("check", "odd", strength, own or ("1.1.1",))


def test_recall_counts_cases_and_not_findings():
    held = [Result(case, "s", ()) for case in cases()[:3]]
    held.append(Result(cases()[3], "s", (hit(), hit(LIKELY, "2.4.4"))))
    assert share_found(held, SURE) == "25.0 % (1 of 4)"


def test_advice_and_level_aaa_tell_nothing():
    case = case_of("image-no-alt")
    given = [Result(case, "s", (hit(), hit(SURE, "2.4.9"), Hit("region", "axe", SURE, ())))]
    assert [one.hits for one in results.telling(given)] == [(hit(),)]


def test_what_is_said_of_a_clean_twin_too_does_not_tell_the_barrier():
    barrier, other = case_of("image-no-alt"), case_of("image-alt-file-name")
    twin = case_of("image-no-alt", is_clean=True)
    given = [Result(case, "s", (hit(),)) for case in (barrier, other, twin)]
    assert [one.hits for one in results.telling(given)] == [(), (hit(),), (hit(),)]


def test_claims_are_true_of_a_barrier_and_false_of_a_twin_under_the_kind_s_own_criterion():
    barrier, twin = case_of("image-no-alt"), case_of("image-no-alt", is_clean=True)
    given = [
        Result(barrier, "s", (hit(), hit(), hit(LIKELY, "1.1.1", "2.4.4"), hit(SURE, "1.4.10"))),
        Result(twin, "s", (hit(), Hit("other", "odd", SURE, ("1.4.10",)))),
    ]
    halves = [Place("injection", "sealed" if is_sealed(r.case.id) else "open") for r in given]
    counted = injected_claims.count(given)
    sure = [Count(1), Count(0, 1)]
    expected = {Way("check", "odd", LIKELY): {halves[0]: Count(1)}}
    if halves[0] == halves[1]:
        expected[Way("check", "odd", SURE)] = {halves[0]: sum(sure, Count())}
    else:
        expected[Way("check", "odd", SURE)] = dict(zip(halves, sure, strict=True))
    assert counted == expected


def test_false_alarms_are_counted_by_check_and_by_twin():
    twin = case_of("image-no-alt", is_clean=True)
    other = Result(twin, "s", (hit(LIKELY, "1.4.10"),))
    table = results.false_alarms([Result(twin, "s", (hit(), hit(LIKELY))), other])
    # two twins of one id stand for one twin that was visited twice
    half, none = "50.0 % (1 of 2)", "0.0 % (0 of 2)"
    assert f"| any check | {half} | {half} | {half} | {half} |" in table
    table = results.false_alarms([other, Result(twin, "s", ())])
    assert f"| `check (odd)` | {none} | {half} | {none} | {none} |" in table


def test_no_list_and_no_row_of_a_kind_says_anything_of_the_sealed_half():
    held = [Result(case, "s", ()) for case in cases() if not case.is_clean]
    named = " ".join(missed(held))
    for result in held:
        assert is_sealed(result.case.id) == (f" {result.case.id} " not in named), result.case.id
    sealed = [result for result in held if is_sealed(result.case.id)]
    assert "| image-" not in results.by_kind(sealed)


def test_spread_names_the_lowest_and_the_highest_group():
    hit_case = Result(case_of("image-no-alt", "a"), "one", (hit(),))
    not_found = Result(case_of("image-no-alt", "b"), "two", ())
    alone = results.spread([hit_case, not_found], results.of_site, False)
    assert alone == ("two: 0.0 % (0 of 1)", "one: 100.0 % (1 of 1)")
    left_out = results.spread([hit_case, not_found], results.of_site, True)
    assert left_out == ("one: 0.0 % (0 of 1)", "two: 100.0 % (1 of 1)")


# What cases bring along


def test_every_address_that_a_case_brings_along_is_answered():
    asked = {
        address
        for case in cases()
        for address in re.findall(r"/_injected/[^\"')]+", case.html)
        if "missing" not in address
    }
    films = {address for address in asked if address.endswith(".mp4")}
    assert {a for a in asked - films if assets.asset(a) is None} == set()
    assert assets.asset("/_injected/missing.vtt") is None


# With the collection, and with a browser


@pytest.mark.skipif(not are_here(), reason="the collection is not beside this checkout")
def test_eight_sites_take_every_case_there_is():
    hosts = host_pages()
    assert len({host.site.name for host in hosts}) >= 8
    pages = plan(cases(), hosts, 1)
    assert sum(len(page.cases) for page in pages) == len(cases())
    assert len({page.name for page in pages}) == len(pages)


@pytest.mark.browser
@pytest.mark.asyncio
@pytest.mark.skipif(not are_here(), reason="the collection is not beside this checkout")
async def test_a_browser_sees_what_was_injected():
    host = next(page for page in host_pages() if page.site.name == "waic")
    page = page_with(host, case_of("image-no-alt"), case_of("zoom-blocked", "d"))
    without = page_with(host)
    evidence_by_page = {}
    with serving([page, without]) as addresses:
        async with async_playwright() as driver:
            browser = await visits.opened(driver)
            for each in (page, without):
                evidence_by_page[each.name] = [await visits.visited(browser, addresses[each.name])]
            await browser.close()
    outcomes = results.results([page], {host.name: without}, evidence_by_page)
    assert [result.is_found_as_such(SURE) for result in outcomes] == [True, True]
