"""A run's settings: typed, refused where misspelt, and the same from the database as they went in."""

import json
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minna.errors import BadSetting, UnknownSetting
from minna.records import Run
from minna.settings import RunSettings
from minna.store import Store

NAMES = [f.name for f in fields(RunSettings)]


def run(settings):
    return Run("r", "", None, "survey", "", 1, settings, {})


@given(st.text(max_size=30).filter(lambda name: name not in NAMES))
def test_an_unknown_key_is_refused_in_one_sentence(name):
    with pytest.raises(UnknownSetting) as refused:
        RunSettings.of({name: 1})
    assert refused.value.text("en").count("\n") == name.count("\n")
    assert refused.value.blanks["near"] in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_misspelt_key_is_named_with_the_one_that_was_meant(name):
    misspelt = name[:-1] + "_" + name[-1]
    with pytest.raises(UnknownSetting, match=f"“{misspelt}”.*“{name}”"):
        RunSettings.of({misspelt: None})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pages", "20"),
        ("pages", True),
        ("pages", 2.5),
        ("pause", "1"),
        ("pause", False),
        ("pause", None),
        ("plain", 1),
        ("contact", 5),
        ("viewports", ["phone", 1]),
        ("viewports", 3),
    ],
)
def test_a_value_of_another_type_is_refused(name, value):
    for lang in ("en", "ja"):
        with pytest.raises(BadSetting) as refused:
            RunSettings.of({name: value})
        assert name in refused.value.text(lang)


def test_settings_come_back_from_the_database_as_they_went_in():
    store = Store(":memory:")
    settings = RunSettings.of({"pause": 0, "viewports": ["phone"], "block": "image,font"})
    store.save([run(settings)])
    assert store.run("r").settings == settings


def test_settings_of_an_earlier_version_are_read():
    store = Store(":memory:")
    store.save([run(RunSettings())])
    earlier = {"pages": 20, "pause": 1.0, "touch": None, "one_load": False, "plain": False}
    store.db.execute("update run set settings = ?", [json.dumps(earlier)])
    assert store.run("r").settings == RunSettings(pages=20)


def test_an_unknown_key_in_the_database_is_refused():
    store = Store(":memory:")
    store.save([run(RunSettings())])
    store.db.execute("update run set settings = ?", ['{"crawl_page": 5}'])
    with pytest.raises(UnknownSetting, match="crawl_pages"):
        store.run("r")
