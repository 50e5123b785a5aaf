"""To log in, nobody has to solve a puzzle, copy signs or take a password apart.

“The third and the seventh letter of your password”, a sum, letters in a picture: each is a test of
memory or of thought that keeps people out of their own accounts.
"""

import re

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import about
from audits.checks.images.captcha_alternative import RIDDLE
from audits.facts.accessible_names import AccessibleNames
from audits.facts.fields import Field, Fields
from audits.facts.links import Links
from minna.records import Certainty, CheckMeta, Verdict
from minna.text import nfkc

META = CheckMeta(
    criterion="3.3.8",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "ログインのときの難題", "en": "Puzzles on the way to log in"},
    passed={
        "ja": "ログインで、覚えたり解いたりする課題は見つかりませんでした",
        "en": "Nothing was found that must be solved or recalled to log in",
    },
    failed={
        "copy": {
            "ja": "ログインに、画像などの文字を書き写す課題があるようです（{examples}）",
            "en": "To log in, letters seem to have to be copied ({examples})",
        },
        "parts": {
            "ja": "ログインに、パスワードなどの一部の文字だけを答える課題が"
            "あるようです（{examples}）",
            "en": "To log in, single letters of a password seem to be asked for ({examples})",
        },
        "solve": {
            "ja": "ログインに、計算や問いに答える課題があるようです（{examples}）",
            "en": "To log in, a sum or a question seems to have to be solved ({examples})",
        },
    },
    fix={
        "ja": "覚える・解く・書き写すことを求めない方法も用意します。"
        "例：パスキー、メールのリンク、貼り付けのできるパスワード欄。",
        "en": "Offer a way that asks nobody to recall, solve or copy: a passkey, a link by mail, a "
        "field for the password that takes what is pasted.",
    },
    about={
        "ja": "記憶や計算が苦手な人、画面の文字を書き写すのが難しい人は、"
        "課題が一つあるだけでログインできません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/accessible-authentication-minimum",
)

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
PLACE = re.compile(
    r"([0-9０-９]{1,2})\s?(?:文字|桁|番|st\b|nd\b|rd\b|th\b)"
    r"|\b(first|second|third|fourth|fifth|sixth|seventh|eighth)\b"
    r"|(?:letter|character|digit)\s([0-9]{1,2})\b",
    re.IGNORECASE,
)
SECRET = re.compile(
    r"パスワード|暗証|合い?言葉|秘密|password|passcode|secret|memorable|pin\b", re.IGNORECASE
)
SENT = re.compile(
    r"届い|お送り|送信し|送られ|受け取っ|受信|アプリ|ワンタイム|sms|\b(?:sent|received|app|e-?mailed|texted)\b",
    re.IGNORECASE,
)
"""What is said of a code that people are sent."""
COPY = re.compile(
    r"(?:copy|type|enter|write|repeat) (?:out )?(?:the |these )?(?:\w+ )?"
    r"(?:letters|characters|digits|signs|word|words|code in|code from|text in)"
    r"|(?:下|上|右|左|表示|次|図|画像)[^。]{0,12}(?:文字|数字|英数字|記号|番号)[^。]{0,8}(?:入力|書|打)"
    r"|(?:文字|数字|英数字)を(?:書き写|打ち写|写)",
    re.IGNORECASE,
)
SOLVE = re.compile(
    r"[0-9０-９]{1,3}\s?[-+*/×÷＋−－xX]\s?[0-9０-９]{1,3}\s?(?:=|＝|は|を)|計算(?:の答え|結果|して)|足し(?:た|算)"
    r"|\b(?:what is|how much is|solve|answer)\b[^.?]{0,20}"
    r"[0-9]{1,3} ?(?:[-+*/×x]|plus|minus|times) ?[0-9]{1,3}"
    r"|\b(?:plus|minus|times) (?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
    r"|\bpuzzle\b|パズル|なぞなぞ|クイズ"
    r"|(?:合う|正しい|同じ)(?:絵|画像|図|向き)を|絵合わせ|並べ替え",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"[?？]|何|いくつ|いくら|どれ|どの|どちら|だれ|誰|選ん|選択|答え|お答え|計算|並べ|逆|写し|読み取|見える|見えて|仲間|パズル|ピース"
    r"|絵|画像|図|写真|はめ|合わせ|質問|合い?言葉|しりとり|数え|確認用の?文字|表示(?:された|されて)"
    r"|\b(?:what|which|how many|who|whose|sum|answer|solve|puzzle|pictures?|images?|photos?|match"
    r"|order|reverse|odd one|drag|slide|piece|question|riddle|shown|displayed|missing)\b",
    re.IGNORECASE,
)
"""What is said of a field that sets a task."""
KNOWN = re.compile(
    r"\bid\b|ユーザ|利用者|会員|職員|社員|メール|アドレス|電話|携帯|カード|番号|コード|生年月日|誕生|氏名|名前|パスワード|暗証"
    r"|ワンタイム|認証アプリ|届い|送信|送られ|トークン|記憶|保持|次回|自動|言語|同意|種別|区分|表示する|支店|部署|所属"
    r"|\b(?:user|name|e-?mail|phone|mobile|card|number|code|birth|password|passcode|pin|token|app|sent"
    r"|remember|keep|language|agree|account|branch|department|show)\b",
    re.IGNORECASE,
)
"""What people are asked for that they have or are sent, and what the form itself offers."""
OTHER_WAY = re.compile(
    r"パスキー|生体認証|マイナンバーカード|メールで(?:ログイン|リンク)|リンクを(?:メール|送)|でログイン|GビズID"
    r"|passkey|fingerprint|face id|e-?mail (?:me )?a link|magic link|(?:sign|log) in with",
    re.IGNORECASE,
)


def check(
    fields: Fields, links: Links, accessible_names: AccessibleNames
) -> Verdict | list[Verdict]:
    """Forms with a password, or with letters of one; another way to log in is enough."""
    forms: dict[int, list[Field]] = {}
    for field in fields["items"]:
        forms.setdefault(field["form"], []).append(field)
    logins = [form for form in forms.values() if is_login(form)]
    if not logins:
        return inapplicable()
    ways = [item["name"] for item in links["items"]]
    ways += [control["words"] for control in accessible_names["items"]]
    if any(OTHER_WAY.search(way) for way in ways):
        return passed()
    found: dict[str, list[Field]] = {}
    for form in logins:
        places = places_in(form)
        for field in form:
            if key := "parts" if places and is_place(field) else task_of(field):
                found.setdefault(key, []).append(field)
    return [
        failed(key, found[key], examples=some(called(field) for field in found[key]))
        for key in META.failed
        if key in found
    ] or passed()


def is_login(form: list[Field]) -> bool:
    """Whether a form asks for a password that one has, or for single letters of it."""
    secret = [field for field in form if field["type"] == "password"]
    new = any("new-password" in field["autocomplete"] for field in form)
    return not new and (len(secret) == 1 or bool(places_in(form)))


def places_in(form: list[Field]) -> set[int]:
    """Which letters of a word a form asks for, each in a field or a list of its own.

    A code has all of them, in their order: it is typed in as it came.
    """
    single = [f for f in form if f["maxlength"] == 1 or f["type"] == "select"]
    found = [PLACE.search(field["label"] or field["name"]) for field in single]
    places = {place_of(match) for match in found if match}
    secret = any(SECRET.search(about(field)) for field in single)
    whole = places == set(range(1, len(places) + 1))
    return places if len(places) > 1 and secret and not whole else set()


def place_of(place: re.Match[str]) -> int:
    """The number that a label gives for a letter's place."""
    digits = place[1] or place[3]
    return int(nfkc(digits)) if digits else ORDINALS.index(place[2].lower()) + 1


def task_of(field: Field) -> str:
    """What a field of a login asks for that is a test, or nothing."""
    words = f"{about(field)} {field['field_name']}"
    own = f"{field['label']} {field['name']} {field['placeholder']} {field['described']}"
    if field["type"] in ("radio", "checkbox", "select"):
        asked = " ".join((field["label"], *(group["seen"] for group in field["groups"])))
        return "solve" if SOLVE.search(words) or is_task(asked) else ""
    if field["type"] == "password" or SENT.search(own):
        return ""
    if RIDDLE.search(f"{own} {field['field_name']}") or COPY.search(own):
        return "copy"
    asked = own if field["label"] else f"{own} {field['before']}"
    if RIDDLE.search(asked) or COPY.search(asked):
        return "copy"
    return "solve" if SOLVE.search(asked) or is_task(asked) else ""


def is_place(field: Field) -> bool:
    """Whether a field asks for one letter of a word."""
    short = field["maxlength"] == 1 or field["type"] == "select"
    return short and bool(PLACE.search(field["label"] or field["name"]))


def is_task(asked: str) -> bool:
    """Whether what is asked is to be worked out, rather than something that one has or is sent.

    >>> is_task("仲間はずれはどれですか"), is_task("利用者カードに表示された番号"), is_task("備考")
    (True, False, False)
    """
    return bool(ASKS.search(asked)) and not KNOWN.search(asked)


def called(field: Field) -> str:
    """What to call a field in a sentence."""
    return str(field["label"] or field["name"] or field["field_name"])[:40]
