"""The order of a site's visits: the sample, then replacements for pages that failed.

Random pages are visited in seeded order, and only until `sample_target` says that they are enough;
the others go back to the reserve.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from audits.judging.check_runner import required_gatherers
from audits.judging.renamed_facts import with_current_names
from minna.reasons import Code, Reason
from minna.records import Evidence, Page
from minna.template_clusters import cluster_by_fingerprint

REPLACEMENT = Reason(Code.REPLACEMENT)
NOT_NEEDED = Reason(Code.NOT_NEEDED)
NO_LIMIT = 1_000_000
"""More than any sample has."""


@dataclass(slots=True)
class VisitQueue:
    """A site's sample and the progress of its visits; `measured` is {URL: whether it could be}.

    `sample_target` returns the number of random pages at which to ask it again, given how many have
    been visited; `visited` itself means that they are enough.
    """

    pages: list[Page]
    measured: dict[str, bool] = field(default_factory=dict)
    sample_target: Callable[[int], int] = lambda visited: NO_LIMIT
    templates: dict[str, str] = field(init=False)
    target: int = field(init=False)

    def __post_init__(self) -> None:
        self.templates = cluster_by_fingerprint(page.dom_fingerprint for page in self.pages)
        self.target = sum(page.url in self.measured for page in self.random_pages())

    def next(self) -> Page | None:
        """The next page to visit, or None when the sample is large enough or exhausted."""
        while True:
            waiting = (page for page in self.pending() if page.url not in self.measured)
            found = next(waiting, None) or self.replacement()
            if found or self.target >= len(self.random_pages()):
                return found
            goal = self.sample_target(self.target)
            if goal <= self.target:
                return None
            self.target = goal

    def release_unvisited(self) -> list[Page]:
        """Move the random pages that are not needed to the reserve, and return them."""
        spared = {
            page.url: replace(page, sample_part="reserve", reason=NOT_NEEDED)
            for page in self.random_pages()[self.target :]
        }
        self.pages = [spared.get(page.url, page) for page in self.pages]
        return list(spared.values())

    def random_pages(self) -> list[Page]:
        """The random pages in their order, without replacements."""
        return [p for p in self.sample() if p.sample_part == "random" and p.reason != REPLACEMENT]

    def pending(self) -> list[Page]:
        """The sample without random pages beyond the current target."""
        later = {page.url for page in self.random_pages()[self.target :]}
        return [page for page in self.sample() if page.url not in later]

    def sample(self) -> list[Page]:
        """Key and random pages in the order fixed before the first visit."""
        return sorted(
            (p for p in self.pages if p.sample_part in ("key", "random")), key=visit_order
        )

    def replacement(self) -> Page | None:
        """The next reserve, from the stratum of a random page that failed if it has one left."""
        random = [p for p in self.pending() if p.sample_part == "random"]
        wanted = sum(p.reason != REPLACEMENT for p in random)
        missing = wanted - sum(self.measured[p.url] for p in random)
        if missing <= 0 or len(random) >= 2 * wanted:
            return None
        kept = (p for p in self.pages if p.sample_part == "reserve" and p.reason != NOT_NEEDED)
        reserve = sorted(kept, key=visit_order)
        strata = {p.stratum for p in random if not self.measured[p.url]}
        chosen = next((p for p in reserve if p.stratum in strata), next(iter(reserve), None))
        return self.promote(chosen) if chosen else None

    def promote(self, page: Page) -> Page:
        """A reserve page becomes a random one, and says so."""
        promoted = replace(page, sample_part="random", reason=REPLACEMENT)
        self.pages[self.pages.index(page)] = promoted
        return promoted

    def is_interactive(self, page: Page) -> bool:
        """Whether interactive gatherers run on a page, where they run on some pages only.

        On the key pages, and on the first page of each template that could be measured; pages of
        which the crawler saw no skeleton are taken for one template.
        """
        if page.sample_part == "key":
            return True
        template = self.templates.get(page.dom_fingerprint, "")
        for other in self.sample():
            if other.url == page.url:
                return True
            same = self.templates.get(other.dom_fingerprint, "") == template
            if same and self.measured.get(other.url):
                return False
        return True

    def remaining(self) -> int:
        """How many drawn pages have not been visited: so many more visits at the most."""
        return sum(page.url not in self.measured for page in self.sample())


def visit_order(page: Page) -> tuple[int, str]:
    """A page's place in the order of visits."""
    return (page.visit_order or 0, page.url)


def is_measured(seen: Iterable[Evidence], viewports: int) -> bool:
    """A page is measured when it was seen whole through every viewport."""
    visits = list(seen)
    return len(visits) == viewports and all(map(is_complete, visits))


def is_complete(evidence: Evidence) -> bool:
    """Whether a visit saw all that a score needs, of the whole page.

    What broke besides leaves its checks untested, and says so.
    """
    evidence = with_current_names(evidence)
    axe = evidence.facts.get("axe") or {}
    missing = evidence.errors.keys() & required_gatherers()
    return evidence.status == "ok" and not missing and not (axe.get("part") or axe.get("unseen"))
