"""Write a new check and its three kept pages: `python -m tools.new_check TOPIC ID`.

TOPIC is a folder of audits/checks, ID the check's name with dashes. `--criterion 1.3.1` makes it a
check of that success criterion, likely at first; without it the check is advice. What is written
runs as it is: replace each TODO, then follow the commands that are printed.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NAME = "a lower-case name such as heading-words: a letter, then letters, digits and dashes"
MODULE = '''"""TODO whom the fault hurts and how: a sentence or two in English for readers."""

from audits.checks import failed, inapplicable, passed
from audits.facts.document import Document, Heading
from minna.records import {imports}

META = CheckMeta(
    criterion="{criterion}",
    impact="{impact}",
    title={{"ja": "TODO 検査の対象", "en": "TODO what is looked at, as a noun phrase"}},
    passed={{"ja": "TODO 問題のないときの文", "en": "TODO a sentence for clean pages"}},
    failed={{
        "{key}": {{
            "ja": "TODO {{count}} 個の見出しに問題があります（{{examples}}）",
            "en": "TODO {{count}} headings have the fault ({{examples}})",
        }}
    }},
    fix={{"ja": "TODO 直し方", "en": "TODO how to fix it"}},
{certainty}    about={{"ja": "TODO だれがどう困るか"}},
)


def check(document: Document) -> Verdict:
    """TODO what fails, in one sentence; the parameters name the gatherers whose facts it needs."""
    headings = document["headings"]
    if not headings:
        return inapplicable()
    faulty = [heading for heading in headings if is_faulty(heading)]
    if faulty:
        return failed("{key}", faulty, examples=", ".join(h["text"] for h in faulty[:3]))
    return passed()


def is_faulty(heading: Heading) -> bool:
    """TODO whether one element has the fault; pure: no clock, file, network or browser."""
    return heading["text"].startswith("TODO")
'''
PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>図書館のご案内 | みどり市</title>
</head>
<body>
<main>
{main}
</main>
</body>
</html>
"""
TEXT = "<p>図書館は午前9時に開きます。</p>"
PAGES = {
    "pass": f"<h1>図書館のご案内</h1>\n{TEXT}",
    "fail-{key}": f"<h1>図書館のご案内</h1>\n<h2>TODO 開館時間</h2>\n{TEXT}",
    "inapplicable": TEXT,
}
NEXT = """Next:
  1. Edit {module}: replace every TODO. Which facts there are:
       .venv/bin/python -m tools.facts            (all gatherers)
       .venv/bin/python -m tools.facts document   (the fields of one, with examples)
     Their types are in audits/facts/<gatherer>.py.
  2. Edit the three pages in {pages}/
     and add one for each further message key and each page that looks like the fault and is none.
     A name that ends in -desktop is visited through the desktop's viewport, all others through the
     phone's; gatherers of keyboard and mouse run on desktop only.
  3. .venv/bin/python -m tests.record_evidence {id}
  4. make docs
  5. .venv/bin/pytest -q -n 0 tests/test_audits_checks.py -m "not browser" -k "{id} or clean"
  6. make check
"""


def main(arguments: list[str]) -> None:
    """Write the files and say what comes next."""
    parser = argparse.ArgumentParser(prog="python -m tools.new_check", description=__doc__)
    parser.add_argument("topic", choices=topics(), metavar="TOPIC", help=", ".join(topics()))
    parser.add_argument("id", metavar="ID", help=NAME)
    parser.add_argument("--criterion", default="", help="a success criterion of level A or AA")
    parser.add_argument("--key", default="faulty", help="the message key: how it failed")
    given = parser.parse_args(arguments)
    if problem := refusal(given.id, given.criterion, given.key):
        parser.error(problem)
    files = dict(skeleton(given.topic, given.id, given.criterion, given.key))
    for name, text in files.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"wrote {name}\n")
    module, page, *_ = files
    pages = str(Path(page).parent)
    sys.stdout.write("\n" + NEXT.format(id=given.id, module=module, pages=pages))


def topics() -> list[str]:
    """The folders of checks."""
    folders = (ROOT / "audits/checks").iterdir()
    return sorted(p.name for p in folders if p.is_dir() and not p.name.startswith("_"))


def refusal(check: str, criterion: str, key: str) -> str:
    """Why nothing is written; "" if all is well."""
    from audits.judging.check_runner import own_metas
    from minna.criteria import criteria

    for word in (check, key):
        plain = word.replace("-", "").isalnum() and word.isascii() and word == word.lower()
        if not plain or not word[0].isalpha() or word.endswith("-"):
            return f"“{word}” must be {NAME}"
    if check in own_metas():
        return f"there is a check {check} already"
    if criterion and criteria().get(criterion) is None:
        return f"there is no success criterion {criterion}"
    return ""


def skeleton(topic: str, check: str, criterion: str, key: str) -> Iterator[tuple[str, str]]:
    """Paths from the root with what is written there: the module, then its kept pages."""
    likely = "    certainty=Certainty.LIKELY,\n" if criterion else ""
    module = MODULE.format(
        imports="Certainty, CheckMeta, Verdict" if criterion else "CheckMeta, Verdict",
        criterion=criterion,
        impact="moderate" if criterion else "minor",
        certainty=likely,
        key=key,
    )
    yield f"audits/checks/{topic}/{check.replace('-', '_')}.py", module
    for name, main_part in PAGES.items():
        path = f"tests/checks/{topic}/{check}/{name.format(key=key)}.html"
        yield path, PAGE.format(main=main_part)


if __name__ == "__main__":
    main(sys.argv[1:])
