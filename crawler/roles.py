"""Pages that every public site needs, and how to recognise them.

The list follows what Japanese guidance asks a representative selection to hold (emergencies,
contact, pages for elderly and disabled readers) and the errands that residents and businesses
come for. The order is the order of importance: a short sample keeps the first ones.
"""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its patterns: for the words of a link or title, and for the address's path."""

    name: str
    words: re.Pattern[str]
    path: re.Pattern[str]


def role(name: str, words: str, path: str) -> Role:
    """A role whose path words must stand alone between slashes, dots, dashes or digits."""
    path_pattern = rf"(?<![a-z])({path})(?![a-z])"
    return Role(name, re.compile(words, re.IGNORECASE), re.compile(path_pattern, re.IGNORECASE))


HOME = "home"
SITEMAP = "sitemap"
FORM = "form"
ROLES = (
    role(
        "contact", r"お?問い?合わ?せ|ご意見・?ご要望|^contact( us)?$", r"contact|inquiry|toiawase"
    ),
    role(SITEMAP, r"^サイトマップ|^サイト案内図|^site ?map$", r"site-?map"),
    role(
        "accessibility",
        r"アクセシビリティ|^(web )?accessibility( statement)?$",
        r"(web)?accessibility|a11y",
    ),
    role(
        "disaster",
        r"防災|災害|緊急情報|避難(所|場所|情報)|ハザードマップ|^emergency|disaster",
        r"bou?sai|saigai|kinkyu|emergency|disaster|kikikanri",
    ),
    role(
        "disability",
        r"障(害|がい|碍)(者|児|のある|福祉)|^disabilit(y|ies)",
        r"shou?gai(sha|fukushi)?|disability",
    ),
    role(
        "elderly",
        r"高齢者|介護保険|^介護|シニア|^seniors?\b|elderly",
        r"kou?rei(sha)?|kaigo|seniors?",
    ),
    role("moving", r"転入|転出|引っ?越し|住民異動|^moving\b", r"tennyu|tenshutsu|hikkoshi|moving"),
    role(
        "childcare",
        r"子育て|保育(所|園|施設)|妊娠・?出産|児童手当|child ?care",
        r"kosodate|hoiku|childcare",
    ),
    role(
        "garbage",
        r"(ごみ|ゴミ|廃棄物)|資源(物|回収)|リサイクル|garbage|trash|recycling",
        r"gomi|garbage|recycl(e|ing)|kankyo-gomi",
    ),
    role(
        FORM,
        r"(申請|申込み?|応募|予約|アンケート|意見)(用)?フォーム|^(online|entry) form",
        r"form|enquete",
    ),
    role(
        "certificates",
        r"(住民票|戸籍|印鑑登録|証明書)|マイナンバー|certificates?\b",
        r"koseki|jumin(hyo)?|shomei|mynumber|certificates?",
    ),
    role(
        "tax", r"(住民|町民|市民|村民|県民|固定資産|自動車)税|税金|^taxes?\b", r"zei(kin)?|tax(es)?"
    ),
    role(
        "health",
        r"(健康診査|健診|予防接種|国民健康保険|医療)|^health\b",
        r"kenkou?|iryou?|kokuho|yobou?sesshu|health",
    ),
    role(
        "business",
        r"事業者(の(方|皆)|向け)|産業・?(経済|振興|しごと)|企業誘致|^business",
        r"jigyou?sha|sangyou?|business|kigyou?",
    ),
    role(
        "bereavement",
        r"お?悔やみ|おくやみ|死亡(届|の届|したとき|に関する)|葬祭|^bereavement",
        r"okuyami|shibou(todoke)?|bereavement",
    ),
    role(
        "tender",
        r"入札|契約情報|プロポーザル|procurement|^bids?\b",
        r"nyu?satsu|keiyaku|procurement",
    ),
)


def role_by_words(words: str) -> str:
    """The role that a link's text or a page's title names, or "".

    >>> role_by_words("お問い合わせ"), role_by_words("町長の部屋")
    ('contact', '')
    """
    return next((r.name for r in ROLES if r.words.search(words)), "")


def role_by_path(url: str) -> str:
    """The role that an address's folders name, or "".

    >>> role_by_path("https://a.lg.jp/kurashi/gomi/1.html")
    'garbage'
    """
    path = unquote(urlsplit(url).path)
    return next((r.name for r in ROLES if r.path.search(path)), "")
