"""Findings that were ruled wrong, and what leaves the score because of it.

A ruling holds for the element that it names. Where that element is in a part that the site's pages
share, it holds wherever pages of the same template fail the same check in the same way with the
same element, on the body's own pages and on those of all other bodies.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from minna.finding_ids import finding_id, site_path
from minna.records import RULINGS, Finding, Page, RuledOut, Ruling, Run, Site
from minna.replies import GivenRuling
from minna.ruled_out import elements
from minna.shared_parts import is_shared
from minna.template_clusters import same_template

WRONG = RULINGS[0]
ElementOfPage = tuple[str, str, str, str, str]
"""Site, page, check, message and element."""
Kind = tuple[str, str, str]
"""Check, message and element."""


@dataclass(frozen=True, slots=True)
class LocatedElement:
    """What a finding's id stands for, on one page of a site."""

    url: str
    check: str
    message: str
    element: str
    template: str  # the fingerprint of the page's template if the element is in a shared part


def to_record(
    run: Run, site: Site, number: int, given: GivenRuling, element: LocatedElement
) -> Ruling:
    """A ruling with what its finding's id stands for."""
    return Ruling(
        run.id,
        site.code,
        given.finding,
        given.ruling,
        given.reason,
        number,
        element.url,
        element.check,
        element.message,
        element.element,
        element.template,
    )


def located_elements(
    site: Site, findings: Sequence[Finding], pages: Sequence[Page]
) -> dict[str, LocatedElement]:
    """The elements of a site's findings by their ids."""
    shared = shared_elements(findings, len(pages))
    template_of = {page.url: page.dom_fingerprint for page in pages}
    located: dict[str, LocatedElement] = {}
    for finding in findings:
        for element in elements(finding):
            kind = (finding.check, finding.message, element)
            template = template_of.get(finding.url, "") if kind in shared else ""
            key = finding_id(
                finding.check, finding.message, site_path(finding.url, site.url), element
            )
            located[key] = LocatedElement(finding.url, *kind, template)
    return located


def shared_elements(findings: Iterable[Finding], pages: int) -> set[Kind]:
    """Elements that fail in one way on so many of a site's pages that they share them."""
    on = Counter(
        kind
        for kind, _ in {
            ((f.check, f.message, element), f.url) for f in findings for element in elements(f)
        }
    )
    return {kind for kind, count in on.items() if is_shared(count, pages)}


@dataclass(frozen=True, slots=True)
class WrongRulings:
    """The findings that were ruled wrong, by where such a ruling holds."""

    exact: Mapping[ElementOfPage, Ruling]
    of_template: Mapping[Kind, Sequence[Ruling]]

    @property
    def checks(self) -> tuple[str, ...]:
        """The checks that are concerned."""
        return tuple(sorted({key[2] for key in self.exact} | {key[0] for key in self.of_template}))

    def ruling(self, finding: Finding, element: str, template: str, shared: bool) -> Ruling | None:
        """The ruling by which an element of a finding counts in no score."""
        where = (finding.site, finding.url, finding.check, finding.message, element)
        if where in self.exact:
            return self.exact[where]
        if not shared or not template:
            return None
        rulings = self.of_template.get((finding.check, finding.message, element), ())
        return next((r for r in rulings if same_template(r.template, template)), None)


def wrong_rulings(rulings: Iterable[Ruling]) -> WrongRulings:
    """The findings of a survey that were ruled wrong."""
    of_template: dict[Kind, list[Ruling]] = defaultdict(list)
    exact: dict[ElementOfPage, Ruling] = {}
    for ruling in rulings:
        if ruling.ruling != WRONG:
            continue
        kind = (ruling.check, ruling.message, ruling.element)
        exact[(ruling.site, ruling.url, *kind)] = ruling
        if ruling.template:
            of_template[kind].append(ruling)
    return WrongRulings(exact, of_template)


def ruled_out(
    findings: Sequence[Finding], pages: Sequence[Page], rulings: WrongRulings
) -> Iterator[RuledOut]:
    """What of one site's findings counts in no score; whole where no listed element is left."""
    template_of = {page.url: page.dom_fingerprint for page in pages}
    shared = shared_elements(findings, len(pages))
    for finding in findings:
        template = template_of.get(finding.url, "")
        by_element = [
            rulings.ruling(
                finding, element, template, (finding.check, finding.message, element) in shared
            )
            for element in elements(finding)
        ]
        hits = [ruling for ruling in by_element if ruling]
        if hits:
            whole = all(by_element)
            nodes = tuple(
                node for node, r in zip(finding.nodes, by_element, strict=False) if r is not None
            )
            yield RuledOut(
                finding.run,
                finding.site,
                finding.url,
                finding.viewport,
                finding.check,
                finding.message,
                finding.count if whole else len(hits),
                whole,
                nodes,
                hits[0].site,
                hits[0].finding,
            )
