"""Only public http(s) addresses are visited, unless the operator gives leave."""

import pytest

from minna.addresses import check_address, is_private
from minna.errors import BadAddress, PrivateAddress


@pytest.mark.parametrize(
    "url",
    ["", "town", "www.example.lg.jp", "ftp://a/", "file:///etc/passwd", "javascript:alert(1)",
     "http://", "http://a b/", "http://[::1", "http://a:99999/"],
)  # fmt: skip
def test_what_is_no_web_address_is_refused(url):
    with pytest.raises(BadAddress, match="web address"):
        check_address(url, allow_private=True)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.9.9.9", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
     "[::1]", "[fe80::1]", "[fd00::1]", "localhost", "printer.local", "x.localhost"],
)  # fmt: skip
def test_private_addresses_need_leave(host):
    with pytest.raises(PrivateAddress, match="--allow-private"):
        check_address(f"http://{host}/", allow_private=False)
    assert check_address(f"http://{host}/", allow_private=True) == f"http://{host}/"


def test_a_public_address_is_not_private():
    assert not is_private("93.184.216.34")


def test_a_name_that_resolves_to_a_private_address_is_private(monkeypatch):
    answer = [(2, 1, 6, "", ("10.1.2.3", 0))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: answer)
    assert is_private("intranet.example.lg.jp")
