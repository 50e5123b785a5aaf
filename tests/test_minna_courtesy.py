"""What we have asked of each host, worked out from our own log."""

from minna.courtesy import courtesies
from minna.records import Asked


def asked(host, began, ended, slot="m", by="crawler", size=100):
    return Asked("r", host, began, ended, slot, by, None if by == "browser" else size)


def test_gap_and_number_are_those_of_all_hosts_at_one_address():
    told = courtesies(
        [asked("a", 0.0, 1.0), asked("b", 1.5, 3.0), asked("a", 4.0, 9.0, by="browser")]
    )
    assert [(c.host, c.requests, c.visits, c.bytes) for c in told] == [
        ("a", 1, 1, 100),
        ("b", 1, 0, 100),
    ]
    assert {(c.at_once, c.gap) for c in told} == {(1, 0.5)}


def test_requests_that_overlap_are_counted_together():
    [told] = courtesies([asked("a", 0.0, 2.0), asked("a", 1.0, 3.0), asked("a", 3.0, 4.0)])
    assert (told.at_once, told.gap) == (2, -1.0)


def test_a_single_request_has_no_gap():
    assert courtesies([asked("a", 0.0, 1.0)])[0].gap is None
    assert courtesies([]) == []
