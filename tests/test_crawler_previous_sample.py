"""An earlier sample is looked at again, with a part drawn anew."""

from collections import Counter
from dataclasses import replace

import pytest

from crawler.previous_sample import previous_sample_of
from crawler.sampling import NEW, REFRESH_DIVISOR, draw_sample
from minna.errors import NoPreviousSample
from minna.previous_survey import previous_pages
from minna.records import Page, Run
from minna.settings import RunSettings
from minna.store import Store

TEMPLATES = ["0" * 16, "0" * 8 + "f" * 8]


def frame(numbers):
    return [
        Page(
            "r",
            "s",
            f"https://a.jp/{n}",
            "fetched",
            depth=0 if n == 0 else 2,
            discovered_via="start" if n == 0 else "link",
            dom_fingerprint=TEMPLATES[n % 2],
            title="お問い合わせ" if n == 3 else "",
        )
        for n in numbers
    ]


def urls(sample, *parts):
    return {page.url for page in sample if page.sample_part in parts}


def test_the_very_same_pages_come_again_and_a_quarter_is_new():
    old = draw_sample(frame(range(200)), 40, 1, "s")
    new = draw_sample(frame(range(200)), 40, 2, "s", previous=previous_sample_of(old))
    assert urls(old, "key") == urls(new, "key")
    assert urls(old, "random") < urls(new, "random")
    assert len(urls(new, "random") - urls(old, "random")) == 38 // REFRESH_DIVISOR
    assert {p.role for p in new if p.sample_part == "key"} == {"home", "contact"}


def test_every_page_has_its_chance_and_strata_add_up():
    old = draw_sample(frame(range(200)), 40, 1, "s")
    new = draw_sample(frame(range(20, 300)), 40, 2, "s", previous=previous_sample_of(old))
    random = [page for page in new if page.sample_part in ("random", "reserve")]
    assert sum(page.probability for page in random) == pytest.approx(len(urls(new, "random")))
    for name, size in Counter(page.stratum for page in random).items():
        drawn = sum(page.sample_part == "random" and page.stratum == name for page in random)
        assert {page.probability for page in random if page.stratum == name} == {drawn / size}
    young = {page.stratum for page in random if int(page.url.rpartition("/")[2]) >= 200}
    assert young == {NEW}, "pages that could not be drawn then are not mixed with those that could"


def test_pages_that_are_gone_are_made_up_for():
    old = draw_sample(frame(range(200)), 40, 1, "s")
    gone = sorted(urls(old, "random"))[:20]
    left = [page for page in frame(range(200)) if page.url not in gone]
    new = draw_sample(left, 40, 2, "s", previous=previous_sample_of(old))
    assert len(urls(new, "key", "random")) == 40


def test_an_earlier_book_is_read_and_not_touched(tmp_path):
    path = tmp_path / "old.db"
    store = Store(path)
    pages = draw_sample(frame(range(60)), 10, 1, "s")
    store.save([Run("r", "", None, "survey", "", 1, RunSettings(), {}), *pages])
    store.save([replace(pages[0], url="https://a.jp/out", state="excluded")])
    store.close()
    before = path.read_bytes()
    s = previous_pages(path)["s"]
    assert path.read_bytes() == before
    assert previous_sample_of(s).random == previous_sample_of(pages).random
    assert len(s) == 60


@pytest.mark.parametrize("content", [None, b"", b"no book"])
def test_what_is_no_book_is_told_in_one_sentence(tmp_path, content):
    path = tmp_path / "old.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(NoPreviousSample, match="no sample"):
        previous_pages(path)
