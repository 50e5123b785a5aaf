"""Read robots.txt as its author meant it, and write it so that Protego reads the same.

RFC 9309 is the rule, what search engines accept of real files comes on top (Google's robots.cc
among them), and where it is in doubt whether a site said no, it did. What may be a slip of the
hand: marks and spaces that nobody sees, misspelt and full-width keys, a missing colon, a missing
slash, rules in any encoding, rules in HTML, lines run together, versions behind a product token.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin, urlsplit

from protego import Protego

from crawler.plain_text import half_width, letters, readings, unicode_bytes, visible
from crawler.robots_paths import comparable, orders
from minna.addresses import strip_www

TOKEN = "Minna"
MAX_BYTES = 512 * 1024
"""Bytes of robots.txt that are read; RFC 9309 asks for 500 KiB at least."""
MAX_LINE = 16_664
"""Bytes of a line that are read, as in Google's parser."""
AGENT, DISALLOW, ALLOW, SITEMAP = "useragent", "disallow", "allow", "sitemap"
DELAY, RATE = "crawldelay", "requestrate"
KEYS = (AGENT, DISALLOW, ALLOW, SITEMAP, DELAY, RATE)
OTHER_NAMES = dict.fromkeys(["agent", "user", "robot", "robots", "bot", "crawler"], AGENT)
OTHER_NAMES |= dict.fromkeys(["deny", "noallow", "notallow", "notallowed", "unallow"], DISALLOW)
ENDINGS = ("", "s", "d", "ed")
"""Of a key that is right as far as it goes; `Disallow-AI-Training` is another key."""
MAX_KEY = 30
MIN_SIMILARITY = 0.8
"""Likeness, as difflib reckons it, from which a key is taken for a misspelt one."""
EVERYBODY = {"all", "any", "all robots", "all bots", "all agents", "all user agents"}
RUN_TOGETHER = re.compile(
    r"(?:\\[rn]|[\s|,;])(?=(?:user[- ]?agent|(?:dis)?allow|sitemap|crawl[- ]?delay)[ \t]?:)"
    r"|(?:\\[rn]){1,4}$",
    re.IGNORECASE,
)
"""Where a next line was meant, also by `\\n` in letters."""
NAMED = re.compile(rf"[\s(;,]{TOKEN}/", re.IGNORECASE)
QUOTES = "\"'`“”‘’„«»「」"
SMUDGES = f"{QUOTES}ï»¿?\ufffd・•"
"""What editors and wrong encodings leave before a key; anything else makes a line no rule."""
REMARK = re.compile(r"\s(?://|<!--|;|＃|--).*")
SEVERAL = re.compile(r"[,\s]\s{0,9}(?=/)")
IS_HTML = re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE)
HEAD = 2000
"""Bytes among which a page shows that it is HTML."""
TAG = re.compile(rb"<[^<>]{1,2000}>")
NUMBER = re.compile(r"([0-9]{1,9}(?:[.,][0-9]{1,3})?)\s{0,9}(ms|min)?")
UNITS = {"ms": 0.001, "min": 60.0}
PROTEGO_ESCAPE = re.compile("%(?!25|2F)[0-9A-F]{2}")
GROUP_ENDS = "allow:"
"""An empty rule, which does nothing but make Protego begin a group at the next agent."""


@dataclass(slots=True)
class Draft:
    """The file as it is written for Protego, line by line."""

    origin: str = ""
    lines: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)  # rules before the first group
    sitemaps: list[str] = field(default_factory=list)
    has_group: bool = False
    is_for_us: bool = False  # whether there is a group for us or for everybody
    is_unknown: bool = False  # whether the last line that said anything had an unknown key

    def text(self) -> str:
        """All of it; rules in no group are everybody's in a file where nobody else has any."""
        is_taken = bool(self.orphans) and not self.is_for_us
        orphans = ["user-agent: *", *self.orphans, GROUP_ENDS] if is_taken else []
        return "\n".join([*orphans, *self.lines])


@dataclass(frozen=True, slots=True)
class RobotsTxt:
    """What a robots.txt says: its rules, and the sitemaps that it names."""

    rules: Protego
    sitemaps: tuple[str, ...] = ()


def read_robots_txt(body: bytes, origin: str = "") -> RobotsTxt:
    """The rules of a robots.txt for TOKEN; `origin` is the scheme and host that it stands for.

    Rules are to be compared with `robots_paths.address_path`.

    >>> text = read_robots_txt(b"\\xef\\xbb\\xbfUser-agent: *\\nDisallow: /x")
    >>> text.rules.can_fetch("/x", TOKEN)
    False
    """
    draft, body = Draft(origin), first_lines(body)
    is_html = bool(IS_HTML.search(body[:HEAD]))
    for line in (TAG.sub(b"\n", body) if is_html else body).split(b"\n"):
        read_line(draft, line[:MAX_LINE], is_html=is_html)
    if is_html:
        draft.orphans.clear()  # words and scripts of a page that stands in the file's place
    rules = Protego.parse(draft.text())
    set_priorities(rules)
    keep_ours(rules)
    return RobotsTxt(rules, tuple(dict.fromkeys(draft.sitemaps)))


def set_priorities(rules: Protego) -> None:
    """Let the rule with the most octets win (RFC 9309, 2.2.2).

    Protego 0.7 writes `?`, `&` and their like as escapes and counts each as three, so that
    `Disallow: /*?` would win over `Allow: /kurashi/`.
    """
    for group in rules._user_agents.values():
        for rule in group._rules:
            rule.value.priority = len(PROTEGO_ESCAPE.sub("?", rule.value._pattern))
        group.finalize_rules()


def keep_ours(rules: Protego) -> None:
    """Forget the groups that are not for TOKEN, of which a file may hold thousands."""
    ours = rules._get_matching_rule_set(TOKEN)
    rules._user_agents = {ours.user_agent or TOKEN: ours} if ours else {}
    rules._url_patterns.clear()


def first_lines(body: bytes) -> bytes:
    """The whole lines among the bytes that are read, each ended by a line feed."""
    kept = unicode_bytes(body[:MAX_BYTES]).replace(b"\0", b"")
    kept = kept.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return kept.rpartition(b"\n")[0] if len(body) > MAX_BYTES else kept


def read_line(draft: Draft, line: bytes, *, is_html: bool) -> None:
    """Add what a line says."""
    versions = []
    for text, encoding in readings(line):
        text = visible(unescape(text) if is_html else text)
        versions.append((list(directives(text.partition("#")[0])), encoding))
        if not text:
            end_unknown(draft)
    pairs, encoding = max(versions, key=lambda version: sum(bool(key) for key, _ in version[0]))
    for n, (key, value) in enumerate(pairs):
        draft.is_unknown = not key
        if key == AGENT:
            draft.has_group = True
            draft.lines += [f"user-agent: {name}" for name in agents(value)]
            draft.is_for_us |= bool({"*", TOKEN} & set(agents(value)))
        elif key == SITEMAP:
            draft.sitemaps += sitemaps(value, draft.origin)
        elif key:
            same = [(v[n][1], e) for v, e in versions if len(v) == len(pairs)]
            rules = draft.lines if draft.has_group else draft.orphans
            rules += dict.fromkeys(
                rule for v, e in same for rule in protego_lines(key, v, e, draft)
            )


def end_unknown(draft: Draft) -> None:
    """A blank line after an unknown key ends a group, as its author saw it.

    RFC 9309 takes no notice of either; then `User-agent: *` with nothing but a key of its own
    would share the `Disallow: /` of a robot named after it.
    """
    if draft.is_unknown and draft.has_group:
        draft.lines.append(GROUP_ENDS)
    draft.is_unknown = False


def directives(text: str) -> Iterator[tuple[str, str]]:
    """The keys and values of a line; one that was run together from several has several.

    >>> list(directives("User agent : *  Disallow: /a"))
    [('useragent', '*'), ('disallow', '/a')]
    """
    parts = [part.strip(" \t|") for part in RUN_TOGETHER.split(text)]
    first = directive(parts[0])
    if not first[0] and len(parts) > 1:
        parts, first = [text], directive(text)
    if parts[0]:
        yield first
    yield from (directive(part) for part in parts[1:] if part)


def directive(text: str) -> tuple[str, str]:
    """One key and its value; the key is "" if it is none of ours.

    >>> directive("Disallow /a"), directive("USER AGENT *"), directive("// Disallow: /")
    (('disallow', '/a'), ('useragent', '*'), ('', ''))
    """
    text = text.lstrip(SMUDGES).removeprefix("- ").lstrip()
    if not letters(text[:1]):
        return "", ""
    plain = half_width(text)
    for sign in ":=;":
        before, separator, _ = plain.partition(sign)
        if separator and (key := key_of(before)):
            return key, text[len(before) + 1 :].strip()
    words = text.split()
    for n in (1, 2):
        key, value = key_of(" ".join(words[:n])), " ".join(words[n:])
        if key and (half_width(value)[:1] in ("/", "*") or len(words) == n + 1):
            return key, value
    return "", ""


@lru_cache(1000)
def key_of(word: str) -> str:
    """Which key a word is or was meant to be; "" if none.

    >>> key_of("Dissalow"), key_of("user_agent"), key_of("Disallow-AI"), key_of("Noindex")
    ('disallow', 'useragent', '', '')
    """
    plain = letters(word[:MAX_KEY])
    if plain in OTHER_NAMES:
        return OTHER_NAMES[plain]
    for key in KEYS:
        if plain.startswith(key):
            return key if plain.removeprefix(key) in ENDINGS else ""
    return next(
        (key for key in get_close_matches(plain, KEYS, 1, MIN_SIMILARITY) if key[0] == plain[0]), ""
    )


def agents(value: str) -> list[str]:
    """Whom a group is for, as far as it matters to us: everybody, us, others.

    >>> agents("Minna/0.1.0 (+mailto:x)"), agents("*"), agents("Minnabot"), agents("Foo, *")
    (['Minna'], ['*'], ['other'], ['other', '*'])
    """
    value = half_width(value).strip(QUOTES + " ")
    names = [agent(part.strip(QUOTES + " ")) for part in re.split("[,;|]", value)]
    if NAMED.search(value):  # our name as servers see it, behind that of the browser
        names.append(TOKEN)
    return list(dict.fromkeys(names))


def agent(name: str) -> str:
    """One product token, read up to what cannot belong to it."""
    is_everybody = name.startswith("*") and (not letters(name) or name[1:2].isspace())
    if is_everybody or name.casefold() in EVERYBODY:
        return "*"
    token = re.match("[A-Za-z_-]*", name.strip("*"))
    return TOKEN if token and token[0].casefold() == TOKEN.casefold() else "other"


def sitemaps(value: str, origin: str) -> Iterator[str]:
    """The addresses of sitemaps on a line, relative ones from the root."""
    for word in re.split(r"[,\s]{1,9}(?=https?:|/)", value, flags=re.IGNORECASE):
        try:
            yield urljoin(f"{origin}/robots.txt", word.strip(QUOTES + "<> "))
        except ValueError:
            continue


def protego_lines(key: str, value: str, encoding: str, draft: Draft) -> Iterator[str]:
    """A rule for Protego, in every form that it may take in an address that we ask for."""
    if key in (DELAY, RATE):
        yield from delay_lines(key, half_width(value))
        return
    yield f"{key}:"  # a rule without a value is one, and ends the list of agents
    for pattern in patterns(key, value, draft.origin):
        others = {"utf-8", encoding} | ({"cp932", "euc_jp"} if "?" in pattern else set())
        for code in sorted(others):
            path = comparable(pattern.encode(code, "ignore"))
            yield from (f"{key}: {form}" for form in orders(path))


def delay_lines(key: str, value: str) -> Iterator[str]:
    """A pause in seconds (`10 s`, `0,5`, `500ms`), or a rate as it stands."""
    number = NUMBER.match(value)
    if key == RATE:
        yield f"request-rate: {value}"
    elif number:
        seconds = float(number[1].replace(",", ".")) * UNITS.get(number[2] or "", 1.0)
        yield f"crawl-delay: {seconds}"


def patterns(key: str, value: str, origin: str) -> Iterator[str]:
    """The patterns of a rule's value.

    >>> list(patterns("disallow", "secret/", "")), list(patterns("disallow", "/a/, /b/", ""))
    (['/secret/'], ['/a/, /b/', '/a/', '/b/'])
    """
    value = REMARK.sub("", value).strip(QUOTES + "<> \t")
    if half_width(value[:1]) in ("/", "*") and value[:1] not in ("/", "*"):
        value = half_width(value)
    if key == DISALLOW and value.casefold() == "all":
        value = "/"
    if key == ALLOW and value[:1] not in ("/", "*"):
        return  # leave is not taken where it is not plain
    value = on_site(value.replace("\\", "/") if value.startswith("\\") else value, origin)
    if not value or value == "$":
        return
    if value[0] not in "/*":
        value = ("/*" if value[0] in "?&" else "/") + value.removeprefix("./")
    yield value
    if "*" not in value and value[-1] in ",;" and len(value) > 2:
        yield value[:-1]
    first, *more = SEVERAL.split(value)
    if more:
        yield from [first, *(part for part in more if part != "/")]
    if "&amp;" in value:
        yield value.replace("&amp;", "&")


def on_site(value: str, origin: str) -> str:
    """A path that was written as an address of the site in full; "" for one of another site."""
    host = strip_www(urlsplit(origin).netloc)
    if host and strip_www(value.partition("/")[0]) == host:
        value = f"http://{value}"
    if not value.lower().startswith(("http://", "https://")):
        return value
    netloc, _, path = value.partition("://")[2].partition("/")
    return f"/{path}" if not host or strip_www(netloc) == host else ""
