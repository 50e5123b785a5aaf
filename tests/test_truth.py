"""Every barrier that we know how to plant, faulty and mended: what the checks say of each."""

import asyncio
import json
from pathlib import Path

import pytest
from lxml.html import document_fromstring
from playwright.async_api import async_playwright

import audits
from audits.browser.launch import fresh_tab, launch
from audits.judging.axe_rules import VENDORED
from audits.judging.check_runner import own_metas
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings, frozen_time_of
from minna.records import Certainty, Evidence
from samples.generate import generate
from samples.serve import serving

TRUTH = json.loads(
    (Path(__file__).parent.parent / "samples/truth.json").read_text(encoding="utf-8")
)
BARRIERS = {barrier["id"]: barrier for barrier in TRUTH["barriers"]}
CARDS = {card.id: card for card in audits.check_metas()}
TOUCHED = {
    id_
    for id_, b in BARRIERS.items()
    if b["checks"] and all(CARDS[c].interactive for c in b["checks"])
}
"""Barriers that show only to who presses keys, zooms and points."""
pytestmark = [pytest.mark.browser, pytest.mark.slow]


TABS = 6  # most of the time is waiting until a page has come to rest


def looked_at(urls, touch):
    """The pages as a survey sees them, through both windows: one browser, and tabs used again."""
    return asyncio.run(
        see(urls, AuditSettings(allow_private=True, frozen_time=frozen_time_of(""), touch=touch))
    )


async def see(urls, manner):
    by_url, left = {}, iter(urls)
    async with async_playwright() as playwright:
        browser = await launch(playwright, allow_private=True)

        async def see_each():
            async with fresh_tab(browser, manner) as tab:
                for url in left:
                    blank = Evidence("", "", url, "", "")
                    by_url[url] = [
                        await visit_page(tab, blank, v, manner) for v in manner.viewports
                    ]

        await asyncio.gather(*(see_each() for _ in range(TABS)))
        await browser.close()
    return [by_url[url] for url in urls]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the prefecture's files are, the twins' among them."""
    folder = tmp_path_factory.mktemp("twins")
    generate(folder)
    return folder


@pytest.fixture(scope="module")
def visits(folder):
    """Every twin page as both windows see it: {(barrier, is faulty): visits}.

    Keys are pressed only where nothing else tells the twins apart: it takes most of the time.
    """
    by_twin = {}
    with serving(folder) as served:
        for touch in ("none", "all"):
            chosen = [t for t in TRUTH["twins"] if (t["barrier"] in TOUCHED) is (touch == "all")]
            keys = [(t["barrier"], faulty) for t in chosen for faulty in (False, True)]
            urls = [served["twins"] + t[k] for t in chosen for k in ("clean", "faulty")]
            by_twin |= dict(zip(keys, looked_at(urls, touch), strict=True))
    assert all(evidence.status == "ok" for pair in by_twin.values() for evidence in pair)
    return by_twin


@pytest.fixture(scope="module")
def twins(visits):
    """Every twin page as our checks judge it: {(barrier, is faulty): findings}."""
    return {
        key: [f for evidence in pair for f in audits.run_checks(evidence, as_declared=True)[0]]
        for key, pair in visits.items()
    }


def test_each_faulty_twin_is_found_by_the_check_that_claims_it(twins):
    missed = [
        barrier["id"]
        for barrier in TRUTH["barriers"]
        if barrier["checks"]
        and not {f.check for f in twins[barrier["id"], True] if f.outcome != "untested"}
        & set(barrier["checks"])
    ]
    assert missed == []


def test_each_faulty_twin_is_found_as_surely_as_the_truth_says(twins):
    for barrier in TRUTH["barriers"]:
        if barrier["checks"]:
            certainties = {
                f.certainty
                for f in twins[barrier["id"], True]
                if f.check in barrier["checks"] and f.outcome == "failed"
            }
            assert (Certainty.CERTAIN in certainties) is not barrier["likely"], barrier["id"]


def is_barrier(finding):
    """Whether a finding fails a criterion; the twins' words are not above all advice."""
    return finding.outcome == "failed" and CARDS[finding.check].criterion != ""


def test_clean_twins_give_no_failed_finding(twins):
    false = {
        barrier: [(f.check, f.nodes[:1], f.data) for f in twins[barrier, False] if is_barrier(f)]
        for barrier in BARRIERS
    }
    assert {barrier: findings for barrier, findings in false.items() if findings} == {}


RULES = json.loads((VENDORED / "rules.json").read_text(encoding="utf-8"))
TAGS = {"wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"}
HELD = {
    rule["id"] for rule in RULES if TAGS & {*rule["tags"]} and "experimental" not in rule["tags"]
}
"""The rules of axe that a page without barriers meets, its advice among them."""


def told_by_axe(evidence, buckets=("violations",)):
    """Rule → selectors of the elements that axe names in these buckets of its answer."""
    axe = evidence.facts["axe"]
    rules = [rule for bucket in buckets for rule in axe[bucket] if rule["id"] in HELD]
    return {rule["id"]: [node["selector"] for node in rule["nodes"]] for rule in rules}


def test_clean_twins_break_no_rule_of_axe_and_none_of_its_advice(visits):
    broken = {
        (barrier, evidence.viewport): rules
        for barrier in BARRIERS
        for evidence in visits[barrier, False]
        if (rules := told_by_axe(evidence))
    }
    assert broken == {}


def test_faulty_twins_break_their_own_rule_of_axe_at_their_own_element_and_no_other_rule(
    visits, folder
):
    wrong = {}
    for twin in TRUTH["twins"]:
        barrier, (phone, _) = BARRIERS[twin["barrier"]], visits[twin["barrier"], True]
        expected = {check.removeprefix("axe:") for check in barrier["checks"] if "axe:" in check}
        sure = told_by_axe(phone)
        asked = {r: at for r, at in told_by_axe(phone, ["incomplete"]).items() if r in expected}
        rules = sure | asked if barrier["likely"] else sure
        page = document_fromstring(Path(f"{folder}/twins{twin['faulty']}").read_bytes())
        (own,) = page.cssselect(twin["selector"])[:1]
        placed = all(page.cssselect(at)[:1] == [own] for nodes in rules.values() for at in nodes)
        as_sure = not (barrier["likely"] and sure)
        ours = [own_metas()[check] for check in barrier["checks"] if check in own_metas()]
        replaced = {rule for card in ours for rule in card.replaces}
        if not (expected <= rules.keys() <= expected | replaced and placed and as_sure):
            wrong[barrier["id"]] = rules
    assert wrong == {}
