"""The proxy: names looked up once, addresses checked, connections as they would be without it."""

import asyncio
import ipaddress
import os
import signal
import socket
import struct
import threading
import time
from contextlib import contextmanager, suppress

import pytest

from minna.addresses import is_global, is_private
from minna.egress import Egress, EgressStopped, process
from minna.egress.reasons import NotConnected, Reason
from minna.egress.resolver import LOOK_UPS, Resolver
from minna.egress.server import MAX_REQUEST_BYTES, Remote, Server
from minna.egress.token_bucket import TokenBucket

GREETING = b"\x05\x01\x00"
PUBLIC = "20.1.2.3"
INSIDE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "fe80::1",
    "fe80::1%eth0", "fec0::1", "fc00::1", "fd00::1", "ff02::1", "ff0e::1", "64:ff9b::7f00:1",
    "64:ff9b::a00:1", "64:ff9b::c612:1", "64:ff9b:1::808:808", "100::1", "2001::1", "2001:0:a00:1::",
    "2001:db8::1", "2001:10::1", "2002:7f00:1::", "2002:a00:1::1", "2002:808:808::1", "3fff::1",
    "5f00::1", "4000::1", "2400:4050::1%eth0",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "20.1.2.3", "203.0.112.255", "100.63.0.1", "2400:4050::1", "2606:4700::1",
           "64:ff9b::808:808"]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_no_address_of_one_machine_on_the_internet_is_private(address):
    assert not is_global(ipaddress.ip_address(address))
    if "%" not in address:
        assert is_private(address)
        assert is_private(f"[{address}]")


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_of_the_internet_are_public(address):
    assert is_global(ipaddress.ip_address(address))
    assert not is_private(address)


def addresses(answers, host="a.test", port=80, *, allow_private=False):
    """What a host may be connected to, where every name has these answers."""

    async def ask():
        names = Resolver(allow_private=allow_private, look_up=lambda _: answers)
        return [str(address) for address in await names.addresses(host, port)]

    return asyncio.run(ask())


def reason(answers, host="a.test", port=80, **more):
    with pytest.raises(NotConnected) as refused:
        addresses(answers, host, port, **more)
    return refused.value.reason


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_stands_for_a_private_address_is_not_connected_to(address):
    assert reason([address]) is Reason.NOT_ALLOWED
    if "%" not in address:
        assert reason([], host=address) is Reason.NOT_ALLOWED


def test_of_a_name_with_both_the_public_addresses_alone_count_in_their_order():
    both = ["10.0.0.1", PUBLIC, "::1", "2400:4050::1", "::ffff:10.0.0.1"]
    assert addresses(both) == [PUBLIC, "2400:4050::1"]
    assert addresses(both, allow_private=True) == [str(ipaddress.ip_address(a)) for a in both]


@pytest.mark.parametrize(
    "host",
    ["localhost", "LocalHost", "localhost.", "a.localhost", "printer.local", "x.internal.", "[::1]",
     "127.0.0.1.", "[::ffff:127.0.0.1]"],
)  # fmt: skip
def test_names_of_ones_own_network_are_not_asked_whatever_they_stand_for(host):
    assert reason([PUBLIC], host=host) is Reason.NOT_ALLOWED


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0x7f.1", "0"])
def test_odd_ways_of_writing_an_address_are_read_as_the_machine_reads_them(host):
    async def ask():
        return await Resolver(allow_private=False).addresses(host, 80)

    with pytest.raises(NotConnected) as refused:
        asyncio.run(ask())
    assert refused.value.reason is Reason.NOT_ALLOWED


def test_ports_of_other_protocols_are_not_asked_but_ones_own():
    assert reason([PUBLIC], port=25) is Reason.BLOCKED_PORT
    assert reason([PUBLIC], port=6667) is Reason.BLOCKED_PORT
    assert addresses([PUBLIC], port=25, allow_private=True) == [PUBLIC]
    assert addresses([PUBLIC], port=8443) == [PUBLIC]


def test_a_name_is_looked_up_once_and_a_failure_again():
    asked = []

    def look_up(host):
        asked.append(host)
        if host == "gone.test" and len(asked) < 3:
            raise socket.gaierror(socket.EAI_NONAME, "")
        return [PUBLIC] if asked.count(host) == 1 else ["10.0.0.1"]

    async def ask():
        names = Resolver(allow_private=False, look_up=look_up)
        together = await asyncio.gather(*(names.addresses("A.test.", 80) for _ in range(5)))
        assert {str(a) for addresses in together for a in addresses} == {PUBLIC}
        assert [str(a) for a in await names.addresses("a.test", 443)] == [PUBLIC]
        with pytest.raises(OSError):
            await names.addresses("gone.test", 80)
        with pytest.raises(NotConnected):
            await names.addresses("gone.test", 80)

    asyncio.run(ask())
    assert asked == ["a.test", "gone.test", "gone.test"]


def test_a_name_server_that_hangs_keeps_no_other_name():
    free = threading.Event()

    def look_up(host):
        if host.startswith("slow"):
            free.wait(20)
        return [PUBLIC]

    async def ask():
        names = Resolver(allow_private=False, look_up=look_up)
        slow = [
            asyncio.ensure_future(names.addresses(f"slow{n}.test", 80)) for n in range(LOOK_UPS - 1)
        ]
        await asyncio.sleep(0.1)
        began = time.monotonic()
        await names.addresses("a.test", 80)
        took = time.monotonic() - began
        free.set()
        await asyncio.gather(*slow)
        return took

    assert asyncio.run(ask()) < 1


@contextmanager
def server(handle):
    """A server on loopback that treats each connection so."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(50)

    def accept():
        with suppress(OSError):
            while True:
                conn, _ = sock.accept()
                threading.Thread(target=handle, args=(conn,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield sock.getsockname()[1]
    finally:
        sock.shutdown(socket.SHUT_RDWR)
        sock.close()


opened = []


@pytest.fixture(autouse=True)
def closed():
    """Clients are closed when a test has ended."""
    yield
    while opened:
        opened.pop().close()


def echo(conn):
    with conn, suppress(OSError):
        while said := conn.recv(65536):
            conn.sendall(said)


def asked(egress, host, port, *, at_once=False):
    """A client's socket, and the proxy's reply to its request."""
    conn = socket.create_connection(("127.0.0.1", egress.browser_port), timeout=10)
    opened.append(conn)
    request = b"\x05\x01\x00\x03" + bytes([len(host)]) + host.encode() + struct.pack(">H", port)
    conn.sendall(GREETING + request if at_once else GREETING)
    assert exactly(conn, 2) == b"\x05\x00"
    if not at_once:
        conn.sendall(request)
    return conn, exactly(conn, 10)[1]


def exactly(conn, size):
    got = b""
    while len(got) < size:
        more = conn.recv(size - len(got))
        assert more, "it closed"
        got += more
    return got


def test_bytes_pass_as_they_are_and_are_counted():
    with server(echo) as port:
        with Egress(allow_private=True) as egress:
            conn, reply = asked(egress, "localhost", port)
            assert reply == 0
            sent = os.urandom(3_000_000)
            threading.Thread(target=conn.sendall, args=(sent,), daemon=True).start()
            assert exactly(conn, len(sent)) == sent
            conn.close()
            other, reply = asked(egress, "127.0.0.1", port, at_once=True)
            assert reply == 0
            other.sendall(b"x")
            assert exactly(other, 1) == b"x"
        rows = {(t.host, t.port, t.by, t.sent, t.received) for t in egress.take_transfers()}
    assert rows == {
        ("localhost", port, "browser", 3_000_000, 3_000_000),
        ("127.0.0.1", port, "browser", 1, 1),
    }, "what is open at the end is counted as well"


def test_a_server_that_floods_is_read_at_a_steady_rate():
    burst, rate, most_at_once = 1_000_000, 500_000, 300_000

    def flood(conn):
        with conn, suppress(OSError):
            while True:
                conn.sendall(bytes(65536))

    async def dial(address, port, client):
        loop = asyncio.get_running_loop()
        paced = TokenBucket(burst, rate)
        return (await loop.create_connection(lambda: Remote(client, paced), str(address), port))[1]

    async def receive(port):
        proxy = Server(Resolver(allow_private=True), lambda message: None, dial)
        sock = socket.create_server(("127.0.0.1", 0))
        await proxy.listen(sock, "browser")
        reader, writer = await asyncio.open_connection(*sock.getsockname())
        writer.write(GREETING + b"\x05\x01\x00\x01\x7f\x00\x00\x01" + struct.pack(">H", port))
        got, began = -12, time.monotonic()
        while got <= burst + rate:
            got += len(await asyncio.wait_for(reader.read(1 << 20), 20))
            assert got <= burst + rate * (time.monotonic() - began) + most_at_once
        writer.close()
        proxy.close()

    with server(flood) as port:
        asyncio.run(receive(port))


def test_a_reset_stays_a_reset_and_an_end_an_end():
    def reset(conn):
        conn.recv(1)
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        conn.close()

    def leave(conn):
        conn.recv(1)
        conn.close()

    with Egress(allow_private=True) as egress:
        with server(reset) as port:
            conn, _ = asked(egress, "127.0.0.1", port)
            conn.sendall(b"x")
            with pytest.raises(ConnectionResetError):
                conn.recv(1)
        with server(leave) as port:
            conn, _ = asked(egress, "127.0.0.1", port)
            conn.sendall(b"x")
            assert conn.recv(1) == b""


def test_why_there_is_no_connection_is_replied_and_told():
    with Egress(allow_private=True) as egress:
        began = time.monotonic()
        free = socket.socket()
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]  # nobody listens there
        assert asked(egress, "127.0.0.1", port)[1] == Reason.REFUSED.value
        assert egress.why_failed("127.0.0.1", port, began) == "REFUSED"
        assert asked(egress, "no-such-name.invalid", 80)[1] == Reason.NO_NAME.value
        assert egress.why_failed("no-such-name.invalid", 80, began) == "NO_NAME"
        assert egress.why_failed("127.0.0.1", port, time.monotonic()) == "", "that was before"
        own = egress.browser_port
        assert asked(egress, "127.0.0.1", own)[1] == Reason.NOT_ALLOWED.value, "no way to itself"
        free.close()
    with Egress(allow_private=False) as egress:
        assert asked(egress, "127.0.0.1", 80)[1] == Reason.NOT_ALLOWED.value
        assert asked(egress, "0x7f.1", 80)[1] == Reason.NOT_ALLOWED.value
        assert asked(egress, "20.1.2.3", 25)[1] == Reason.BLOCKED_PORT.value


def test_a_server_that_does_not_answer_keeps_nobody_else():
    with server(echo) as port, Egress(allow_private=True) as egress, deaf() as silent:
        waiting = socket.create_connection(("127.0.0.1", egress.browser_port))
        waiting.sendall(GREETING + b"\x05\x01\x00\x01\x7f\x00\x00\x01" + struct.pack(">H", silent))
        began = time.monotonic()
        assert asked(egress, "127.0.0.1", port)[1] == 0
        assert time.monotonic() - began < 2
        waiting.close()


@contextmanager
def deaf():
    """A port whose queue is full, so that who connects waits."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    sock.listen(0)
    filling = []
    for _ in range(3):
        one = socket.socket()
        one.setblocking(False)
        with suppress(BlockingIOError):
            one.connect(sock.getsockname())
        filling.append(one)
    try:
        yield sock.getsockname()[1]
    finally:
        for one in (*filling, sock):
            one.close()


@pytest.mark.parametrize(
    "said",
    [b"GET / HTTP/1.1\r\n\r\n", b"\x04\x01\x00\x50\x7f\x00\x00\x01a\x00", b"\x05\x01\x02",
     GREETING + b"\x05\x02\x00\x01\x7f\x00\x00\x01\x00\x50", GREETING + b"\x05\x01\x00\x09abcd",
     GREETING + b"\x05\x01\x00\x03\x00\x00\x50", b"\x05\xff" + b"a" * MAX_REQUEST_BYTES, b"\xff" * 5000],
)  # fmt: skip
def test_what_is_no_request_is_answered_by_the_end(said):
    with Egress(allow_private=True) as egress:
        with socket.create_connection(("127.0.0.1", egress.browser_port), timeout=5) as conn:
            conn.sendall(said)
            with suppress(ConnectionError):
                while conn.recv(100):
                    pass
        with server(echo) as port:
            assert asked(egress, "127.0.0.1", port)[1] == 0, "and others are served"


def test_a_proxy_that_is_ended_comes_again_at_the_same_port_and_at_last_says_so():
    with server(echo) as port, Egress(allow_private=True) as egress:
        for times in range(1, process.MAX_RESTARTS + 1):
            os.kill(egress.child.pid, signal.SIGKILL)
            wait_until(lambda times=times: egress.restarts == times)
            assert asked(egress, "127.0.0.1", port)[1] == 0
            egress.check()
        os.kill(egress.child.pid, signal.SIGKILL)
        wait_until(lambda: egress.restarts > process.MAX_RESTARTS)
        with pytest.raises(EgressStopped, match="start the same command again"):
            egress.check()


def test_a_proxy_ends_with_whoever_started_it(tmp_path):
    parent = os.fork()
    if not parent:
        egress = Egress(allow_private=True)
        egress.__enter__()
        (tmp_path / "pid").write_text(str(egress.child.pid))
        time.sleep(60)
        os._exit(0)
    wait_until(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    child = int((tmp_path / "pid").read_text())
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    wait_until(lambda: not os.path.exists(f"/proc/{child}"))


def wait_until(true, seconds=20.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
