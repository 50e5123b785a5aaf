"""A form that finds a mistake says in words which field it is about.

The form's button was pressed with nothing filled in, and again with nonsense: nothing was sent.
"""

from audits.checks import clean, failed
from audits.checks._shared.called import called
from audits.checks._shared.japanese import some
from audits.checks.forms._errors import NOTICE, WRONG
from audits.checks.forms._fields import squeezed, without_notes
from audits.facts.activation import Activation, NewText, SentForm
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="3.3.1",
    impact="serious",
    certainty=Certainty.LIKELY,
    title={"ja": "送信時の誤りの示し方", "en": "How a form tells of mistakes"},
    passed={
        "ja": "送信のときに見つかった誤りは、どの項目のことかを文で伝えています",
        "en": "Mistakes found on sending are told in words, with their field",
    },
    failed={
        "unnamed": {
            "ja": "送信のときに現れる誤りの文が、どの項目のことかを伝えていないようです"
            "（{examples}）",
            "en": "What the form says on sending does not seem to tell which field is wrong "
            "({examples})",
        },
        "wordless": {
            "ja": "送信のときに見つかった誤りを、欄の色や枠だけで示し、文で伝えていないようです"
            "（{examples}）",
            "en": "Fields that are wrong seem to be marked by their colour or border alone, "
            "without words ({examples})",
        },
    },
    fix={
        "ja": "誤りのある項目の名前と、何が足りないかを文で書きます。"
        "例：「電話番号を入力してください」を欄のそばに書き、aria-describedby で結びます。",
        "en": "Name the field and what it lacks, beside the field: “Enter your telephone number”, "
        "tied to it with aria-describedby.",
    },
    about={
        "ja": "色や「エラー」だけでは、見えない人、色を見分けにくい人、拡大して一部だけを見る人は、"
        "どの欄を直せばよいか分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/error-identification",
)


def check(activation: Activation) -> list[Verdict]:
    """Only forms of several fields: with a single one it is clear which is meant."""
    forms = [form for form in activation["sent"] if len(form["fields"]) > 1 and is_own(form)]
    unnamed = [text for form in forms for text in unnamed_in(form)]
    wordless = {form["selector"]: form for form in forms if is_wordless(form)}.values()
    found = []
    if unnamed:
        texts = list({text["selector"]: text for text in unnamed}.values())
        found.append(failed("unnamed", texts, examples=some(t["text"][:40] for t in texts)))
    if wordless:
        fields = [f for form in wordless for f in form["fields"] if f["selector"] in form["marked"]]
        found.append(
            failed("wordless", fields, examples=some(f["name"] or called(f) for f in fields))
        )
    return found or [clean("activation", activation, applies=any(map(answers, forms)))]


def is_own(form: SentForm) -> bool:
    """Whether a script of the page judged the form: neither the browser, nor the server."""
    return not form["native"] and not form["tried"] and not form["dialog"]


def answers(form: SentForm) -> bool:
    """Whether the form showed anything when its button was pressed."""
    return bool(form["texts"] or form["marked"])


def unnamed_in(form: SentForm) -> list[NewText]:
    """The messages of a form that tell of an error, if none of its texts tells where."""
    errors = [t for t in form["texts"] if WRONG.search(t["text"]) and not NOTICE.search(t["text"])]
    names = {squeezed(without_notes(field["name"])) for field in form["fields"]} - {""}
    told = form["moved"] or any(field["invalid"] and field["tied"] for field in form["fields"])
    told = told or any(text["field"] for text in form["texts"])
    told = told or any(name in squeezed(text["text"]) for text in form["texts"] for name in names)
    return [] if told else errors


def is_wordless(form: SentForm) -> bool:
    """Whether empty fields were marked as wrong, with no word about it anywhere."""
    silent = not form["texts"] and not form["announced"] and not form["moved"]
    marked = [field for field in form["fields"] if field["selector"] in form["marked"]]
    tied = any(WRONG.search(field["tied"]) for field in marked)
    return bool(marked and silent and not tied and not form["wrong"])
