"""What could read the words in pictures: how much is read, how much is made up, at which cost.

`python -m benchmarks.reading [--out FOLDER]` draws the pictures of `benchmarks/pictures.py` and has
each reader that is installed read them: rapidocr, as `--read-images` uses it, and tesseract (Debian
packages tesseract-ocr and tesseract-ocr-jpn) as it is, told that text is sparse, and on pictures
drawn twice as large.
"""

import argparse
import asyncio
import base64
import json
import re
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from playwright.async_api import async_playwright

from audits.browser.launch import launch
from audits.checks.images.picture_words import is_sentence, letters, unsaid
from audits.runner.ocr import COMMAND, is_installed
from benchmarks.pictures import Picture, draw, pictures
from benchmarks.tables import figure, table

PACKAGES = ("tesseract-ocr", "tesseract-ocr-jpn", "libtesseract5", "liblept5", "libwebpmux3")
BROUGHT = ("tesseract-ocr-eng", "tesseract-ocr-osd")
"""What tesseract-ocr depends on, though nothing of ours needs it."""
NAME = re.compile(r"[A-Za-z0-9._-]+")

Read = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Way:
    """A reader, and what is to be known of it besides its figures."""

    name: str
    read: Callable[[Sequence[Path]], Read]
    megabytes: Callable[[], float]
    licence: str
    larger: bool = False


def tesseract(*options: str) -> Callable[[Sequence[Path]], Read]:
    """Read by the command, a process for each picture."""

    def read(files: Sequence[Path]) -> Read:
        by_name = {}
        for file in files:
            command = ["tesseract", str(file), "-", "-l", "jpn", *options]
            environment = {"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin:/usr/local/bin"}
            done = subprocess.run(command, capture_output=True, env=environment)
            text = done.stdout.decode("utf-8", "replace")
            by_name[file.name] = [line.strip() for line in text.splitlines() if line.strip()]
        return by_name

    return read


def rapidocr(files: Sequence[Path]) -> Read:
    """Read as a survey does, by one process."""
    given = b"".join(base64.b64encode(file.read_bytes()) + b"\n" for file in files)
    done = subprocess.run(COMMAND, input=given, capture_output=True, check=True)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return {file.name: each for file, each in zip(files, lines, strict=True)}


def packages() -> float:
    """What Debian's packages take on the disk, in MB."""
    command = ["dpkg-query", "-W", "-f=${Installed-Size}\n", *PACKAGES, *BROUGHT]
    sizes = subprocess.run(command, capture_output=True, text=True).stdout.split()
    return sum(map(int, sizes)) / 1024


def wheels() -> float:
    """What the extra takes beyond what Minna needs anyway, in MB."""
    return sum(map(size, closure("rapidocr", "onnxruntime") - closure("minna"))) / 1e6


def closure(*names: str) -> set[str]:
    """Installed distributions, and what they need, by normal names."""
    libraries: set[str] = set()
    left = [name.lower().replace("_", "-") for name in names]
    while left:
        name = left.pop()
        try:
            needs = distribution(name).requires or []
        except PackageNotFoundError:
            continue
        if name not in libraries:
            libraries.add(name)
            plain = (need for need in needs if "extra ==" not in need)
            left += [NAME.match(need)[0].lower().replace("_", "-") for need in plain]
    return libraries


def size(name: str) -> int:
    """Bytes of a distribution's files."""
    paths = (Path(str(file.locate())) for file in distribution(name).files or [])
    return sum(path.stat().st_size for path in paths if path.is_file())


def ways() -> Iterator[Way]:
    """The readers that are installed."""
    if is_installed():
        yield Way("rapidocr", rapidocr, wheels, "Apache-2.0")
    if shutil.which("tesseract"):
        for words, options, larger in (
            ("tesseract", (), False),
            ("tesseract, sparse text", ("--psm", "11"), False),
            ("tesseract, twice as large", (), True),
            ("tesseract, sparse, twice as large", ("--psm", "11"), True),
        ):
            yield Way(words, tesseract(*options), packages, "Apache-2.0", larger)


async def enlarge(files: Sequence[Path], folder: Path) -> list[Path]:
    """Pictures drawn twice as large, as a browser smooths them."""
    made = []
    async with async_playwright() as driver:
        browser = await launch(driver, allow_private=True)
        tab = await browser.new_page()
        for file in files:
            kind = "jpeg" if file.suffix == ".jpg" else "png"
            data = base64.b64encode(file.read_bytes()).decode()
            await tab.set_content(
                f'<body style="margin:0"><img src="data:image/{kind};base64,{data}" '
                'onload="this.width = this.naturalWidth * 2">'
            )
            await tab.locator("img").evaluate("(image) => image.decode()")
            made.append(folder / f"large-{file.stem}.png")
            await tab.locator("img").screenshot(path=made[-1])
        await browser.close()
    return made


def recognized(picture: Picture, lines: Sequence[str]) -> tuple[int, int]:
    """How many letters of a picture were read where they belong together, and how many it has."""
    read = letters("".join(lines))
    got = of = 0
    for line in map(letters, picture.lines):
        blocks = SequenceMatcher(None, line, read, autojunk=False).get_matching_blocks()
        least = min(2, len(line))
        got += sum(block.size for block in blocks if block.size >= least)
        of += len(line)
    return got, of


def measure(way: Way, chosen: Sequence[Picture], files: Sequence[Path]) -> tuple[Read, float]:
    """What a reader makes of all pictures, and the processor's seconds for each."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    readings = way.read(files)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    by_name = {p.name: readings[f.name] for p, f in zip(chosen, files, strict=True)}
    return by_name, spent / len(chosen)


def row(way: Way, chosen: Sequence[Picture], readings: Read, cpu: float) -> list[str]:
    """A reader's line of the table."""
    spoken = [picture for picture in chosen if picture.lines]
    silent = [picture for picture in chosen if not picture.lines]
    pairs = [recognized(picture, readings[picture.name]) for picture in spoken]
    got, of = (sum(column) for column in zip(*pairs, strict=True))
    read = sum(len(letters("".join(readings[p.name]))) for p in spoken)
    made_up = [sum(is_sentence(line) for line in readings[p.name]) for p in silent]
    full = [p for p in spoken if sum(len(letters(line)) for line in p.lines) >= 30]
    sentences = {p.name: [line for line in readings[p.name] if is_sentence(line)] for p in full}
    wrong = sum(bool(unsaid(sentences[p.name], letters("".join(p.lines)))) for p in full)
    right = sum(bool(unsaid(sentences[p.name], letters(p.lines[0]))) for p in full)
    return [
        way.name,
        f"{got / of:.0%}",
        f"{max(0, read - got) / max(1, read):.0%}",
        f"{sum(map(bool, made_up))} of {len(silent)}",
        f"{right} of {len(full)}",
        f"{wrong} of {len(full)}",
        figure(cpu),
        figure(way.megabytes(), 0),
        way.licence,
    ]


HEAD = (
    "reader",
    "letters read",
    "read wrongly",
    "pictures without words that seem to have some",
    "left-out words noticed",
    "words said to be left out that are not",
    "CPU-s a picture",
    "MB",
    "licence",
)


def by_kind(chosen: Sequence[Picture], readings: dict[str, Read]) -> str:
    """The share of letters read, by kind of picture and reader."""
    kinds = dict.fromkeys(picture.kind for picture in chosen if picture.lines)
    rows = []
    for kind in kinds:
        cells = []
        for read in readings.values():
            pairs = [recognized(p, read[p.name]) for p in chosen if p.kind == kind]
            cells.append(f"{sum(got for got, _ in pairs) / sum(of for _, of in pairs):.0%}")
        rows.append([kind, str(sum(p.kind == kind for p in chosen)), *cells])
    return table(["kind", "pictures", *readings], rows)


def main() -> None:
    """Draw, read, and print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="Keep the pictures in this folder.")
    given = parser.parse_args()
    chosen = pictures()
    with tempfile.TemporaryDirectory() as spare:
        folder = given.out or Path(spare)
        folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(draw(chosen, folder))
        files = [folder / picture.file for picture in chosen]
        large = asyncio.run(enlarge(files, folder))
        by_name, rows = {}, []
        for way in ways():
            by_name[way.name], cpu = measure(way, chosen, large if way.larger else files)
            rows.append(row(way, chosen, by_name[way.name], cpu))
    print(table(HEAD, rows))
    print()
    print(by_kind(chosen, by_name))


if __name__ == "__main__":
    main()
