"""`minna audit`: visit the chosen pages in a browser."""

import click

from minna.cli import _options, _survey


@click.command("audit")
@_options.run
@click.option(
    "--registry",
    default="",
    metavar="CSV",
    help="The registry once more, if addresses in it have a user and password.",
)
@_options.db
def command(db: str, run_id: str | None, registry: str) -> None:
    """Open each chosen page in a browser, phone and desktop, and write down what was seen.

    Pages that have been visited are not visited again.

    Example:

        minna audit --db town.db
    """
    import crawler

    store = _survey.open_for_writing(db)
    run = store.run(run_id)
    if registry:
        crawler.load_registry(registry, run.id)  # users and passwords are remembered as it is read
    _survey.check_credentials(store, run)
    _survey.audit(store, run)
