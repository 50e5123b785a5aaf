"""All that is planted of procedures, duties, systems and products in the prefecture is recovered."""

from pathlib import Path

import pytest

from minna.records import (
    ClaimComparison,
    DutyOutcome,
    Site,
    SiteProduct,
    TaskOutcome,
)
from minna.store import Store
from samples.generate import generate
from samples.truth import SiteTruth, Truth
from tests.test_audits_judge_services import judge, searched

HOST = "https://www.town.komaru.lg.jp"
PLANTED = ("990012", "990021", "990029")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefecture")


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    return generate(folder)


@pytest.fixture(scope="module")
def judged(folder: Path, truth: Truth) -> Store:
    """The planted towns, searched in their files and judged."""
    store = Store(":memory:")
    for site in truth.sites:
        if site.services:
            pages = {path: text_at(folder / site.code, path) for path in site.pages}
            row = site.registry
            body = Site("r", site.code, site.name, f"{HOST}/", type=row["type"])
            searched(pages, store, body)
    judge(store)
    return store


def text_at(folder: Path, path: str) -> str:
    file = path.removeprefix("/") + ("index.html" if path.endswith("/") else "")
    return (folder / file).read_text(encoding="utf-8")


def site_of(truth: Truth, code: str) -> SiteTruth:
    return next(site for site in truth.sites if site.code == code)


def test_some_towns_have_planted_services_and_they_are_of_every_step(truth: Truth) -> None:
    towns = {site.code: site.services for site in truth.sites if site.services}
    assert tuple(towns) == PLANTED
    steps = {task.step for services in towns.values() for task in services.tasks}
    assert steps == {1, 2, 3, 4, 5}
    assert {duty.duty for s in towns.values() for duty in s.duties} == {
        "policy", "result", "evaluation",
    }  # fmt: skip


@pytest.mark.parametrize("code", PLANTED)
def test_planted_procedures_are_found_with_page_step_and_system(
    judged: Store, truth: Truth, code: str
) -> None:
    services = site_of(truth, code).services
    assert services
    by_task = {task.task: task for task in judged.read(TaskOutcome, run="r", site=code)}
    for planted in services.tasks:
        one = by_task[planted.task]
        assert (one.outcome, one.step, one.url) == ("found", planted.step, HOST + planted.path)
        assert one.clicks == 2 and one.is_answer and one.quote, planted.task
        assert {system.split()[0] for system in one.systems} == set(planted.systems)


@pytest.mark.parametrize("code", PLANTED)
def test_planted_duties_are_found_with_all_that_stands_there(
    judged: Store, truth: Truth, code: str
) -> None:
    services = site_of(truth, code).services
    assert services
    by_duty = {duty.duty: duty for duty in judged.read(DutyOutcome, run="r", site=code)}
    for planted in services.duties:
        one = by_duty[planted.duty]
        assert (one.outcome, one.url) == ("found", HOST + planted.path)
        assert (one.claims, one.deadline) == (planted.claims, planted.deadline)
        assert (one.tested, one.points) == (planted.tested, planted.points)
    claims = {row.claim for row in judged.read(ClaimComparison, run="r", site=code)}
    assert {claim for duty in services.duties for claim in duty.claims} <= claims


@pytest.mark.parametrize("code", PLANTED)
def test_planted_products_are_known_by_their_marks(judged: Store, truth: Truth, code: str) -> None:
    services = site_of(truth, code).services
    product = judged.get(SiteProduct, run="r", site=code)
    named = product.product if product and product.certainty == "sure" else ""
    assert services and named == services.product
