"""Numbered steps from one shape of the database to the next.

A record that gains a field or a new kind of record needs a step here that calls `sync_schema`; a
renamed or re-keyed one needs a step that moves the data, and those before it then make the tables
that they made (`schema_0013.py`). `SCHEMA_DIGESTS` remembers the shape after
the last step, so that a test notices a change of the records without a step.
"""

import hashlib
import re
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any, get_type_hints

from sqlite_utils import Database, Migrations

from minna import records
from minna.criteria import criteria
from minna.legacy_reasons import read_legacy
from minna.schema_0013 import SCHEMA_0013

Schema = dict[str, tuple[tuple[str, ...], dict[str, type]]]
"""Table → its key and its columns with their SQLite types."""
KEYS: dict[type, tuple[str, ...]] = {
    records.Run: ("id",),
    records.Site: ("run", "code"),
    records.SiteCrawl: ("run", "site"),
    records.Page: ("run", "site", "url"),
    records.OutboundLink: ("run", "site", "url"),
    records.RequestLog: ("run", "host", "began"),
    records.Evidence: ("run", "site", "url", "viewport"),
    records.CheckMeta: ("run", "id"),
    records.Finding: ("run", "site", "url", "viewport", "check", "message"),
    records.Screenshot: ("run", "site", "check", "message"),
    records.CheckOutcomes: ("run", "site", "url", "viewport"),
    records.AgentVisit: ("run", "site", "url", "number"),
    records.AgentComparison: ("run", "site"),
    records.PageScore: ("run", "site", "url"),
    records.Score: ("run", "site"),
    records.Rank: ("run", "site", "group"),
    records.Tier: ("run", "group"),
    records.Gap: ("run", "group", "measure"),
    records.RankSensitivity: ("run", "choice"),
    records.ScoreLoss: ("run", "site", "by", "check", "group"),
    records.AudienceIndex: ("run", "site", "audience"),
    records.ServiceSearch: ("run", "site"),
    records.ServicePage: ("run", "site", "url"),
    records.TaskFound: ("run", "site", "task"),
    records.TaskMeta: ("run", "id", "country"),
    records.TaskOutcome: ("run", "site", "task"),
    records.ServiceFact: ("run", "site", "url", "kind", "value"),
    records.DutyOutcome: ("run", "site", "duty"),
    records.ClaimComparison: ("run", "site", "number"),
    records.TrustOutcome: ("run", "site", "item"),
    records.SiteProduct: ("run", "site"),
    records.ServiceDetector: ("run", "id"),
    records.Reply: ("run", "site", "number"),
    records.Ruling: ("run", "site", "finding"),
    records.RuledOut: ("run", "site", "url", "viewport", "check", "message"),
}
migrations = Migrations("minna")


def table_name(kind: type) -> str:
    """The table of a record kind.

    >>> table_name(records.SiteCrawl)
    'site_crawl'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def columns(kind: type) -> dict[str, type]:
    """Column name → SQLite type, read off the record's fields."""
    hints = get_type_hints(kind)
    return {
        f.name: bytes if f.metadata.get("compressed") else column_type(hints[f.name])
        for f in fields(kind)
    }


def column_type(hint: Any) -> type:
    """Text, unless the field is plainly a number, or bytes."""
    return next(
        (t for t in (int, float, bytes) if hint in (t, t | None)), int if hint is bool else str
    )


def schema() -> Schema:
    """Table → key and columns, as the records have them now."""
    return {table_name(kind): (key, columns(kind)) for kind, key in KEYS.items()}


def schema_0013() -> Schema:
    """Table → key and columns, as they were until step 0013."""
    types = {"": str, "int": int, "float": float, "blob": bytes}
    tables: Schema = {}
    for table, text in SCHEMA_0013.items():
        parts = [word.partition(":") for word in text.split()]
        key = tuple(name[1:] for name, _, _ in parts if name.startswith("*"))
        tables[table] = key, {name.lstrip("*"): types[kind] for name, _, kind in parts}
    return tables


def sync_schema(db: Database, tables: Schema | None = None) -> None:
    """Create the tables and columns that the records have and the database has not."""
    for name, (key, columns_of) in (tables or schema()).items():
        table = db.table(name)
        if not table.exists():
            table.create(columns_of, pk=key)
            continue
        for column in columns_of.keys() - table.columns_dict.keys():
            table.add_column(column, columns_of[column])


def sync_0013(db: Database) -> None:
    """Create the tables and columns of step 0013 that the database has not."""
    sync_schema(db, schema_0013())


def migrate(db: Database) -> None:
    """Make today's tables of a database, whatever is there: nothing, or those of an earlier step.

    A new one gets them at once, with all steps recorded as done: from 0001 on they take 0.4 s.
    """
    migrations.ensure_migrations_table(db)
    with db.atomic():
        if not migrations.applied(db):
            sync_schema(db)
            now = str(datetime.now(UTC))
            db.table(migrations.migrations_table).insert_all(
                {"migration_set": migrations.name, "name": step.name, "applied_at": now}
                for step in migrations._migrations
            )
    migrations.apply(db)


def schema_digest() -> str:
    """A fingerprint of the shape that the records have now."""
    shape = [
        (table, key, sorted((n, t.__name__) for n, t in columns_of.items()))
        for table, (key, columns_of) in schema().items()
    ]
    return hashlib.sha256(repr(shape).encode()).hexdigest()[:12]


@migrations(name="0001_first")
def first(db: Database) -> None:
    """The shape of version 0.1."""
    sync_0013(db)


@migrations(name="0002_pause")
def pause(db: Database) -> None:
    """Crawls keep the pause that robots.txt asked for; earlier crawls did not write it down."""
    sync_0013(db)
    db.execute("update frame set pause = 0 where pause is null")


@migrations(name="0003_touches")
def touches(db: Database) -> None:
    """Checks say whether they need an interactive gatherer; no earlier check did."""
    sync_0013(db)
    db.execute("update card set touches = 0 where touches is null")


@migrations(name="0004_places")
def places(db: Database) -> None:
    """Findings know their elements' places on the page, and sites have pictures of the worst."""
    sync_0013(db)
    db.execute("update finding set boxes = '[]' where boxes is null")


@migrations(name="0005_method")
def method(db: Database) -> None:
    """Scores have an outlook, ranks a range for all at once; what was not asked is not known."""
    sync_0013(db)
    db.execute("update score set rules = '' where rules is null")
    db.execute("update score set frame = '' where frame is null")
    db.execute("update rank set tie = rank where tie is null")
    db.execute('update rank set sure_low = 1, sure_high = "of" where sure_low is null')
    db.execute("update tier set after_size = '' where after_size is null")
    db.execute("update tier set after_vendor = '' where after_vendor is null")


@migrations(name="0006_losses")
def losses(db: Database) -> None:
    """What each group of faults costs, and the two indices; scoring anew fills them."""
    sync_0013(db)


@migrations(name="0007_frames")
def frames(db: Database) -> None:
    """Crawls count traps and estimate the pages that they missed; requests are logged."""
    sync_0013(db)
    db.execute("update frame set listed = 0, traps = '{}' where listed is null")
    db.execute("update page set also_by = '', gist = '' where also_by is null")


@migrations(name="0008_sketches")
def sketches(db: Database) -> None:
    """Pages have a sketch of their words; those of earlier crawls have none."""
    sync_0013(db)
    db.execute("update page set sketch = '' where sketch is null")


@migrations(name="0009_classes")
def classes(db: Database) -> None:
    """Tiers say which test decided; scoring an earlier survey anew fills it in."""
    sync_0013(db)
    db.execute("update tier set decided = '', apart_check = '' where decided is null")
    db.execute("update tier set apart_vendor = '' where apart_vendor is null")
    db.execute("update tier set latent_after_size = '' where latent_after_size is null")
    db.execute("update tier set latent_after_vendor = '' where latent_after_vendor is null")


@migrations(name="0010_agents")
def agents(db: Database) -> None:
    """Visits under a browser's ordinary name, and what came of them; earlier surveys made none."""
    sync_0013(db)


@migrations(name="0011_visit")
def visit(db: Database) -> None:
    """Scores have a figure by what a visit meets beside them; scoring anew fills it in."""
    sync_0013(db)


@migrations(name="0012_scored")
def scored(db: Database) -> None:
    """Checks and findings say whether they count in the score; those of earlier scores are marked.

    The rules are those of method 1.2, by which every survey until now was scored.
    """
    sync_0013(db)
    db.execute("update card set scope = '' where scope is null")
    db.execute("update finding set scored = 0 where scored is null")
    profiles = db.query("select distinct run, profile from score where profile <> ''")
    for run, profile in [(row["run"], row["profile"]) for row in profiles]:
        asked = [
            c.id
            for c in criteria().values()
            if (c.in_jis2016 if profile == "jis2016-aa" else c.id != "4.1.1")
        ]
        blanks = ", ".join("?" * len(asked))
        db.execute(
            "update card set scope = case when level not in ('A', 'AA') then 'advice'"
            f" when criterion in ({blanks}) then 'scored' else 'other_edition' end where run = ?",
            [*asked, run],
        )
        db.execute(
            "update finding set scored = 1 where run = ? and outcome = 'failed'"
            " and certainty = 'certain' and viewport in ('phone', 'desktop') and exists"
            " (select 1 from mark, card where mark.run = finding.run and mark.site = finding.site"
            " and mark.url = finding.url and card.run = finding.run"
            " and card.id = finding.\"check\" and card.scope = 'scored'"
            " and (mark.part = 'key' or not card.touches))",
            [run],
        )


@migrations(name="0013_reasons")
def reasons(db: Database) -> None:
    """What excluded or ended something is a code with data, as JSON; it was a text in English."""
    sync_0013(db)
    db.conn.create_function("reason_json", 1, lambda text: read_legacy(text).to_json())
    for table in ("page", "frame", "evidence", "score"):
        db.execute(f"update {table} set reason = reason_json(reason) where reason <> ''")


RENAMED_TABLES = {
    "frame": "site_crawl",
    "card": "check_meta",
    "judged": "check_outcomes",
    "mark": "page_score",
    "asked": "request_log",
    "outside": "outbound_link",
    "picture": "screenshot",
    "shift": "rank_sensitivity",
    "loss": "score_loss",
    "index": "audience_index",
    "agentvisit": "agent_visit",
    "agentcomparison": "agent_comparison",
}
RENAMED_COLUMNS = {
    "site_crawl": {"at_least": "pages_lower_bound"},
    "page": {
        "found_by": "discovered_via",
        "also_by": "also_discovered_via",
        "gist": "text_hash_no_digits",
        "skeleton": "dom_fingerprint",
        "part": "sample_part",
        "order": "visit_order",
    },
    "outbound_link": {"seen_on": "linked_from"},
    "evidence": {"seen_at": "visited_at"},
    "check_meta": {"touches": "interactive"},
    "page_score": {"part": "sample_part", "load": "penalty"},
    "score": {
        "outlook": "secondary_value",
        "outlook_low": "secondary_low",
        "outlook_high": "secondary_high",
    },
    "rank": {
        "tie": "tie_group_start",
        "sure_low": "simultaneous_low",
        "sure_high": "simultaneous_high",
    },
}
"""What step 0014 renamed: old name → new name; columns by the new name of their table."""


@migrations(name="0014_names")
def names(db: Database) -> None:
    """Tables and columns have the names of their records; nothing else changes.

    A process that makes the same database may have done it since we asked what is left to do.
    """
    if not db.table("frame").exists():
        return
    for old, new in RENAMED_TABLES.items():
        db.execute(f'alter table "{old}" rename to "{new}"')
    for table, renamed in RENAMED_COLUMNS.items():
        for old, new in renamed.items():
            db.execute(f'alter table "{table}" rename column "{old}" to "{new}"')
    sync_schema(db)


@migrations(name="0015_service_search")
def service_search(db: Database) -> None:
    """Directed searches, the pages that they read and what they found; earlier surveys had none."""
    sync_schema(db)


@migrations(name="0016_service_outcomes")
def service_outcomes(db: Database) -> None:
    """What was judged of tasks, duties, trust and products; indices name pillars on trial."""
    sync_schema(db)
    db.execute("update audience_index set trial = '[]' where trial is null")


@migrations(name="0017_replies")
def replies(db: Database) -> None:
    """What bodies reply, rulings on findings, and what they leave out; earlier surveys had none."""
    sync_schema(db)


SCHEMA_DIGESTS = {
    "0001_first": "53945df19c6c",
    "0002_pause": "e42fedf556c3",
    "0003_touches": "0497ae7c115e",
    "0004_places": "2a87f95d9db6",
    "0005_method": "906fe5cc7e77",
    "0006_losses": "072c5916e95a",
    "0007_frames": "c81ff13d12bd",
    "0008_sketches": "4dab0de87799",
    "0009_classes": "15236dcc39c9",
    "0010_agents": "9c1efb1bd6eb",
    "0011_visit": "70e87304f939",
    "0012_scored": "584419bc73a7",
    "0013_reasons": "584419bc73a7",
    "0014_names": "2ce3d09f0f12",
    "0015_service_search": "4051a86a0a82",
    "0016_service_outcomes": "52f03c9c8d9a",
    "0017_replies": "7c9019d722e6",
}
