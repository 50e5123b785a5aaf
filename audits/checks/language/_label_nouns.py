"""Two-kanji nouns that label things, and kanji that can be told apart from them.

A noun stands here only if its halves are no words named side by side (出欠), if it is no person's
name (林誠) and no place (津市): split by a space it can be read in no other way.
"""

WRITTEN = """
    日時 期日 期間 期限 日程 時間 時刻 曜日 場所 会場 会期 対象 定員 人数 費用 料金 代金 内容
    講師 主催 共催 後援 協賛 協力 申込 締切 受付 問合 連絡 備考 注意 参加 資格 条件 方法 集合 解散
    開場 開演 開始 終了 開催 開館 閉館 休館 休日 平日 演題 演目 題名 題目 作品 作者 著者 出演 司会
    氏名 姓名 名前 住所 電話 携帯 職業 年齢 性別 本籍 続柄 国籍 学校 学年 学歴 経歴 略歴 趣味 印鑑
    署名 押印 捺印 代理 世帯 役職 職名 職員 議員 委員 役員 会員 会長 市長 町長 局長 部長 課長 係長
    所長 園長 校長 教頭 館長 団長 班長 議長 座長 主任 主査 主幹 理事 監事 幹事 顧問 任期 所属 担当
    金額 合計 小計 総計 総額 単価 数量 予算 決算 科目 税額 税率 歳入 歳出 残高 差額 年額 月額 日額
    件名 目的 趣旨 概要 説明 規格 品名 品目 名称 種類 種別 区分 分類 項目 内訳 摘要 理由 原因 結果
    経過 現状 課題 対策 効果 資料 様式 書類 申請 届出 許可 証明 発行 提出 添付 用途 面積 構造 工期
    工事 工法 工種 地番 地目 地区 所在 位置 延長 幅員 交通 路線 方面 人口 総数 年度 目次 前文 附則
    付則 議案 議題 会議 開会 閉会 議会 出席 欠席 傍聴 質問 答弁 提案 採決 可決 否決 案内 沿革 施設
    歴史 文化 教育 福祉 健康 医療 防災 消防 救急 環境 保健 年金 税金 水道 下水 道路 公園 住宅 農業
    漁業 商業 工業 産業 選挙 投票 開票 検索 予約 取消 送信 登録 確認 印刷 変更 削除 追加 回答 選択
"""
NOUNS = frozenset(WRITTEN.split())

SURNAMES = frozenset(
    "林森原関岡辻堀谷岸星島嶋泉平浜濱沖滝瀧杉柳宮角桂境堺長菅堤畑畠秦旭乾今岩植梅榎大奥乙鬼加梶片"
    "勝金神亀川河菊北楠窪久熊倉栗黒桑小郡駒坂阪沢澤椎塩重柴渋白城新末砂瀬芹竹武橘舘立田塚常椿坪鶴"
    "寺土堂富豊鳥中永仲夏西沼根野袴萩橋花塙早東菱福藤船古細本前牧槙増松丸溝峰峯南向村室望元桃守門"
    "安矢山湯横吉米若脇鷲和渡呉李朴崔鄭姜趙尹張王陳劉楊黄周呂青赤荒池石磯稲井伊海江遠笠風鎌茅狩木"
    "桐隈巽伴布舟昌源幸轟標馬柏樋蓮龍鷹雨有弓港麦緑光錦畔迫要種靏梁淵伏"
)
"""Families whose name is one kanji: behind one, a single kanji may be what a person is called."""

SIDE_BY_SIDE = (
    "月火水木金土日祝〇一二三四五六七八九十百千万年時分秒",
    "男女有無可否要不大中小上下左右前後内外東西南北春夏秋冬朝昼夕夜親子父母夫妻兄弟姉妹祖甲乙丙丁",
    "赤青黄白黒緑紫茶桃紺金銀",
    "松竹梅天地人優良並雪花鳥風月星",
    "国県都道府市区町村郡官民産学",
    "出欠正副公私新旧晴雨賛否増減収支和洋昔今生死老若勝敗負得失損益利害貸借売買発着往復入開閉善悪",
    "主従師弟心身手足耳目衣食住飲田畑草木川海山河土石砂水空陸昼強弱高低長短遠近軽重早遅表裏本末",
    "米麦豆魚肉卵貝菜果投捕遊一二三左中右攻守打走先後単複自他当落合否是非加除縦横点線面円角",
    "雷雲霧虹朝晩未済徴納給与授受着脱進退昇降起伏動静明暗寒暖冷温乾湿清濁",
)
"""Kanji that are words by themselves and are named side by side: 土 日, 男 女, 出 欠."""

BEHIND_NAMES = frozenset("市町村区県府都道郡組等級班部隊様君殿氏号番円課係回位段")
"""Kanji that stand behind the name of a place, a group, a rank or a person."""


def are_two_words(one: str, other: str) -> bool:
    """Whether two kanji are things that people name one by one.

    >>> are_two_words("土", "日"), are_two_words("出", "欠"), are_two_words("場", "所")
    (True, True, False)
    """
    return any(one in kind and other in kind for kind in SIDE_BY_SIDE)


def is_place_or_rank(other: str) -> bool:
    """Whether the second of two kanji stands behind names: 津 市, 赤 組, 一 等.

    >>> is_place_or_rank("市"), is_place_or_rank("所")
    (True, False)
    """
    return other in BEHIND_NAMES
