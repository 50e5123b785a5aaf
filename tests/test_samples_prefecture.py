"""The made-up prefecture is whole, coherent and nobody's town."""

import csv
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

import pytest

from samples.catalogue import PLACES, catalogue
from samples.files import pdf, png
from samples.generate import KEPT, SEED, generate
from samples.pages import Built, build_site
from samples.passages import keys, page_choices
from samples.prefecture import Municipality, municipalities
from samples.serve import COLUMNS, write_registry
from samples.truth import WEIGHTS, Planted, SiteTruth, Truth, page_weight, site_weight

ROOT = Path(__file__).parent.parent
REAL = ROOT / "crawler" / "registries" / "data" / "jp_municipalities.csv"
RULES = ROOT / "audits" / "vendor" / "axe-core" / "rules.json"
BY_CODE = {town.code: town for town in municipalities()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("prefecture")


@pytest.fixture(scope="module")
def truth(folder: Path) -> Truth:
    return generate(folder)


@pytest.fixture(scope="module")
def sites() -> dict[str, Built]:
    reached = [town for town in municipalities() if town.expected == "ok"]
    return {town.code: build_site(town, SEED) for town in reached}


class Reader(HTMLParser):
    """Collects what a test asks of a page: ids, links, and the words between the tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.ids.append(str(attributes["id"]))
        if tag in ("a", "area") and attributes.get("href"):
            self.links.append(str(attributes["href"]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_kept_truth_is_what_the_generator_writes(folder: Path, truth: Truth) -> None:
    assert KEPT.read_text(encoding="utf-8") == (folder / "truth.json").read_text(encoding="utf-8")


def test_the_same_seed_writes_the_same_files_and_another_seed_does_not(
    folder: Path, truth: Truth, tmp_path: Path
) -> None:
    generate(tmp_path / "again", seed=truth.seed)
    generate(tmp_path / "other", seed=truth.seed + 1)
    files = {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    again = tmp_path / "again"
    assert files == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    assert all((folder / path).read_bytes() == (again / path).read_bytes() for path in files)
    start = Path("990011", "index.html")
    assert (folder / start).read_bytes() != (tmp_path / "other" / start).read_bytes()


def test_there_are_24_municipalities_and_each_odd_one_is_there() -> None:
    towns = municipalities()
    assert len(towns) == len(BY_CODE) == len({town.name for town in towns}) == 24
    assert [t.expected for t in towns if t.expected != "ok"] == [
        "challenge",
        "robots",
        "unreachable",
    ]
    assert sum(town.delay > 0 for town in towns) == 1
    assert sum(town.redirects for town in towns) == 1
    assert sum(town.charset == "Shift_JIS" for town in towns) == 1
    assert sum(town.sitemap == "none" for town in towns) == 1
    assert sum(bool(town.pdf_only) for town in towns) == 2
    assert sum(town.dead > 0 for town in towns) >= 4


def test_no_municipality_has_the_name_or_the_code_of_a_real_one() -> None:
    if not REAL.exists():
        pytest.skip("the registry of Japan is not there")
    with REAL.open(encoding="utf-8") as file:
        real = list(csv.DictReader(file))
    names = {row["name"] for row in real} | {row["name"][:-1] for row in real}
    assert not [town.name for town in municipalities() if {town.name, town.name[:-1]} & names]
    assert not {row["code"] for row in real} & set(BY_CODE)


def test_sites_have_8_to_16_pages_and_no_two_pages_say_the_same(sites: dict[str, Built]) -> None:
    planned = {
        code: len([p for p in site.pages if "/tetsuzuki/" not in p.path])
        for code, site in sites.items()
    }
    assert all(8 <= n <= 16 for n in planned.values()), "apart from planted procedures and duties"
    pages = [page for site in sites.values() for page in site.pages]
    words = {"".join(Reader(page.html.partition("<h1>")[2]).words) for page in pages}
    assert len(words) == len(pages)


def test_every_page_is_reached_by_links_and_only_the_announced_ones_are_dead(
    sites: dict[str, Built],
) -> None:
    for code, site in sites.items():
        links = {page.path: set(Reader(page.html).links) for page in site.pages}
        reached, ahead, dead = set(), ["/"], set()
        while ahead:
            path = site.moved.get(ahead[0], ahead[0])
            ahead = ahead[1:]
            if path in reached or path in site.documents or path.startswith(("#", "https:")):
                continue
            if path not in links:
                dead.add(path)
                continue
            reached.add(path)
            ahead += links[path]
        assert reached == set(links)
        assert len(dead) == BY_CODE[code].dead


def test_planted_elements_have_ids_that_are_unique_and_tell_nothing(
    truth: Truth, sites: dict[str, Built]
) -> None:
    neutral = {f"c{number}" for number in range(1, 100)}
    for site in sites.values():
        for page in site.pages:
            ids = Reader(page.html).ids
            for planted in page.planted:
                element = planted.selector.split()[0].removeprefix("#")
                if planted.selector.startswith("#"):
                    assert element in neutral
                    assert ids.count(element) == 1
            assert not any(barrier in page.html for barrier in catalogue())


def test_no_page_has_two_kinds_of_fault_that_one_check_sees(sites: dict[str, Built]) -> None:
    for site in sites.values():
        for page in site.pages:
            kinds = {planted.barrier for planted in page.planted}
            visible_keys = [key for kind in kinds for key in keys(catalogue()[kind])]
            assert len(visible_keys) == len(set(visible_keys))


def test_the_catalogue_names_each_barrier_fully() -> None:
    barriers = catalogue().values()
    assert len(barriers) >= 30
    for barrier in barriers:
        assert barrier.impact in WEIGHTS
        assert barrier.place in PLACES
        assert barrier.faulty != barrier.clean
        assert barrier.ja.endswith("。") and barrier.en.endswith(".")
    assert sum(any(c.startswith("axe:") for c in b.checks) for b in barriers) >= 18
    assert sum(not barrier.checks for barrier in barriers) >= 3


def test_criteria_and_impacts_are_those_of_axe_core() -> None:
    rules = {rule["id"]: rule for rule in json.loads(RULES.read_text(encoding="utf-8"))}
    for barrier in catalogue().values():
        for rule in (c.removeprefix("axe:") for c in barrier.checks if c.startswith("axe:")):
            assert barrier.impact == rules[rule]["impact"], barrier.id
            assert "wcag" + barrier.criterion.replace(".", "") in rules[rule]["tags"], barrier.id


def test_criteria_impacts_and_certainties_are_those_of_our_own_checks() -> None:
    from audits.judging.check_runner import own_metas

    for barrier in catalogue().values():
        for check in (check for check in barrier.checks if not check.startswith("axe:")):
            card = own_metas()[check]
            assert (barrier.criterion, barrier.impact) == (card.criterion, card.impact), barrier.id
            assert barrier.likely or card.certainty != "likely", barrier.id


def test_a_page_weighs_its_distinct_counted_barriers_by_impact_and_extent() -> None:
    assert page_weight([]) == 0
    assert page_weight(["image-without-alt"]) == pytest.approx(5)
    assert page_weight(["image-without-alt"] * 2) == pytest.approx(6)
    assert page_weight(["image-without-alt"] * 64) == pytest.approx(10)
    assert page_weight(["no-language"]) == pytest.approx(7)
    assert page_weight(["no-language", "image-without-alt"]) == pytest.approx(12)


def test_what_is_only_likely_or_newer_than_the_standard_or_unseen_weighs_nothing() -> None:
    light = ["link-says-here", "wider-than-the-phone", "small-targets", "told-by-place"]
    assert page_weight([*light, "date-with-slashes", "purpose-misspelt", "alt-too-long"]) == 0


def test_a_site_weighs_the_mean_of_its_pages() -> None:
    planted = [Planted("image-without-alt", "/a.html", "#c1")]
    assert site_weight(["/", "/a.html", "/b.html", "/c.html"], planted) == pytest.approx(1.25)


def measured(truth: Truth) -> list[tuple[float, Municipality]]:
    rows = [(site.weight, BY_CODE[site.code]) for site in truth.sites if site.weight is not None]
    return sorted(rows, key=lambda item: item[0])


def test_weights_have_no_ties_and_the_best_site_is_nearly_faultless(truth: Truth) -> None:
    weights = [weight for weight, _ in measured(truth)]
    assert len(set(weights)) == len(weights) == 21
    assert weights[0] < 1


def test_weights_fall_into_two_clumps_with_two_sites_between_and_the_worst_share_a_faulty_template(
    truth: Truth,
) -> None:
    ranked = measured(truth)
    weights = [weight for weight, _ in ranked]
    assert (sum(w < 7 for w in weights), sum(w > 15 for w in weights)) == (12, 7)
    assert sum(weights[-7:]) / 7 > 5 * sum(weights[:12]) / 12
    assert all(len(town.template) >= 5 for _, town in ranked[-3:])


def test_sites_that_cannot_be_measured_have_no_weight(truth: Truth) -> None:
    closed = [site for site in truth.sites if site.expected != "ok"]
    assert [site.weight for site in closed] == [None, None, None]


def test_the_truth_holds_a_registry_row_for_each_site(truth: Truth, tmp_path: Path) -> None:
    urls = {site.code: f"http://host-{site.code}.example" for site in truth.sites}
    write_registry(tmp_path / "registry.csv", urls)
    with (tmp_path / "registry.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert [row["url"] for row in rows] == [f"{url}/" for url in urls.values()]
    for row, site in zip(rows, truth.sites, strict=True):
        assert {key: row[key] for key in site.registry} == {
            key: str(value) for key, value in site.registry.items()
        }


def test_pages_of_the_old_site_are_in_shift_jis(folder: Path, truth: Truth) -> None:
    old = next(town for town in municipalities() if town.charset == "Shift_JIS")
    html = (folder / old.code / "index.html").read_bytes()
    assert b"charset=Shift_JIS" in html
    assert old.name in html.decode("cp932")


def test_every_image_and_document_that_pages_name_is_there(folder: Path, truth: Truth) -> None:
    kinds = set()
    for site in truth.sites:
        for path in site.pages:
            file = folder / site.code / path.removeprefix("/")
            html = (file / "index.html" if path.endswith("/") else file).read_bytes()
            for name in named_files(html.decode("cp932", "replace")):
                kinds.add(name.rpartition(".")[2])
                assert (folder / site.code / name.removeprefix("/")).exists()
    assert kinds == {"png", "pdf"}


def named_files(html: str) -> set[str]:
    parts = {part.partition('"')[0] for part in html.split('="/')[1:]}
    return {f"/{part}" for part in parts if part.endswith((".png", ".pdf"))}


def test_documents_and_images_are_what_they_claim() -> None:
    document = pdf("様式")
    start = int(document.rpartition(b"startxref\n")[2].split()[0])
    assert document.startswith(b"%PDF-1.4")
    assert document[start:].startswith(b"xref\n0 5\n")
    for entry in document[start:].splitlines()[3:7]:
        assert document[int(entry.split()[0]) :].split(maxsplit=2)[1:2] == [b"0"]
    assert png(1, 2, 3).startswith(b"\x89PNG\r\n\x1a\n")


def test_a_careful_town_plants_nothing_on_its_pages() -> None:
    town = replace(municipalities()[0], faults=0.0)
    drawn = [choice for seed in range(50) for choice in page_choices(town, [], Random(seed))]
    assert drawn and not any(choice.faulty for choice in drawn)


def test_paths_of_a_site_are_addresses_on_its_own_host(truth: Truth) -> None:
    def own(site: SiteTruth) -> bool:
        return all(urlsplit(path) == ("", "", path, "", "") for path in site.pages)

    assert all(own(site) and site.pages[:1] in ((), ("/",)) for site in truth.sites)
