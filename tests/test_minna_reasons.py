"""What excluded or ended something: a code with data, its text, and databases that had texts only."""

import pickle
import re
from copy import copy
from dataclasses import replace

import pytest
from sqlite_utils import Database

from minna.legacy_reasons import PLAIN, read_legacy
from minna.reasons import NO_REASON, TEXTS, Code, Reason
from minna.records import Evidence, Page, Score, SiteCrawl
from minna.store import Store
from minna.text import well_formed
from tests.old_databases import undo_names

BLANK = re.compile(r"\{(\w+)")
NUMBERS = {"status", "unreadable", "bytes", "seconds", "mb", "n", "of"}
SAMPLES = {"file": "robots.txt", "where": "it led to", "signal": "SIGSEGV"}
KINDS = {Code.NO_SITEMAP: "HTML", Code.NOT_HTML: "text/plain"}
PAGE = Page("r", "s", "https://a.jp/", "excluded")
NOT_IN_TEXT = {Code.OTHER, Code.SIGN, Code.NONE}
"""Codes of any text: an old one is read as OTHER."""


def reasons():
    """One reason for each text of each code."""
    for code, texts in TEXTS.items():
        for text in texts:
            names = BLANK.findall(text)
            samples = SAMPLES | {"kind": KINDS.get(code, "x")}
            yield Reason(code, **{n: 7 if n in NUMBERS else samples.get(n, "x") for n in names})


ALL = list(reasons())


def test_every_code_has_a_text():
    assert set(TEXTS) == set(Code)


@pytest.mark.parametrize("reason", ALL, ids=lambda r: f"{r.code}-{r}")
def test_a_reason_is_the_same_from_json_from_a_pickle_and_as_a_copy(reason):
    for again in (
        Reason.from_json(reason.to_json()),
        pickle.loads(pickle.dumps(reason)),
        copy(reason),
        well_formed(reason),
    ):
        assert (again, again.code, again.data) == (reason, reason.code, reason.data)
        assert isinstance(again, Reason)


def test_data_without_a_text_are_refused():
    with pytest.raises(KeyError):
        Reason(Code.HTTP, state=503)


@pytest.mark.parametrize("kind", [Page, SiteCrawl, Evidence, Score])
def test_a_reason_comes_back_from_the_database_with_its_code(kind):
    store, reason = Store(":memory:"), Reason(Code.HTTP, status=503)
    rows = {
        Page: PAGE,
        SiteCrawl: SiteCrawl("r", "s", "http_error"),
        Evidence: Evidence("r", "s", "https://a.jp/", "phone", "http_error"),
        Score: Score("r", "s", "http_error"),
    }
    store.save([replace(rows[kind], reason=reason)])
    got = store.get(kind)
    assert (got.reason, got.reason.code, got.reason.data) == (reason, Code.HTTP, {"status": 503})
    store.save([rows[kind]])
    assert store.get(kind).reason == NO_REASON


@pytest.mark.parametrize("text", ["by hand", "{", "[]", "7", '{"code": "new"}', '{"code": "http"}'])
def test_a_text_in_the_database_that_is_no_reason_is_kept_as_a_text(text):
    store = Store(":memory:")
    store.save([PAGE])
    store.db.execute("update page set reason = ?", [text])
    assert (store.get(Page).reason, store.get(Page).reason.code) == (text, Code.OTHER)


@pytest.mark.parametrize(
    "reason",
    [r for r in ALL if r.code not in NOT_IN_TEXT and r != "x"],
    ids=lambda r: f"{r.code}-{r}",
)
def test_the_text_of_every_reason_is_read_from_an_old_database(reason):
    old = read_legacy(str(reason))
    if reason.code is Code.SHARED_GATE:  # of two kinds, each with a text of its own
        assert old.code is Code.CHALLENGE
        return
    assert (old, old.code, old.data) == (reason, reason.code, reason.data)


@pytest.mark.parametrize(("text", "reason"), PLAIN.items())
def test_a_fixed_text_of_an_old_database_is_the_text_of_its_reason(text, reason):
    assert str(reason) == text


OLD = {
    "HTTP 503": (Code.HTTP, {"status": 503}),
    "redirects to https://a.jp/b?c=1 d": (Code.REDIRECT, {"url": "https://a.jp/b?c=1 d"}),
    "redirects to ": (Code.REDIRECT, {"url": ""}),
    "duplicate of https://a.jp/": (Code.DUPLICATE, {"url": "https://a.jp/"}),
    "challenge: Just a moment: wait": (Code.CHALLENGE, {"sign": "Just a moment: wait"}),
    "missing": (Code.MISSING, {}),
    "no end of looking in 240 s": (Code.HUNG, {"seconds": 240}),
    "ERR_CERT_DATE_INVALID": (Code.CERTIFICATE, {"error": "ERR_CERT_DATE_INVALID"}),
    "robots.txt asks for a pause of 86400 s": (Code.PAUSE, {"seconds": 86400}),
    "3 of 20 pages could not be measured": (Code.FAILED_PAGES, {"n": 3, "of": 20}),
    "a text that nobody foresaw": (Code.OTHER, {"text": "a text that nobody foresaw"}),
}


def test_a_database_of_before_the_codes_is_migrated(tmp_path):
    path = tmp_path / "old.db"
    store = Store(path)
    store.save([replace(PAGE, url=f"https://a.jp/{n}") for n in range(len(OLD) + 1)])
    store.save([SiteCrawl("r", "s", "ok"), Score("r", "s", "ok")])
    store.save([Evidence("r", "s", "https://a.jp/", "phone", "ok")])
    store.close()
    undo_names(path)
    db = Database(path)
    for n, text in enumerate(OLD):
        db.execute("update page set reason = ? where url = ?", [text, f"https://a.jp/{n}"])
    for table in ("frame", "score", "evidence"):
        db.execute(f"update {table} set reason = 'HTTP 503'")
    db.execute("delete from _sqlite_migrations where name >= '0013_reasons'")
    db.conn.commit()
    db.close()
    store = Store(path)
    pages = {page.url.rpartition("/")[2]: page.reason for page in store.read(Page)}
    for n, (text, (code, data)) in enumerate(OLD.items()):
        assert (pages[str(n)], pages[str(n)].code, pages[str(n)].data) == (text, code, data)
    assert pages[str(len(OLD))] == NO_REASON
    for kind in (SiteCrawl, Score, Evidence):
        assert store.get(kind).reason.code is Code.HTTP
