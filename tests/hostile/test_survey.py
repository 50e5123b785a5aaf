"""A survey of a site with pages that cannot be written down, or that hung it, comes to its end."""

import subprocess
import sys
from pathlib import Path

import pytest

from minna.records import Evidence, Finding
from minna.store import Store

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PAGE = (
    '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    "<h1>{title}</h1><p>暮らしの手続きや子育ての案内を、この町の皆さまにお知らせします。</p>{more}</body></html>"
)
FESTIVAL = "夏祭りのお知らせ🎆" * 40
BAD = {
    "cut": f'<p style="color:#bbb">あ{FESTIVAL}</p>',
    "title": "<script>document.title = '町\\ud83c のお知らせ'</script>",
    "attribute": "<img src='x.png' id='half'><script>half.alt = '\\udf86町'; half.title = 'a\\ud83c'</script>",
    "address": "<script>history.replaceState(null, '', '?a=\\ud83c')</script>",
    "escape": "<h2>\x1b[2J\x1b]0;町\x07</h2><script>document.title = '\\x1b[31m赤'</script>",
    "open": "<p>おわり</p><a " + 'x=""' * 40,
    "marks": "<p>か" + "\u3099\u0301" * 100_000 + "</p>",
}
GOOD = {
    f"good{n}": f"<h2>案内 {n}</h2><img src='a.png'><p>{'町の案内。' * n}</p>" for n in range(1, 4)
}


def site(folder: Path, pages: dict[str, str]) -> Path:
    folder.mkdir()
    links = "".join(
        f'<li><a href="/{name}.html">{name} の案内</a></li>' for name in {**GOOD, **BAD}
    )
    home = PAGE.format(title="みんな町", more=f"<ul>{links}</ul>")
    (folder / "index.html").write_text(home, encoding="utf-8")
    for name, more in pages.items():
        text = PAGE.format(title=f"{name} の案内", more=more)
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return folder


def survey(folder: Path, address: str) -> tuple[Store, str]:
    """The record book of a survey, and what it printed."""
    register = folder / "registry.csv"
    register.write_text(f"code,name,url\n1,みんな町,{address}\n", encoding="utf-8")
    words = [
        "survey",
        register,
        "--allow-private",
        "--pause",
        "0",
        "--touch",
        "none",
        "--db",
        folder / "a.db",
    ]
    command = [sys.executable, "-m", "minna", *words, "--out", folder / "report"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    assert (folder / "report/index.html").is_file()
    return Store(folder / "a.db"), done.stdout + done.stderr


def told_of_good(store: Store) -> dict[tuple[str, str, str], object]:
    told = {}
    for e in store.read(Evidence):
        name = e.url.rpartition("/")[2].removesuffix(".html")
        if name in GOOD:
            found = {
                (f.check, f.message)
                for f in store.read(Finding, url=e.url)
                if f.viewport == e.viewport
            }
            told[name, e.viewport, e.status] = frozenset(found)
    return told


def test_bad_pages_cost_themselves_alone(tmp_path, serve):
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    with_bad, printed = survey(tmp_path / "one", serve(site(tmp_path / "bad", GOOD | BAD)))
    without, _ = survey(tmp_path / "other", serve(site(tmp_path / "good", GOOD)))
    seen = {e.url.rpartition("/")[2].partition(".")[0]: e.status for e in with_bad.read(Evidence)}
    assert set(BAD) | set(GOOD) <= set(seen)
    assert {name: seen[name] for name in ("cut", "title", "attribute", "open")} == dict.fromkeys(
        ("cut", "title", "attribute", "open"), "ok"
    )
    good = told_of_good(with_bad)
    assert len(good) == 2 * len(GOOD)
    assert good == told_of_good(without)
    assert "\x1b[2J" not in printed
    for file in (tmp_path / "one/report").rglob("*.*"):
        if file.suffix in (".html", ".csv"):
            assert "\x1b" not in file.read_text(encoding="utf-8"), file
