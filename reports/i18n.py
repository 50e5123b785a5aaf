"""The report's messages: sentences by key, and the message of a finding from its check.

A language is one file, `locales/<lang>.json`, of {key: sentence with {blanks}}.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from minna.records import CheckMeta, Finding, Gap, Outcome, Rank, SiteCrawl, Tier
from minna.wave_position import WavePosition

LOCALES = Path(__file__).with_name("locales")
DEFAULT_LANG = "ja"
"""The language of the root folder; every other one has a folder of its own."""

UNKNOWN = "…"
JAPAN = timezone(timedelta(hours=9))


class MessageFormatter(Formatter):
    """Fills sentences and never fails over a blank; `{n:page|pages}` picks a word by number."""

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """A blank that nobody fills shows as an ellipsis."""
        return kwargs.get(str(key), UNKNOWN)

    def format_field(self, value: Any, format_spec: str) -> str:
        """A number by its format, a list joined by commas, None as an ellipsis."""
        if "|" in format_spec:
            one, many = format_spec.split("|", 1)
            return one if value == 1 else many
        if value is None:
            return UNKNOWN
        if isinstance(value, list | tuple | set):
            return ", ".join(str(part) for part in value)
        try:
            return str(super().format_field(value, format_spec))
        except (ValueError, TypeError):
            return str(value)


FORMATTER = MessageFormatter()


def format_message(sentence: str, blanks: Mapping[str, Any]) -> str:
    """The sentence with its blanks filled; as it stands if it is no pattern at all.

    >>> format_message("{n} {n:page|pages} of {all}", {"n": 1})
    '1 page of …'
    """
    if "{" not in sentence and "}" not in sentence:
        return sentence
    try:
        return FORMATTER.vformat(sentence, (), blanks)
    except (ValueError, AttributeError, LookupError):
        return sentence


@cache
def languages() -> tuple[str, ...]:
    """The languages we have words for, the first one first."""
    others = sorted(path.stem for path in LOCALES.glob("*.json") if path.stem != DEFAULT_LANG)
    return (DEFAULT_LANG, *others)


@cache
def catalog(lang: str) -> dict[str, str]:
    """All sentences of a language by key."""
    path = LOCALES / f"{lang if lang in languages() else DEFAULT_LANG}.json"
    sentences: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return sentences


def t(key: str, lang: str, /, **blanks: Any) -> str:
    """The sentence for a key, in the first language if this one lacks it; KeyError if both do."""
    sentence = catalog(lang).get(key)
    return format_message(catalog(DEFAULT_LANG)[key] if sentence is None else sentence, blanks)


def t_or(key: str, lang: str, otherwise: str) -> str:
    """The word for something that may have none, such as a status from a newer survey."""
    return catalog(lang).get(key, catalog(DEFAULT_LANG).get(key, otherwise))


def numbered_messages(key: str, lang: str) -> list[str]:
    """The sentences `key.1`, `key.2` and so on."""
    sentences: list[str] = []
    while f"{key}.{len(sentences) + 1}" in catalog(DEFAULT_LANG):
        sentences.append(t(f"{key}.{len(sentences) + 1}", lang))
    return sentences


def in_language(texts: Mapping[str, str], lang: str) -> str:
    """One of a meta's texts: in this language, else in Japanese, else in English, else nothing."""
    return next((texts[code] for code in (lang, "ja", "en") if texts.get(code)), "")


def finding_message(finding: Finding, meta: CheckMeta, lang: str) -> str:
    """One finding as a sentence; the meta's title where it has no sentence for the message."""
    sentence = in_language(meta.failed.get(finding.message, {}), lang)
    if not sentence and finding.outcome == Outcome.UNTESTED:
        general = t("untested", lang)
        sentence = t_or(f"untested.{finding.message}", lang, general)
    if not sentence and finding.outcome == Outcome.CANT_TELL:
        sentence = t_or(f"cant_tell.{finding.message}", lang, "")
    sentence = sentence or in_language(meta.title, lang) or meta.id or finding.check
    return format_message(sentence, {"count": finding.count} | finding.data)


def gap_sentence(
    tier: Tier | None,
    gaps: Iterable[Gap],
    lang: str,
    metas: Mapping[str, CheckMeta] = MappingProxyType({}),
) -> str:
    """What may be said of two tiers: no more than the tests allow, with the spread and a caution.

    S2, S1 and S0 are the three answers of the publication rule; "" means too few sites to ask.
    Where one fault or one vendor is what divides two groups, that is said instead.
    """
    spread = next((gap for gap in gaps if gap.measure == "p90_p10"), None)
    status = tier.status if tier and tier.status in ("S0", "S1", "S2") else "few"
    blanks = asdict(tier) if tier else {}
    divided_by = dividing_factor_sentence(tier, lang, metas)
    parts = [divided_by or t(f"gap.{status}", lang, **blanks)]
    if spread:
        parts.append(t("gap.spread", lang, **asdict(spread)))
    if not divided_by:
        parts.append(t(f"gap.{status}.note", lang, **blanks))
    if tier and status != "few":
        parts.append(decided_sentence(tier, lang))
    if tier and tier.perfect and status != "few":
        parts.append(t("gap.perfect", lang, **blanks))
    return ("" if lang == "ja" else " ").join(part for part in parts if part)


def dividing_factor_sentence(tier: Tier | None, lang: str, metas: Mapping[str, CheckMeta]) -> str:
    """That two groups are separated by one fault, or one vendor's product; else ""."""
    if tier and tier.apart_check:
        meta = metas.get(tier.apart_check)
        title = in_language(meta.title, lang) if meta else ""
        return t("gap.one_check", lang, title=title or tier.apart_check)
    if tier and tier.apart_vendor:
        return t("gap.one_vendor", lang, vendor=tier.apart_vendor)
    return ""


def decided_sentence(tier: Tier, lang: str) -> str:
    """Which test decided; nothing of a survey that did not write it down."""
    if tier.status in ("S1", "S2"):
        return t("gap.decided.all", lang) if tier.shape_p is not None else ""
    return t_or(f"gap.decided.{tier.decided}", lang, "") if tier.decided else ""


def certainty_label(certainty: str, lang: str) -> str:
    """miChecker's term for a certainty."""
    return t_or(f"certainty.{certainty}", lang, certainty)


def crawl_limit_label(frame: SiteCrawl, lang: str) -> str:
    """Why a site was not seen whole; "" if it was, a reason we do not know passes through."""
    key, left = f"capped.{frame.capped}", sum(frame.traps.values())
    return t(key, lang, n=left) if key in catalog(DEFAULT_LANG) else frame.capped


def status_label(status: str, lang: str) -> str:
    """What became of a site or a visit; a status we do not know passes through."""
    return t_or(f"status.{status}", lang, status)


def group_label(group: str, lang: str) -> str:
    """The name of a group of sites: "all", "pref:<name>" or "peer:<type>/<population class>"."""
    kind, _, rest = group.partition(":")
    if kind == "peer":
        body, _, size = rest.partition("/")
        names = [t_or(f"type.{body}", lang, body), size_label(size, lang)]
        return t("group.peer", lang, names=t("list.and", lang).join(n for n in names if n))
    if kind == "type":
        return t_or(f"type.{rest}", lang, rest)
    if kind == "size":
        return size_label(rest, lang)
    return rest or t_or(f"group.{kind}", lang, kind)


def size_label(size: str, lang: str) -> str:
    """A population class such as "10000-50000", whose first limit may be 0 and last one open.

    >>> size_label("300000-", "en")
    '300,000 residents and more'
    """
    low, dash, high = size.partition("-")
    if not dash or not low.isdecimal():
        return size
    if not high.isdecimal():
        return t("size.over", lang, low=int(low))
    key = "size.between" if int(low) else "size.under"
    return t(key, lang, low=int(low), high=int(high))


def format_rank(rank: Rank, lang: str) -> str:
    """A place and its range, never the one without the other."""
    rank_text = f"{rank.rank:,.1f}".removesuffix(".0")
    key = "rank.range" if rank.low != rank.high else "rank.sure"
    return t(key, lang, place=rank_text, low=rank.low, high=rank.high)


def position_sentence(position: WavePosition, lang: str) -> str:
    """The rank that a site would have in a published survey, with its range."""
    rank = Rank("", "", position.group, position.rank, position.low, position.high, position.of, 0)
    key = "against.all" if position.group == "all" else "against.peers"
    group, text = group_label(position.group, lang), format_rank(rank, lang)
    return t(key, lang, group=group, rank=text, of=position.of)


def format_date(moment: str | None, lang: str) -> str:
    """An ISO moment as a date in Japan; what is no moment stays as it is.

    >>> format_date("2026-11-23T20:00:00+00:00", "en")
    '24 November 2026'
    """
    try:
        when = datetime.fromisoformat(moment or "")
    except ValueError:
        return moment or ""
    when = when.astimezone(JAPAN) if when.tzinfo else when
    return t("date", lang, year=when.year, month=when.month, day=when.day, name=f"{when:%B}")
