"""`minna site` says of each fault what mending it would be worth."""

from dataclasses import replace

import pytest

from minna.cli import site
from minna.records import Score, ScoreLoss
from scoring.pipeline import score
from tests.test_scoring_pipeline import RUN, book, fault


@pytest.mark.parametrize(("lang", "said"), [("ja", "直すと +"), ("en", "mending it: +")])
def test_each_fault_is_told_with_what_mending_it_gains(
    lang: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    store, pages = book()
    store.save([fault(p) for p in pages[:4]])
    score(store, RUN)
    site_score, loss = store.get(Score), store.get(ScoreLoss, by="kind")
    assert site_score and loss and site_score.value is not None
    gained = site.gain_by_finding(store, RUN, site_score.value)
    site.print_findings(store, RUN, site.top_findings(store, RUN), lang, gained)
    out = capsys.readouterr().out
    assert f"{said}{loss.value - site_score.value:.1f}" in out
    site.print_findings(store, RUN, site.top_findings(store, RUN), lang, {})
    assert said not in capsys.readouterr().out, "what is not known is not told"


def test_what_scoring_leaves_out_is_not_among_what_to_mend_first() -> None:
    """A finding of an address that was not measured has no score to raise."""
    store, pages = book()
    elsewhere = replace(fault(pages[0]), url="http://a.example/unmeasured")
    store.save([fault(pages[0]), elsewhere])
    score(store, RUN)
    [group] = site.top_findings(store, RUN)
    assert [finding.url for finding in group] == [pages[0].url]
    assert all(finding.scored for finding in group)
