"""Procedures and duties planted in some municipalities: `services.toml`, read, and what is true.

Their pages bear no barriers of their own, so that they change nothing of what else is planted.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template

from samples.prefecture import Municipality, frozen
from samples.truth import PlantedDuty, PlantedTask, ServiceTruth

ENTRIES = Path(__file__).with_name("services.toml")


@dataclass(frozen=True, slots=True)
class ServiceTown:
    """A municipality with planted services, and the marks of the product that made its site."""

    code: str
    product: str
    head: str


@dataclass(frozen=True, slots=True)
class ServicePage:
    """A page of a procedure or a duty, and what is true of it."""

    towns: tuple[str, ...]
    slug: str
    title: str
    area: str
    body: str = ""
    is_hub: bool = False  # only leads to the others
    tasks: Mapping[str, int] = field(default_factory=dict)
    systems: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    duty: str = ""
    claims: tuple[str, ...] = ()
    deadline: str = ""
    tested: str = ""
    points: str = ""


@cache
def entries() -> tuple[dict[str, ServiceTown], tuple[ServicePage, ...]]:
    """The towns by their codes, and all pages."""
    raw = tomllib.loads(ENTRIES.read_text(encoding="utf-8"))
    towns = {one["code"]: ServiceTown(**one) for one in raw["town"]}
    pages = tuple(ServicePage(**{k: frozen(one[k]) for k in one}) for one in raw["page"])
    return towns, pages


def pages_of(town: Municipality) -> tuple[ServicePage, ...]:
    """The planted pages of a municipality, the list of them first."""
    return tuple(page for page in entries()[1] if town.code in page.towns)


def head_of(town: Municipality) -> str:
    """The marks of the product that made its site."""
    found = entries()[0].get(town.code)
    return found.head if found else ""


def body_of(page: ServicePage, town: Municipality, paths: Mapping[str, str]) -> str:
    """What stands on a page below its heading; a list leads to all others."""
    if page.is_hub:
        others = [one for one in pages_of(town) if not one.is_hub and not one.duty]
        items = "".join(f'<li><a href="{paths[o.slug]}">{o.title}</a></li>' for o in others)
        return f'<p>{town.name}の手続きの一覧です。</p>\n<ul class="links">{items}</ul>'
    blanks = {f"path_{slug}": path for slug, path in paths.items()}
    return Template(page.body).substitute(town=town.name, hall=town.hall, **blanks).strip()


def truth_of(town: Municipality, paths: Mapping[str, str]) -> ServiceTruth | None:
    """What is true of a municipality's services; None where nothing is planted."""
    pages = pages_of(town)
    if not pages:
        return None
    tasks = tuple(
        PlantedTask(task, step, paths[page.slug], page.systems)
        for page in pages
        for task, step in page.tasks.items()
    )
    duties = tuple(
        PlantedDuty(p.duty, paths[p.slug], p.claims, p.deadline, p.tested, p.points)
        for p in pages
        if p.duty
    )
    return ServiceTruth(entries()[0][town.code].product, tasks, duties)
