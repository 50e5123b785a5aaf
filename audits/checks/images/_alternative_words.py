"""Words of text alternatives that stand in for no picture: files' names, templates, ornaments."""

import re

STEM = re.compile(
    r"(?=[^ ]*[_%]|[^ -]+-[^ -]+-)[0-9A-Za-z%]+(?:[._-][0-9A-Za-z%]+)+"
    r"|(?:スクリーンショット|screen ?shot)[ _(（-]?\d[\d ._:年月日()（）-]*",
    re.IGNORECASE,
)
"""Words of Latin letters that only lines join, as files are called and no sentence is written."""
WRITTEN = re.compile(r"[a-z]+(?:-[a-z]+){1,3}", re.IGNORECASE)
"""One word of a language may have a hyphen or two: “e-mail”, “step-by-step”."""
LEFT_OVER = re.compile(
    r"[（(\[【「<]?(?:"
    r"(?:ここに)?(?:この)?(?:画像の|写真の|仮の)?"
    r"(?:代替(?:テキスト|文字|文)|説明文?|キャプション|画像の?説明|画像名|タイトル)(?:文|名)?"
    r"(?:を|が)?(?:入力|記入|入れ|書|入り|記載)?(?:する|して|します|ます|てください|ください|く)?"
    r"|(?:仮|ダミー|サンプル)の?(?:画像|写真|テキスト)?"
    r"|(?:ここに)?(?:画像|写真)(?:[をが]?(?:準備中|入ります|入れる|入れてください|挿入)|ここ)"
    r"|代替テキスト(?:なし|未設定)|未設定|無題|名称未設定|テスト|入力してください"
    r"|(?:insert |enter |add )?(?:your |some |this |the )?"
    r"(?:alt(?:ernative)?(?: text)?|(?:image|picture|photo) (?:description|title|alt(?: text)?)"
    r"|description of (?:the )?(?:image|picture|photo))(?: here| goes here| text| to come)?"
    r"|(?:image|photo|picture|text|caption|description|logo)s? (?:goes?|comes?|to go|to come) here"
    r"|(?:insert|add|your|place) (?:an? |the |your )?(?:image|photo|picture|logo|text)(?: here)?"
    r"|(?:image|photo|picture) (?:here|placeholder|coming soon|tbd)"
    r"|todo|tbd|tba|fixme|untitled(?:[ -]?\d++)?|undefined|null|none|nan|\[object object\]|dummy"
    r"|placeholder(?: (?:image|text))?|lorem ipsum[\w ,.]*+|x{2,}+|n/a|testing|test|temp|asdf\w*+"
    r")[）)\]】」>]?[.。…]*",
    re.IGNORECASE,
)
"""What templates and editors put where the alternative belongs."""
ONLY_SEEN = re.compile(
    r"(?:(?:this is |here is )?an? |the )?(?:decorative )?"
    r"(?:image|photo|picture|photograph|graphic)"
    r"(?: (?:of|for) (?:this|the|an?) (?:page|site|article|section|image))?(?: \d+)?"
    r"|(?:画像|写真|図|イラスト)(?:です|になります|があります|を?表示(?:して|しています|する)?)"
    r"|メイン(?:ビジュアル|画像|イメージ)|キービジュアル|アイキャッチ(?:画像)?"
    r"|main ?visual|hero(?: image)?|eye ?catch",
    re.IGNORECASE,
)
"""Words that only tell that something is there to be seen."""
ORNAMENT = re.compile(
    r"(?:decorat(?:ion|ive)|ornament(?:al)?|bullet|spacer|divider|separator|border|corner|shadow"
    r"|gradient|texture|swirl|flourish|curve|wave|dot|dotted|horizontal|vertical|rule"
    r"|飾り|かざり|装飾|区切り|仕切り|罫|枠|角丸|余白|空白|スペース|ビュレット|行頭|波線|点線|破線|実線|水平線"
    r"|ライン|黒丸|丸印|丸|四角|ドット|模様|背景)"
    r"(?:[ の・]?(?:point|line|rule|image|picture|graphic|element|mark|dot|icon|pattern|bar"
    r"|画像|記号|線|模様|枠|絵|イラスト|用|部分))*",
    re.IGNORECASE,
)
"""What a picture that fills space is, rather than what it tells. (LINE is the name of an app.)"""
