"""Groups of sites, the limit of two tiers, and faults that several bodies share."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from minna.records import Finding, Score, Tier
from minna.store import Store
from reports import build
from reports.groups import lower_share, prefecture_groups, prefectures, tier_limit, vendor_groups
from reports.report_data import SurveyReport, load_report
from reports.template_faults import MIN_SITES, template_faults
from tests.made_up_run import RUN, TRAP, VENDOR, fill


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(":memory:")
    fill(store)
    yield store
    store.close()


def report(store: Store) -> SurveyReport:
    return load_report(store, RUN)


def claim_tiers(store: Store) -> None:
    """Two tiers that meet at 60 points, but for one site above that is likelier of the lower."""
    scores = [score for score in store.read(Score) if score.value is not None]
    store.save(replace(s, lower_tier=0.9 if (s.value or 0) < 60 else 0.2) for s in scores)
    best = max(scores, key=lambda s: s.value or 0)
    store.save([replace(best, lower_tier=0.6), Tier(RUN.id, "all", "S2", 24, decided="")])


def test_all_prefectures_have_a_place_of_their_own() -> None:
    places = {(p.x, p.y) for p in prefectures().values()}
    assert len(places) == len(prefectures()) == 47
    assert len({p.slug for p in prefectures().values()}) == 47


def test_without_tiers_the_lower_part_is_below_sixty_points(store: Store) -> None:
    told = report(store)
    assert tier_limit(told) is None
    below = sum((e.score.value or 0) < 60 for e in told.ranked)
    assert lower_share(told, told.ranked) == below / len(told.ranked)


def test_with_tiers_the_limit_has_the_fewest_exceptions(store: Store) -> None:
    claim_tiers(store)
    told = report(store)
    limit = tier_limit(told)
    assert limit is not None
    values = sorted(e.score.value or 0 for e in told.ranked)
    assert max(v for v in values if v < 60) < limit < min(v for v in values if v >= 60)
    share = lower_share(told, told.ranked)
    assert share == pytest.approx(sum(e.score.lower_tier or 0 for e in told.ranked) / 24)


@pytest.mark.parametrize("status, shaded", [("S2", True), ("S1", True), ("S0", False)])
def test_tiers_are_shaded_where_the_test_allows(
    store: Store, tmp_path: Path, status: str, shaded: bool
) -> None:
    claim_tiers(store)
    store.save([Tier(RUN.id, "all", status, 24)])
    build(store, RUN, tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert ("tier-lower" in text) == shaded == ("下の層に属する割合" in text)


def test_every_site_is_in_its_prefecture(store: Store) -> None:
    groups = prefecture_groups(report(store))
    assert sum(len(g.ranked) + len(g.others) for g in groups) == 30
    assert all(e.site.pref == g.name for g in groups for e in (*g.ranked, *g.others))


def test_a_vendor_has_a_page_from_ten_ranked_customers_on(store: Store) -> None:
    (group, effect) = vendor_groups(report(store))[0]
    assert group.name == VENDOR and len(group.ranked) >= 10 and effect.value == -1.5
    some = [e.site.code for e in group.ranked[9:]]
    store.save(replace(s, status="provisional") for s in store.read(Score, site=some))
    assert vendor_groups(report(store)) == ()


def test_a_vendors_page_speaks_of_association(store: Store, tmp_path: Path) -> None:
    build(store, RUN, tmp_path)
    (page,) = (tmp_path / "vendor").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "これは関連であって、原因ではありません" in text and "<b>システム" not in text
    english = (tmp_path / "en" / "vendor" / page.name).read_text(encoding="utf-8")
    assert "This is an association, not a cause" in english


def test_a_fault_at_one_place_of_many_bodies_is_one_fault(store: Store) -> None:
    told = report(store)
    (fault,) = template_faults(told)
    assert (fault.check, fault.selector) == ("text-contrast", "#header > nav a")
    assert len(fault.entries) == len(told.ranked)
    assert fault.residents == sum(e.site.population or 0 for e in told.ranked)
    assert fault.vendor == "", "some of the bodies have no such vendor"


def change_findings(store: Store, sites: int, **fields: object) -> None:
    """Change the header's fault on all but so many of the ranked sites."""
    codes = [e.site.code for e in report(store).ranked][sites:]
    found = store.read(Finding, site=codes, check="text-contrast", outcome="failed")
    store.save([replace(f, **fields) for f in found])  # type: ignore[arg-type]


@pytest.mark.parametrize("sites, faults", [(MIN_SITES - 1, 0), (MIN_SITES, 1)])
def test_few_bodies_are_alike_by_chance(store: Store, sites: int, faults: int) -> None:
    change_findings(store, sites, scored=False)
    assert len(template_faults(report(store))) == faults


@pytest.mark.parametrize(
    "snippet",
    ["", "<a href='/'>", '<a href="/" title="class">', "no element", '<a class="menu-item', TRAP],
)
def test_a_place_that_names_too_little_proves_no_template(store: Store, snippet: str) -> None:
    change_findings(store, 0, snippets=(snippet, ""))
    assert not template_faults(report(store))


def test_markup_with_other_classes_is_another_template(store: Store) -> None:
    snippet = '<a class="other-item" href="/">'
    change_findings(store, 10, snippets=(snippet, ""))
    faults = template_faults(report(store))
    assert sorted(len(f.entries) for f in faults) == [10, 14]
    assert len({f.slug for f in faults}) == 2


def test_a_fault_of_the_pages_own_content_is_no_templates(store: Store) -> None:
    change_findings(store, 0, nodes=("#main .a .b",), snippets=('<p class="c d">',))
    everywhere = template_faults(report(store))
    assert len(everywhere) == 1, "at one place on every page it is shared"
    for number, finding in enumerate(list(store.read(Finding, check="text-contrast"))):
        store.save([replace(finding, nodes=(f"#main .a .b{number}",))])
    assert not template_faults(report(store))
