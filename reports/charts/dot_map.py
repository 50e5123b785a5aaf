"""Sites as dots at their coordinates, all of one size, by class of score."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reports.charts.scales import Scale, dots_path
from reports.report_data import SiteEntry

WIDTH, HEIGHT = 460.0, 520.0
MARGIN = 6.0
BANDS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing, in its units."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A region of the map with the place that it takes; regions far away have one of their own."""

    box: Box
    contains: Callable[[float, float], bool]  # latitude, longitude
    is_inset: bool = False


@dataclass(frozen=True, slots=True)
class MapClass:
    """The sites of one band."""

    band: str
    sites: int
    path: str


@dataclass(frozen=True, slots=True)
class DotMap:
    """The map: its dots by band, the commonest first, and the frames of its insets."""

    classes: tuple[MapClass, ...]
    insets: tuple[Box, ...]
    sites: int
    unplaced: int  # sites with a score and no coordinates

    @property
    def by_band(self) -> tuple[MapClass, ...]:
        """The same from A to E."""
        return tuple(sorted(self.classes, key=lambda one: one.band))


WHOLE = Box(0, 0, WIDTH, HEIGHT)
FRAMES: dict[str, tuple[MapFrame, ...]] = {
    "jp": (
        MapFrame(Box(0, 0, 190, 150), lambda lat, lng: lat < 30 and lng < 135, True),
        MapFrame(Box(400, 440, 60, 80), lambda lat, lng: lat < 30 and lng >= 135, True),
        MapFrame(WHOLE, lambda lat, lng: True),
    )
}
"""Each site is in the first frame that contains it: Japan's far south would make all else small."""
ONE_FRAME = (MapFrame(WHOLE, lambda lat, lng: True),)


def dot_map(entries: Sequence[SiteEntry]) -> DotMap | None:
    """The map of ranked sites; None where fewer than two have coordinates."""
    placed = [entry for entry in entries if has_place(entry)]
    if len(placed) < 2:
        return None
    countries = {entry.site.country for entry in placed}
    frames = FRAMES.get(countries.pop(), ONE_FRAME) if len(countries) == 1 else ONE_FRAME
    points: dict[str, list[tuple[float, float]]] = {band: [] for band in BANDS}
    sites = dict.fromkeys(BANDS, 0)
    insets = []
    for frame, members in by_frame(placed, frames):
        place = projection(members, frame.box)
        for entry in members:
            if entry.score.band in points:
                points[entry.score.band].append(place(*coordinates(entry)))
                sites[entry.score.band] += 1
        insets += [frame.box] if frame.is_inset else []
    commonest = sorted((b for b in BANDS if sites[b]), key=lambda b: (-sites[b], b))
    return DotMap(
        tuple(MapClass(band, sites[band], dots_path(points[band])) for band in commonest),
        tuple(insets),
        sum(sites.values()),
        len(entries) - len(placed),
    )


def has_place(entry: SiteEntry) -> bool:
    """Whether coordinates are known, and possible."""
    lat, lng = entry.site.lat, entry.site.lng
    return lat is not None and lng is not None and abs(lat) <= 90 and abs(lng) <= 180


def coordinates(entry: SiteEntry) -> tuple[float, float]:
    """Latitude and longitude of a site that has a place."""
    return entry.site.lat or 0.0, entry.site.lng or 0.0


def by_frame(
    placed: Iterable[SiteEntry], frames: Sequence[MapFrame]
) -> list[tuple[MapFrame, list[SiteEntry]]]:
    """Each frame that has sites, with them."""
    members: list[list[SiteEntry]] = [[] for _ in frames]
    for entry in placed:
        at = coordinates(entry)
        members[next(i for i, frame in enumerate(frames) if frame.contains(*at))].append(entry)
    return [(frame, group) for frame, group in zip(frames, members, strict=True) if group]


def projection(
    members: Sequence[SiteEntry], box: Box
) -> Callable[[float, float], tuple[float, float]]:
    """From coordinates to a place in the box: equirectangular, true at the middle latitude."""
    lats, lngs = zip(*(coordinates(entry) for entry in members), strict=True)
    narrowing = math.cos(math.radians((min(lats) + max(lats)) / 2))
    wide, high = (max(lngs) - min(lngs)) * narrowing, max(lats) - min(lats)
    room = box.width - 2 * MARGIN, box.height - 2 * MARGIN
    unit = min(room[0] / (wide or 1e-9), room[1] / (high or 1e-9), 1e4)
    left = box.left + (box.width - wide * unit) / 2
    top = box.top + (box.height - high * unit) / 2
    across = Scale(min(lngs), max(lngs), left, left + wide * unit)
    down = Scale(min(lats), max(lats), top + high * unit, top)
    return lambda lat, lng: (across(lng), down(lat))
