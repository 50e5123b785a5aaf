"""Pairs of small pages that differ in one barrier and in nothing else."""

from random import Random

from samples.catalogue import Barrier, catalogue, selector
from samples.pages import Sheet, Site, topics
from samples.passages import Choice, at, write_passages
from samples.prefecture import municipalities
from samples.truth import Twin


def twins() -> list[Twin]:
    """One pair for every barrier of the catalogue."""
    return [
        Twin(
            barrier.id,
            address(barrier, faulty=False),
            address(barrier, faulty=True),
            selector(barrier, "c1"),
        )
        for barrier in catalogue().values()
    ]


def address(barrier: Barrier, *, faulty: bool) -> str:
    """Where a twin is."""
    return f"/twins/{barrier.id}/{'faulty' if faulty else 'clean'}.html"


def twin_page(barrier: Barrier, seed: int, *, faulty: bool) -> str:
    """A page on some topic with this one passage, faulty or clean."""
    path, rng = address(barrier, faulty=faulty), Random(f"{seed}:{barrier.id}")
    slug = rng.choice([slug for slug, topic in topics().items() if topic["area"]])
    topic, town = topics()[slug], municipalities()[0]
    sheet = Sheet(path, topic["titles"][0], topic["area"], slug)
    site = Site(town, [sheet], {}, {}, "海と風のまち", "｜")
    passages = write_passages([Choice(barrier, faulty)], path, topic["words"], [path], town.name)
    return site.render("twin", sheet, site.main(sheet, at(passages, "main"), rng), passages)
