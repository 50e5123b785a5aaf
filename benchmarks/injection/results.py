"""What was found of the barriers, and what was said of their clean twins."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from selectolax.lexbor import LexborHTMLParser

from audits.judging.check_runner import page_check_metas, run_checks
from benchmarks.detection import criteria_by_check
from benchmarks.injection.catalog import NOT_ON_ONE_PAGE, Case, Kind, kinds
from benchmarks.injection.plan import InjectedPage
from benchmarks.injection.rewrite import owner
from benchmarks.injection.visits import FACT
from benchmarks.sealed import is_sealed
from benchmarks.sightings import FAILED, SURE, share, strength
from benchmarks.tables import table
from minna.criteria import criteria
from minna.records import Evidence, Finding

LEVELS = ("A", "AA")


@dataclass(frozen=True, slots=True)
class Hit:
    """A new finding that belongs to a case."""

    check: str
    message: str
    strength: str
    criteria: tuple[str, ...]

    @property
    def name(self) -> str:
        """The check with the way in which the page fails it."""
        return f"{self.check} ({self.message})"


@dataclass(frozen=True, slots=True)
class Result:
    """One case on one page that was visited."""

    case: Case
    site: str
    hits: tuple[Hit, ...]

    def is_found(self, *strengths: str) -> bool:
        """Whether a new finding of such strength belongs to it."""
        return any(hit.strength in strengths for hit in self.hits)

    def is_found_as_such(self, *strengths: str) -> bool:
        """The same, under one of its own criteria."""
        return any(
            hit.strength in strengths and not set(hit.criteria).isdisjoint(self.case.criteria)
            for hit in self.hits
        )


Evidences = Mapping[str, Sequence[Evidence]]


def results(
    pages: Sequence[InjectedPage],
    baseline: Mapping[str, InjectedPage],
    visits_by_page: Evidences,
    *,
    as_declared: bool = False,
) -> list[Result]:
    """The cases of the pages that were visited and whose page without barriers was, too.

    `baseline` is by the host's name. A page that could not be measured leaves no result, nor does
    a case that cannot be seen. `as_declared`: each check is as sure as its file says.
    """
    collected = []
    for page in pages:
        without = baseline[page.host.name]
        if is_measured(visits_by_page.get(page.name)) and is_measured(
            visits_by_page.get(without.name)
        ):
            after, before = (failures(visits_by_page[p.name], as_declared) for p in (page, without))
            hits = hits_on(page, after, before)
            collected += [
                Result(case, page.host.site.name, tuple(dict.fromkeys(hits[case.key])))
                for case in page.cases
                if case.key not in hidden(visits_by_page[page.name])
            ]
    return collected


def telling(results: Iterable[Result]) -> list[Result]:
    """The results with the findings that tell a barrier from what is done right.

    Advice tells nothing, nor does what is said in the same words of one of the kind's clean twins.
    """
    given = list(results)
    of_clean = {
        (result.case.kind, hit.check, hit.message)
        for result in given
        if result.case.is_clean
        for hit in result.hits
    }
    return [
        replace(
            result,
            hits=tuple(
                hit
                for hit in result.hits
                if is_counted(hit)
                and (
                    result.case.is_clean
                    or (result.case.kind, hit.check, hit.message) not in of_clean
                )
            ),
        )
        for result in given
    ]


def hidden(visits: Sequence[Evidence]) -> set[str]:
    """The keys of cases that came to lie where nobody can see them: they bar nobody."""
    return {key for evidence in visits for key in evidence.facts.get(FACT, ())}


def is_measured(visits: Sequence[Evidence] | None) -> bool:
    """Whether a page was visited, and all of the visits measured something."""
    return bool(visits) and all(evidence.status == "ok" for evidence in visits or ())


def failures(visits: Sequence[Evidence], as_declared: bool = False) -> list[Finding]:
    """Sure and likely findings."""
    findings = [f for evidence in visits for f in run_checks(evidence, as_declared=as_declared)[0]]
    return [finding for finding in findings if strength(finding) in FAILED]


def hits_on(
    page: InjectedPage, findings: Sequence[Finding], without: Sequence[Finding]
) -> dict[str, list[Hit]]:
    """The new findings of a page by the keys of its cases.

    A finding belongs to a case if it points into it and did not do so before, or if it is of the
    page as a whole, new, and of a criterion that one case alone has. On a page with one case all
    that is new under its criteria belongs to it.
    """
    keys = [case.key for case in page.cases]
    after = LexborHTMLParser(page.rewritten.html)
    before = LexborHTMLParser(page.rewritten.unchanged)
    former = {(f.check, f.message, key) for f in without for key in owners(f, before, keys)}
    counts = {(f.check, f.message): f.count for f in without}
    hits: dict[str, list[Hit]] = {key: [] for key in keys}
    for finding in findings:
        hit = to_hit(finding)
        own = owners(finding, after, keys)
        for key in own:
            if (finding.check, finding.message, key) not in former:
                hits[key].append(hit)
        is_new = finding.count > counts.get((finding.check, finding.message), 0)
        is_alone = len(page.cases) == 1
        if is_new and (not own or is_alone or finding.check in whole_page_checks()):
            concerned = [c for c in page.cases if not set(c.criteria).isdisjoint(hit.criteria)]
            if len(concerned) == 1:
                hits[concerned[0].key].append(hit)
    return hits


def owners(finding: Finding, page: LexborHTMLParser, keys: Sequence[str]) -> set[str]:
    """The keys of the cases that a finding points into."""
    keys_hit = {owner(page, where, keys) for where in finding.nodes}
    keys_hit |= {key for key in keys for snippet in finding.snippets if key in snippet}
    return keys_hit & set(keys)


def to_hit(finding: Finding) -> Hit:
    """What a finding says, without where."""
    of_check = checks_criteria().get(finding.check, ())
    return Hit(finding.check, finding.message, strength(finding), of_check)


@cache
def checks_criteria() -> Mapping[str, tuple[str, ...]]:
    """The criteria of every check."""
    return criteria_by_check()


@cache
def whole_page_checks() -> frozenset[str]:
    """Checks whose faults are the page's, not an element's."""
    return frozenset(card.id for card in page_check_metas() if card.whole_page)


def is_counted(hit: Hit) -> bool:
    """Whether a finding is under a criterion of level A or AA."""
    return any(criteria()[criterion].level in LEVELS for criterion in hit.criteria)


# Tables


def block(results: Sequence[Result]) -> str:
    """All tables for the document."""
    barriers = [result for result in results if not result.case.is_clean]
    clean = [result for result in results if result.case.is_clean]
    return "\n\n".join(
        (
            headline(barriers, clean),
            by_level(barriers),
            spread_table(barriers),
            by_criterion(barriers),
            false_alarms(clean),
            by_kind(barriers),
            not_shown(),
        )
    )


def headline(barriers: Sequence[Result], clean: Sequence[Result]) -> str:
    """What was measured."""
    of_kinds = {result.case.kind for result in barriers}
    sites = {result.site for result in (*barriers, *clean)}
    return (
        f"{len(barriers)} barriers of {len(of_kinds)} kinds and {len(clean)} clean twins on pages "
        f"of {len(sites)} sites ({', '.join(sorted(sites))}); the catalogue has "
        f"{sum(len(kind.variants) for kind in kinds())} of {len(kinds())} kinds, and "
        f"{sum(len(kind.clean) for kind in kinds())} clean twins."
    )


HALVES = (
    "barriers",
    "sure",
    "sure or likely",
    "of these by their own criterion",
    "sure or likely, open half",
    "sure or likely, sealed half",
)


def halves(results: Sequence[Result]) -> list[str]:
    """The cells of a row: all of these results, and each half of them."""
    opened = [result for result in results if not is_sealed(result.case.id)]
    closed = [result for result in results if is_sealed(result.case.id)]
    return [
        str(len(results)),
        share_found(results, SURE),
        share_found(results, *FAILED),
        share(sum(result.is_found_as_such(*FAILED) for result in results), len(results)),
        share_found(opened, *FAILED),
        share_found(closed, *FAILED),
    ]


def share_found(results: Sequence[Result], *strengths: str) -> str:
    """How many were found, with what they are of."""
    return share(sum(result.is_found(*strengths) for result in results), len(results))


def by_level(barriers: Sequence[Result]) -> str:
    """Recall of all, and of kinds of each level."""
    levels = {kind.id: kind.level for kind in kinds()}
    rows = [["all", *halves(barriers)]]
    rows += [
        [level, *halves([r for r in barriers if levels[r.case.kind] == level])] for level in LEVELS
    ]
    return table(("level", *HALVES), rows)


def by_criterion(barriers: Sequence[Result]) -> str:
    """Recall for each criterion that a kind names first."""
    first = {kind.id: kind.criteria[0] for kind in kinds()}
    rows = [
        [f"{criterion.id} {criterion.en}", criterion.level, *halves(own)]
        for criterion in criteria().values()
        if (own := [r for r in barriers if first[r.case.kind] == criterion.id])
    ]
    return table(("criterion", "level", *HALVES), rows)


def by_kind(barriers: Sequence[Result]) -> str:
    """The open half of each kind; of the sealed one nothing is said here."""
    rows = [
        [kind.id, kind.criteria[0], kind.source, share_found(own, SURE), share_found(own, *FAILED)]
        for kind in kinds()
        if (own := [r for r in barriers if r.case.kind == kind.id and not is_sealed(r.case.id)])
    ]
    return table(("kind, open half", "criterion", "from", "sure", "sure or likely"), rows)


def spread_table(barriers: Sequence[Result]) -> str:
    """How far recall moves with the sites and variants that are counted."""
    rows = [
        [what, *spread(barriers, of, leaves_out)]
        for what, of, leaves_out in (
            ("each site alone", of_site, False),
            ("one site left out", of_site, True),
            ("each variant alone", of_variant, False),
            ("one variant left out", of_variant, True),
        )
    ]
    return table(("sure or likely", "lowest", "highest"), rows)


def of_site(result: Result) -> str:
    """Where it was."""
    return result.site


def of_variant(result: Result) -> str:
    """Which of its kind's variants it was; a few kinds have more than four."""
    return result.case.name if result.case.name in "abcd" else "further ones"


def spread(
    barriers: Sequence[Result], of: Callable[[Result], str], leaves_out: bool
) -> tuple[str, str]:
    """The lowest and highest recall over groups, or over all but one group."""
    groups = sorted({of(result) for result in barriers})
    parts = [
        [result for result in barriers if (of(result) == group) != leaves_out] for group in groups
    ]
    rated = sorted(
        (sum(r.is_found(*FAILED) for r in part) / len(part), group, part)
        for group, part in zip(groups, parts, strict=True)
        if part
    )
    if not rated:
        return "–", "–"
    return tuple(
        f"{group}: {share_found(part, *FAILED)}" for _, group, part in (rated[0], rated[-1])
    )  # type: ignore[return-value]


ALARMS = (
    "clean twins said to fail by",
    "sure",
    "sure or likely",
    "of these by the kind's own criterion: sure",
    "sure or likely",
)


def false_alarms(clean: Sequence[Result]) -> str:
    """What is said of clean twins, by check."""
    said = [(hit, result) for result in clean for hit in result.hits]
    names = sorted({hit.name for hit, _ in said})
    rows = [["any check", *alarms(said, len(clean))]]
    rows += [
        [f"`{name}`", *alarms([(h, r) for h, r in said if h.name == name], len(clean))]
        for name in names
    ]
    return table(ALARMS, rows)


def alarms(said: Sequence[tuple[Hit, Result]], total: int) -> list[str]:
    """The cells of a row: twins, not findings, are counted."""
    own = [(h, r) for h, r in said if not set(h.criteria).isdisjoint(r.case.criteria)]
    return [
        share(len({r.case.id for hit, r in part if hit.strength in strengths}), total)
        for part in (said, own)
        for strengths in ((SURE,), FAILED)
    ]


def not_shown() -> str:
    """Criteria without a kind."""
    rows = [
        [f"{criterion} {criteria()[criterion].en}", criteria()[criterion].level, reason]
        for criterion, reason in NOT_ON_ONE_PAGE.items()
    ]
    return table(("criterion without a kind", "level", "why"), rows)


# Working lists, of the open half only


def missed(results: Iterable[Result]) -> Iterator[str]:
    """Open barriers that are not found, by kind."""
    of_kind = {kind.id: kind for kind in kinds()}
    for result in opened(results):
        if not result.case.is_clean and not result.is_found(*FAILED):
            yield f"{line(result, of_kind[result.case.kind])}"


def wrongly(results: Iterable[Result]) -> Iterator[str]:
    """Open clean twins that are said to fail, with the check."""
    of_kind = {kind.id: kind for kind in kinds()}
    for result in opened(results):
        if result.case.is_clean and result.hits:
            names = ", ".join(f"{hit.name} {hit.strength}" for hit in result.hits)
            yield f"{line(result, of_kind[result.case.kind])}: {names}"


def opened(results: Iterable[Result]) -> Iterator[Result]:
    """Results of the open half."""
    return (result for result in results if not is_sealed(result.case.id))


def line(result: Result, kind: Kind) -> str:
    """A case and where it was."""
    return f"{' '.join(kind.criteria)} {result.case.id} on {result.site} ({kind.what})"
