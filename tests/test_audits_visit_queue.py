"""Which page is next: the sample in its order, then replacements from the reserve."""

from dataclasses import replace

import pytest

from audits.runner.runner import AuditRunner
from audits.runner.visit_queue import NOT_NEEDED, REPLACEMENT, VisitQueue, is_complete
from minna.records import Evidence, Page, Run, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store


def page(url, part, order, stratum="a"):
    return Page("r", "s", url, "fetched", sample_part=part, visit_order=order, stratum=stratum)


def visit_all(plan, failing=()):
    visited = []
    while page := plan.next():
        visited.append(page.url)
        plan.measured[page.url] = page.url not in failing
        assert len(visited) < 50, "the plan never ends"
    return visited


def test_pages_are_visited_in_the_order_that_was_fixed():
    plan = VisitQueue([page("b", "random", 2), page("a", "key", 1), page("c", "random", 3)])
    assert visit_all(plan) == ["a", "b", "c"]


def test_a_page_already_visited_is_not_visited_again():
    plan = VisitQueue([page("a", "key", 1), page("b", "random", 2)], {"a": True})
    assert visit_all(plan) == ["b"]


def test_a_random_page_that_fails_is_replaced_from_its_stratum():
    pages = [
        page("a", "random", 1, "x"),
        page("b", "random", 2, "y"),
        page("r1", "reserve", 3, "y"),
        page("r2", "reserve", 4, "x"),
    ]
    plan = VisitQueue(pages)
    assert visit_all(plan, failing={"a"}) == ["a", "b", "r2"]
    assert [p.sample_part for p in plan.pages if p.url == "r2"] == ["random"]
    assert [p.reason for p in plan.pages if p.url == "r2"] == [REPLACEMENT]


def test_key_pages_are_not_replaced():
    plan = VisitQueue([page("a", "key", 1), page("r", "reserve", 2)])
    assert visit_all(plan, failing={"a"}) == ["a"]


def test_a_site_whose_pages_all_fail_is_not_visited_for_ever():
    pages = [page("a", "random", 1), *(page(f"r{n}", "reserve", n + 2) for n in range(30))]
    assert len(visit_all(VisitQueue(pages), failing={p.url for p in pages})) == 2


def test_going_on_after_a_stop_replaces_no_page_twice():
    pages = [page("a", "random", 1), page("b", "random", 2), page("r1", "reserve", 3)]
    first = VisitQueue(pages, {"a": False, "b": True})
    promoted = first.next()
    again = VisitQueue([promoted, *pages[:2]], {"a": False, "b": True, promoted.url: True})
    assert again.next() is None


def measured_in_turn(plan):
    """The pages that are touched, if all pages go well but those named bad."""
    interactive = []
    while page := plan.next():
        if plan.is_interactive(page):
            interactive.append(page.url)
        plan.measured[page.url] = "bad" not in page.url
    return interactive


def test_key_pages_are_touched_and_of_the_others_one_of_each_template():
    one, other = "0" * 16, "f" * 16
    shapes = {"key": one, "news": one, "bad form": other, "form": other, "form 2": other}
    pages = [
        replace(page(url, "key" if url == "key" else "random", n), dom_fingerprint=skeleton)
        for n, (url, skeleton) in enumerate(shapes.items(), 1)
    ]
    assert measured_in_turn(VisitQueue(pages)) == ["key", "bad form", "form"]


def test_of_pages_without_a_skeleton_one_is_touched():
    assert measured_in_turn(VisitQueue([page("a", "random", 1), page("b", "random", 2)])) == ["a"]


def batches(enough):
    """Twenty at first, then five by five, until there are enough."""
    return lambda n: n if n >= enough else 20 if n < 20 else n + 5 - n % 5


def sample(random=60, reserve=20):
    pages = [page("key", "key", 1), *(page(f"r{n:02}", "random", n + 2) for n in range(random))]
    return [*pages, *(page(f"x{n:02}", "reserve", random + n + 2) for n in range(reserve))]


def test_random_pages_are_visited_in_batches_until_they_are_enough():
    plan = VisitQueue(sample(), sample_target=batches(30))
    assert visit_all(plan) == ["key", *(f"r{n:02}" for n in range(30))]
    spared = plan.release_unvisited()
    assert {p.reason for p in spared} == {NOT_NEEDED}
    assert [p.url for p in spared] == [f"r{n:02}" for n in range(30, 60)]
    assert [p.sample_part for p in plan.pages].count("random") == 30


def test_a_page_that_fails_is_replaced_before_it_is_asked_whether_there_are_enough():
    plan = VisitQueue(sample(), sample_target=batches(20))
    assert visit_all(plan, failing={"r03"}) == ["key", *(f"r{n:02}" for n in range(20)), "x00"]


def test_going_on_after_a_stop_asks_where_it_was():
    asked = []

    def wanted(n):
        asked.append(n)
        return batches(25)(n)

    first = VisitQueue(sample(), {"key": True} | {f"r{n:02}": True for n in range(22)}, wanted)
    assert visit_all(first) == ["r22", "r23", "r24"]
    assert asked == [22, 25]
    again = VisitQueue(first.pages, first.measured, wanted)
    assert again.next() is None
    again.release_unvisited()
    assert VisitQueue(again.pages, first.measured, wanted).next() is None


def test_a_sample_that_is_ended_needs_no_replacement_more():
    plan = VisitQueue(sample(reserve=0), sample_target=batches(20))
    visit_all(plan, failing={"r00", "r01"})
    plan.release_unvisited()
    again = VisitQueue(plan.pages, plan.measured, batches(20))
    assert visit_all(again) == []


def test_a_page_is_measured_if_all_was_seen_that_a_score_needs():
    visit = Evidence("r", "s", "u", "phone", "ok", facts={"axe": {}})
    assert is_complete(visit)
    assert not is_complete(replace(visit, errors={"axe": "broke"}))
    assert not is_complete(replace(visit, errors={"images": "broke"}))
    assert is_complete(replace(visit, errors={"speech_before_main": "advice alone asks for it"}))
    assert is_complete(replace(visit, errors={"tab_order": "it counts where it could be done"}))


@pytest.mark.parametrize(
    ("statuses", "again"),
    [
        ((), True),
        (("ok", "ok"), False),
        (("broken", "not_visited"), True),
        (("ok", "broken"), True),
        (("ok",), True),
        (("crashed", "not_visited"), False),
        (("http_error", "not_visited"), False),
    ],
)
def test_what_our_own_fault_broke_is_visited_again_when_a_survey_goes_on(tmp_path, statuses, again):
    store = Store(tmp_path / "m.db")
    run = Run("r", "", None, "survey", "", 1, RunSettings(), {})
    one = page("http://a.example/", "key", 1)
    windows = ("phone", "desktop")
    visits = [
        Evidence("r", "s", one.url, window, status)
        for window, status in zip(windows, statuses, strict=False)
    ]
    store.save([run, SiteCrawl("r", "s", "ok"), one, *visits])
    ((_, plan),) = AuditRunner(store, run, lambda *_: None).queues(len(windows))
    assert (plan.next() is not None) == again
