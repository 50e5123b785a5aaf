"""V2, V4 and V5 in a browser: injected faults, padding, and a page glued to itself.

A clean page gets 1 to 64 faults of ten kinds; a page with faults gets two hundred good elements,
new rules that pass, and its own contents a second time.
"""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks.tables import table
from benchmarks.trials.looks import looked_at
from benchmarks.trials.order import mark
from minna.records import PageScore

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PAGE = """<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><title>ごみの分け方｜海野市</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ color: #111; background: #fff; font: 16px/1.8 sans-serif }}
a, button, input, select {{ display: inline-block; min-width: 48px; min-height: 48px; margin: 8px }}
</style></head>
<body><header><a href="#main">本文へ</a></header>
<main id="main"><h1>ごみの分け方</h1><p>燃えるごみは月曜日と木曜日に集めます。</p>
{body}
</main><footer><p>海野市役所</p></footer></body></html>
"""
FAULTS = {
    "image without text": f'<p><img src="{PIXEL}" width="60" height="60"></p>',
    "button without name": '<p><button type="button"></button></p>',
    "link without name": '<p><a href="#main"></a></p>',
    "field without label": '<p><input type="text"></p>',
    "list box without label": "<p><select><option>一</option></select></p>",
    "faint text": '<p style="color: #bbb">毎月第三水曜日に集めます。</p>',
    "ARIA attribute that is none": '<p><button type="button" aria-labell="x">押す</button></p>',
    "language that is none": '<p>これは <span lang="zz-zz">text</span> です。</p>',
    "image button without text": f'<p><input type="image" src="{PIXEL}"></p>',
    "list item outside a list": "<div><li>瓶と缶</li></div>",
}
COUNTS = (1, 2, 4, 8, 16, 32, 64)
GOOD = f'<p><img src="{PIXEL}" alt="青い箱の写真" width="60" height="60"></p>'
NEW_RULES = """
<table><caption>曜日</caption><tr><th scope="col">品</th><th scope="col">日</th></tr>
<tr><td>瓶</td><td>火</td></tr></table>
<p><label for="q">町名</label><input id="q" type="text" autocomplete="address-level2"></p>
<p><label for="s">地区</label><select id="s"><option>東</option></select></p>
<ul><li>紙</li><li>布</li></ul><p><button type="button" aria-expanded="false">開く</button></p>
<iframe title="案内図"
srcdoc="<!doctype html><html lang=ja><title>図</title><p>図</p></html>"></iframe>
"""
MIXED = "".join(html * n for html, n in zip(FAULTS.values(), (3, 1, 2, 0, 1, 4), strict=False))
HEAD = ("fault", "0", *map(str, COUNTS), "never rises", "falls up to 32")
OTHERS = ("trial", "before", "with it", "change", "must be")


def pages() -> dict[str, str]:
    """All pages of the trial."""
    injected = {
        f"k{i}-{count}": PAGE.format(body=html * count)
        for i, html in enumerate(FAULTS.values())
        for count in COUNTS
    }
    return injected | {
        "clean": PAGE.format(body=""),
        "mixed": PAGE.format(body=MIXED),
        "padded": PAGE.format(body=MIXED + GOOD * 200),
        "more-rules": PAGE.format(body=MIXED + NEW_RULES),
        "twice": PAGE.format(body=MIXED * 2),
        "one": PAGE.format(body=FAULTS["image without text"]),
        "one-twice": PAGE.format(body=FAULTS["image without text"] * 2),
    }


def injected(score_by_page: Mapping[str, PageScore]) -> Iterator[list[str]]:
    """A row for each kind of fault."""
    for i, name in enumerate(FAULTS):
        scores = [
            score_by_page["clean"].score,
            *(score_by_page[f"k{i}-{count}"].score for count in COUNTS),
        ]
        yield [
            name,
            *(f"{score:.1f}" for score in scores),
            "yes" if is_falling(scores, strictly=False) else "NO",
            "yes" if is_falling(scores[: COUNTS.index(32) + 2], strictly=True) else "NO",
        ]


def is_falling(scores: Sequence[float], *, strictly: bool) -> bool:
    """Whether each score is below the one before it, or at least not above."""
    return all(b < a if strictly else b <= a for a, b in pairwise(scores))


def others(scores: Mapping[str, PageScore]) -> Iterator[list[str]]:
    """Padding and doubling."""
    trials = {
        "200 good images": ("mixed", "padded", "0"),
        "new rules that pass": ("mixed", "more-rules", "0"),
        "the contents twice": ("mixed", "twice", "≥ −7"),
        "one image without text, twice": ("one", "one-twice", "≥ −7"),
    }
    for name, (before, after, must) in trials.items():
        a, b = scores[before].score, scores[after].score
        yield [name, f"{a:.1f}", f"{b:.1f}", f"{b - a:+.1f}", must]


def block() -> str:
    """Both tables."""
    with tempfile.TemporaryDirectory() as folder:
        by_name = {name: mark(visits) for name, visits in looked_at(pages(), Path(folder)).items()}
    return f"{table(HEAD, injected(by_name))}\n\n{table(OTHERS, others(by_name))}"
