"""The sample of an earlier survey, measured again: what changed is the site, not the draw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from crawler.urls import canonical
from minna.addresses import url_key
from minna.records import Page


@dataclass(frozen=True, slots=True)
class PreviousSample:
    """A site's earlier sample: its pages, and by `url_key` which were random and which were
    known."""

    pages: tuple[Page, ...]  # key and random ones
    random: frozenset[str]
    frame: frozenset[str]

    def matching_key_pages(self, frame: Sequence[Page]) -> list[Page]:
        """Its key pages that are still there, with the roles that they had."""
        by_key = {url_key(page.url): page for page in frame}
        pairs = [
            (by_key.get(url_key(canonical(p.url))), p) for p in self.pages if p.sample_part == "key"
        ]
        return [
            replace(now, role=then.role, role_evidence=then.role_evidence)
            for now, then in pairs
            if now
        ]


def previous_sample_of(pages: Iterable[Page]) -> PreviousSample:
    """The panel that an earlier database's pages of a site make; pages never visited as well."""
    all_pages = list(pages)
    drawn = sorted(
        (p for p in all_pages if p.sample_part in ("key", "random")),
        key=lambda p: p.visit_order or 0,
    )
    return PreviousSample(
        tuple(drawn),
        frozenset(url_key(canonical(p.url)) for p in drawn if p.sample_part == "random"),
        frozenset(url_key(canonical(p.url)) for p in all_pages if p.state == "fetched"),
    )
