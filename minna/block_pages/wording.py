"""How gates and notices are worded: data, one pattern a kind for headlines, one for sentences.

Headlines are titles and headings, met as a whole (`fullmatch`); sentences from their beginning
(`match`). Both are cut to LENGTH before, and every repeat is bounded, so that none takes long.
"""

import re

MAX_LENGTH = 200
"""Maximum characters of a headline or a sentence that are examined."""
NOW = r"(?:(?:ただいま|只今|現在|本日|今)(?:は|、| )?)?"
SITE = r"(?:web ?サイト|ウェブサイト|サイト|ホームページ|ポータル|HP|ウェブ)"
OURS = r"(?:(?:この|当|本|町の|市の|村の|組合の)?)"
SYSTEM = rf"(?:{SITE}|システム|サーバー?|サービス|ネットワーク|回線|機器)"
MADE = (
    r"(?:し(?:た|ます|ました|ている|ています|ております)|いた(?:します|しました|しております)"
    r"|されました"
    r"|なりました|となりました)"
)
DONE = (
    r"(?:です|でした|のお知らせ|のご案内|について|に関するお知らせ"
    r"|(?:のため|により|に伴い)(?:、|,)?(?:(?:すべての|全ての|全)?(?:サービス|公開|運用)を)?"
    r"(?:(?:一時)?(?:停止|休止|閉鎖)(?:中(?:です)?|して(?:い|お)り?ます)?)?)?"
)

ACCESS_DENIED = (
    r"(?:(?:http )?(?:error )?403:? ?)?(?:access (?:to (?:this|the) (?:page|site|website"
    r"|resource) )?"
    r"(?:has been |is |was )?(?:denied|blocked|restricted|forbidden)|forbidden(?: access)?"
    r"|error 403|403"
    r"|(?:request|web page|page|ip|ip address) (?:blocked|rejected|denied)"
    r"|(?:sorry, )?you (?:have been|are) blocked"
    r"|(?:お客様の|あなたの)?アクセス(?:が|は|を)?(?:拒否|遮断|制限|ブロック|禁止)"
    r"(?:され(?:ました|ています|ております)|しました|しています|しております|中|エラー)?(?:です)?"
    r"|アクセス権限?(?:が|は)(?:ありません|ない)|(?:この)?(?:ページ|サイト)?(?:は|を)?(?:閲覧"
    r"|表示)できません"
    r"(?: ?\(?forbidden access\)?)?|(?:閲覧|アクセス)禁止)"
)
DENIED_SENTENCE = (
    r"(?:申し訳(?:ございません|ありません)が、?)?(?:.{0,12}?(?:により|のため)、)?"
    r"(?:(?:(?:お客様|あなた|貴方|ご利用の環境|現在の環境)(?:の|からの)"
    r"|(?:この|当|本)(?:ページ|サイト|ホームページ|サーバー?)への"
    r"|(?:海外|国外|日本国外|日本以外|外国)(?:から)?の)?"
    r"(?:アクセス|接続|リクエスト|通信)(?:が|は|を|も)?(?:、)?.{0,20}?"
    r"(?:拒否|遮断|制限|ブロック|お断り|受け付けて)"
    r"(?:され(?:ました|てい|てお)|し(?:ました|てい|てお)|い(?:ません|ない)|おりません)"
    r"|不正な?(?:アクセス|リクエスト|通信|操作)(?:(?:を|が)検(?:知|出)(?:され|し)|と判[断定]され"
    r"|の可能性があ(?:るため|りま))"
    r"|(?:このページを|このサイトを)?閲覧する権限が(?:ありません|ない)|アクセス権限?がありません"
    r"|(?:お使い|ご?利用)の.{0,20}からの(?:アクセス|接続)は.{0,10}(?:許可|承認)されて(?:い|お)"
    r"|指定した(?:ウェブ)?ページを表示することができません"
    r"|access (?:to this (?:page|site|website|resource) |from .{0,30}?)?(?:has been|is|was)? ?"
    r"(?:denied|blocked|restricted|forbidden|not permitted|not allowed)"
    r"|(?:sorry, )?you (?:have been|are) blocked|you (?:do not|don't) have permission to access"
    r"|the requested url was rejected|request (?:blocked|rejected)|web page blocked"
    r"|this (?:site|website|content) is not available in your (?:country|region|location))"
)
NO_PROOF = (  # headlines that other pages have as well: a sentence must say the same
    r"(?:アクセス(?:制限|禁止|遮断|ブロック)|閲覧禁止|403|画像認証|セキュリティチェック|captcha"
    r"|security check"
    r"|one more step)"
)
BOT_CHECK = (
    r"(?:just a moment|attention required|one more step|human verification|security (?:check"
    r"|verification)"
    r"|are you (?:a robot|human)|verify(?:ing)? (?:that )?you are (?:a )?human|captcha|画像認証"
    r"|セキュリティチェック"
    r"|checking your browser|ddos protection)"
)
BOT_SENTENCE = (
    r"(?:checking (?:your browser|if the site connection is secure)|(?:please )?(?:complete"
    r"|solve) the captcha"
    r"|(?:please )?verify(?:ing)? (?:that )?you are (?:a )?(?:human|not a robot)|are you a robot"
    r"|press (?:&|and) hold to confirm you are|our systems have detected unusual traffic"
    r"|(?:we|our .{0,30}?) (?:have |has )?detected unusual (?:traffic|activity)"
    r"|.{0,12}ロボットで(?:は)?(?:ない|ありません)|.{0,12}人間であることを?確認(?:し|でき"
    r"|するため|$)"
    r"|通常と異なる(?:アクセス"
    r"|通信)を検"
    r"|(?:続けるには、?)?(?:画像に)?表示(?:されて|されている|された).{0,4}文字を入力"
    r"|画像認証を行って|(?:お待ちください。?)?接続の安全性を確認)"
)
SCRIPT_SENTENCE = (
    r"(?:(?:you need to |please )?(?:enable|turn on) (?:javascript|js|cookies)\b"
    r"|javascript is (?:required|disabled|not enabled|turned off)"
    r"|(?:この|当|本)?(?:ページ|サイト|ホームページ)?.{0,30}?(?:java ?script|ジャバスクリプト"
    r"|cookie|クッキー)"
    r"(?:の設定)?(?:を|が)(?:(?:有効|オン)(?:に(?:して|し|する)|でない)|(?:無効|オフ)(?:になって"
    r"|に設定され|のため)))"
)
CONSENT_SENTENCE = (
    r"(?:we value your privacy|(?:we|this (?:site|website)) uses? cookies|.{0,12}(?:cookie"
    r"|クッキー)"
    r"(?:を|の)使用|.{0,12}(?:cookie|クッキー).{0,12}同意|by clicking .{0,30}consent)"
)
CONSENT_BUTTON = (
    r"(?:(?:すべて|全て)?(?:の)?(?:cookie)?(?:に|を)?(?:同意|許可|受け入れ)(?:する|る)?"
    r"|(?:i )?(?:accept|agree|allow)(?: all)?(?: cookies)?)"
)

LOGIN = (
    r"(?:.{0,20}(?:の)?(?:ログイン|サインイン|ログオン)(?:画面|ページ|フォーム)?|会員認証"
    r"|利用者認証|ユーザー?認証|会員専用(?:ページ|サイト)?"
    r"|(?:please )?(?:log|sign) ?[io]n(?: (?:to|page|form|required)(?: .{0,30})?)?"
    r"|authorization required"
    r"|(?:.{0,20} )?(?:log|sign)[ -]?in(?: page)?)"
)
LOGIN_SENTENCE = (
    r"(?:.{0,30}(?:パスワード|暗証番号)(?:を|と|を?ご)?.{0,12}(?:入力|忘れ)"
    r"|.{0,20}ログイン(?:して|する|名|ID|が必要)|.{0,12}(?:関係者|会員|職員)(?:以外|のみ|限定|専用)"
    r"|.{0,20}パスワードで保護され"
    r"|(?:(?:ユーザー?|ログイン|利用者|会員|職員|組織の)(?:名|ID|番号|コード|アカウント).{0,30}"
    r"|パスワード|ID)$"
    r"|.{0,30}(?:enter|type) your (?:password|user ?name|e-?mail)|(?:user ?name"
    r"|e-?mail(?: address)?|password|remember me)$"
    r"|.{0,20}(?:log|sign) ?in\b)"
)

WORK = (
    r"(?:保守(?:点検)?|点検|更新|調整|復旧|移行|切替|入替|リニューアル|工事|障害|停止|休止|不具合)"
)
MAINTENANCE = (
    rf"{NOW}(?:{OURS}{SYSTEM}?(?:の|は|が|を|、)?)?{NOW}(?:緊急|定期|臨時|計画)?の?"
    rf"メンテナンス(?:作業|工事)?の?(?:中|実施中|実施|を(?:実施|行な?っ)(?:して|て)(?:い"
    rf"|お)り?ます)?{DONE}"
    rf"|{NOW}{OURS}{SYSTEM}(?:の|は|が|を|、)?{NOW}(?:緊急|定期|臨時|計画|一時)?の?"
    rf"{WORK}(?:作業|対応)?の?(?:中|実施中|実施|発生)?{DONE}"
)
BUSY = (
    rf"{NOW}(?:大変)?(?:混雑|(?:アクセスが?集中))(?:中|し(?:てい|てお)(?:ます|ります))?{DONE}"
    rf"|{NOW}{OURS}{SYSTEM}は?(?:を)?(?:一時)?(?:停止|休止|閉鎖)(?:中|して(?:い|お)り?ます)?{DONE}"
    rf"|(?:{SYSTEM}|利用|運用|受付)?(?:提供|利用|運用)?時間外{DONE}"
)
MAINTENANCE_EN = (
    r"(?:(?:(?:our |this |the )?(?:site|website|web site|server|system|service)(?: is"
    r"| are)?(?: currently)? )?"
    r"(?:(?:down|closed|offline|unavailable) for |(?:under|undergoing|in) )?(?:scheduled |system "
    r"|site |planned |routine )?"
    r"maintenance(?: mode| in progress| notice| break)?"
    r"|(?:503:? )?service (?:temporarily )?unavailable|(?:we'll|we will"
    r"|we’ll) be (?:right )?back(?: soon| shortly| later)?"
    r"|(?:(?:this |the |our )?(?:site|website) (?:is )?)?(?:temporarily|briefly"
    r"|currently) (?:down|offline|unavailable|closed)"
    r"(?: for (?:scheduled )?maintenance)?|(?:site |website |page )?under construction|(?:site"
    r"|website) offline)"
)
NOW_SENTENCE = r"ただいま|只今|現在|中(?:です|$)|作業中|(?:し|れ|り|じ)?て(?:い|おり)ます|状態"
NOT_SEEN = r"(?:いただけ|頂け|でき|られ)(?:ません|ない)|にくく|にくい"
DATED = r"\d{1,2} ?(?:月|日|時|[/:.]\d)|来週|来月|今夜|明日|夜間|深夜"
STOPPED = (
    r"メンテナンス|保守|点検|改修|閉じて|(?:つな|繋)がりにく|障害|停止|休止|停電|リニューアル"
    r"|不具合|集中|混雑|更新"
    r"|工事|移行"
    r"|(?:閲覧|ご?御?覧|表示|利用|接続)(?:に|が|を)?(?:いただけ|でき|なれ)"
)
SUBJECT = (  # the site, or a system that is named after nothing else
    rf"{SITE}|アクセス(?:が|の)?集中"
    r"|(?:^|[、,。 「]|ただいま|只今|現在|当|本|この|全て?の?|すべての?|緊急|定期|web|ウェブ)"
    r"(?:システム|サーバー?|サービス)"
)
ANOTHER = (  # what is stopped is not the site
    r"(?:予約|検索|申請|住民票|証明書?|戸籍|図書|蔵書|貸出|交付|窓口|収納|給水|放送|指令|バス"
    r"|電話|介護|火葬|焼却)"
    r".{0,16}(?:システム|サービス|サーバー?)"
    r"|一部|写真|画像|動画|電話|ファイル|添付"
)
MAINTENANCE_SENTENCE_EN = (
    r"(?:(?:our|this|the) (?:site|website|web site|server|service|system)(?: is|'s)?(?: currently"
    r"| temporarily| now)?"
    r" (?:undergoing|down|under|offline|unavailable|unable|closed)|we(?: are"
    r"|'re)(?: currently)? (?:performing|undergoing|doing|down)"
    r"|briefly unavailable for|sorry, we(?: are|'re) down|(?:currently|temporarily) (?:down"
    r"|unavailable|offline)"
    r"|(?:please )?wait .{0,20}in line|you are (?:now )?in line)"
)
APOLOGY = (  # sentences that stand beside any notice
    r"(?:御|ご)?(?:迷惑|不便|了承|理解|協力|容赦|承知)|お待ち|お(?:詫|わ)び|申し訳|しばらく"
    r"|時間を?おいて|再開|終了(?:予定|時刻)|復旧|お越し|再度"
    r"|もう一度|ありがとう|感謝|作業の進|日時|期間|対象|順番|自動で切り替|次を御?ご?覧"
    r"|thank|sorry|inconvenien|patience|back (?:soon|shortly)|check back|shortly|try again"
    r"|reference|support id|incident|your request|assistance|your connection|action below"
    r"|attack id|automatic"
)
CONTACT = (
    r"e-?mail|@|(?:御|ご|お)?問い?合わ?せ|連絡|管理者|copyright|©|\(c\)|all rights reserved"
    r"|contact"
)
IMPRINT = (  # who, where and when; in lines without a verb
    r"電話|tel\b|fax|〒|役場|市役所|区役所|組合|担当|課|係|本部|代表|庁舎|丁目|番地|号"
)
VERB = (
    r"(?:ます|です|した|ません|ください|まで)(?:か|が|ので)?$|(?:ます|です|した|ません"
    r"|ください)[、が]"
)

DISASTER_PAGE = (
    r"(?:.{0,12}?(?:の|、| )?)?(?:緊急)?(?:災害|非常|緊急)(?:時|用|対策|情報|緊急"
    r"|モード){0,3}(?:の)?(?:専用|簡易版?|軽量版?)?(?:の)?"
    r"(?:トップ|ホーム)?(?:ページ|サイト|モード)(?: .{0,12})?"
    r"|(?:.{0,20}[ -]{1,3})?emergency (?:home ?page|mode|website)(?: mode)?"
    r"|(?:.{0,12}?(?:の|、| )?)?(?:緊急)?(?:災害|被害)(?:緊急)?(?:速報|情報)"
)
DISASTER_SURE = (
    r"災害モード|(?:災害|緊急|非常)時?(?:用|専用)?の?(?:専用|簡易版?|軽量版?)?の?(?:トップ"
    r"|ホーム)?(?:ページ|サイト)|emergency (?:home ?page|mode|website)"
)
BACK_TO_USUAL = (
    r"(?:通常|平常|普段|ふだん|いつも)(?:時|版|用)?の?(?:トップ|ホーム)?(?:ページ|サイト"
    r"|画面)?(?:版)?(?:に|は|へ|を)?"
    r"(?:戻る|もどる|切り?替え?る?|表示(?:する)?|見る|こちら(?:から)?|どうぞ|移動(?:する)?)?"
    r"|(?:go |back |return )?(?:to )?(?:the |our )?(?:regular|normal|usual|standard) (?:web ?site"
    r"|site|home ?page)"
)
PLACE = r"トップ|ホーム|ページ|サイト|page|site"
SETTING = (  # of how a page is shown
    r"拡大.{0,6}|縮小.{0,6}|文字.{0,8}|.{0,4}反転.{0,4}|配色.{0,6}|背景色?.{0,6}|ふりがな.{0,6}"
    r"|読み上げ.{0,4}|大きく.{0,4}|小さく.{0,4}|標準.{0,4}|[大中小黒青白黄特](?:い|色)?"
)
SWITCHED = (
    r"(?:災害|緊急|非常|簡易|軽量).{0,24}(?:を表示して(?:い|お)り?ます|に切り?替え(?:て(?:い"
    r"|お)り?ます|ました)|で運用して|中です)"
    r"|this is (?:our|the) emergency (?:home ?page|website)"
)
EMERGENCY_WORDS = (
    r"災害|地震|津波|台風|大雨|豪雨|洪水|大雪|噴火|火山|土砂|避難|警報|緊急|被害|被災|罹災|り災"
    r"|断水|給水|停電|通行止|道路|交通|ライフライン"
    r"|安否|救護|仮設|ボランティア|義援|支援|復旧|河川|水位|雨量|気象|防災|ごみ|トイレ|炊き出し"
    r"|対策本部|命を守"
    r"|emergency|evacuat|shelter|disaster|hurricane|flood|storm|earthquake|tsunami|fire|outage"
    r"|warning"
)
EVENT = (
    r"地震|津波|台風|大雨|豪雨|洪水|大雪|噴火|災害|警報|避難|緊急|emergency|hurricane|flood|storm"
    r"|earthquake|tsunami|evacuat"
)
HAPPENING = (
    r"(?:発令|発表|発生|開設|設置|出)(?:し(?:ま|て)|され|中)|警報が|避難して|命を守|第\d{1,3}報"
    r"|通行止|断水|停電|対策本部|被害状況"
    r"|issued|declared|ordered|in effect|evacuation order|shelters"
)
NO_ALARM = r"(?:ありません|ございません|発表されていません|発令されていません|なし$)"

DEFAULT_PAGE = (
    r"(?:apache ?2? (?:[a-z]{1,12} )?default page(?:: it works!?)?|welcome to (?:nginx|apache"
    r"|openresty|caddy|iis|centos)\b.{0,40}"
    r"|it works!?|iis windows server|iis ?\d{0,2}|internet information services.{0,20}"
    r"|test page for (?:the )?(?:apache|http server|nginx|ssl).{0,60}|(?:http server |apache "
    r"|nginx |[a-z ]{0,30}linux )test page(?: powered by .{0,30})?"
    r"|(?:web server's )?(?:domain )?default (?:web ?)?(?:page|site)|default (?:parallels plesk"
    r"|plesk|cpanel).{0,30}"
    r"|無効なURLです|(?:レンタル)?サーバー?(?:の)?(?:初期|デフォルト)(?:ページ|画面)|(?:初期"
    r"|デフォルト)ページ)"
)
DEFAULT_SENTENCE = (
    r"(?:if you (?:can read|see|are seeing) this (?:page|message), (?:the|it means|this)"
    r"|this is the default (?:welcome )?page"
    r"|プログラム設定の反映待ち|この(?:サーバー?|ドメイン).{0,20}(?:で提供|で運用|で管理)され"
    r"|.{0,20}にようこそ.{0,10}初期)"
)
COMING = (
    r"(?:(?:web ?site |site |page )?(?:is )?(?:coming|opening) soon|(?:ただいま|只今"
    r"|現在)?(?:(?:ホーム)?ページ|サイト)?(?:を)?(?:準備|作成|制作|工事)中(?:です)?"
    r"|近日(?:公開|オープン)(?:予定)?)"
)
COMING_SENTENCE = (
    r"(?:この|当|本)?(?:ホームページ|(?:web ?|ウェブ)?サイト|コンテンツ)(?:は|が)、?(?:まだ"
    r"|現在)?(?:、)?(?:公開|アップロード|作成|設置|準備)(?:されていません|中です)"
)
PARKED = (
    r"(?:(?:this |the )?domain(?: name)? ?(?:has |is )?(?:expired|parked|for sale|parking"
    r"|available)|(?:[a-z0-9.-]{3,60}|this (?:site|domain)) is for sale"
    r"|parked (?:free|domain)(?:.{0,30})|buy this domain)"
)
PARKED_SENTENCE = (
    r"(?:(?:the|this) domain(?: name)?(?: [a-z0-9.-]{3,60})? (?:is|may be|has been"
    r"|has) (?:for sale|expired|parked|registered|available)"
    r"|buy this domain|inquire about this domain|the sponsored listings displayed above"
    r"|この?(?:ドメイン|URL)(?:名)?(?:は|が|を)、?.{0,24}?(?:(?:取得|登録|管理|保護|販売"
    r"|売却)(?:され|し)て(?:い|お)|販売中|売り(?:に出|出)|購入(?:でき|いただけ|可能)|失効"
    r"|期限(?:が)?切れ|期限を?過ぎ|お使いいただけません)"
    r"|ドメイン(?:名)?の?(?:有効|登録|更新)?(?:の)?期限(?:が|は|を)?.{0,6}(?:切れ|過ぎ|満了"
    r"|終了し))"
)

NOT_THERE = r"(?:見つかり|見付かり|みつかり|存在し|ござい|あり|表示でき|開け)ません(?:でした)?"
MISSING = (
    rf"(?:(?:http |error |エラー )?404:?(?: ?(?:エラー|error))?|404(?: ?[-:|] ?| )(?:(?:page "
    rf"|file )?not found|ページが{NOT_THERE})(?: ?error)?"
    rf"|(?:error ?[-:]? ?)?(?:the )?(?:page|file|document|resource)? ?(?:was |is "
    rf"|could )?not (?:be )?found|(?:sorry, )?(?:this|that|the) page (?:does not|doesn't"
    rf"|can't be) (?:exist|found)"
    rf"|(?:申し訳(?:ありません|ございません)が?。?、?)?(?:(?:お探し|ご?指定|御指定|アクセス"
    rf"|ご希望|要求)(?:の|した|された|いただいた|しようとした))?"
    rf"(?:ページ|URL|ファイル|コンテンツ|情報|記事)(?:が|は)、?{NOT_THERE}"
    r"(?:エラー|[ (]{0,2}(?:404)?(?: ?not found)?\)?)?)"
)
MISSING_SENTENCE = (
    rf"(?:(?:申し訳(?:ありません|ございません)が?、?)?(?:(?:お探し|ご?指定|御指定|アクセス|ご希望"
    rf"|要求)(?:の|した|された|して|いただいた|しようとした))"
    rf".{{0,16}}(?:ページ|URL|アドレス|ファイル|コンテンツ).{{0,40}}?(?:{NOT_THERE}"
    rf"|可能性が(?:あり|ござい)|(?:移動|削除)(?:され|し)(?:た|ました))"
    rf"|ページ(?:が|は){NOT_THERE}|(?:sorry, )?(?:the )?(?:requested )?(?:page|url|file"
    rf"|document).{{0,40}}?(?:not found|(?:does not|doesn't) exist|could not be found))"
)

GONE = r"(?:閉鎖|閉館|廃止|終了|(?<!一時)停止)"
WENT = r"(?:移転|移動|移行|引っ?越し?|変更|統合|お引っ?越し)"
CLOSED = (
    rf"(?:.{{0,12}}の?)?(?:{SITE}|URL|アドレス|ドメイン)(?:の)?(?:{GONE}|{WENT})(?:のお知らせ"
    rf"|のご案内|について|に{MADE}|{MADE})?"
    rf"|(?:.{{0,16}}の)?(?:{SITE}の?)?(?:URL|アドレス)(?:が|は)(?:変わり|変更になり|変更され)ました"
    r"|(?:we(?: have|'ve) moved|(?:our|this|the) (?:web ?site|site|page) (?:has|have) (?:moved"
    r"|been closed|closed)(?: to a new (?:address|home))?|(?:site|website) closed)"
)
CLOSED_SENTENCE = (
    rf".{{0,24}}(?:{SITE})(?:は|も|を|が|の運用を|の公開を).{{0,40}}?(?:{GONE}|{WENT})(?:を)?{MADE}"
    r"|(?:our|this|the) (?:web ?site|site) (?:has|have) (?:been )?(?:moved|closed|shut down"
    r"|discontinued)"
)
BODY_GONE = (
    r".{0,24}(?:[市町村区]|組合|連合|協議会|協会|公社|事務所)は.{0,60}?"
    r"(?:閉[市町村]|解散|廃止|廃[市町村]|合併)(?:と?な(?:った|りました)|し(?:た|ました)"
    r"|いたしました|されました)"
)
BORN = r"発足|誕生|設立|新設|でき(?:た|ました)|生まれ"

BESIDE = (  # what links and buttons beside a gate say
    r"パスワード|忘れ|問い?合わ?せ|利用規約|利用条件|免責|プライバシー|個人情報|ヘルプ|新規登録"
    r"|会員登録|利用者登録|アカウント|サポート|戻る|もどる"
    r"|トップ(?:ページ)?(?:へ|に|$)|^ホーム$|再読み?込|ログイン|サインイン|マニュアル|動作環境"
    r"|推奨環境|はじめて|初めて|cookie|クッキー"
    r"|forgot|password|contact|terms|privacy|help|register|sign ?up|sign ?in|log ?in"
    r"|create an account|account|support|^back|^home$|reload"
)
LANGUAGES = r"english|日本語|中文|한국어|español|português|tiếng việt|language"


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of this file, for either case of letters."""
    return re.compile(pattern, re.IGNORECASE)
