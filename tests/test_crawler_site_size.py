"""A site larger than the cap: what can be said of its size, and of the time that is left."""

import random
from dataclasses import replace

from crawler.eta import estimate_eta, format_eta
from crawler.site_size import lower_bound
from minna.records import SiteCrawl


def test_two_ways_of_catching_give_a_lower_bound_of_the_whole():
    chance = random.Random(1)
    low = 0
    for _ in range(200):
        linked = {n for n in range(1000) if chance.random() < 0.4}
        listed = {n for n in range(1000) if chance.random() < 0.5}
        low += lower_bound(len(linked), len(listed), len(linked & listed), 1.0) <= 1000
    assert 180 <= low <= 199, "in nineteen cases of twenty"


def test_pages_that_are_easy_to_find_in_both_ways_make_the_bound_smaller():
    chance = random.Random(2)
    ease = [chance.betavariate(0.7, 0.7) for _ in range(1000)]
    linked = {n for n in range(1000) if chance.random() < ease[n]}
    listed = {n for n in range(1000) if chance.random() < ease[n]}
    format_eta = lower_bound(len(linked), len(listed), len(linked & listed), 1.0)
    assert len(linked | listed) <= format_eta < 900


def test_two_halves_that_do_not_meet_are_not_taken_for_a_sample():
    assert lower_bound(300, 3000, 2, 1.0) == 3298


def frame(n, **more):
    return SiteCrawl("r", f"s{n}", "ok", requests=100, **more)


def test_there_is_no_outlook_before_there_is_something_to_go_by():
    frames = [frame(n) for n in range(4)] + [replace(frame(9), status="pending", requests=0)]
    assert estimate_eta(frames, 0, 100.0, 1.0) is None
    assert estimate_eta([*frames, frame(5)], 0, 5.0, 1.0) is None


def test_the_outlook_is_a_range_around_what_finished_sites_took():
    done = [replace(frame(n), requests=80 + 10 * (n % 5)) for n in range(20)]
    left = [replace(frame(n), status="pending", requests=0) for n in range(100, 110)]
    expected = estimate_eta([*done, *left], 0, 200.0, 0.1)
    assert expected.low < 1000 / 10 < expected.high
    assert format_eta(expected).endswith("min to go")


def test_one_site_takes_its_pause_however_fast_the_others_were():
    done = [frame(n) for n in range(50)]
    left = [replace(frame(99), status="pending", requests=0)]
    assert estimate_eta([*done, *left], 0, 50.0, 1.0).low >= 100
