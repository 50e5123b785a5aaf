"""The command line: one clear sentence for what can be mended, and no traceback for the world."""

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from minna.cli import main

PAGE = "<!doctype html><html lang=ja><meta charset=utf-8><title>市の窓口</title><body><main><h1>窓口</h1>"


def minna(*words, **environment):
    """Run the command line as a person would, in a process of its own."""

    command = [sys.executable, "-m", "minna", *map(str, words)]
    env = os.environ | {"LANG": "C.UTF-8", "PYTHONWARNINGS": "error"} | environment
    return subprocess.run(command, capture_output=True, text=True, timeout=240, env=env)


def sentence(result):
    """The one line of an error; anything longer is a failure of ours."""
    lines = result.stderr.strip().splitlines()
    assert "Traceback" not in result.stderr
    assert lines, "nothing was said"
    return lines[-1]


def test_help_names_every_command_and_how_to_use_it():
    from minna import cli
    from minna.discover import discover

    listed = CliRunner().invoke(main, ["--help"]).output
    assert {"page", "site", "survey", "crawl", "audit", "score", "report", "judge", "registry",
            "doctor", "demo", "compare", "sample", "politeness", "export", "db"} == set(discover(cli))  # fmt: skip
    for name in discover(cli):
        assert name in listed
        shown = CliRunner().invoke(main, [name, "--help"])
        assert shown.exit_code == 0
        if name not in ("doctor", "demo"):
            assert "Example:" in shown.output, f"{name} shows no example"


@pytest.mark.parametrize("url", ["town", "ftp://example.lg.jp/", "http://", "http://a b/"])
@pytest.mark.parametrize("command", ["page", "site"])
def test_a_malformed_address_is_told_in_one_sentence(command, url):
    result = minna(command, url)
    assert result.returncode == 2
    assert "web address" in sentence(result)


def test_errors_speak_japanese_to_japanese_readers():
    result = minna("page", "town", LANG="ja_JP.UTF-8")
    assert "アドレスではありません" in sentence(result)


@pytest.mark.parametrize("command", ["page", "site"])
def test_a_private_address_needs_leave(command):
    result = minna(command, "http://127.0.0.1:1/")
    assert result.returncode == 2
    assert "--allow-private" in sentence(result)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name\n甲市\n", "url"),
        ("name,url\n甲市,town\n", "line 2"),
        ("name,url\n甲市,https://a.example/\n,https://b.example/\n", "line 3"),
        ("", "no site"),
    ],
)
def test_a_registry_that_cannot_be_read_names_line_and_column(tmp_path, text, message):
    (tmp_path / "r.csv").write_text(text, encoding="utf-8")
    result = minna("survey", tmp_path / "r.csv", "--db", tmp_path / "m.db", "--out", tmp_path / "o")
    assert result.returncode == 2
    assert message in sentence(result)
    assert not (tmp_path / "o").exists()


def test_a_registry_that_is_not_there_is_told(tmp_path):
    result = minna("survey", tmp_path / "none.csv", "--db", tmp_path / "m.db")
    assert result.returncode == 2
    assert "none.csv" in sentence(result)


def test_an_unknown_code_is_told(tmp_path):
    (tmp_path / "r.csv").write_text("code,name,url\n1,甲市,https://a.example/\n", encoding="utf-8")
    result = minna("survey", tmp_path / "r.csv", "--only", "1,9", "--db", tmp_path / "m.db")
    assert result.returncode == 2
    assert "9" in sentence(result)


@pytest.mark.parametrize("command", ["audit", "score", "report", "judge"])
def test_an_empty_record_book_is_told(command, tmp_path):
    result = minna(command, "--db", tmp_path / "empty.db")
    assert result.returncode == 2
    assert "minna survey" in sentence(result)


@pytest.mark.parametrize("command", ["audit", "score", "report", "judge"])
def test_a_record_book_that_cannot_be_is_told(command, tmp_path):
    result = minna(command, "--db", tmp_path / "no" / "such" / "folder.db")
    assert result.returncode == 2
    assert "Cannot write" in sentence(result)


def test_without_a_browser_one_sentence_says_what_to_do(tmp_path):
    hidden = {"MINNA_CHROMIUM": "/nonexistent", "PATH": "/nonexistent", "HOME": str(tmp_path)}
    script = (
        "import audits.browser.chromium as c; c.KNOWN_FOLDERS = (); "
        "from minna.cli import main; main(['page', 'http://127.0.0.1:1/', '--allow-private'])"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=hidden, timeout=60
    )
    assert result.returncode == 2
    assert "minna doctor" in sentence(result)


@pytest.mark.browser
def test_doctor_shows_the_browser_that_starts():
    result = minna("doctor")
    assert result.returncode == 0
    assert "ok       browser" in result.stdout
    assert minna("doctor", "--quiet").stdout == ""


@pytest.mark.browser
def test_page_tells_one_json_object_a_line(serve, tmp_path):
    (tmp_path / "bad.html").write_text(
        f"{PAGE}<img src=x.png><a href=/>窓口へ</a>", encoding="utf-8"
    )
    base = serve(tmp_path)
    result = minna(
        "page", f"{base}/bad.html", f"{base}/none.html", "--json", "--lang", "ja", "--allow-private"
    )
    assert result.returncode == 1, "one page could not be audited"
    bad, none = map(json.loads, result.stdout.splitlines())
    assert bad["url"] == f"{base}/bad.html"
    assert bad["final_url"] == bad["url"]
    assert (bad["status"], bad["viewports"]) == ("ok", ["phone", "desktop"])
    finding = next(f for f in bad["findings"] if f["check"] == "axe:image-alt")
    assert (finding["criterion"], finding["level"], finding["outcome"]) == ("1.1.1", "A", "failed")
    assert (finding["impact"], finding["certainty"]) == ("critical", "certain")
    assert finding["nodes"] == ["img"]
    assert "代替テキスト" in finding["message"]
    assert "axe:document-title" in bad["passes"]
    assert bad["versions"]["axe-core"]
    assert (none["status"], none["findings"], none["passes"]) == ("http_error", [], [])


@pytest.mark.browser
def test_an_unreachable_host_is_told_and_is_no_traceback(tmp_path):
    page = minna("page", "http://127.77.77.77:39999/", "--allow-private")
    assert page.returncode == 1
    assert "unreachable" in page.stdout
    where = (
        "--db",
        tmp_path / "m.db",
        "--out",
        tmp_path / "o",
        "--pause",
        "0",
        "--allow-private",
        "--touch",
        "none",
    )
    site = minna("site", "http://127.77.77.77:39999/", *where)
    assert site.returncode == 2
    assert "could not be measured" in sentence(site)


@pytest.mark.browser
def test_site_prints_score_and_findings_and_fails_on_what_it_was_told_to(serve, tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    for n in range(6):
        links = "".join(f"<a href=p{i}.html>ページ{i}</a> " for i in range(6))
        (folder / f"p{n}.html").write_text(
            f"{PAGE}<p>記事{n}番</p>{links}<img src=x.png>", encoding="utf-8"
        )
    (folder / "index.html").write_text(f"{PAGE}<a href=p0.html>記事</a>", encoding="utf-8")
    base = serve(folder)
    where = (
        "--db",
        tmp_path / "m.db",
        "--out",
        tmp_path / "o",
        "--pause",
        "0",
        "--allow-private",
        "--touch",
        "none",
    )
    calm = minna("site", base, *where, "--lang", "ja", "--pages", "7")
    assert calm.returncode == 0, calm.stderr
    assert "得点" in calm.stdout
    assert "代替テキスト" in calm.stdout
    assert "ページをまたいで見ると" in calm.stdout
    assert "アクセシビリティのページへのリンクが見当たりません" in calm.stdout
    assert (tmp_path / "o" / "index.html").exists()
    strict = minna("site", base, *where, "--fail-on", "serious", "--pages", "2")
    assert strict.returncode == 1
    lenient = minna("site", f"{base}/", *where, "--pages", "1")
    assert lenient.returncode == 0


def test_the_registry_of_japan_is_whole_and_says_that_it_is_unverified(tmp_path):
    result = minna("registry", "jp", "--out", tmp_path / "jp.csv")
    assert result.returncode == 0
    assert "unverified" in result.stderr
    rows = (tmp_path / "jp.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) - 1 >= 1741 + 47 + 50
    unknown = minna("registry", "atlantis")
    assert unknown.returncode == 2
    assert "atlantis" in sentence(unknown)
