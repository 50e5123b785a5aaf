"""Every column of our CSV files and its type in a Table Schema; what it holds is said in locales/.

A column means the same in every file, but for those under `IN_FILE`.
"""

from reports.i18n import t_or

STRING, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"

COLUMNS: dict[str, str] = {
    "code": STRING,
    "name": STRING,
    "pref": STRING,
    "type": STRING,
    "population": INTEGER,
    "url": STRING,
    "status": STRING,
    "reason": STRING,
    "score": NUMBER,
    "low": NUMBER,
    "high": NUMBER,
    "se": NUMBER,
    "lower_bound": NUMBER,
    "band": STRING,
    "borderline": BOOLEAN,
    "rank": NUMBER,
    "rank_low": INTEGER,
    "rank_high": INTEGER,
    "rank_of": INTEGER,
    "alike": INTEGER,
    "peer_group": STRING,
    "peer_rank": NUMBER,
    "peer_rank_low": INTEGER,
    "peer_rank_high": INTEGER,
    "peer_rank_of": INTEGER,
    "pages": INTEGER,
    "failed_pages": INTEGER,
    "frame_pages": INTEGER,
    "blocking_pages": INTEGER,
    "blocking_low": NUMBER,
    "blocking_high": NUMBER,
    "problem_pages": INTEGER,
    "problem_low": NUMBER,
    "problem_high": NUMBER,
    "p10": NUMBER,
    "profile": STRING,
    "method": STRING,
    "visit": NUMBER,
    "visit_low": NUMBER,
    "visit_high": NUMBER,
    "by": STRING,
    "check": STRING,
    "group": STRING,
    "loss": NUMBER,
    "score_mended": NUMBER,
    "rank_mended": NUMBER,
    "rank_mended_low": INTEGER,
    "rank_mended_high": INTEGER,
    "viewport": STRING,
    "message": STRING,
    "outcome": STRING,
    "certainty": STRING,
    "criterion": STRING,
    "level": STRING,
    "impact": STRING,
    "elements": INTEGER,
    "selector": STRING,
    "snippet": STRING,
    "finding": STRING,
    "left": INTEGER,
    "top": INTEGER,
    "width": INTEGER,
    "height": INTEGER,
    "sentence_ja": STRING,
    "sentence_en": STRING,
    "audience": STRING,
    "access": NUMBER,
    "access_low": NUMBER,
    "access_high": NUMBER,
    "task": NUMBER,
    "mobile": NUMBER,
    "trust": NUMBER,
    "value": NUMBER,
    "missing": STRING,
    "trial": STRING,
    "trial_value": NUMBER,
    "sites": INTEGER,
    "residents": INTEGER,
}
OF_SERVICES: dict[str, str] = {
    "outcome": STRING,
    "url": STRING,
    "clicks": INTEGER,
    "quote": STRING,
    "confidence": STRING,
    "format": STRING,
}
IN_FILE: dict[str, dict[str, str]] = {
    "services": OF_SERVICES
    | {
        "task": STRING,
        "audience": STRING,
        "in_index": BOOLEAN,
        "step": INTEGER,
        "title": STRING,
        "pages_read": INTEGER,
        "via": STRING,
        "office": STRING,
        "is_answer": BOOLEAN,
        "channels": STRING,
        "store": BOOLEAN,
        "systems": STRING,
        "refusals": STRING,
        "paper": STRING,
        "formats": STRING,
        "facts": STRING,
        "contact": STRING,
        "language": STRING,
        "updated": STRING,
    },
    "duties": OF_SERVICES
    | {
        "duty": STRING,
        "claims": STRING,
        "standards": STRING,
        "deadline": STRING,
        "is_past": BOOLEAN,
        "stated": STRING,
        "tested": STRING,
        "last": STRING,
        "is_stale": BOOLEAN,
        "sample": STRING,
        "points": STRING,
        "contradictions": STRING,
    },
    "distribution": {
        "low": NUMBER,
        "high": NUMBER,
    },
    "indices": {
        "low": NUMBER,
        "high": NUMBER,
    },
    "losses": {
        "low": NUMBER,
        "high": NUMBER,
        "pages": INTEGER,
    },
}


def column(file: str, name: str, lang: str = "en") -> tuple[str, str]:
    """Type and description of a column; `any` for one that nobody described."""
    own = IN_FILE.get(file, {})
    type_ = own.get(name) or COLUMNS.get(name) or "any"
    return type_, t_or(
        f"dictionary.{file}.{name}" if name in own else f"dictionary.{name}", lang, ""
    )
