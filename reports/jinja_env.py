"""Jinja2, configured for untrusted text: all is escaped, and a missing value is an error."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from minna.criteria import criteria
from minna.records import Gap, Rank, ScoreLoss
from minna.text import replace_control_characters
from reports import i18n
from reports.formats._columns import column
from reports.groups import SiteGroup, group_slug
from reports.reason_messages import reason_message

TEMPLATES = Path(__file__).with_name("templates")
SUFFIX = re.compile(r"(?<=..)[都府県]$")
"""What a prefecture's name can do without in a list of prefectures."""
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")


def environment(lang: str) -> Environment:
    """The templates with the messages of one language."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=lambda value: replace_control_characters(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals |= {
        "lang": lang,
        "t": lambda key, /, **blanks: i18n.t(key, lang, **blanks),
        "finding_message": lambda finding, meta: i18n.finding_message(finding, meta, lang),
        "text_of": partial(i18n.in_language, lang=lang),
        "certainty": partial(i18n.certainty_label, lang=lang),
        "status": partial(i18n.status_label, lang=lang),
        "crawl_limit": partial(i18n.crawl_limit_label, lang=lang),
        "reason_message": partial(reason_message, lang=lang),
        "group_name": partial(i18n.group_label, lang=lang),
        "format_rank": partial(i18n.format_rank, lang=lang),
        "gap_sentence": partial(i18n.gap_sentence, lang=lang),
        "format_date": partial(i18n.format_date, lang=lang),
        "t_in": i18n.t,
        "numbered_messages": partial(i18n.numbered_messages, lang=lang),
        "position_sentence": partial(i18n.position_sentence, lang=lang),
        "measure_key": measure_key,
        "data_column": partial(column, lang=lang),
        "group_page": lambda kind, name: f"{kind}/{group_slug(kind, name)}.html",
        "pref_name": partial(group_title, lang=lang),
        "loss_rank": partial(loss_rank, lang=lang),
        "pillar_names": partial(labels, "pillar", between="list.comma", lang=lang),
        "audience_names": lambda indices: labels(
            "audience", (i.audience for i in indices), "list.and", lang
        ),
        "criteria": criteria(),
        "label": lambda kind, name: i18n.t_or(f"{kind}.{name}", lang, name),
    }
    env.filters |= {"mark": partial(mark_japanese, lang=lang), "trim_to": trim_to}
    env.tests["web"] = is_web
    return env


def mark_japanese(text: Any, lang: str) -> Markup:
    """Text with its Japanese parts marked as such, unless the whole page is Japanese.

    >>> str(mark_japanese("in 札幌市 <b>", "en"))
    'in <span lang="ja">札幌市</span> &lt;b&gt;'
    """
    escaped = str(escape(text))
    if lang == "ja":
        return Markup(escaped)
    return Markup(JAPANESE.sub(lambda run: f'<span lang="ja">{run.group()}</span>', escaped))


def trim_to(text: str, length: int) -> str:
    """No more than so many characters.

    >>> trim_to("abcdef", 4)
    'abc…'
    """
    return text if len(text) <= length else text[: length - 1] + "…"


def is_web(url: str) -> bool:
    """Whether an address may become a link: http or https, with a host.

    >>> is_web("https://example.jp/"), is_web("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def measure_key(gap: Gap) -> str:
    """Whether a gap figure is said in points or as a share."""
    return "measure.share" if gap.measure.endswith("_below_60") else "measure.points"


def group_title(group: SiteGroup, short: bool = False, *, lang: str) -> str:
    """The name of a group of sites; a prefecture's in English, and short where space is."""
    if group.prefecture and lang != "ja":
        return group.prefecture.name_en
    if group.kind == "pref":
        return SUFFIX.sub("", group.name) if short else group.name
    return i18n.group_label(group.group, lang) if group.kind == "peer" else group.name


def labels(kind: str, items: Iterable[str], between: str, lang: str) -> str:
    """The words of several things of a kind, one after another."""
    labels = [i18n.t_or(f"{kind}.{name}", lang, name) for name in items]
    return i18n.t(between, lang).join(labels)


def loss_rank(loss: ScoreLoss, lang: str) -> str:
    """The rank, with its interval, that a site would have with a cause of its loss fixed."""
    if loss.rank is None or loss.rank_low is None or loss.rank_high is None:
        return i18n.t("none", lang)
    rank = Rank(loss.run, loss.site, "all", loss.rank, loss.rank_low, loss.rank_high, 0, 0)
    return i18n.format_rank(rank, lang)
