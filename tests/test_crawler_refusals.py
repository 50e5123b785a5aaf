"""A broken folder does not end a site; a server that refuses us everywhere is left soon. A folder that
moved is followed; one that leads above itself is not."""

import random

import pytest

from crawler.url_index import CrawlContext
from crawler.urls import moved_folder, neighbours, nested_sites
from minna.records import Site
from tests.small_sites import GONE, HOME, Reply, crawl, name, page

OPEN = {f"/open/{n}.html": page(name(n)) for n in range(20)}
BUSY, CLOSED, LIMIT = (
    Reply("<title>503</title>busy", 503),
    Reply("<h1>No</h1>", 403),
    Reply("", 429),
)
SILENT = Reply(status=0)


def site_of(pages, home=()):
    listed = [*home, *pages]

    def site(path):
        return page("みんな町", *listed) if path == "/" else pages.get(path, GONE)

    return site


BROKEN = {
    "one program": {f"/cgi/{n}.cgi": BUSY for n in range(12)},
    "one program with queries at the root": {f"/list.cgi?id={n}": BUSY for n in range(12)},
    "two programs": {f"/{c}/{n}.cgi": BUSY for c in ("cgi", "app") for n in range(8)},
    "one folder that is not public": {f"/members/{n}.html": CLOSED for n in range(30)},
    "one folder a member": {f"/members/{c}/": CLOSED for c in "abcdefghijklmnopqrst"},
    "one folder that does not answer": {f"/slow/{n}.html": SILENT for n in range(12)},
    "a limit in one folder": {f"/api/{n}": LIMIT for n in range(12)},
    "one program and one closed folder": {f"/cgi/{n}.cgi": BUSY for n in range(8)}
    | {f"/members/{n}.html": CLOSED for n in range(12)},
    "one folder with an error of another kind": {f"/x/{n}": Reply("", 500) for n in range(30)},
}


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_folder_does_not_end_a_site(case, seed):
    crawled = crawl(site_of(OPEN | BROKEN[case]), seed=seed)
    assert crawled.kept == {"/", *OPEN}
    assert crawled.frame.status == "ok"


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_folder_is_left_after_a_few_tries_and_told(case):
    crawled = crawl(site_of(OPEN | BROKEN[case]))
    tried = [path for path in crawled.asked if path in BROKEN[case]]
    if "another kind" in case:
        assert (len(tried), crawled.frame.capped) == (30, "")
        return
    kinds = {503: "refused", 429: "refused", 403: "forbidden", 0: "unreachable"}
    most = {"refused": 6, "unreachable": 6, "forbidden": 20}
    allowed = {path: most[kinds[reply.status]] for path, reply in BROKEN[case].items()}
    assert len(tried) <= 2 * max(allowed.values())
    if len(tried) < len(BROKEN[case]):
        assert crawled.frame.capped in {kinds[reply.status] for reply in BROKEN[case].values()}


@pytest.mark.parametrize("refusal", [BUSY, CLOSED, SILENT])
@pytest.mark.parametrize("seed", range(1, 6))
def test_every_second_page_of_a_folder_that_is_refused_hides_no_other(refusal, seed):
    mixed = {f"/kyoyu/{n}.html": refusal if n % 2 else page(name(n + 100)) for n in range(30)}
    crawled = crawl(site_of(OPEN | mixed), seed=seed)
    assert crawled.kept == {
        "/",
        *OPEN,
        *(path for path, reply in mixed.items() if reply != refusal),
    }


def test_a_folder_that_was_busy_for_a_while_is_asked_again_at_the_end():
    times = []

    def site(path):
        if path.startswith("/cgi/"):
            times.append(path)
            return BUSY if len(times) <= 3 else page(name(200 + int(path[5:-4])))
        return site_of(OPEN, [f"/cgi/{n}.cgi" for n in range(12)])(path)

    crawled = crawl(site)
    assert sum(path.startswith("/cgi/") for path in crawled.kept) == 9
    assert crawled.frame.capped == ""


FOLDERS = {
    f"/{c}/{n}.html": page(name(n + 20 * i)) for i, c in enumerate("abcdefgh") for n in range(8)
}


@pytest.mark.parametrize("seed", range(1, 4))
@pytest.mark.parametrize("served", [0, 1, 5, 30])
@pytest.mark.parametrize(
    ("refusal", "most", "word"),
    [
        (LIMIT, 6, "refused"),
        (BUSY, 6, "refused"),
        (CLOSED, 20, "forbidden"),
        (SILENT, 6, "unreachable"),
    ],
)
@pytest.mark.parametrize("shape", ["folders", "flat", "queries"])
def test_a_server_that_refuses_everything_is_left_soon(seed, served, refusal, most, word, shape):
    pages = {
        "folders": FOLDERS,
        "flat": {f"/{n}.html": page(name(n)) for n in range(60)},
        "queries": {f"/p.php?id={n}": page(name(n)) for n in range(60)},
    }[shape]
    count = [0]

    def site(path):
        if path in pages:
            count[0] += 1
            return pages[path] if count[0] <= served else refusal
        return site_of(pages)(path)

    crawled = crawl(site, seed=seed)
    assert len(crawled.kept) == 1 + served
    assert count[0] - served <= most
    assert (crawled.frame.status, crawled.frame.capped) == ("ok", word)


# A folder that moved


def town(moves, *pages):
    def site(path):
        if path in moves:
            return Reply("", 301, {"Location": moves[path]})
        if path in pages:
            return page(f"案内{path}", *pages, "/other/x.html", "/")
        return page("市のトップ", "/other/x.html") if path in ("/", "/other/x.html") else GONE

    return site


@pytest.mark.parametrize(
    ("start", "moves", "pages", "folder"),
    [
        ("/start/", {"/start/": "/app/top.html"}, ["/app/top.html", "/app/a.html"], "/app/"),
        ("/chuo/", {"/chuo/": "/chuo-ku/"}, ["/chuo-ku/", "/chuo-ku/a.html"], "/chuo-ku/"),
        ("/ku/chuo/", {"/ku/chuo/": "/ku/c/ja/"}, ["/ku/c/ja/", "/ku/c/a.html"], "/ku/c/"),
        ("/a/", {"/a/": "/b/", "/b/": "/c/x.html"}, ["/c/x.html", "/c/y.html"], "/c/"),
        ("/~mura/", {"/~mura/": "/mura/index.php"}, ["/mura/index.php", "/mura/2.php"], "/mura/"),
        ("/s/", {"/s/": "/s/ja/top.html"}, ["/s/ja/top.html", "/s/en/a.html"], "/s/"),
        ("/s/", {"/s/": "/s"}, ["/s", "/s/a.html"], "/s/"),
    ],
)
def test_a_site_in_a_folder_that_moved_is_followed_and_told(start, moves, pages, folder):
    crawled = crawl(town(moves, *pages), start)
    assert crawled.kept == set(pages), "and not what lies beside it"
    assert crawled.frame.status == "ok"
    assert ("has moved to" in crawled.frame.reason) == (folder != start)


@pytest.mark.parametrize(
    "target", ["/", "/index.html", "/top.html", "/ku/", "/ku/list.html", "/ku/kita/"]
)
def test_a_ward_that_leads_to_its_city_or_to_another_ward_is_gone(target):
    context = CrawlContext(neighbours=frozenset({"/ku/kita/", "/ku/minami/"}))
    crawled = crawl(town({"/ku/chuo/": target}, "/ku/kita/"), "/ku/chuo/", context=context)
    assert (crawled.frame.status, crawled.kept) == ("redirected_away", set())
    assert target in crawled.frame.reason


def test_a_refresh_to_another_folder_is_a_move_as_well():
    head = '<meta http-equiv="refresh" content="0;url=/new/">'

    def site(path):
        if path == "/old/":
            return Reply(f"<title>移転</title>{head}")
        return page(f"案内{path}", "/new/a.html") if path.startswith("/new/") else GONE

    assert crawl(site, "/old/").kept == {"/new/", "/new/a.html"}


def test_folders_of_other_sites_on_the_host_are_neighbours():
    urls = {"city": f"{HOME}/", "kita": f"{HOME}/kita/", "chuo": f"{HOME}/chuo/"}
    sites = [Site("r", code, code, url) for code, url in urls.items()]
    assert neighbours(sites)["kita"] == {"/chuo/"}
    assert neighbours(sites)["city"] == nested_sites(sites)["city"] == {"/kita/", "/chuo/"}


def test_where_a_folder_moved_to_is_the_first_part_that_differs():
    for _ in range(200):
        folder = "/" + "".join(random.choice(["a/", "b/"]) for _ in range(random.randint(1, 3)))
        home = f"{HOME}/" + "".join(random.choice(["a/", "c/"]) for _ in range(3)) + "x.html"
        moved = moved_folder(folder, home)
        assert not moved or home.removeprefix(HOME).startswith(moved)
        assert moved == folder or not folder.startswith(moved)
