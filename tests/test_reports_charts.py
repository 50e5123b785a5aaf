"""Charts: every site is drawn once, where its score, size and place put it."""

import re
from dataclasses import replace

import pytest

from minna.records import Gap, Site, SiteCrawl
from minna.records import Score as SiteScore
from reports.charts.dot_map import dot_map
from reports.charts.dot_plot import dot_plot
from reports.charts.size_plot import size_plot
from reports.report_data import SiteEntry


def entry(score: float, **fields: object) -> SiteEntry:
    site = replace(Site("r", "a", "A", "https://a.example/", "jp"), **fields)  # type: ignore[arg-type]
    band = next(b for b, low in zip("ABCDE", (90, 75, 60, 40, 0), strict=True) if score >= low)
    found = SiteScore("r", "a", "ok", value=score, band=band)
    return SiteEntry(site, "a", SiteCrawl("r", "a", "ok"), found, {})


def drawn(columns: str, step: float) -> int:
    lengths = [float(length) for length in re.findall(r"v-([\d.]+)", columns)]
    return sum(1 + int(length / step + 0.05) for length in lengths)


@pytest.mark.parametrize(
    "values",
    [[], [0.0, 100.0], [50.0] * 1741, [n / 17.41 for n in range(1742)], [99.99, 100.0] * 30],
)
def test_every_score_is_one_dot_within_the_drawing(values: list[float]) -> None:
    plot = dot_plot(values)
    assert drawn(plot.columns, plot.step) == len(values)
    assert plot.height <= 350 and plot.size <= 12
    assert all(22 <= float(x) <= 696 for x in re.findall(r"M([\d.]+)", plot.columns))


def test_dots_that_are_highlighted_stand_in_the_same_columns() -> None:
    plot = dot_plot([10.0, 10.2, 60.0], [10.1, 60.0])
    assert drawn(plot.highlighted, plot.step) == 2
    places = set(re.findall(r"M([\d.]+)", plot.columns))
    assert set(re.findall(r"M([\d.]+)", plot.highlighted)) == places


def test_the_far_south_is_moved_and_everything_stays_in_the_drawing() -> None:
    places = [(43.1, 141.4), (35.7, 139.7), (26.2, 127.7), (24.3, 124.2), (27.1, 142.2)]
    found = dot_map([entry(50.0 + n, lat=lat, lng=lng) for n, (lat, lng) in enumerate(places)])
    assert found is not None and found.sites == 5 and len(found.insets) == 2
    points = re.findall(r"M([\d.]+) ([\d.]+)h0", "".join(c.path for c in found.classes))
    assert len(points) == 5
    assert all(0 <= float(x) <= 460 and 0 <= float(y) <= 520 for x, y in points)


@pytest.mark.parametrize("lat, lng", [(None, 1.0), (float("nan"), 1.0), (91.0, 1.0), (1.0, 1e300)])
def test_a_site_at_no_possible_place_is_counted_and_not_drawn(
    lat: float | None, lng: float
) -> None:
    sites = [entry(50, lat=35.0, lng=139.0), entry(95, lat=36.0, lng=140.0)]
    found = dot_map([*sites, entry(70, lat=lat, lng=lng)])
    assert found is not None
    assert (found.sites, found.unplaced) == (2, 1)
    assert [c.band for c in found.by_band] == ["A", "D"]


def test_sites_at_one_place_have_a_map() -> None:
    found = dot_map([entry(50, lat=35.0, lng=139.0)] * 2)
    assert found is not None and found.sites == 2 and "nan" not in found.classes[0].path


def test_a_quantile_line_has_its_share_of_the_sites_below_it() -> None:
    sites = [entry(20.0 + n % 60, population=1_000 * (1 + n)) for n in range(200)]
    slopes = {f"slope_{q}": Gap("r", "all", f"slope_{q}", 0.0, -1, 1, 200) for q in (10, 50, 90)}
    plot = size_plot(sites, slopes)
    assert plot is not None and plot.dots.count("h0") == len(set(re.findall("M[^h]+", plot.dots)))
    heights = {line.quantile: line.start[1] for line in plot.lines}
    assert heights[90] < heights[50] < heights[10], "a higher score is drawn higher up"
    below = sum(float(y) > heights[10] for y in re.findall(r" ([\d.]+)h0", plot.dots))
    assert 0.05 < below / plot.dots.count("h0") < 0.15
    assert [c.sites for c in plot.classes] == [9, 40, 50, 101]


def test_without_slopes_there_is_no_plot_of_sizes() -> None:
    assert size_plot([entry(50, population=1000)], {}) is None


def test_names_of_lines_that_meet_stand_below_one_another() -> None:
    sites = [entry(100.0, population=1_000 * (1 + n)) for n in range(30)]
    slopes = {f"slope_{q}": Gap("r", "all", f"slope_{q}", 0.0, -1, 1, 30) for q in (10, 50, 90)}
    plot = size_plot(sites, slopes)
    assert plot is not None
    at = [line.label_y for line in plot.lines]
    assert [line.end[1] for line in plot.lines] == [at[0]] * 3, "all lines are one"
    assert at[1] - at[0] >= 15 and at[2] - at[1] >= 15, "a name is 15 units high"
