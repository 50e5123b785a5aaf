"""The crawl of real sites, with all that their servers may say, finds what a plain walk finds."""

import pytest

from benchmarks import real_sites
from benchmarks.corpora import are_here
from benchmarks.tables import cells

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not are_here(), reason="the corpora are not beside this checkout"),
]


def different():
    """The collection's sites, of the seven versions of the practice city the first."""
    return {n: folder for n, folder in real_sites.sites().items() if "/preset-" not in folder}


def test_every_page_of_six_real_sites_is_known_and_no_forbidden_one_is_asked_for():
    head, _, *rows = cells(real_sites.block(different()))
    sites = [dict(zip(head, row, strict=True)) for row in rows]
    assert len(sites) == 6
    assert {site["unknown"] for site in sites} == {"0"}
    assert {site["known and left out"] for site in sites} == {"0"}
    assert {site["forbidden pages: asked for"] for site in sites} == {"0"}
    lost = [site["gone (410) / broken (500), told so"] for site in sites]
    assert sum(page.startswith("HTTP 410") for page in lost) >= 3
    assert sum(page.endswith("HTTP 500") for page in lost) >= 3
