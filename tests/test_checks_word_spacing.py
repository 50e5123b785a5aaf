"""Which spaces between letters split a word beyond doubt, and which stand between two words."""

import pytest

from audits.checks.language import word_spacing
from audits.checks.language._label_nouns import NOUNS, SURNAMES, are_two_words
from minna.records import Certainty

PAGE = (
    "日時と場所のお知らせ。子ども会、ごみの日、松竹梅のコース、出欠の返事、林誠さん、津市、山と川。"
)


def block(text, *within, at=1):
    """A block of text in the tags that it stands in."""
    facts = {"selector": f"{at}-{text}", "html": "", "text": text, "within": list(within)}
    return facts | {"tag": within[0], "langs": ["ja"], "list": at}


def judged(text, *within):
    """What is said of a text on a page that writes the same words without spaces elsewhere."""
    blocks = [block(text, *within), block(PAGE, "p", at=2)]
    verdict = word_spacing.check(text={"items": blocks}, images={"items": []})
    if not isinstance(verdict, list):
        return str(verdict.outcome)
    return "sure" if any(v.certainty == Certainty.CERTAIN for v in verdict) else "likely"


@pytest.mark.parametrize("tag", ["th", "dt", "label", "caption", "h2", "li", "p"])
@pytest.mark.parametrize(
    "text",
    [
        "林　誠",
        "林　誠：町を変えます",
        "町長　林　誠",
        "山田　太郎",
        "津　市",
        "赤　組",
        "一　等",
        "月　木",
        "土　日",
        "出　欠",
        "有　無",
        "春　夏",
        "東　部",
        "松　竹　梅",
        "東　西　南　北",
        "日　時　分",
        "年　月　日",
        "令和　7年　4月",
        "あ　か　さ",
        "山　川",
    ],
)
def test_names_places_choices_and_rows_of_things_are_never_certain(text, tag):
    assert judged(text, tag) == "passed"


@pytest.mark.parametrize("text", ["山　と　川", "火　の　用　心", "雨　あ　め", "俳　句"])
def test_what_may_be_two_words_is_not_certain(text):
    assert judged(text, "h2") in ("passed", "likely")


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("日　時", "th"),
        ("氏 名", "label"),
        ("備\u00a0考", "th"),
        ("議　会", "h2"),
        ("日　時　12月5日", "p"),
        ("【会　場】公民館", "p"),
        ("議 長：林　誠", "p"),
        ("（１）目　的", "h3"),
        ("電　話　番　号", "th"),
        ("お　知　ら　せ", "h2"),
        ("申　し　込　み", "th"),
        ("ご　み　の　日", "h2"),
        ("子　ど　も", "h2"),
    ],
)
def test_a_noun_that_labels_things_is_certain(text, tag):
    assert judged(text, tag) == "sure"


def test_a_noun_that_stands_where_no_label_does_needs_a_second_one_or_the_page():
    def told(*texts):
        blocks = [block(text, "li") for text in texts]
        return word_spacing.check(text={"items": blocks}, images={"items": []})

    assert [v.certainty for v in told("人　口", "山　川")] == [Certainty.LIKELY]
    assert [v.certainty for v in told("人　口", "面　積")] == [Certainty.CERTAIN]
    assert [v.certainty for v in told("人　口", "人口の移り変わり")] == [Certainty.CERTAIN]


def test_no_noun_is_a_pair_of_things_and_few_begin_as_families_are_called():
    assert {noun for noun in NOUNS if are_two_words(*noun)} == {"日時", "年金"}
    assert all(len(noun) == 2 for noun in NOUNS)
    read = ["町長", "市長", "小計", "金額", "平日", "原因", "種別", "種類", "本籍", "福祉", "前文"]
    assert {noun for noun in NOUNS if noun[0] in SURNAMES} <= set(read)
