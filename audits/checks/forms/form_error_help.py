"""What a form says of a mistake tells how to put it right.

The form's button was pressed, and fields were left, with nonsense in them: nothing was sent.
"""

from audits.checks import clean, failed
from audits.checks._shared.japanese import some
from audits.checks.forms._fields import squeezed
from audits.checks.forms.error_suggestions import field_of_bare
from audits.checks.forms.input_format import SAID
from audits.facts.activation import Activation, NewText
from audits.facts.fields import Field, Fields, FieldText
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.3",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "入力後に現れる誤りの直し方", "en": "How to put right what a form refuses"},
    passed={
        "ja": "入力の後に現れる誤りの文は、直し方を伝えているようです",
        "en": "What comes up about mistakes seems to say how to put them right",
    },
    failed={
        "bare": {
            "ja": "入力の後に、直し方の分からない誤りの文が現れるようです（{examples}）",
            "en": "What comes up about mistakes does not seem to say how to put them right "
            "({examples})",
        }
    },
    fix={
        "ja": "求める形を例と一緒に書きます。"
        "例：「郵便番号：形式エラー」を「郵便番号は7桁の数字で入力してください（例：1000001）」に替えます。",
        "en": "Write what is wanted, with an example: “Postcode: 7 digits, such as 1000001” rather "
        "than “Postcode: invalid”.",
    },
    about={
        "ja": "「不正です」だけでは、どこが違うのか自分で探すことになります。"
        "読み書きや記憶に困難のある人、日本語に慣れない人は、そこで手続きをあきらめることがあります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/error-suggestion",
)


def check(activation: Activation, fields: Fields) -> Verdict:
    """Only messages that say no more than that something is wrong, of fields that say no form."""
    used = [*activation["sent"], *activation["left"]]
    texts = [text for item in used if not item["tried"] for text in item["texts"]]
    bare = [text for text in texts if is_helpless(text, fields["items"])]
    if not bare:
        return clean("activation", activation, applies=texts)
    once = list({text["selector"]: text for text in bare}.values())
    return failed("bare", once, examples=some(text["text"][:40] for text in once))


def is_helpless(text: NewText, items: list[Field]) -> bool:
    """Whether a message names a field, or stands at one, and nothing says what it takes."""
    field = field_of_bare(text["text"], text, items)
    if not field:
        return False
    keys: tuple[FieldText, ...] = ("label", "placeholder", "title", "described", "before", "after")
    about = squeezed(" ".join(field[key] for key in keys))
    return not SAID.search(about.replace(squeezed(text["text"]), ""))
