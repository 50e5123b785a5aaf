"""The rank that a site would have in a survey that was published as `ranking.csv`.

The file is read as its readers have it: of the columns, those are needed that the report writes.
"""

import csv
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np

from minna.addresses import url_key
from minna.errors import BadWave
from minna.records import Score, Site
from minna.wave_position import WavePosition
from scoring.compare import major
from scoring.counterfactual_rank import Counterfactual, ranks_if_fixed
from scoring.groups import population_class
from scoring.weights import METHOD, PROFILE

COLUMNS = ("url", "status", "score", "se", "peer_group", "profile", "method")
MAX_BYTES = 64 << 20
"""Bytes of a file that are read: a nation of 100,000 sites is about 20 MB."""


@dataclass(frozen=True, slots=True)
class PublishedScore:
    """One ranked site of a published survey."""

    key: str  # of its address
    value: float
    se: float
    peer_group: str


@dataclass(frozen=True, slots=True)
class PublishedWave:
    """The ranked sites of a published survey, and how they were scored."""

    path: str
    scores: tuple[PublishedScore, ...]
    peer_group_of: Mapping[str, str]  # by key
    profile: str
    method: str


def read_wave(path: Path) -> PublishedWave:
    """The ranked sites of a `ranking.csv`; BadWave for any other file, and other methods."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BadWave(path=path, problem=f"it is larger than {MAX_BYTES >> 20} MB")
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
            if missing:
                raise BadWave(path=path, problem=f"it has no column “{missing[0]}”")
            ranked = [row for row in rows if row["status"] == "ok" and row["score"]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BadWave(path=path, problem=getattr(error, "strerror", None) or error) from error
    if not ranked:
        raise BadWave(path=path, problem="no site in it has a rank")
    scores = tuple(published_scores(ranked, path))
    methods = {(row["profile"] or "", major(row["method"] or "")) for row in ranked}
    if len(methods) > 1:
        raise BadWave(path=path, problem="its sites were scored by different methods")
    groups = {score.key: score.peer_group for score in scores}
    wave = PublishedWave(
        str(path), scores, groups, ranked[0]["profile"] or "", ranked[0]["method"] or ""
    )
    require_our_method(wave)
    return wave


def published_scores(rows: Sequence[Mapping[str, str]], path: Path) -> Iterator[PublishedScore]:
    """The rows as numbers; BadWave where a cell is none."""
    for row in rows:
        try:
            value, se = float(row["score"]), float(row["se"] or 0)
        except ValueError as error:
            raise BadWave(path=path, problem=error) from error
        if not (math.isfinite(value) and 0 <= value <= 100 and math.isfinite(se) and se >= 0):
            raise BadWave(path=path, problem=f"“{row['score']}” is no score from 0 to 100")
        yield PublishedScore(site_key(row["url"] or ""), value, se, row["peer_group"] or "")


def site_key(url: str) -> str:
    """The address by which a site is known again; "" for what is no address.

    >>> site_key("http://www.city.example.lg.jp/index.html")
    'city.example.lg.jp'
    """
    try:
        return url_key(url) if urlsplit(url).netloc else ""
    except ValueError:
        return ""


def positions_in_wave(
    wave: PublishedWave, score: Score, site: Site, known: Site | None, seed: int
) -> list[WavePosition]:
    """The site's rank among all, and among its peers where they are known.

    `known` is the site's row of a registry, if there is one: who its peers are if the wave has no
    rank for it.
    """
    key = site_key(site.url)
    peers = wave.peer_group_of.get(key, "")
    if not peers and known and known.type:
        peers = f"peer:{known.type}/{population_class(known.population)}"
    positions = [position("all", wave.scores, key, score, seed)]
    if peer_scores := [s for s in wave.scores if peers and s.peer_group == peers]:
        positions.append(position(peers, peer_scores, key, score, seed))
    return positions


def position(
    group: str, others: Sequence[PublishedScore], key: str, score: Score, seed: int
) -> WavePosition:
    """The rank in one group; a published score of the site itself makes way for this one."""
    value, se = score.value or 0.0, score.se or 0.0
    own = next((n for n, other in enumerate(others) if key and other.key == key), None)
    x = np.array([*(s.value for s in others), *([value] if own is None else [])], float)
    errors = np.array([*(s.se for s in others), *([se] if own is None else [])], float)
    index = len(others) if own is None else own
    counterfactual = Counterfactual(np.array([index]), np.array([value]), np.array([se]))
    ((rank, low, high),) = ranks_if_fixed(x, errors, counterfactual, seed)
    return WavePosition(group, rank, low, high, len(x), own is not None)


def require_our_method(wave: PublishedWave) -> None:
    """BadWave where the scores are not ours to compare: another major of the method, or profile."""
    if major(wave.method) != major(METHOD):
        problem = f"its scores are of method {wave.method.partition('+')[0]}, ours of {METHOD}"
        raise BadWave(path=wave.path, problem=problem)
    if wave.profile != PROFILE:
        problem = f"its scores are about {wave.profile or 'an unknown profile'}, ours {PROFILE}"
        raise BadWave(path=wave.path, problem=problem)
