"""How long a host is left alone is worked out once, for crawler and browser."""

from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from minna.rate_limit import MAX_RETRY_AFTER, parse_retry_after, resolve_host, retry_delay, slot_key


def test_retry_after_may_be_a_number_or_a_date_or_rubbish():
    now = datetime(2026, 1, 1, 0, 0, tzinfo=UTC)
    asked = ["7", "Thu, 01 Jan 2026 00:01:00 GMT", "Wed, 31 Dec 2025 00:00:00 GMT", "soon", "", "²"]
    assert [parse_retry_after(text, now) for text in asked] == [7.0, 60.0, 0.0, None, None, None]


@pytest.mark.parametrize(
    ("asked", "tries", "wait"),
    [
        ("", 1, 4.0),
        ("", 2, 8.0),
        ("", 3, None),
        ("9", 2, 9.0),
        ("9", 3, None),
        (str(int(MAX_RETRY_AFTER) + 1), 1, None),
    ],
)
def test_a_server_that_asks_for_time_gets_it_unless_it_is_too_much(asked, tries, wait):
    assert retry_delay(asked, tries, 2.0) == wait


def test_private_hosts_have_their_own_turns_and_public_ones_share_an_address():
    assert resolve_host("127.0.0.1:8001", 0.1).slot != resolve_host("127.0.0.1:8002", 0.1).slot
    assert resolve_host("8.8.8.8", 0.1).slot == resolve_host("8.8.8.8:8080", 0.1).slot
    assert (resolve_host("127.0.0.1", 0.1).pause, resolve_host("8.8.8.8", 0.1).pause) == (0.1, 1.0)


def test_hosts_with_several_addresses_share_turns_by_the_same_one():
    one, other = ip_address("8.8.4.4"), ip_address("8.8.8.8")
    assert slot_key("a.jp", {other, one}) == slot_key("b.jp", {one}) == "8.8.4.4"
    assert slot_key("gone.jp", set()) == "gone.jp"
