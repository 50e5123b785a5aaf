"""What a page has the browser tell is bounded, at that page's cost: without a browser, and with."""

import asyncio
import json
import subprocess
from http.server import BaseHTTPRequestHandler

import pytest
from playwright._impl._driver import compute_driver_executable

from audits.browser.driver import driving
from audits.browser.launch import fresh_tab, launch
from audits.browser.protocol import ENDED, SCRIPT
from audits.browser.viewports import VIEWPORTS
from audits.runner.page_visit import visit_page
from audits.runner.settings import AuditSettings
from audits.runner.site_audit import mark_if_tab_crashed
from minna.records import Evidence

PAGE, WORKER, OURS, WINDOW = (letter * 32 for letter in "ABCD")
BROWSER = """
const fs = require('fs'), say = (bytes) => fs.writeSync(4, bytes);
let read = '';
const told = fs.createReadStream(null, {fd: 3});
told.on('data', (piece) => { read += piece; if (read.includes('END')) {
  console.log(JSON.stringify(read.split('\\0').filter(Boolean))); process.exit(); } });
for (const part of JSON.parse(process.argv[1])) {
  const bytes = Buffer.from(part.text);
  const times = part.times ?? 1, whole = Buffer.concat([bytes, Buffer.alloc(part.filled ?? 0, 120), Buffer.from(part.rest ?? '')]);
  for (let n = 0; n < times; n++) for (let at = 0; at < whole.length; at += part.size ?? 1e9) say(whole.subarray(at, at + (part.size ?? 1e9)));
}
say('{"id":1,"result":{"last":1}}\\0');
"""
DRIVER = """
const {spawn} = require('child_process');
const [browser, said, commands] = process.argv.slice(1);
const child = spawn(process.execPath, ['-e', browser, '--', said, '--remote-debugging-pipe'],
  {stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe']});
let heard = '';
child.stdio[4].on('data', (piece) => { heard += piece; if (heard.includes('"last"')) {
  heard = heard.split('\\0').filter((each) => each && !each.includes('"last"'));
  for (const command of JSON.parse(commands)) child.stdio[3].write(command);
  child.stdio[3].write('END\\0');
} });
child.on('exit', () => console.log(JSON.stringify(heard)));
"""


def event(method, session="", **params):
    message = {"method": method, "params": params} | ({"sessionId": session} if session else {})
    return json.dumps(message, separators=(",", ":")) + "\0"


def attached(session, target, kind="page", parent="", **more):
    info = {"targetId": target, "type": kind, **more}
    return event("Target.attachedToTarget", parent, sessionId=session, targetInfo=info)


def passed(tmp_path, *said, commands=()):
    """Commands that reach the browser, events that reach the driver, and targets ended."""
    parts = [{"text": each} if isinstance(each, str) else each for each in said]
    node, _ = compute_driver_executable()
    words = ["--require", str(SCRIPT), "-e", DRIVER, "--", BROWSER, json.dumps(parts)]
    done = subprocess.run(
        [node, *words, json.dumps(commands)],
        capture_output=True,
        text=True,
        timeout=60,
        env={"TMPDIR": str(tmp_path)},
    )
    assert not done.stderr, done.stderr[-2000:]
    reached, heard = map(json.loads, done.stdout.splitlines())
    ended = tmp_path / "ended-pages"
    reached = [each for each in reached if each != "END"]
    methods = [(data["method"], data.get("sessionId")) for data in map(json.loads, reached)]
    return methods, heard, ended.read_text().split() if ended.exists() else []


BASE = (attached(PAGE, "T1"), attached(WORKER, "W1", "worker", PAGE), attached(OURS, "T1"))


def test_what_honest_pages_tell_is_heard_as_it_is(tmp_path):
    own = [event("Network.dataReceived", PAGE, requestId=str(n), text="町") for n in range(500)]
    methods, heard, ended = passed(tmp_path, *BASE, {"text": "".join(own), "size": 777})
    assert [each + "\0" for each in heard] == [*BASE, *own]
    assert (methods, ended) == ([], [])


def test_what_pages_say_is_not_told_and_no_longer_asked_for_where_it_has_no_end(tmp_path):
    said = {"text": 50 * event("Runtime.consoleAPICalled", PAGE, args=["町"]), "times": 80}
    thrown = event("Runtime.exceptionThrown", PAGE, text="x")
    methods, heard, ended = passed(tmp_path, *BASE, said, thrown, event("Log.entryAdded", PAGE))
    assert [each + "\0" for each in heard] == [*BASE] and ended == []
    assert methods == [("Runtime.disable", PAGE)]
    opened = event("Page.frameNavigated", PAGE, frame={"id": "T1"})
    methods, *_ = passed(tmp_path, *BASE, said, opened)
    assert methods == [("Runtime.disable", PAGE), ("Runtime.enable", PAGE)]


@pytest.mark.parametrize("session", [PAGE, WORKER, OURS])
@pytest.mark.parametrize("method", ["Network.dataReceived", "Page.frameAttached"])
def test_a_page_that_has_too_much_told_is_ended_and_no_other(tmp_path, session, method):
    other = attached(WINDOW, "T2"), event("Network.dataReceived", WINDOW)
    flood = {"text": 50 * event(method, session, frameId="F"), "times": 1200}
    crashed = event("Inspector.targetCrashed", PAGE)
    methods, heard, ended = passed(tmp_path, *BASE, flood, *other, crashed)
    assert methods == [("Page.crash", PAGE)] and ended == ["T1"]
    assert [each + "\0" for each in heard[-3:]] == [*other, crashed]
    assert len(heard) < 45_000


def test_what_windows_and_requests_of_frames_cost_is_their_page_s(tmp_path):
    windows = "".join(attached(f"{n:032X}", f"P{n}", openerId="T1") for n in range(300))
    *_, ended = passed(tmp_path, *BASE, windows)
    assert "T1" in ended
    (tmp_path / "ended-pages").unlink()
    asked = {"text": 50 * event("Fetch.requestPaused", WINDOW, frameId="F"), "times": 100}
    browser = attached(WINDOW, "B", "browser"), event("Page.frameAttached", PAGE, frameId="F")
    _, heard, ended = passed(tmp_path, *BASE, *browser, asked)
    assert ended == ["T1"]
    (tmp_path / "ended-pages").unlink()
    unknown = {"text": 50 * event("Fetch.requestPaused", WINDOW, frameId="X"), "times": 100}
    _, heard, ended = passed(tmp_path, *BASE, browser[0], unknown)
    assert ended == [] and len(heard) == 5004, "of nobody's, all is heard"


def test_what_is_longer_than_a_string_may_be_ends_nothing_of_ours(tmp_path):
    rest = '"},"sessionId":"%s"}\0'
    error = {
        "text": '{"method":"Runtime.exceptionThrown","params":{"text":"',
        "filled": 151_000_000,
    }
    message = {"text": '{"method":"Network.dataReceived","params":{"x":"', "filled": 151_000_000}
    answer = {"text": '{"id":7,"result":{"value":"', "filled": 151_000_000}
    methods, heard, ended = passed(tmp_path, *BASE, error | {"rest": rest % PAGE})
    assert (methods, ended) == ([("Runtime.disable", PAGE)], []) and len(heard) == len(BASE)
    _, heard, ended = passed(tmp_path, *BASE, answer | {"rest": rest % PAGE})
    assert json.loads(heard[-1])["error"]["message"] == "the answer is too long" and ended == []
    assert {name: json.loads(heard[-1])[name] for name in ("id", "sessionId")} == {
        "id": 7,
        "sessionId": PAGE,
    }
    methods, heard, ended = passed(tmp_path, *BASE, message | {"rest": rest % PAGE})
    assert (methods, ended) == ([("Page.crash", PAGE)], ["T1"]) and len(heard) == len(BASE)


def test_workers_and_logs_are_not_listened_to(tmp_path):
    given = [
        f'{{"id":{n},"method":"{method}","params":{{"t":"Log.enable"}},"sessionId":"{session}"}}'
        for n, (method, session) in enumerate(
            [("Runtime.enable", PAGE), ("Runtime.enable", WORKER), ("Log.enable", PAGE)], 1
        )
    ]
    methods, *_ = passed(
        tmp_path, *BASE, commands=[part for each in given for part in (each, "\0")]
    )
    assert methods == [
        ("Runtime.enable", PAGE),
        ("Runtime.evaluate", WORKER),
        ("Log.disable", PAGE),
    ]


FLOOD = """<!doctype html><html lang=ja><title>町</title><h1>町の案内</h1><p>案内</p><script>
setInterval(() => { for (let n = 0; n < 90; n++) fetch('data:,' + Math.random()); }, 5);</script>"""
HONEST = "<!doctype html><html lang=ja><title>町</title><h1>町の案内</h1><p>窓口の案内です。</p>"


class Pages(BaseHTTPRequestHandler):
    def __init__(self, *given, directory=None):
        super().__init__(*given)

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((FLOOD if self.path == "/flood" else HONEST).encode())

    def log_message(self, *_):
        pass


@pytest.mark.browser
def test_a_flood_of_requests_costs_its_page_alone(serve, tmp_path):
    base, manner = serve(tmp_path, Pages), AuditSettings(allow_private=True, touch="none")

    async def seen_in(browser, path):
        async with fresh_tab(browser, manner) as tab:
            visit = await visit_page(
                tab, Evidence("", "", base + path, "", ""), VIEWPORTS[0], manner
            )
            return mark_if_tab_crashed(tab, visit)

    async def both():
        async with driving() as driver:
            browser = await launch(driver, allow_private=True)
            visit = await asyncio.gather(*(seen_in(browser, path) for path in ("/flood", "/")))
            await browser.close()
            return visit

    flood, honest = asyncio.run(both())
    assert (flood.status, flood.reason) == ("crashed", ENDED)
    assert honest.status == "ok" and honest.errors == {} and honest.seconds < flood.seconds + 10
