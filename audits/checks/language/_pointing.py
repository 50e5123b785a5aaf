"""Sentences that send people to something by its looks, and by what else they name it."""

import re
from collections.abc import Iterator

from audits.facts.links import Links
from audits.facts.text import Text, TextBlock

SENTENCE = re.compile(r"[^。．.!?！？\n]+[。．.!?！？]?")
QUOTED = re.compile(
    r"[「『][^「」『』]+[」』]|[“\"][^“”\"]+[”\"]|‘[^‘’]+’|【[^【】]+】|［[^［］]+］|\[[^\[\]]+\]|(?<!\w)'[^']+'(?!\w)"
)
OF_THINGS = re.compile(
    r"リモコン|テレビ|データ放送|端末|券売機|インターホン|改札|信号|交差点|本体|カメラ|窓口|庁舎|玄関|入口|入り口"
    r"|出口|エレベーター|用紙|封筒|はがき|ハガキ|通知書|申請書|届出書|届書|保険証|証明書|納付書|記入例|印鑑|ポスト|ごみ袋"
    r"|指定袋|道路|通り|駅|バス停|階段|手足|右手に見え|左手に見え"
    r"|remote control|television|envelope|letter|street|road|building|door|entrance",
    re.IGNORECASE,
)
"""Things in the world have sides and colours too, and no other names than these."""
ACTING = re.compile(
    r"押し|押す|押下|クリック|タップ|選択|選ん|選び|選ぶ|ご覧|ごらん|参照|確認|入力|記入|から(?:お)?(?:進|入|開|探)"
    r"|開い|開き|使っ|利用|検索|お進み|連絡|申し込|申込|ダウンロード|見て|お読み|表示|押せ"
    r"|\b(?:click|press|select|choose|tap|push|use|find|see|look|go to|open|fill|enter|complete"
    r"|follow"
    r"|refer|check|touch|hit|navigate|read|visit)\b",
    re.IGNORECASE,
)
LONGEST = 200  # characters: what is longer is no instruction


def sentences(text: Text) -> Iterator[tuple[TextBlock, str]]:
    """Every sentence with its block, less those about things in the world.

    Sentences in other languages than Japanese and English are left alone: their words differ.
    """
    for block in text["items"]:
        langs = {lang.lower().partition("-")[0] for lang in block["langs"]}
        if langs - {"ja", "en", ""} or {"nav", "footer", "code", "pre"} & set(block["within"]):
            continue
        for found in SENTENCE.findall(block["text"]):
            sentence = found.strip()
            if 4 <= len(sentence) <= LONGEST and not OF_THINGS.search(sentence):
                yield block, sentence


def names_it(sentence: str, links: Links) -> bool:
    """Whether the sentence quotes a name, or holds a link that is one."""
    if QUOTED.search(sentence):
        return True
    return any(
        len(link["name"]) >= 2 and link["name"] in sentence and link["name"] != sentence
        for link in links["items"]
    )
