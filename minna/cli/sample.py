"""`minna sample`: the pages to test of one's own site, as a list that can be used again."""

from collections.abc import Sequence
from typing import Any

import click

from minna.addresses import given_address
from minna.cli import _options, _survey
from minna.cli._say import say, say_csv
from minna.credentials import masked
from minna.errors import NotMeasured, UnknownSite
from minna.machine import raise_handle_limit
from minna.records import Page, Run, Site, SiteCrawl
from minna.store import Store

HEADS = {
    "ja": ("番号", "選び方", "役割", "ページ名", "URL", "根拠"),
    "en": ("No.", "Chosen", "Role", "Title", "URL", "Evidence"),
}
WORDS = {
    "ja": {
        "key": "代表",
        "random": "無作為",
        "drawn": "{frame:,} ページから {n} ページを選びました（代表 {keys}、無作為 {random}、"
        "乱数の種 {seed}、サイト {site}）。同じ種を指定すると、同じ一覧を再現できます。",
    },
    "en": {
        "key": "representative",
        "random": "random",
        "drawn": "{n} pages of {frame:,} ({keys} representative, {random} random; seed {seed}, "
        "site {site}). The same seed gives the same list again.",
    },
}


@click.command("sample")
@click.argument("site")
@click.option(
    "--representative",
    type=click.IntRange(1, 15),
    default=10,
    show_default=True,
    help="Pages chosen for their role, at most.",
)
@click.option(
    "--pages", type=click.IntRange(1, 2000), default=40, show_default=True, help="Pages in all."
)
@_options.crawl_options
@_options.lang
@_options.db
def command(
    site: str, representative: int, pages: int, lang: str, db: str, seed: int, **settings: Any
) -> None:
    """Print the pages of SITE to test under JIS X 8341-3, as CSV: representative ones and random.

    SITE is an address, or the code of a site in the database. A site that the database does
    not know is crawled first.

    Example:

        minna sample https://www.example.lg.jp/ > pages.csv
    """
    import crawler

    store = Store(db)
    run, site_record = crawled(store, site, seed, settings)
    frame = store.get(SiteCrawl, run=run.id, site=site_record.code)
    fetched = list(store.read(Page, run=run.id, site=site_record.code, state="fetched"))
    if frame is None or not fetched:
        raise NotMeasured(url=site_record.url, reason=(frame and frame.reason) or "no page")
    chosen = crawler.draw_sample(
        fetched, pages, seed, site_record.code, max_key_pages=representative
    )
    drawn = [page for page in chosen if page.sample_part in ("key", "random")]
    say(format_summary(drawn, len(fetched), seed, site_record.code, lang), err=True)
    print_list(drawn, lang)


def crawled(store: Store, site: str, seed: int, settings: dict[str, Any]) -> tuple[Run, Site]:
    """The survey of the database that knows the site, or a new one."""
    import crawler

    runs = sorted(store.read(Run), key=lambda run: run.id, reverse=True)
    for run in runs:
        for candidate in store.read(Site, run=run.id):
            frame = store.get(SiteCrawl, run=run.id, site=candidate.code, status="ok")
            if frame and (site == candidate.code or crawler.is_same_address(site, candidate.url)):
                return run, candidate
    if "." not in site and "/" not in site:
        raise UnknownSite(site=masked(site), path=store.path)
    url = given_address(site, allow_private=settings["allow_private"])
    new = crawler.site_of(url)
    raise_handle_limit()
    store.claim()
    run = _survey.open_run(store, "site", [new], seed, settings)
    _survey.crawl(store, run)
    return run, new


def format_summary(drawn: Sequence[Page], frame: int, seed: int, site: str, lang: str) -> str:
    """How the pages were chosen, to be put beside the results of the test."""
    keys = sum(page.sample_part == "key" for page in drawn)
    return WORDS[lang]["drawn"].format(
        n=len(drawn), frame=frame, keys=keys, random=len(drawn) - keys, seed=seed, site=site
    )


def print_list(drawn: Sequence[Page], lang: str) -> None:
    """The list as CSV; a title that a spreadsheet would take for a formula is disarmed."""
    rows: list[Sequence[object]] = [HEADS[lang]]
    for number, page in enumerate(drawn, 1):
        cells = (page.role, page.title, page.url, page.role_evidence)
        rows.append([number, WORDS[lang][page.sample_part], *map(no_formula, cells)])
    say_csv(rows)


def no_formula(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> no_formula("=1+1"), no_formula("町")
    ("'=1+1", '町')
    """
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
