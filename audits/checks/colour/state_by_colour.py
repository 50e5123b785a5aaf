"""Which one is chosen, current or done is shown by more than a colour.

A step or a tab in dark red among dark blue ones is like all others to people who do not see colours
as most do, and on a display in the sun.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.chosen import Chosen
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.1",
    impact="moderate",
    certainty=Certainty.LIKELY,
    title={"ja": "色だけで示した状態", "en": "States shown by colour alone"},
    passed={
        "ja": "選択中や現在の項目は、色以外でも見分けられます",
        "en": "What is chosen or current can be told by more than its colour",
    },
    failed={
        "colour": {
            "ja": "選択中・現在などの項目が、ほかの項目と色だけで区別されているようです"
            "（色どうしのコントラスト比は {lowest}:1。{examples}）",
            "en": "What is chosen, current or done seems to differ from the rest by colour alone "
            "(contrast between the two {lowest}:1; {examples})",
        }
    },
    fix={
        "ja": "太字、下線、印、枠、「（選択中）」の言葉などを添えるか、"
        "色どうしの明るさの差を 3:1 以上にします。"
        "例：[aria-current] { font-weight: bold; border-bottom: 3px solid; }。",
        "en": "Add weight, a line, a sign or a word, or choose colours with a contrast of 3:1 "
        "between them: [aria-current] { font-weight: bold; border-bottom: 3px solid; }.",
    },
    about={
        "ja": "色の見分けにくい人には、いまどの項目が選ばれているか、"
        "どこまで進んだかが分かりません。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/general/G14",
)

ENOUGH = 3.0
NOTICED = 1.02  # less is no difference that anybody was meant to see


def check(chosen: Chosen) -> Verdict:
    """Never certain: a class may be called so for a reason that nobody needs to see."""
    if not chosen["looked"]:
        return inapplicable()
    bad = [item for item in chosen["items"] if NOTICED < item["contrast"] < ENOUGH]
    if not bad:
        return passed()
    lowest = round(min(item["contrast"] for item in bad), 1)
    return failed("colour", bad, lowest=lowest, examples=some(item["words"][:20] for item in bad))
