"""What a run's settings say of how its pages are looked at."""

from dataclasses import replace

from audits.browser.viewports import VIEWPORTS
from audits.runner.settings import AuditSettings, settings_from_run
from minna import records
from minna.records import Run
from minna.settings import RunSettings

RUN = Run("r", "2026-11-25T00:00:00+00:00", None, "survey", "", 1, RunSettings(), {})


def manner(**settings):
    return settings_from_run(replace(RUN, settings=RunSettings.of(settings)))


def test_all_shortcuts_that_change_no_verdict_are_taken():
    settings = manner()
    assert (settings.tab_reuse, settings.optimize_axe) == (True, True)
    assert settings.block == frozenset()
    assert settings.viewports == VIEWPORTS
    assert settings.runs("axe") and settings.runs("text")


def test_the_plain_way_takes_none_that_is_not_asked_for_by_name():
    settings = manner(plain=True)
    assert (settings.tab_reuse, settings.optimize_axe) == (False, False)
    assert manner(plain=True, spare_axe=True).optimize_axe


def test_windows_and_gatherers_can_be_chosen():
    settings = manner(viewports=["desktop"], gatherers=["axe"])
    assert [v.name for v in settings.viewports] == ["desktop"]
    assert settings.runs("axe") and not settings.runs("text")


def test_every_page_of_a_run_meets_the_moment_at_which_it_was_begun():
    assert manner().frozen_time == 1_795_564_800_000.0
    assert AuditSettings().frozen_time == 0.0


def test_a_survey_touches_some_pages_and_an_audit_of_ones_own_site_all():
    assert manner().touch == "some"
    own = replace(RUN, kind="site")
    assert settings_from_run(own).touch == "all"
    assert manner(touch="none").touch == "none"


def test_scripts_are_not_optimized_unless_that_is_asked_for():
    assert manner().baseline_js
    assert not manner(plain=True).baseline_js
    assert not manner(baseline_js=False).baseline_js


def test_the_viewports_of_visits_are_those_of_the_records():
    assert tuple(viewport.name for viewport in VIEWPORTS) == records.VIEWPORTS
