"""Clean real pages of different sites and frameworks into which barriers are injected."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from benchmarks.corpora import CORPORA, LEADS_ON


@dataclass(frozen=True, slots=True)
class HostSite:
    """A site of the collection, and where the content of its pages is."""

    name: str
    folder: str  # its root, below the collection
    made_with: str
    pages: tuple[str, ...]  # patterns below the root
    main: str  # selector of the element around the content
    is_static: bool = False  # its scripts build the page anew, and are left out
    poor: tuple[str, ...] = ()  # selectors of what is at fault here already, and is not changed

    @property
    def root(self) -> Path:
        """Where its files are."""
        return CORPORA / self.folder


SITES = (
    HostSite(
        "komaru",
        "A6-city-komaru/ok-all",
        "PHP, Japanese city",
        ("index.html", "fact.html"),
        "main",
    ),
    HostSite(
        "shirasagi",
        "B01-shirasagi",
        "Shirasagi CMS, Japanese city",
        ("childcare/docs/page1.html", "childcare/docs/page3.html"),
        "#main",
    ),
    HostSite(
        "katsushika",
        "B04-covid19-katsushika",
        "Nuxt, Japanese city",
        ("about/index.html", "worker/index.html"),
        "main",
        is_static=True,
    ),
    HostSite(
        "waic",
        "A9-waic-as-test",
        "plain Japanese pages",
        ("WAIC-CODE/WAIC-CODE-0010-01.html", "WAIC-CODE/WAIC-CODE-0030-01.html"),
        "body",
        poor=("title",),
    ),
    HostSite(
        "comuni",
        "B20-it-comuni",
        "Bootstrap Italia, Italian city",
        ("servizi/accesso-servizio.html", "servizi/consenso-privacy.html"),
        "main",
    ),
    HostSite(
        "govuk",
        "B29-uk-govuk-template",
        "GOV.UK template",
        ("govuk_template/index.html",),
        "main",
        poor=("title", "html"),
    ),
    HostSite(
        "phila",
        "B31-us-phila-ui",
        "Nuxt, Philadelphia",
        (
            "phila-ui/contributing-and-testing/index.html",
            "phila-ui/installation-and-usage/index.html",
        ),
        "main",
        is_static=True,
    ),
    HostSite(
        "w3c-after",
        "A3-w3c-bad",
        "W3C demonstration, the pages made well",
        ("after/home.html", "after/news.html"),
        "#content",
    ),
    HostSite(
        "apg",
        "A10-apg",
        "W3C ARIA patterns",
        ("content/patterns/link/examples/link.html", "content/patterns/table/examples/table.html"),
        "main",
    ),
)


@dataclass(frozen=True, slots=True)
class HostPage:
    """One page of such a site."""

    site: HostSite
    path: str

    @property
    def name(self) -> str:
        """What it is called in tables."""
        return f"{self.site.name}/{self.path}"

    def text(self) -> str:
        """Its file."""
        return (self.site.root / self.path).read_text(encoding="utf-8", errors="replace")


@cache
def host_pages() -> tuple[HostPage, ...]:
    """All pages that there are, each with content where its site has content."""
    chosen_pages = []
    for site in SITES:
        paths = {path for pattern in site.pages for path in site.root.glob(pattern)}
        pages = [HostPage(site, path.relative_to(site.root).as_posix()) for path in sorted(paths)]
        chosen_pages += [page for page in pages if is_fit(page)]
    return tuple(chosen_pages)


def is_fit(page: HostPage) -> bool:
    """Whether a page stays where it is and has the element around its content."""
    text = page.text()
    return (
        not LEADS_ON.search(text) and LexborHTMLParser(text).css_first(page.site.main) is not None
    )
