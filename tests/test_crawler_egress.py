"""The crawl through the proxy: TLS within it, and a silence of the proxy's told from a site's."""

import datetime
import ssl
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from twisted.internet import error

import crawler
from crawler.download_errors import BlockedPort, PrivateHost, classify, machine_fault
from crawler.egress import FAILURES, ProxyEnded
from minna.egress import Egress
from minna.egress.reasons import Reason
from minna.errors import MachineError
from minna.records import Page, RequestLog, Run, Site, SiteCrawl
from minna.settings import RunSettings
from minna.store import Store

PAGES = 4


class Town(BaseHTTPRequestHandler):
    """A few pages; who connects is counted, and who asks."""

    protocol_version = "HTTP/1.1"
    connections: ClassVar = Counter()
    asked: ClassVar = Counter()

    def do_GET(self):
        self.connections[self.client_address] += 1
        self.asked[self.path] += 1
        links = "".join(f"<a href=/{n}>第{n}号</a>" for n in range(PAGES))
        text = (
            f"<!doctype html><html lang=ja><title>{self.path}</title><main>{self.path * 9}{links}"
        )
        is_page = self.path == "/" or self.path.strip("/").isdigit()
        raw = (text if is_page else "User-agent: *\nDisallow:\n").encode()
        self.send_response(200 if is_page or self.path == "/robots.txt" else 404)
        self.send_header("Content-Type", "text/html" if is_page else "text/plain")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_):
        pass


@pytest.fixture
def secure(tmp_path):
    """The address of a site over TLS, with a certificate of its own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(1))
        .not_valid_after(now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    encoding, none = serialization.Encoding.PEM, serialization.NoEncryption()
    pem = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, none)
    (tmp_path / "town.pem").write_bytes(pem + certificate.public_bytes(encoding))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "town.pem")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Town)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Town.connections.clear()
    Town.asked.clear()
    yield f"https://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_site_over_tls_is_crawled_through_the_proxy_on_kept_connections(
    secure, tmp_path, monkeypatch
):
    ended = []
    leave = Egress.__exit__

    def told(egress, *classify):
        leave(egress, *classify)
        ended.extend(egress.take_transfers())

    monkeypatch.setattr(Egress, "__exit__", told)
    store = Store(tmp_path / "m.db")
    run = Run(
        "r", "", None, "survey", "", 1, RunSettings.of({"pause": 0.02, "allow_private": True}), {}
    )
    store.save([run, Site("r", "s", "町", secure)])
    crawler.crawl(store, run, progress=lambda *_: None)
    frame = store.get(SiteCrawl)
    assert (frame.status, frame.pages) == ("ok", PAGES + 1)
    assert store.count(Page, state="fetched") == PAGES + 1
    assert Town.asked["/robots.txt"] == 1
    assert len(Town.connections) < sum(Town.asked.values()) / 2, "connections are kept"
    assert len(ended) == len(Town.connections), "and none went beside the proxy"
    assert {(t.host, t.by) for t in ended} == {("localhost", "crawler")}
    assert sum(t.received for t in ended) > sum(a.bytes for a in store.read(RequestLog)) > 0


@pytest.mark.parametrize(
    ("reason", "status"),
    [(Reason.NOT_ALLOWED, "private"), (Reason.BLOCKED_PORT, "unreachable")],
)
def test_what_the_proxy_does_not_allow_says_so(reason, status):
    kind = FAILURES[reason.value]
    assert kind in (PrivateHost, BlockedPort)
    assert classify(kind())[0] == status


def test_each_way_to_fail_is_told_as_the_network_itself_would_and_ours_stops_the_crawl():
    assert FAILURES[Reason.NO_NAME.value] is error.DNSLookupError
    assert FAILURES[Reason.REFUSED.value] is error.ConnectionRefusedError
    assert FAILURES[Reason.TIMEOUT.value] is error.TimeoutError
    assert classify(FAILURES[Reason.UNREACHABLE.value]())[0] == "unreachable"
    assert Reason.OURS.value not in FAILURES
    for ours in (ProxyEnded(why="x"), MachineError(why="x")):
        assert machine_fault(ours) is ours
