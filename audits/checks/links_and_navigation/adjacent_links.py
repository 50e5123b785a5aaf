"""Links side by side that lead to the same place are one link.

An image and its caption as two links are heard twice and take two steps of the Tab key.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.facts.links import Links
from minna.records import CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    title={"ja": "隣り合う同じリンク", "en": "Adjacent links to the same place"},
    passed={
        "ja": "同じ行き先のリンクが隣り合う箇所はありません",
        "en": "No links side by side lead to the same place",
    },
    failed={
        "repeated": {
            "ja": "同じ行き先のリンクが {count} か所で隣り合っています（{examples}）",
            "en": "In {count} places, links side by side lead to the same place ({examples})",
        }
    },
    fix={
        "ja": '画像と文字を一つの <a> で囲み、画像の代替テキストは空（alt=""）にします。'
        '例：<a href="/map/"><img src="map.png" alt="">施設の地図</a>。',
        "en": "Put image and words into one <a> and leave the alternative empty: "
        '<a href="/map/"><img src="map.png" alt="">Map</a>.',
    },
    about={
        "ja": "同じリンクを二度聞かされ、Tab キーも二度押すことになります。"
        "押せる範囲が分かれて、狭くもなります。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H2",
)


def check(links: Links) -> Verdict:
    """Links of one parent with nothing between them."""
    if len(links["items"]) < 2:
        return inapplicable()
    repeated = [link for link in links["items"] if link["repeats"]]
    return (
        failed("repeated", repeated, examples=some(r["name"][:30] for r in repeated))
        if repeated
        else passed()
    )
