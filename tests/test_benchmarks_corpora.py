"""The pages of a benchmark: a seeded choice of all sizes, from all sites."""

from collections import Counter

from benchmarks.corpora import SitePage, dealt

PAGES = [
    SitePage(site, f"{number}.html", elements)
    for site in ("north", "south", "east")
    for number, elements in enumerate([10, 20, 30, 40, 150, 250, 350, 500, 900, 2000])
]


def first(count, seed=1):
    return list(dealt(PAGES, seed))[:count]


def test_the_same_seed_chooses_the_same_pages():
    assert first(12, seed=5) == first(12, seed=5)


def test_another_seed_chooses_others():
    assert first(12, seed=5) != first(12, seed=6)


def test_small_middle_and_large_pages_are_equally_many_while_there_are_any():
    assert Counter(page.size for page in first(12)) == {"small": 4, "middle": 4, "large": 4}


def test_every_site_is_among_the_first_pages_of_each_size():
    sites = {(page.size, page.site) for page in first(9)}
    assert len(sites) == 9


def test_every_page_is_dealt_once():
    assert sorted(dealt(PAGES, 3), key=str) == sorted(PAGES, key=str)


def test_an_address_is_quoted_and_the_name_is_not():
    page = SitePage("north", "a b/ü.html", 7)
    assert (
        page.address({"north": "http://127.0.2.1:80/"}) == "http://127.0.2.1:80/a%20b/%C3%BC.html"
    )
    assert page.name == "north/a b/ü.html"
