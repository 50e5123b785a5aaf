"""Tables of data have a name.

Who jumps from table to table by screen reader hears the caption first, and knows which one it is.
"""

from audits.checks import failed, inapplicable, passed
from audits.checks._shared.japanese import some
from audits.checks.structure._tables import first_words, is_data
from audits.facts.tables import Tables
from minna.records import Certainty, CheckMeta, Verdict

META = CheckMeta(
    criterion="",
    impact="minor",
    certainty=Certainty.LIKELY,
    title={"ja": "表の題名", "en": "Captions of tables"},
    passed={"ja": "データの表には題名があります", "en": "Tables of data have a caption"},
    failed={
        "missing": {
            "ja": "題名（caption）のないデータの表が {count} 個あるようです（{examples}）",
            "en": "{count} tables of data seem to have no caption ({examples})",
        }
    },
    fix={
        "ja": "表の初めに題名を書きます。"
        "例：<table><caption>施設の使用料</caption>…</table>。"
        'すぐ上の見出しが題名になるときは、<table aria-labelledby="見出しの id"> とします。',
        "en": "Begin the table with its name: <table><caption>Fees of the halls</caption>… "
        'Where the heading above is its name, <table aria-labelledby="id of the heading">.',
    },
    about={
        "ja": "音声読み上げでは、表から表へ飛んで読むことができます。題名があれば、何の表かを"
        "聞いてから、中を読むかどうかを選べます。"
    },
    more="https://www.w3.org/WAI/WCAG22/Techniques/html/H39",
)


def check(tables: Tables) -> Verdict:
    """Names given by aria-label, aria-labelledby and summary count as well."""
    data = [table for table in tables["items"] if is_data(table)]
    if not data:
        return inapplicable()
    bare = [table for table in data if not is_named(table["caption"], table["html"])]
    if bare:
        return failed("missing", bare, examples=some(first_words(table)[:30] for table in bare))
    return passed()


def is_named(caption: str, html: str) -> bool:
    """Whether a table has a caption or an attribute that names it."""
    opening = html.partition(">")[0]
    return bool(caption) or any(
        f" {name}=" in opening for name in ("aria-label", "aria-labelledby", "summary", "title")
    )
