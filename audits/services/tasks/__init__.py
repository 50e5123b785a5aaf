"""The tasks of a country as data: what residents and businesses come to a site to get done."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from audits.services._tables import NEVER, Entry, entries

PLACE = Path(__file__).parent
KEYS = frozenset(
    [
        "id",
        "audience",
        "index",
        "event",
        "paper",
        "bodies",
        "title",
        "names",
        "objects",
        "topics",
        "deeds",
        "near",
        "text",
    ]
)
NEEDED = ("id", "audience", "bodies", "title", "names")
PATTERNS = ("names", "objects", "topics", "deeds", "near", "text")
AUDIENCES = frozenset(("citizen", "business"))
BODIES = frozenset(("municipality", "prefecture", "nation", "city", "county", "state", "district"))
ID = re.compile(r"[a-z][a-z0-9_]{1,40}")


@dataclass(frozen=True, slots=True)
class Task:
    """A task, and the words by which pages name it; the patterns meet normalised text.

    `names` name it by themselves; so do `objects`, what it is about, in the name of a page that
    says no more or what is done about them (`DONE`). `deeds` name it where `topics` stand above;
    `near` holds one of these words and is something else; `text` says in running text that the
    task is served. `is_event`:
    an event of life, whose pages list what else is to be done; `is_paper`: a certificate, which
    other pages ask to be brought.
    """

    id: str
    audience: str
    is_in_index: bool
    is_event: bool
    is_paper: bool
    bodies: frozenset[str]
    title: Mapping[str, str]
    names: re.Pattern[str]
    objects: re.Pattern[str]
    topics: re.Pattern[str]
    deeds: re.Pattern[str]
    near: re.Pattern[str]
    text: re.Pattern[str]

    def called(self, name: str) -> re.Match[str] | None:
        """Where the name of a page, or the words of a link to it, name the task."""
        return self.names.search(name) or self.objects.search(name)

    def applies_to(self, body: str) -> bool:
        """Whether bodies of a type have this task at all."""
        return body in self.bodies


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The tasks of a country, by their ids, in the order of the file."""

    country: str
    tasks: Mapping[str, Task]


@cache
def catalogue(country: str) -> Catalogue:
    """The tasks of a country that has a file here.

    >>> catalogue("jp").tasks["tenshutsu"].audience
    'citizen'
    """
    path = PLACE / f"{country}.toml"
    return read_catalogue(path.read_text(encoding="utf-8"), path.name, country)


def read_catalogue(text: str, name: str, country: str) -> Catalogue:
    """The tasks that a text in TOML holds; what cannot be read is told with its file and line."""
    read = entries(text, name, "task", keys=KEYS, needed=NEEDED)
    return Catalogue(country, {entry.values["id"]: _task(entry) for entry in read})


def _task(entry: Entry) -> Task:
    table = entry.values
    if not ID.fullmatch(table["id"]):
        raise entry.bad(f"{table['id']!r} is no id of a task", "id")
    if table["audience"] not in AUDIENCES:
        raise entry.bad(f"{table['audience']!r} is neither citizen nor business", "audience")
    wrong = [body for body in table["bodies"] if body not in BODIES]
    if wrong:
        raise entry.bad(f"{wrong[0]!r} is no type of body", "bodies")
    patterns = {key: _pattern(entry, key) for key in PATTERNS}
    return Task(
        table["id"],
        table["audience"],
        bool(table.get("index", True)),
        bool(table.get("event", False)),
        bool(table.get("paper", False)),
        frozenset(table["bodies"]),
        table["title"],
        **patterns,
    )


DONE = (
    r"(?:制度|等|など)?(?=$|[()\[\]】:・、/|「]|について|とは|(?:の|を|が|に|は|への?|から|で|と)?"
    r"[^、。]{0,9}?(?:届|手続|申請|申告|請求|申し?込|交付|受け?取|受付|登録|発行|更新|変更|切り?替|加入|"
    r"脱退|やめ|喪失|廃止|な[くっ](?:し|な|た)|紛失|返[納還却]|再設定|予約|必要|取り方|もら[うい]|[取と]る|"
    r"するには|したい|とき|たら|の方[法へ]|される方|した方|流れ|様式|書式|電子|オンライン|郵送|認定|許可|"
    r"提出|協議|出[すし]|搬入|持ち?込|申出|設置|埋設|選考|被害|証明|検査|ごよみ|チェック|やること|一覧))"
)
"""What a name says after the object of a task: nothing, or what is done about it."""


def _pattern(entry: Entry, key: str) -> re.Pattern[str]:
    words = entry.values.get(key, [])
    if not isinstance(words, list):
        raise entry.bad(f"{key} is a list of patterns", key)
    for word in words:
        entry.pattern(key, word)
    every = "|".join(f"(?:{word})" for word in words)
    if key == "objects":
        every = f"(?:{every}){DONE}"
    return re.compile(every, re.IGNORECASE | re.MULTILINE) if words else NEVER
