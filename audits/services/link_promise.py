"""How much the words of a link promise for each task: what a resident would follow first."""

import re
from collections.abc import Iterator, Sequence

from audits.services.document import Block, Link
from audits.services.matching import masked
from audits.services.page_kinds import KINDS, SOFT
from audits.services.tasks import Task

NAMED, DEED_UNDER_TOPIC = 1.0, 0.9
TOPIC, UNDER_NAME, DEED, UNDER_TOPIC = 0.6, 0.5, 0.45, 0.35
HUB, NOTHING = 0.3, 0.1
"""Promise of a link between 0 and 1: it names the task; names the deed below its field; names the
field; stands below the task; names the deed alone; stands below the field; is a list of services of
the audience; says nothing of any task."""
STRONG = 0.85
MILD = SOFT - {"report"}
"""Kinds that pages of services may be as well: 額改定 is named like a change of fees."""
OF_OTHER_KIND = 0.4
"""Factor for links to news, figures, minutes and the like, to copies and to other languages."""
MOST_WORDS = 120
"""Characters of the words of a link that are read."""
POINTING = re.compile(
    r"^[(\[【「]?(?:こちら|ここ|詳細|詳しく|くわしく|もっと見る|続き|次へ|一覧|リンク|ページ|"
    r"click here|here|more|read more|details?|link)[^ ]{0,8}$",
    re.IGNORECASE,
)
"""Words that only point: what a link is about stands beside it."""
COPY = re.compile(
    r"印刷|プリント|スマートフォン(?:版|サイト|表示)|スマホ版|モバイル|携帯(?:版|サイト|電話版)|"
    r"PC版|パソコン版|やさしい(?:日本語|にほんご)|文字(?:サイズ|を大きく)|テキスト版|"
    r"^(?:english|中文|简体|繁體|한국어|português|español|tiếng việt|tagalog)|"
    r"print(?:er)?[ -]?(?:friendly|version)|mobile site",
    re.IGNORECASE,
)
BOTH_HUBS = re.compile(
    r"手続|届|申請|証明|窓口|サイトマップ|組織|各課|課の|部署|よくある質問|FAQ|お?困り|様式|"
    r"ダウンロード|電子|オンライン|ネット|税|できること|ナビ|予約|"
    r"services?\b|departments?|apply|how do i|forms?\b|permits?|site ?map",
    re.IGNORECASE,
)
CITIZEN_HUBS = re.compile(
    r"くらし|暮らし|生活|住民|市民|町民|村民|区民|県民|住ま|すまい|福祉|健康|医療|子育て|こども|"
    r"子ども|教育|学校|保険|環境|防災|災害|ライフ|人生|場面|妊娠|出産|結婚|高齢|お年寄り|役場|"
    r"役所|保健|residents?\b|living|families",
    re.IGNORECASE,
)
BUSINESS_HUBS = re.compile(
    r"事業|産業|しごと|仕事|ビジネス|商工|企業|会社|働く|農林|林業|建設|土木|都市|まちづくり|"
    r"契約|調達|消防|保健所|環境|経済|business|doing business|economic",
    re.IGNORECASE,
)

Masks = tuple[int, int, int]
"""Tasks whose names, deeds and topics stand in a text, each a set of bits by the tasks' places."""


class Promises:
    """What links promise, for tasks in a fixed order; each text is read once."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tuple(tasks)
        self._masks: dict[str, Masks] = {}
        self._plain: dict[str, float] = {}

    def by_task(self, words: str, above: str) -> Iterator[tuple[int, float]]:
        """Places of tasks of which a link speaks, each with what it promises."""
        named, deed, topic = self._read(words)
        over_named, _, over_topic = self._read(above)
        levels = (
            (named, NAMED),
            (deed & (over_topic | topic), DEED_UNDER_TOPIC),
            (topic, TOPIC),
            (over_named, UNDER_NAME),
            (deed, DEED),
            (over_topic, UNDER_TOPIC),
        )
        factor = self.plainness(words)
        left = (1 << len(self.tasks)) - 1
        for mask, promise in levels:
            mask &= left
            left &= ~mask
            while mask:
                lowest = mask & -mask
                mask ^= lowest
                yield lowest.bit_length() - 1, promise * factor

    def by_audience(self, words: str) -> tuple[float, float]:
        """What a link promises residents and businesses whose task it does not name."""
        factor = self.plainness(words)
        is_both = BOTH_HUBS.search(words) is not None
        return tuple(  # type: ignore[return-value]
            (HUB if is_both or hubs.search(words) else NOTHING) * factor
            for hubs in (CITIZEN_HUBS, BUSINESS_HUBS)
        )

    def plainness(self, words: str) -> float:
        """1, or less where the words of a link are those of news, figures, copies and the like."""
        if words not in self._plain:
            is_other = COPY.search(words) or any(
                kind.search(words) for name, kind in KINDS.items() if name not in MILD
            )
            self._plain[words] = OF_OTHER_KIND if is_other else 1.0
        return self._plain[words]

    def _read(self, text: str) -> Masks:
        """Which tasks a text speaks of; phrases that only sound like a task are left out."""
        found = self._masks.get(text)
        if found is None:
            named = deed = topic = 0
            for place, task in enumerate(self.tasks):
                plain = masked(task, text)
                named |= (task.called(plain) is not None) << place
                deed |= (task.deeds.search(plain) is not None) << place
                topic |= (task.topics.search(plain) is not None) << place
            found = self._masks[text] = (named, deed, topic)
        return found


def link_words(link: Link, block: Block) -> str:
    """What a link is about: its own words, or those beside it where they only point.

    >>> from audits.services.document import Block
    >>> beside = Block("item", "転出届はこちら", "転出届はこちら", "main")
    >>> link_words(Link("こちら", "https://town.example/o.html", "page"), beside)
    '転出届はこちら'
    """
    if link.text and not POINTING.match(link.text):
        return link.text[:MOST_WORDS]
    return (block.label or block.text or link.text)[:MOST_WORDS]


def words_above(block: Block, names: Sequence[str]) -> str:
    """The list in which a link stands: the page's names and the headings and label above it."""
    parts = (*names, *block.headings[-2:], block.label)
    return " ".join(dict.fromkeys(part[:MOST_WORDS] for part in parts if part))
