"""Links in text are told by more than their colour.

Whoever sees colours poorly, or not at all, as many men and most people in old age do, takes a link
that only has another colour for plain text.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.colour._contrast import ratio
from audits.facts.styles import StyledLink, Styles
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.4.1",
    impact="serious",
    title={"ja": "文章の中のリンクの見分け", "en": "Telling links from the text around them"},
    passed={
        "ja": "文章の中のリンクは、下線など色以外でも見分けられます",
        "en": "Links in text can be told by more than their colour",
    },
    failed={
        "colour": {
            "ja": "まわりの文字との違いが色だけのリンクがあります（{examples}）",
            "en": "Links differ from the text around them by colour alone ({examples})",
        },
        "like-text": {
            "ja": "まわりの文字とまったく同じ見た目のリンクがあるようです（{examples}）",
            "en": "Links seem to look just like the text around them ({examples})",
        },
        "no-cue": {
            "ja": "色だけで見分けるリンクがあり、マウスやフォーカスを合わせても色以外は"
            "変わらないようです（{examples}）",
            "en": "Links are told by colour, and nothing but the colour seems to change when they "
            "are pointed at or have focus ({examples})",
        },
    },
    fix={
        "ja": "文章の中のリンクには下線を付けます。例：main p a { text-decoration: underline; }。",
        "en": "Underline links in text: main p a { text-decoration: underline; }.",
    },
    replaces=("link-in-text-block",),
    about={
        "ja": "色の見分けにくい人や高齢の人には、色だけが違うリンクは普通の文字に見えます。"
        "下線があれば、どこがリンクか一目で分かります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/failures/F73",
)

ENOUGH = 3.0
SAME = 1.1
WORDS = 6  # letters: less beside a link is a date, a mark or a unit


def check(styles: Styles) -> Verdict | list[Verdict]:
    """Certain where colour alone differs, in a line of text as long as the link, as axe has it."""
    links = [link for link in styles["links"] if not link["crumbs"]]
    if not links:
        return inapplicable()
    kinds: dict[str, list[StyledLink]] = {}
    for link in links:
        if stands_in_text(link) and not link["cues"]:
            kinds.setdefault(kind_of(link), []).append(link)
    return [told(key, kinds[key]) for key in META.failed if kinds.get(key)] or passed()


def told(key: str, links: list[StyledLink]) -> Verdict:
    """A verdict on the links of one kind."""
    alike = [link for link in links if not link.get("hints")]
    sure = key == "colour" and alike and all(x["in_line"] >= x["letters"] for x in alike)
    certainty = Certainty.CERTAIN if sure else Certainty.LIKELY
    shown = alike if sure else links
    return failed(key, shown, certainty=certainty, examples=some(x["text"][:30] for x in shown))


def stands_in_text(link: StyledLink) -> bool:
    """Whether there is text beside a link to take it for."""
    return bool(link["in_line"] >= WORDS or (not link["in_line"] and link["in_block"] >= WORDS))


def kind_of(link: StyledLink) -> str:
    """The way in which a link without other marks fails, or nothing."""
    contrast = ratio(link["colour"], link["beside"])
    if contrast < SAME:
        return "like-text" if link["in_line"] else ""
    if contrast < ENOUGH:
        return "colour"
    return "no-cue" if link["changes"] is False else ""
