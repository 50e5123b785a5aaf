"""The sample: who is in it, with which chance, and that it is the same every time."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.roles import ROLES, role_by_path, role_by_words
from crawler.sampling import OTHER, allocate, draw_sample
from minna.reasons import Code, Reason
from minna.records import Page

TEMPLATES = ["0000000000000000", "00000000ffffffff", "ffffffff00000000", "ffffffffffffffff"]


def page(n, dom_fingerprint=TEMPLATES[0], **more):
    return Page(
        **{
            "run": "r",
            "site": "s",
            "url": f"https://a.jp/{n}",
            "state": "fetched",
            "depth": 0 if n == 0 else 1 + n % 3,
            "discovered_via": "start" if n == 0 else "link",
            "dom_fingerprint": dom_fingerprint,
            **more,
        }
    )


def site(*sizes):
    numbers = iter(range(10_000))
    return [page(next(numbers), TEMPLATES[t]) for t, size in enumerate(sizes) for _ in range(size)]


frames = st.lists(st.integers(0, 120), min_size=1, max_size=4).filter(sum).map(lambda s: site(*s))


@settings(max_examples=60, deadline=None)
@given(frames, st.integers(1, 60), st.integers(0, 9))
def test_every_sample_keeps_the_plan(frame, n, seed):
    sample = draw_sample(frame, n, seed, "s")
    parts = Counter(p.sample_part for p in sample)
    assert sorted(p.url for p in sample) == sorted(p.url for p in frame)
    assert [p.visit_order for p in sample] == list(range(1, len(frame) + 1))
    assert parts["key"] + parts["random"] == min(n, len(frame))
    assert 1 <= parts["key"] <= max(1, n // 2)
    assert (sample[0].role, sample[0].sample_part) == ("home", "key")
    rest = [p for p in sample if p.sample_part != "key"]
    assert all(0 < p.probability <= 1 for p in rest if p.sample_part == "random")
    assert sum(p.probability for p in rest) == pytest.approx(parts["random"])
    for stratum in {p.stratum for p in rest}:
        within = [p for p in rest if p.stratum == stratum]
        drawn = sum(p.sample_part == "random" for p in within)
        assert {p.probability for p in within} == {drawn / len(within)}


@settings(max_examples=20, deadline=None)
@given(frames, st.integers(1, 60), st.randoms())
def test_the_same_frame_gives_the_same_sample_in_whatever_order_it_comes(frame, n, chance):
    mixed = list(frame)
    chance.shuffle(mixed)
    assert draw_sample(mixed, n, 7, "s") == draw_sample(frame, n, 7, "s")


def test_choosing_again_from_a_chosen_frame_changes_nothing():
    once = draw_sample(site(90, 30), 40, 1, "s")
    assert draw_sample(once, 40, 1, "s") == once


def test_an_excluded_page_changes_nothing():
    frame = site(90, 30)
    more = [
        *frame,
        page(999, state="excluded", reason=Reason(Code.HTTP, status=404)),
        page(998, state="found"),
    ]
    assert draw_sample(more, 40, 1, "s") == draw_sample(frame, 40, 1, "s")


def test_a_small_frame_is_taken_whole_with_certainty():
    sample = draw_sample(site(12, 5), 40, 1, "s")
    assert Counter(p.sample_part for p in sample) == {"key": 1, "random": 16}
    assert {p.probability for p in sample if p.sample_part == "random"} == {1.0}


def test_seed_and_site_decide_the_sample():
    frame = site(300)
    drawn = [
        frozenset(p.url for p in draw_sample(frame, 40, seed, name) if p.sample_part == "random")
        for seed, name in ((1, "s"), (2, "s"), (1, "t"))
    ]
    assert len(set(drawn)) == 3


def test_every_page_of_a_stratum_has_the_same_chance():
    frame, draws = site(60, 20), 600
    counts = Counter(
        p.url
        for seed in range(draws)
        for p in draw_sample(frame, 20, seed, "s")
        if p.sample_part == "random"
    )
    for stratum, size in ((TEMPLATES[0], 59), (TEMPLATES[1], 20)):
        within = [p for p in draw_sample(frame, 20, 0, "s") if p.stratum == stratum]
        assert len(within) == size
        chance = within[0].probability
        expected, spread = draws * chance, (draws * chance * (1 - chance)) ** 0.5
        # chi-square over the stratum: its mean is the number of pages, its spread about sqrt(2 n)
        chi = sum(((counts[p.url] - expected) / spread) ** 2 for p in within)
        assert chi < size + 5 * (2 * size) ** 0.5
        assert all(abs(counts[p.url] - expected) < 5 * spread for p in within)


def test_strata_too_small_for_a_variance_are_merged():
    shares = Counter(p.stratum for p in draw_sample(site(200, 100, 3, 4), 40, 1, "s") if p.stratum)
    drawn = Counter(
        p.stratum
        for p in draw_sample(site(200, 100, 3, 4), 40, 1, "s")
        if p.sample_part == "random"
    )
    assert set(shares) <= {TEMPLATES[0], TEMPLATES[1], OTHER}
    assert min(drawn.values()) >= 2


def test_a_failed_page_has_a_substitute_in_its_stratum():
    sample = draw_sample(site(200, 100), 40, 1, "s")
    reserve = [p for p in sample if p.sample_part == "reserve"]
    assert min(p.visit_order for p in reserve) == 41
    assert {p.stratum for p in reserve} == {p.stratum for p in sample if p.sample_part == "random"}


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), max_size=8), st.integers(0, 60))
def test_allocation_is_proportional_and_complete(sizes, n):
    n = min(n, sum(sizes.values()))
    shares = allocate(sizes, n)
    assert sum(shares.values()) == (n if sizes else 0)
    for name, size in sizes.items():
        assert abs(shares[name] - size * n / sum(sizes.values())) < 1
        assert shares[name] <= size


def test_key_pages_are_found_by_link_title_and_address_nearest_first():
    frame = [
        page(0),
        page(1, depth=3, role="contact", role_evidence="link: お問い合わせ"),
        page(2, depth=1, title="お問い合わせ｜みんな町"),
        page(3, depth=2, url="https://a.jp/kurashi/gomi/"),
        page(4, depth=1, role="garbage", role_evidence="link: ごみ収集日の変更のお知らせ"),
        page(5, depth=1, role="garbage", role_evidence="link: ごみ"),
        *(page(n) for n in range(6, 60)),
    ]
    keys = [p for p in draw_sample(frame, 20, 1, "s") if p.sample_part == "key"]
    assert [(p.role, p.url) for p in keys] == [
        ("home", "https://a.jp/0"),
        ("contact", "https://a.jp/2"),
        ("garbage", "https://a.jp/5"),
    ]
    assert keys[1].role_evidence == "title: お問い合わせ｜みんな町"
    assert all(p.probability is None for p in keys)


def test_keys_never_take_more_than_half_and_the_first_roles_stay():
    words = [
        "お問い合わせ",
        "サイトマップ",
        "アクセシビリティ方針",
        "防災",
        "ごみ",
        "子育て",
        "入札",
    ]
    frame = [page(0), *(page(n, title=word) for n, word in enumerate(words, 1))]
    frame += [page(n) for n in range(20, 80)]
    sample = draw_sample(frame, 9, 1, "s")
    assert [p.role for p in sample if p.sample_part == "key"] == [
        "home",
        "contact",
        "sitemap",
        "accessibility",
    ]


def test_no_fetched_page_gives_no_sample():
    assert draw_sample([page(0, state="found")], 40, 1, "s") == []


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("お問合せ", "contact"),
        ("サイトマップ", "sitemap"),
        ("ウェブアクセシビリティ方針", "accessibility"),
        ("防災・安全", "disaster"),
        ("障がい者福祉", "disability"),
        ("介護保険", "elderly"),
        ("引越し・住まい", "moving"),
        ("子育て・教育", "childcare"),
        ("ごみの分別", "garbage"),
        ("住民票の写し", "certificates"),
        ("町民税", "tax"),
        ("予防接種", "health"),
        ("事業者の方へ", "business"),
        ("入札・契約", "tender"),
        ("Contact", "contact"),
        ("町長の部屋", ""),
        ("合宿のごあんない", ""),
    ],
)
def test_roles_are_recognised_by_their_words(words, role):
    assert role_by_words(words) == role


def test_roles_are_recognised_by_whole_words_of_an_address():
    assert role_by_path("https://a.jp/kosodate/index.html") == "childcare"
    assert role_by_path("https://a.jp/taxi/") == ""
    assert len({role.name for role in ROLES}) == len(ROLES) == 16


def test_a_page_more_moves_little_of_the_sample():
    frame = site(200)
    before = {p.url for p in draw_sample(frame, 40, 1, "s") if p.sample_part == "random"}
    after = {
        p.url
        for p in draw_sample([*frame, replace(page(5000))], 40, 1, "s")
        if p.sample_part == "random"
    }
    assert len(before - after) <= 1


@given(st.integers(0, 40))
@settings(max_examples=20, deadline=None)
def test_an_audit_that_stops_early_has_its_share_of_each_template(seed):
    sample = [p for p in draw_sample(site(200, 80, 40), 75, seed, "s") if p.sample_part == "random"]
    for visited in range(20, len(sample), 5):
        drawn = Counter(p.stratum for p in sample[:visited])
        for stratum, whole in Counter(p.stratum for p in sample).items():
            assert abs(drawn[stratum] - whole * visited / len(sample)) < 3
