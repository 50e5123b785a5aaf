"""The page can be used upright and sideways.

Whoever has a device mounted on a wheelchair cannot turn it: a page that turns itself, or asks to be
turned, stays sideways for them.
"""

from audits.checks import failed, inapplicable, passed
from audits.facts.stylesheets import Stylesheets
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="1.3.4",
    impact="serious",
    title={"ja": "画面の向き", "en": "Orientation of the screen"},
    passed={
        "ja": "縦向きでも横向きでも、内容が回転せずに表示されます",
        "en": "The content is shown unturned whether the device is held upright or sideways",
    },
    failed={
        "turned": {
            "ja": "端末の向きによって内容全体が {turn}° 回転し、片方の向きでしか読めません",
            "en": "The whole content is turned by {turn}° in one position of the device, and can "
            "only be read in the other",
        },
        "prompt": {
            "ja": "端末の向きを変えるよう求めているようです（{text}）",
            "en": "The page seems to ask for the device to be turned ({text})",
        },
    },
    fix={
        "ja": "orientation のメディアクエリの中で transform: rotate(90deg) などを使わず、"
        "どちらの向きでも読める配置にします。例：@media (orientation: landscape) "
        "{ main { columns: 2 } }。",
        "en": "Do not rotate the content inside an orientation media query; arrange it so that it "
        "can be read either way: @media (orientation: landscape) { main { columns: 2 } }.",
    },
    replaces=("css-orientation-lock",),
    whole_page=True,
    about={
        "ja": "車いすに端末を固定している人は、画面の向きを変えられません。"
        "片方の向きでしか読めないページは、横倒しのまま読むことになります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Understanding/orientation",
)

SLACK = 2  # degrees
MOST = 0.5  # of the page's text


def check(stylesheets: Stylesheets) -> Verdict | list[Verdict]:
    """A quarter turn of what holds most of the text leaves no doubt.

    A request to turn the device counts where it lies over the page, or where the position that
    shows it hides much of the page's text.
    """
    if not stylesheets["rotations"] and not stylesheets["prompts"]:
        return inapplicable()
    turned = [r for r in stylesheets["rotations"] if is_quarter(r["turn"]) and r["share"] >= MOST]
    prompts = [p for p in stylesheets["prompts"] if p["fixed"] or p.get("alone")]
    found = []
    if turned:
        found.append(failed("turned", turned, turn=round(abs(turned[0]["turn"]))))
    if prompts:
        certainty = Certainty.LIKELY
        text = prompts[0]["text"][:60]
        found.append(failed("prompt", prompts, certainty=certainty, text=text))
    return found or passed()


def is_quarter(turn: float) -> bool:
    """Whether a turn lays the text on its side.

    >>> is_quarter(-90), is_quarter(270), is_quarter(180)
    (True, True, False)
    """
    return abs(abs(turn) % 180 - 90) <= SLACK
