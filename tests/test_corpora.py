"""A survey of real pages, where they are at hand beside the project: ../shared/corpora."""

import csv
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from scoring.weights import PARAMETERS

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
PORT = 8811
PAGES = 5  # the fewest that bear a score
CITY = {  # made by experts, in their order of quality
    "ok-all": "127.0.1.1",
    "ok-aa": "127.0.1.3",
    "1year": "127.0.1.4",
    "2years": "127.0.1.5",
    "3years": "127.0.1.6",
    "4years": "127.0.1.7",
}
OTHERS = {"B09": "127.0.1.9", "phila": "127.0.1.13"}
"""A site of many scripts, and one that is not in Japanese."""
STARTS = {"B31-us-phila-ui": "phila-ui/installation-and-usage/"}
"""Where a site's own front page only sends its visitors to another host."""
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not beside this checkout"),
]


def wait_for(url):
    for _ in range(100):
        try:
            return urlopen(url).close()
        except URLError:
            time.sleep(0.1)
    raise AssertionError(f"{url} is not served")


@pytest.fixture(scope="module")
def served():
    command = [sys.executable, CORPORA / "serve.py", "--multi", CORPORA / "sites.tsv", str(PORT)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    wait_for(f"http://127.0.1.1:{PORT}/")
    yield
    server.terminate()
    server.wait()


@pytest.fixture(scope="module")
def ranking(served, tmp_path_factory):
    """Rows of ranking.csv by address; the survey's place is kept where MINNA_KEEP says."""
    folder = Path(os.environ.get("MINNA_KEEP") or tmp_path_factory.mktemp("corpora"))
    registry = folder / "registry.csv"
    lines = (CORPORA / "sites.tsv").read_text().splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    with registry.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "url", "scope"])
        for host, name in rows:
            if host not in {*CITY.values(), *OTHERS.values()}:
                continue
            url = f"http://{host}:{PORT}/{STARTS.get(name, '')}"
            writer.writerow([host, name, url, "host"])
    command = [sys.executable, "-m", "minna", "survey", registry, "--pages", str(PAGES)]
    command += ["--allow-private", "--pause", "0", "--crawl-pages", "120", "--touch", "none"]
    command += ["--db", folder / "m.db", "--out", folder / "report", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (folder / "table.txt").write_text(done.stdout, encoding="utf-8")
    with (folder / "report/data/ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_every_site_is_measured(ranking):
    assert len(ranking) == len(CITY) + len(OTHERS)
    assert {row["status"] for row in ranking.values()} == {"ok"}


def test_the_practice_city_comes_out_in_the_order_of_its_makers(ranking):
    score = {name: float(ranking[code]["score"]) for name, code in CITY.items()}
    years = [score[name] for name in ("1year", "2years", "3years", "4years")]
    assert years == sorted(years, reverse=True)
    assert len(set(years)) == 4, "each year made a difference"
    best = max(score.values())
    # The same faults on other key pages weigh a little differently: within half a point is a tie.
    assert all(best - score[name] <= PARAMETERS.tie_width for name in ("ok-all", "ok-aa"))
