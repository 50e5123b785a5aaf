"""The program that drives the browsers, and the one folder in which all of them write.

Its folder goes with us: a browser that is killed leaves its profile behind, and so does all of it
when we are killed, for which `short_lived.guard` waits.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Playwright

from audits.browser.memory import PROCESS_MB, limited
from audits.browser.protocol import start
from audits.browser.short_lived import guard, temporary_folder
from minna.errors import MinnaError

STOP_SECONDS = 5.0
"""A driver that takes longer to end is left to end with us."""
LOST = "Connection closed while reading from the driver"
ANSWER_SECONDS = 30.0
"""A driver that takes longer to answer when it is asked for nothing hangs."""


class DriverStopped(MinnaError):
    """What drives the browsers ends over and over; what was recorded is kept."""

    en = (
        "The program that drives the browsers was ended {times} times: see that nothing ends "
        "processes named node and that there is enough memory, start the same command again, and "
        "it goes on where it stopped."
    )
    ja = (
        "ブラウザーを操作するプログラムが {times} 回終了しました。node という名前のプロセスを終了さ"
        "せるものがないか、メモリーが足りているかを確認し、同じコマンドをもう一度実行してください。"
        "止まったところから再開します。"
    )


async def is_gone(driver: Playwright) -> bool:
    """Whether the driver has ended; asked for what needs no browser, one that lives answers.

    What it says when it has ended reads like the end of a browser.
    """
    try:
        context = await asyncio.wait_for(driver.request.new_context(), ANSWER_SECONDS)
        await asyncio.wait_for(context.dispose(), ANSWER_SECONDS)
    except (BrowserError, TimeoutError):
        return True
    return False


@asynccontextmanager
async def driving(process_mb: float = PROCESS_MB) -> AsyncIterator[Playwright]:
    """A driver that is running; when it has ended by itself, that is no error here.

    No process of its browsers may hold more than `process_mb`.
    """
    asyncio.get_running_loop().set_exception_handler(told_elsewhere)
    with folder_of_browsers(), limited(process_mb):
        driver = await start()
        try:
            yield driver
        finally:
            with contextlib.suppress(BrowserError, TimeoutError):
                await asyncio.wait_for(driver.stop(), STOP_SECONDS)


def told_elsewhere(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Leave out that the driver has ended, which whoever asks it is told; say all else."""
    if LOST not in str(context.get("exception")):
        loop.default_exception_handler(context)


@contextmanager
def folder_of_browsers() -> Iterator[None]:
    """All that is started meanwhile has its temporary files in a folder that is then removed."""
    before = os.environ.get("TMPDIR")
    with temporary_folder() as folder, guard(folder) as pipe:
        os.write(pipe, b"\n")  # no group is to be ended: browsers end with their driver
        os.environ["TMPDIR"] = str(folder)
        try:
            yield
        finally:
            if before is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = before
