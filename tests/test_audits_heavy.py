"""What a page has given the audit is read in the event loop if it is small, and elsewhere if not."""

import asyncio
import os

import pytest

from audits.browser import heavy
from audits.gatherers import source
from minna.workers import Unreadable, Workers
from tests.hostile.calls import number, spin

URL = "https://www.town.jp/a"


def run(test):
    async def whole():
        try:
            return await test()
        finally:
            await heavy.close()

    return asyncio.run(whole())


def test_what_is_small_is_done_at_once_and_what_is_large_in_another_process():
    async def test():
        small = await heavy.call(URL, heavy.SMALL, number)
        large = await heavy.call(URL, heavy.SMALL + 1, number)
        return small, large

    small, large = run(test)
    assert small == os.getpid() != large


def test_a_long_document_says_the_same_elsewhere():
    text = "<p>町<b>" * 20_000 + "<script>setTimeout('location.reload()', 5000)</script>"

    async def test():
        return await heavy.call(URL, len(text), source.facts, text)

    assert run(test) == source.facts(text)


def test_what_comes_to_no_end_is_ended():
    async def test():
        heavy.pools[asyncio.get_running_loop()] = Workers(seconds=1)
        with pytest.raises(Unreadable, match="no end of reading in 1 s"):
            await heavy.call(URL, heavy.SMALL + 1, spin)

    run(test)


def test_processes_are_gone_afterwards():
    async def test():
        await heavy.call(URL, heavy.SMALL + 1, number)
        return heavy.pools[asyncio.get_running_loop()]

    assert not run(test).processes
    assert not heavy.pools
