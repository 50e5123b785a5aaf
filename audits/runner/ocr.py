"""What pictures say, read by rapidocr where it is installed; in a process of its own.

Reading takes the processor for a second a picture, so it is done when the tab has been given back,
for the largest pictures alone, and once for a picture that stands on many pages.
"""

import asyncio
import base64
import contextlib
import hashlib
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from minna.errors import OcrNotInstalled
from minna.parent import exit_with_parent
from minna.records import Evidence

SECONDS = 60.0
"""For one picture, which takes one or two where the processor has nothing else to do."""
START_SECONDS = 120.0
CACHED_IMAGES = 2000
"""Pictures whose lines are kept: a site's pages share them."""
MIN_CONFIDENCE = 0.8
"""How sure the reader is of a line that we believe: below, it sees letters in roofs and trees."""
MAX_LINES, MAX_LINE_LENGTH = 200, 120
COMMAND = (sys.executable, "-m", "audits.runner.ocr")
INSTALL_COMMAND = ".venv/bin/pip install --require-hashes -r requirements-ocr.lock"

Lines = list[str]


def is_installed() -> bool:
    """Whether there is something to read with; nothing is loaded yet."""
    return all(find_spec(name) for name in ("rapidocr", "onnxruntime"))


class OcrProcess:
    """A process that reads, started when the first picture comes; one picture at a time."""

    def __init__(self) -> None:
        if not is_installed():
            raise OcrNotInstalled(mend=INSTALL_COMMAND)
        self.process: Process | None = None
        self.known: dict[str, Lines] = {}
        self.turn = asyncio.Lock()

    async def read_page(self, evidence: Evidence) -> Evidence:
        """The evidence with recognized lines in place of the images that the gatherer stored."""
        reading = evidence.facts.get("large_images")
        if not reading:
            return evidence
        facts = evidence.facts | {"large_images": await self.read(reading)}
        return replace(evidence, facts=facts)

    async def read(self, reading: dict[str, Any]) -> dict[str, Any]:
        """Each item with its `lines`; null where nothing came of it in time."""
        items = []
        for item in reading["items"]:
            lines = await self.lines_of(item["picture"])
            items.append({k: v for k, v in item.items() if k != "picture"} | {"lines": lines})
        return reading | {"items": items}

    async def lines_of(self, picture: str) -> Lines | None:
        """The lines of a picture in base64; pages wait for each other, and that counts for none."""
        digest = hashlib.sha256(picture.encode()).hexdigest()
        async with self.turn:
            if digest in self.known:
                return self.known[digest]
            try:
                async with asyncio.timeout(SECONDS if self.process else START_SECONDS):
                    lines = await self.ask(picture)
            except (TimeoutError, OSError, ValueError):
                # Half an answer may be on its way: whoever asks next begins anew.
                await self.close()
                return None
            if len(self.known) >= CACHED_IMAGES:
                self.known.pop(next(iter(self.known)))
            self.known[digest] = lines
            return lines

    async def ask(self, picture: str) -> Lines:
        """What the process says of a picture; ValueError if it has ended."""
        if self.process is None:
            # In a session of its own: what ends us from the keyboard is not for it to tell of.
            self.process = await asyncio.create_subprocess_exec(
                *COMMAND,
                str(os.getpid()),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                limit=1 << 20,
                start_new_session=True,
            )
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(picture.encode() + b"\n")
        await self.process.stdin.drain()
        return list(json.loads(await self.process.stdout.readline()))

    async def close(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def confident_lines(texts: list[str], scores: list[float]) -> Lines:
    """Lines that the reader is sure of, as text.

    >>> confident_lines(["市民会館 ", "■"], [0.99, 0.5])
    ['市民会館']
    """
    sure = (
        text.strip() for text, score in zip(texts, scores, strict=True) if score >= MIN_CONFIDENCE
    )
    return [text[:MAX_LINE_LENGTH] for text in sure if text][:MAX_LINES]


def main() -> None:
    """Read a picture a line from standard input, and answer each with a line of JSON."""
    exit_with_parent(int(sys.argv[1]))

    from rapidocr import RapidOCR

    logging.disable()  # it tells of every picture without words
    read: Any = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1})
    for line in sys.stdin.buffer:
        seen = read(base64.b64decode(line))
        lines = confident_lines(list(seen.txts or ()), [float(s) for s in seen.scores or ()])
        sys.stdout.write(json.dumps(lines) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
