"""What robots.txt files of real sites say, slips of the hand and odd encodings among them."""

from urllib.parse import quote

import pytest

from crawler.middlewares.robots import rules_of

HOST = "https://www.town.jp"
ALL = "User-agent: *\n"
SECRET, OPEN = "/secret/a.html", "/open.html"


def refused(text, path):
    body = text.encode() if isinstance(text, str) else text
    return bool(rules_of(200, body, HOST).refusal(HOST + path))


def closes_secret(text):
    return [refused(text, SECRET), refused(text, OPEN)] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffUser-agent: *\nDisallow: /secret/",
        "\ufeff# rules\n\nUser-agent: *\nDisallow: /secret/",
        "ï»¿User-agent: *\nDisallow: /secret/",
        "User-agent: *\n\ufeffDisallow: /secret/",
        *(f"{ALL}Disallow: /secret/\n".encode(e) for e in ("utf-16", "utf-16-le", "utf-16-be")),
        f"{ALL}Disallow: /secret/\n".encode("utf-32"),
        "User-agent: *\rDisallow: /secret/\r",
        "User-agent: *\r\nDisallow: /secret/\r\n",
        f"{ALL}Disallow: /secret/\0",
        f"{ALL}Disallow: /secret/".encode() + b"\n# \xff\xfe\x80",
        f"{ALL}Disallow: /secret/\nDisallow: /{'x' * 20_000}",
        f"{ALL}Disallow: /secret/\n{'# note' * 100}\n" * 2000,
    ],
)
def test_marks_encodings_and_line_ends_hide_no_rule(text):
    assert closes_secret(text)


@pytest.mark.parametrize(
    "name",
    [
        "Minna",
        "minna",
        "MINNA/0.1",
        "Minna/0.1.0 (+mailto:x)",
        "Minna # survey",
        "Minna*",
        "*Minna*",
        "Foo, Minna",
        "Minna x",
        '"Minna"',
        "Ｍｉｎｎａ",
        "Minna2",
        "Mozilla/5.0 (X11) Chrome/156.0 Minna/0.1.0 (+https://a.jp)",
    ],
)
def test_our_product_token_is_known_with_all_that_is_written_around_it(name):
    assert closes_secret(f"User-agent: {name}\nDisallow: /secret/\n\nUser-agent: *\nDisallow:\n")


@pytest.mark.parametrize(
    "name",
    [
        "Minn",
        "m",
        "min",
        "inn",
        "MinnaBot",
        "minna-bot",
        "Minna_x",
        "Foo/1.0 (+https://minna.jp)",
        "Foo (+https://a/minna)",
        "",
        "bot",
        "*bot",
        "Googlebot",
        "Mozilla/5.0 (compatible; Foo)",
    ],
)
def test_rules_for_other_robots_are_not_ours(name):
    assert not refused(f"User-agent: {name}\nDisallow: /\n", OPEN)
    assert closes_secret(
        f"User-agent: {name}\nDisallow:\nAllow: /\n\nUser-agent: *\nDisallow: /secret/\n"
    )


@pytest.mark.parametrize(
    "name", ["*", "＊", "'*'", "all", "*/*", "**", "* # all", "* everyone", "Foo, *", "*\u200b"]
)
def test_everybody_is_meant_by_a_star_however_it_is_written(name):
    assert closes_secret(f"User-agent: {name}\nDisallow: /secret/\n")


@pytest.mark.parametrize(
    "key",
    [
        "useragent",
        "user agent",
        "User_Agent",
        "User–agent",
        "User-agents",
        "Usergent",
        "User-Agnet",
        "Ｕｓｅｒ-ａｇｅｎｔ",
        "Agent",
        "User-agent ",
        "\xa0User-agent",
        "\u3000User-agent",
    ],
)
def test_misspelt_keys_of_agents_begin_a_group(key):
    assert closes_secret(f"{key}: *\nDisallow: /secret/\nUser-agent: Foo\nDisallow: /")


@pytest.mark.parametrize(
    "key",
    [
        "Dissallow",
        "Dissalow",
        "Disalow",
        "Diasllow",
        "Disallaw",
        "Dis-allow",
        "DISALLOW",
        "Disallow ",
        "Disallows",
        "Disallowed",
        "Disllow",
        "Disallow\xa0",
        "Ｄｉｓａｌｌｏｗ",
        "“Disallow",
        "- Disallow",
    ],
)
def test_misspelt_refusals_are_refusals(key):
    assert closes_secret(f"{ALL}{key}: /secret/\nAllow: /")


@pytest.mark.parametrize(
    "line",
    [
        "Disallow /secret/",
        "Disallow\t/secret/",
        "Disallow:/secret/",
        "Disallow：/secret/",
        "Disallow=/secret/",
        "Disallow: secret/",
        "Disallow: ./secret/",
        "Disallow: \\secret\\",
        'Disallow: "/secret/"',
        "Disallow: https://www.town.jp/secret/",
        "Disallow: http://town.jp/secret/",
        "Disallow: www.town.jp/secret/",
        "Disallow: ／secret／",
        "Disallow:\u3000/secret/\u3000",
        "Disallow:\u00a0/secret/",
        "Disallow: /secret/ # not for robots",
        "Disallow: /secret/ // not for robots",
        "Disallow: /private/ /secret/",
        "Disallow: /private/, /secret/",
        "Disallow: /secret/;",
        "Disallow: /sec*",
        "Disallow: *secret",
        "Disallow: /*/a.html$",
        "Disallow: /%73ecret/",
        "Allow: /\nDisallow: /secret/",
    ],
)
def test_a_rule_is_read_however_it_is_written(line):
    assert closes_secret(ALL + line)


@pytest.mark.parametrize(
    "line",
    [
        "Disallow:",
        "Disallow",
        "Disallow: $",
        "Disallow: http://elsewhere.jp/",
        "DisallowAITraining: /",
        "Disallow-AI: /",
        "Noindex: /",
        "Follow: /secret/\nNoallow: /b",
        "# Disallow: /",
        "// Disallow: /",
        "; Disallow: /",
        "<!-- Disallow: / -->",
        "Disallow: none",
        "Disallow: //",
        "Disallow: /*;",
        "Disallow: /?",
        "Disallow: /Secret/",
        "Disallow: /secret$",
        "Disallow: / images/",
        "Disallow: /\nAllow: /",
        "Disallow: /secret/\nAllow: /secret/",
        "Content-Signal: search=yes, ai-train=no",
    ],
)
def test_an_honest_file_is_not_taken_for_a_refusal(line):
    assert not refused(ALL + line, SECRET)
    assert not refused(ALL + line, OPEN)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("User-agent: *\nUser-agent: Foo\nDisallow: /secret/", True),
        ("User-agent: *\n\n\nUser-agent: Foo\n# note\nDisallow: /secret/", True),
        ("User-agent: *\nSitemap: /s.xml\nDisallow: /secret/", True),
        ("User-agent: *\nNoindex: /x\n\nDisallow: /secret/", True),
        (
            "User-agent: *\nDisallow: /a\n\nUser-agent: Foo\n\nUser-agent: *\nDisallow: /secret/",
            True,
        ),
        ("User-agent: * Disallow: /secret/", True),
        ("User-agent: *\\nDisallow: /secret/\\n", True),
        ("User-agent: * | Disallow: /secret/ | Disallow: /x/", True),
        ("Disallow: /secret/", True),
        ("# User-agent: *\nDisallow: /secret/\nUser-agent: Foo\nDisallow: /", True),
        ("Disallow: /\n\nUser-agent: *\nDisallow:", False),
        ("User-agent: *\nDisallow:\nUser-agent: Foo\nDisallow: /", False),
        ("User-agent: *\nCrawl-delay: 10\n\nUser-agent: Foo\nDisallow: /", False),
        ("User-agent: *\nContent-Signal: search=yes\n\nUser-agent: Foo\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\nUser-agent: Minna\nAllow: /", False),
    ],
)
def test_groups_are_those_that_the_author_saw(text, closed):
    assert refused(text, SECRET) == closed
    assert not refused(text, OPEN)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("<html><body>User-agent: *<br>Disallow: /secret/<br></body></html>", True),
        ("<!DOCTYPE html><html><pre>\nUser-agent: &#42;\nDisallow: &#x2F;secret/</pre>", True),
        ("<!-- note -->\nUser-agent: *\nDisallow: /secret/", True),
        ("<script>x()</script>\nUser-agent: *\nDisallow: /secret/", True),
        ("<html><body><h1>Not found</h1><p>Disallow: /</p></body></html>", False),
        ("<html><script>a = {userAgent: me,\ndisallow: '/',\nallow: 1}</script></html>", False),
    ],
)
def test_html_in_place_of_the_file_is_read_for_its_rules_alone(text, closed):
    assert refused(text, SECRET) == closed
    assert not refused(text, OPEN)


@pytest.mark.parametrize(
    ("rule", "path", "closed"),
    [
        *(("/内部/".encode(e), quote("/内部/a"), True) for e in ("utf-8", "cp932", "euc_jp")),
        ("/内部/".encode("cp932"), quote("/内部/a".encode("cp932")), True),
        ("/表示/ソ".encode("cp932"), quote("/表示/ソ"), True),
        (b"/%93%e0/", "/%93%E0/a", True),
        (b"/%93%E0/", "/%91%8D/a", False),
        ("/list.php?ka=総".encode(), "/list.php?ka=%91%8D%96%B1", True),
        (b"/%7Eu/", "/~u/a", True),
        (b"/~u/", "/%7Eu/a", True),
        (b"/~E3/", "/%E3/a", False),
        (b"/a%2fb", "/a%2Fb", True),
        (b"/a%2Fb", "/a/b", False),
        (b"/list?sort=", "/list?page=2&sort=1", True),
        (b"/list?sort=", "/list?page=2", False),
        (b"/*&sort=", "/l?sort=1&z=2", True),
        (b"/l?z=1&a=2", "/l?a=2&z=1", True),
        (b"/l?z=1&a=2$", "/l?a=2&z=1", True),
        (b"/*?print$", "/a?print=", True),
        (b"/*?print$", "/a?print=1", False),
        (b"/go?u=https://a.jp/", "/go?u=https%3A%2F%2Fa.jp%2Fx", True),
        (b"/a?q=x y", "/a?q=x+y", True),
        (b"/a;v=1", "/a;v=1", True),
        (b"/", "/robots.txt", False),
    ],
)
def test_paths_compare_by_what_they_stand_for(rule, path, closed):
    assert refused(ALL.encode() + b"Disallow: " + rule + b"\n", path) == closed


def test_the_longest_rule_wins_in_whatever_order_the_query_is_asked_for():
    text = f"{ALL}Disallow: /*?\nAllow: /*?page_id=\nAllow: /p/index.html\nDisallow: /p/\n"
    assert [refused(text, path) for path in ("/?lang=ja&page_id=2", "/?x=1", "/p/", "/p/a")] == [
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("rules", "path", "closed"),
    [
        ("Disallow: /*?\nAllow: /a/", "/a/?y=2", False),
        ("Disallow: /*?id=\nAllow: /a", "/a?id=2", True),
        ("Disallow: /*\nAllow: /$", "/", False),
        ("Disallow: /*\nAllow: /$", "/a", True),
        ("Allow: /a;b\nDisallow: /a;bc", "/a;bcd", True),
        ("Allow: /page\nDisallow: /*.html", "/page.html", True),
        ("Allow: secret/\nDisallow: /", "/secret/a", True),
    ],
)
def test_the_rule_with_the_most_octets_wins(rules, path, closed):
    assert refused(ALL + rules, path) == closed


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        *(("Crawl-delay: " + value, n) for value, n in (("10s", 10), ("0,5", 0.5), ("5 # s", 5))),
        *(("Crawl-delay: " + value, n) for value, n in (("５", 5), ("500ms", 0.5), ("2 min", 120))),
        ("Crawl delay 3", 3),
        ("Request-rate: 1/7", 7),
        ("Crawl-delay: soon", 0),
        ("Disallow: /a\n\nUser-agent: *\nCrawl-delay: 4", 4),
    ],
)
def test_pauses_are_read_with_their_units(line, seconds):
    assert rules_of(200, f"\ufeff{ALL}{line}\n".encode()).pause() == seconds


def test_sitemaps_are_named_by_any_spelling_and_stand_alone():
    text = (
        "Sitemap: rel.xml\nUser-agent: *\nSite-map: /s.xml\nSITEMAP:https://b.jp/x.xml, "
        "https://b.jp/y.xml\nSitemap: http://[bad\nSitemap https://c.jp/z.xml # c\n"
    )
    assert rules_of(200, text.encode(), HOST).sitemaps() == [
        f"{HOST}/rel.xml",
        f"{HOST}/s.xml",
        "https://b.jp/x.xml",
        "https://b.jp/y.xml",
        "https://c.jp/z.xml",
    ]


def test_what_lies_behind_the_longest_file_is_not_read():
    assert not refused(ALL + "# note\n" * 80_000 + "Disallow: /secret/\n", SECRET)
    cut = ALL + "#" + "x" * (512 * 1024 - len(ALL) - 12) + "\nDisallow: /secret/b\n"
    assert not refused(cut, SECRET), "a rule that is cut in two is none"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>" + b"<" * 500_000,
        b"User-agent: " + b"a" * 500_000,
        b"User-agent" + b" " * 500_000 + b"x",
        bytes(range(256)) * 2000,
        b"User-agent: *\n" + b"Disallow: /*a*b*c*d\n" * 5000,
        b"User-agent: *\nDisallow: " + b"/a," * 5000,
    ],
)
def test_hostile_files_are_read_in_no_time(body):
    assert not refused(body, OPEN)
