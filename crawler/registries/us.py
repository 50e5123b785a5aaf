"""The United States: every registered .gov domain, one site each."""

from collections.abc import Iterator

from crawler.registries import Source, rows
from minna.records import Site

SOURCES = (
    Source(
        title=".gov registered domains (current-full.csv)",
        publisher="Cybersecurity and Infrastructure Security Agency",
        address="https://github.com/cisagov/dotgov-data",
        licence="CC0 1.0",
        fetched="2026-08-22",
        note="A registered domain may serve no web site: it is unverified until visited.",
    ),
)


def sites(run_id: str) -> Iterator[Site]:
    """Domains in the list's own order; the domain is the code, the state the region."""
    for row in rows("us_dotgov.csv"):
        yield Site(
            run=run_id,
            code=row["domain"].lower(),
            name=", ".join(
                filter(None, [row["organization"].strip(), row["suborganization"].strip()])
            ),
            url=f"https://{row['domain'].lower()}/",
            country="us",
            pref=row["state"],
            region=row["state"],
            type=row["type"].lower().replace(" - ", "_").replace(" ", "_"),
            extra={"city": row["city"].strip()} if row["city"].strip() else {},
        )
