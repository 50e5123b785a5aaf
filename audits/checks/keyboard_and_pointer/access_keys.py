"""Keys of the page's own do not take away those of the reader's tools.

Access keys collide with those of browsers and screen readers, and nothing on the page says that
they are there.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.accessible_names import AccessibleNames
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "アクセスキー", "en": "Access keys"},
    passed={"ja": "アクセスキーは使われていません", "en": "No access keys are used"},
    failed={
        "used": {
            "ja": "アクセスキー（accesskey）が {count} か所で使われています（{examples}）",
            "en": "Access keys are used in {count} places ({examples})",
        }
    },
    fix={
        "ja": "accesskey 属性を外し、見出しやスキップリンクで早く移動できるようにします。"
        '例：<a href="#main">本文へ</a>。',
        "en": "Drop the accesskey attribute, and offer headings and a skip link: <a "
        'href="#main">Skip '
        "to the content</a>.",
    },
    about={
        "ja": "アクセスキーは、ブラウザーや読み上げソフトのキーとぶつかることがあり、"
        "割り当ては画面から分かりません。誤って押した人は、思わぬ所へ移動します。"
    },
    more="https://webaim.org/techniques/keyboard/accesskey",
)


def check(accessible_names: AccessibleNames) -> Verdict:
    """Advice: no criterion forbids them."""
    if not accessible_names["items"]:
        return inapplicable()
    used = [control for control in accessible_names["items"] if control["key"]]
    if not used:
        return passed()
    return failed("used", used, examples=some(control["key"] for control in used))
