"""The labelled set of services and duties is valid, balanced, and refuses what it does not know."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.services import labels, truth

PAGES = truth.pages()
TREES = truth.trees()
INDEX = labels.CITIZEN | labels.BUSINESS
GOOD = """@ one-page
body: town
title: 転出の届
updated: 2024-04-01
serves: tenshutsu 1 | 14日前から | the rule
html:
<p>届は14日前から</p>
"""


def place(tmp_path: Path, text: str, name: str = "some.page") -> Path:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_there_are_enough_pages_and_trees():
    assert len(PAGES) >= 400
    assert len(TREES) >= 60


def test_size_classes_are_balanced():
    counts = Counter(page.body for page in PAGES)
    assert min(counts[size] for size in labels.CLASSES) >= 100
    trees = Counter(tree.body for tree in TREES)
    assert min(trees[size] for size in labels.CLASSES) >= 15


def test_halves_are_halves_and_lie_apart():
    for kind in (PAGES, TREES):
        share = sum(one.sealed for one in kind) / len(kind)
        assert 0.4 < share < 0.6
        for one in kind:
            assert one.where.startswith("sealed/" if one.sealed else "open/"), one.where


def test_each_task_is_served_and_has_false_friends():
    served = Counter(task for page in PAGES for task in page.serves)
    false = Counter(task for page in PAGES for task in page.false_for)
    assert {task: served[task] for task in INDEX if served[task] < 6} == {}
    assert {task: false[task] for task in INDEX if false[task] < 4} == {}


def test_each_half_serves_each_task():
    for half in (True, False):
        served = Counter(task for page in PAGES if page.sealed == half for task in page.serves)
        assert {task: served[task] for task in INDEX if served[task] < 3} == {}


def test_each_step_of_the_ladder_is_met_in_both_halves():
    for half in (True, False):
        steps = {step for page in PAGES if page.sealed == half for step in page.serves.values()}
        assert steps == set(range(1, 6))
        assert {t.step for tree in TREES if tree.sealed == half for t in tree.truths} == set(
            labels.STEPS
        )


def test_no_page_serves_a_task_and_is_its_false_friend():
    for page in PAGES:
        assert not page.false_for & set(page.serves), page.where


def test_ids_are_unique_over_pages_and_trees():
    ids = [one.id for one in (*PAGES, *TREES)]
    assert len(ids) == len(set(ids))


def test_every_duty_and_mark_of_trust_is_met():
    duties = Counter(value for page in PAGES for one in page.all("duty") for value in one.values)
    assert set(duties) == labels.DUTIES
    assert min(duties.values()) >= 8
    trust = {value for page in PAGES for one in page.all("trust") for value in one.values}
    assert trust == labels.TRUST


def test_true_places_of_trees_can_be_reached():
    for tree in TREES:
        assert 8 <= len(tree.pages) <= 25, tree.where
        for one in tree.truths:
            if one.path:
                way = tree.clicks(one.path)
                assert way is not None or one.path in tree.sitemap or answered(tree, one.path)


def answered(tree: truth.Tree, path: str) -> bool:
    return any(path in paths for page in tree.pages.values() for _, paths in page.answers)


def test_clicks_are_counted_along_the_links_that_are_asked_for():
    tree = next(tree for tree in TREES if tree.id == "tree-town-script-menu")
    assert tree.clicks("/zeimu/shomei.html") == 2
    assert tree.clicks("/zeimu/shomei.html", frozenset(("text",))) == 3
    assert tree.clicks("/nowhere.html") is None


def test_documents_hold_their_main_part_once_within_menus():
    for page in PAGES:
        assert page.document.count(page.html) == 1
        assert len(page.document) > len(page.html) + 400
    assert len({page.document.partition("</head>")[0][:60] for page in PAGES}) > 3


def test_labels_of_given_pages_quote_them_where_they_are_kept(tmp_path):
    kept = truth.given()
    assert len(kept) >= 25
    assert not {page.id for page in kept} & {page.id for page in PAGES}
    assert [page.html for page in truth.given(tmp_path)] == [""] * len(kept)
    if truth.CORPORA.is_dir():
        assert all(page.html for page in kept)


def test_a_good_record_is_read(tmp_path):
    (page,) = truth.pages(place(tmp_path, GOOD))
    assert page.serves == {"tenshutsu": 1}
    assert (page.step("tenshutsu"), page.step("konin")) == (1, 0)
    assert page.html == "<p>届は14日前から</p>"
    assert page.where == "some.page:1"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("body: town", "body: hamlet", "some.page:1: 'hamlet' is no kind of body."),
        ("serves:", "serve:", "some.page:5: 'serve' is no key of a page."),
        ("tenshutsu 1", "tenshutu 1", "some.page:5: 'tenshutu 1' is no task with a step."),
        ("tenshutsu 1", "tenshutsu 6", "some.page:5: '6' is no step from 1 to 5."),
        ("14日前から |", "15日前から |", "some.page:5: '15日前から' does not stand in the page."),
        (" | 14日前から | the rule", "", "some.page:5: serves wants a quote from the page."),
        ("2024-04-01", "令和6年", "some.page:1: '令和6年' is no date such as 2025-03-31."),
        ("html:", "not: konin\nhtml:", "some.page:6: not wants a reason."),
        ("html:", "claim: goal AA\nhtml:", "some.page:6: a claim is a kind, a level and a degree."),
        ("html:", "points: 9 8 | 届\nhtml:", "more points are reached than there are"),
        ("html:", "facts: colour\nhtml:", "some.page:6: 'colour' is no fact."),
        ("@ one-page", "@ One Page", "some.page:1: 'One Page' is no id"),
        ("html:", "title: 又\nhtml:", "some.page:6: title is given twice."),
        ("serves: tenshutsu 1 | 14日前から | the rule\n", "", "neither what it serves nor what"),
        ("@ one-page", "first\n@ one-page", "some.page:1: a line stands before the first record."),
    ],
)
def test_a_bad_record_is_refused_with_its_line(tmp_path, old, new, said):
    with pytest.raises(truth.BadLabel) as bad:
        truth.pages(place(tmp_path, GOOD.replace(old, new, 1)))
    assert said in str(bad.value)
    assert "\n" not in str(bad.value)


def test_the_same_id_twice_is_refused(tmp_path):
    with pytest.raises(
        truth.BadLabel, match=r"some\.page:9: the id one-page stands at some\.page:1"
    ):
        truth.pages(place(tmp_path, f"{GOOD}\n{GOOD}"))


TREE = """@ one-tree
body: village
about: two pages
truth: sodai | 1 | /gomi.html | 電話 | phone
absent: konin
page: / | 村
- ごみ -> gomi.html
page: /gomi.html | ごみ
| 粗大は電話
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("-> gomi.html", "-> gone.html", "one.tree:1: / links to /gone.html, which is none."),
        ("| 電話 |", "| 手紙 |", "one.tree:4: '手紙' does not stand on /gomi.html."),
        ("absent: konin", "absent: wedding", "one.tree:5: 'wedding' is no task."),
        ("| 粗大は電話", "* 粗大は電話", "one.tree:9: a line of a tree page begins with"),
        ("about: two pages", "colour: red", "one.tree:3: 'colour' is no key of a tree."),
    ],
)
def test_a_bad_tree_is_refused_with_its_line(tmp_path, old, new, said):
    assert truth.trees(place(tmp_path, TREE, "one.tree"))[0].clicks("/gomi.html") == 1
    with pytest.raises(truth.BadLabel) as bad:
        truth.trees(place(tmp_path, TREE.replace(old, new, 1), "one.tree"))
    assert said in str(bad.value)


def test_the_second_set_is_read_and_shares_no_id_with_the_first():
    second = [one.id for one in (*truth.pages(truth.SECOND), *truth.trees(truth.SECOND))]
    assert len(second) > 180
    assert {one.id for one in (*PAGES, *TREES)}.isdisjoint(second)
