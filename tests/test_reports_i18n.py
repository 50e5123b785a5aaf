"""The words of the report: the same in every language, and never failing over a blank."""

import re
from dataclasses import replace

import pytest

from minna.legacy_reasons import read_legacy
from minna.reasons import TEXTS, Reason
from minna.records import CheckMeta, Finding, Gap, Outcome, Rank, SiteCrawl, Tier
from reports.i18n import (
    MessageFormatter,
    catalog,
    certainty_label,
    crawl_limit_label,
    finding_message,
    format_date,
    format_rank,
    gap_sentence,
    group_label,
    languages,
    status_label,
    t,
)
from reports.reason_messages import SENTENCES, SIGNED, reason_message

CARD = CheckMeta(
    "1.1.1",
    "critical",
    {"en": "Images", "ja": "画像"},
    {},
    {
        "missing": {"ja": "{count} 個にありません", "en": "{count} have none"},
        "only-ja": {"ja": "だけ"},
    },
    {},
    id="image-text",
)
FINDING = Finding(
    "r", "s", "u", "phone", "image-text", "missing", "failed", "critical", "certain", 3
)
SPREAD = Gap("r", "all", "p90_p10", 38.44, 33.1, 43.7, 24)


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in MessageFormatter().parse(sentence) if name}


@pytest.mark.parametrize("lang", languages())
def test_every_language_has_the_same_keys(lang: str) -> None:
    assert catalog(lang).keys() == catalog("ja").keys()


@pytest.mark.parametrize("lang", languages())
def test_a_translation_uses_no_blank_that_the_first_language_has_not(lang: str) -> None:
    odd = {
        key: blanks(sentence) ^ blanks(catalog("ja")[key])
        for key, sentence in catalog(lang).items()
        if key != "date"
    }
    assert not {key: names for key, names in odd.items() if names}


@pytest.mark.parametrize("lang", languages())
def test_the_report_never_pronounces_conformance(lang: str) -> None:
    assert not [s for s in catalog(lang).values() if "準拠" in s]
    verdicts = re.compile(r"適合(しています|です|する。)|\bconforms\b|\bcompliant\b")
    assert not [s for s in catalog(lang).values() if verdicts.search(s)]


def test_a_finding_is_said_with_its_figures() -> None:
    assert finding_message(FINDING, CARD, "ja") == "3 個にありません"
    assert finding_message(FINDING, CARD, "en") == "3 have none"


def test_a_sentence_missing_in_one_language_is_said_in_another_and_then_by_title() -> None:
    assert finding_message(replace(FINDING, message="only-ja"), CARD, "en") == "だけ"
    assert finding_message(replace(FINDING, message="unheard-of"), CARD, "en") == "Images"
    assert finding_message(FINDING, CARD, "fr") == "3 個にありません"


def test_a_blank_that_nobody_fills_is_an_ellipsis() -> None:
    card = replace(CARD, failed={"missing": {"en": "{a} {b.c} {count:,}"}})
    assert finding_message(FINDING, card, "en") == "{a} {b.c} {count:,}"
    card = replace(CARD, failed={"missing": {"en": "{a}: {count:,}"}})
    assert finding_message(FINDING, card, "en") == "…: 3"


def test_a_sentence_that_is_no_pattern_is_said_as_it_stands() -> None:
    card = replace(CARD, failed={"missing": {"en": "a { b } c {"}})
    assert finding_message(FINDING, card, "en") == "a { b } c {"


@pytest.mark.parametrize("message", ["no-evidence", "check-error", "something-new"])
def test_what_could_not_be_tested_says_so(message: str) -> None:
    untested = replace(FINDING, outcome=Outcome.UNTESTED, message=message)
    assert "ません" in finding_message(untested, CARD, "ja") or "判定していない" in finding_message(
        untested, CARD, "ja"
    )
    assert finding_message(untested, CARD, "en") != "Images"


def test_without_two_humps_the_gap_is_called_continuous() -> None:
    said = gap_sentence(Tier("r", "all", "S0", 300), [SPREAD], "ja")
    assert "二つの山があるとは言えません" in said
    assert "38.4点（95%区間 33.1–43.7点）" in said
    assert "二極化が認められ" not in said


@pytest.mark.parametrize("status", ["S1", "S2"])
def test_two_tiers_come_with_their_figures_and_a_caution(status: str) -> None:
    tier = Tier(
        "r", "all", status, 300, latent_share=0.15, lower_mean=51.2, upper_mean=79.8, shape_p=0.02
    )
    said = gap_sentence(tier, [SPREAD], "ja")
    assert "51.2点" in said and "79.8点" in said and "15%" in said
    assert "規模や採用している製品" in said
    assert ("二極化が認められます" in said) == (status == "S2")
    assert "products" in gap_sentence(tier, [SPREAD], "en")
    assert "Both the shape" in gap_sentence(tier, [SPREAD], "en")


@pytest.mark.parametrize("lang", languages())
def test_groups_that_one_fault_divides_are_told_with_its_title(lang: str) -> None:
    tier = Tier("r", "all", "S0", 300, decided="one_check", apart_check="image-text")
    said = gap_sentence(tier, [SPREAD], lang, {"image-text": CARD})
    assert CARD.title[lang] in said
    assert t("gap.S0", lang) not in said
    assert t("gap.S0.note", lang) not in said
    assert "image-text" in gap_sentence(tier, [SPREAD], lang), "a check without a card has its id"


def test_groups_that_one_vendor_divides_are_told_with_its_name() -> None:
    tier = Tier("r", "all", "S0", 300, decided="one_vendor", apart_vendor="甲社")
    assert "一つの事業者（甲社）の製品" in gap_sentence(tier, [], "ja")
    assert "one vendor: 甲社" in gap_sentence(tier, [], "en")


@pytest.mark.parametrize(
    "decided", ["sites", "checks", "distance", "share", "shape", "few_checks", "no_outcomes"]
)
def test_the_sentence_says_which_test_decided(decided: str) -> None:
    tier = Tier("r", "all", "S0", 300, decided=decided)
    assert "決め手" in gap_sentence(tier, [], "ja")
    assert "What decided" in gap_sentence(tier, [], "en")
    assert "決め手" not in gap_sentence(replace(tier, decided=""), [], "ja"), "an earlier survey"


@pytest.mark.parametrize("tier", [None, Tier("r", "all", "", 9)])
def test_too_few_sites_are_not_asked_for_tiers(tier: Tier | None) -> None:
    assert "判定していません" in gap_sentence(tier, [], "ja")
    assert "Too few" in gap_sentence(tier, [], "en")


def test_sites_at_exactly_100_are_mentioned() -> None:
    assert "12団体" in gap_sentence(Tier("r", "all", "S0", 300, 12), [], "ja")


def test_a_rank_is_printed_with_its_range() -> None:
    rank = Rank("r", "s", "all", 412.0, 302, 537, 1741, 350)
    assert format_rank(rank, "ja") == "412位（302–537位）"
    assert format_rank(replace(rank, rank=412.5), "en") == "412.5 (302–537)"


def test_michecker_has_four_words_for_certainty() -> None:
    said = [certainty_label(c, "ja") for c in ("certain", "likely", "review", "manual")]
    assert said == ["問題あり", "問題の可能性大", "要判断箇所", "手動確認"]


def test_a_status_we_do_not_know_passes_through() -> None:
    assert status_label("robots", "ja") != "robots"
    assert status_label("sunspots", "ja") == "sunspots"


def test_groups_have_names() -> None:
    assert group_label("all", "ja") == "全体"
    assert group_label("pref:東見県", "en") == "東見県"
    assert group_label("peer:town/", "en") == "peers (town)"
    assert "町・人口10,000人未満" in group_label("peer:town/0-10000", "ja")
    assert "10,000 to under 50,000" in group_label("peer:city/10000-50000", "en")
    assert "huge" in group_label("peer:city/huge", "en")


def test_a_moment_is_a_day_in_japan() -> None:
    assert format_date("2026-11-23T20:00:00+00:00", "ja") == "2026年11月24日"
    assert format_date("sometime", "ja") == "sometime"
    assert format_date(None, "ja") == ""


def test_recorded_reasons_are_told_in_the_readers_language():
    assert reason_message(read_legacy("connection refused"), "ja") == "接続が拒否されました"
    assert (
        reason_message(read_legacy("robots.txt disallows /"), "ja")
        == "robots.txt で / の巡回が禁止されています"
    )
    assert reason_message(read_legacy("1 pages measured"), "en") == "1 page was measured"
    assert reason_message(read_legacy("challenge: Imperva"), "en").endswith("(Imperva)")
    assert reason_message(read_legacy("something new"), "ja") == "something new"


@pytest.mark.parametrize("status", ["too_large", "refused", "not_visited", "given_up", "crashed"])
def test_what_becomes_of_a_visit_has_words_in_both_languages(status):
    assert status_label(status, "ja") != status_label(status, "en") != status


@pytest.mark.parametrize(
    "capped",
    ["pages", "time", "depth", "bytes", "refused", "forbidden", "unreachable", "traps"],
)
def test_why_a_site_was_not_seen_whole_has_words_in_both_languages(capped):
    frame = SiteCrawl("r", "s", "ok", capped=capped, traps={"same text": 1200, "facets": 34})
    ja, en = (crawl_limit_label(frame, lang) for lang in ("ja", "en"))
    assert capped not in (ja, en) and ja != en
    assert ("1,234" in ja, "1,234" in en) == (capped == "traps", capped == "traps")
    assert "…" not in ja + en, "no blank is left open"


def test_a_reason_from_a_newer_survey_passes_through():
    assert crawl_limit_label(SiteCrawl("r", "s", "ok", capped="novel"), "ja") == "novel"


def test_a_site_that_moved_is_told_so():
    assert "https://a.jp/b/" in reason_message(
        read_legacy("the site has moved to https://a.jp/b/"), "ja"
    )


def test_reasons_of_the_pool_are_told_in_words():
    assert "30 MB" in reason_message(read_legacy("received more than 30 MB"), "ja")
    assert (
        reason_message(read_legacy("no end of looking in 240 s"), "en")
        == "it hung while we looked at it"
    )


BLANK = re.compile(r"\{(\w+)")


@pytest.mark.parametrize("code", sorted(SENTENCES))
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_reason_with_a_sentence_is_told_whole_whatever_its_data(code, lang):
    for text in TEXTS[code]:
        data = {name: 7 if name != "target" else "https://a.jp/" for name in BLANK.findall(text)}
        if code in SIGNED and "sign" not in data:
            continue
        message = reason_message(Reason(code, **data), lang)
        assert message
        assert "{" not in message
        assert lang == "en" or message != str(Reason(code, **data))
