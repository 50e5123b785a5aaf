"""Pictures are read where a survey asks for it, and what goes wrong with that is only unread."""

import asyncio
import base64
import json
import sys

import pytest
from playwright.async_api import async_playwright

from audits.browser.launch import fresh_tab, launch
from audits.gatherers import large_images
from audits.judging.check_runner import run_checks
from audits.runner import ocr
from audits.runner.ocr import OcrProcess, is_installed
from audits.runner.settings import AuditSettings, settings_from_run
from minna.errors import OcrNotInstalled
from minna.records import Evidence, Run
from minna.settings import RunSettings
from tests.record_evidence import FOLDERS, recorded

SEEN = {"items": [{"selector": "img", "picture": "aaaa"}], "of": 1, "text": ""}
ANSWERS = "import sys\nfor line in sys.stdin: print('[\"%s\"]' % line.strip(), flush=True)"
DIES = "raise SystemExit(1)"
HANGS = "import time; time.sleep(60)"


@pytest.fixture
def reads(monkeypatch):
    """What a made-up reader leaves of some pages, one after the other."""
    monkeypatch.setattr(ocr, "is_installed", lambda: True)

    def run(script, *pages):
        monkeypatch.setattr(ocr, "COMMAND", (sys.executable, "-c", script))

        async def go():
            made = OcrProcess()
            readings = [await made.read(page) for page in pages]
            await made.close()
            return [item["lines"] for page in readings for item in page["items"]], len(made.known)

        return asyncio.run(go())

    return run


def settings(**given):
    return Run("r", "2026-01-01T00:00:00+00:00", None, "site", "", 1, RunSettings.of(given), {})


def test_pictures_are_read_only_where_a_survey_asks_for_it():
    assert not settings_from_run(settings()).runs("large_images")
    assert settings_from_run(settings(read_images=True)).runs("large_images")


@pytest.mark.parametrize(
    ("errors", "messages"), [({}, []), ({"large_images": "it broke"}, ["no-evidence"])]
)
def test_what_was_not_to_be_read_is_untested_and_no_finding(errors, messages):
    facts = json.loads(recorded(FOLDERS["picture-words"] / "pass.html").read_text(encoding="utf-8"))
    del facts["large_images"]
    findings, judged = run_checks(Evidence(*"rsu", "phone", "ok", facts=facts, errors=errors))
    assert [f.message for f in findings if f.check == "picture-words"] == messages
    assert "picture-words" in judged.untested


def test_lines_take_the_place_of_a_picture_and_a_picture_is_read_once(reads):
    assert reads(ANSWERS, SEEN, SEEN) == ([["aaaa"], ["aaaa"]], 1)


def test_a_reader_that_dies_leaves_pictures_unread(reads):
    assert reads(DIES, SEEN, SEEN) == ([None, None], 0)


def test_a_reader_that_hangs_is_ended(reads, monkeypatch):
    monkeypatch.setattr(ocr, "START_SECONDS", 0.2)
    assert reads(HANGS, SEEN) == ([None], 0)


def test_evidence_without_pictures_is_left_as_it_is(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    visit = Evidence(*"rsu", "phone", "timeout")
    assert asyncio.run(OcrProcess().read_page(visit)) is visit


def test_without_a_reader_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    with pytest.raises(OcrNotInstalled) as raised:
        OcrProcess()
    assert ocr.INSTALL_COMMAND in raised.value.text(
        "ja"
    ) and ocr.INSTALL_COMMAND in raised.value.text("en")


def pictures_of(body, serve, folder):
    """What the look leaves of a page."""
    (folder / "page.html").write_text(f'<!DOCTYPE html><meta charset="utf-8">{body}', "utf-8")
    for name in ("fair.jpg", "photo.jpg"):
        (folder / name).write_bytes((FOLDERS["picture-words"] / name).read_bytes())
    url = serve(folder)

    async def go():
        async with async_playwright() as playwright:
            browser = await launch(playwright, allow_private=True)
            async with fresh_tab(browser, AuditSettings()) as tab:
                await tab.goto(f"{url}/page.html")
                facts = await large_images.gather(tab)
            await browser.close()
        return facts

    return asyncio.run(go())


@pytest.mark.browser
def test_the_largest_pictures_are_drawn_once_for_each_file(serve, tmp_path):
    data = base64.b64encode((FOLDERS["picture-words"] / "waste.png").read_bytes()).decode()
    body = f"""<p>本文</p><script>'ない'</script><p hidden>テキスト版</p>
      <img id="small" src="fair.jpg" width="90" height="125">
      <img id="large" src="fair.jpg" width="360" height="500">
      <img id="gone" src="photo.jpg" width="300" height="300" style="display: none">
      <img id="broken" src="nothing.jpg" width="300" height="300">
      <input id="given" type="image" src="data:image/png;base64,{data}" width="300">
      <form id="form"><input name="id"><input name="parentNode"></form>"""
    pictures = pictures_of(body, serve, tmp_path)
    assert [item["selector"] for item in pictures["items"]] == ["#large", "#given"]
    assert all(base64.b64decode(i["picture"])[:2] == b"\xff\xd8" for i in pictures["items"])
    assert (pictures["of"], "テキスト版" in pictures["text"], "ない" in pictures["text"]) == (
        3,
        True,
        False,
    )


@pytest.mark.browser
@pytest.mark.skipif(not is_installed(), reason=f"rapidocr is not installed: {ocr.INSTALL_COMMAND}")
@pytest.mark.filterwarnings("default")
def test_a_flyer_is_read(serve, tmp_path):
    pictures = pictures_of('<img src="fair.jpg" width="360" height="500">', serve, tmp_path)

    async def go():
        made = OcrProcess()
        reading = await made.read(pictures)
        await made.close()
        return reading["items"][0]["lines"]

    assert "健康ふれあいフェア" in asyncio.run(go())
