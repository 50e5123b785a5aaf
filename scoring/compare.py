"""Two surveys of the same sites: has the gap grown, and what became of each site.

Sites are paired by their codes; one whose address has another host is another site. Every group is
all paired sites: one chosen by the earlier scores would seem to catch up by itself, as what was low
by chance is not so again (regression to the mean).

The change of a measure is taken site by site: 2,000 times as many sites are drawn as there are,
with both their scores (paired bootstrap). Sites whose registry names one vendor are drawn together,
as one template fixes or breaks all of them at once. Measures are of true scores, with
Â = s² − mean(se²):

    SD = √Â            P90 − P10 = (x₉₀ − x₁₀)·√(Â/s²)

so that a survey which measured fewer pages does not seem to show a wider gap. They are absolute:
relative ones fall whenever the level rises. Scores of different majors of the method, or of
different profiles, are never compared.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from minna.comparison import (
    Comparison,
    ComparisonWarning,
    SiteChange,
    SpreadChange,
    SurveyLabel,
    UnmatchedSite,
)
from minna.errors import DifferentMethods, DifferentProfiles, NotScored
from minna.records import CheckMeta, Rank, Run, Score, Site
from scoring.change_decomposition import RuleSets, SiteSnapshot, score_changes
from scoring.estimators import Z95
from scoring.posterior import Floats
from scoring.weights import METHOD

MIN_PAIRS = 20
"""With fewer pairs nothing is said of the gap: a bootstrap of so few holds too little."""
RESAMPLES = 2000
VENDOR = "vendor"
"""The registry's column that names who made or runs a site."""
CHUNK_SIZE = 100
SETTINGS = ("pages", "crawl_pages", "touch", "one_load", "plain")
"""Settings of a run that may move scores."""


@dataclass(frozen=True, slots=True)
class SurveySnapshot:
    """One survey, as far as it is compared; `site_snapshot` reads a site's pages on demand."""

    db: str
    run: Run
    sites: Mapping[str, Site]
    scores: Mapping[str, Score]
    ranks: Mapping[str, Rank]
    metas: Mapping[str, CheckMeta]  # those that count
    site_snapshot: Callable[[str], SiteSnapshot]

    @property
    def name(self) -> SurveyLabel:
        """What it is called by; NotScored if it has no scores."""
        one = next(iter(self.scores.values()), None)
        if one is None:
            raise NotScored(path=self.db, run=self.run.id)
        firm = sum(s.status == "ok" for s in self.scores.values())
        return SurveyLabel(self.db, self.run.id, self.run.started, one.method, one.profile, firm)


def compare_surveys(old: SurveySnapshot, new: SurveySnapshot) -> Comparison:
    """Everything that the two say together.

    Raises NotScored, DifferentMethods or DifferentProfiles where they cannot be compared.
    """
    one, two = old.name, new.name
    require_same_major(one, two)
    if one.profile != two.profile:
        raise DifferentProfiles(old=one.profile, new=two.profile)
    unpaired = tuple(unmatched_sites(old, new))
    unmatched_codes = {site.code for site in unpaired}
    codes = [
        code for code in sorted(old.sites.keys() & new.sites.keys()) if code not in unmatched_codes
    ]
    rules = RuleSets(old.metas, new.metas)
    sites = tuple(site_change(code, old, new, rules) for code in codes)
    pairs = [(old.scores[code], new.scores[code]) for code in codes]
    vendors = [new.sites[code].extra.get(VENDOR) or f"site {code}" for code in codes]
    named = {change.check for site in sites for change in site.checks}
    return Comparison(
        one,
        two,
        tuple(spread_changes(pairs, new.run.seed, vendors=vendors)),
        sites,
        unpaired,
        tuple(comparability_warnings(old, new)),
        {check: meta for check, meta in {**old.metas, **new.metas}.items() if check in named},
    )


def require_same_major(old: SurveyLabel, new: SurveyLabel) -> None:
    """DifferentMethods where the first figures of the methods differ."""
    majors = [major(label.method) for label in (old, new)]
    if majors[0] == majors[1]:
        return
    outdated = [label for label in (old, new) if major(label.method) != major(METHOD)]
    raise DifferentMethods(
        old=old.method.partition("+")[0],
        new=new.method.partition("+")[0],
        command=" && ".join(
            f"minna judge --db {label.book} --run {label.run}" for label in outdated
        ),
    )


def major(method: str) -> str:
    """The figure that decides whether scores are comparable.

    >>> major("1.4.0+9e727d4cb63a")
    '1'
    """
    return method.partition(".")[0]


def unmatched_sites(old: SurveySnapshot, new: SurveySnapshot) -> Iterator[UnmatchedSite]:
    """The sites that cannot be compared, in the order of their codes."""
    for code in sorted(old.sites.keys() | new.sites.keys()):
        one, two = old.sites.get(code), new.sites.get(code)
        site = two or one
        if site and (reason := unmatched_reason(one, two) or unscored_reason(code, old, new)):
            yield UnmatchedSite(code, site.name, reason)


def unmatched_reason(one: Site | None, two: Site | None) -> str:
    """Why two rows of a registry are no pair; nothing if they are one."""
    if one is None or two is None:
        return "only_new" if one is None else "only_old"
    return "" if host(one.url) == host(two.url) else "moved"


def unscored_reason(code: str, old: SurveySnapshot, new: SurveySnapshot) -> str:
    """Whether a site lacks a firm score in either survey."""
    scores = old.scores.get(code), new.scores.get(code)
    return "" if all(s is not None and s.status == "ok" for s in scores) else "no_score"


def host(url: str) -> str:
    """The host that makes a site the same one.

    >>> host("https://www.town.example.jp/top/") == host("http://town.example.jp")
    True
    """
    return (urlsplit(url).hostname or "").removeprefix("www.")


def site_change(code: str, old: SurveySnapshot, new: SurveySnapshot, rules: RuleSets) -> SiteChange:
    """A site's two scores and what lies between; errors of the two surveys are independent."""
    one, two = old.scores[code], new.scores[code]
    change = (two.value or 0.0) - (one.value or 0.0)
    half = Z95 * float(np.hypot(one.se or 0.0, two.se or 0.0))
    return SiteChange(
        code,
        new.sites[code].name,
        one.value or 0.0,
        two.value or 0.0,
        change - half,
        change + half,
        score_changes(old.site_snapshot(code), new.site_snapshot(code), rules),
        old.ranks.get(code),
        new.ranks.get(code),
        one.visit,
        two.visit,
    )


def spread_changes(
    pairs: list[tuple[Score, Score]],
    seed: int,
    resamples: int = RESAMPLES,
    vendors: Sequence[str] = (),
) -> Iterator[SpreadChange]:
    """The changes of mean, SD and P90 − P10 over all pairs; nothing where there are too few.

    `vendors` has a label for each pair: those of one label are drawn together.
    """
    if len(pairs) < MIN_PAIRS:
        return
    x = np.array([[s.value for s in pair] for pair in pairs], float).T
    se = np.array([[s.se for s in pair] for pair in pairs], float).T
    changes: dict[str, list[Floats]] = defaultdict(list)
    for resample in bootstrap_indices(len(pairs), vendors, resamples, np.random.default_rng(seed)):
        for name, values in measures(x[:, resample], se[:, resample]).items():
            changes[name].append(np.atleast_1d(values[1] - values[0]))
    for name, (old, new) in measures(x, se).items():
        low, high = np.quantile(np.concatenate(changes[name]), [0.025, 0.975])
        yield SpreadChange(name, float(old), float(new), float(new - old), float(low), float(high))


def bootstrap_indices(
    n: int, vendors: Sequence[str], times: int, rng: np.random.Generator
) -> Iterator[NDArray[np.int_]]:
    """Numbers of pairs drawn with replacement: many drawings at once, or one of whole clusters."""
    clusters: dict[str, list[int]] = defaultdict(list)
    for number, vendor in enumerate(vendors):
        clusters[vendor].append(number)
    if len(clusters) in (0, n):
        for _ in range(times // CHUNK_SIZE):
            yield rng.integers(0, n, (CHUNK_SIZE, n))
        return
    members = [np.array(numbers) for numbers in clusters.values()]
    for _ in range(times):
        yield np.concatenate([members[c] for c in rng.integers(0, len(members), len(members))])


def measures(x: Floats, se: Floats) -> dict[str, Floats]:
    """Measures of true scores over the last axis of scores and errors, of one shape."""
    observed = x.var(axis=-1, ddof=1)
    true = np.maximum(0.0, observed - (se**2).mean(axis=-1))
    high, low = np.quantile(x, [0.9, 0.1], axis=-1)
    shrink = np.sqrt(np.divide(true, observed, out=np.zeros_like(true), where=observed > 0))
    return {"mean": x.mean(axis=-1), "sd": np.sqrt(true), "p90_p10": (high - low) * shrink}


def comparability_warnings(old: SurveySnapshot, new: SurveySnapshot) -> Iterator[ComparisonWarning]:
    """What else was not the same, and may move scores without any site having changed."""
    versions = [dict(survey.run.versions) for survey in (old, new)]
    for each, survey in zip(versions, (old, new), strict=True):
        each["method"] = survey.name.method
    settings = [{n: getattr(w.run.settings, n) for n in SETTINGS} for w in (old, new)]
    for kind, (one, two) in (("version", versions), ("setting", settings)):
        for name in sorted(one.keys() | two.keys()):
            if one.get(name) != two.get(name):
                yield ComparisonWarning(kind, name, as_text(one.get(name)), as_text(two.get(name)))


def as_text(value: object) -> str:
    """A value for people; nothing where there is none."""
    return "" if value is None else str(value)
