"""Halves of truth sets are drawn by chance, stay as they are, and are near to halves."""

import hashlib

from benchmarks import sealed


def test_a_half_is_drawn_from_the_id_alone():
    for case in ("A2-act/x.html", "駒瑠市/一", ""):
        assert sealed.is_sealed(case) == (hashlib.sha256(case.encode()).digest()[0] % 2 == 1)
        assert sealed.is_open(case) != sealed.is_sealed(case)


def test_halves_are_halves():
    count = sum(sealed.is_sealed(f"set/page-{number}.html") for number in range(2000))
    assert 900 < count < 1100


def test_readings_of_sealed_cases_name_no_case():
    assert sealed.readings()
    for digest, reading in sealed.readings().items():
        assert len(digest) == 16
        assert set(digest) <= set("0123456789abcdef")
        assert reading in ("yes", "no", "true", "false")


def test_cells_are_kept_apart_in_a_digest():
    assert sealed.digest(["a", "bc"]) != sealed.digest(["ab", "c"])
