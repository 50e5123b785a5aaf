"""A loaded page is cut off after so many bytes, and a document that breaks off ends its load."""

import asyncio
from types import SimpleNamespace

import pytest

from audits.browser import byte_limit as budget
from audits.browser.documents import BrokenOff, follow, journeys, take_failure, unless_broken_off
from audits.browser.isolated_world import IsolatedWorld, sessions

pytestmark = pytest.mark.asyncio


class Session:
    """A tab's session that notes what it is told, and tells what comes."""

    def __init__(self):
        self.sent, self.hearers = [], {}

    def on(self, event, hearer):
        self.hearers[event] = hearer

    def remove_listener(self, event, hearer):
        assert self.hearers.pop(event) == hearer

    async def send(self, method, given):
        self.sent.append((method, given))

    def receive(self, size):
        self.hearers["Network.dataReceived"](
            {"requestId": "1", "dataLength": size, "encodedDataLength": 0}
        )


class Tab:
    def __init__(self):
        self.session = Session()
        sessions[self] = IsolatedWorld(self.session, "frame")
        budget.set_limit(self, 5)
        self.main_frame, self.url = SimpleNamespace(url="http://a/"), "http://a/"

    def on(self, *_):
        pass


async def loaded(tab):
    async def load():
        return "answer"

    assert await budget.with_byte_limit(tab, load()) == "answer"


async def test_a_loaded_page_is_counted_and_cut_off_once():
    tab = Tab()
    await loaded(tab)
    assert [method for method, _ in tab.session.sent] == ["Network.enable"]
    tab.session.receive(4_000_000)
    assert budget.cut_off_reason(tab) == ""
    for _ in range(3):
        tab.session.receive(2_000_000)
    await asyncio.sleep(0.01)
    assert tab.session.sent[1:] == [
        ("Network.setBlockedURLs", {"urls": ["*"]}),
        ("Page.stopLoading", {}),
    ]
    assert budget.cut_off_reason(tab) == "cut off after 5 MB"


async def test_the_next_load_begins_anew():
    tab = Tab()
    await loaded(tab)
    tab.session.receive(9_000_000)
    await loaded(tab)
    assert [method for method, _ in tab.session.sent][-2:] == ["Network.disable", "Network.enable"]
    assert budget.cut_off_reason(tab) == ""


def failing(tab, code, *, begun):
    """A request of the document that fails, with or without an answer before."""
    request = SimpleNamespace(
        is_navigation_request=lambda: True,
        frame=tab.main_frame,
        failure=f"net::{code}",
        method="GET",
        url="http://a/",
    )
    if begun:
        journeys[tab].answers.append(SimpleNamespace(request=request, url="http://a/"))
    take_failure(tab, request)


async def test_a_document_that_breaks_off_ends_its_load():
    tab = Tab()
    follow(tab)
    load = asyncio.ensure_future(unless_broken_off(tab, asyncio.sleep(60)))
    await asyncio.sleep(0)
    failing(tab, "ERR_CONTENT_LENGTH_MISMATCH", begun=True)
    with pytest.raises(BrokenOff, match="ERR_CONTENT_LENGTH_MISMATCH"):
        await asyncio.wait_for(load, 5)


@pytest.mark.parametrize(
    ("code", "begun"), [("ERR_ABORTED", True), ("ERR_CONNECTION_REFUSED", False)]
)
async def test_a_document_that_gives_way_or_never_came_does_not(code, begun):
    tab = Tab()
    follow(tab)

    async def load():
        failing(tab, code, begun=begun)
        await asyncio.sleep(0.01)
        return "answer"

    assert await unless_broken_off(tab, load()) == "answer"
