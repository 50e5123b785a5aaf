"""What a page is, where it is no service: a report, a table of figures, an advert, a warning.

Such pages use the words of tasks and serve none. What a page is shows in its title, its heading and
its breadcrumb, hardly ever in its text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from audits.services.document import HEADING, ServiceDocument, once_a_document
from audits.services.wording import normalise

NAMES = 300
"""Characters of a title and a heading together that are looked at."""
SITE = re.compile(
    r"(?:公式)?(?:ホームページ|ウェブサイト|WEBサイト|サイト|ポータル)$|公式|"
    r"^[^ ]{1,9}[都道府県市区町村庁省]$|^トップページ$|official|^city of|\.gov$",
    re.IGNORECASE,
)
PARTS = re.compile(r"[|｜「」『』【】«»:/]| -|- | [·•] ")
KINDS = {
    "statistics": re.compile(
        r"(?<!税)(?<!利)(?<!料)率(?:$|\()|(?:日数|割合|人数|金額)(?:$|\()|"
        r"統計|の推移|人口動態|人口と世帯|年報|白書|(?:件数|率|者数|世帯数|交付数|届出数)(?:の|"
        r"$|\(|等)|"
        r"住民基本台帳人口|実績$|(?:調査|アンケート|検査|測定|モニタリング)(?:の)?結果|内訳|概況|"
        r"受給者数|認定者数|(?:被害|発生)(?:の)?(?:状況|報告)|"
        r"(?:交付|発行|申請|届出|認定|受付|接種|利用|加入|普及|参加|(?<!空き)受入)(?:の)?(?:状況|枚数|件数|率)"
        r"(?:$|\(|について|のお知らせ|を公表)|(?:点検|検証|審査|測定|実験)(?:の)?結果(?:$|\(|について|のお知らせ|を)|"
        r"statistics"
    ),
    "minutes": re.compile(
        r"会議録|議事録|一般質問|定例会|臨時会|委員会(?:の)?(?:開催|会議|記録|だより)|"
        r"(?:審議会|審査会|協議会|懇話会|検討会)(?:の|第|を|委員|$|\()|請願|陳情|"
        r"議会だより|答申|議案|会議の?(?:開催|結果)|開催結果|council (?:minutes|meeting)|"
        r"meeting minutes"
    ),
    "job": re.compile(
        r"(?:職員|調査員|保育士|看護師|保健師|支援員|指導員|委員|協力隊|隊員|相談員|補助員|作業員|"
        r"推進員|サポーター|モニター|ボランティア|運転手|調理員|消防士|"
        r"消防吏員)(?:\([^)]{0,16}\))?(?:等)?"
        r"(?:の|を|・)?(?:募集|採用|求人|公募)|任用職員|採用(?:試験|案内|情報|選考)|"
        r"求人(?:情報|案内)?|\bjobs?\b|career|hiring"
    ),
    "event": re.compile(
        r"(?:参加|受講|出演|出店|出展|来場)(?:者|生)(?:を|の)?(?:募集|募り|大募集|$)|"
        r"贈呈|プレゼント|リユース会|つどい|集い|販売会|コンクール|除幕|"
        r"(?:講演|講習|説明|研修|相談|報告|発表|懇談)会(?!.{0,10}予約)|(?:料理|体操|妊婦|両親|"
        r"育児|パパママ)教室|"
        r"講座|セミナー|イベント|フェア|フェスタ|まつり(?!の露店|や)|コンサート|展示(?!会)|"
        r"体験(?!談)|"
        r"撮影コーナー|記念(?:品|撮影|式)|スタンプラリー|出初式|見学会|運動会|作品展|"
        r"コンテスト|抽選|交流会|大会|(?:週間|月間)(?:$|の|\(|です)|予防運動|金婚|"
        r"ダイヤモンド婚|慰霊|追悼|作品募集|キャンペーン|クーポン|オークション|見学|"
        r"プレゼント(?:企画|キャンペーン)|ワークショップ|\bworkshops?\b|festival"
    ),
    "gift": re.compile(
        r"差し?上げ|進呈|無料配布|無料で(?:配|お配り|お渡し|差し)|お?祝い(?:し|いたし|品|の品)|祝い?金|記念樹|記念証|お贈り|を贈(?:り|ります|呈)"
    ),
    "crowding": re.compile(
        r"混雑(?:予[想測]|状況|日|の?お知らせ|カレンダー|が予想|します|する日|緩和)|待ち(?:時間|人数|状況)"
    ),
    "advert": re.compile(
        r"広告(?:主|枠)?(?:を|の|掲載)?(?:掲載)?(?:の|を)?(?:募集|掲載|ご?案内)|ネーミングライツ|"
        r"(?:命名権|スポンサー)(?:の|を)?(?:募集|公募|取得)"
    ),
    "report": re.compile(
        r"に(?:聞く|聞きました|インタビュー)|を表彰|(?:人|件|枚|万)目|突破|"
        r"(?:を|が|に|は|で|と)?(?:行わ?れ|行い|開催し|実施し|開き|開かれ|訪問し|来庁し|締結し|"
        r"受賞し|表彰(?:され|し)|いただき|達成し|オープンし|完成し)まし(?:た|て)|"
        r"(?:表彰|感謝状|受賞|叙勲|来訪)(?:式|を|$)|記者(?:会見|発表)|インタビュー|活躍|周年|"
        r"視察|(?:だより|便り|たより|ニュース|通信)(?:$|第|\(|[0-9])|"
        r"(?:まち|村|町|市)の(?:話題|出来事|できごと)|広報(?:紙|誌|[^、。]{0,6}号)|トピックス"
    ),
    "warning": re.compile(
        r"詐欺|(?:に|の)?(?:ご注意|注意喚起|注意を?$|注意して|気をつけ)|装っ(?:た|て)|なりすま|"
        r"悪質|不審(?:な)?(?:電話|メール|者)|勧誘|ヤミ金|無許可|だまされ|トラブルに|"
        r"\bscams?\b|fraud (?:alert|warning)"
    ),
    "ended": re.compile(
        r"(?:交付機|サービス|システム|制度|事業)の廃止|"
        r"(?:受付|募集|申請|申込|事業|制度|特例|接種|交付|配布|サービス|期間)[^、。]{0,16}(?:は|"
        r"を)?"
        r"(?:終了(?:し(?:まし|て)|いたしまし|のお知らせ|$|\)|】)|締め?切り?(?:まし|ました))|"
        r"[(【\[](?:終了|受付終了|募集終了|締切|廃止|終了しました)[)】\]]|廃止(?:のお知らせ|"
        r"し(?:まし|ます)|について)|"
        r"has (?:ended|closed)|no longer accept"
    ),
    "promised": re.compile(
        r"(?:導入|開始|実施|拡大|廃止|オンライン化)(?:を)?(?:検討|予定)|に向けて(?:検討|準備)|"
        r"今後の(?:予定|取組)"
    ),
    "law": re.compile(
        r"条例|規則(?:の|を|案|$)|パブコメ|パブリックコメント|意見(?:の)?(?:募集|公募)|(?:計画|"
        r"方針|要綱|プラン)(?:の)?"
        r"(?:\(?案\)?|素案|策定|改定|の制定)|(?:一部)?改正(?:する|の|案|$|について)|例規|"
        r"超過課税|縦覧|都市計画の?変更|(?:第[0-9一二三四五六七八九]+[期次])[^、。]{0,12}計画|"
        r"(?:法|制度)の?改正|(?:要綱|規程|内規)(?:・|等|一覧|集|$)"
    ),
    "finance": re.compile(
        r"決算|予算|財政|使い(?:みち|道)|使途|公会計|(?:基金|地方債|指定管理者)の?(?:状況|選定|"
        r"運用|募集|公募|$)|監査|"
        r"談合|監視委員会|不正受給|行政評価|事業評価|施策評価|定員管理|給与(?:の)?(?:状況|公表)|"
        r"収納率"
    ),
    "sanction": re.compile(
        r"不法投棄|"
        r"行政処分|(?:許可|認定|指定)?の?取(?:り)?消し?(?:処分|・停止|$|に)|営業停止|"
        r"違反(?:対象物|者|建築)|"
        r"(?:不法投棄|不正).{0,8}(?:監視|パトロール|防止)|パトロール|処分(?:について|を行|"
        r"の公表)|指名停止"
    ),
    "apology": re.compile(
        r"お詫び|おわび|誤って|お?詫び申し|誤(?:送付|交付|発送|発行|徴収|支給|り(?:の|が|について))|"
        r"漏えい|漏洩|不適切|再発防止|不祥事|懲戒"
    ),
    "plan": re.compile(
        r"(?<!導入)(?<!消防)(?<!処理)(?<!支援等事業)(?<!事業)(?:計画|プラン|ビジョン|指針|構想|"
        r"戦略)(?:\([^)]{0,12}\))?"
        r"(?:について|の概要|の進捗|の公表|書の?公表|を?策定|$)|(?:普及|促進|推進)(?:の|"
        r"に関する|に向けた)(?:取り?組み?|方針)|実証実験"
    ),
    "survey": re.compile(
        r"調査(?:に|への)ご?協力|アンケート(?:に|調査|のお願い|の結果|実施|$)|意識調査|ニーズ調査|実態調査|survey"
    ),
    "closure": re.compile(
        r"(?:改修|更新|補修|修繕|占用|配管)工事(?:の|を|に|$)|建て?替え|再編|統廃合|適正配置|"
        r"通行止|交通規制|断水|工事に伴う|休館|臨時休|運休"
    ),
    "data": re.compile(
        r"(?:医療機関|事業所|事業者|業者|店舗?|施設|取扱店)(?:等)?の?(?:一覧|名簿|リスト)(?:$|\(|について)|"
        r"者名簿(?:\(|$)|(?:許可|業者|施設|団体)(?:の)?一覧|一覧\(公表\)|"
        r"名簿の?(?:公表|一覧)|オープンデータ|(?:施設|事業者|業者|店|医療機関|"
        r"名簿)(?:の)?一覧\(|データセット|open data"
    ),
    "payment": re.compile(
        r"(?:支給|支払い?|振込)日|(?:料|税|額)(?:率|金)?(?:が|を|の)?(?:改定|値上げ|引き上げ|"
        r"変わり)|"
        r"(?:の|・)?納期(?!の?特例)|納付(?:月|カレンダー|書の)|(?:料|"
        r"税)(?:・[^、。]{1,8})?(?:の)?(?:口座振替|納め方|納付方法|お?支払い方法|"
        r"改定|見直し|引き上げ|軽減|減免)|コンビニ(?:納付|で納)|カレンダー"
    ),
    "opinion": re.compile(
        r"(?:市|区|町|村|知事|首)長(?:の|から|より|コラム|メッセージ|室|あいさつ|日記)|コラム|"
        r"市民の声|ご意見|所信表明|施政方針"
    ),
    "training": re.compile(r"(?:発行|開設|避難|図上|机上)?訓練(?:を|の|$)"),
    "outage": re.compile(
        r"(?<!一時)(?:休止|停止|ご?利用いただけません|ご?利用できません|"
        r"使えません)(?:のお知らせ|します|しています|について|$|\(|期間)|"
        r"(?:システム|サービス).{0,6}(?:停止|休止|障害|メンテナンス)|"
        r"メンテナンス(?:の)?(?:お知らせ|に伴)|一時休止|停止のお知らせ"
    ),
    "benefit": re.compile(
        r"(?:世帯|住民税|生活|子育て|臨時|物価)(?:(?!事業者|企業)[^、。]){0,14}給付金(?!請求)|"
        r"義援金|見舞金|弔慰金|"
        r"奨学|ふるさと納税|プレミアム商品券"
    ),
    "not_found": re.compile(r"404|見つかりません|not found|エラー|存在しません", re.IGNORECASE),
    "site": re.compile(
        r"サイトマップ|サイト内検索|検索結果|リンク集|プライバシー|個人情報(?:の|保護)|"
        r"アクセシビリティ|著作権|"
        r"(?:この|当)(?:サイト|ホームページ)|ホームページについて|\bRSS\b|新着(?:情報|一覧)|"
        r"更新情報|お知らせ一覧|"
        r"^お?問い?合わせ$|site ?map|privacy policy|accessibility|search results",
        re.IGNORECASE,
    ),
    "push": re.compile(
        r"アプリ(?:の|を|で|$|\()|メール配信|配信サービス|プッシュ通知|LINEで(?:お知らせ|通知|"
        r"受け取|配信)|"
        r"(?:LINE|ライン)(?:公式アカウント)?(?:の)?(?:友だち登録|友達登録)|避難(?:所|場所|情報)|"
        r"ハザードマップ|"
        r"(?:災害|台風|地震|大雨|大雪)(?:に|への|の)?(?:備え|対策)"
    ),
    "incident": re.compile(r"の(?:火災|倒壊|陥没|出火)$|崩落|事故|苦情|逮捕|判決|死亡事例"),
    "exam": re.compile(r"(?:取扱者|設備士|資格|検定)試験|試験(?:の)?(?:案内|日程|実施)"),
    "login": re.compile(r"会員登録|ログイン$|マイページ|log ?in$|sign in$", re.IGNORECASE),
}
CRUMBS = {
    "statistics": re.compile(r"統計|オープンデータ|人口"),
    "minutes": re.compile(r"議会|会議録|審議会|附属機関|(?<!教育)(?<!農業)(?<!選挙管理)委員会"),
    "job": re.compile(r"採用|求人|職員募集|人事"),
    "event": re.compile(r"^イベント|催し|講座"),
    "report": re.compile(
        r"トピックス|話題|(?:村|町|市|区|まち)の(?:出来事|できごと)|報道|記者|^広報|フォト"
    ),
    "warning": re.compile(r"防犯|消費生活|消費者"),
    "law": re.compile(r"例規|条例|意見募集|パブリックコメント"),
    "finance": re.compile(r"^財政|決算|予算"),
    "opinion": re.compile(r"(?:市|区|町|村)長(?:の|室)|コラム"),
    "benefit": re.compile(r"奨学金|ふるさと納税"),
    "payment": re.compile(r"カレンダー|納期"),
    "culture": re.compile(r"歴史|文化財|図書館|メールマガジン|博物館|公民館"),
    "plan": re.compile(r"(?<!都市)(?:計画|ビジョン|プラン)$|行政改革"),
}
OTHER = re.compile(
    r"投票|選挙(?!管理)|図書館|(?:市|町|村|区|公|県)営住宅|上水道|下水道|水道(?!管)|検診|健診|"
    r"献血|学童|放課後(?:児童)?(?:クラブ|教室)|"
    r"奨学|ふるさと納税|自動車税の納|浄化槽|農地|空き家バンク|婚活|移住|病児|一時預かり|"
    r"住宅改修|福祉用具|不在者|"
    r"特別児童扶養|児童扶養|ひとり親|狂犬病|犬の|猫の|ペット"
)
"""Services that are none of the tasks: what a page is called after, its lines only touch on."""
SERVED = re.compile(
    r"(?:でき|始まり|始め|開始し|可能になり|受け(?:付け|られ)|はじまり|はじめ|不要(?:に|"
    r"と)なり)(?:る|ます|まし|よう)|"
    r"申請(?:は|の?方法|書|手続|できます)|手続(?:き)?(?:方法|のご?案内|について|の流れ)|"
    r"できるようになり"
)
"""Words of a title that promise the deed itself, whatever else stands there."""


@dataclass(frozen=True, slots=True)
class PageKind:
    """What a page is besides a service, and the words that say so; "" where it may be one."""

    name: str
    quote: str
    is_soft: bool = False
    """Whether a page that tells how something is done is a service all the same."""


SOFT = frozenset(
    ("report", "law", "payment", "closure", "data", "promised", "plan", "site", "push")
)
OFTEN = frozenset(
    ("event", "training", "gift", "crowding", "outage", "benefit", "statistics", "ended")
)
DEED_IN_NAME = re.compile(
    r"申し?込|申請|届出|手続|受付|利用方法|証明書(?!の?発行件数)|報告書|実施報告|通報書?"
)
"""What is done, in a name: with it a page of such a kind may be a service as well."""
HARD_CRUMBS = frozenset(("statistics", "minutes", "job"))


@once_a_document
def page_names(document: ServiceDocument) -> tuple[str, ...]:
    """The title without the name of the site, and the first heading of the main part.

    >>> from audits.services.document import read_document
    >>> page_names(read_document("<title>転出届 | 緑野町</title><h1>転出</h1>", "https://a.example/"))
    ('転出届', '転出')
    """
    title = stripped(document.title)
    heading = document.heading[:NAMES]
    return tuple(dict.fromkeys(name for name in (title, heading) if name))


def stripped(title: str) -> str:
    """A title without the parts that name the site."""
    parts = [part.strip() for part in PARTS.split(title[:NAMES]) if part.strip()]
    kept = [part for part in parts if not SITE.search(part.strip())]
    return " ".join(kept if kept else parts[:1])


@once_a_document
def page_kind(document: ServiceDocument) -> PageKind:
    """What a page is besides a service, by its names, then by its breadcrumb."""
    names = " ".join(page_names(document))
    if _is_home(document):
        return PageKind("home", document.title)
    for kind, pattern in KINDS.items():
        found = pattern.search(names)
        if found and not (kind in ("report", "law") and SERVED.search(names)):
            is_soft = kind in SOFT or (kind in OFTEN and DEED_IN_NAME.search(names) is not None)
            return PageKind(kind, names, is_soft)
    for part in document.breadcrumb[-2:]:
        for kind, pattern in CRUMBS.items():
            if pattern.search(normalise(part)):
                return PageKind(kind, part, kind not in HARD_CRUMBS)
    return PageKind("", "")


def _is_home(document: ServiceDocument) -> bool:
    """Whether a page bears the name of the site alone: it leads to all and serves nothing."""
    parts = [part for part in PARTS.split(document.title[:NAMES]) if part.strip()]
    return (
        bool(parts)
        and all(SITE.search(part.strip()) for part in parts)
        and len(document.breadcrumb) < 2
        and (not document.heading or SITE.search(document.heading) is not None)
    )


CUES = (
    re.compile(
        r"日以内|[0-9]月(?:[0-9]{1,2}日|末日?|中)?(?:まで|から)|まで(?:に|。|\)|$)|日前|締め?切|"
        r"期限|"
        r"期間|随時|\bwithin\b|\bdeadline",
        re.MULTILINE,
    ),
    re.compile(
        r"持って|お?持ち(?:ください|くだ|物|の)|持ち物|持参|添付|添え|必要(?:な)?(?:書類|もの)|"
        r"同封|もちもの|"
        r"もってくる|本人確認|用意|写真を|\bbring\b"
    ),
    re.compile(
        r"(?:申請|届(?:け|出|)|申し?込|提出|請求|登録|申告|連絡|予約|相談)(?:を|は|が|も|"
        r"の)?(?:し(?:て|ます|た)|でき|"
        r"出|くだ|必要|方法|先|書|れ|る|期間|受付|フォーム|し)|ください|できます|手続き?(?:です|"
        r"が|を|は|の|一覧|$)|返却|受け付け|受付|"
        r"お預かり|お?渡し|もらい|受け取|送り(?:ます|して)|伺い|配布|\bapply\b|\bsubmit",
        re.MULTILINE,
    ),
    re.compile(
        r"窓口|郵送|電子申請|オンライン|フォーム|お?電話(?:で|を|く|し)|メール|FAX|役場へ|"
        r"持ち込|来庁|予約|"
        r"eLTAX|\bcounter\b|\bonline\b"
    ),
    re.compile(
        r"対象|(?:の|る|た)(?:方|人)(?:は|が|へ|、|。|\(|$)|世帯主|本人|所有者|事業者|\bwho\b",
        re.MULTILINE,
    ),
    re.compile(r"[0-9]円|無料|手数料|費用|料金|\bfees?\b|\bfree\b|\byen\b|\$[0-9]"),
    re.compile(
        r"(?:課|係|室|局|署|所|会|県|センター|窓口)(?:へ|に(?!よ)|で)|(?:県|"
        r"国)の[^、。]{0,10}[課所]"
    ),
    re.compile(r"申請書|届出?書|請求書|申込書|様式|依頼書|申告書|願$", re.MULTILINE),
)
"""What pages say that tell how something is done; each counts once."""


@once_a_document
def cues(document: ServiceDocument) -> frozenset[int]:
    """Kinds of things a page says that tell how something is done, by their places in CUES."""
    return _cues_in(block.text for block in document.main)


@once_a_document
def cues_below(document: ServiceDocument) -> frozenset[int]:
    """The same of all that stands below headings."""
    return _cues_in(block.text for block in document.main if block.kind != HEADING)


def _cues_in(texts: Iterable[str]) -> frozenset[int]:
    text = "\n".join(texts)
    return frozenset(place for place, cue in enumerate(CUES) if cue.search(text))
