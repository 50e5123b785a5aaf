"""Names of pages that say no more than a field, a desk or a deed: what stands below is what counts.

`役場の休日窓口` names no service; `紙おむつの支給` does. What a name is made of tells them apart:
where all its words are general ones, nothing particular is left.
"""

import re

GENERAL = re.compile(
    r"市役所|[町村]役場|役場|役所|庁舎?|本庁|支所|出張所|連絡所|サービスコーナー|センター|保健所?|"
    r"消防(?:署|本部|局)?|教育委員会|土木事務所|各?課|係|窓口|業務|仕事|ご?案内|"
    r"手続き?|届け?出?|届書|申請書?|申し?込み?書?|許可|認可|証明書?|様式|書式|書類|用紙|委任状|代理人?|"
    r"必要な?|一覧表?|早見表?|取り?扱い?う?|時間外?|受け?付け?|開[庁設]日?|休日|祝日|夜間|土曜|日曜|平日|"
    r"延長|臨時|電子|オンライン|ネット|インターネット|スマホ|スマートフォン|デジタル|ダウンロード|予約|"
    r"くらし|暮らし|生活|ライフ(?:イベント|ステージ|シーン)?|人生|できごと|出来事|場面|"
    r"支援|相談|応援|商工業?|産業|農林業?|事業者?|企業|会社|建設|土木|環境|福祉|健康|子育て|"
    r"子ども|こども|教育|税(?:金|務)?|[市町村区県都国住]民|外国人|退職|就職|サービス|便利帳?|いろいろ|"
    r"あれこれ|さまざま|主な|各種|こんな|こと|とき|ところ|もの|場合|こよみ|ごよみ|チェック|リスト|シート|"
    r"ガイド|ブック|メニュー|まとめ|ページ|情報|方法|流れ|関(?:する|係)|による|について|お知らせ|"
    r"マイナンバーカード|マイナンバー|でき|され|する|した|ある|いる|なる|行う|皆(?:さま|さん|様)|方|人|"
    r"[のをにでがはともやかへ・、()\s0-9]|[市町村区県]"
)
"""Words of fields, desks, deeds and readers, and what joins them."""
LEFT = 1
"""Characters that may be left of a name that says nothing particular."""
LONGEST = 40


PAIR = re.compile(r"(?=([一-龥ァ-ヶー]{2}))")


def shares_subject(one: str, other: str) -> bool:
    """Whether two texts have two letters of a particular word in common.

    >>> shares_subject("入札参加者の登録", "競争入札"), shares_subject("配食券の申請", "認定申請")
    (True, False)
    """
    pairs = [set(PAIR.findall(GENERAL.sub(" ", text))) for text in (one, other)]
    return bool(pairs[0] & pairs[1])


def is_general(name: str) -> bool:
    """Whether a name of a page is made of general words alone.

    >>> is_general("休日開庁のご案内"), is_general("紙おむつの支給"), is_general("転入届の受付")
    (True, False, False)
    """
    return 0 < len(name) <= LONGEST and len(GENERAL.sub("", name)) <= LEFT
