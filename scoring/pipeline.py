"""Reads findings, writes page and site scores, ranks, tiers and gaps: all database access."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np

from minna.errors import MinnaError, UnknownFinding, UnknownReplyCode
from minna.records import (
    VIEWPORTS,
    AudienceIndex,
    Certainty,
    CheckMeta,
    CheckOutcomes,
    Evidence,
    Finding,
    Gap,
    Outcome,
    Page,
    PageScore,
    Rank,
    RankSensitivity,
    Reply,
    RuledOut,
    Ruling,
    Run,
    Scope,
    Score,
    ScoreLoss,
    ServiceDetector,
    Site,
    SiteCrawl,
    SiteProduct,
    TaskOutcome,
    Tier,
    TrustOutcome,
)
from minna.replies import GivenReply
from minna.ruled_out import without_ruled_out
from minna.store import Store
from scoring.change_decomposition import SiteSnapshot
from scoring.check_outcomes import site_outcomes
from scoring.compare import SurveySnapshot
from scoring.counterfactual_rank import Counterfactual, ranks_if_fixed
from scoring.coverage import ChecksRun, checks_run, for_profile, measured_pages, scored_checks
from scoring.estimators import Estimate
from scoring.indices import EVENTS, CheckVote, indices, pillar_metas
from scoring.loss_decomposition import fault_shares, site_losses
from scoring.page_scores import by_viewport, scored_findings, to_page_score
from scoring.population import VENDOR, population_results, shape_fields
from scoring.rulings import (
    LocatedElement,
    located_elements,
    ruled_out,
    to_record,
    wrong_rulings,
)
from scoring.sensitivity import NEXT_METHOD, PageFaults, Sizes, alternatives
from scoring.sequential_stopping import next_checkpoint
from scoring.service_pillars import ServicePillars, service_pillars
from scoring.site_score import MeasuredSample, no_score, score_site, with_secondary, with_visit
from scoring.tiers import bimodality_test
from scoring.visit_penalty import visit_estimate
from scoring.weights import PROFILE, SECONDARY_PROFILE, profile_criteria, scope_of

DERIVED = (PageScore, Score, Rank, Tier, Gap, RankSensitivity, ScoreLoss, AudienceIndex)
SAMPLED_PARTS = ("key", "random")
NAMED_PRODUCTS = ("sure", "family")
"""Certainties of a product that stands for a vendor where the registry is silent."""
ChecksById = Mapping[str, CheckMeta]


def score(store: Store, run: Run) -> None:
    """Score and rank every site of a run anew, and say how far apart they are.

    The same records and the same seed give the same figures. `run.settings.profile` may name
    another profile than jis2016-aa.
    """
    for kind in DERIVED:
        store.delete(kind, run=run.id)
    store.update(Finding, {"scored": False}, run=run.id, scored=True)
    store_ruled_out(store, run)
    store.save(with_scopes(store, run))
    primary, secondary = profiles(store, run)
    pillar_checks = read_pillar_checks(store, run)
    scores, values, outcomes = [], {}, {}
    for frame in list(store.read(SiteCrawl, run=run.id)):
        result = site_result(store, frame, primary, secondary)
        store.save([*result.page_scores, result.score])
        store.mark(result.scored_findings, {"scored": True})
        scores.append(result.score)
        values[frame.site] = result.values
        if result.snapshot and result.score.value is not None:
            store.save(losses_and_indices(store, result.score, result.snapshot, pillar_checks))
            outcomes[frame.site] = site_outcomes(result.snapshot, primary.metas)
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    sites = with_products(store, run, sites)
    store.save(population_results(run, scores, sites, values, outcomes))
    store.save(task_shapes(store, run))
    store.save(losses_with_ranks(store, run, [s for s in scores if s.status == "ok"]))


def sample_target(store: Store, run: Run) -> Callable[[str, int], int]:
    """How many random pages an audit should visit: a function (site, visited) → pages.

    It returns `visited` to stop, or the next number of pages at which to re-evaluate.
    """
    metas = scored_metas(store.read(CheckMeta, run=run.id), profile_of(run))

    def target(site: str, visited: int) -> int:
        frame = store.get(SiteCrawl, run=run.id, site=site)
        if frame is None:
            return visited
        return next_checkpoint(
            visited, frame.pages, lambda: current_estimate(store, run, frame, metas)
        )

    return target


def current_estimate(
    store: Store, run: Run, frame: SiteCrawl, metas: ChecksById
) -> Estimate | None:
    """A site's score from the pages visited by now; a check counts if it ran on any of them."""
    visits, interactive = read_visits(store, run, metas, frame.site)
    profile = Profile(
        profile_of(run), metas, measured_pages(visits, scored_checks(visits, interactive))
    )
    pages = read_pages(store, frame)
    sample, _ = read_sample(store, pages, profile, read_findings(store, frame, metas))
    return sample.estimate()


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile counts, and which pages are measured by it."""

    name: str
    metas: ChecksById
    measured: Mapping[str, set[str]]

    def has(self, page: Page) -> bool:
        """Whether a page is measured."""
        return page.url in self.measured.get(page.site, ())


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What scoring derives for one site."""

    score: Score
    page_scores: tuple[PageScore, ...] = ()
    scored_findings: tuple[Finding, ...] = ()
    values: Mapping[str, float | None] = field(default_factory=dict)  # by other choices
    snapshot: SiteSnapshot | None = None  # what explains the score


def profile_of(run: Run) -> str:
    """The profile that decides scores and ranks."""
    return run.settings.profile or PROFILE


def profiles(store: Store, run: Run) -> tuple[Profile, Profile]:
    """The primary and the secondary profile; the checks that ran are read once for both."""
    all_cards = list(store.read(CheckMeta, run=run.id))
    names = (profile_of(run), SECONDARY_PROFILE)
    metas = {name: scored_metas(all_cards, name) for name in names}
    visits, interactive = read_visits(
        store, run, {i: c for name in names for i, c in metas[name].items()}
    )
    counted = scored_checks(visits, interactive)
    primary, secondary = (
        Profile(name, metas[name], measured_pages(visits, for_profile(counted, metas[name])))
        for name in names
    )
    return primary, secondary


def with_scopes(store: Store, run: Run) -> list[CheckMeta]:
    """The survey's checks, each with what its certain failures are to the score."""
    criteria = profile_criteria(profile_of(run))
    checks = list(store.read(CheckMeta, run=run.id))
    return [replace(check, scope=scope_of(check, criteria)) for check in checks]


def scored_metas(metas: Iterable[CheckMeta], profile: str) -> dict[str, CheckMeta]:
    """The checks whose certain failures count: those of the profile's A and AA criteria."""
    criteria = profile_criteria(profile)
    return {meta.id: meta for meta in metas if scope_of(meta, criteria) == Scope.SCORED}


def read_visits(
    store: Store, run: Run, metas: ChecksById, site: str | None = None
) -> tuple[list[ChecksRun], set[str]]:
    """The checks that ran on each visit, and the interactive ones.

    Checks whose failures are at best likely are not required.
    """
    where = {"run": run.id} | ({"site": site} if site else {})
    certain = {meta.id for meta in metas.values() if meta.certainty == Certainty.CERTAIN}
    interactive = {meta.id for meta in metas.values() if meta.interactive}
    keys = {(page.site, page.url) for page in store.read(Page, **where, sample_part="key")}
    outcomes = store.read(CheckOutcomes, **where, viewport=VIEWPORTS)
    return list(checks_run(outcomes, certain, interactive, keys)), interactive


def site_result(store: Store, frame: SiteCrawl, primary: Profile, secondary: Profile) -> SiteResult:
    """One site's score and its pages' scores, from the database."""
    if frame.status != "ok":
        return SiteResult(no_score(frame, primary.name))
    pages = read_pages(store, frame)
    findings = read_findings(store, frame, {**secondary.metas, **primary.metas})
    sample, page_faults = read_sample(store, pages, primary, findings)
    secondary_sample, _ = read_sample(store, pages, secondary, findings)
    site_score = with_secondary(
        score_site(frame, sample, primary.name), secondary_sample.estimate()
    )
    site_score = replace(site_score, rules=rules_digest(primary.metas))
    scored = tuple(scored_findings(sample.page_scores, findings, primary.metas))
    snapshot = SiteSnapshot(sample, fault_shares(sample.page_scores, scored, primary.metas))
    site_score = with_visit(site_score, visit_estimate(snapshot))
    values = {**alternatives(page_faults, stratum_sizes(sample)), NEXT_METHOD: site_score.visit}
    return SiteResult(site_score, sample.page_scores, scored, values, snapshot)


def read_pages(store: Store, frame: SiteCrawl) -> tuple[Page, ...]:
    """The pages of a site's frame that were drawn, or could have been."""
    return tuple(
        store.read(Page, run=frame.run, site=frame.site, sample_part=(*SAMPLED_PARTS, "reserve"))
    )


def read_findings(store: Store, frame: SiteCrawl, metas: ChecksById) -> list[Finding]:
    """What a site's pages are said to fail, by these checks."""
    where: dict[str, Any] = {"run": frame.run, "site": frame.site, "viewport": VIEWPORTS}
    return list(counted(store, where | {"check": tuple(metas)}))


def counted(store: Store, where: Mapping[str, Any]) -> Iterator[Finding]:
    """Findings without what was ruled out of the scores."""
    same = {name: where[name] for name in ("run", "site") if name in where}
    yield from without_ruled_out(store.read(Finding, **where), store.read(RuledOut, **same))


def read_sample(
    store: Store, pages: tuple[Page, ...], profile: Profile, findings: list[Finding]
) -> tuple[MeasuredSample, list[PageFaults]]:
    """A site's sample by one profile, and what fails on its pages."""
    drawn = [page for page in pages if page.sample_part in SAMPLED_PARTS]
    unmeasured = [page for page in drawn if not profile.has(page)]
    failed = sum(store.count(Evidence, run=p.run, site=p.site, url=p.url) > 0 for p in unmeasured)
    by_page = list(by_viewport(filter(profile.has, drawn), findings, profile.metas))
    page_scores = tuple(to_page_score(page, viewport_scores) for page, viewport_scores in by_page)
    page_faults = [
        PageFaults(
            page.sample_part,
            page.stratum,
            {name: viewport_score.failed_rules for name, viewport_score in viewport_scores.items()},
        )
        for page, viewport_scores in by_page
    ]
    return MeasuredSample(pages, page_scores, failed, len(unmeasured) - failed), page_faults


def stratum_sizes(sample: MeasuredSample) -> Sizes:
    """The frame's pages by stratum; the key pages are the one without a name."""
    by_stratum = {"": sum(page.sample_part == "key" for page in sample.pages)}
    for page in sample.pages:
        if page.sample_part != "key":
            name = f"random:{page.stratum}"
            by_stratum[name] = by_stratum.get(name, 0) + 1
    return by_stratum


def rules_digest(metas: ChecksById) -> str:
    """A fingerprint of what counts: checks, their impacts and their criteria."""
    text = "\n".join(f"{c.id} {c.impact} {c.criterion}" for _, c in sorted(metas.items()))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def losses_and_indices(
    store: Store, score: Score, snapshot: SiteSnapshot, pillar_checks: Mapping[str, str]
) -> Iterator[ScoreLoss | AudienceIndex]:
    """What each group of faults costs a site, and its indices for citizens and businesses."""
    votes = read_votes(store, {"run": score.run, "site": score.site}, pillar_checks)
    yield from site_losses(score, snapshot.sample, snapshot.fault_shares)
    services = read_service_pillars(store, score, snapshot)
    yield from indices(score, snapshot.sample, list(votes), pillar_checks, services=services)


def read_service_pillars(store: Store, score: Score, snapshot: SiteSnapshot) -> ServicePillars:
    """What a site's services give to its indices; nothing where it was not searched."""
    where = {"run": score.run, "site": score.site}
    day = date.fromisoformat(store.run(score.run).started[:10])
    return service_pillars(
        list(store.read(TaskOutcome, **where)),
        list(store.read(TrustOutcome, **where)),
        store.read(ServiceDetector, run=score.run),
        day,
        {page.url: page.blocking for page in snapshot.sample.page_scores},
    )


def task_shapes(store: Store, run: Run) -> Iterator[Tier]:
    """Whether the bodies' T has two humps, for each audience: the shape alone, so that no status
    is claimed."""
    indices = list(store.read(AudienceIndex, run=run.id))
    for audience in EVENTS:
        values = [i.task for i in indices if i.audience == audience and i.task is not None]
        test = bimodality_test(np.array(values, float), run.seed)
        if test:
            yield Tier(
                run.id,
                f"task:{audience}",
                "",
                len(values),
                **shape_fields(test),
                lower_mean=test.lower_mean,
                upper_mean=test.upper_mean,
            )


def with_products(store: Store, run: Run, sites: dict[str, Site]) -> dict[str, Site]:
    """The sites, with the product that their markup shows where the registry names no vendor."""
    products = {
        one.site: one.product
        for one in store.read(SiteProduct, run=run.id)
        if one.certainty in NAMED_PRODUCTS
    }
    return {
        code: replace(site, extra=site.extra | {VENDOR: products[code]})
        if code in products and not site.extra.get(VENDOR)
        else site
        for code, site in sites.items()
    }


def read_pillar_checks(store: Store, run: Run) -> dict[str, str]:
    """The checks of the pillars beside access that were judged anywhere, each with its pillar."""
    pillar_of = pillar_metas(store.read(CheckMeta, run=run.id))
    without_votes = set(pillar_of)
    for vote in read_votes(store, {"run": run.id}, pillar_of):
        without_votes.discard(vote.check)
        if not without_votes:  # mostly the first visit has all, and a national survey has 100,000
            break
    return {check: pillar for check, pillar in pillar_of.items() if check not in without_votes}


def read_votes(
    store: Store, where: Mapping[str, str], pillar_checks: Mapping[str, str]
) -> Iterator[CheckVote]:
    """The outcomes of the pillars' checks; a failure that is not certain is cantTell."""
    if not pillar_checks:
        return
    certain_failures = {"outcome": Outcome.FAILED, "certainty": Certainty.CERTAIN}
    findings = counted(store, {**where, **certain_failures, "check": tuple(pillar_checks)})
    failed = {(f.site, f.url, f.viewport, f.check) for f in findings}
    for j in store.read(CheckOutcomes, **where):
        for check in pillar_checks:
            if (j.site, j.url, j.viewport, check) in failed:
                yield CheckVote(check, j.url, Outcome.FAILED)
            elif check in j.passed:
                yield CheckVote(check, j.url, Outcome.PASSED)
            elif check in (*j.failed, *j.cant_tell, *j.inapplicable):
                yield CheckVote(check, j.url, Outcome.CANT_TELL)


def losses_with_ranks(store: Store, run: Run, scores: list[Score]) -> Iterator[ScoreLoss]:
    """The losses of the sites that have a rank, with the rank that fixing each would give."""
    site_index = {s.site: n for n, s in enumerate(scores)}
    losses = [loss for loss in store.read(ScoreLoss, run=run.id) if loss.site in site_index]
    if not losses:
        return
    counterfactual = Counterfactual(
        np.array([site_index[loss.site] for loss in losses]),
        np.array([loss.value for loss in losses], float),
        np.array([loss.se for loss in losses], float),
    )
    x, se = (np.array([getattr(s, name) for s in scores], float) for name in ("value", "se"))
    ranks = ranks_if_fixed(x, se, counterfactual, run.seed)
    for loss, (rank, low, high) in zip(losses, ranks, strict=True):
        yield replace(loss, rank=rank, rank_low=low, rank_high=high)


def read_snapshot(store: Store, run: Run) -> SurveySnapshot:
    """A survey, to be compared with another; a site's findings are read on demand."""
    scores = {s.site: s for s in store.read(Score, run=run.id)}
    metas = {meta.id: meta for meta in store.read(CheckMeta, run=run.id, scope=Scope.SCORED)}
    return SurveySnapshot(
        store.path,
        run,
        {site.code: site for site in store.read(Site, run=run.id)},
        scores,
        {rank.site: rank for rank in store.read(Rank, run=run.id, group="all")},
        metas,
        lambda code: read_site_snapshot(store, {"run": run.id, "site": code}, metas),
    )


def read_site_snapshot(
    store: Store, where: Mapping[str, str], metas: Mapping[str, CheckMeta]
) -> SiteSnapshot:
    """A site's pages with their scores, and the faults that counted."""
    pages = tuple(store.read(Page, **where, sample_part=("key", "random", "reserve")))
    page_scores = tuple(store.read(PageScore, **where))
    findings = counted(store, {**where, "scored": True})
    return SiteSnapshot(
        MeasuredSample(pages, page_scores), fault_shares(page_scores, findings, metas)
    )


def store_replies(
    store: Store, run: Run, given: Iterable[GivenReply]
) -> tuple[bool, list[MinnaError]]:
    """Keep the replies in place of earlier ones: whether rulings changed, and what was unusable."""
    before = set(map(repr, store.read(Ruling, run=run.id)))
    records: list[Reply | Ruling] = []
    problems: list[MinnaError] = []
    sites = {site.code: site for site in store.read(Site, run=run.id)}
    for number, reply in enumerate(given, 1):
        site = sites.get(reply.code)
        if site is None:
            problems.append(UnknownReplyCode(code=reply.code))
            continue
        records.append(Reply(run.id, site.code, number, reply.date, reply.text))
        if reply.rulings:
            located = located_findings(store, run, site)
            for ruling in reply.rulings:
                if ruling.finding in located:
                    records.append(to_record(run, site, number, ruling, located[ruling.finding]))
                else:
                    problems.append(UnknownFinding(finding=ruling.finding, code=site.code))
    for kind in (Reply, Ruling):
        store.delete(kind, run=run.id)
    store.save(records)
    return before != set(map(repr, store.read(Ruling, run=run.id))), problems


def located_findings(store: Store, run: Run, site: Site) -> dict[str, LocatedElement]:
    """The elements of a site's findings by their ids."""
    where = {"run": run.id, "site": site.code}
    pages = list(store.read(Page, **where, sample_part=SAMPLED_PARTS))
    return located_elements(site, list(store.read(Finding, **where)), pages)


def store_ruled_out(store: Store, run: Run) -> None:
    """Write down anew which findings count in no score because of a ruling."""
    store.delete(RuledOut, run=run.id)
    rulings = wrong_rulings(store.read(Ruling, run=run.id))
    if not rulings.checks:
        return
    for site in list(store.read(Site, run=run.id)):
        where = {"run": run.id, "site": site.code}
        findings = list(store.read(Finding, **where, check=rulings.checks))
        if findings:
            pages = list(store.read(Page, **where, sample_part=SAMPLED_PARTS))
            store.save(ruled_out(findings, pages, rulings))
